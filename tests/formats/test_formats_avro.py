"""Avro: every value by the schema, every codec, and what a damaged block costs."""

from __future__ import annotations

import datetime
import io
import json
import zlib
from decimal import Decimal
from typing import Any

import fastavro
import pyarrow as pa
import pytest
from reading import got

from tocsin.formats import avro
from tocsin.terms.errors import Refused

SCHEMA = {
    "type": "record",
    "name": "customer",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "mail", "type": ["null", "string"]},
    ],
}
RECORDS = [{"id": i, "mail": f"p{i}@x.example" if i % 2 else None} for i in range(3_000)]


def written(schema: dict[str, Any], records: list[Any], codec: str = "null") -> bytes:
    out = io.BytesIO()
    fastavro.writer(out, fastavro.parse_schema(schema), records, codec, sync_interval=4_000)
    return out.getvalue()


def repacked(codec: str) -> bytes:
    """A file of one block, packed with a codec that fastavro has no library for."""
    out = io.BytesIO()
    for record in RECORDS:
        fastavro.schemaless_writer(out, SCHEMA, record)
    block = out.getvalue()
    if codec == "snappy":
        packed = pa.Codec("snappy").compress(block, asbytes=True)
        packed += zlib.crc32(block).to_bytes(4, "big")
    else:
        packed = pa.Codec("zstd").compress(block, asbytes=True)
    head = {"avro.schema": json.dumps(SCHEMA).encode(), "avro.codec": codec.encode()}
    file = io.BytesIO()
    file.write(b"Obj\x01")
    fastavro.schemaless_writer(file, {"type": "map", "values": "bytes"}, head)
    file.write(b"s" * 16)
    for number in (len(RECORDS), len(packed)):
        fastavro.schemaless_writer(file, {"type": "long"}, number)
    return file.getvalue() + packed + b"s" * 16


@pytest.mark.parametrize("codec", ["null", "deflate", "bzip2", "xz"])
def test_every_record_is_read_however_it_is_packed(codec: str) -> None:
    read = got(written(SCHEMA, RECORDS, codec))

    assert read.reading.format == "avro"
    assert read.cells() == [(str(r["id"]), r["mail"]) for r in RECORDS]
    assert ("packed with", codec) in read.reading.marks


@pytest.mark.parametrize("codec", ["snappy", "zstandard"])
def test_codecs_that_need_a_library_of_their_own_are_read_too(codec: str) -> None:
    assert got(repacked(codec)).cells()[1] == ("1", "p1@x.example")


@pytest.mark.parametrize(
    ("sort", "value", "cell"),
    [
        ("double", 12.0, "12"),
        ("boolean", True, "true"),
        ("bytes", b"\xff", "0xff"),
        ({"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}, Decimal("1.10"), "1.10"),
        ({"type": "int", "logicalType": "date"}, datetime.date(2014, 6, 13), "2014-06-13"),
        ({"type": "long", "logicalType": "timestamp-millis"}, datetime.datetime(2014, 6, 13, 1, tzinfo=datetime.UTC), "2014-06-13 01:00:00Z"),
        ({"type": "array", "items": "string"}, ["a", "é"], '["a", "é"]'),
        ({"type": "map", "values": "int"}, {"k": 1}, '{"k": 1}'),
        ({"type": "enum", "name": "e", "symbols": ["A"]}, "A", "A"),
        ({"type": "fixed", "name": "f", "size": 2}, b"\x00\x01", "0x0001"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_text(sort: object, value: object, cell: str) -> None:
    schema = {"type": "record", "name": "r", "fields": [{"name": "v", "type": sort}]}

    assert got(written(schema, [{"v": value}])).cells() == [(cell,)]


def test_a_record_within_is_spread_and_one_within_itself_is_json() -> None:
    inner = {"type": "record", "name": "p", "fields": [
        {"name": "city", "type": "string"}, {"name": "next", "type": ["null", "p"]},
    ]}  # fmt: skip
    schema = {"type": "record", "name": "r", "fields": [{"name": "at", "type": ["null", inner]}]}
    deep = {"at": {"city": "Gent", "next": {"city": "Lille", "next": None}}}

    read = got(written(schema, [deep, {"at": None}]))

    assert [c.name for c in read.reading.tables[0].columns] == ["at.city", "at.next"]
    assert read.cells() == [("Gent", '{"city": "Lille", "next": null}'), (None, None)]


def test_a_damaged_block_is_a_reject_and_those_behind_it_are_read() -> None:
    content = bytearray(written(SCHEMA, RECORDS, "bzip2"))
    at = len(content) // 2
    content[at : at + 30] = bytes(30)

    read = got(bytes(content))

    assert 0 < read.reading.tables[0].rows < len(RECORDS)
    assert read.reading.tables[0].rejected == 1
    assert read.rejects[0][1].startswith("is damaged")
    assert read.cells()[-1] == ("2999", "p2999@x.example")


def test_a_file_that_breaks_off_keeps_the_blocks_before() -> None:
    read = got(written(SCHEMA, RECORDS)[:-100])

    assert read.reading.tables[0].rejected == 1
    assert read.cells()[0] == ("0", None)


@pytest.mark.parametrize("kept", [4, 20, 60])
def test_a_file_without_its_header_is_refused(kept: int) -> None:
    with pytest.raises(Refused, match="Avro whose header is corrupt"):
        got(written(SCHEMA, RECORDS)[:kept], avro.read)


def test_a_block_that_says_it_holds_more_records_than_bytes_is_no_trap() -> None:
    nothing = {"type": "record", "name": "r", "fields": [{"name": "v", "type": "null"}]}
    content = written(nothing, [])
    count = io.BytesIO()
    fastavro.schemaless_writer(count, {"type": "long"}, 2**60)

    read = got(content + count.getvalue() + b"\x00" + content[-16:])

    assert read.reading.tables[0].rejected == 1
