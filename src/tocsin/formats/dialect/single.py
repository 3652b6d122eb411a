"""Single: lines that no delimiter cuts: labels, values one below the other, logins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.formats import combolist
from tocsin.formats.dialect.first_table import quoting
from tocsin.formats.dialect.found import Found
from tocsin.formats.dialect.rows import rows_of
from tocsin.formats.dialect.scores import ENDS
from tocsin.formats.heading import is_header
from tocsin.formats.labels import folded, is_label
from tocsin.formats.shapes import profile, shape
from tocsin.terms.table import Dialect


def are_labelled(lines: Sequence[str]) -> bool:
    """Whether the lines are labels with what they name ('Name: Anna'), or objects of JSON."""
    if sum(line[:1] == "{" for line in lines) > len(lines) / 2:
        return True
    heads = [line.partition(":") for line in lines]
    labels = [folded(head) for head, _, value in heads if value.strip() and is_label(head)]
    return len(labels) > len(lines) / 3 and len(set(labels)) >= min(2, len(lines))


def are_whole_values(lines: Sequence[str]) -> bool:
    """Whether each line, but perhaps a heading, is one value: a date, a number, an address."""
    later = lines[1:] if len(lines) > 1 else lines
    if any(d in line for line in later for d in ";\t|"):
        return False
    shapes = Counter(map(shape, later))
    name, count = shapes.most_common(1)[0]
    if not name or sum(count for own, count in shapes.items() if own) < 0.95 * len(later):
        return False
    return not any("," in line for line in later) and count >= len(later) / 2


def is_list(lines: Sequence[str]) -> bool:
    """Whether each line can be one value of a list: a name, a word, a code."""
    quoted = sum(line[:1] == '"' == line[-1:] and len(line) > 1 for line in lines)
    if quoted == len(lines) or (quoted and quoted == len(lines) - 1 and lines[0][:1] != '"'):
        return True
    short = sum(len(line.split()) <= 3 and len(line) <= 60 for line in lines)
    sentences = sum(line.rstrip().endswith(ENDS) or "{" in line or "<" in line for line in lines)
    return len(lines) > 1 and short >= 0.9 * len(lines) and sentences <= len(lines) / 10


def of_pairs(shape: combolist.Shape, lines: Sequence[str]) -> Found:
    """A list of logins."""
    pattern = re.compile(shape.pattern)
    fields = [match.groups() for line in lines if (match := pattern.match(line))]
    return Found(
        Dialect(shape.delimiter, None, None, header=False),
        shape.width,
        tuple(f"c{i}" for i in range(shape.width)),
        0,
        0,
        tuple(map(profile, zip(*fields, strict=True))),
        1.0,
        False,
        False,
        (False, False),
        "none",
        (),
        shape,
    )


def one_column(lines: Sequence[str], text: str) -> Found | None:
    """A table of one column."""
    absent = next(c for c in "\x1f\x1e\x1d\x1c\x02\x01\x03" if c not in text or c == "\x03")
    rows = rows_of(list(lines), Dialect(absent, '"', None, header=False))
    if not rows:
        return None
    body = [row.fields for row in rows[1:] if len(row.fields) == 1]
    header = is_header(rows[0].fields, body)
    return Found(
        Dialect(",", '"', None, header),
        1,
        tuple(rows[0].fields[:1]) if header else ("c0",),
        rows[0].line,
        int(header),
        (profile([record[0] for record in body]),),
        0.0,
        False,
        False,
        (False, False),
        quoting(text, absent, '"', body),
        (),
    )
