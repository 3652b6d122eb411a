"""Rows as keyed digests: known again by whoever has the key, and by nobody else."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
import pytest

from tocsin.authenticity import digests
from tocsin.kinds.normal import LEAK, NORMAL

KEYS = ("a" * 64, "b" * 64)


def row(n: int, **changes: Any) -> dict[str, Any]:
    return {"email": f"p{n}@post.example", "name": f"given family{n}", "phone": f"60{n}"} | changes


def table(rows: list[dict[str, Any]]) -> pa.Table:
    fields = [pa.field("row", pa.int64()), *(pa.field(name, pa.string()) for name in NORMAL)]
    return pa.Table.from_pylist([{"row": n} | r for n, r in enumerate(rows)], pa.schema(fields))


def held(
    leak: list[dict[str, Any]],
    reference: list[dict[str, Any]],
    tied: tuple[int, ...] = (),
    keys: digests.Keys = KEYS,
) -> dict[str, Any]:
    """What the leak has in common with the reference; the leak's rows are the customers sampled."""
    engine = ibis.duckdb.connect()
    ours = engine.create_table("leak", table(leak))
    theirs = engine.create_table("reference", table(reference))
    rows = engine.create_table("tied", pa.table({"row": pa.array(tied, pa.int64())}))
    known = digests.digested(keys, theirs).select(*digests.COLUMNS)
    sampled = ours.select(known=digests.named(KEYS, ours))
    question = digests.ask(digests.digested(KEYS, ours), known, rows, sampled)
    (answer,) = engine.to_pyarrow(question).to_pylist()
    return dict(answer)


def test_a_row_that_agrees_in_every_field_that_both_have_is_the_same() -> None:
    answer = held([row(1, password_hash="f" * 32), row(2)], [row(1), row(3)])

    assert (answer["keyed"], answer["inside"], answer["same"]) == (2, 1, 1)


def test_numbers_and_streets_that_somebody_put_beside_do_not_hide_a_row() -> None:
    answer = held([row(1, customer_number="K1", free_text="ring twice")], [row(1)])

    assert answer["same"] == 1


def test_a_row_with_another_phone_is_inside_and_not_the_same() -> None:
    answer = held([row(1, phone="99")], [row(1)])

    assert (answer["inside"], answer["same"]) == (1, 0)


def test_addresses_alone_have_nothing_to_compare() -> None:
    answer = held([row(1)], [{"email": "p1@post.example"}])

    assert (answer["inside"], answer["comparable"], answer["same"]) == (1, 0, 0)


def test_an_address_that_the_reference_has_twice_is_one_row() -> None:
    answer = held([row(1)], [row(1), row(1, phone="99")])

    assert (answer["inside"], answer["same"]) == (1, 1)


def test_a_row_without_an_address_is_known_by_its_phone() -> None:
    answer = held([row(1, email=None)], [row(9, email=None, phone="601")])

    assert answer["inside"] == 1


def test_customers_who_are_not_in_the_reference_are_counted() -> None:
    answer = held([row(1), row(2), row(3)], [row(1)], tied=(0, 1))

    assert (answer["tied"], answer["covered"], answer["tried"]) == (1, 1, 3)


def test_who_has_another_key_knows_nobody_again() -> None:
    assert held([row(1)], [row(1)], keys=("c" * 64, "d" * 64))["inside"] == 0


@pytest.mark.parametrize("engine", ["duckdb", "pyspark"])
def test_digests_are_worked_in_the_engine(engine: str) -> None:
    sql = ibis.to_sql(digests.digested(KEYS, ibis.table(LEAK, "leak")), engine).upper()

    assert "SHA" in sql


def test_equal_names_of_different_people_have_different_digests() -> None:
    engine = ibis.duckdb.connect()
    rows = engine.create_table("leak", table([row(1, name="x"), row(2, name="x")]))
    told = engine.to_pyarrow(digests.digested(KEYS, rows)).to_pylist()

    assert told[0]["name"] != told[1]["name"]
