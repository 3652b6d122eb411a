"""Frames: how the sandboxed parser and its parent talk.

A frame is one byte for its sort, eight for its length, and the content. First `LOCKED`, then for
each table `TABLE` and its `BATCH`es, at last `READING`. The parent believes none of it: what does
not fit is `Nonsense`.

>>> reading_from(json.dumps(asdict(Reading("csv", "utf-8", None))).encode())
Reading(format='csv', encoding='utf-8', dialect=None, tables=(), refused=None, marks=())
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa

from tocsin.formats.base import MOST_COLUMNS
from tocsin.terms.table import Column, Dialect, Reading, Reject, Table

LOCKED, TABLE, BATCH, READING = b"L", b"T", b"B", b"R"
HEAD = struct.Struct(">cQ")

Said = Any
"""What JSON may hold: checked where it is taken apart."""


class Nonsense(ValueError):
    """A frame that does not fit."""


def table_head(name: str, batch: pa.RecordBatch) -> bytes:
    """The content of a `TABLE` frame."""
    return json.dumps([name, batch.num_columns - 1]).encode()


def table_from(untrusted: bytes) -> tuple[str, int]:
    """A table's name, and its columns beside `row`."""
    try:
        name, columns = json.loads(untrusted)
    except (ValueError, TypeError):
        raise Nonsense from None
    if not isinstance(name, str) or type(columns) is not int or not 0 < columns <= MOST_COLUMNS:
        raise Nonsense
    return name, columns


def schema(columns: int) -> pa.Schema:
    """What every batch of a table looks like."""
    cells = ((f"c{i}", pa.string()) for i in range(columns))
    return pa.schema([("row", pa.int64()), *cells])


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
            marks=tuple((_text(name), _text(value)) for name, value in said["marks"]),
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


def _text(said: Said) -> str:
    if type(said) is not str:
        raise Nonsense
    return said


def _text_or_none(said: Said) -> str | None:
    return None if said is None else _text(said)


def _count(said: Said) -> int:
    if type(said) is not int or said < 0:
        raise Nonsense
    return said
