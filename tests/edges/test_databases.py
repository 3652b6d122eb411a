"""The register where it lives: real servers where there are any, and files."""

from __future__ import annotations

import socket
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tocsin.edges import databases
from tocsin.edges.databases import ServerRegister, connect, sort_of
from tocsin.terms.errors import Refused, Unavailable

POSTGRESQL = "postgresql://root@127.0.0.1:5432/test"
MYSQL = "mysql://root@127.0.0.1:3306/test"
SECRET = "hunter2secret"


def postgresql() -> Any:
    import psycopg

    return psycopg.connect(POSTGRESQL, connect_timeout=3, autocommit=True)


def mysql() -> Any:
    import pymysql

    return pymysql.connect(
        host="127.0.0.1", user="root", password="", database="test", autocommit=True
    )


SERVERS = {"postgresql": (POSTGRESQL, postgresql), "mysql": (MYSQL, mysql)}


def rows(uri: str, table: str | None = None) -> pa.Table:
    """All rows of a register, under the source's own names of its columns."""
    taken: list[pa.Table] = []
    names = connect(uri).read(table, lambda reader: taken.append(reader.read_all()))
    assert taken[0]["row"].to_pylist() == list(range(taken[0].num_rows))
    return taken[0].drop_columns(["row"]).rename_columns(list(names))


