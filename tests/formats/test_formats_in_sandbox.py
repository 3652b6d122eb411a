"""Each format in the locked process, where nothing can be loaded any more once reading has begun."""

from __future__ import annotations

import io
import secrets
import zipfile

import pyarrow as pa
import pytest
import test_formats_arrow as arrow
import test_formats_avro as avro
import test_formats_dbf as dbf
import test_formats_spreadsheet as spreadsheet
import test_formats_sqlite as sqlite
from test_formats_duckdb import duckdb_file
from workbooks import ods, packed, xls, xlsb, xlsx

from tocsin.edges.sandbox import Bounds, Sandbox
from tocsin.terms.limits import Allowance
from tocsin.terms.table import Reading

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ZONED = pa.table(
    {
        "at": pa.array([1402621200], pa.timestamp("s", "Europe/Paris")),
        "list": [[1, None]],
        "bytes": [b"\xff"],
    }
)


def swallow(_name: str, batches: pa.RecordBatchReader) -> None:
    for _ in batches:
        pass


def parsed(untrusted: bytes) -> Reading:
    allowance = Allowance(passwords=(b"secret",))
    return Sandbox().parse(io.BytesIO(untrusted), "leak", swallow, allowance)


@pytest.mark.parametrize(
    ("form", "untrusted", "rows"),
    [
        ("sqlite", sqlite.database("CREATE TABLE t (v)", "INSERT INTO t VALUES (x'ff')"), 1),
        ("parquet", arrow.as_parquet(ZONED, compression="zstd"), 1),
        ("feather", arrow.as_arrow(compression="lz4"), 5_000),
        ("feather", arrow.as_stream(), 5_000),
        ("avro", avro.written(avro.SCHEMA, avro.RECORDS, "xz"), 3_000),
        ("avro", avro.repacked("snappy"), 3_000),
        ("avro", avro.repacked("zstandard"), 3_000),
        ("dbf", dbf.table([("NAME", "C", 4)], [b" Zo\x82 "], page=0x01), 1),
        ("xlsx", xlsx({"s": (("id", "day"), (1, '<c r="AT" t="d"><v>2014-06-13</v></c>'))}), 1),
        ("xls", xls({"s": spreadsheet.ROWS}), 2),
        ("xlsx", xlsb(spreadsheet.ROWS), 2),
        ("ods", ods((("id", "mail"), ("1", "a@x.example"))), 1),
        (
            "xlsx",
            spreadsheet.locked(
                xlsx({"s": spreadsheet.ROWS}, more={"xl/noise": secrets.token_hex(9_999)}), "secret"
            ),
            2,
        ),
        ("duckdb", duckdb_file("CREATE TABLE t AS SELECT 1.10 AS v, [1] AS l, now() AS at"), 1),
        ("ndjson", '{"a": "FranÃ§ois", "b": "\\u00e9"}\n{"a": {"$date": 0}}\n'.encode(), 2),
        ("json", '{"a": [{"b": 1}, {"b": "\\ud800"}]}'.encode("utf-16"), 2),
        ("xml", '<?xml version="1.0" encoding="cp1250"?><a><b><n>é &eacute;</n></b><b/></a>'.encode("cp1250"), 1),
        ("html", b"<html><meta charset=big5><table><tr><td>1<td>2</table>", 1),
    ],
)  # fmt: skip
def test_a_file_is_read_with_all_doors_locked(form: str, untrusted: bytes, rows: int) -> None:
    reading = parsed(untrusted)

    assert (reading.format, reading.refused) == (form, None)
    assert reading.tables[0].rows == rows


def test_a_workbook_of_more_text_than_memory_holds_is_refused_saying_so() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 8_000_000}</t></si></sst>'
    cell = '<c r="AT" t="s"><v>0</v></c>'
    untrusted = xlsx({"s": [(cell,)] * 300}, more={"xl/sharedStrings.xml": strings})
    with zipfile.ZipFile(io.BytesIO(untrusted)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    links = "xl/_rels/workbook.xml.rels"
    sort = f"{OFFICE}/sharedStrings"
    parts[links] = parts[links].replace(
        "</Relationships>",
        f'<Relationship Id="t" Type="{sort}" Target="sharedStrings.xml"/></Relationships>',
    )

    reading = Sandbox(Bounds(memory=512 << 20)).parse(io.BytesIO(packed(parts)), "", swallow)

    assert reading.refused == "not read: the parser needed more than 512 MiB of memory."
