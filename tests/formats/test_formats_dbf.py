"""DBF: each sort of field, deleted records, code pages; what only looks like a DBF is none."""

from __future__ import annotations

import struct

import pytest
from reading import got

from tocsin.formats import dbf
from tocsin.formats.dbf import FIELD, HEADER


def table(
    fields: list[tuple[str, str, int]],
    records: list[bytes],
    version: int = 0x03,
    page: int = 0x03,
    announced: int | None = None,
) -> bytes:
    size = 1 + sum(length for _, _, length in fields)
    begin = HEADER.size + FIELD.size * len(fields) + 1
    count = len(records) if announced is None else announced
    head = HEADER.pack(version, 114, 6, 13, count, begin, size, 0, page)
    told = b"".join(FIELD.pack(n.encode(), s.encode(), length, 0) for n, s, length in fields)
    return head + told + b"\r" + b"".join(records) + b"\x1a"


def test_records_are_rows_and_deleted_ones_a_table_of_their_own() -> None:
    read = got(
        table([("NAME", "C", 5), ("NO", "N", 4)], [b" Anna   12", b"*Bert    7", b" Cleo     "])
    )

    assert (read.reading.format, read.cells()) == ("dbf", [("Anna", "12"), ("Cleo", None)])
    assert read.cells("deleted") == [("Bert", "7")]
    assert ("changed", "2014-06-13") in read.reading.marks


@pytest.mark.parametrize(
    ("sort", "raw", "version", "cell"),
    [
        ("D", b"20140613", 0x03, "2014-06-13"),
        ("D", b"        ", 0x03, None),
        ("L", b"T", 0x03, "T"),
        ("L", b"?", 0x03, None),
        ("N", b"  1.10", 0x03, "1.10"),
        ("F", b" -2.5 ", 0x03, "-2.5"),
        ("C", b"06123 ", 0x03, "06123"),
        ("C", b"a\x00\x00\x00", 0x03, "a"),
        ("I", struct.pack("<i", -7), 0x30, "-7"),
        ("Y", struct.pack("<q", -12_345), 0x30, "-1.2345"),
        ("B", struct.pack("<d", 1.5), 0x30, "1.5"),
        ("T", struct.pack("<ii", 2_456_822, 3_600_000), 0x30, "2014-06-13 01:00:00"),
        ("M", struct.pack("<I", 9), 0x30, "9"),
        ("M", b"         9", 0x83, "9"),
    ],
)
def test_a_field_is_read_by_its_sort(sort: str, raw: bytes, version: int, cell: str | None) -> None:
    content = table([("K", "C", 1), ("V", sort, len(raw))], [b" k" + raw], version)

    assert got(content).cells() == [("k", cell)]


@pytest.mark.parametrize(
    ("page", "raw", "cell"),
    [(0x03, b"Zo\xe9", "Zoé"), (0x01, b"Zo\x82", "Zoé"), (0x00, "Zoé".encode(), "Zoé"), (0x00, b"Zo\xe9", "Zoé")],
)  # fmt: skip
def test_text_is_decoded_by_the_code_page_else_by_what_it_is(
    page: int, raw: bytes, cell: str
) -> None:
    content = table([("NAME", "C", len(raw))], [b" " + raw], page=page)

    assert got(content).cells() == [(cell,)]


def test_records_that_are_announced_but_not_there_are_a_reject() -> None:
    read = got(table([("NAME", "C", 5)], [b" Anna "], announced=5))

    assert read.cells() == [("Anna",)]
    assert read.rejects == [("record 2", "4 records are announced that are not there")]


def test_memos_that_lie_in_another_file_are_told() -> None:
    read = got(table([("NAME", "C", 4), ("NOTE", "M", 10)], [b" Anna         1"], 0x83))

    assert ("memos not here", "NOTE") in read.reading.marks


@pytest.mark.parametrize(
    "content",
    [
        b"\x03" + bytes(100),
        b"\x30\x31\x32\x33;name;mail\n" * 10,
        table([("NAME", "C", 5)], [b" Anna "])[:60],
        table([("NAME", "?", 5)], [b" Anna "]),
        table([("", "C", 5)], [b" Anna "]),
    ],
)
def test_what_only_begins_like_a_dbf_is_none(content: bytes) -> None:
    assert not dbf.sniff(content)
