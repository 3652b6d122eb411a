"""Registers: the controller's customers, copied once into the case and put in normal form.

One step: the register as it was, read once, in a read-only transaction; and the prepared
register, which every leak of the case is then held against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.authenticity import ground
from tocsin.dating import absence
from tocsin.desk import earlier, hashes
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.earlier import Extracted
from tocsin.desk.judging import judge
from tocsin.desk.nearby import Nearby
from tocsin.desk.numbers import Numbers
from tocsin.kinds import keys, normal
from tocsin.linkage import borne, people
from tocsin.ports import Made, Making, Register
from tocsin.terms.answer import whole
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.established import RegisterFacts
from tocsin.terms.register import RegisterMap, Timed
from tocsin.terms.table import Column

PREPARED = "6"
"""Version of the normal forms: a new one prepares the register anew."""

PLACE = pa.field("place", pa.int64())

COLUMNS = (*normal.REGISTER, *absence.HAS.values(), PLACE.name)
"""The columns of the prepared register: an earlier version's are others."""

FIRST = 50_000
"""Records by which it is told whether a column repeats itself."""

OFTEN = 4
"""Times that a cell must stand among them, on average: looking a cell up is cheaper than working it then."""

Connect = Callable[[str], Register]
"""From a URI to a register."""


@dataclass(frozen=True, slots=True)
class Taken:
    """From what sort of source, and when."""

    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """The prepared register, for the engine."""

    facts: RegisterFacts
    made: Made

    def register(self, desk: Desk) -> ir.Table:
        """`id`, the normal columns, `deleted`, what a record `HAS`, and `place`."""
        return desk.engine.table("register", self.made.table("register"))

    def whole(self, desk: Desk) -> ir.Table:
        """The same, and of each record its `person`, and how often its values are `borne`."""
        persons = desk.engine.table("persons", self.made.table("persons"))
        return self.register(desk).join(persons, "place")

    def common(self, desk: Desk) -> ir.Table:
        """`password_hash`: those that very many records have."""
        return desk.engine.table("common", self.made.table("common"))

    def times(self, desk: Desk, of: pa.Array | None = None) -> ir.Table:
        """`id`, `created`, `deleted_at`, `updated`: instants, NULL where not known."""
        return self._table(desk, "times", of)

    def past(self, desk: Desk, of: pa.Array | None = None) -> ir.Table:
        """What its records held before, and when: `id`, `field`, `value`, `since`, `at`."""
        return self._table(desk, "past", of)

    def changed(self, desk: Desk, of: pa.Array | None = None) -> ir.Table:
        """When each field of a record last changed, where that is known: `id`, `field`, `at`."""
        return self._table(desk, "changed", of)

    def _table(self, desk: Desk, name: str, of: pa.Array | None) -> ir.Table:
        """A table of it, or what it has of the records `of` these ids: few are sooner looked up."""
        written = self.made.table(name)
        if of is None:
            return desk.engine.table(name, written)
        return desk.engine.table(name, written.to_table(filter=pads.field("id").isin(of)))

    @property
    def timed(self) -> Timed:
        """Which times it has, and what copies of it are known."""
        return take_up(self.made, "timed", Timed)

    def near(self, desk: Desk, leak: ir.Table, rows: int) -> Nearby:
        """The part of it that a leak in normal form, of that many rows, is held against."""
        if set(self.made.table("register").schema.names) != set(COLUMNS):
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


def in_case(desk: Desk) -> Prepared | None:
    """The register of this case that was taken last, if one was."""
    made = desk.vault.latest("register")
    return _prepared(made) if made else None


def _prepared(made: Made) -> Prepared:
    return Prepared(replace(take_up(made, "facts", RegisterFacts), sha256=made.digest), made)


def _extract(
    making: Making, desk: Desk, source: Register, said: RegisterMap, connect: Connect
) -> Extracted:
    counts: dict[str, int] = {}

    def copy(name: str, register: Register, table: str | None) -> tuple[str, ...]:
        desk.progress(f"Reading the {name}", 0, 0)

        def sink(batches: pa.RecordBatchReader) -> None:
            counts[name] = making.table(f"{name} as read", batches)

        columns = register.read(table, sink)
        if not counts[name]:
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
    return Extracted(said, counts["register"], columns, history, exports)


def _is_uri(table: str) -> bool:
    return ":" in table or table.endswith((".parquet", ".csv"))


