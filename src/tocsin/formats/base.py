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

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from tocsin.terms.errors import Refused
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Reading, Reject, Table

Emit = Callable[[str, pa.RecordBatch], None]

HEAD = 1 << 20
"""Bytes at the start of a file that a format may look at before it is chosen."""

KEPT = 1_000
"""Rejects kept with their place; all are counted. A reader of a report looks at a few."""

HEADED = "head"
"""Where a column's head stands in the metadata of its Arrow field."""

Marks = tuple[tuple[str, str], ...]


class Source:
    """An untrusted file, read once from its beginning; its head can be looked at beforehand.

    >>> import io
    >>> source = Source(io.BytesIO(b"name;mail"))
    >>> source.head
    b'name;mail'
    >>> source.read(4), source.read(100), source.read(100)
    (b'name', b';mail', b'')
    """

    def __init__(
        self,
        untrusted: BinaryIO,
        head: int = HEAD,
        *,
        name: str = "",
        size: int | None = None,
        allowance: Allowance = PLAIN,
    ) -> None:
        self._untrusted = untrusted
        self._size = size
        self._taken = 0
        self.head = self._full(head)
        self._at = 0
        self.name = name
        """The name it came under: a hint, never a proof."""

        self.allowance = allowance
        self.limits = allowance.limits

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end of the file, and none after it."""
        piece = self.head[self._at : self._at + size]
        self._at += len(piece)
        if len(piece) == size:
            return piece
        rest = self._full(size - len(piece))
        return piece + rest if piece else rest

    @property
    def size(self) -> int:
        """Its bytes; as far as they were read, where nobody knows how many there are."""
        return self._taken if self._size is None else self._size

    def whole(self) -> bytes:
        """All of it from the beginning, before anything was read; `Refused` beyond `in_memory`."""
        most = self.limits.in_memory
        content = self.read(most + 1)
        if len(content) > most:
            raise Refused(
                f"It has more than {most >> 20} MiB and can only be read as a whole.",
                remedy="Allow more with --limit in_memory=BYTES, or unpack it first.",
            )
        return content

    def random(self) -> BinaryIO:
        """The same file, to be read in any order, before anything was read of it.

        As it lies where that can be done; else in memory (`whole`).
        """
        if self._untrusted.seekable():
            self._untrusted.seek(0)
            return self._untrusted
        return BytesIO(self.whole())

    def _full(self, size: int) -> bytes:
        """As many bytes as asked for, unless the file ends: a pipe answers with fewer at a time."""
        pieces: list[bytes] = []
        missing = size
        while missing and (piece := self._untrusted.read(missing)):
            pieces.append(piece)
            missing -= len(piece)
        self._taken += size - missing
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def unprepared() -> None:
    """What a format does that needs nothing before the doors of its sandbox are locked."""


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
    prepare: Callable[[], None] = unprepared
    """Imports and tries what reading needs: in the sandbox nothing can be opened afterwards."""

    text: bool = False
    """Its files are text: it is prepared for every text, and for whatever may hold one."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that a container gives out: its name there, and its bytes, to be read once, at once."""

    name: str
    content: BinaryIO | None
    """None where it cannot be had; `refused` says why."""

    refused: str | None = None
    marks: Marks = ()
    """What the container says of it: when it was last changed, a comment."""


REST = "(the rest)"
"""The name of what comes after the place from which an archive cannot be read."""

LOCKED = "It is locked with a password. Give it with --password-file."
WRONG = "It is locked, and none of the passwords given opens it."
LINK = "It is a link, which is not followed."
DEVICE = "It is no file but a device."


class Damaged(Exception):
    """A member's bytes are not what was packed: 'it breaks off', 'its checksum is wrong'."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a container says once all in it was given out."""

    encoding: str | None = None
    tables: tuple[Table, ...] = ()
    """Its own, that it emitted itself: a mail's headers."""

    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Container:
    """One way in which files are packed into one. What is in it is read by its own format."""

    name: str
    says: str
    sniff: Callable[[bytes], bool]
    unpack: Callable[[Source, Emit], Generator[Packed, None, Unpacked]]
    """Gives the members one after another; the next is asked for when the one before was read.
    A member whose bytes turn out damaged raises while it is read: what came before counts."""

    prepare: Callable[[], None] = unprepared
    text: bool = False
    transparent: bool = False
    """It packs exactly one file (gz, xz ...): the exhibit has that one's encoding and dialect."""


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


def rows(first: int, cells: Sequence[pa.Array], heads: Sequence[str] = ()) -> pa.RecordBatch:
    """Columns of strings as a batch that `emit` takes; its first row has the number `first`.

    `heads`, where they are known so early, name the columns as the Reading will: whoever takes the
    rows can then judge the columns while they go by (`heads_of`).

    >>> rows(7, [pa.array(["a", None])]).to_pylist()
    [{'row': 7, 'c0': 'a'}, {'row': 8, 'c0': None}]
    """
    height = len(cells[0])
    number = pa.array(np.arange(first, first + height, dtype=np.int64))
    return pa.RecordBatch.from_arrays([number, *cells], schema=schema(len(cells), heads))


def schema(columns: int, heads: Sequence[str] = ()) -> pa.Schema:
    """What every batch of a table looks like."""
    named = heads if len(heads) == columns else [None] * columns
    cells = (
        pa.field(f"c{i}", pa.string(), metadata=None if head is None else {HEADED: head})
        for i, head in enumerate(named)
    )
    return pa.schema([pa.field("row", pa.int64()), *cells])


def heads_of(batches: pa.Schema) -> tuple[str, ...]:
    """The heads that came with the rows; none where they did not.

    >>> heads_of(rows(0, [pa.array(["a"])], ["mail"]).schema)
    ('mail',)
    """
    said = [field.metadata for field in batches if field.name != "row"]
    return tuple(m[HEADED.encode()].decode() for m in said) if all(said) else ()


def filled(cells: pa.Array) -> int:
    """How many cells hold something: neither NULL nor empty.

    >>> filled(pa.array(["a", "", None, "b"]))
    2
    """
    offsets = np.frombuffer(cells.buffers()[1], dtype=np.int32)
    ours = offsets[cells.offset : cells.offset + len(cells) + 1]
    return int(np.count_nonzero(np.diff(ours)))
