"""Compressed: gz, bz2, xz, lzma, zst and lz4, one file each."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pyarrow as pa
import pytest
from packing import CSV, ROWS, members, opened

from tocsin.terms.limits import Allowance, Limits

Pack = Callable[[bytes], bytes]


def alone(content: bytes) -> bytes:
    return lzma.compress(content, lzma.FORMAT_ALONE)


def by_arrow(codec: str) -> Pack:
    def pack(content: bytes) -> bytes:
        out = pa.BufferOutputStream()
        with pa.CompressedOutputStream(out, codec) as stream:
            stream.write(content)
        return bytes(out.getvalue())

    return pack


WAYS = [
    pytest.param("gzip", gzip.compress, id="gzip"),
    pytest.param("bzip2", bz2.compress, id="bzip2"),
    pytest.param("xz", lzma.compress, id="xz"),
    pytest.param("xz", alone, id="lzma"),
    pytest.param("zstd", by_arrow("zstd"), id="zstd"),
    pytest.param("lz4", by_arrow("lz4"), id="lz4"),
]


@pytest.mark.parametrize(("form", "pack"), WAYS)
def test_a_packed_table_is_read_as_the_exhibit_s_own(form: str, pack: Pack) -> None:
    got = opened(pack(CSV))

    assert (got.reading.format, got.reading.encoding) == (form, "utf-8")
    assert got.reading.dialect is not None
    assert got.cells("unpacked") == ROWS


@pytest.mark.parametrize(("form", "pack"), WAYS)
def test_streams_one_after_another_are_one_file(form: str, pack: Pack) -> None:
    got = opened(pack(CSV) + pack(b"3;Cleo\n"))

    assert got.cells("unpacked") == [*ROWS, ("3", "Cleo")]


@pytest.mark.parametrize(("form", "pack"), WAYS[:4])
def test_padding_after_a_stream_is_no_damage(form: str, pack: Pack) -> None:
    got = opened(pack(CSV) + bytes(100))

    assert got.reading.tables[0].rejected == 0


@pytest.mark.parametrize(("form", "pack"), WAYS)
def test_a_file_that_breaks_off_keeps_its_rows_and_says_so(form: str, pack: Pack) -> None:
    content = CSV + b"".join(b"%d;%x\n" % (n, n**7) for n in range(3, 100_000))
    got = opened(pack(content)[:-5000])

    (table,) = got.reading.tables
    assert 10_000 < table.rows < 99_999
    assert "the packed file is damaged: it breaks off" in [r.reason for r in table.rejects]


@pytest.mark.parametrize(("form", "pack"), WAYS[:4])
def test_bytes_after_the_stream_that_are_no_stream_are_told(form: str, pack: Pack) -> None:
    got = opened(pack(CSV) + b"and some words")

    (table,) = got.reading.tables
    assert (table.rows, table.rejected) == (2, 1)


@pytest.mark.parametrize(("form", "pack"), WAYS)
def test_an_empty_file_packed_is_told_to_be_empty(form: str, pack: Pack) -> None:
    assert opened(pack(b"")).reading.refused == "Nothing in it could be read: The file is empty."


def test_gzip_keeps_the_original_name_and_time_as_marks() -> None:
    out = io.BytesIO()
    with gzip.GzipFile("clients.csv", "wb", fileobj=out, mtime=1402344000) as packed:
        packed.write(CSV)

    got = opened(out.getvalue(), name="other.gz")

    assert got.reading.marks == (
        ("original name", "clients.csv"),
        ("time", "2014-06-09T20:00:00+00:00"),
    )
    assert list(members(got)) == ["clients.csv"]


def test_a_gzip_whose_checksum_is_wrong_keeps_its_rows_and_says_so() -> None:
    packed = bytearray(gzip.compress(CSV))
    packed[-8] ^= 1

    (table,) = opened(bytes(packed)).reading.tables

    assert table.rejected == 1


def test_the_packed_file_is_named_by_the_archive_s_name() -> None:
    assert list(members(opened(bz2.compress(CSV), name="clients.csv.bz2"))) == ["clients.csv"]


def test_an_xz_that_wants_more_memory_than_allowed_is_refused() -> None:
    packed = lzma.compress(CSV, preset=9)

    got = opened(packed, Allowance(Limits(in_memory=1 << 20)))

    assert got.reading.refused == (
        "Nothing in it could be read: It is damaged: it cannot be unpacked from there on (LZMAError)."
    )


def test_text_that_begins_as_an_lzma_might_is_text() -> None:
    assert opened(b"];\n1;2\n3;4\n").reading.format != "xz"


def test_a_skippable_frame_of_zstd_is_skipped() -> None:
    skipped = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"hello"

    assert opened(skipped + by_arrow("zstd")(CSV)).cells("unpacked") == ROWS
