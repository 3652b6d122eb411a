"""Delimited: a register in a delimited text, read in the sandbox as a leak is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from tocsin.ports import Parser
from tocsin.terms.errors import Refused
from tocsin.terms.table import Table


class DelimitedRegister:
    """A register in the one table of a file."""

    sort = "csv"
    lies = None

    def __init__(self, parser: Parser, path: Path) -> None:
        if not path.is_file():
            raise Refused(f"There is no register {path}.", remedy="Check the path or the URI.")
        self._parser = parser
        self._path = path

    def read(
        self, table: str | None, sink: Callable[[pa.RecordBatchReader], object]
    ) -> tuple[str, ...]:
        """Hand all rows to the sink; a record that cannot be read is a customer lost: `Refused`."""
        seen: list[str] = []

        def first(name: str, batches: pa.RecordBatchReader) -> None:
            seen.append(name)
            if len(seen) > 1:
                raise Refused(
                    f"{self._path.name} holds several tables.", remedy="Export one table to a file."
                )
            sink(batches)

        with self._path.open("rb") as stream:
            reading = self._parser.parse(stream, self._path.name, first)
        if reading.refused:
            raise Refused(
                f"{self._path.name}: {reading.refused}", remedy="Export it again, as CSV."
            )
        (told,) = reading.tables
        return self._whole(told)

    def _whole(self, told: Table) -> tuple[str, ...]:
        if told.rejected:
            raise Refused(
                f"{told.rejected:,} of its records in {self._path.name} could not be read, the first "
                f"at {told.rejects[0].where}.",
                remedy="Export it again: a register must be whole.",
            )
        return tuple(column.name for column in told.columns)
