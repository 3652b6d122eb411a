"""Judgement: what a person decides of a leaked row whose record could not be told for certain.

>>> Judgement(812, Ruling.SAME, "D00000017").ruling.value
'same'
>>> Judgement(812, Ruling.SAME)
Traceback (most recent call last):
    ...
ValueError: a row is the same as, or different from, one record
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

AT_MOST = 300
"""Rows that are shown: at a minute each, a person's day."""


class Ruling(Enum):
    """What is decided."""

    SAME = "same"
    """The row is of this record, whatever the evidence weighs."""

    DIFFERENT = "different"
    """The row is not of this record; the next best may stand."""

    NOBODY = "nobody"
    """The row is of no record of the register."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on one row of a table."""

    row: int
    ruling: Ruling
    record: str | None = field(default=None, repr=False)
    """The register's key of the record, as text; None for `NOBODY`."""

    def __post_init__(self) -> None:
        if (self.record is None) != (self.ruling is Ruling.NOBODY):
            raise ValueError("a row is the same as, or different from, one record")


def together(before: tuple[Judgement, ...], new: Judgement) -> tuple[Judgement, ...]:
    """Add a judgement to those on the same rows: the newer holds where they contradict.

    What a row is not may be several records; what it is, is one, or nobody.

    >>> first = together((), Judgement(3, Ruling.DIFFERENT, "a"))
    >>> second = together(first, Judgement(3, Ruling.DIFFERENT, "b"))
    >>> [j.record for j in second]
    ['a', 'b']
    >>> [j.ruling.value for j in together(second, Judgement(3, Ruling.SAME, "a"))]
    ['same']
    """
    kept = (
        j
        for j in before
        if j.row != new.row
        or (j.ruling is new.ruling is Ruling.DIFFERENT and j.record != new.record)
    )
    return (*kept, new)
