"""Earlier: what a register's records held before, until when, and all the times that it has.

`past` and `changed` are made of a table of changes, or of earlier exports that say when they were made:
a value was there between the exports around it. Where there are both, the changes tell the times.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.dating import copies
from tocsin.desk import moments
from tocsin.desk.base import Desk
from tocsin.desk.judging import judge
from tocsin.desk.moments import Reader
from tocsin.kinds import history as histories
from tocsin.kinds import normal, recognise
from tocsin.kinds.moments import CREATED, UPDATED, column
from tocsin.ports import Making
from tocsin.terms.answer import whole
from tocsin.terms.register import ExportMap, HistoryMap, RegisterMap, Timed
from tocsin.terms.table import Column


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many records were read, and the columns of what was read, by name."""

    said: RegisterMap
    rows: int
    columns: tuple[str, ...]
    history: tuple[str, ...]
    exports: tuple[tuple[str, ...], ...]

    def key(self, columns: tuple[Column, ...]) -> str | None:
        """The column that names a customer: as said, else the column of customer numbers."""
        return self.said.key or next((c.name for c in columns if c.kind == "customer_number"), None)

    def deleted(self, columns: tuple[Column, ...]) -> str | None:
        """The column that says who was deleted, or when."""
        said = self.said.deleted or self.said.times.deleted
        return said or recognise.deleted_column(columns)


@dataclass(frozen=True, slots=True)
class Export:
    """An earlier export in normal form, and when it was made."""

    records: ir.Table
    at: datetime | None


def over_time(
    making: Making,
    desk: Desk,
    told: Extracted,
    columns: tuple[Column, ...],
    register: ir.Table,
    taken: datetime,
) -> tuple[ir.Table, Timed]:
    """What records held before, in normal form, from the history and the earlier exports; and all times."""
    said = told.said.times
    as_of = moments.when(said.as_of, said.zone, "[times] as_of") or taken
    reader = Reader(said.zone, as_of)
    parts, changes = _history(making, desk, told, columns, reader)
    exports = _exports(making, desk, told, columns, reader)
    dated = exports and not reader.seen and all(export.at for export in exports)
    made = [export.at for export in exports] if dated else []
    for i, export in enumerate(exports):
        since, at = (made[i - 1] if i else None, [*made, as_of][i + 1]) if dated else (None, None)
        parts.append(histories.of_export(export.records, since, at))
        if made and (when := made[i]):
            changes.append(histories.differing(export.records, register, when))
    changed = _last(register, changes)
    making.table("changed", desk.engine.stream(changed))
    by_change = bool(reader.seen)
    numbered = _times(making, desk, told, columns, reader, exports)
    timed = Timed(
        as_of,
        created=numbered or "created" in reader.seen,
        numbered=numbered,
        deleted="deleted_at" in reader.seen,
        updated="updated" in reader.seen,
        changes=by_change,
        exports=bool(dated),
        clocks=reader.clocks(),
        copies=told.said.copies,
        headings=told.exports,
    )
    copies.check(told.said.copies, said.zone or "UTC")
    if not parts:
        return histories.nothing(register), timed
    return ibis.union(*parts) if len(parts) > 1 else parts[0], timed


def _history(
    making: Making, desk: Desk, told: Extracted, columns: tuple[Column, ...], reader: Reader
) -> tuple[list[ir.Table], list[ir.Table]]:
    """What the table of changes says was there before, and when a field last changed."""
    if not told.history:
        return [], []
    said = told.said.history or HistoryMap("")
    where = histories.roles(
        told.history, said.id or told.key(columns), said.field, said.old, said.at
    )
    written = making.written("history as read")
    table = desk.engine.table("history_extract", written)
    at = {name: f"c{place}" for place, name in enumerate(told.history)}
    kinds = {column.name: column.kind for column in columns}
    if where.at is None:
        return [normal.past(table, at[where.id], at[where.field], at[where.old], kinds)], []
    times = {"early": (at[where.at], False), "late": (at[where.at], True)}
    making.table("history times", reader.batches(written, {"row": "row"}, times))
    table = table.join(desk.engine.table("history_times", making.written("history times")), "row")
    fields = normal.held_by(columns)
    spans = histories.spans(table, at[where.id], at[where.field])
    past = normal.past(spans, at[where.id], at[where.field], at[where.old], kinds)
    if not fields:
        return [past], []
    return [past], [histories.last_changes(table, at[where.id], at[where.field], fields)]


def _exports(
    making: Making, desk: Desk, told: Extracted, columns: tuple[Column, ...], reader: Reader
) -> list[Export]:
    """The earlier exports in normal form, in order of time, as far as they say it."""
    found = []
    for i, (names, said) in enumerate(zip(told.exports, told.said.exports, strict=True)):
        table = desk.engine.table("export", making.written(f"export {i} as read"))
        judged = judge(desk.engine, table, tuple(Column(name) for name in names), told.said.columns)
        records = normal.normal_register(table, judged, told.key(columns), None)
        at = None
        if isinstance(said, ExportMap):
            at = moments.when(said.at, reader.zone, "The time of an export")
        found.append(Export(records, at))
    return sorted(found, key=lambda export: (export.at is None, export.at or reader.as_of))


def _last(register: ir.Table, changes: list[ir.Table]) -> ir.Table:
    """The last of the changes of each field: `id`, `field`, `at`."""
    if not changes:
        return histories.nothing(register).select("id", "field", "at")
    every = ibis.union(*changes) if len(changes) > 1 else changes[0]
    return every.aggregate(by=["id", "field"], at=every.at.max())


def _times(
    making: Making,
    desk: Desk,
    told: Extracted,
    columns: tuple[Column, ...],
    reader: Reader,
    exports: list[Export],
) -> bool:
    """Write `times`; whether creation is told by the numbers in exports, because nothing else tells it."""
    said = told.said.times
    written = making.written("register as read")
    where = {name: f"c{place}" for place, name in enumerate(told.columns)}
    created = column(told.columns, CREATED, said.created)
    updated = column(told.columns, UPDATED, said.updated)
    deleted = told.deleted(columns)
    key = normal.key_column(columns, told.key(columns))
    batches = reader.batches(
        written,
        {"id": key},
        {
            "created": (where[created] if created else None, False),
            "deleted_at": (where[deleted] if deleted else None, True),
            "updated": (where[updated] if updated else None, True),
        },
    )
    reach = []
    if created is None and pa.types.is_integer(written.schema.field(key).type):
        reach = _reach(desk, exports)
    making.table("times", moments.numbered(batches, reach) if reach else batches)
    return bool(reach)


def _reach(desk: Desk, exports: list[Export]) -> list[tuple[datetime, int]]:
    """When exports were made, and the highest number in each."""
    timed = [(export.at, export.records) for export in exports if export.at]
    return [
        (at, whole(answer, "top"))
        for at, records in timed
        for answer in desk.engine.answer(records.aggregate(top=records.id.max()))
    ]
