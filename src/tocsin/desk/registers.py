"""Registers: the controller's customers, copied once into the case and put in normal form.

One step: the register as it was, read once, in a read-only transaction; and the prepared
register, which every leak of the case is then held against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from tocsin.authenticity import ground
from tocsin.desk import nearby
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.judging import judge
from tocsin.desk.nearby import Nearby
from tocsin.kinds import history as histories
from tocsin.kinds import normal, recognise
from tocsin.linkage import borne, people
from tocsin.ports import Made, Making, Register
from tocsin.terms.answer import whole
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.established import RegisterFacts
from tocsin.terms.register import HistoryMap, RegisterMap
from tocsin.terms.table import Column

PREPARED = "3"
"""Version of the normal forms: a new one prepares the register anew."""

PLACE = pa.field("place", pa.int64())

Connect = Callable[[str], Register]
"""From a URI to a register."""


@dataclass(frozen=True, slots=True)
class Taken:
    """From what sort of source, and when."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Extracted:
    """The columns of what was read, by name."""

    said: RegisterMap
    columns: tuple[str, ...]
    history: tuple[str, ...]
    exports: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The prepared register, for the engine."""

    facts: RegisterFacts
    made: Made

    def register(self, desk: Desk) -> ir.Table:
        """`id`, the normal columns, `deleted`, `person`, `place`, and how often values are `borne`."""
        return desk.engine.table("register", self.made.table("register"))

    def common(self, desk: Desk) -> ir.Table:
        """`password_hash`: those that very many records have."""
        return desk.engine.table("common", self.made.table("common"))

    def near(self, desk: Desk, leak: ir.Table, rows: int) -> Nearby:
        """The part of it that a leak in normal form, of that many rows, is held against."""
        if not {PLACE.name, *nearby.COLUMNS} <= set(self.made.table("register").schema.names):
            raise Refused(
                "The register was prepared by an earlier version of tocsin.",
                remedy="Take it again: tocsin register CASE URI.",
            )
        return Nearby(desk, leak, rows, self.made, self.facts.rows)


def take(desk: Desk, uri: str, said: RegisterMap, connect: Connect) -> Prepared:
    """Copy the register into the case and prepare it, in one step: a register refused leaves nothing."""
    source = connect(uri)
    taken = desk.now()

    def how(making: Making) -> None:
        told = _extract(making, desk, source, said, connect)
        _prepare(making, desk, told, Taken(source.sort, taken))

    step = Step("register", PREPARED, (), (("taken", taken.isoformat()),))
    return _prepared(desk.vault.work(step, how, f"the controller's register, from {source.sort}"))


def indexed(desk: Desk, register: Prepared) -> Prepared:
    """Index a register that more than one leak may be held against."""
    nearby.index(desk, register.made, register.facts.rows)
    return register


def in_case(desk: Desk) -> Prepared | None:
    """The register of this case that was taken last, if one was."""
    made = desk.vault.latest("register")
    return _prepared(made) if made else None


def _prepared(made: Made) -> Prepared:
    return Prepared(replace(take_up(made, "facts", RegisterFacts), sha256=made.digest), made)


def _extract(
    making: Making, desk: Desk, source: Register, said: RegisterMap, connect: Connect
) -> Extracted:
    def copy(name: str, register: Register, table: str | None) -> tuple[str, ...]:
        desk.progress(f"Reading the {name}", 0, 0)
        rows = 0

        def sink(batches: pa.RecordBatchReader) -> None:
            nonlocal rows
            rows = making.table(f"{name} as read", batches)

        columns = register.read(table, sink)
        if not rows:
            raise Refused(f"The {name} has no rows.", remedy="Name the table that holds them.")
        return columns

    columns = copy("register", source, said.table)
    history: tuple[str, ...] = ()
    if said.history:
        elsewhere = said.history.table if _is_uri(said.history.table) else None
        of = connect(elsewhere) if elsewhere else source
        history = copy("history", of, None if elsewhere else said.history.table)
    exports = tuple(
        copy(f"export {i}", connect(export if isinstance(export, str) else export.uri), None)
        for i, export in enumerate(said.exports)
    )
    return Extracted(said, columns, history, exports)


def _is_uri(table: str) -> bool:
    return ":" in table or table.endswith((".parquet", ".csv"))


def _prepare(making: Making, desk: Desk, told: Extracted, taken: Taken) -> None:
    table = desk.engine.table("register_extract", making.written("register as read"))
    desk.progress("Judging the register's columns", 0, 0)
    columns = judge(
        desk.engine, table, tuple(Column(name) for name in told.columns), told.said.columns
    )
    _need_identifiers(columns)
    key = _key(told, columns)
    if key is None and not told.said.keyless:
        raise Refused(
            "No column of the register was recognised as one that names a customer.",
            remedy="Name it with --key COLUMN.",
        )
    deleted = told.said.deleted or recognise.deleted_column(columns)
    desk.progress("Putting the register in normal form", 0, 0)
    with desk.engine.passing():
        register = desk.engine.keep(normal.normal_register(table, columns, key, deleted))
        need_key(desk, register, key)
        desk.progress("Finding people behind several accounts", 0, 0)
        found = desk.engine.keep(people.ask(register, desk.engine.keep))
        (persons,) = desk.engine.answer(found.aggregate(people=found.person.nunique()))
        customers = borne.beside(register.join(found, "id"))
        rows = making.table("register", _placed(desk.engine.stream(customers)))
        making.table("common", desk.engine.stream(ground.common(register)))
        past = _past(making, desk, told, columns, register)
        earlier = making.table("past", desk.engine.stream(past))
    lay(making, "columns", columns)
    lay(
        making,
        "facts",
        RegisterFacts("", rows, whole(persons, "people"), taken.source, taken.at, earlier),
    )


def _placed(records: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """Number the records through as they are written: `place`, by which an index finds them."""

    def numbered() -> Iterator[pa.RecordBatch]:
        first = 0
        for batch in records:
            places = pa.array(np.arange(first, first + batch.num_rows), pa.int64())
            first += batch.num_rows
            yield batch.append_column(PLACE, places)

    return pa.RecordBatchReader.from_batches(records.schema.append(PLACE), numbered())


def _past(
    making: Making, desk: Desk, told: Extracted, columns: tuple[Column, ...], register: ir.Table
) -> ir.Table:
    """What records held before, in normal form, from the history and the earlier exports."""
    kinds = {column.name: column.kind for column in columns}
    key = _key(told, columns)
    parts = []
    if told.history:
        said = told.said.history or HistoryMap("")
        where = histories.roles(told.history, said.id or key, said.field, said.old)
        table = desk.engine.table("history_extract", making.written("history as read"))
        at = {name: f"c{place}" for place, name in enumerate(told.history)}
        parts.append(normal.past(table, at[where.id], at[where.field], at[where.old], kinds))
    for i, names in enumerate(told.exports):
        table = desk.engine.table("export", making.written(f"export {i} as read"))
        judged = judge(desk.engine, table, tuple(Column(name) for name in names), told.said.columns)
        parts.append(histories.of_export(normal.normal_register(table, judged, key, None)))
    if not parts:
        return histories.nothing(register)
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _key(told: Extracted, columns: tuple[Column, ...]) -> str | None:
    """The column that names a customer: as said, else the column of customer numbers."""
    return told.said.key or next((c.name for c in columns if c.kind == "customer_number"), None)


def _need_identifiers(columns: tuple[Column, ...]) -> None:
    found = {column.kind for column in columns}
    if not found & {"email", "phone", "customer_number", "full_name", "family_name"}:
        raise Refused(
            "No column of the register was recognised as one that names a person.",
            remedy='Say which are which with --map FILE: [columns] "mail" = "email".',
        )


def need_key(desk: Desk, register: ir.Table, key: str | None) -> None:
    """Make sure that `id` names one customer a row; `Refused` otherwise."""
    (answer,) = desk.engine.answer(
        register.aggregate(rows=register.count(), keys=register.id.nunique())
    )
    if answer["rows"] != answer["keys"]:
        raise Refused(
            f"The register's key {key!r} does not name one customer a row.",
            remedy="Name a column that does, with --key COLUMN.",
        )
