"""Parquet: columns by row groups, read one after another; what its cells look like is told in `arrow_cells`."""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from tocsin.formats import arrow_cells
from tocsin.formats.base import Emit, Format, Marks, Source
from tocsin.formats.grid import Grid
from tocsin.formats.walk import ONLY
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

MAGIC, LOCKED = b"PAR1", b"PARE"
"""How a file begins and ends; with its footer encrypted (Apache Parquet, "File Format", "Encryption")."""

AT_ONCE = 1 << 14
"""Rows read at a time."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is Parquet."""
    return head.startswith((MAGIC, LOCKED))


def read(source: Source, emit: Emit) -> Reading:
    """Read it group by group; a group that is damaged ends the table with a reject."""
    if source.head.startswith(LOCKED):
        raise Refused("It is encrypted Parquet; tocsin has no way to give it a key.", remedy="")
    try:
        file = pq.ParquetFile(source.random())
        empty = arrow_cells.cells(file.schema_arrow.empty_table())
        marks = _marks(file)
    except (pa.ArrowException, OSError, ValueError, KeyError) as fault:
        raise Refused(
            f"It is Parquet that is corrupt or breaks off ({type(fault).__name__}).", remedy=""
        ) from None
    if not empty.num_columns:
        raise Refused("It is Parquet without a column.", remedy="")
    grid = Grid(ONLY, empty.column_names, emit, source.limits.cell)
    for group in range(file.num_row_groups):
        try:
            for batch in file.iter_batches(AT_ONCE, row_groups=[group], use_threads=False):
                batch.validate(full=True)
                put(grid, pa.Table.from_batches([batch]))
        except MemoryError:
            raise
        except (pa.ArrowException, OSError, ValueError) as fault:
            grid.reject(f"row group {group}", f"could not be read ({type(fault).__name__})")
    return Reading("parquet", "utf-8", None, (grid.close(),), marks=marks)


def put(grid: Grid, table: pa.Table) -> None:
    """Put typed rows into a grid of text."""
    if table.num_rows:
        grid.put([c.chunk(0) for c in arrow_cells.cells(table).combine_chunks().columns])


def _marks(file: pq.ParquetFile) -> Marks:
    """What the footer says of how it was written."""
    about = file.metadata
    keys = sorted(key.decode("utf-8", "replace") for key in about.metadata or {})
    said = (
        ("written by", about.created_by or ""),
        ("format version", about.format_version),
        ("row groups", f"{about.num_row_groups:,}"),
        ("metadata", ", ".join(keys[:20])),
    )
    return tuple((name, value) for name, value in said if value)


def prepare() -> None:
    """Take a small file of every sort of column, packed in every way."""
    table = pa.table({"a": ["x"], "b": [1.5], "c": [b"\xff"], "d": [{"e": [1]}]})
    for packing in ("snappy", "gzip", "brotli", "zstd", "lz4", "none"):
        out = BytesIO()
        pq.write_table(table, out, compression=packing)
        read(Source(BytesIO(out.getvalue())), lambda _name, _batch: None)


FORMAT = Format("parquet", "Parquet", sniff, read, prepare)
