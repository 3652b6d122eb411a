"""SQL dumps that attack: bounded in time and memory, and what can be read is read."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from itertools import chain, repeat
from typing import cast

import pyarrow as pa
import pytest
from reading import Got, got

from tocsin.edges.sandbox import Bounds, Sandbox
from tocsin.formats import sql
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance, Limits

SECONDS = 10
"""Of computing, for any of these; they take well below one where nobody else computes."""

ROW = "INSERT INTO t VALUES (1,'a');\n"


def read(script: str) -> Got:
    before = time.process_time()
    told = got(script.encode(), sql.read)
    assert time.process_time() - before < SECONDS
    return told


class Stream(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def streamed(pieces: Iterator[bytes], limits: Limits) -> tuple[list[tuple[str, int, int]], int]:
    """Name, rows and rejects of each table; the most bytes that Arrow held."""
    most = 0

    def emit(_name: str, _batch: pa.RecordBatch) -> None:
        nonlocal most
        most = max(most, pa.total_allocated_bytes())

    source = Source(cast(io.BufferedReader, Stream(pieces)), allowance=Allowance(limits))
    reading = sql.read(source, emit)
    return [(t.name, t.rows, t.rejected) for t in reading.tables], most


@pytest.mark.parametrize(
    "attack",
    [
        "INSERT INTO t VALUES (" + "(" * 100_000 + ");\n",
        "INSERT INTO t VALUES (" + "(" * 100_000 + "1" + ")" * 100_000 + ",'x');\n",
        "INSERT INTO t VALUES (" + "replace(" * 10_000 + "'a'" + ",'a','b')" * 10_000 + ",'x');\n",
        "INSERT INTO t VALUES (" + ",".join("1" * 300_000) + ");\n",
        "INSERT INTO t VALUES " + "(/*" * 100_000 + "\n",
        "INSERT INTO t VALUES " + "('\n" * 100_000 + "\n",
        "INSERT INTO t VALUES (1,'" + "\\" * 1_000_001 + "\n",
        "INSERT INTO t VALUES (1,'" + "''" * 500_000 + "'),(,),(),(1;\n",
        "INSERT INTO t (" + "a," * 100_000 + "b) VALUES (1);\n",
        "INSERT INTO t (a,a) VALUES (1,2);\n",
        "CREATE TABLE u (" + ",".join(f"c{i} int" for i in range(100_000)) + ");\n",
        "CREATE TABLE u (" + "(" * 100_000 + ";\n",
        "CREATE TABLE ();\nCREATE TABLE;\nINSERT INTO;\nCOPY;\nALTER TABLE;\nDROP TABLE;\nSET;\nDELIMITER\n",
        "/*!40101 " * 50_000 + "SELECT 1 " + "*/" * 50_000 + ";\n",
        "SELECT " + "a." * 300_000 + ";\n",
        "hello\n;\n" * 20_000,
        "DELIMITER //\nSELECT 1; //\nDELIMITER ;\n",
        "\\copy t FROM PROGRAM 'rm -rf /'\nCOPY t TO PROGRAM 'id';\nCOPY t FROM '/etc/passwd';\n",
        "\0" * 1_000_000 + "\n",
        "INSERT INTO t VALUES (1,'\0\0');\n",
    ],
    ids=range(20),
)
def test_rows_before_and_after_an_attack_are_read(attack: str) -> None:
    told = read(f"CREATE TABLE t (a int, b text);\n{ROW}{attack}\n{ROW}")
    rows = told.cells("t")
    assert (rows[0], rows[-1]) == (("1", "a"), ("1", "a"))
    assert len(rows) >= 2


@pytest.mark.parametrize("attack", ["'", '"', "`", "/*", "$$", "E'", "(", "q'["])
def test_what_is_never_closed_does_not_cost_the_rows_before_it(attack: str) -> None:
    told = read(
        f"-- PostgreSQL database dump\n{ROW}INSERT INTO t VALUES (2,{attack}\n" + "x\n" * 1000
    )
    assert (told.cells("t")[0], told.reading.tables[0].rejected >= 1) == (("1", "a"), True)


def test_a_value_beyond_the_limit_is_a_reject_and_reading_goes_on() -> None:
    limits = Limits(cell=1 << 20)
    pieces = chain(
        [ROW.encode(), b"INSERT INTO t VALUES (2,'"],
        repeat(b"x" * 65_536, 1_000),
        [b"');\n", ROW.encode()],
    )
    tables, most = streamed(pieces, limits)
    assert (tables, most < 64 << 20) == ([("t", 2, 1)], True)


def test_a_line_of_a_copy_beyond_the_limit_is_a_reject_and_reading_goes_on() -> None:
    limits = Limits(cell=1 << 20)
    head = b"COPY t (a) FROM stdin;\n1\n"
    pieces = chain([head], repeat(b"x" * 65_536, 1_000), [b"\n2\n\\.\n"])
    tables, _ = streamed(pieces, limits)
    assert tables == [("t", 2, 1)]


def test_tables_beyond_the_limit_are_rejects() -> None:
    script = "".join(
        f"CREATE TABLE t{i} (a int);\nINSERT INTO t{i} VALUES (1);\n" for i in range(20)
    )
    tables, _ = streamed(iter([script.encode()]), Limits(tables=5))
    assert (len(tables), sum(rejected for _, _, rejected in tables)) == (5, 30)


def test_a_table_larger_than_what_is_held_is_handed_out_as_it_comes() -> None:
    rows = (
        b"INSERT INTO t VALUES "
        + b",".join(b"(%d,'%0100d')" % (i, i) for i in range(10_000))
        + b";\n"
    )
    tables, most = streamed(repeat(rows, 200), Limits())
    assert (tables, most < 200 << 20) == ([("t", 2_000_000, 0)], True)


def test_a_script_of_which_nothing_can_be_read_is_refused() -> None:
    with pytest.raises(Refused, match="no table could be read"):
        got(b"CREATE TABLE (((;\nINSERT INTO VALUES;\n", sql.read)


@pytest.mark.parametrize(
    "script",
    [
        sql.SAMPLE,
        b"-- MySQL dump 10.13\nSET NAMES latin2;\nINSERT INTO t VALUES ('\xb1',_gbk 0xC4E3,b'1','Fran\xc3\x83\xc2\xa7ois');\n",
        b"COPY t FROM stdin WITH CSV;\n1,\"a\"\n\\.\n",
        "SET ANSI_NULLS ON\nGO\nINSERT [t] VALUES (N'é', CAST(0x0000A34900A4CB80 AS DateTime))\nGO\n".encode("utf-16"),
        b"REM INSERTING into t\nInsert into t (a) values (to_date('1','x')||chr(10)||unistr('\\00e9'));\n",
        b"-- PostgreSQL database dump\nCREATE TABLE t (a bytea);\nINSERT INTO t VALUES (decode('YQ==', 'base64'));\n",
    ],
    ids=range(6),
)  # fmt: skip
def test_the_sandbox_allows_what_reading_needs(script: bytes) -> None:
    def swallow(_name: str, batches: pa.RecordBatchReader) -> None:
        for _ in batches:
            pass

    reading = Sandbox(Bounds(memory=1 << 30)).parse(io.BytesIO(script), "", swallow)
    assert (reading.format, reading.refused, [t.rejected for t in reading.tables]) == (
        "sql",
        None,
        [0],
    )
