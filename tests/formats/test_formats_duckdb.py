"""DuckDB's own files: every table, typed values as text; what is damaged is refused."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from reading import Got, got

from tocsin.edges import duckdb_file as format_
from tocsin.terms.errors import Refused


def duckdb_file(*statements: str) -> bytes:
    """A database as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.duckdb")
        with closing(duckdb.connect(os.fspath(path))) as connection:
            for statement in statements:
                connection.execute(statement)
        return path.read_bytes()


def read(*statements: str) -> Got:
    return got(duckdb_file(*statements), format_.read)


def test_every_table_is_read_in_the_order_of_its_rows() -> None:
    read_ = read(
        "CREATE TABLE b (id INTEGER, name TEXT)",
        "INSERT INTO b VALUES (9, 'Zoé'), (3, NULL), (5, '')",
        "CREATE TABLE a AS SELECT 1.10 AS x, {'city': 'Gent'} AS at",
        "CREATE VIEW v AS SELECT 1 AS one",
    )

    assert sorted(t.name for t in read_.reading.tables) == ["a", "b"]
    assert read_.cells("b") == [("9", "Zoé"), ("3", None), ("5", "")]
    assert read_.cells("a") == [("1.10", "Gent")]


def test_tables_of_several_schemas_are_named_with_them() -> None:
    read_ = read("CREATE SCHEMA s", "CREATE TABLE t (v INT)", "CREATE TABLE s.t (v INT)")

    assert sorted(t.name for t in read_.reading.tables) == ["main.t", "s.t"]


@pytest.mark.parametrize("kept", [100, 5_000, 13_000])
def test_a_database_that_breaks_off_is_refused(kept: int) -> None:
    content = duckdb_file("CREATE TABLE t AS SELECT i FROM range(9999) r(i)")

    with pytest.raises(Refused, match="DuckDB database that could not be opened"):
        got(content[:kept], format_.read)


def test_an_encrypted_database_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.duckdb")
        with closing(duckdb.connect()) as connection:
            connection.execute("SET force_mbedtls_unsafe = 'true'")  # else it wants the network
            connection.execute(f"ATTACH '{path}' AS x (ENCRYPTION_KEY 'secret')")
            connection.execute("CREATE TABLE x.t AS SELECT 1 AS v")
            connection.execute("DETACH x")
        content = path.read_bytes()

    with pytest.raises(Refused, match="corrupt, encrypted or of a later version"):
        got(content, format_.read)
