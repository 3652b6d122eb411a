"""Planting: made-up customers for one place, drawn from the register as it lies or as a case has it.

The register is looked at and not kept: a book of canaries must not become a second copy of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.dating import canaries, decoys
from tocsin.dating.decoys import Reached
from tocsin.dating.pool import SAMPLE, Pool
from tocsin.desk.base import Desk, take_up
from tocsin.desk.judging import judge
from tocsin.desk.registers import Connect, Prepared
from tocsin.kinds import normal, recognise
from tocsin.ports import Made, Making
from tocsin.terms.canary import Canary, Cells
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.register import RegisterMap
from tocsin.terms.table import Column

READ = "register as read"
"""The register's cells, as `desk.registers` names them too."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A register to learn from, known to the engine."""

    extract: ir.Table
    """`row` (int64), and `c0`, `c1` ... in the source's own types."""

    rows: int
    columns: tuple[Column, ...]
    customers: ir.Table
    """In normal form: `id`, the normal columns."""

    key: str | None
    deleted: str | None


def of_case(desk: Desk, register: Prepared) -> Learned:
    """The register that a case has."""
    columns = take_up(register.made, "columns", tuple[Column, ...])
    return _learned(desk, register.made, columns, RegisterMap(), register.register(desk))


def of_source(desk: Desk, uri: str, said: RegisterMap, connect: Connect) -> Learned:
    """A register where it lives, copied for as long as this desk is there; it should be a scratch one."""
    source = connect(uri)
    names: tuple[str, ...] = ()

    def how(making: Making) -> None:
        nonlocal names
        desk.progress("Reading the register", 0, 0)
        names = source.read(said.table, lambda batches: making.table(READ, batches))

    made = desk.vault.work(Step("planting", "1", ()), how, "a register to learn from")
    extract = desk.engine.table("register_extract", made.table(READ))
    desk.progress("Judging the register's columns", 0, 0)
    columns = judge(desk.engine, extract, tuple(Column(name) for name in names), said.columns)
    return _learned(desk, made, columns, said, None)


def _learned(
    desk: Desk,
    made: Made,
    columns: tuple[Column, ...],
    said: RegisterMap,
    customers: ir.Table | None,
) -> Learned:
    cells = made.table(READ)
    extract = desk.engine.table("register_extract", cells)
    deleted = said.deleted or recognise.deleted_column(columns)
    if customers is None:
        customers = normal.normal_register(extract, columns, said.key, deleted)
    return Learned(extract, cells.count_rows(), columns, customers, said.key, deleted)


def make(
    desk: Desk, of: Learned, count: int, reached: Reached, chance: Random
) -> tuple[Canary, ...]:
    """Make canaries that look like the register's customers, and are none of them.

    `chance` must not be guessable: who guesses what was drawn can take the canaries out. `Refused`
    where the register has no e-mail addresses, or too few customers alike to hide among.
    """
    if not any(column.kind == "email" for column in of.columns):
        raise Refused(
            "No column of the register was recognised as one of e-mail addresses.",
            remedy='Say which it is with --map FILE: [columns] "mail" = "email".',
        )
    desk.progress("Making customers up", 0, 0)
    pool = _pool(desk, of, chance)
    for numbered, surplus in product((True, False), decoys.SURPLUS):
        drafts = decoys.draw(pool, reached, count * surplus, chance, numbered=numbered)
        made = _nobodys(desk, of, drafts)
        if len(made) >= count:
            return made[:count]
    raise Refused(
        f"The register does not give {count} made-up customers that are like none of it.",
        remedy="Ask for fewer, or name a larger register.",
    )


def _pool(desk: Desk, of: Learned, chance: Random) -> Pool:
    """A sample of the register's rows, as texts."""
    places = sorted(chance.sample(range(of.rows), min(SAMPLE, of.rows)))
    names = [f"c{place}" for place in range(len(of.columns))]
    texts = of.extract.select("row", **{name: of.extract[name].cast("string") for name in names})
    drawn = desk.engine.table("drawn", pa.table({"row": pa.array(places, pa.int64())}))
    rows = desk.engine.answer(texts.semi_join(drawn, "row"))
    cells = tuple(tuple(_text(row[name]) for name in names) for row in rows)
    return Pool(of.columns, cells, of.key, of.deleted)


def _text(cell: object) -> str | None:
    return None if cell is None or cell == "" else str(cell)


def _nobodys(desk: Desk, of: Learned, drafts: Sequence[Cells]) -> tuple[Canary, ...]:
    """Those of the drafts that are like no customer, each with an address of its own."""
    if not drafts:
        return ()
    columns = {
        f"c{at}": pa.array(cells, pa.string()) for at, cells in enumerate(zip(*drafts, strict=True))
    }
    rows = pa.table({"row": pa.array(range(len(drafts)), pa.int64()), **columns})
    with desk.engine.passing():
        table = desk.engine.table("drafts", rows)
        normals = desk.engine.keep(canaries.known_by(normal.normal_leak(table, of.columns)))
        desk.progress("Making sure that nobody is so called", 0, 0)
        like = {row["row"] for row in desk.engine.answer(decoys.ask(normals, of.customers))}
        known = {int(str(row["row"])): row for row in desk.engine.answer(normals)}
    made: dict[object, Canary] = {}
    for number, cells in enumerate(drafts):
        if number not in like:
            made.setdefault(known[number]["email"], Canary(cells, canaries.marks(known[number])))
    return tuple(made.values())


def empty(columns: Sequence[str], made: Sequence[Canary]) -> tuple[str, ...]:
    """The columns that all of these leave empty: whoever puts them in may have to fill them."""
    return tuple(
        name
        for place, name in enumerate(columns)
        if all(canary.cells[place] is None for canary in made)
    )
