"""DuckDB: the embedded engine, in memory; nothing of a case is ever spilled to disk in clear.

DuckDB 2.0 cannot encrypt its temporary files without the network, so it is given no directory for
them: a question that needs more memory than allowed ends as `Unavailable`.
"""

from __future__ import annotations

import itertools
import os
import re
import warnings
import weakref
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.terms.answer import Row
from tocsin.terms.errors import Broken, Refused, Unavailable

SHARE = 0.6
"""Share of the machine's memory that questions may take: the rest is for Python, Arrow and others."""

SETTING = "TOCSIN_MEMORY"
"""The environment variable that says otherwise: '4GB', '900MB'."""

SIZE = re.compile(r"[1-9][0-9]*(\.[0-9]+)? ?[KMGT]i?B", re.IGNORECASE)
"""How a size is written."""

NEVER = "1000TiB"
"""Written bytes after which DuckDB tidies its tables: in memory that costs seconds and gains nothing."""

BATCH = 100_000
"""Rows of a batch of a large answer: some ten megabytes."""


def memory() -> str:
    """How much memory questions may take, as DuckDB reads it; `Refused` where the setting is no size."""
    said = os.environ.get(SETTING)
    if said is None:
        pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
        return f"{int(pages * page * SHARE / 2**20)}MiB"
    if not SIZE.fullmatch(said.strip()):
        raise Refused(f"{SETTING} is not a size.", remedy="Write it as 4GB or 900MB.")
    return said.strip()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


ibis.options.sql.fuse_selects = False
"""Ibis would write nested selects as one, which takes it four fifths of a second for a normal form. Engines
do that themselves."""


# Our answers are of a few rows: what Arrow copies of them is nothing beside binding a question twice.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")


@contextmanager
def _working() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise Unavailable(
            "The question needs more memory than it may take.",
            remedy=f"Set {SETTING} to more (it is {memory()}), or use --engine spark.",
        ) from None
    except duckdb.DataError as error:  # its words may quote a cell
        raise Broken(
            f"A question could not be worked ({type(error).__name__}).",
            remedy="Report what you asked, without any data.",
        ) from None


@ibis.udf.scalar.builtin(name="md5_number")  # type: ignore[untyped-decorator]
def _md5_number(text: str) -> dt.uint64:
    """DuckDB's own function."""


class DuckdbEngine:
    """An `Engine` in this process."""

    name = "duckdb"

    def __init__(self, readable: Sequence[Path] = ()) -> None:
        """`readable` are the only files that questions may read where they lie."""
        self._ibis = ibis.duckdb.connect(
            memory_limit=memory(),
            temp_directory="",
            threads=os.cpu_count() or 1,
            checkpoint_threshold=NEVER,
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
        )
        allowed = ", ".join(_quoted(path) for path in readable)
        self._ibis.con.execute(f"SET allowed_paths = [{allowed}]")
        self._ibis.con.execute("SET enable_external_access = false")
        # Ibis 12 writes lambdas as DuckDB 1 did
        self._ibis.con.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
        self._ibis.con.execute("SET enable_progress_bar = false")
        self._ibis.con.execute("SET lock_configuration = true")
        self._sources: dict[str, pa.Table | pads.Dataset] = {}
        self._streams: weakref.WeakSet[Generator[pa.RecordBatch, None, None]] = weakref.WeakSet()
        self._kept: list[str] = []
        self._numbers = itertools.count()

    def table(self, name: str, source: pa.Table | pads.Dataset) -> ir.Table:
        """Make a source known; a dataset is read when a question needs it, only the columns it needs."""
        known = f"{name}_{next(self._numbers)}"
        self._sources[known] = source
        self._ibis.con.register(known, source)
        return self._ibis.table(known)

    def lying(self, path: Path) -> ir.Table:
        """Make a file known that DuckDB reads itself, if it is one of the `readable`."""
        view = f"lying_{next(self._numbers)}"
        with _working():
            self._ibis.con.execute(
                f"CREATE VIEW {view} AS FROM read_parquet({_quoted(path)}, file_row_number = true)"
            )
        known = self._ibis.table(view)
        names = [name for name in known.columns if name != "file_row_number"]
        places = {f"c{place}": known[name] for place, name in enumerate(names)}
        return known.select(row=known.file_row_number, **places)

    def keep(self, question: ir.Table) -> ir.Table:
        """Work a question once, into memory."""
        with _working():
            kept = f"kept_{next(self._numbers)}"
            self._kept.append(kept)
            # As Ibis makes a table, but for the copies of the question that it makes on the way
            columns = question.schema().to_sqlglot_column_defs(self._ibis.dialect)
            defined = ", ".join(column.sql(self._ibis.dialect) for column in columns)
            self._ibis.con.execute(f"CREATE TABLE {kept} ({defined})")
            self._ibis.con.execute(f"INSERT INTO {kept} {self._ibis.compile(question)}")
            return self._ibis.table(kept)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Forget, on leaving, what was kept or made known inside."""
        before, known = len(self._kept), len(self._sources)
        try:
            yield
        finally:
            while len(self._kept) > before:
                self._ibis.drop_table(self._kept.pop())
            while len(self._sources) > known:
                self._ibis.con.unregister(self._sources.popitem()[0])

    def answer(self, question: ir.Table) -> tuple[Row, ...]:
        """Give the rows of a small answer."""
        with _working():
            answer = self._ibis.con.execute(self._ibis.compile(question)).to_arrow_table()
            return tuple(answer.cast(question.schema().to_pyarrow()).to_pylist())

    def stream(self, question: ir.Table) -> pa.RecordBatchReader:
        """Give the rows of a large answer, on a connection of its own: other questions may be put meanwhile."""
        schema = question.schema().to_pyarrow()
        batches = self._batches(question, schema)
        self._streams.add(batches)
        return pa.RecordBatchReader.from_batches(schema, batches)

    def _batches(
        self, question: ir.Table, schema: pa.Schema
    ) -> Generator[pa.RecordBatch, None, None]:
        with self._ibis.con.cursor() as cursor, _working():
            for known, source in self._sources.items():
                cursor.register(known, source)
            reader = cursor.sql(self._ibis.compile(question)).to_arrow_reader(BATCH)
            for batch in reader:
                yield batch.cast(schema)

    def similarity(self, left: ir.StringValue, right: ir.StringValue) -> ir.FloatingValue:
        """One less the edit distance by the longer length."""
        longer = ibis.greatest(left.length(), right.length(), 1)
        return 1.0 - left.levenshtein(right) / longer

    def number(self, text: ir.StringValue) -> ir.IntegerValue:
        """The first 63 bits of its MD5, of which DuckDB makes a number of 128."""
        return (_md5_number(text) & ibis.literal(2**63 - 1, "uint64")).cast("int64")

    def close(self) -> None:
        """Forget everything. A connection that outlives Python complains on stderr: none is left."""
        for batches in tuple(self._streams):
            batches.close()
        self._ibis.disconnect()
        del self._ibis.con
        self._sources.clear()
