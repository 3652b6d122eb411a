"""Seeing: what is in a file, told in one pass and without keeping its rows.

The rows go by in pieces. The first piece of a table tells what each column probably holds, and each
piece is counted for that; a sample of all the rows is kept, and judged at the end. Where it says
otherwise of a column, or where a column's head came too late to be heeded, the file is read once more
to count for what it says. Memory is a few pieces, whatever the size of the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from os import SEEK_END
from pathlib import PurePath
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.desk import volumes
from tocsin.desk.base import Progress, unheard
from tocsin.desk.judging import SMALL, Small, judge, judge_together
from tocsin.desk.volumes import Volumes
from tocsin.desk.watched import watch
from tocsin.formats.base import heads_of
from tocsin.kinds import recognise
from tocsin.ports import Engine, Parser
from tocsin.terms.case import Exhibit, Role
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Column, Reading, Table

PIECE = 96 << 20
"""Bytes of rows that are counted at a time: asking costs some 50 ms, however few they are."""

WAITING = 256 << 20
"""Bytes of rows of all tables together that wait for the Reading, which has their heads."""

LONGEST_CELL = 1_024
"""Characters of a cell that are kept for judging its column: no kind but free text is longer."""

BORNE_OUT = 0.05
"""How far the share of a column's kind in all rows may be from that in the first piece, for the column
not to be judged again: a twelfth of what a kind needs."""

SEALED = 4 << 20
"""Bytes that go into the digest at a time."""

Opened = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens a file at its beginning."""


CHANGED = "It changed while it was read. Copy it first, and read the copy."


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in a file."""

    exhibit: Exhibit
    reading: Reading


@dataclass(frozen=True, slots=True)
class Eye:
    """What looks: a parser in its sandbox, an engine to count, and what a person allows."""

    parser: Parser
    engine: Engine
    allowance: Allowance = PLAIN
    progress: Progress = unheard

    def look_at(self, files: Mapping[str, Opened]) -> tuple[Seen, ...]:
        """Read files by their paths; those that are one file in pieces, together at the first."""
        seen: dict[str, Seen] = {}
        for whole in volumes.joined(files):
            states = {path: _state(files[path]) for path in whole.pieces}
            sealed = {path: _sealed(path, files[path], states[path].size) for path in states}
            reading = self._together(whole, files, states)
            for path, piece in sealed.items():
                seen[path] = replace(piece, reading=reading)
                reading = volumes.later(_name(whole.name))
        return tuple(
            seen.get(path) or self.look(_name(path), opened) for path, opened in files.items()
        )

    def _together(
        self, whole: Volumes, files: Mapping[str, Opened], states: Mapping[str, _State]
    ) -> Reading:
        """What the pieces of a file hold, as they were when they were sealed."""
        sizes = [states[piece].size for piece in whole.pieces]

        @contextmanager
        def opened() -> Iterator[BinaryIO]:
            with ExitStack() as stack:
                streams = [stack.enter_context(files[piece]()) for piece in whole.pieces]
                yield volumes.together(streams, sizes)

        reading = self.see(_name(whole.name), opened)
        for piece in whole.pieces:
            if _state(files[piece]) != states[piece]:
                return Reading(reading.format, None, None, refused=f"{_name(piece)}: {CHANGED}")
        return replace(reading, marks=(("read as", _name(whole.name)), *reading.marks))

    def look(self, name: str, opened: Opened) -> Seen:
        """Read a file and seal it by its digest; one that changes meanwhile is refused."""
        state = _state(opened)
        with opened() as stream, ThreadPoolExecutor(1) as aside:
            digest = aside.submit(_sha256, stream, state.size)
            reading = self.see(name, opened)
            sealed = Exhibit(digest.result(), state.size, Role.LEAK, name)
        if _state(opened) != state:
            reading = Reading(reading.format, None, None, refused=CHANGED)
        return Seen(sealed, reading)

    def see(self, name: str, opened: Opened) -> Reading:
        """Read a file; its columns come with their kinds, shares and filled cells."""
        taking = _Watch(self.engine)
        with opened() as stream:
            watched = watch(stream, self.progress, _size(stream))
            reading = self.parser.parse(watched, name, taking.take, self.allowance)
        if reading.refused:
            return reading
        told = taking.told(reading.tables)
        again = {name: columns for name, columns in told.items() if columns.uncounted}
        if again:
            recount = _Recount(self.engine, again)
            with opened() as stream:
                second = self.parser.parse(stream, name, recount.take, self.allowance)
            if second.refused:
                return second
            told |= recount.told()
        tables = tuple(replace(t, columns=told[t.name].columns) for t in reading.tables)
        return replace(reading, tables=tables)


def _name(path: str) -> str:
    return PurePath(path).name


def _sealed(path: str, opened: Opened, size: int) -> Seen:
    """A file by its digest, unread."""
    with opened() as stream:
        sealed = Exhibit(_sha256(stream, size), size, Role.LEAK, _name(path))
    return Seen(sealed, Reading(None, None, None))


@dataclass(frozen=True, slots=True)
class _State:
    """What shows that a file is as it was."""

    size: int
    place: tuple[int, int] | None
    """Its device and number there: another file may have taken its name."""

    changed: int | None
    """When it was last written to, in nanoseconds; None of what is no file of this machine."""


def _state(opened: Opened) -> _State:
    """A file as it is now."""
    with opened() as stream:
        size = _size(stream)
        try:
            said = os.fstat(stream.fileno())
        except (AttributeError, OSError):  # a stream that is no file
            return _State(size, None, None)
    return _State(size, (said.st_dev, said.st_ino), said.st_mtime_ns)


def _size(stream: BinaryIO) -> int:
    """A file's bytes as they are now; it is left at its beginning."""
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    return size


