"""Pool: a sample of a register that decoys are drawn from, and what is common in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from tocsin.kinds.normal import NOT_DELETED
from tocsin.terms.canary import Cells
from tocsin.terms.table import Column

SAMPLE = 4_096
"""Rows of the register that decoys are drawn from."""

COMMON = 3
"""Rows of the sample in which a value must stand to be nobody's in particular. A judgement: in a sample
of a large register that is a few thousand customers, in one that is taken whole it is three."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A sample of a register, as texts, and what is common in it."""

    columns: tuple[Column, ...]
    rows: tuple[Cells, ...] = field(repr=False)
    key: str | None = None
    """The column that names a customer, where it is none of customer numbers."""

    deleted: str | None = None
    """The column that says who is one no more: only others lend."""

    places: dict[str, int] = field(init=False, repr=False)
    """The column of each kind; of several of one kind, that which holds most cells."""

    leasts: dict[tuple[int, str, int], int] = field(init=False, repr=False)
    """By column, what stands before its digits and its length, the least customer number."""

    common: tuple[frozenset[str], ...] = field(init=False, repr=False)
    """The common values of each column; of full names, the common words."""

    def __post_init__(self) -> None:
        counted = [Counter[str]() for _ in self.columns]
        for row in self.rows:
            for place, cell in enumerate(row):
                full = self.columns[place].kind == "full_name"
                counted[place].update((cell or "").split(" ") if full else [cell or ""])
        common = tuple(
            frozenset(value for value, rows in counts.items() if value and rows >= COMMON)
            for counts in counted
        )
        object.__setattr__(self, "common", common)
        filled = [sum(row[place] is not None for row in self.rows) for place in range(len(counted))]
        by_filled = sorted(range(len(counted)), key=lambda place: filled[place])
        places = {self.columns[place].kind: place for place in by_filled}
        object.__setattr__(self, "places", places)
        leasts: dict[tuple[int, str, int], int] = {}
        for place, column in enumerate(self.columns):
            if column.kind == "customer_number" or column.name == self.key:
                for cell in (row[place] for row in self.rows):
                    if cell and cell[-1].isdecimal() and cell.isascii():
                        head, length = _written(cell)
                        number, at = int(cell[len(head) :]), (place, head, length)
                        leasts[at] = min(number, leasts.get(at, number))
        object.__setattr__(self, "leasts", leasts)

    def cell(self, row: Cells, kind: str) -> str:
        """What a row holds of a kind; nothing, where it holds none."""
        place = self.places.get(kind)
        return (row[place] or "") if place is not None else ""

    def least(self, place: int, like: str) -> int:
        """The least number of a column in the sample, of those written as this one is."""
        return self.leasts.get((place, *_written(like)), 0)

    def lenders(self) -> tuple[Cells, ...]:
        """Rows of customers of today with an e-mail address and a name of two words, both common."""
        gone = next((p for p, c in enumerate(self.columns) if c.name == self.deleted), None)
        return tuple(
            row
            for row in self.rows
            if "@" in self.cell(row, "email")
            and self.named(row)
            and (gone is None or re.search(NOT_DELETED, (row[gone] or "").strip().lower()))
        )

    def named(self, row: Cells) -> tuple[str, str] | None:
        """The two words of a row's name, if they are common."""
        given, family, full = (
            self.places.get(k) for k in ("given_name", "family_name", "full_name")
        )
        if given is not None and family is not None:
            words = [row[given] or "", row[family] or ""]
            known = words[1] in self.common[family] and bool(words[0])
        elif full is not None:
            words = (row[full] or "").split(" ")
            known = len(words) == 2 and self.common[full].issuperset(words)
        else:
            return None
        return (words[0], words[1]) if known else None


def _written(number: str) -> tuple[str, int]:
    """What stands before the digits at a number's end, and how long it is."""
    return number.rstrip("0123456789"), len(number)
