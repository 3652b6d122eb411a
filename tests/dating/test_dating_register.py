"""The times that the register's step keeps: put to it as a map says, and dated as the desk does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from tocsin.desk import earlier
from tocsin.desk.base import Desk
from tocsin.desk.earlier import Extracted
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.edges.register_files import hand_over
from tocsin.kinds.normal import NORMAL
from tocsin.terms.errors import Refused
from tocsin.terms.register import (
    CopyMap,
    ExportMap,
    HistoryMap,
    RegisterMap,
    Timed,
    TimesMap,
)
from tocsin.terms.table import Column

TAKEN = datetime(2014, 6, 12, 4, tzinfo=UTC)
COUNT = 60


@dataclass
class Folder:
    """A step's result in a folder, in clear."""

    path: Path
    values: dict[str, bytes] = field(default_factory=dict)
    digest = "0" * 64

    def table(self, name: str, batches: pa.RecordBatchReader | None = None) -> Any:
        file = self.path / f"{name}.parquet"
        if batches is None:
            return pads.dataset(file)
        table = batches.read_all()
        pq.write_table(table, file)
        return table.num_rows

    def written(self, name: str) -> pads.Dataset:
        return pads.dataset(self.path / f"{name}.parquet")

    def value(self, name: str, content: bytes | None = None) -> Any:
        if content is None:
            return self.values[name]
        self.values[name] = content
        return None


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


@dataclass
class Taken:
    """What the step wrote, and what it says of it."""

    folder: Folder
    timed: Timed


Take = Callable[..., Taken]


@pytest.fixture
def take(engine: DuckdbEngine, tmp_path: Path) -> Iterator[Take]:
    """Take the times of a register of these columns, with tables named in the map."""

    def taken(
        said: RegisterMap | None = None, others: dict[str, pa.Table] | None = None, **columns: Any
    ) -> Taken:
        said, making, tables = said or RegisterMap(), Folder(tmp_path), others or {}
        nobody = cast(Any, None)
        desk = Desk(nobody, engine, nobody, nobody, nobody, nobody)

        def copied(name: str, table: pa.Table) -> tuple[str, ...]:
            return hand_over(table.to_reader(), lambda rows: making.table(f"{name} as read", rows))

        uris = [one if isinstance(one, str) else one.uri for one in said.exports]
        told = Extracted(
            said,
            COUNT,
            copied("register", people(**columns)),
            copied("history", tables[said.history.table]) if said.history else (),
            tuple(copied(f"export {n}", tables[uri]) for n, uri in enumerate(uris)),
        )
        register = engine.table("register", NOW)
        past, timed = earlier.over_time(cast(Any, making), desk, told, COLUMNS, register, TAKEN)
        making.table("past", engine.stream(past))
        return Taken(making, timed)

    with engine.passing():
        yield taken


COLUMNS = (
    Column("customer_no", "customer_number", 1.0, COUNT),
    Column("name", "full_name", 1.0, COUNT),
    Column("email", "email", 1.0, COUNT),
)


def people(**columns: Any) -> pa.Table:
    """Made-up customers, numbered from 1; a column is a list of cells, or the one cell of all."""
    cells = {name: one if isinstance(one, list) else [one] * COUNT for name, one in columns.items()}
    numbers = range(1, COUNT + 1)
    named = [f"Ada{'bcdefgh'[n % 7]} Man{'ijklmnop'[n % 8]}er" for n in numbers]
    mails = [f"now{n}@post.example" for n in numbers]
    return pa.table({"customer_no": numbers, "name": named, "email": mails, **cells})


NOW = pa.table(
    {
        "id": people()["customer_no"],
        **{name: pa.nulls(COUNT, pa.string()) for name in NORMAL},
        "email": people()["email"],
        "deleted": [False] * COUNT,
    }
)
"""The register in normal form."""


def column(prepared: Taken, table: str, name: str) -> list[Any]:
    return prepared.folder.table(table).to_table()[name].to_pylist()


def at(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2014, month, day, hour, tzinfo=UTC)


def test_times_are_found_by_their_headers_and_read_in_the_zone_said(take: Take) -> None:
    said = RegisterMap(times=TimesMap(zone="Europe/Paris"))

    prepared = take(said, cree_le="2014-06-07 02:00:00", date_maj="07/06/2014 03:00")

    assert column(prepared, "times", "created")[0] == at(6, 7)
    assert prepared.timed.created
    assert prepared.timed.updated
    assert not prepared.timed.clocks.assumed


