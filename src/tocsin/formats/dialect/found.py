"""Found: a dialect, with what else the beginning of a text shows."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.formats import combolist
from tocsin.formats.shapes import Profile
from tocsin.terms.table import Dialect


@dataclass(frozen=True, slots=True)
class Found:
    """A dialect with what else the beginning shows."""

    dialect: Dialect
    width: int
    """Fields of a record, those at its edges that are always empty (`open`) left out."""

    names: tuple[str, ...]
    """From the header; 'c0', 'c1' ... where there is none."""

    start: int
    """Lines above the table."""

    heading: int
    """Records of its heading."""

    profiles: tuple[Profile, ...]
    """What the first cells of each column have in common."""

    short: float
    """The share of the first records that end early."""

    padded: bool
    """Whether blanks stand around the delimiter that belong to no value."""

    loose: bool
    """Whether quotes inside a quoted field are written as they are, neither doubled nor escaped."""

    open: tuple[bool, bool]
    """Whether each record begins, and ends, with a delimiter: 'a;b;', '| a | b |'."""

    quoting: str
    """'none', 'minimal', 'all but numbers' or 'all': a mark of the tool that wrote it."""

    nulls: tuple[str, ...]
    """How a missing value is written, besides nothing at all."""

    combolist: combolist.Shape | None = None

    @property
    def fields(self) -> int:
        """Fields between the delimiters of a record, the empty ones at its edges too."""
        return self.width + sum(self.open)
