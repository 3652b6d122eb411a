"""Frames: how the sandboxed parser and its parent talk.

The parent begins with `start`: the exhibit's size, limits, passwords. The child's frames are one byte
for their sort, eight for their length, and the content. First `LOCKED`, then for each table `TABLE` and
its `BATCH`es, at last `READING`; and anywhere between them `WANT`, a piece of the file by offset and
size, which the parent answers with eight bytes for a length and as many of the file. The parent
believes none of it: what does not fit is `Nonsense`.

>>> reading_from(json.dumps(asdict(Reading("csv", "utf-8", None))).encode())
Reading(format='csv', encoding='utf-8', dialect=None, tables=(), refused=None, marks=(), members=())
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from tocsin.formats.base import heads_of, schema
from tocsin.terms.limits import Allowance, Limits
from tocsin.terms.table import Column, Dialect, Member, Reading, Reject, Table

LOCKED, TABLE, BATCH, READING, WANT = b"L", b"T", b"B", b"R", b"W"
HEAD = struct.Struct(">cQ")
LENGTH = struct.Struct(">Q")
PLACE = struct.Struct(">QQ")
"""Offset and size of a piece that is wanted."""

PIECE = 1 << 20
"""Bytes of a file that may be wanted at once, and a pipe's size where the system grants it."""

MOST_COLUMNS = 1 << 16
"""Columns that a batch may have, whatever the limits say."""

Said = Any
"""What JSON may hold: checked where it is taken apart."""


class Nonsense(ValueError):
    """A frame that does not fit."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the parent says first: all that a reader is told beside the file's bytes."""

    name: str
    size: int | None
    """Bytes of the file; None where it can only be read from its beginning to its end."""

    allowance: Allowance


def start_frame(start: Start) -> bytes:
    """The parent's first words, with their length before them."""
    said = {
        "name": start.name,
        "size": start.size,
        "limits": asdict(start.allowance.limits),
        "passwords": [password.hex() for password in start.allowance.passwords],
    }
    content = json.dumps(said).encode()
    return LENGTH.pack(len(content)) + content


def start_from(content: bytes) -> Start:
    """What the parent said, which is believed."""
    said = json.loads(content)
    passwords = tuple(map(bytes.fromhex, said["passwords"]))
    return Start(said["name"], said["size"], Allowance(Limits(**said["limits"]), passwords))


def want_from(untrusted: bytes) -> tuple[int, int]:
    """Offset and size of the piece that is wanted."""
    if len(untrusted) != PLACE.size:
        raise Nonsense
    offset, size = PLACE.unpack(untrusted)
    if not 0 < size <= PIECE or offset >= 1 << 62:
        raise Nonsense
    return offset, size


def locked_frame(filtered: bool, network: bool) -> bytes:
    """The content of the `LOCKED` frame."""
    return json.dumps([filtered, network]).encode()


def locked_from(untrusted: bytes) -> bool:
    """Whether its doors are locked, or only its limits set."""
    try:
        filtered, _ = json.loads(untrusted)
    except (ValueError, TypeError, RecursionError):
        raise Nonsense from None
    return filtered is True


def table_head(name: str, batch: pa.RecordBatch) -> bytes:
    """The content of a `TABLE` frame."""
    return json.dumps([name, batch.num_columns - 1, heads_of(batch.schema)]).encode()


def table_from(untrusted: bytes) -> tuple[str, pa.Schema]:
    """A table's name, and what each of its batches looks like."""
    try:
        name, columns, heads = json.loads(untrusted)
        named = tuple(map(_text, heads))
    except (ValueError, TypeError, RecursionError):
        raise Nonsense from None
    if not isinstance(name, str) or type(columns) is not int or not 0 < columns <= MOST_COLUMNS:
        raise Nonsense
    return name, schema(columns, named)


def batch_from(untrusted: pa.Buffer, expected: pa.Schema, first_row: int) -> pa.RecordBatch:
    """A batch, with every offset and every letter checked, whose rows are numbered on."""
    try:
        batch = pa.ipc.read_record_batch(untrusted, expected)
        batch.validate(full=True)
    except (pa.ArrowException, OSError):
        raise Nonsense from None
    numbers = pa.array(np.arange(first_row, first_row + batch.num_rows))
    if not batch.column(0).equals(numbers):
        raise Nonsense
    return batch


def reading_frame(reading: Reading) -> bytes:
    """The content of a `READING` frame."""
    return json.dumps(asdict(reading)).encode()


def reading_from(untrusted: bytes) -> Reading:
    """A Reading, with the sort of every value in it checked."""
    try:
        said = json.loads(untrusted)
        return Reading(
            format=_text_or_none(said["format"]),
            encoding=_text_or_none(said["encoding"]),
            dialect=_dialect(said["dialect"]),
            tables=tuple(map(_table, said["tables"])),
            refused=_text_or_none(said["refused"]),
            marks=_marks(said["marks"]),
            members=tuple(map(_member, said["members"])),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Nonsense from None


def _dialect(said: Said) -> Dialect | None:
    if said is None:
        return None
    return Dialect(
        _text(said["delimiter"]),
        _text_or_none(said["quote"]),
        _text_or_none(said["escape"]),
        said["header"] is True,
    )


def _table(said: Said) -> Table:
    return Table(
        _text(said["name"]),
        _count(said["rows"]),
        tuple(Column(_text(c["name"]), filled=_count(c["filled"])) for c in said["columns"]),
        tuple(Reject(_text(r["where"]), _text(r["reason"])) for r in said["rejects"]),
        _count(said["rejected"]),
        _count(said["repaired"]),
    )


def _member(said: Said) -> Member:
    return Member(
        _text(said["path"]),
        _count(said["bytes"]),
        _text(said["sha256"]),
        _text_or_none(said["format"]),
        _text_or_none(said["encoding"]),
        _dialect(said["dialect"]),
        _text_or_none(said["refused"]),
        _marks(said["marks"]),
    )


def _marks(said: Said) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(value)) for name, value in said)


def _text(said: Said) -> str:
    if type(said) is not str:
        raise Nonsense
    said.encode()  # half a surrogate pair is no text: UnicodeEncodeError is a ValueError
    return said


def _text_or_none(said: Said) -> str | None:
    return None if said is None else _text(said)


def _count(said: Said) -> int:
    if type(said) is not int or said < 0:
        raise Nonsense
    return said
