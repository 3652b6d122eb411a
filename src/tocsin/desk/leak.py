"""Leak: which tables of the exhibits are held against the register, as one table in normal form.

A dump, if there is one; else the sample that the note carries. Rows of several tables are
numbered through, in the order of custody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from tocsin.desk.base import Desk
from tocsin.desk.exhibits import Read
from tocsin.kinds import normal
from tocsin.terms.case import Role
from tocsin.terms.errors import Refused
from tocsin.terms.finding import Locus
from tocsin.terms.table import Column, Table

NAMING = frozenset(
    {
        "email",
        "phone",
        "full_name",
        "family_name",
        "postal_address",
        "customer_number",
        "password_hash",
    }
)
"""Kinds that can tie a row to a person."""

ENOUGH = 2
"""A table with fewer naming kinds is not a table of people: a list of bare words, say. A dump of
nothing but e-mail addresses is one; in a note such a line is how its writer can be reached."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of people, and the number its first row gets in the leak."""

    read: Read
    table: Table
    first: int


@dataclass(frozen=True, slots=True)
class Leak:
    """What is held against the register."""

    parts: tuple[Part, ...]
    chosen: bool
    """Whether it is only a sample that its holder chose."""

    without: tuple[int, ...] = field(default=(), repr=False)
    """Rows that are nobody's: canaries. They keep their numbers, and are in none of the tables below."""

    told_by: str = ""
    """Digest of the step that found those, if there are any."""

    @property
    def rows(self) -> int:
        """Rows of all its tables, those that are nobody's among them."""
        return sum(part.table.rows for part in self.parts)

    @property
    def basis(self) -> tuple[Locus, ...]:
        """Where statements about the leak point."""
        return tuple(part.read.locus(part.table) for part in self.parts)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all its tables."""
        return tuple(column for part in self.parts for column in part.table.columns)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Digests of what it is made of."""
        return (*(part.read.digest for part in self.parts), *filter(None, (self.told_by,)))

    def normal(self, desk: Desk) -> ir.Table:
        """The leak in normal form, kept in the engine."""
        rows = _together(
            _shifted(
                normal.normal_leak(part.read.extract(desk, part.table), part.table.columns), part
            )
            for part in self.parts
        )
        return desk.engine.keep(self._somebodys(rows))

    def extract(self, desk: Desk) -> tuple[ir.Table, tuple[Column, ...]]:
        """The raw cells by column; of several tables, by kind, the first filled cell of each."""
        if len(self.parts) == 1:
            (part,) = self.parts
            return self._somebodys(part.read.extract(desk, part.table)), part.table.columns
        kinds = tuple(dict.fromkeys(c.kind for c in self.columns if c.kind != "unknown"))
        rows = _together(_by_kind(desk, part, kinds) for part in self.parts)
        return self._somebodys(rows), tuple(Column(kind, kind) for kind in kinds)

    def _somebodys(self, rows: ir.Table) -> ir.Table:
        return rows.filter(rows.row.notin(self.without)) if self.without else rows


def of_people(kinds: set[str], *, addresses: bool) -> bool:
    """Whether a table of these kinds is one of people; with `addresses`, e-mail addresses alone are enough."""
    return (addresses and "email" in kinds) or len(kinds & NAMING) >= ENOUGH


def need_row(row: int, rows: int) -> None:
    """Make sure that a leak of so many rows has this one; `Refused` otherwise."""
    if not 0 <= row < rows:
        raise Refused(f"The leak has no row {row:,}.", remedy=f"Its rows are 0 to {rows - 1:,}.")


def chosen(readings: tuple[Read, ...]) -> Leak:
    """The tables of people in the dump, or else in the note."""
    dumps = _people(tuple(r for r in readings if r.exhibit.role is Role.LEAK))
    return Leak(dumps, chosen=False) if dumps else Leak(_people(readings), chosen=True)


def _people(readings: tuple[Read, ...]) -> tuple[Part, ...]:
    parts: list[Part] = []
    first = 0
    for reading in readings:
        for table in reading.reading.tables:
            kinds = {column.kind for column in table.columns}
            if of_people(kinds, addresses=reading.exhibit.role is Role.LEAK):
                parts.append(Part(reading, table, first))
                first += table.rows
    return tuple(parts)


def _together(tables: Iterable[ir.Table]) -> ir.Table:
    first, *others = tables
    return ibis.union(first, *others) if others else first


def _shifted(table: ir.Table, part: Part) -> ir.Table:
    return table.mutate(row=table.row + part.first) if part.first else table


def _by_kind(desk: Desk, part: Part, kinds: tuple[str, ...]) -> ir.Table:
    extract = part.read.extract(desk, part.table)
    cells: dict[str, ir.StringValue] = {}
    for place, kind in enumerate(kinds):
        alike = [extract[f"c{i}"] for i, c in enumerate(part.table.columns) if c.kind == kind]
        cells[f"c{place}"] = ibis.coalesce(*alike) if alike else ibis.null("string")
    return _shifted(extract.select("row", **cells), part)