def test_times_without_a_zone_are_said_to_be_assumed(take: Take) -> None:
    prepared = take(created_at="2014-06-07 02:00:00")

    assert column(prepared, "times", "created")[0] == at(6, 7, 2)
    assert prepared.timed.clocks.assumed


def test_times_of_the_future_and_of_nothing_are_left_out_and_counted(take: Take) -> None:
    times = ["0000-00-00 00:00:00", "2031-01-01 00:00:00", "yesterday"] + ["2014-01-01"] * (
        COUNT - 3
    )

    prepared = take(created_at=times)

    assert column(prepared, "times", "created")[:4] == [None, None, None, at(1, 1)]
    assert (prepared.timed.clocks.future, prepared.timed.clocks.unread) == (1, 1)


def test_a_register_without_times_is_taken_all_the_same(take: Take) -> None:
    prepared = take()

    assert set(column(prepared, "times", "created")) == {None}
    assert prepared.timed == Timed(TAKEN)


def test_an_earlier_value_was_there_from_the_change_before_to_its_own(take: Take) -> None:
    history = pa.table(
        {
            "customer_no": [1, 1, 2],
            "field": ["email"] * 3,
            "old": ["first@post.example", "then@post.example", None],
            "new": ["then@post.example", "now1@post.example", "now2@post.example"],
            "changed_at": [at(2, 1), at(3, 1), at(4, 1)],
        }
    )

    prepared = take(RegisterMap(history=HistoryMap("history:")), {"history:": history})

    spans = {
        value: (since, until)
        for value, since, until in zip(
            *(column(prepared, "past", name) for name in ("value", "since", "at")), strict=True
        )
    }
    assert spans["first@post.example"][0] is None
    assert spans["then@post.example"][0] == at(2, 1)
    assert spans["first@post.example"][1] >= at(2, 1)
    last = dict(
        zip(column(prepared, "changed", "id"), column(prepared, "changed", "at"), strict=True)
    )
    assert last == {1: at(3, 1), 2: at(4, 1)}
    assert prepared.timed.changes


def test_a_history_without_times_says_what_was_and_not_when(take: Take) -> None:
    history = pa.table({"customer_no": [1], "field": ["email"], "old": ["first@post.example"]})

    prepared = take(RegisterMap(history=HistoryMap("history:")), {"history:": history})

    assert column(prepared, "past", "value") == ["first@post.example"]
    assert column(prepared, "past", "at") == [None]
    assert not prepared.timed.changes


def test_between_exports_a_value_is_known_to_have_changed(take: Take) -> None:
    # of 60 customers, the last 20 are in no export of January, the last 10 in none of March
    before, after = people().slice(0, 40), people().slice(0, 50)
    first = before.set_column(2, "email", [["once@post.example", *before["email"].to_pylist()[1:]]])
    said = RegisterMap(
        exports=(
            ExportMap("march:", "2014-03-01T00:00Z"),
            ExportMap("january:", "2014-01-01T00:00Z"),
        )
    )

    prepared = take(said, {"january:": first, "march:": after})

    values = zip(*(column(prepared, "past", n) for n in ("value", "since", "at")), strict=True)
    assert ("once@post.example", None, at(3, 1)) in set(values)
    assert column(prepared, "changed", "at") == [at(1, 1)]
    assert prepared.timed.exports
    assert prepared.timed.numbered
    created = column(prepared, "times", "created")
    assert (created[39], created[40], created[50]) == (None, at(1, 1), at(3, 1))


def test_exports_that_do_not_say_when_give_values_only(take: Take) -> None:
    prepared = take(RegisterMap(exports=("march:",)), {"march:": people()})

    assert set(column(prepared, "past", "at")) == {None}
    assert not prepared.timed.exports


def test_what_is_told_of_copies_is_kept(take: Take) -> None:
    copies = (CopyMap("nightly", every="day", time="02:00"),)

    assert take(RegisterMap(copies=copies)).timed.copies == copies


@pytest.mark.parametrize(
    "said",
    [
        RegisterMap(times=TimesMap(created="birthday")),
        RegisterMap(times=TimesMap(zone="Atlantis")),
        RegisterMap(times=TimesMap(as_of="lately")),
        RegisterMap(copies=(CopyMap("nightly"),)),
        RegisterMap(history=HistoryMap("history:", at="when")),
    ],
)
def test_a_map_that_cannot_be_followed_is_refused(take: Take, said: RegisterMap) -> None:
    history = pa.table({"customer_no": [1], "field": ["email"], "old": ["x@post.example"]})

    with pytest.raises(Refused):
        take(said, {"history:": history}, created_at="2014-06-07 02:00:00")
