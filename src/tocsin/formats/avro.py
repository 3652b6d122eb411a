r"""Avro: object container files, block by block (Apache Avro 1.12, "Object Container Files").

The columns come from the schema, nested records with their paths; lists and maps are JSON in the cell.
A block that is damaged is a reject with its count of records; reading goes on behind the next mark of
synchronisation. Records are decoded by fastavro; blocks are unpacked here, within the limits.
"""

from __future__ import annotations

import bz2
import datetime
import json
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

import fastavro
import pyarrow as pa

from tocsin.formats.arrow_cells import of_bytes
from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.grid import Grid, distinct
from tocsin.formats.walk import ONLY
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

MAGIC = b"Obj\x01"
_HEADER = {"type": "map", "values": "bytes"}
_LONG = {"type": "long"}

SYNC = 16
"""Bytes that stand behind every block, the same in all of a file, made by chance."""

DEEPEST = 8
"""Records within records that are spread; what lies deeper is JSON."""

Schema = Any
"""A schema, as JSON has it."""

Value = Any
"""What a record may hold, as fastavro gives it."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is an Avro container."""
    return head.startswith(MAGIC)


def read(source: Source, emit: Emit) -> Reading:
    """Read it block by block."""
    content = source.random()
    content.seek(len(MAGIC))
    try:
        header = _decoded(content, _HEADER)
        sync = content.read(SYNC)
        schema = fastavro.parse_schema(json.loads(header["avro.schema"]))
        codec = header.get("avro.codec", b"null").decode()
        ways = list(_ways(schema))
    except MemoryError:
        raise
    except Exception as fault:  # whatever the library says of hostile bytes
        raise Refused(
            f"It is Avro whose header is corrupt ({type(fault).__name__}).", remedy=""
        ) from None
    if codec not in CODECS:
        raise Refused("It is Avro packed in a way that tocsin does not know.", remedy="")
    if not ways:
        raise Refused("It is Avro without a field.", remedy="")
    grid = Grid(ONLY, distinct(".".join(way) or "value" for way in ways), emit, source.limits.cell)
    _blocks(content, schema, CODECS[codec], sync, ways, grid, source.limits.in_memory)
    writer = sorted(key for key in header if not key.startswith("avro."))
    marks = (("packed with", codec), ("record", _name(schema)), ("metadata", ", ".join(writer)))
    return Reading("avro", "utf-8", None, (grid.close(),), marks=tuple(m for m in marks if m[1]))


def _decoded(content: BinaryIO, schema: Schema) -> Value:
    """The value that stands here."""
    return fastavro.schemaless_reader(content, schema, None)


def _name(schema: Schema) -> str:
    return str(schema.get("name", "")) if isinstance(schema, Mapping) else ""


def _blocks(
    content: BinaryIO,
    schema: Schema,
    unpack: Callable[[bytes, int], bytes],
    sync: bytes,
    ways: list[tuple[str, ...]],
    grid: Grid,
    most: int,
) -> None:
    """Read the blocks, each of them on its own."""
    number = 0
    while content.read(1):
        number += 1
        content.seek(-1, 1)
        at = content.tell()
        try:
            for row in _records(*_block(content, sync, unpack, most), schema, ways):
                grid.add(row)
        except MemoryError:
            raise
        except Exception as fault:  # whatever the libraries say of hostile bytes
            grid.reject(f"block {number}, byte {at:,}", f"is damaged ({type(fault).__name__})")
            if not _find(content, at + 1, sync):
                return


def _block(
    content: BinaryIO, sync: bytes, unpack: Callable[[bytes, int], bytes], most: int
) -> tuple[bytes, int]:
    """The bytes of a block, unpacked, and how many records they are."""
    count, size = _decoded(content, _LONG), _decoded(content, _LONG)
    if count < 0 or not 0 <= size <= most:
        raise ValueError
    packed = content.read(size)
    if len(packed) < size or content.read(SYNC) != sync:
        raise ValueError
    block = unpack(packed, most)
    if count > len(block) + 1:  # records of no bytes at all: a trap, or nothing
        raise ValueError
    return block, count


def _records(
    block: bytes, count: int, schema: Schema, ways: list[tuple[str, ...]]
) -> list[tuple[str | None, ...]]:
    """All records of a block; an error where one of them is damaged."""
    stream = BytesIO(block)
    rows = []
    for _ in range(count):
        record = _decoded(stream, schema)
        rows.append(tuple(_cell(record, way) for way in ways))
    if stream.read(1):
        raise ValueError
    return rows


