"""Canary: a made-up customer, put in one place only, so that wherever it is seen names that place.

>>> Sighting("mail house feed", datetime.fromisoformat("2013-05-02T09:00+02:00"), planted=3, seen=2, rows=2).says
"2 of the 3 canaries that were put into 'mail house feed' on 2 May 2013 are in it"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""Spelled out: `strftime` follows the machine's language."""

Cells = tuple[str | None, ...]
"""A row of the register, in the order of its columns."""

Mark = tuple[str, str]
"""A field of a normal table, or one that `dating.canaries` makes of them, and its normal value."""


@dataclass(frozen=True, slots=True)
class Canary:
    """A customer who does not exist. What it is made of is secret: whoever knows it can remove it."""

    cells: Cells = field(repr=False)
    """As planted."""

    marks: tuple[Mark, ...] = field(repr=False)
    """What it is known again by, in normal form."""


@dataclass(frozen=True, slots=True)
class Planting:
    """Canaries that were made together, to be put into one system, export or partner's feed."""

    source: str = field(repr=False)
    """Where: 'mail house feed'. Who knows it knows where to look."""

    at: datetime
    by: str
    columns: tuple[str, ...]
    canaries: tuple[Canary, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of one planting in what was looked at; nothing, where `seen` is 0."""

    source: str
    """Where they had been put, and nowhere else."""

    planted_at: datetime
    planted: int
    """How many were."""

    seen: int
    """How many of them were found."""

    rows: int
    """In how many rows or lines."""

    exact: bool = True
    """Whether one was found as planted but for case, blanks and style; else only damaged ones."""

    @property
    def says(self) -> str:
        """In a sentence, without its full stop."""
        day = f"{self.planted_at.day} {MONTHS[self.planted_at.month - 1]} {self.planted_at.year}"
        put = f"that {'was' if self.planted == 1 else 'were'} put into {self.source!r} on {day}"
        if self.planted == 1:
            return f"The canary {put} is {'in it' if self.seen else 'not in it'}"
        some = f"{self.seen} of the" if self.seen < self.planted else "All"
        many = f"{some} {self.planted}" if self.seen else f"None of the {self.planted}"
        return f"{many} canaries {put} {'is' if self.seen == 1 else 'are'} in it"
