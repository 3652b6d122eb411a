"""Register files: a register in an SQLite or a Parquet file, read only and streamed.

SQLite gives any cell any type, and its reader guesses a column's type from the first rows. So each
column's types are counted first: whole numbers, numbers, or text; and one row of that type is put
before the others, and taken off again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.terms.errors import Refused, Unavailable

ROWS = 20_000
"""Rows of a batch: with 12 columns about 3 MiB."""


def chosen(named: str | None, tables: Sequence[str], readable: Sequence[str]) -> str:
    """The table to read: the one named, or the only one; `Refused` with the names otherwise.

    >>> chosen(None, ["customers"], ["customers", "a_view"])
    'customers'
    >>> chosen(None, ["customers", "orders"], ["customers", "orders"])
    Traceback (most recent call last):
        ...
    tocsin.terms.errors.Refused: The register has 2 tables. Name one of: customers, orders.
    """
    if named is None and len(tables) == 1:
        return tables[0]
    if named is not None and named in readable:
        return named
    if not readable:
        raise Refused(
            "The register has no table that may be read.", "Check the address and the rights."
        )
    names = ", ".join(readable if named else tables or readable)
    if named is None:
        raise Refused(f"The register has {len(tables)} tables.", f"Name one of: {names}.")
    raise Refused("The register has no table of that name.", f"Name one of: {names}.")


def hand_over(
    reader: pa.RecordBatchReader, sink: Callable[[pa.RecordBatchReader], object]
) -> tuple[str, ...]:
    """Hand rows to `sink` as an extract (`row`, `c0`, `c1` ...); returns the columns' names."""
    positions = [pa.field(f"c{i}", field.type) for i, field in enumerate(reader.schema)]
    schema = pa.schema([pa.field("row", pa.int64()), *positions])

    def numbered() -> Iterator[pa.RecordBatch]:
        first = 0
        for batch in reader:
            rows = pa.arange(first, first + batch.num_rows)
            first += batch.num_rows
            yield pa.RecordBatch.from_arrays([rows, *batch.columns], schema=schema)

    sink(pa.RecordBatchReader.from_batches(schema, numbered()))
    return tuple(reader.schema.names)


@dataclass(frozen=True, slots=True)
class ParquetRegister:
    """`ports.Register` in a Parquet file, or a folder of them."""

    path: Path

    @property
    def sort(self) -> str:
        """'parquet'."""
        return "parquet"

    @property
    def lies(self) -> Path | None:
        """The file; None where it is a folder of several, or its name would stand for several."""
        one = self.path.is_file() and not set("*?[") & set(str(self.path))
        return self.path if one and self._source().schema.names else None

    def read(
        self, table: str | None, sink: Callable[[pa.RecordBatchReader], object]
    ) -> tuple[str, ...]:
        """Hand all rows to `sink`. A file is one table, of the file's name."""
        chosen(table, [self.path.stem], [self.path.stem])
        scanner = self._source().scanner(batch_size=ROWS, batch_readahead=2)
        return hand_over(scanner.to_reader(), sink)

    def _source(self) -> pads.Dataset:
        _exists(self.path)
        try:
            return pads.dataset(self.path, format="parquet")
        except (pa.ArrowException, OSError):
            raise Refused(
                f"{self.path.name} cannot be read as Parquet.", "Give a file that is."
            ) from None


@dataclass(frozen=True, slots=True)
class SqliteRegister:
    """`ports.Register` in an SQLite file, opened read only."""

    path: Path

    @property
    def sort(self) -> str:
        """'sqlite'."""
        return "sqlite"

    lies = None

    def read(
        self, table: str | None, sink: Callable[[pa.RecordBatchReader], object]
    ) -> tuple[str, ...]:
        """Hand all rows of a table to `sink`, read in one transaction."""
        _exists(self.path)
        batches = self._batches(table)
        first = next(batches)
        rows = pa.RecordBatchReader.from_batches(first.schema, chain((first,), batches))
        return hand_over(rows, sink)

    def _batches(self, table: str | None) -> Iterator[pa.RecordBatch]:
        """The batches of a table, the first one perhaps empty; the driver's errors re-said."""
        from adbc_driver_manager import Error
        from adbc_driver_sqlite import StatementOptions, dbapi

        uri = f"file:{quote(str(self.path.absolute()))}?mode=ro"
        try:
            with closing(dbapi.connect(uri)) as connection, connection.cursor() as cursor:
                cursor.execute(
                    "SELECT name, type = 'table' FROM sqlite_schema WHERE type IN ('table', 'view')"
                    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
                )
                listed = cursor.fetchall()
                name = chosen(table, [n for n, own in listed if own], [n for n, _ in listed])
                cursor.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (name,))
                columns = [str(column) for (column,) in cursor.fetchall()]
                cursor.execute(_counted(name, columns))
                counts = cursor.fetchone() or ()
                cursor.adbc_statement.set_options(**{StatementOptions.BATCH_ROWS.value: str(ROWS)})
                cursor.execute(_typed(name, columns, counts))
                reader = cursor.fetch_record_batch()
                yield next(reader).slice(1)
                yield from reader
        except (Error, pa.ArrowException, OSError):
            raise Unavailable(
                f"{self.path.name} could not be read as an SQLite database.",
                "Check that it is one, whole, and not locked by another program.",
            ) from None


def _exists(path: Path) -> None:
    if not path.exists():
        raise Refused(f"There is no file {path.name}.", "Check the path of the register.")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _counted(table: str, columns: Sequence[str]) -> str:
    """The query for each column's cells that are not whole numbers, and that are no numbers."""
    counts = ", ".join(
        f"total(typeof({c}) NOT IN ('null', 'integer')),"
        f" total(typeof({c}) NOT IN ('null', 'integer', 'real'))"
        for c in map(_quoted, columns)
    )
    return f"SELECT {counts} FROM {_quoted(table)}"  # noqa: S608 -- every name is quoted


def _typed(table: str, columns: Sequence[str], counts: Sequence[float]) -> str:
    """The query for all rows, after one row that shows each column's type."""
    shown, read = [], []
    for column, not_whole, not_number in zip(columns, counts[::2], counts[1::2], strict=True):
        c = _quoted(column)
        if not_number:
            shown.append(f"'' AS {c}")
            read.append(
                f"CASE typeof({c}) WHEN 'blob' THEN lower(hex({c})) ELSE CAST({c} AS TEXT) END"
            )
        else:
            shown.append(f"{'0.5' if not_whole else '0'} AS {c}")
            read.append(f"CAST({c} AS REAL)" if not_whole else c)
    head, rows = ", ".join(shown), ", ".join(read)
    return f"SELECT {head} UNION ALL SELECT {rows} FROM {_quoted(table)}"  # noqa: S608 -- quoted
