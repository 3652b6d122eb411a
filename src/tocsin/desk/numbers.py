"""Numbers: what stands in a register's records as numbers, gathered while they are written.

Numbers are alike where the values are. So they tell which records may be of one person, and how many bear
a name; sorted, with the places of the records, they are the register's index. A name's are of 63 bits: in a
register of 25,000,000 two names have one by chance once in thirty thousand registers.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.kinds.keys import LOW, named
from tocsin.linkage.borne import BORNE, COUNTED
from tocsin.linkage.people import SHARED

ENTRY = pa.schema([pa.field("number", pa.int64()), pa.field("place", pa.int64())])
"""A line of the index."""

RUN = 1 << 24
"""Entries that are sorted together, 128 MiB of them. The index of a large register is several such runs
behind each other: of each a piece is read for a number."""

BATCH = 1 << 16
"""Entries handed out at a time."""

WHOLE = 2**63 - 1
"""All bits of a number."""

Ints = npt.NDArray[np.int64]
Entries = npt.NDArray[np.uint64]
"""The low 32 bits of a number before the 32 of a place: sorted so they are sorted by both."""


class Numbers:
    """The numbers of the records so far, in the order of their places."""

    def __init__(self) -> None:
        self._parts: list[pa.RecordBatch] = []

    def take(self, numbers: pa.RecordBatch) -> None:
        """Add those of more records: a column (int64) for each key, by its name, and for `COUNTED`.

        Only copies are kept: a column of an engine's batch would hold all of it.
        """
        columns = {
            name: _bits(numbers[name], WHOLE if name in COUNTED else LOW)
            for name in numbers.schema.names
        }
        self._parts.append(pa.record_batch(columns))

    def may_share(self) -> Ints:
        """The places of records that have the name and something else of `people.SHARED` in common with others."""
        names, places = self._all("name"), []
        for key in SHARED.values():
            other = self._all(named(key))
            filled = np.flatnonzero(_filled(names) & _filled(other))
            both = np.stack([_plain(names)[filled], _plain(other)[filled]])
            order = np.lexsort(both)
            same = (both[:, order[1:]] == both[:, order[:-1]]).all(axis=0)
            places += [filled[order[1:][same]], filled[order[:-1][same]]]
        return np.unique(np.concatenate(places))

    def borne(self) -> dict[str, pa.Array]:
        """How many records bear each one's name and password hash: `borne.BORNE`, in the order of places."""
        return dict(zip(BORNE, (_counts(self._all(name)) for name in COUNTED), strict=True))

    def entries(self, earlier: pa.RecordBatchReader) -> pa.RecordBatchReader:
        """The index, with `earlier` numbers: `number`, `place` (both int64), sorted in runs."""

        def handed_out() -> Iterator[pa.RecordBatch]:
            for run in _runs(self._entries(earlier)):
                run.sort()
                for first in range(0, len(run), BATCH):
                    some = run[first : first + BATCH]
                    number, place = some >> np.uint64(32), some & np.uint64(LOW)
                    columns = [pa.array(part.view(np.int64)) for part in (number, place)]
                    yield pa.RecordBatch.from_arrays(columns, schema=ENTRY)

        return pa.RecordBatchReader.from_batches(ENTRY, handed_out())

    def _entries(self, earlier: pa.RecordBatchReader) -> Iterator[Entries]:
        first = 0
        for part in self._parts:
            places = pa.arange(first, first + part.num_rows)
            first += part.num_rows
            for name in part.schema.names:
                if name not in ONLY_COUNTED:
                    low = part[name] if name not in COUNTED else _bits(part[name], LOW)
                    yield _packed(low, places)
        for batch in earlier:
            yield _packed(_bits(batch["number"], LOW), batch["place"])

    def _all(self, name: str) -> pa.Array:
        return pa.concat_arrays([part[name] for part in self._parts])


ONLY_COUNTED = frozenset(COUNTED) - {"name"}
"""What is no key by itself."""


def _bits(numbers: pa.Array, bits: int) -> pa.Array:
    """The lowest bits of numbers, in a new array, no larger than it need be."""
    kept = pc.bit_wise_and(numbers, pa.scalar(bits, pa.int64()))
    return kept.cast(pa.uint32()) if bits == LOW else kept


def _filled(numbers: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(numbers.is_valid())


def _plain(numbers: pa.Array) -> Ints:
    """As numpy has them, 0 for none."""
    return np.asarray(pc.fill_null(numbers, 0), dtype=np.int64)


def _counts(numbers: pa.Array) -> pa.Array:
    """How often each number is there; NULL for none."""
    there = _filled(numbers)
    _, which, counts = np.unique(
        np.asarray(numbers.drop_null()), return_inverse=True, return_counts=True
    )
    borne = np.zeros(len(numbers), dtype=np.int64)
    borne[there] = counts[which]
    return pa.array(borne, mask=~there)


def _packed(numbers: pa.Array, places: pa.Array) -> Entries:
    there = numbers.is_valid()
    high, low = (
        kept.filter(there).cast(pa.uint64()).to_numpy(zero_copy_only=False)
        for kept in (numbers, places)
    )
    packed: Entries = (high << np.uint64(32)) | low
    return packed


def _runs(parts: Iterator[Entries]) -> Iterator[Entries]:
    waiting: list[Entries] = []
    entries = 0
    for part in parts:
        waiting.append(part)
        entries += len(part)
        if entries >= RUN:
            yield np.concatenate(waiting)
            waiting, entries = [], 0
    if waiting:
        yield np.concatenate(waiting)
