"""Binary workbooks, xls and xlsb: read, and none of their own words takes all memory."""

from __future__ import annotations

import io
import struct

import olefile
import pytest
from reading import got
from workbooks import number, xls, xlsb

from tocsin.formats import biff, compound, spreadsheet, workbook_parts
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused

ROWS = (("id", "phone"), (1, "0612345678"), (2, "0698765432"))
DIMENSIONS = 0x0200


def refusal(untrusted: bytes) -> str:
    with pytest.raises(Refused) as refused:
        spreadsheet.read(Source(io.BytesIO(untrusted)), lambda _name, _batch: None)
    return str(refused.value)


def test_an_old_workbook_is_read() -> None:
    read = got(xls({"one": ROWS, "two": ROWS[:2]}))

    assert [(t.name, t.rows) for t in read.reading.tables] == [("one", 2), ("two", 1)]
    assert read.reading.format == "xls"


def test_a_binary_workbook_is_read() -> None:
    (table,) = got(xlsb(ROWS)).reading.tables

    assert (table.name, table.rows, table.columns[1].name) == ("s", 2, "phone")


@pytest.mark.parametrize("column", [3, 63, 64, 255, 1_023])
def test_cells_of_a_binary_sheet_may_lie_as_far_apart_as_memory_holds(
    monkeypatch: pytest.MonkeyPatch, column: int
) -> None:
    monkeypatch.setattr(workbook_parts, "SPREAD", 64 << 10)
    width = max(64, column + 1)
    rows = (64 << 10) // width

    assert got(xlsb(ROWS, (rows - 1, column, 1.0))).reading.tables[0].rows == 3
    assert refusal(xlsb(ROWS, (rows, column, 1.0))) == (
        f"Its sheets span {(rows + 1) * width:,} cells, more than memory holds."
    )


def test_a_chain_of_sectors_that_runs_in_a_circle_is_followed_once() -> None:
    circle = bytearray(xls({"s": ROWS}))
    table = struct.unpack_from("<I", circle, 76)[0]
    directory = struct.unpack_from("<I", circle, 48)[0]
    struct.pack_into("<I", circle, 512 * (table + 1) + 4 * directory, directory)

    assert got(bytes(circle)).reading.tables[0].rows == 2


def test_what_a_sheet_announces_reserves_nothing() -> None:
    everything = struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)

    assert got(xls({"s": ROWS}, (DIMENSIONS, everything))).reading.tables[0].rows == 2


def test_cells_far_apart_in_several_sheets_are_more_than_memory_holds() -> None:
    far = (number(0, 0, 1.0), number(65_535, 255, 1.0))

    assert refusal(xls(dict.fromkeys("abcd", ROWS), *far)) == (
        "Its sheets span 83,886,080 cells, more than memory holds."
    )


def test_sheets_that_lie_over_each_other_are_refused() -> None:
    name, stream = compound.stream_of(io.BytesIO(xls({"s": ROWS * 50})))
    at = stream.index(struct.pack("<H", 0x0085))
    said = stream[at : at + 13]
    begin = struct.unpack_from("<I", said, 4)[0]
    again = said[:4] + struct.pack("<I", begin + 9 * len(said)) + said[8:]

    assert "corrupt" in refusal(
        compound.wrapped(name, stream[:at] + again * 10 + stream[at + 13 :])
    )


@pytest.mark.parametrize("size", [0, 4_095, 4_096, 7_100_000, 16_000_000])
def test_a_stream_of_any_size_comes_back_out_of_its_compound_file(size: int) -> None:
    stream = bytes(range(256)) * (size // 256) + bytes(size % 256)

    whole = io.BytesIO(compound.wrapped("Book", stream))

    name, read = compound.stream_of(whole)
    assert (name, read[:size]) == ("Book", stream)
    assert olefile.OleFileIO(whole).parsing_issues == []


def test_cells_of_a_chart_in_a_sheet_are_not_counted() -> None:
    chart = [(0x0809, bytes(16)), number(60_000, 200, 1.0), (0x000A, b"")]
    _, stream = compound.stream_of(io.BytesIO(xls({"s": ROWS}, *chart)))

    assert biff.tamed(stream)[1] == 2 * 6