def _find(content: BinaryIO, begin: int, sync: bytes) -> bool:
    """Go behind the next mark of synchronisation; whether there is one."""
    content.seek(begin)
    before = b""
    while piece := content.read(1 << 20):
        found = (before + piece).find(sync)
        if found >= 0:
            content.seek(begin - len(before) + found + SYNC)
            return True
        begin += len(piece)
        before = (before + piece)[-SYNC:]
    return False


def _ways(
    schema: Schema, way: tuple[str, ...] = (), within: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """The ways to each field that has a cell of its own."""
    sort = schema
    if isinstance(sort, list):
        others = [s for s in sort if s != "null"]
        sort = others[0] if len(others) == 1 else "union"
    if not isinstance(sort, Mapping) or sort.get("type") != "record":
        yield way
        return
    name = _name(sort)
    if len(way) >= DEEPEST or name in within:
        yield way
        return
    for field in sort["fields"]:
        yield from _ways(field["type"], (*way, field["name"]), (*within, name))


def _cell(record: Value, way: tuple[str, ...]) -> str | None:
    """The value at the end of a way, as text."""
    for step in way:
        if not isinstance(record, Mapping):
            return None
        record = record.get(step)
    return said(record)


def said(value: Value) -> str | None:
    r"""A value as text.

    >>> said(1.5), said(12.0), said(True), said(["a", None]), said(b"\xff")
    ('1.5', '12', 'true', '["a", null]', '0xff')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return None if value != value else repr(value).removesuffix(".0")
    if isinstance(value, bytes):
        return of_bytes(value)
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(" ") + ("Z" if value.tzinfo else "")
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, default=said, ensure_ascii=False)
    return str(value)


def _stored(packed: bytes, _most: int) -> bytes:
    return packed


def _deflated(packed: bytes, most: int) -> bytes:
    return _bounded(zlib.decompressobj(-15).decompress(packed, most + 1), most)


def _bzip2(packed: bytes, most: int) -> bytes:
    return _bounded(bz2.BZ2Decompressor().decompress(packed, most + 1), most)


def _xz(packed: bytes, most: int) -> bytes:
    return _bounded(lzma.LZMADecompressor(memlimit=most).decompress(packed, most + 1), most)


def _zstandard(packed: bytes, most: int) -> bytes:
    with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
        return _bounded(stream.read(most + 1), most)


def _snappy(packed: bytes, most: int) -> bytes:
    """Snappy, whose length stands before it, and a checksum behind it."""
    size = shift = at = 0
    while True:
        size |= (packed[at] & 0x7F) << shift
        if packed[at] < 0x80:
            break
        shift, at = shift + 7, at + 1
    if size > most:
        raise ValueError
    block: bytes = pa.Codec("snappy").decompress(packed[:-4], size, asbytes=True)
    if zlib.crc32(block).to_bytes(4, "big") != packed[-4:]:
        raise ValueError
    return block


def _bounded(block: bytes, most: int) -> bytes:
    if len(block) > most:
        raise ValueError
    return block


CODECS: dict[str, Callable[[bytes, int], bytes]] = {
    "null": _stored,
    "deflate": _deflated,
    "bzip2": _bzip2,
    "xz": _xz,
    "zstandard": _zstandard,
    "snappy": _snappy,
}
"""The codecs that the specification names."""


def prepare() -> None:
    """Take a small file with every sort of value, and one block of each codec."""
    fields = (("a", "string"), ("b", {"type": "long", "logicalType": "timestamp-millis"}))
    decimal = {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}
    kinds = (*fields, ("c", decimal), ("d", ["null", {"type": "string", "logicalType": "uuid"}]))
    schema = {"type": "record", "name": "r", "fields": [{"name": n, "type": t} for n, t in kinds]}
    out = BytesIO()
    now = datetime.datetime(2014, 6, 13, tzinfo=datetime.UTC)
    record = {"a": "x", "b": now, "c": Decimal("1.10"), "d": None}
    fastavro.writer(out, fastavro.parse_schema(schema), [record], codec="deflate")
    read(Source(BytesIO(out.getvalue())), lambda _name, _batch: None)
    packed = pa.Codec("snappy").compress(b"x", asbytes=True) + zlib.crc32(b"x").to_bytes(4, "big")
    _snappy(packed, 9)
    _zstandard(pa.Codec("zstd").compress(b"x", asbytes=True), 9)
    _xz(lzma.compress(b"x"), 1 << 26)
    _bzip2(bz2.compress(b"x"), 9)


FORMAT = Format("avro", "Avro", sniff, read, prepare)
