"""Scores: how well records hang together as a table, and how much their fields look like whole values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.formats.dialect.rows import AGREE, JUDGED, RULE, Record, Row, blocks_of, usual_width
from tocsin.formats.shapes import profile, shape

PRIORS = {
    **dict.fromkeys(",;\t", 1.0),
    **dict.fromkeys("|\x01\x1f\x1e\x1d\x1c\x02", 0.98),
    **dict.fromkeys("^~§¦¬¶", 0.93),
    ":": 0.7,
    " ": 0.5,
    **dict.fromkeys("!#$%&*+=/\\·•", 0.5),
    "-": 0.4,
    "_": 0.3,
}
"""Delimiters of one character, and how far each is believed. Our choice, by how often each delimits and
how often it stands inside a value."""

COMMON = 0.6
"""Delimiters believed less must be in three records at least, and in nearly all."""

RARE = 0.45
"""How far a sign is believed that nobody expects to delimit."""

SEVERAL = 0.96
"""How far a delimiter of several characters is believed."""

_LEFT_OVER = re.compile(
    r"\"[ ,]\"|[;|\t\x01\x1e\x1f]|:(?![ \d/\\])|^([\"']).*\1$|^\"[^\"]*$|^[^\"]*[^\"\\]\"$|\\$",
    re.DOTALL,
)
"""What a field holds when it was cut wrongly: another delimiter, or quotes around it."""

_TIGHT_COMMA = re.compile(r",(?![ \d])")
"""A comma as no writer sets it; but addresses and names hold some."""

_WORD = re.compile(r"\w")

_PLAIN = re.compile(r"[\w .,'’()&/+-]*")


def score_of(rows: Sequence[Row], delimiter: str, padded: bool, sure: bool) -> float:
    """How well the records hang together, from 0 (no table) to 1."""
    width = usual_width(rows)
    usual = [row.fields for row in rows if len(row.fields) == width]
    if width < 2 or not (sure or _is_table(usual, width, delimiter, padded)):
        return 0.0
    covered, outside = _covered(rows, width)
    share = covered / max(len(rows) - outside, 1)
    if share < AGREE or covered < outside / 2:
        return 0.0
    judged = usual[:JUDGED]
    quality = sum(_quality(field, delimiter) for record in judged for field in record) / (
        width * len(judged)
    )
    prior = PRIORS.get(delimiter, SEVERAL if len(delimiter) > 1 else RARE)
    if prior < COMMON and (len(usual) < 3 or width < 3 or share < 0.9):
        return 0.0
    if prior < 0.97 and len(usual) < 2 and not sure:
        return 0.0
    if delimiter in " -_/" and (quality < 0.8 or not _some_tell(usual, width)):
        return 0.0
    columns = list(zip(*judged, strict=True))
    void = sum(not any(map(_WORD.search, column)) for column in columns[1:-1]) / width
    bulk = len(rows) / (len(rows) + outside / 2)
    breadth: float = (1 - 1 / width) ** 0.5
    return share * bulk * breadth * quality**2 * prior * max(1 - void, 0.3)


def _some_tell(usual: Sequence[Record], width: int) -> bool:
    """Whether a third of the columns have a shape: words between blanks are a sentence."""
    telling = sum(profile([r[i] for r in usual[:JUDGED]]).telling for i in range(width))
    return telling >= width / 3


def _covered(rows: Sequence[Row], width: int) -> tuple[float, int]:
    """How many records lie in tables, those that end early for a half; and how many lines outside."""
    covered, outside = 0.0, 0
    for block in blocks_of(rows):
        here = usual_width(block)
        same = sum(len(row.fields) == here for row in block)
        own = here if here >= 2 and same > 1 and same >= AGREE * len(block) else width
        inside = False
        for row in block:
            fields = len(row.fields)
            if fields in (own, width):
                covered, inside = covered + 1, True
            elif fields == 1 and (
                not inside or row.gap or RULE.fullmatch(row.fields[0]) or _is_comment(row.fields)
            ):
                outside += 1
            elif fields > 1 and inside:
                covered += 0.5
    return covered, outside


def _is_comment(fields: Record) -> bool:
    return fields[0].startswith(("#", "//", "--"))


def _quality(field: str, delimiter: str) -> float:
    """How much a field looks like a whole value; the delimiter in it was quoted, and tells nothing."""
    field = field.replace(delimiter, " ") if delimiter in field else field
    if not field:
        return 0.7
    if _LEFT_OVER.search(field) or field.count('"') % 2:
        return 0.0
    if shape(field):
        return 1.0
    if _TIGHT_COMMA.search(field):
        return 0.6
    return 0.92 if _PLAIN.fullmatch(field) else 0.75


def _is_table(usual: Sequence[Record], width: int, delimiter: str, padded: bool) -> bool:
    """Whether the fields can be those of a table, and not pieces of sentences or labelled lines."""
    later = [field for record in usual for field in record[1:]]
    spaced = padded or sum(field.startswith(" ") for field in later) > len(later) / 2
    if delimiter == ":":
        telling = sum(bool(profile([r[i] for r in usual[:JUDGED]]).shape) for i in range(width))
        addresses = max(sum("@" in record[i] for record in usual) for i in range(width))
        return not spaced and (
            addresses > len(usual) / 2 or width >= 4 or (width == 3 and telling > 0)
        )
    if delimiter == ",":
        ends = sum(record[-1].rstrip().endswith(ENDS) for record in usual)
        words = sum(len(field.split()) for field in later) / len(later)
        telling = any(profile([r[i] for r in usual[:JUDGED]]).telling for i in range(width))
        if spaced and not telling and (len(usual) < 2 or ends > len(usual) / 3 or words > 4):
            return False
        wordy = sum(len(record[0].split()) for record in usual) / len(usual)
        if width == 2 and words > 3 and wordy > 3 and ends > len(usual) / 3:
            return False
    return len(usual) > 1 or width > 2 or not any(re.search(r"\s", field) for field in usual[0])


ENDS = (".", "!", "?", ":", ",")
"""How lines of prose end."""