def _sha256(stream: BinaryIO, size: int) -> str:
    digest = sha256()
    while size and (piece := stream.read(min(size, SEALED))):
        digest.update(piece)
        size -= len(piece)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Judged:
    """A table's columns; the places of those that were not counted for their kind yet."""

    columns: tuple[Column, ...]
    uncounted: tuple[int, ...] = ()


class _Counts:
    """How many cells of each column are filled, and how many are of its kind."""

    def __init__(
        self, engine: Engine, columns: tuple[Column, ...], places: tuple[int, ...]
    ) -> None:
        self._engine, self._columns, self._places = engine, columns, places
        self._counts: dict[str, int] = {}

    def add(self, rows: pa.Table) -> None:
        """Count a piece of the table."""
        with self._engine.passing():
            piece = self._engine.table("piece", rows)
            cells = {f"c{i}": piece[f"c{place}"] for i, place in enumerate(self._places)}
            question = recognise.confirm_ask(piece.select("row", **cells), self._columns)
            (answer,) = self._engine.answer(question)
        for name, number in answer.items():
            self._counts[name] = self._counts.get(name, 0) + int(str(number))

    def told(self) -> tuple[Column, ...]:
        """The columns, exact."""
        return recognise.confirm_weigh(self._counts, self._columns)


def _pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Rows in pieces that are worth a question."""
    waiting: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        waiting.append(batch)
        size += batch.nbytes
        if size >= PIECE:
            yield pa.Table.from_batches(waiting)
            waiting, size = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting)


def _cut(rows: pa.Table) -> pa.Table:
    """Rows whose long cells are cut: what a cell is shows at its beginning."""
    numbers, *cells = rows.columns
    cut = [pc.utf8_slice_codeunits(column, 0, LONGEST_CELL) for column in cells]
    return pa.table([numbers, *cut], names=rows.column_names)


class _Passing:
    """A table while its rows go by. Its first piece waits until it is known how columns are headed."""

    def __init__(self, engine: Engine, heads: tuple[str, ...]) -> None:
        self._engine, self._heads = engine, heads
        self._first: pa.Table | None = None
        self._sample: list[pa.Table] = []
        self._guessed: tuple[Column, ...] = ()
        self._counts: _Counts | None = None

    @property
    def waiting(self) -> pa.Table | None:
        """The piece that waits; it is all of the table, once that has gone by."""
        return self._first

    def take(self, rows: pa.Table) -> None:
        """Count a piece, unless it is the first."""
        if self._first is None and self._counts is None:
            self._first = rows
            return
        self.hurry()
        self._count(rows)

    def hurry(self) -> None:
        """Count the first piece without waiting any longer."""
        if self._first is None:
            return
        first, self._first = self._first, None
        self._sampled(first)
        unnamed = tuple(Column(name) for name in self._heads or ("",) * (first.num_columns - 1))
        self._guessed = self._judged(unnamed)
        self._counts = _Counts(self._engine, self._guessed, tuple(range(len(unnamed))))
        self._counts.add(first)

    def told(self, columns: tuple[Column, ...]) -> _Judged:
        """The columns as all rows show them, under the heads that the Reading gives them."""
        whole = self._first is not None
        if whole:
            self._heads = tuple(column.name for column in columns)
            self.hurry()
        if self._counts is None:
            return _Judged(columns)
        counted = self._counts.told()
        judged = self._guessed if whole or self._holds(counted) else self._judged(columns)
        other = tuple(i for i, j in enumerate(judged) if j.kind != self._guessed[i].kind)
        return _Judged(
            tuple(
                j if i in other else replace(j, share=counted[i].share, filled=counted[i].filled)
                for i, j in enumerate(judged)
            ),
            other,
        )

    def _holds(self, counted: tuple[Column, ...]) -> bool:
        """Whether all rows bear out what the first piece told, of every column."""
        told_in_time = bool(self._heads)
        return told_in_time and all(
            guess.kind != "unknown" and abs(guess.share - count.share) <= BORNE_OUT
            for guess, count in zip(self._guessed, counted, strict=True)
        )

    def _count(self, rows: pa.Table) -> None:
        self._sampled(rows)
        if self._counts:
            self._counts.add(rows)

    def _sampled(self, rows: pa.Table) -> None:
        with self._engine.passing():
            question = recognise.sample(self._engine.table("piece", rows))
            self._sample.append(_cut(self._engine.stream(question).read_all()))

    def _judged(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        with self._engine.passing():
            sample = self._engine.table("sample", pa.concat_tables(self._sample))
            return judge(self._engine, sample, columns, {})


class _Watch:
    """Takes the tables of a file as they come."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tables: dict[str, _Passing] = {}
        self._waiting: list[_Passing] = []
        """Those that have gone by and are not counted; `_bytes` of them."""

        self._bytes = 0

    def take(self, name: str, batches: pa.RecordBatchReader) -> None:
        """Let a table's rows go by."""
        table = self._tables[name] = _Passing(self._engine, heads_of(batches.schema))
        for rows in _pieces(batches):
            table.take(rows)
        if table.waiting is None:
            return
        self._waiting.append(table)
        self._bytes += table.waiting.nbytes
        if self._bytes > WAITING:
            for passing in self._waiting:
                passing.hurry()
            self._waiting, self._bytes = [], 0

    def told(self, tables: tuple[Table, ...]) -> dict[str, _Judged]:
        """The tables' columns by their names, judged and counted; those of small tables together."""
        whole = [(table, self._tables[table.name].waiting) for table in tables]
        small = [
            (table.name, Small(rows, table.columns))
            for table, rows in whole
            if rows is not None and rows.num_rows <= SMALL
        ]
        judged = judge_together(self._engine, [rows for _, rows in small])
        told = {name: _Judged(columns) for (name, _), columns in zip(small, judged, strict=True)}
        for table in tables:
            if table.name not in told:
                told[table.name] = self._tables[table.name].told(table.columns)
        return told


class _Recount:
    """Counts columns over all rows for kinds that were not thought of at first."""

    def __init__(self, engine: Engine, tables: Mapping[str, _Judged]) -> None:
        self._tables = tables
        self._counts = {
            name: _Counts(engine, tuple(table.columns[i] for i in table.uncounted), table.uncounted)
            for name, table in tables.items()
        }

    def take(self, name: str, batches: pa.RecordBatchReader) -> None:
        """Count a table's rows, where it is one of those."""
        if name in self._counts:
            for rows in _pieces(batches):
                self._counts[name].add(rows)

    def told(self) -> dict[str, _Judged]:
        """The same tables, counted."""
        return {name: _Judged(self._exact(name)) for name in self._tables}

    def _exact(self, name: str) -> tuple[Column, ...]:
        judged = self._tables[name]
        exact = dict(zip(judged.uncounted, self._counts[name].told(), strict=True))
        return tuple(exact.get(i, column) for i, column in enumerate(judged.columns))
