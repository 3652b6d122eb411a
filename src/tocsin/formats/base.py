"""Format: one way a file may be written; how it is told by its content, and how it is read.

A format is told by the first bytes of a file, never by the file's name. It reads a stream once,
from its beginning, hands its rows out in batches as it goes, and says at the end what it read.

What every format promises:

- `emit(name, batch)`: the batches of one table come one after another; once the next table has
  begun, the one before is closed. A batch has the columns `row` (int64: 0, 1, 2 ... without a gap
  through all batches of the table) and `c0`, `c1` ... (string), as many in each batch.
- Every table that the Reading names was emitted at least once, if only as an empty batch.
- Every record is a row or a reject, and the counts add up.
- A file that cannot be read is a Reading with `refused`; `Refused` may be raised for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from tocsin.terms.table import Reading, Reject

Emit = Callable[[str, pa.RecordBatch], None]

HEAD = 1 << 20
"""Bytes at the start of a file that a format may look at before it is chosen."""

KEPT = 1_000
"""Rejects kept with their place; all are counted. A reader of a report looks at a few."""

MOST_COLUMNS = 1_000
"""More columns than any table a person made has (a spreadsheet ends at 16,384, mostly empty)."""


class Source:
    """An untrusted file, read once from its beginning; its head can be looked at beforehand.

    >>> import io
    >>> source = Source(io.BytesIO(b"name;mail"))
    >>> source.head
    b'name;mail'
    >>> source.read(4), source.read(100), source.read(100)
    (b'name', b';mail', b'')
    """

    def __init__(self, untrusted: BinaryIO, head: int = HEAD) -> None:
        self._untrusted = untrusted
        self.head = _full(untrusted, head)
        self._at = 0

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end of the file, and none after it."""
        piece = self.head[self._at : self._at + size]
        self._at += len(piece)
        if len(piece) == size:
            return piece
        rest = _full(self._untrusted, size - len(piece))
        return piece + rest if piece else rest


def _full(untrusted: BinaryIO, size: int) -> bytes:
    """As many bytes as asked for, unless the file ends: a pipe answers with fewer at a time."""
    first = untrusted.read(size) or b""
    if len(first) == size or not first:
        return first
    pieces = [first]
    missing = size - len(first)
    while missing and (piece := untrusted.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class Format:
    """One way a file may be written."""

    name: str
    """As in the contract: 'csv', 'text' ..."""

    says: str
    """In words, for a report: 'delimited text'."""

    sniff: Callable[[bytes], bool]
    """Whether a file that begins so (at most `HEAD` bytes; all of a smaller file) is of this format."""

    read: Callable[[Source, Emit], Reading]


@dataclass(slots=True)
class Rejects:
    """The records not understood: the first `KEPT` with their place, and the count of all."""

    kept: list[Reject]
    count: int = 0

    def add(self, where: str, reason: str) -> None:
        """Keep one more."""
        self.count += 1
        if len(self.kept) < KEPT:
            self.kept.append(Reject(where, reason))


def rows(first: int, cells: Sequence[pa.Array]) -> pa.RecordBatch:
    """Columns of strings as a batch that `emit` takes; its first row has the number `first`.

    >>> rows(7, [pa.array(["a", None])]).to_pylist()
    [{'row': 7, 'c0': 'a'}, {'row': 8, 'c0': None}]
    """
    height = len(cells[0])
    number = pa.array(np.arange(first, first + height, dtype=np.int64))
    return pa.RecordBatch.from_arrays(
        [number, *cells], names=["row", *(f"c{i}" for i in range(len(cells)))]
    )


def filled(cells: pa.Array) -> int:
    """How many cells hold something: neither NULL nor empty.

    >>> filled(pa.array(["a", "", None, "b"]))
    2
    """
    offsets = np.frombuffer(cells.buffers()[1], dtype=np.int32)
    ours = offsets[cells.offset : cells.offset + len(cells) + 1]
    return int(np.count_nonzero(np.diff(ours)))
