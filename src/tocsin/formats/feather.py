"""Feather: Arrow's files and streams; cells as in `arrow_cells`.

Feather of the first version is refused: its reader, which Arrow no longer mends, trusts the file's own
offsets, and dies of a flipped bit (found by `bench/fuzz_structured.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pyarrow as pa
import pyarrow.feather

from tocsin.formats import arrow_cells, parquet
from tocsin.formats.base import Emit, Format, Marks, Source
from tocsin.formats.grid import Grid
from tocsin.formats.walk import ONLY
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

FILE, STREAM, FIRST = b"ARROW1", b"\xff\xff\xff\xff", b"FEA1"
"""How an Arrow file, an Arrow stream (Arrow Columnar Format, "IPC") and Feather 1 begin."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is Arrow or Feather."""
    if head.startswith((FILE, FIRST)):
        return True
    if not head.startswith(STREAM) or not 0 < int.from_bytes(head[4:8], "little") < len(head):
        return False
    try:
        return len(pa.ipc.open_stream(pa.BufferReader(head)).schema) > 0
    except (pa.ArrowException, OSError, ValueError):
        return False


def read(source: Source, emit: Emit) -> Reading:
    """Read it batch by batch; a batch that is damaged ends the table with a reject."""
    if source.head.startswith(FIRST):
        raise Refused(
            "It is Feather of the first version, which cannot be read safely.",
            remedy="Have whoever trusts it write it as Parquet.",
        )
    try:
        schema, batches = _opened(source)
        empty = arrow_cells.cells(schema.empty_table())
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise Refused(
            f"It is an Arrow file that is corrupt or breaks off ({type(fault).__name__}).",
            remedy="",
        ) from None
    if not empty.num_columns:
        raise Refused("It is an Arrow file without a column.", remedy="")
    grid = Grid(ONLY, empty.column_names, emit, source.limits.cell)
    number = 0
    while True:
        number += 1
        try:
            batch = next(batches, None)
            if batch is None:
                break
            batch.validate(full=True)
            parquet.put(grid, pa.Table.from_batches([batch]))
        except MemoryError:
            raise
        except (pa.ArrowException, OSError, ValueError) as fault:
            grid.reject(
                f"batch {number}", f"it and the rest could not be read ({type(fault).__name__})"
            )
            break
    layout = "Arrow file" if source.head.startswith(FILE) else "Arrow stream"
    marks: Marks = (("layout", layout), *_keys(schema))
    return Reading("feather", "utf-8", None, (grid.close(),), marks=marks)


def _opened(source: Source) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The columns, and the batches."""
    if source.head.startswith(STREAM):
        stream = pa.ipc.open_stream(source.random())
        return stream.schema, iter(stream)
    options = pa.ipc.IpcReadOptions(use_threads=False)
    file = pa.ipc.open_file(source.random(), options=options)
    return file.schema, (file.get_batch(n) for n in range(file.num_record_batches))


def _keys(schema: pa.Schema) -> Marks:
    """The names under which its writer left notes."""
    keys = sorted(key.decode("utf-8", "replace") for key in schema.metadata or {})
    return (("metadata", ", ".join(keys[:20])),) if keys else ()


def prepare() -> None:
    """Take a small file of each sort, packed in each way."""
    table = pa.table({"a": ["x"], "b": [1.5]})
    for packing in ("uncompressed", "lz4", "zstd"):
        out = BytesIO()
        pa.feather.write_feather(table, out, compression=packing)
        read(Source(BytesIO(out.getvalue())), lambda _name, _batch: None)


FORMAT = Format("feather", "Arrow or Feather", sniff, read, prepare)
