r"""Shapes: what a cell looks like, and what the cells of a column have in common.

A shape tells a column from its neighbours: numbers, dates, addresses. Words have none. From the
first records of a table each column gets a Profile; a record of another width than the table is
held against them, to see which of its cells belong where.

>>> shape("2014-06-09"), shape("1.234,50 €"), shape("a@x.example"), shape("Anna")
('time', 'number', 'e-mail', '')
>>> profile(["7501", "59000", "1000"]).fits("Gent")
False
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 100
"""Characters beyond which a cell is taken for free text."""

SHAPES = (
    (
        "number",
        re.compile(
            r"[$€£]?\s?[-+]?[$€£]?\s?(?:\d+|\d{1,3}(?:[., '\u00a0]\d{3})+)?(?:(?<=\d)[.,]|[.,](?=\d))?\d*"
            r"(?:[eE][-+]?\d+)?\s?[%$€£]?(?<=[\d%$€£.])|\(\d[\d.,]*\)"
        ),
    ),
    ("e-mail", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    (
        "time",
        re.compile(
            r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"
            r"(?: ?(?:Z|[A-Z]{2,4}|[AaPp]\.?[Mm]\.?|[+-]\d{2}(?::?\d{2})?|[A-Za-z]+/\w+))?)?"
            r"|\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?"
            r"|\d{1,2}[- ][A-Za-z]{3,9}\.?[- ]\d{2,4}|[A-Za-z]{3,9} \d{1,2}, \d{4}"
        ),
    ),
    ("phone", re.compile(r"(?=(?:\D*\d){6})\+?[\d ./()-]{6,}")),
    ("web", re.compile(r"(?:https?|ftp)://\S+|www\.\S+\.\S+")),
    ("ip", re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")),
    ("hash", re.compile(r"[0-9a-fA-F]{16,}|\$\w+\$.+")),
    (
        "uuid",
        re.compile(
            r"\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\}?"
        ),
    ),
    ("code", re.compile(r"(?=\D*\d)[\w-]+")),
)
"""Shapes that values may have and the heading of their column does not."""

TELLING = 0.9
"""Share of a column's filled cells that makes a shape the column's own. Our choice: a cell of
another shape is then ten times likelier to be in the wrong place."""

LEFT_OUT = 0.2
"""Share of empty cells in a column from which a record may leave it out. Our choice."""

WORDY = 0.3
"""Share of cells of several words that makes a column one of free text. Our choice."""

ALIKE = {
    "number": {"number", "code", "phone"},
    "code": {"number", "code", "hash"},
    "phone": {"phone", "number"},
}
"""Shapes that pass for one another: '59000' and '2A004' are both postcodes."""


@lru_cache(maxsize=1 << 14)
def shape(cell: str) -> str:
    """The name of the cell's shape; '' for words, and for what is empty or long."""
    cell = cell.strip()
    if not cell or len(cell) > LONGEST:
        return ""
    return next((name for name, pattern in SHAPES if pattern.fullmatch(cell)), "")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of one column have in common."""

    shape: str
    """The shape that nearly all of them have; '' for words and for mixed columns."""

    length: int
    """The length that nearly all have, where they have a shape; 0 where lengths differ."""

    empty: float
    """The share of empty cells."""

    filled: int
    """How many filled cells that was told from."""

    wordy: bool = False
    """Whether many of the cells are several words: a delimiter among them may be a part of the text."""

    @property
    def telling(self) -> bool:
        """Whether it can tell its own cells from others."""
        return bool(self.shape) and self.filled > 1

    @property
    def may_be_left_out(self) -> bool:
        """Whether a record that lacks it is complete all the same."""
        return self.empty >= LEFT_OUT

    def fits(self, cell: str) -> bool:
        """Whether a cell may stand in this column."""
        if not cell.strip():
            return not self.telling or self.empty > 0
        if not self.telling:
            return self.filled > 0
        if self.length and len(cell) != self.length:
            return False
        return shape(cell) in ALIKE.get(self.shape, {self.shape})


def profile(cells: Sequence[str]) -> Profile:
    """What these cells of one column have in common."""
    filled = [cell for cell in cells if cell.strip()]
    empty = 1 - len(filled) / len(cells) if cells else 0.0
    shapes = Counter(map(shape, filled))
    if not shapes:
        return Profile("", 0, empty, 0)
    commonest, count = shapes.most_common(1)[0]
    kin = ALIKE.get(commonest, {commonest})
    if sum(shapes[name] for name in kin) < TELLING * len(filled):
        commonest, count = "", 0
    if not commonest or count < len(filled) / 2:
        wordy = sum(len(cell.split()) > 1 for cell in filled) >= WORDY * len(filled)
        return Profile("", 0, empty, len(filled), wordy)
    lengths = Counter(map(len, filled))
    length, same = lengths.most_common(1)[0]
    fixed = length if same >= 0.98 * len(filled) and len(filled) >= 20 and length >= 8 else 0
    return Profile(commonest, fixed, empty, len(filled))
