"""Alongside: two tables of people brought side by side as they are written, to be linked without a case.

Their columns are judged together: one that both sides head alike is of one kind. A column that both
sides have, that no kind knows and that is nearly another in each row, is a number that tells people
apart, whoever gave it; so is the register's key, if the leak has it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from os import SEEK_END
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from tocsin.desk.base import Desk
from tocsin.desk.judging import SMALL, Small, judge_together
from tocsin.desk.leak import NAMING, of_people
from tocsin.desk.registers import need_key
from tocsin.desk.unprepared import Unprepared
from tocsin.desk.watched import watch
from tocsin.kinds import normal, recognise
from tocsin.kinds.headers import header_words
from tocsin.kinds.recognise import PLAIN_KEYS
from tocsin.ports import Making, Register
from tocsin.terms.answer import whole
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.register import RegisterMap
from tocsin.terms.table import Column

UNUSED = frozenset({"country", "preference", "free_text"})
"""Sources that nobody is compared by."""

OWN = 0.9
"""Share of different cells, from which a column tells people apart: a leak may hold a few rows twice."""

SOME = SMALL
"""Rows of a table by which its columns are judged."""

STRONG = frozenset({"email", "phone", "customer_number"})
"""Kinds that a register's key may be of, and stay."""


@dataclass(frozen=True, slots=True)
class Side:
    """A table as it was read: `row` and `c0`, `c1` ..., its judged columns, and how many rows it has."""

    extract: ir.Table
    columns: tuple[Column, ...]
    rows: int

    def headed(self) -> dict[str, int]:
        """The places of its columns by the words of their heads; of several with the same, none."""
        heads = [header_words(column.name) for column in self.columns]
        return {h: place for place, h in enumerate(heads) if h and heads.count(h) == 1}


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A table as it was read, its columns' names, some of its rows as texts, and how many it has."""

    extract: ir.Table
    columns: tuple[Column, ...]
    some: pa.Table
    rows: int


def judged(
    desk: Desk, leak: tuple[Unjudged, ...], register: Unjudged, said: RegisterMap
) -> tuple[tuple[Side, ...], Side]:
    """Judge the columns of both in one question; `Refused` where the leak has no table of people."""
    asked = [Small(table.some, table.columns) for table in leak]
    asked.append(Small(register.some, register.columns, said.columns))
    *others, mine = judge_together(desk.engine, asked)
    every = [
        (Side(table.extract, columns, table.rows), {column.kind for column in columns})
        for table, columns in zip(leak, others, strict=True)
    ]
    sides = tuple(side for side, kinds in every if of_people(kinds, addresses=True))
    sides = sides or tuple(side for side, kinds in every if kinds & NAMING)
    if not sides:
        raise Refused(
            "The leak holds no table of people that was recognised.",
            remedy="See what was recognised: tocsin read FILE.",
        )
    columns = mine if said.key is None else tuple(_as_key(column, said.key) for column in mine)
    return sides, Side(register.extract, columns, register.rows)


def _as_key(column: Column, key: str) -> Column:
    if column.name != key:
        return column if column.kind != "customer_number" else replace(column, kind="unknown")
    return column if column.kind in STRONG else replace(column, kind="customer_number", share=1.0)


def leaked(desk: Desk, path: Path) -> tuple[Unjudged, ...]:
    """Read the tables of a leaked file."""
    held: dict[str, pa.Table] = {}

    def sink(name: str, batches: pa.RecordBatchReader) -> None:
        held[name] = batches.read_all()

    with desk.files.open(path) as stream:
        size = stream.seek(0, SEEK_END)
        stream.seek(0)
        reading = desk.parser.parse(watch(stream, desk.progress, size), path.name, sink)
    if reading.refused:
        raise Refused(f"{path.name}: {reading.refused}", remedy="Name a table of people.")
    return tuple(
        Unjudged(
            desk.engine.table("leak", held[table.name]),
            table.columns,
            _some(held[table.name]),
            table.rows,
        )
        for table in reading.tables
    )


def _some(table: pa.Table) -> pa.Table:
    """Take the first rows of a table, and others from all of it."""
    rows = table.num_rows
    first = np.arange(min(rows, recognise.FIRST_ROWS))
    spread = np.linspace(0, rows - 1, min(rows, SOME - recognise.FIRST_ROWS), dtype=np.int64)
    return table.take(np.unique(np.concatenate([first, spread])))


def registered(desk: Desk, source: Register, said: RegisterMap) -> Unjudged:
    """Take a register where it lies, or else read it."""
    lies = source.lies
    register = _lying(desk, lies) if lies else _read(desk, source, said)
    if not register.rows:
        raise Refused("The register has no rows.", remedy="Name the table that holds them.")
    if said.key is not None:
        normal.key_column(register.columns, said.key)  # refused where there is none
    return register


def _lying(desk: Desk, path: Path) -> Unjudged:
    some = desk.files.some(path, SOME)
    columns = tuple(Column(name) for name in some.column_names)
    extract = desk.engine.lying(path)
    (answer,) = desk.engine.answer(extract.aggregate(rows=extract.count()))
    return Unjudged(extract, columns, _texts(some.columns), whole(answer, "rows"))


