"""Who is to be reset first: common, shared, then by scheme; former customers and addresses apart."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import md5
from uuid import uuid4

import pyarrow as pa
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.edges.duckdb import DuckdbEngine
from tocsin.exposure import passwords, passwords_common, passwords_resets, passwords_weighed
from tocsin.report import resets
from tocsin.terms.errors import Refused
from tocsin.terms.password import Reset

BCRYPT = "$2y$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"
WHY = ("common", "shared")
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


def of(word: str) -> str:
    return md5(word.encode(), usedforsecurity=False).hexdigest()


def found(
    engine: DuckdbEngine, hashes: Sequence[str | None], links: dict[int, int], deleted: set[int]
) -> tuple[tuple[Reset, ...], dict[int, tuple[int, bool]]]:
    """Waves of a leak whose row n has the address a<n>; the register has accounts 10 to 19 with a0 to a9."""
    rows, ids = range(len(hashes)), range(10, 20)
    leak = engine.table(
        "leak",
        pa.table(
            {
                "row": pa.array(rows, pa.int64()),
                "email": [f"a{n}@post.example" for n in rows],
                "password_hash": pa.array(hashes, pa.string()),
            }
        ),
    )
    tied = engine.table(
        "links",
        pa.table(
            {
                "leak_row": pa.array(links.keys(), pa.int64()),
                "register_id": pa.array(links.values(), pa.int64()),
            }
        ),
    )
    register = engine.table(
        "register",
        pa.table(
            {
                "id": pa.array(ids, pa.int64()),
                "email": [f"a{id - 10}@post.example" for id in ids],
                "deleted": [id in deleted for id in ids],
            }
        ),
    )
    commonest = engine.table("commonest", passwords_common.commonest())
    cells = passwords.cells(leak)
    distinct = engine.keep(passwords.hashes(cells, commonest))
    ways = passwords_weighed.weigh(engine.answer(passwords.ask(distinct)))
    ranked = passwords.ranked(cells, distinct, passwords_weighed.order(ways))
    asked = engine.keep(passwords_resets.ask(ranked, len(ways), leak, tied, register))
    waves = passwords_resets.weigh(
        engine.answer(passwords_resets.ask_counts(asked)),
        passwords_resets.reasons([str(way.kept) for way in ways]),
    )
    order = engine.stream(passwords_resets.ordered(asked, waves)).read_all().to_pylist()
    return waves, {row["id"]: (row["wave"], row["former"]) for row in order}


def test_the_hardest_hit_come_first_and_former_customers_last(engine: DuckdbEngine) -> None:
    hashes = [of("azerty"), of("q8#pV"), of("q8#pV"), of("z7!kL"), BCRYPT, of("v4?mN"), None]
    links = {0: 10, 1: 11, 2: 12, 3: 13, 4: 14, 6: 16}
    waves, order = found(engine, hashes, links, deleted={12})
    assert [(one.wave, one.customers, one.former) for one in waves] == [
        (1, 1, 0),
        (2, 1, 1),
        (3, 1, 0),
        (4, 1, 0),
        (5, 1, 0),
    ]
    assert [one.why for one in waves][2:] == [
        "kept as MD5, unsalted",
        "kept as bcrypt, cost 12, salted",
        "known by an e-mail address alone",
    ]
    assert list(order) == [10, 11, 13, 14, 15, 12]
    assert order[12] == (2, True)


def test_a_customer_with_two_rows_stands_in_the_first_of_their_waves(engine: DuckdbEngine) -> None:
    waves, order = found(engine, [BCRYPT, of("azerty")], {0: 10, 1: 10}, deleted=set())
    assert [one.why for one in waves] == ["common password, or one in plain text"]
    assert order == {10: (1, False)}


def batch(keys: Sequence[object], former: Sequence[bool] | None = None) -> pa.RecordBatch:
    return pa.record_batch(
        {
            "id": pa.array(keys),
            "wave": pa.array([1 + n % 2 for n in range(len(keys))], pa.int64()),
            "former": pa.array(former or [False] * len(keys)),
        }
    )


@settings(deadline=None)  # a database for each example, on a busy machine
@given(st.lists(KEYS, min_size=1, max_size=5, unique=True))
def test_a_script_for_sqlite_keeps_every_key_as_it_is(keys: list[str]) -> None:
    script = b"".join(resets.sql([batch(keys)], WHY, "sqlite")).decode()
    with sqlite3.connect(":memory:") as made:
        made.executescript(script)
        kept = made.execute("SELECT customer FROM tocsin_resets").fetchall()
    assert {key for (key,) in kept} == set(keys)


@pytest.mark.parametrize(("dialect", "read"), [("postgresql", "postgres"), ("mysql", "mysql")])
def test_a_hostile_key_ends_no_statement(dialect: str, read: str) -> None:
    keys = ["'); DROP TABLE customers; --", "a\\'); DROP TABLE customers; --", "x\n'y"]
    script = b"".join(resets.sql([batch(keys)], WHY, dialect)).decode()
    sorts = [type(one).__name__ for one in sqlglot.parse(script, read=read) if one is not None]
    assert "Drop" not in sorts
    assert sorts.count("Insert") == 1


def test_whole_numbers_stay_numbers_and_former_customers_have_a_table_of_their_own() -> None:
    script = b"".join(resets.sql([batch([-5, 7], [False, True])], WHY, "mysql")).decode()
    assert "INSERT INTO tocsin_resets (customer, wave, why) VALUES (-5, 1, 'common');" in script
    assert (
        "INSERT INTO tocsin_resets_former (customer, wave, why) VALUES (7, 2, 'shared');" in script
    )
    assert "customer bigint NOT NULL" in script


def test_a_table_holds_no_formula() -> None:
    keys = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", 'a"b', "plain"]
    written = b"".join(resets.csv([batch(keys)], WHY)).decode()
    cells = [row["customer"] for row in csv.DictReader(io.StringIO(written))]
    assert cells == ["'=HYPERLINK(1)", "'+1", "'-1", "'@x", "'\tx", 'a"b', "plain"]


@pytest.mark.parametrize(("dialect", "key"), [("postgresql", "a\0b"), ("mysql", "a" * 701)])
def test_a_key_that_a_server_cannot_keep_is_refused(dialect: str, key: str) -> None:
    with pytest.raises(Refused):
        list(resets.sql([batch([key])], WHY, dialect))


def test_many_rows_are_written_in_statements_of_a_thousand() -> None:
    script = b"".join(resets.sql([batch(range(2_500))], WHY, "postgresql")).decode()
    assert script.count("INSERT INTO tocsin_resets ") == 3


HOSTILE = [
    "'); DROP TABLE customers; --",
    "a\\",
    "a\\'b",
    'a"b',
    "x\n'y",
    "é€😀",
    "=1+1",
    " trailing ",
]


def read_back(dialect: str, script: str) -> list[str]:
    """The keys that a real server keeps of a script, in a place of its own."""
    place = f"tocsin_{uuid4().hex}"
    if dialect == "postgresql":
        psycopg = pytest.importorskip("psycopg")
        uri = "postgresql://root@127.0.0.1:5432/test"
        with psycopg.connect(uri, connect_timeout=3, autocommit=True) as server:
            server.execute(f"CREATE SCHEMA {place}")
            try:
                server.execute(f"SET search_path = {place}")
                server.execute(script)
                return [key for (key,) in server.execute("SELECT customer FROM tocsin_resets")]
            finally:
                server.execute(f"DROP SCHEMA {place} CASCADE")
    pymysql = pytest.importorskip("pymysql")
    many = pymysql.constants.CLIENT.MULTI_STATEMENTS
    with (
        pymysql.connect(host="127.0.0.1", user="root", password="", client_flag=many) as server,
        server.cursor() as cursor,
    ):
        cursor.execute(f"CREATE DATABASE {place}")
        try:
            server.select_db(place)
            cursor.execute(script)
            while cursor.nextset():
                pass
            cursor.execute("SELECT customer FROM tocsin_resets")
            return [key for (key,) in cursor.fetchall()]
        finally:
            cursor.execute(f"DROP DATABASE {place}")


@pytest.mark.server
@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
def test_a_real_server_keeps_every_key_as_it_is(dialect: str) -> None:
    script = b"".join(resets.sql([batch(HOSTILE)], WHY, dialect)).decode()
    try:
        kept = read_back(dialect, script)
    except Exception as error:  # whatever the driver calls it
        if "connect" not in str(error).lower():
            raise
        pytest.skip(f"no {dialect} server on this machine: {type(error).__name__}")
    assert sorted(kept) == sorted(HOSTILE)
