r"""Combolist: logins and passwords, a pair to a line, as they are traded: 'anna@x.example:secret'.

No field is quoted, and a password may hold the delimiter; so a line is split from the left, by what
its first fields must look like, and the last field takes the rest. A web address holds colons of
its own: 'https://shop.example:8443/login:anna:secret' has three fields.

>>> found = sniff(["anna@x.example:a:b", "bert@x.example:secret", "cleo@x.example:pw"])
>>> found.split(pa.array(["anna@x.example:a:b", "nothing"])).to_pylist()
[{'c0': 'anna@x.example', 'c1': 'a:b'}, None]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

MOST = 0.8
"""Share of the lines that must have the shape. Our choice: lists are merged from many, and each has
a few broken lines; prose and configuration do not come near."""

FEWEST = 3
"""Lines that make a list; of user names without any address in them, `FEWEST_NAMES`."""

FEWEST_NAMES = 5

DELIMITERS = (":", ";", "|", "\t", ",")

_ADDRESS = r"[^\s@:;|,]+@[^\s@:;|,]+\.[^\s@:;|,]+"
_WEB = r"(?:[A-Za-z][A-Za-z0-9+.-]*://[^\s/:]+(?::\d{1,5})?(?:/[^\s:]*)?|[\w-]+(?:\.[\w-]+)+(?:/[^\s:]*)?)"
_HASH = r"(?:[0-9a-fA-F]{16,}|\$[^\s:]+)"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the lines of a list are written."""

    delimiter: str
    """The one after its first field."""

    pattern: str
    """The fields as named groups `c0`, `c1` ...: a regular expression of RE2 and of Python."""

    width: int
    addressed: bool
    """Whether its first fields show by themselves that it is a list."""

    def split(self, lines: pa.Array) -> pa.StructArray:
        """Lines (string) as a struct of `c0`, `c1` ...; NULL where a line has not the shape."""
        return pc.extract_regex(lines, self.pattern)


def _shapes() -> tuple[Shape, ...]:
    """The shapes known, the one that asks most first."""
    made = [
        Shape(":", rf"^(?P<c0>{_WEB}):(?P<c1>[^\s:]+):(?P<c2>.*)$", 3, True),
        Shape("|", rf"^(?P<c0>{_WEB})\|(?P<c1>[^\s|]+)\|(?P<c2>.*)$", 3, True),
        Shape(";", rf"^(?P<c0>[^\s;]+);(?P<c1>{_HASH}):(?P<c2>.*)$", 3, True),
        Shape(":", rf"^(?P<c0>[^\s:]+):(?P<c1>{_HASH}):(?P<c2>.*)$", 3, True),
    ]
    for delimiter in DELIMITERS:
        d = re.escape(delimiter)
        made.append(Shape(delimiter, rf"^(?P<c0>{_ADDRESS}){d}(?P<c1>.*)$", 2, True))
    made.append(Shape(":", r"^(?P<c0>[^\s:/]+):(?P<c1>[^\s/].*)$", 2, False))
    return tuple(made)


SHAPES = _shapes()


def sniff(lines: Sequence[str]) -> Shape | None:
    """The shape of these lines (without their ends); None where they are no list."""
    if len(lines) < FEWEST:
        return None
    for shape in SHAPES:
        pattern = re.compile(shape.pattern)
        matches = [match for line in lines if (match := pattern.match(line))]
        if len(matches) < MOST * len(lines) or not pattern.match(lines[0]):
            continue
        if _is_list(shape, [match.groups() for match in matches]):
            return shape
    return None


def _is_list(shape: Shape, fields: list[tuple[str, ...]]) -> bool:
    """Whether lines of this shape are logins, and not a table that begins like one."""
    usual = sum(field[-1].count(shape.delimiter) == 0 for field in fields)
    quoted = sum(field[-1][:1] == '"' == field[-1][-1:] for field in fields)
    if usual < len(fields) / 2 or quoted > len(fields) / 2:
        return False
    if shape.addressed:
        return shape.width > 2 or not any(field[-1].startswith(" ") for field in fields)
    logins = {field[0] for field in fields}
    single = sum(" " not in field[-1] for field in fields)
    numbers = sum(field[0].isdigit() and field[-1][:2].isdigit() for field in fields)
    return (
        len(fields) >= FEWEST_NAMES
        and len(logins) >= MOST * len(fields)
        and single >= MOST * len(fields)
        and numbers < len(fields) / 2
    )
