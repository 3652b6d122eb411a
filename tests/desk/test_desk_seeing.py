"""Seeing: what is in a file, told as its rows go by."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pytest

from tocsin.desk import seeing
from tocsin.desk.seeing import Eye
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.formats.base import rows
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Column, Reading, Table

Sink = Callable[[str, pa.RecordBatchReader], None]


class Given:
    """A parser that gives these columns in batches of some rows, headed early or only at the end."""

    def __init__(self, heads: list[str], cells: list[list[str]], each: int, early: bool) -> None:
        self.heads, self.cells, self.each, self.early = heads, cells, each, early
        self.parsed = 0

    def parse(
        self, untrusted: BinaryIO, name: str, sink: Sink, allowance: Allowance = PLAIN
    ) -> Reading:
        self.parsed += 1
        height = len(self.cells[0])
        batches = [
            rows(
                first,
                [pa.array(column[first : first + self.each], pa.string()) for column in self.cells],
                self.heads if self.early else (),
            )
            for first in range(0, height, self.each)
        ]
        sink("table", pa.RecordBatchReader.from_batches(batches[0].schema, batches))
        columns = tuple(Column(head) for head in self.heads)
        return Reading("csv", "utf-8", None, (Table("table", height, columns),))


@pytest.fixture
def engine() -> Iterator[DuckdbEngine]:
    with closing(DuckdbEngine()) as engine:
        yield engine


def opened(content: bytes = b"bytes") -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)


def customers(early: bool, each: int = 300) -> Given:
    mails = [f"person{i}@post.example" if i % 10 else "none" for i in range(3_000)]
    numbers = [str(100_000 + i) for i in range(3_000)]
    return Given(["mail", "customer number"], [mails, numbers], each, early)


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("piece", [1, 1 << 30])
def test_kinds_and_shares_are_those_of_all_rows_however_they_go_by(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch, early: bool, piece: int
) -> None:
    monkeypatch.setattr(seeing, "PIECE", piece)

    (table,) = Eye(customers(early), engine).see("leak", opened()).tables

    assert [(c.kind, round(c.share, 3), c.filled) for c in table.columns] == [
        ("email", 0.9, 3_000),
        ("customer_number", 1.0, 3_000),
    ]


def test_a_file_is_parsed_once_where_its_columns_are_headed_in_time(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeing, "PIECE", 1)
    parser = customers(early=True)

    Eye(parser, engine).see("leak", opened())

    assert parser.parsed == 1


def test_a_column_whose_later_rows_are_of_another_kind_is_counted_again(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeing, "PIECE", 1)
    cells = ["x y z"] * 300 + [f"person{i}@post.example" for i in range(20_000)]
    parser = Given(["contact"], [cells], 300, early=True)

    (table,) = Eye(parser, engine).see("leak", opened()).tables

    assert (table.columns[0].kind, parser.parsed) == ("email", 2)
    assert table.columns[0].share == pytest.approx(20_000 / 20_300)


def test_a_file_is_sealed_by_its_digest(engine: DuckdbEngine) -> None:
    seen = Eye(customers(early=True), engine).look("leak.csv", opened(b"what it held"))

    assert (seen.exhibit.sha256, seen.exhibit.bytes) == (sha256(b"what it held").hexdigest(), 12)


def appended(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" and more")


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"What")


def replaced(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.mark.parametrize("change", [appended, overwritten, replaced])
@pytest.mark.parametrize("reading", [1, 2])
def test_a_file_that_changes_while_it_is_read_is_refused(
    engine: DuckdbEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    reading: int,
) -> None:
    monkeypatch.setattr(seeing, "PIECE", 1)
    path = tmp_path / "leak.csv"
    path.write_bytes(b"what it held")

    class Changing(Given):
        def parse(self, *given: Any) -> Any:
            read = super().parse(*given)
            if self.parsed == reading:
                change(path)
            return read

    cells = ["x y z"] * 300 + [f"person{i}@post.example" for i in range(20_000)]
    parser = Changing(["contact"], [cells], 300, early=True)

    seen = Eye(parser, engine).look("leak.csv", lambda: path.open("rb"))

    assert seen.reading.refused == "It changed while it was read. Copy it first, and read the copy."
    assert (parser.parsed, seen.exhibit.bytes) == (2, 12)


def test_what_was_refused_is_told_as_it_was(engine: DuckdbEngine) -> None:
    class Refusing(Given):
        def parse(
            self, untrusted: BinaryIO, name: str, sink: Sink, allowance: Allowance = PLAIN
        ) -> Reading:
            return Reading(None, None, None, refused="It is nothing.")

    assert Eye(Refusing([], [], 1, False), engine).see("x", opened()).refused == "It is nothing."


def test_rows_that_went_by_are_not_kept_in_the_engine(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeing, "PIECE", 1)

    Eye(customers(early=True), engine).see("leak", opened())

    assert not engine._sources


class Tables(Given):
    """A parser that gives the same table many times, each under a name of its own."""

    def __init__(self, many: int) -> None:
        super().__init__(["mail"], [["person@post.example", "none"]], 2, early=True)
        self.many = many

    def parse(
        self, untrusted: BinaryIO, name: str, sink: Sink, allowance: Allowance = PLAIN
    ) -> Reading:
        batch = rows(0, [pa.array(column, pa.string()) for column in self.cells], self.heads)
        names = [f"table {number}" for number in range(self.many)]
        for table in names:
            sink(table, pa.RecordBatchReader.from_batches(batch.schema, [batch]))
        return Reading("sql", None, None, tuple(Table(t, 2, (Column("mail"),)) for t in names))


def test_many_small_tables_are_asked_about_together(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    answer = engine.answer
    monkeypatch.setattr(
        DuckdbEngine, "answer", lambda _, question: asked.append(question) or answer(question)
    )

    tables = Eye(Tables(50), engine).see("leak", opened()).tables

    assert {(t.columns[0].kind, t.columns[0].share) for t in tables} == {("email", 0.5)}
    assert len(asked) == 1


def test_a_table_that_has_gone_by_is_not_looked_at_again_with_each_that_follows(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    waiting = seeing._Passing.waiting

    def counted(passing: seeing._Passing) -> pa.Table | None:
        looked.append(passing)
        return waiting.fget(passing)  # type: ignore[misc]

    monkeypatch.setattr(seeing._Passing, "waiting", property(counted))

    Eye(Tables(50), engine).see("leak", opened())

    assert len(looked) <= 50 * 4


def test_tables_that_wait_take_no_more_memory_than_they_may(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried: list[object] = []
    hurry = seeing._Passing.hurry
    monkeypatch.setattr(seeing, "WAITING", 200)
    monkeypatch.setattr(
        seeing._Passing, "hurry", lambda passing: hurried.append(passing) or hurry(passing)
    )

    tables = Eye(Tables(9), engine).see("leak", opened()).tables

    assert hurried
    assert {(t.columns[0].kind, t.columns[0].share) for t in tables} == {("email", 0.5)}


def test_a_file_is_said_to_hold_what_a_case_says_of_it(
    tocsin: Callable[..., subprocess.CompletedProcess[str]],
    drilled: Callable[[str], Path],
    told: Callable[[str], dict[str, Any]],
) -> None:
    seen = json.loads(tocsin("read", drilled("genuine") / "leak.csv", "--json").stdout)
    (table,) = seen["exhibits"][0]["tables"]

    kinds = {column["kind"] for column in table["columns"]}

    assert table["rows"] == told("genuine")["scope"]["rows"]
    assert {kind["kind"] for kind in told("genuine")["kinds"]} - kinds == {"full_name"}
    assert {"given_name", "family_name"} <= kinds  # which a case takes together


@pytest.mark.parametrize("changes", ["x.zip.001", "x.zip.002"])
def test_a_piece_that_changes_while_the_whole_is_read_is_named(
    engine: DuckdbEngine, changes: str
) -> None:
    contents = {"x.zip.001": b"PK", "x.zip.002": b"and so on"}

    class Reading(Given):
        def parse(self, *given: Any) -> Any:
            contents[changes] += b" and more"
            return super().parse(*given)

    parser = Reading(["mail"], [["a@x.example"]], 1, early=True)
    files = {name: lambda name=name: io.BytesIO(contents[name]) for name in contents}

    first, second = Eye(parser, engine).look_at(files)

    assert first.reading.refused == f"{changes}: {seeing.CHANGED}"
    assert second.reading.format == "piece"