def _prepare(making: Making, desk: Desk, told: Extracted, taken: Taken) -> None:
    table = desk.engine.table("register_extract", making.written("register as read"))
    desk.progress("Judging the register's columns", 0, 0)
    columns = judge(
        desk.engine, table, tuple(Column(name) for name in told.columns), told.said.columns
    )
    _need_identifiers(columns)
    key = told.key(columns)
    if key is None and not told.said.keyless:
        raise Refused(
            "No column of the register was recognised as one that names a customer.",
            remedy="Name it with --key COLUMN.",
        )
    deleted = told.deleted(columns)
    with desk.engine.passing():
        texts = normal.register_texts(table, columns, key, deleted)
        need_key(desk, texts, key)
        desk.progress("Putting the register in normal form", 0, 0)
        numbers = Numbers()
        rows = making.table("register", _formed(desk, texts, told.rows, numbers))
        register = desk.engine.table("register", making.written("register"))
        desk.progress("Finding people behind several accounts", 0, 0)
        persons = _persons(making, desk, numbers, rows)
        making.table("common", desk.engine.stream(ground.common(register)))
        past, timed = earlier.over_time(making, desk, told, columns, register, taken.at)
        values = making.table("past", desk.engine.stream(past))
        desk.progress("Indexing the register", 0, 0)
        before = keys.earlier(desk.engine.table("past", making.written("past")), desk.engine.number)
        placed = before.join(register.select("id", "place"), "id").select("number", "place")
        making.table("index", numbers.entries(desk.engine.stream(placed)))
    lay(making, "columns", columns)
    lay(making, "hashes", hashes.first(desk, table, columns))
    lay(making, "timed", timed)
    lay(making, "facts", RegisterFacts("", rows, persons, taken.source, taken.at, values))


def _formed(desk: Desk, texts: ir.Table, size: int, numbers: Numbers) -> pa.RecordBatchReader:
    """The register in normal form, with `place`, by which an index finds a record; its `numbers` are kept."""
    known = {name: desk.engine.keep(normal.each(texts, name)) for name in _repeating(desk, texts)}
    records = absence.marked(normal.register_form(texts, known))
    beside = keys.numbers(records, desk.engine.number, keys.all_keys(size))
    beside |= {name: desk.engine.number(records[name]) for name in borne.COUNTED}
    batches = desk.engine.stream(
        records.mutate(**{f"number of {name}": number for name, number in beside.items()})
    )
    schema = pa.schema([batches.schema.field(name) for name in records.columns]).append(PLACE)

    def placed() -> Iterator[pa.RecordBatch]:
        first = 0
        for batch in batches:
            told = batch.select([f"number of {name}" for name in beside])
            numbers.take(told.rename_columns(list(beside)))
            places = pa.arange(first, first + batch.num_rows)
            first += batch.num_rows
            yield batch.select(list(records.columns)).append_column(PLACE, places)

    return pa.RecordBatchReader.from_batches(schema, placed())


def _repeating(desk: Desk, texts: ir.Table) -> tuple[str, ...]:
    """The sources in which the same cells stand again and again, judged by the first records."""
    names = [name for name in normal.BY_ITSELF if name in texts.columns]
    if not names:
        return ()
    some = texts.select(*names).limit(FIRST)
    counts = {f"{name} filled": some[name].count() for name in names}
    (told,) = desk.engine.answer(
        some.aggregate(**counts, **{name: some[name].nunique() for name in names})
    )
    return tuple(
        name for name in names if whole(told, name) * OFTEN <= whole(told, f"{name} filled")
    )


def _persons(making: Making, desk: Desk, numbers: Numbers, rows: int) -> int:
    """Write of each record its `person`, the place of the first account, and what is borne; how many people."""
    engine = desk.engine
    found = making.written("register").to_table(
        columns=["id", PLACE.name, *people.COLUMNS],
        filter=pads.field(PLACE.name).isin(pa.array(numbers.may_share())),
    )
    several = engine.keep(engine.table("several", found))
    theirs = people.ask(several, engine.keep).join(several.select("id", "place"), "id")
    first = theirs.group_by("person").aggregate(first=theirs.place.min())
    told = engine.stream(theirs.join(first, "person").select("place", "first")).read_all()
    places = np.arange(rows)
    person = places.copy()
    person[told["place"].to_numpy()] = told["first"].to_numpy()
    beside = pa.table({PLACE.name: places, "person": person} | numbers.borne())
    making.table("persons", beside.to_reader())
    return int(np.count_nonzero(person == places))


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
