"""Moments: the times of a register and its history, read from what was copied, as instants.

Batch by batch and outside the engine: no two engines read a zone, or half a million ways to write a
time, alike. What is written are tables of instants, which any engine compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from tocsin.kinds import moments
from tocsin.kinds.moments import INSTANT
from tocsin.terms.errors import Refused
from tocsin.terms.period import Clocks

SLACK = timedelta(days=1)
"""A time is of the future only so long after the register: until then its zone may have been missed."""


@dataclass(slots=True)
class Reader:
    """Reads columns of times in one zone, and counts what was odd about them."""

    zone: str | None
    as_of: datetime
    naive: int = 0
    unread: int = 0
    future: int = 0
    seen: set[str] = field(default_factory=set)
    """Columns in which there was any time."""

    def batches(
        self,
        source: pads.Dataset,
        keys: Mapping[str, str],
        times: Mapping[str, tuple[str | None, bool]],
    ) -> pa.RecordBatchReader:
        """The columns `keys` as they are, and `times`: each of a column (None: NULL), and whether read late.

        `keys` maps a name to the source's column, `times` likewise.
        """
        schema = pa.schema(
            [
                *(pa.field(name, source.schema.field(at).type) for name, at in keys.items()),
                *(pa.field(name, INSTANT) for name in times),
            ]
        )
        wanted = list(dict.fromkeys([*keys.values(), *(at for at, _ in times.values() if at)]))

        def read() -> Iterator[pa.RecordBatch]:
            for batch in source.to_batches(columns=wanted):
                cells = [batch.column(at) for at in keys.values()]
                for name, (at, late) in times.items():
                    cells.append(
                        pa.nulls(batch.num_rows, INSTANT)
                        if at is None
                        else self._read(name, batch.column(at), late)
                    )
                yield pa.RecordBatch.from_arrays(cells, schema=schema)

        return pa.RecordBatchReader.from_batches(schema, read())

    def clocks(self) -> Clocks:
        """How they were read, once they are."""
        return Clocks(
            self.zone or "UTC",
            assumed=self.zone is None and self.naive > 0,
            future=self.future,
            unread=self.unread,
        )

    def _read(self, name: str, cells: pa.Array, late: bool) -> pa.Array:
        told = moments.read(cells, self.zone, late)
        self.naive += told.naive
        self.unread += told.unread
        beyond = pc.greater(told.at, pa.scalar(self.as_of + SLACK, INSTANT))
        self.future += pc.sum(beyond).as_py() or 0
        at = pc.if_else(pc.fill_null(beyond, False), pa.scalar(None, INSTANT), told.at)
        if at.null_count < len(at):
            self.seen.add(name)
        return at


def when(said: str | None, zone: str | None, what: str) -> datetime | None:
    """A time that a person wrote, in the zone where it states none; `Refused` where it is none."""
    if said is None:
        return None
    read = moments.read(pa.array([said]), zone).at[0].as_py()
    if not isinstance(read, datetime):
        raise Refused(f"{what} is no time.", "Write it as 2014-06-07T02:00+02:00.")
    return read


def numbered(
    batches: pa.RecordBatchReader, reach: Sequence[tuple[datetime, int]]
) -> pa.RecordBatchReader:
    """Give customers without a time of creation that of the last export whose numbers fell short of theirs.

    `reach`: when each export was made, and the highest number in it, in order of time.
    """
    tops = np.maximum.accumulate([top for _, top in reach])
    made = pa.array([None, *(at for at, _ in reach)], INSTANT)

    def told() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            number = pc.fill_null(batch.column("id").cast(pa.int64()), 0).to_numpy(
                zero_copy_only=False
            )
            created = made.take(pa.array(np.searchsorted(tops, number, side="left")))
            place = batch.schema.get_field_index("created")
            yield batch.set_column(place, batch.schema.field(place), created)

    return pa.RecordBatchReader.from_batches(batches.schema, told())
