"""SQLite: every row of every table; nothing of what the file says is run."""

from __future__ import annotations

import sqlite3

import pytest
from reading import Got, got

from tocsin.formats import sqlite
from tocsin.terms.errors import Refused


def database(*statements: str) -> bytes:
    with sqlite3.connect(":memory:") as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
        return made.serialize()


def read(*statements: str) -> Got:
    return got(database(*statements))


def test_every_table_is_read_in_the_order_of_its_rows() -> None:
    read_ = read(
        "CREATE TABLE b (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE a (x)",
        "INSERT INTO b VALUES (9, 'Zoé'), (3, NULL), (5, '')",
        "CREATE INDEX i ON b (name, id)",
    )

    assert [(t.name, t.rows) for t in read_.reading.tables] == [("b", 3), ("a", 0)]
    assert read_.cells("b") == [("3", None), ("5", ""), ("9", "Zoé")]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("12345678901234567", "12345678901234567"),
        ("1.5", "1.5"),
        ("2.0", "2.0"),
        ("'0612'", "0612"),
        ("x'c3a9'", "é"),
        ("x'ff00'", "0xff00"),
        ("x'00'", "0x00"),
        ("CAST(x'e9' AS TEXT)", "\ufffd"),
    ],
)
def test_a_value_is_kept_as_sqlite_writes_it(value: str, cell: str) -> None:
    assert read("CREATE TABLE t (v)", f"INSERT INTO t VALUES ({value})").cells("t") == [(cell,)]


def test_a_table_without_row_numbers_and_one_with_strange_names_are_read() -> None:
    read_ = read(
        'CREATE TABLE "a ""b"" [c]" (rowid TEXT PRIMARY KEY, "x y", oid, _rowid_) WITHOUT ROWID',
        """INSERT INTO "a ""b"" [c]" VALUES ('k', 1, 2, 3)""",
    )

    assert read_.cells('a "b" [c]') == [("k", "1", "2", "3")]


def test_views_and_virtual_tables_are_not_read() -> None:
    read_ = read(
        "CREATE TABLE t (v)",
        "CREATE VIEW w AS SELECT load_extension('/tmp/x') FROM t",
        "CREATE VIRTUAL TABLE f USING fts5(v)",
    )

    assert "w" not in read_.tables
    assert "f" not in read_.tables


def test_free_pages_and_the_header_are_told() -> None:
    content = database(
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 252006674",
        "CREATE TABLE t (v)",
        "INSERT INTO t SELECT randomblob(2000) FROM (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9))",
        "DELETE FROM t",
    )

    content = content[:96] + (3_046_001).to_bytes(4, "big") + content[100:]

    marks = dict(got(content).reading.marks)

    assert marks["written by"] == "SQLite 3.46.1"
    assert (marks["user version"], marks["application id"]) == ("7", "0x0f055112")
    assert marks["free pages"].endswith("deleted rows may lie there")


def test_a_database_with_a_log_beside_it_is_read_and_that_is_told() -> None:
    content = database("CREATE TABLE t (v)", "INSERT INTO t VALUES (1)")

    read_ = got(content[:18] + b"\x02\x02" + content[20:])

    assert read_.cells("t") == [("1",)]
    assert ("write-ahead log", "not here: the last changes may be missing") in read_.reading.marks


def test_a_table_that_is_damaged_keeps_the_rows_before_and_rejects_the_rest() -> None:
    content = database(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        " INSERT INTO t SELECT i, hex(randomblob(40)) FROM n",
    )

    read_ = got(content[:40_960] + bytes(len(content) - 40_960))

    table = read_.reading.tables[0]
    assert 0 < table.rows < 2000
    assert table.rejects[0].reason.startswith("the rest could not be read: the table is corrupt")


@pytest.mark.parametrize("kept", [16, 60, 500])
def test_a_database_that_breaks_off_is_refused(kept: int) -> None:
    with pytest.raises(Refused, match="SQLite database that is corrupt"):
        got(database("CREATE TABLE t (v)")[:kept], sqlite.read)


def test_a_table_whose_name_was_made_bytes_is_read() -> None:
    read_ = read(
        "CREATE TABLE t (v)",
        "INSERT INTO t VALUES (1)",
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET name = CAST(name AS BLOB)",
    )

    assert read_.cells("t") == [("1",)]


def test_a_table_that_cannot_be_read_is_told_by_its_name() -> None:
    content = database(
        "CREATE TABLE t (v)",
        "CREATE TABLE u (v)",
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = 0,"
        " sql = 'CREATE /**/ VIRTUAL TABLE u USING unknown(v)' WHERE name = 'u'",
    )

    _, unread = got(content).reading.tables

    assert (unread.name, unread.rows, unread.rejected) == ("u", 0, 1)
    assert unread.rejects[0].reason == "could not be read: its columns are not told"


def test_a_database_of_which_no_table_can_be_read_is_refused() -> None:
    content = database(
        "CREATE TABLE t (v)",
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = 0, sql = 'CREATE /**/ VIRTUAL TABLE t USING unknown(v)'",
    )

    with pytest.raises(Refused, match="None of its tables could be read"):
        got(content, sqlite.read)
