"""Heading: whether the first record of a table names its columns.

A heading differs from what stands below it: a word above numbers, addresses or dates; a label
we know; a name written as programs write them. Where nothing speaks for a heading, the first
record is a row: a heading kept as a row does less harm than a person dropped.

>>> is_header(["id", "mail"], [["1", "a@x.example"], ["2", "b@x.example"]])
True
>>> is_header(["Anna", "Gent"], [["Bert", "Lille"], ["Cleo", "Paris"]])
False
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.formats.labels import is_label

SHAPES = (
    ("number", re.compile(r"[-+]?\d+(?:[.,]\d+)*")),
    ("e-mail", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("time", re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?.*)?")),
    ("phone", re.compile(r"\+?[\d ./()-]{6,}")),
    ("hash", re.compile(r"[0-9a-fA-F]{16,}|\$\w+\$.+")),
    ("code", re.compile(r"(?=\D*\d)[\w-]+")),
)
"""Shapes that a column's heading does not have, but its values may."""

MOST = 0.6
"""Share of a column's filled cells that makes a shape the column's: leaks have gaps and damage."""

_AS_PROGRAMS_WRITE = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+")


def is_header(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether `first` heads the records in `body`."""
    if not any(cell.strip() for cell in first):
        return False
    columns = list(zip(*body, strict=True)) if body else [()] * len(first)
    return sum(_speaks(head, column) for head, column in zip(first, columns, strict=False)) > 0


def _speaks(head: str, column: Sequence[str]) -> int:
    """1 where a cell speaks for a heading, -1 where it speaks against one, 0 where it is silent."""
    head = head.strip()
    if not head:
        return 0
    if is_label(head) or _AS_PROGRAMS_WRITE.fullmatch(head):
        return 1
    own = _shape(head)
    if own:
        return -1
    shapes = Counter(_shape(cell.strip()) for cell in column if cell.strip())
    if not shapes:
        return 0
    shape, count = shapes.most_common(1)[0]
    if shape and count >= MOST * shapes.total():
        return 1
    return -1 if head in column else 0


def _shape(cell: str) -> str:
    """The name of the cell's shape; '' for words."""
    if len(cell) > 100:
        return ""
    return next((name for name, pattern in SHAPES if pattern.fullmatch(cell)), "")
