"""Known: leaks that were known before this one, and what a leak has in common with them.

>>> Overlap("combo list of 2012", 9_000, rows=650, keyed=640, inside=600, comparable=600, same=590, tied=3, covered=40, tried=900).share
0.9375
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reference:
    """A leak known before, of which only keyed digests are kept."""

    name: str = field(repr=False)
    """As a person named it."""

    sha256: str
    """Of the file."""

    rows: int
    at: datetime
    """When it was given."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A leak held against one reference."""

    name: str = field(repr=False)
    known_rows: int
    """Rows of the reference that have something to be known by."""

    rows: int
    """Rows of the leak."""

    keyed: int
    """Those that have something to be known by: an e-mail address, else a phone."""

    inside: int
    """Those of them whose address, or phone, is in the reference."""

    comparable: int
    """Those of them with a field besides, that both have."""

    same: int
    """Those of them that agree with one row of it in every field that both have."""

    tied: int
    """Rows that are tied to a customer and are not in the reference."""

    covered: int
    """Of some customers of the register, chosen without looking at the leak: those in the reference."""

    tried: int
    """How many those were."""

    @property
    def share(self) -> float:
        """Of the rows that can be known, how many are in it."""
        return self.inside / self.keyed if self.keyed else 0.0
