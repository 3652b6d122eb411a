"""DuckDB's own files, read where the doors are locked: every table, its typed values as text.

DuckDB opens no file for it: it asks a file system of ours, which knows one file, the exhibit, and can only read.
The connection may then reach nothing else, load no extension, and change no setting. Views are not
read. A format like those in `formats`, but for DuckDB itself, which that room may not know.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any, BinaryIO

import pyarrow as pa

from tocsin.formats import arrow_cells
from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.grid import Grid, distinct
from tocsin.formats.parquet import put
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading, Table

MAGIC, MAGIC_AT = b"DUCK", 8
"""How a file begins, behind a checksum (DuckDB, "Storage Versions and Format")."""

AT_ONCE = 1 << 14
"""Rows taken at a time."""

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "1GB",
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}

NAME = "exhibit"
"""What our file system is called, and the database in it."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a DuckDB database."""
    return head[MAGIC_AT : MAGIC_AT + len(MAGIC)] == MAGIC


def read(source: Source, emit: Emit) -> Reading:
    """Read every table; `Refused` for what is corrupt, encrypted, or of a version not yet known."""
    import duckdb

    content = source.random()
    with closing(duckdb.connect(":memory:", config=SETTINGS)) as connection:
        connection.register_filesystem(_file_system(content, _size(content)))
        try:
            connection.execute(f"ATTACH '{NAME}://file' AS {NAME} (READ_ONLY)")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            found = connection.execute(
                "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal"
                " ORDER BY table_oid",
                [NAME],
            ).fetchall()
        except duckdb.Error as fault:
            raise Refused(
                "It is a DuckDB database that could not be opened: corrupt, encrypted or of a later"
                f" version ({type(fault).__name__}).",
                remedy="",
            ) from None
        many = len({schema for schema, _ in found}) > 1
        names = distinct(f"{schema}.{table}" if many else table for schema, table in found)
        tables = [
            _table(connection, duckdb.Error, place, shown, source, emit)
            for place, shown in zip(found, names, strict=True)
        ]
    marks = (("write-ahead log", "not looked for: the last changes may be missing"),)
    return Reading("duckdb", "utf-8", None, tuple(tables), marks=marks)


Connection = Any


def _table(
    connection: Connection,
    error: type[Exception],
    place: tuple[str, str],
    shown: str,
    source: Source,
    emit: Emit,
) -> Table:
    """One table, batch by batch."""
    path = ".".join('"' + word.replace('"', '""') + '"' for word in (NAME, *place))
    grid: Grid | None = None
    try:
        batches = connection.sql(f"FROM {path}").to_arrow_reader(AT_ONCE)  # names are quoted
        heads = arrow_cells.cells(batches.schema.empty_table()).column_names
        grid = Grid(shown, heads, emit, source.limits.cell)
        for batch in _each(batches):
            put(grid, pa.Table.from_batches([batch]))
    except (error, pa.ArrowException, OSError, ValueError) as fault:
        if isinstance(fault, MemoryError):
            raise
        grid = grid or Grid(shown, ("unread",), emit, source.limits.cell)
        grid.reject(
            f"after row {grid.rows:,}", f"the rest could not be read ({type(fault).__name__})"
        )
    return grid.close()


def _each(batches: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _size(content: BinaryIO) -> int:
    return content.seek(0, io.SEEK_END)


def _file_system(content: BinaryIO, size: int) -> Any:  # noqa: ANN401 - fsspec has no types
    """A file system that holds one file."""
    import fsspec  # type: ignore[import-untyped]

    class Held(fsspec.AbstractFileSystem):  # type: ignore[misc]
        """Asked by DuckDB, in the manner of fsspec."""

        protocol = NAME
        cachable = False

        def _open(self, _path: str, mode: str = "rb", **_options: object) -> BinaryIO:
            if mode != "rb":
                raise PermissionError
            content.seek(0)
            return content

        def info(self, path: str, **_options: object) -> dict[str, object]:
            return {"name": path, "size": size, "type": "file"}

        def exists(self, path: str, **_options: object) -> bool:
            return path.endswith("file")

        def glob(self, path: str, **_options: object) -> list[str]:
            return [path] if path.endswith("file") else []

        def modified(self, _path: str) -> object:
            return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

    return Held()


def prepare() -> None:
    """Load DuckDB, and have it hand out each sort of value once."""
    import duckdb
    import fsspec  # noqa: F401 - only with DuckDB

    with closing(duckdb.connect(":memory:", config=SETTINGS)) as connection:
        for batch in connection.sql(
            "SELECT 1 AS a, 'x' AS b, now() AS c, [1] AS d"
        ).to_arrow_reader(9):
            arrow_cells.cells(pa.Table.from_batches([batch]))
        connection.register_filesystem(_file_system(io.BytesIO(), 0))
        with suppress(duckdb.Error):
            connection.execute(f"ATTACH '{NAME}://file' AS {NAME} (READ_ONLY)")


FORMAT = Format("duckdb", "DuckDB database", sniff, read, prepare)
