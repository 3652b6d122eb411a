"""Passwords: those of a leak, in every column that may keep them, and in those the register has besides.

One pass tells how each distinct hash is kept; where several columns keep a row's password, another tells
which of them is the weakest. What a row's password is, nobody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import ibis.expr.types as ir

from tocsin.desk import hashes
from tocsin.desk.base import Desk, take_up
from tocsin.desk.leak import Leak, Part
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.exposure import curves, passwords_common, passwords_weighed
from tocsin.exposure import passwords as asked
from tocsin.exposure.passwords_weighed import Way
from tocsin.kinds.folding import fold_of
from tocsin.terms.password import Kept, Passwords, Place
from tocsin.terms.table import Column

KEEPING = ("password_hash", "password", "token")
"""Kinds of columns that keep passwords, or what may be made of them."""

SALT = "salt|sel$|zout|salz"
"""How a column of salts is headed."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The kept passwords of a leak, in the engine, and what was weighed of them."""

    cells: ir.Table
    distinct: ir.Table
    ways: tuple[Way, ...]

    @property
    def deciding(self) -> ir.Table:
        """The cells that a row's password may be as weak as: all but tokens."""
        tokens = {way.place for way in self.ways if way.kept.place is Place.TOKEN}
        return self.cells.filter(~self.cells.place.isin(sorted(tokens))) if tokens else self.cells


def passwords(
    desk: Desk, leak: Leak, linkage: Linkage, register: Prepared | None
) -> Passwords | None:
    """Tell how the passwords of a leak are kept, and what they are worth; None where it has none."""
    desk.progress("Telling how passwords are kept", 0, 0)
    with desk.engine.passing():
        worked = work(desk, leak, linkage)
        others = _of_register(desk, register, worked.ways if worked else ()) if register else ()
        if worked is None:
            return Passwords(others, curve=curves.drawn()) if others else None
        kept = _decided(desk, worked)
    return Passwords(
        (*kept, *others),
        passwords_common.listed(),
        passwords_weighed.elsewhere(kept),
        salt_column=any(_salted(column) for column in leak.columns),
        curve=curves.drawn(),
    )


def _decided(desk: Desk, worked: Worked) -> tuple[Kept, ...]:
    """Each way with the rows that it decides; where one column alone keeps passwords, all of its own."""
    if len({way.place for way in worked.ways}) == 1:
        return tuple(way.kept for way in worked.ways)
    order = passwords_weighed.order(worked.ways)
    ranked = asked.ranked(worked.deciding, worked.distinct, order)
    return passwords_weighed.decided(worked.ways, desk.engine.answer(asked.ask_decides(ranked)))


def work(desk: Desk, leak: Leak, linkage: Linkage) -> Worked | None:
    """Put every kept password of a leak into the engine, distinct ones told and weighed."""
    beside = tuple(_beside(desk, leak))
    if not beside and not any(column.kind == "password_hash" for column in leak.columns):
        return None
    cells = asked.cells(linkage.leak, *beside)
    if beside:
        cells = desk.engine.keep(cells)
    distinct = desk.engine.keep(asked.hashes(cells, hashes.commonest(desk, cells)))
    ways = passwords_weighed.weigh(
        desk.engine.answer(asked.ask(distinct)),
        desk.engine.answer(asked.ask_largest(distinct)),
        {n for n, (_, kind) in enumerate(beside, start=asked.MAIN + 1) if kind == "token"},
    )
    return Worked(cells, distinct, ways) if ways else None


def _beside(desk: Desk, leak: Leak) -> Iterator[tuple[ir.Table, str]]:
    """Columns that keep passwords, but for the one that the normal table has: `row` and `cell`."""
    for part in leak.parts:
        columns = part.table.columns
        main = hashes.fullest(columns)
        places = [n for n, c in enumerate(columns) if c.kind in KEEPING and n != main]
        if not places:
            continue
        extract = part.read.extract(desk, part.table)
        for place in places:
            yield _column(extract, place, part), columns[place].kind


def _column(extract: ir.Table, place: int, part: Part) -> ir.Table:
    return extract.select(row=extract.row + part.first, cell=extract[f"c{place}"])


def _salted(column: Column) -> bool:
    return re.search(SALT, fold_of(column.name)) is not None


def _of_register(desk: Desk, register: Prepared, shown: tuple[Way, ...]) -> tuple[Kept, ...]:
    """What the register keeps that the leak does not show: in a scheme, at a cost that is not among `shown`.

    The column that would be the leak's own was looked at in its first rows: in most cases it is the same.
    """
    columns = take_up(register.made, "columns", tuple[Column, ...])
    places = [n for n, c in enumerate(columns) if c.kind in ("password_hash", "password")]
    if not places:
        return ()
    known = {(way.scheme, way.settings) for way in shown}
    main = hashes.fullest(columns)
    first = take_up(register.made, "hashes", tuple[tuple[str, str], ...])
    if main is not None and known.issuperset(first):
        places.remove(main)
    if not places:
        return ()
    extract = desk.engine.table("register_extract", register.made.table("register as read"))
    told = hashes.ways(desk, hashes.cells(extract, columns, places))
    return tuple(
        replace(
            way.kept, place=Place.REGISTER, decides=0, column=columns[places[way.place - 1]].name
        )
        for way in told
        if (way.scheme, way.settings) not in known
    )
