"""Reads bytes with the formats and gathers what was emitted."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from tocsin import formats
from tocsin.formats.base import Emit, Source
from tocsin.terms.table import Reading

Cells = list[tuple[str | None, ...]]


@dataclass(frozen=True)
class Got:
    reading: Reading
    tables: dict[str, pa.Table]

    def cells(self, name: str = "table") -> Cells:
        columns = self.tables[name].columns[1:]
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    @property
    def rejects(self) -> list[tuple[str, str]]:
        return [(r.where, r.reason) for r in self.reading.tables[0].rejects]


def got(untrusted: bytes, read: Callable[[Source, Emit], Reading] | None = None) -> Got:
    """What is read; rows checked for being numbered without a gap."""
    batches: dict[str, list[pa.RecordBatch]] = defaultdict(list)

    def emit(name: str, batch: pa.RecordBatch) -> None:
        batch.validate(full=True)
        batches[name].append(batch)

    stream = io.BytesIO(untrusted)
    source = Source(stream, size=len(untrusted))
    reading = (read or formats.read)(source, emit)
    tables = {name: pa.Table.from_batches(parts) for name, parts in batches.items()}
    for table in reading.tables:
        assert tables[table.name]["row"].to_pylist() == list(range(table.rows))
        assert tables[table.name].num_columns == 1 + len(table.columns)
    return Got(reading, tables)
