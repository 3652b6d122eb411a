"""SQL dumps against the databases themselves: what they dump reads back as what they hold."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from reading import Cells, got

from tocsin.formats import sql

POSTGRESQL = "postgresql://root@127.0.0.1:5432/"

AWKWARD = [
    ("plain", "a b"),
    ("it's", 'say "hi"'),
    ("back\\slash", "\\'; DROP TABLE t; --"),
    ("two\nlines", "a\r\nb\tc"),
    ("),(", "'),('"),
    ("Zoé 🍕", "\\N"),
    ("", None),
    ("NULL", "100%_x"),
    ("$$", "{a,b}"),
    ("\\.", "/* no */ # no"),
]


def cells(dump: bytes, table: str) -> Cells:
    told = got(dump, sql.read)
    assert [t.rejected for t in told.reading.tables] == [0] * len(told.reading.tables)
    return told.cells(table)


@pytest.fixture
def mariadb() -> Iterator[Any]:
    import pymysql

    name = f"tocsin_{uuid4().hex}"
    try:
        connection = pymysql.connect(
            host="127.0.0.1", user="root", charset="utf8mb4", autocommit=True
        )
    except Exception as error:  # whatever the driver calls it
        pytest.skip(f"no MariaDB server on this machine: {type(error).__name__}")
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        cursor.execute(f"USE {name}")
        yield cursor
        cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def postgresql() -> Iterator[Any]:
    import psycopg

    name = f"tocsin_{uuid4().hex}"
    try:
        connection = psycopg.connect(POSTGRESQL + "test", connect_timeout=3, autocommit=True)
    except Exception as error:  # whatever the driver calls it
        pytest.skip(f"no PostgreSQL server on this machine: {type(error).__name__}")
    with closing(connection):
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        with psycopg.connect(POSTGRESQL + name, autocommit=True) as inner:
            yield inner
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def dumped(tool: str, *arguments: str) -> bytes:
    if not shutil.which(tool):
        pytest.skip(f"no {tool} on this machine")
    return subprocess.run([tool, *arguments], capture_output=True, check=True).stdout


def mysqldump(cursor: Any, *arguments: str) -> bytes:
    cursor.execute("SELECT DATABASE()")
    (name,) = cursor.fetchone()
    return dumped(
        "mysqldump", "-h127.0.0.1", "-uroot", "--default-character-set=utf8mb4", *arguments, name
    )


@pytest.mark.server
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--skip-extended-insert",),
        ("--complete-insert",),
        ("--compact",),
        ("--replace",),
        ("--hex-blob",),
    ],
)
def test_text_that_mariadb_dumps_reads_back(mariadb: Any, arguments: tuple[str, ...]) -> None:
    mariadb.execute("CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a text, b text)")
    mariadb.executemany("INSERT INTO t (a, b) VALUES (%s, %s)", AWKWARD * 30)
    want = [(str(i), *row) for i, row in enumerate(AWKWARD * 30, start=1)]
    assert cells(mysqldump(mariadb, *arguments), "t") == want


@pytest.mark.server
@pytest.mark.parametrize("arguments", [(), ("--hex-blob",)])
def test_what_else_mariadb_dumps_reads_back(mariadb: Any, arguments: tuple[str, ...]) -> None:
    mariadb.execute(
        "CREATE TABLE t (a bit(1), b blob, c varbinary(9), d date, e datetime(3), f decimal(9,2), g enum('x','y'),"
        " h json, i double, j time, k tinyint unsigned, l blob)"
    )
    mariadb.execute(
        "INSERT INTO t VALUES (b'1', x'FF00', 'abc', '2014-06-13', '2014-06-13 10:00:00.120', -1.50, 'y',"
        " '{\"a\": \"it''s\"}', 1e20, '-30:00:00', 255, NULL)"
    )
    assert cells(mysqldump(mariadb, *arguments), "t") == [
        ("1", "0xff00", "abc", "2014-06-13", "2014-06-13 10:00:00.120", "-1.50", "y",
         '{"a": "it\'s"}', "1e20", "-30:00:00", "255", None)
    ]  # fmt: skip


@pytest.mark.server
def test_mariadbs_triggers_routines_and_views_are_no_rows(mariadb: Any) -> None:
    mariadb.execute("CREATE TABLE t (a int)")
    mariadb.execute("INSERT INTO t VALUES (1)")
    mariadb.execute("CREATE VIEW v AS SELECT a FROM t")
    mariadb.execute(
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN IF NEW.a > 1 THEN SET NEW.a = 1; END IF; END"
    )
    mariadb.execute(
        "CREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (9); INSERT INTO t VALUES (8); END"
    )
    told = got(mysqldump(mariadb, "--routines", "--triggers"), sql.read)
    assert [(t.name, t.rows) for t in told.reading.tables] == [("t", 1)]


@pytest.mark.server
@pytest.mark.parametrize(
    "arguments", [(), ("--inserts",), ("--column-inserts",), ("--rows-per-insert=7",)]
)
def test_text_that_postgresql_dumps_reads_back(postgresql: Any, arguments: tuple[str, ...]) -> None:
    postgresql.execute('CREATE TABLE "My ""Table""" (id serial PRIMARY KEY, a text, "b c" text)')
    with postgresql.cursor() as cursor:
        cursor.executemany('INSERT INTO "My ""Table""" (a, "b c") VALUES (%s, %s)', AWKWARD * 30)
    dump = dumped("pg_dump", *arguments, POSTGRESQL + postgresql.info.dbname)
    want = [(str(i), *row) for i, row in enumerate(AWKWARD * 30, start=1)]
    assert cells(dump, 'public.My "Table"') == want


@pytest.mark.server
@pytest.mark.parametrize("arguments", [(), ("--inserts",)])
def test_what_else_postgresql_dumps_reads_back(postgresql: Any, arguments: tuple[str, ...]) -> None:
    postgresql.execute(
        "CREATE TABLE t (a bytea, b bytea, c text[], d jsonb, e timestamptz, f numeric, g bit(3), h int4range, i inet)"
    )
    postgresql.execute(
        "INSERT INTO t VALUES ('\\xff00', 'abc', ARRAY['a','b c',NULL,'\"'], '{\"a\": \"it''s\"}',"
        " '2014-06-13 10:00:00+00', -1.50, B'010', '[1,5)', '10.0.0.1')"
    )
    postgresql.execute(
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN INSERT INTO t VALUES (1); RETURN 1; END$$"
    )
    (row,) = postgresql.execute(
        "SELECT c::text, d::text, e::text, f::text, g::text, h::text, i::text FROM t"
    ).fetchall()
    dump = dumped("pg_dump", *arguments, POSTGRESQL + postgresql.info.dbname)
    (found,) = cells(dump, "public.t")
    assert (found[:2], found[2:8]) == (("0xff00", "abc"), row[:6])
    assert found[8] == "10.0.0.1"


@pytest.mark.parametrize("tool", ["sqlite3", "python"])
def test_what_sqlite_dumps_reads_back(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c BLOB, d REAL)"
        )
        rows = [(i, *row, b"\xff\0", 0.1) for i, row in enumerate(AWKWARD * 30)]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute(
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO t VALUES (0,1,2,3,4); SELECT 1; END"
        )
        connection.commit()
        dump = "\n".join(connection.iterdump()).encode()
    if tool == "sqlite3":
        dump = dumped("sqlite3", str(path), ".dump")
    want = [(str(i), *row, "0xff00") for i, row in enumerate(AWKWARD * 30)]
    found = cells(dump, "t")
    assert [row[:4] for row in found] == want
    assert {float(row[4] or "nan") for row in found} == {0.1}
