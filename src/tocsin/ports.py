"""Ports: what the desk asks of the world. Edges answer; each has a fake under tests/.

A question is an Ibis expression (a value); only an Engine runs it. Bytes of an exhibit
only ever come as a read-only stream, and only a Parser in a sandbox looks inside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.terms.answer import Row
from tocsin.terms.case import Case, Entry, Exhibit, Role, Step
from tocsin.terms.claim import Money
from tocsin.terms.established import Worth
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Reading


class Engine(Protocol):
    """Runs questions. The same question gives the same answer on every engine."""

    @property
    def name(self) -> str:
        """'duckdb' or 'spark'."""
        ...

    def table(self, name: str, source: pa.Table | pads.Dataset) -> ir.Table:
        """Make a columnar source known under a name; nothing is copied where that can be avoided."""
        ...

    def lying(self, path: Path) -> ir.Table:
        """A Parquet file of the controller's, read where it lies, only what a question needs of it.

        `row` (int64, 0-based), and its columns as `c0`, `c1` ... in their own types.
        """
        ...

    def keep(self, question: ir.Table) -> ir.Table:
        """Work a question once and keep its answer in the engine, for questions that follow."""
        ...

    def answer(self, question: ir.Table) -> tuple[Row, ...]:
        """The rows of a small answer."""
        ...

    def stream(self, question: ir.Table) -> pa.RecordBatchReader:
        """The rows of a large answer, batch by batch."""
        ...

    def passing(self) -> AbstractContextManager[None]:
        """What is kept or made known inside is forgotten on leaving: memory is for one question's working."""
        ...

    def similarity(self, left: ir.StringValue, right: ir.StringValue) -> ir.FloatingValue:
        """Likeness of two short strings from 0 to 1: one less the edit distance by the longer length."""
        ...

    def number(self, text: ir.StringValue) -> ir.IntegerValue:
        """A number (int64, not negative) of a text, the same on every engine and in every version of it.

        The first eight bytes of the MD5 of its UTF-8, the least significant first, without the highest bit.
        """
        ...

    def close(self) -> None:
        """Forget everything."""
        ...


class Making(Protocol):
    """A step's result while it is made: nothing is seen of it until all is written."""

    def table(self, name: str, batches: pa.RecordBatchReader) -> int:
        """Write a bulk table, encrypted; returns its rows."""
        ...

    def written(self, name: str) -> pads.Dataset:
        """A bulk table written a moment ago, for what else the step makes of it."""
        ...

    def value(self, name: str, content: bytes) -> None:
        """Write a small value (JSON), encrypted."""
        ...


class Made(Protocol):
    """A step's result, whole and read-only."""

    @property
    def digest(self) -> str:
        """SHA-256 over what was made: a later step names it as its input."""
        ...

    def table(self, name: str) -> pads.Dataset:
        """A bulk table, decrypted as it is read."""
        ...

    def value(self, name: str) -> bytes:
        """A small value."""
        ...


class Vault(Protocol):
    """One case at rest: exhibits, results of steps, ledger. Everything personal is encrypted."""

    @property
    def case(self) -> Case:
        """What stands in clear."""
        ...

    def exhibits(self) -> tuple[Exhibit, ...]:
        """In the order they were taken."""
        ...

    def open(self, exhibit: Exhibit) -> AbstractContextManager[BinaryIO]:
        """The exhibit's bytes as acquired, decrypted as they are read. To go back costs a new beginning."""
        ...

    def take(self, stream: BinaryIO, role: Role, name: str, why: str) -> Exhibit:
        """Seal a file into custody; the same bytes twice are one exhibit."""
        ...

    def find(self, step: Step) -> Made | None:
        """The result of a step already done."""
        ...

    def work(self, step: Step, how: Callable[[Making], None], why: str = "") -> Made:
        """The result of a step: found, or made by `how`, whole or not at all, with its Entry."""
        ...

    def latest(self, name: str) -> Made | None:
        """The newest result of the steps of this name."""
        ...

    def every(self, name: str) -> tuple[tuple[Entry, Made], ...]:
        """All results of the steps of this name, the oldest first, each with its entry."""
        ...

    def record(self, act: str, inputs: tuple[str, ...], outputs: tuple[str, ...], why: str) -> None:
        """Enter an act that is not a step."""
        ...

    def keyed(self, value: str) -> str:
        """The digest of a value under the case's own key: 64 hexadecimal digits that nobody else can make."""
        ...

    def entries(self) -> tuple[Entry, ...]:
        """The ledger."""
        ...

    def head(self) -> str:
        """Hash of the ledger's last entry."""
        ...


class Parser(Protocol):
    """Reads an untrusted file in a sandbox."""

    def parse(
        self,
        untrusted: BinaryIO,
        name: str,
        sink: Callable[[str, pa.RecordBatchReader], None],
        allowance: Allowance = PLAIN,
    ) -> Reading:
        """Read a stream; hand each table's name and batches to `sink`; say how it was read.

        Batches have the columns `row` (int64, 0-based) and `c0`, `c1` ... (string) in the order of
        the table's `columns`. A file that cannot be read is a Reading with `refused`, not an error.
        """
        ...


class Register(Protocol):
    """The controller's customers where they live. Read once, in a read-only transaction."""

    @property
    def sort(self) -> str:
        """'postgresql', 'mysql', 'sqlite', 'parquet' or 'csv'."""
        ...

    @property
    def lies(self) -> Path | None:
        """The one file in which it lies as an engine reads it (`Engine.lying`); None where it must be read."""
        ...

    def read(
        self, table: str | None, sink: Callable[[pa.RecordBatchReader], object]
    ) -> tuple[str, ...]:
        """Hand all rows of a table to `sink`, in bulk; returns the names of its columns.

        Batches have `row` (int64, 0-based) and `c0`, `c1` ... in the source's own types. `table`
        None: the only one, or `Refused` with the names to choose from.
        """
        ...


class Files(Protocol):
    """Files in clear outside the case; each is written whole or not at all."""

    def holds(self, path: Path) -> bool:
        """Whether a file is there, or a directory with a file somewhere in it."""
        ...

    def open(self, path: Path) -> AbstractContextManager[BinaryIO]:
        """A file to read."""
        ...

    def table(self, path: Path) -> pa.Table:
        """A Parquet file, whole."""
        ...

    def some(self, path: Path, rows: int) -> pa.Table:
        """Of a Parquet file's rows about so many, from several places: under its own columns' names."""
        ...

    def folder(self, path: Path) -> None:
        """Make a directory, and those that lead to it."""
        ...

    def put(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Write a file."""
        ...

    def put_table(self, path: Path, batches: pa.RecordBatchReader) -> None:
        """Write a table as Parquet."""
        ...


class Rates(Protocol):
    """Exchange rates as published by a central bank."""

    def worth(self, money: Money, currency: str, day: datetime) -> Worth | None:
        """What it was worth on that day; None where no rate is known."""
        ...


Clock = Callable[[], datetime]