def _texts(cells: Sequence[pa.ChunkedArray]) -> pa.Table:
    """Make an extract of texts: `row`, `c0`, `c1` ..."""
    rows = pa.array(range(len(cells[0]) if cells else 0), pa.int64())
    names = ["row", *(f"c{place}" for place in range(len(cells)))]
    return pa.table([rows, *(cell.cast(pa.string()) for cell in cells)], names)


def _read(desk: Desk, source: Register, said: RegisterMap) -> Unjudged:
    """Copy a register that cannot be read where it lies, encrypted as all of a case."""
    desk.progress("Reading the register", 0, 0)
    names: list[str] = []
    rows: list[int] = []

    def how(making: Making) -> None:
        def sink(batches: pa.RecordBatchReader) -> None:
            rows.append(making.table("register as read", batches))

        names.extend(source.read(said.table, sink))

    made = desk.vault.work(Step("copy", "1", ()), how, why="to be linked")
    extract = desk.engine.table("register", made.table("register as read"))
    some = desk.engine.stream(recognise.sample(extract)).read_all()
    columns = tuple(Column(name) for name in names)
    return Unjudged(extract, columns, _texts(some.columns[1:]), sum(rows))


def side_by_side(desk: Desk, leak: tuple[Side, ...], register: Side, key: str | None) -> Unprepared:
    """Bring both to what linking takes: their sources, under the kinds that they have in common."""
    largest = max(leak, key=lambda side: side.rows)
    kinds = _alike(largest, register)
    number = _number(desk, largest, kinds, register)
    texts, first = [], 0
    for side in leak:
        columns = side.columns if side is not largest else _under(side, kinds)
        cells = _sources(side, columns, number if side is largest else None)
        row = side.extract.row + first
        texts.append(side.extract.select(row=row, **cells))
        first += side.rows
    cells = _sources(register, _under(register, kinds), number)
    identity = normal.key_column(register.columns, key)
    records = register.extract.select("row", id=register.extract[identity], **cells)
    if identity != "row":
        need_key(desk, records, register.columns[int(identity[1:])].name)
    return Unprepared(desk.engine, register.rows, _union(texts), records)


def _alike(leak: Side, register: Side) -> dict[str, str]:
    """Give the kinds of the heads that both sides have, where one side's cells tell it and the other's do not."""
    mine, others = leak.headed(), register.headed()
    told: dict[str, str] = {}
    for head in mine.keys() & others.keys():
        kinds = {leak.columns[mine[head]].kind, register.columns[others[head]].kind}
        if len(kinds) == 2 and "unknown" in kinds:
            (told[head],) = kinds - {"unknown"}
    return told


def _under(side: Side, kinds: Mapping[str, str]) -> tuple[Column, ...]:
    """Give a side's columns the kinds of their heads."""
    headed = {place: kinds[head] for head, place in side.headed().items() if head in kinds}
    return tuple(
        replace(column, kind=headed[place], share=1.0) if place in headed else column
        for place, column in enumerate(side.columns)
    )


def _number(desk: Desk, leak: Side, kinds: Mapping[str, str], register: Side) -> str | None:
    """Find the head of a column that both sides have and no kind knows, and that tells people apart."""
    mine, others = leak.headed(), register.headed()
    for head in mine:
        if head not in others or head in kinds or head in PLAIN_KEYS:
            continue
        unknown = {leak.columns[mine[head]].kind, register.columns[others[head]].kind}
        if unknown == {"unknown"} and _tells_apart(desk, register, others[head]):
            return head
    return None


def _tells_apart(desk: Desk, side: Side, place: int) -> bool:
    cell = side.extract[f"c{place}"]
    (answer,) = desk.engine.answer(
        side.extract.aggregate(filled=cell.count(), different=cell.nunique())
    )
    filled, different = whole(answer, "filled"), whole(answer, "different")
    return filled > side.rows / 2 and different >= OWN * filled


def _sources(side: Side, columns: tuple[Column, ...], number: str | None) -> dict[str, ir.Value]:
    """Take the sources that linking uses; a number of nobody's kind is an identity by its head."""
    cells: dict[str, ir.Value] = {
        name: cell
        for name, cell in normal.sources(side.extract, columns).items()
        if name not in UNUSED
    }
    place = side.headed().get(number or "")
    if place is not None and "identity" not in cells:
        cells["identity"] = side.extract[f"c{place}"].cast("string")
    return cells


def _union(texts: Sequence[ir.Table]) -> ir.Table:
    """Put tables under each other; what one has no source of is NULL there."""
    if len(texts) == 1:
        return texts[0]
    names = dict.fromkeys(name for table in texts for name in table.columns)
    types = {name: t[name].type() for t in texts for name in t.columns}
    return ibis.union(
        *(
            table.select(
                **{n: table[n] if n in table.columns else ibis.null(types[n]) for n in names}
            )
            for table in texts
        )
    )