class Desk:
    """A server with a table of its own, dropped afterwards."""

    def __init__(self, sort: str) -> None:
        self.uri, self._open = SERVERS[sort]
        self.sort = sort
        self.table = f"tocsin_{uuid4().hex}"

    def run(self, statement: str) -> list[tuple[object, ...]]:
        with closing(self._open()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []

    def holds(self, columns: str, *rows: str) -> None:
        self.run(f"CREATE TABLE {self.table} ({columns})")
        for row in rows:
            self.run(f"INSERT INTO {self.table} VALUES ({row})")

    def read(self) -> pa.Table:
        return rows(self.uri, self.table)


@pytest.fixture(params=["postgresql", "mysql"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    yield from opened(request.param)


@pytest.fixture
def mariadb() -> Iterator[Desk]:
    yield from opened("mysql")


@pytest.fixture
def postgres() -> Iterator[Desk]:
    yield from opened("postgresql")


def opened(sort: str) -> Iterator[Desk]:
    desk = Desk(sort)
    try:
        desk.run("SELECT 1")
    except Exception as error:  # whatever the driver calls it
        pytest.skip(
            f"no {sort} server with a database 'test' on this machine: {type(error).__name__}"
        )
    yield desk
    desk.run(f"DROP TABLE IF EXISTS {desk.table}")


@pytest.mark.server
def test_a_servers_table_is_read_with_its_types(desk: Desk) -> None:
    desk.holds("id bigint, mail varchar(80), ok boolean", "7, 'anna@post.example', true")
    assert [list(map(str, row.values())) for row in desk.read().to_pylist()] in (
        [["7", "anna@post.example", "True"]],
        [["7", "anna@post.example", "1"]],
    )


@pytest.mark.server
def test_the_session_refuses_to_write(desk: Desk) -> None:
    desk.holds("id bigint")
    register = connect(desk.uri)
    assert isinstance(register, ServerRegister)
    function = f"{desk.table}_f"
    body = (
        f"CREATE FUNCTION {function}() RETURNS bigint LANGUAGE sql"
        f" AS 'INSERT INTO {desk.table} VALUES (1) RETURNING id'"
        if desk.sort == "postgresql"
        else f"CREATE FUNCTION {function}() RETURNS bigint"
        f" BEGIN INSERT INTO {desk.table} VALUES (1); RETURN 1; END"
    )
    desk.run(body)
    try:
        with pytest.raises(Unavailable):
            register._ask(f"SELECT {function}() AS x", 15).read_all()
        assert desk.run(f"SELECT count(*) FROM {desk.table}") == [(0,)]
        free = replace(register, server=replace(register.server, before=("SELECT 1",)))
        free._ask(f"SELECT {function}() AS x", 15).read_all()
        assert desk.run(f"SELECT count(*) FROM {desk.table}")[0][0] != 0
    finally:
        desk.run(f"DROP FUNCTION {function}")


@pytest.mark.server
def test_a_table_of_no_rows_keeps_its_columns(desk: Desk) -> None:
    desk.holds("id bigint, mail varchar(80)")
    assert (desk.read().num_rows, desk.read().column_names) == (0, ["id", "mail"])


@pytest.mark.server
def test_null_stays_null(desk: Desk) -> None:
    desk.holds("id bigint, mail varchar(80)", "1, NULL")
    assert desk.read()["mail"].to_pylist() == [None]


@pytest.mark.server
def test_letters_beyond_ascii_arrive_whole(mariadb: Desk) -> None:
    mariadb.holds("name varchar(80) CHARACTER SET utf8mb4", "'Zoé 🍕'")
    assert mariadb.read()["name"].to_pylist() == ["Zoé 🍕"]


@pytest.mark.server
def test_columns_whose_names_need_quotes_are_read(postgres: Desk) -> None:
    postgres.holds('"a ""b"" order" text', "'x'")
    assert postgres.read().to_pylist() == [{'a "b" order': "x"}]


@pytest.mark.server
def test_a_table_in_another_schema_is_read_by_its_full_name(postgres: Desk) -> None:
    schema = f"s_{uuid4().hex}"
    postgres.run(f"CREATE SCHEMA {schema}")
    try:
        postgres.run(f"CREATE TABLE {schema}.customers AS SELECT 5 AS id")
        assert rows(POSTGRESQL, f"{schema}.customers")["id"].to_pylist() == [5]
    finally:
        postgres.run(f"DROP SCHEMA {schema} CASCADE")


@pytest.mark.server
@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("interval", "'1 day'", "1 day"),
        ("xml", "'<a/>'", "<a/>"),
        ("char(6)", "'ab'", "ab"),
        ("bytea", r"'\xff00'", "ff00"),
        ("numeric(20,0)", "12345678901234567890", "12345678901234567890"),
        ("numeric(10,0)", "1234567890", 1234567890),
        ("text[]", "'{a,b}'", "{a,b}"),
    ],
)
def test_a_postgresql_type_the_bulk_reader_does_not_take_is_read(
    postgres: Desk, kind: str, value: str, read: object
) -> None:
    postgres.holds(f"x {kind}", value)
    assert postgres.read()["x"].to_pylist() == [read]


@pytest.mark.server
@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("binary(2)", "x'ff00'", "ff00"),
        ("decimal(20,0)", "12345678901234567890", "12345678901234567890"),
        ("decimal(10,0)", "1234567890", 1234567890),
        ("time", "'30:00:00'", "30:00:00"),
        ("bigint unsigned", "18446744073709551615", 18446744073709551615),
    ],
)
def test_a_mysql_type_the_bulk_reader_does_not_take_is_read(
    mariadb: Desk, kind: str, value: str, read: object
) -> None:
    mariadb.holds(f"x {kind}", value)
    assert mariadb.read()["x"].to_pylist() == [read]


@pytest.mark.server
def test_mysqls_day_without_month_is_null(mariadb: Desk) -> None:
    mariadb.holds("d date, t datetime", "DATE'2014-06-13', TIMESTAMP'2014-06-13 10:00:00'")
    with closing(mysql()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("SET sql_mode = ''")
        cursor.execute(f"INSERT INTO {mariadb.table} VALUES ('0000-00-00', '2014-00-00')")
    found = mariadb.read()
    assert (found["d"].null_count, found["t"].null_count) == (1, 1)


@pytest.mark.server
def test_a_table_that_is_not_there_is_refused(desk: Desk) -> None:
    desk.holds("id bigint")
    with pytest.raises(Refused, match="no table of that name"):
        rows(desk.uri, "tocsin_not_there")


@pytest.mark.server
@pytest.mark.parametrize(
    "uri",
    [
        f"mysql://nobody:{SECRET}@127.0.0.1:3306/test",
        f"mysql://root:{SECRET}@127.0.0.1:3306/test",
        f"postgresql://nobody_at_all:{SECRET}@127.0.0.1:5432/test",
        f"postgresql://root:{SECRET}@127.0.0.1:5432/no_such_database",
    ],
)
def test_a_refused_login_is_said_soon_and_without_the_login(
    uri: str, capfd: pytest.CaptureFixture[str]
) -> None:
    next(opened(sort_of(uri)))
    with pytest.raises(Unavailable) as caught:
        rows(uri)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__dict__)
    told += "".join(capfd.readouterr())
    assert not [word for word in (SECRET, "nobody") if word in told]


