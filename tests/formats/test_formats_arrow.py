"""Parquet, Arrow and Feather: every typed value as text; what is damaged is told."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
from reading import got

from tocsin.formats import feather, parquet
from tocsin.terms.errors import Refused

TABLE = pa.table({"id": list(range(5_000)), "mail": [f"p{i}@x.example" for i in range(5_000)]})


def as_parquet(table: pa.Table = TABLE, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def as_arrow(table: pa.Table = TABLE, **options: Any) -> bytes:
    out = io.BytesIO()
    pa.feather.write_feather(table, out, **options)
    return out.getvalue()


def as_stream(table: pa.Table = TABLE) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (pa.array([2**62]), "4611686018427387904"),
        (pa.array([12.0]), "12"),
        (pa.array([1.1]), "1.1"),
        (pa.array([float("nan")]), None),
        (pa.array([Decimal("1.10")]), "1.10"),
        (pa.array([True]), "true"),
        (pa.array([datetime.date(2014, 6, 13)]), "2014-06-13"),
        (pa.array([1402621323], pa.timestamp("s")), "2014-06-13 01:02:03"),
        (pa.array([1402621200], pa.timestamp("s", "Europe/Paris")), "2014-06-13 01:00:00Z"),
        (pa.array([datetime.time(1, 2, 3, 500_000)]), "01:02:03.500000"),
        (pa.array([b"\xff\x01"]), "0xff01"),
        (pa.array(["é".encode()]), "é"),
        (pa.array(["a"]).dictionary_encode(), "a"),
        (pa.array([["a", None]]), '["a", null]'),
        (pa.array([None], pa.null()), None),
        (pa.array(["0612"], pa.large_string()), "0612"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_text(column: pa.Array, cell: str | None) -> None:
    assert got(as_parquet(pa.table({"v": column}))).cells() == [(cell,)]


def test_a_structure_is_a_column_for_each_of_its_fields() -> None:
    read = got(as_parquet(pa.table({"at": [{"city": "Gent", "geo": {"lat": 51.0}}]})))

    assert [c.name for c in read.reading.tables[0].columns] == ["at.city", "at.geo.lat"]
    assert read.cells() == [("Gent", "51")]


@pytest.mark.parametrize("packing", ["snappy", "gzip", "brotli", "zstd", "lz4", "none"])
def test_parquet_is_read_however_it_is_packed(packing: str) -> None:
    read = got(as_parquet(compression=packing, row_group_size=1_000))

    assert (read.reading.format, read.cells()[-1]) == ("parquet", ("4999", "p4999@x.example"))
    assert ("row groups", "5") in read.reading.marks


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(as_arrow(compression="lz4"), id="Feather 2, lz4"),
        pytest.param(as_arrow(compression="zstd"), id="Feather 2, zstd"),
        pytest.param(as_stream(), id="stream"),
    ],
)
def test_arrow_is_read_in_each_of_its_layouts(content: bytes) -> None:
    read = got(content)

    assert (read.reading.format, read.cells()[-1]) == ("feather", ("4999", "p4999@x.example"))


def test_a_row_group_that_is_damaged_is_a_reject_and_the_others_are_read() -> None:
    content = bytearray(as_parquet(row_group_size=1_000, compression="zstd", use_dictionary=False))
    first = pq.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(1).column(1)
    content[first.data_page_offset + 40 : first.data_page_offset + 400] = bytes(360)

    read = got(bytes(content))

    assert read.reading.tables[0].rows == 4_000
    assert read.rejects == [("row group 1", "could not be read (OSError)")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(as_parquet()[:-20], "Parquet that is corrupt or breaks off", id="Parquet"),
        pytest.param(
            as_parquet()[:3_000], "Parquet that is corrupt or breaks off", id="Parquet, no end"
        ),
        pytest.param(as_arrow()[:-20], "Arrow file that is corrupt or breaks off", id="Arrow"),
        pytest.param(b"FEA1" + bytes(100), "Feather of the first version", id="Feather 1"),
        pytest.param(b"PARE" + bytes(100), "encrypted Parquet", id="locked Parquet"),
    ],
)
def test_a_file_without_its_end_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        got(content, parquet.read if content.startswith(b"PAR") else feather.read)


def test_a_stream_that_breaks_off_keeps_its_rows_and_rejects_the_rest() -> None:
    table = pa.Table.from_batches(TABLE.to_batches(max_chunksize=1_000))

    read = got(as_stream(table)[:-10_000])

    assert read.reading.tables[0].rows == 4_000
    assert read.rejects[0][0] == "batch 5"
