"""Files: what lies outside the case in clear: an exhibit to take, a report, a drill.

A file is written whole or not at all: beside its place, made to outlive a loss of power, then moved
into it in one motion. What the disk says is told in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from tocsin.edges.vault import disk
from tocsin.terms.errors import Unavailable

PLACES = 8
"""Row groups of which some rows are taken."""


class ClearFiles:
    """Files in clear on this machine (`ports.Files`)."""

    def holds(self, path: Path) -> bool:
        """Whether a file is there, or a directory with a file somewhere in it."""
        return any(file.is_file() for file in path.rglob("*")) if path.is_dir() else path.exists()

    @contextmanager
    def open(self, path: Path) -> Iterator[BinaryIO]:
        """Give a file to read."""
        with _told(path, "read"):
            file = path.open("rb")
        with file:
            yield file

    def table(self, path: Path) -> pa.Table:
        """Read a Parquet file whole."""
        with _told(path, "read"):
            return pq.read_table(path)

    def some(self, path: Path, rows: int) -> pa.Table:
        """Read the first rows of some row groups of a Parquet file, as far apart as it has them."""
        with _told(path, "read"), pq.ParquetFile(path) as file:
            groups = file.num_row_groups
            places = sorted({groups * place // PLACES for place in range(PLACES)} if groups else ())
            taken = -(-rows // max(len(places), 1))
            batches = (file.iter_batches(taken, row_groups=[place]) for place in places)
            first = [batch for some in batches if (batch := next(some, None)) is not None]
            return pa.Table.from_batches(first, file.schema_arrow)

    def folder(self, path: Path) -> None:
        """Make a directory, and those that lead to it."""
        with _told(path, "written"):
            path.mkdir(parents=True, exist_ok=True)

    def put(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Write a file."""
        with giving(path) as file:
            file.writelines(chunks)

    def put_table(self, path: Path, batches: pa.RecordBatchReader) -> None:
        """Write a table as Parquet."""
        with (
            _told(path, "written"),
            disk.whole(path) as making,
            pq.ParquetWriter(making, batches.schema, compression="zstd") as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)


@contextmanager
def giving(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes its place only once the block has ended well."""
    with _told(path, "written"), disk.whole(path) as making, making.open("wb") as file:
        yield file
        file.flush()


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    """Turn what the disk says into a sentence that names the file."""
    try:
        yield
    except OSError as said:
        if said.errno in disk.FULL:
            raise disk.told(said) from said
        reason = disk.reason(said)
        raise Unavailable(
            f"{path} could not be {what} ({reason}).", remedy="Check the path, or name another."
        ) from said