def test_a_server_that_nobody_runs_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable, match="database shop at host"):
        rows(f"postgresql://anna:{SECRET}@127.0.0.1:{port}/shop")


def test_a_server_that_never_speaks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "ANSWERED_WITHIN", 2.0)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        register = connect(f"mysql://anna:{SECRET}@127.0.0.1:{mute.getsockname()[1]}/shop")
        with pytest.raises(Unavailable, match="did not answer"):
            register.read(None, list)


@pytest.mark.parametrize(
    "uri",
    [
        f"postgresql://anna:{SECRET}@db.example",
        f"mysql://anna:{SECRET}@db.example:port/shop",
        f"oracle://anna:{SECRET}@db.example/shop",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(uri: str) -> None:
    with pytest.raises(Refused) as caught:
        connect(uri)
    assert SECRET not in str(caught.value)


def test_a_register_does_not_show_its_login() -> None:
    assert SECRET not in repr(connect(f"mysql://anna:{SECRET}@db.example/shop"))


def test_a_text_file_is_not_read_as_a_database() -> None:
    with pytest.raises(Refused, match="text file"):
        connect("customers.csv")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """An SQLite file whose columns hold more than they declare."""
    path = tmp_path / "the shop.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE customers (id INTEGER, late TEXT, mixed, hash BLOB, n REAL)"
        )
        connection.executemany(
            "INSERT INTO customers VALUES (?, NULL, ?, NULL, NULL)", [(i, i) for i in range(30_000)]
        )
        connection.execute("INSERT INTO customers VALUES (30000, 'late', 'x', X'FF00', 1.5)")
        connection.commit()
    return path


def test_sqlite_columns_take_the_type_of_all_their_cells(shop: Path) -> None:
    table = rows(f"sqlite:{shop}")
    assert table.num_rows == 30_001
    assert table.slice(30_000).to_pylist() == [
        {"id": 30_000, "late": "late", "mixed": "x", "hash": "ff00", "n": 1.5}
    ]


def test_sqlite_is_opened_read_only(shop: Path) -> None:
    before = shop.read_bytes()
    shop.chmod(0o400)
    rows(f"sqlite:{shop}")
    assert (shop.read_bytes(), sorted(p.name for p in shop.parent.iterdir())) == (
        before,
        [shop.name],
    )


def test_an_empty_sqlite_table_keeps_its_columns(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE TABLE customers (id INTEGER, mail TEXT)")
    found = rows(f"sqlite:{tmp_path / 'a.db'}", "customers")
    assert (found.num_rows, found.column_names) == (0, ["id", "mail"])


def test_two_tables_and_none_named_is_refused_with_their_names(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    with pytest.raises(Refused, match="Name one of: customers, orders"):
        rows(f"sqlite:{shop}")


def test_a_file_that_is_no_sqlite_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("not a database " * 100)
    with pytest.raises(Unavailable, match=r"a\.db could not be read"):
        rows(f"sqlite:{tmp_path / 'a.db'}")


@pytest.mark.parametrize("uri", ["sqlite:{}/none.db", "{}/none.parquet"])
def test_a_file_that_is_not_there_is_refused_and_not_made(uri: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file none"):
        rows(uri.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_parquet_file_keeps_its_types(tmp_path: Path) -> None:
    table = pa.table({"id": pa.array([1, 2], pa.int32()), "mail": ["a@post.example", None]})
    pq.write_table(table, tmp_path / "customers.parquet")
    assert rows(str(tmp_path / "customers.parquet")) == table


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("id;mail")
    with pytest.raises(Refused, match="cannot be read as Parquet"):
        rows(str(tmp_path / "a.parquet"))


def test_a_path_that_is_no_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not an address of a register"):
        connect(str(tmp_path / "customers"))
