"""Rows that nobody is linked to, and that are known all the same."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from tocsin.exposure import findings, known
from tocsin.kinds.normal import NORMAL
from tocsin.terms.finding import Locus
from tocsin.terms.scope import Scope

BASIS = (Locus("ab" * 32),)
TEXTS = [pa.field(name, pa.string()) for name in NORMAL]
LEAK = pa.schema([pa.field("row", pa.int64()), *TEXTS])
REGISTER = pa.schema([pa.field("id", pa.int64()), *TEXTS, pa.field("person", pa.int64())])
LINKS = pa.schema([pa.field("leak_row", pa.int64()), pa.field("register_id", pa.int64())])

CUSTOMERS = [
    {"id": 1, "person": 1, "email": "ada@post.example", "phone": "+33712345001"},
    {"id": 2, "person": 2, "email": "ben@post.example", "phone": None},
    {"id": 3, "person": 2, "email": "ben.b@post.example", "phone": "+33712345003"},
    {"id": 4, "person": 4, "email": None, "phone": "+33712345004"},
]


def counted(rows: list[dict[str, Any]], links: dict[int, int]) -> tuple[int, int]:
    """Known rows and people, by a real engine."""
    engine = ibis.duckdb.connect()

    def put(name: str, values: list[dict[str, Any]], schema: pa.Schema) -> ir.Table:
        return engine.create_table(name, pa.Table.from_pylist(values, schema))

    leak = put("leak", [{"row": n} | row for n, row in enumerate(rows)], LEAK)
    tied = put("links", [{"leak_row": row, "register_id": id} for row, id in links.items()], LINKS)
    asked = known.ask(leak, tied, put("register", CUSTOMERS, REGISTER))
    (answer,) = engine.to_pyarrow(asked).to_pylist()
    return known.weigh(answer)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"email": "ada@post.example"}, (1, 1)),
        ({"phone": "+33712345004"}, (1, 1)),
        ({"email": "ben@post.example", "phone": "+33712345003"}, (1, 2 - 1)),
        ({"email": "eve@post.example"}, (0, 0)),
        ({"name": "ada"}, (0, 0)),
        ({}, (0, 0)),
    ],
    ids=["e-mail", "phone", "two accounts of one", "a stranger's", "no address", "nothing"],
)
def test_a_row_without_a_link_is_known_by_its_address(
    row: dict[str, Any], expected: tuple[int, int]
) -> None:
    assert counted([row], {}) == expected


def test_a_row_with_a_link_is_not_counted_among_the_known() -> None:
    assert counted([{"email": "ada@post.example"}], {0: 1}) == (0, 0)


def test_a_person_whom_another_row_reaches_is_not_counted_again() -> None:
    assert counted([{"email": "ben.b@post.example"}, {"email": "ben@post.example"}], {0: 3}) == (
        1,
        0,
    )


def test_one_address_in_many_rows_is_many_rows_and_one_person() -> None:
    assert counted([{"email": "ada@post.example"}] * 3, {}) == (3, 1)


def test_known_rows_are_told_with_their_limit_where_there_are_any() -> None:
    scope = Scope(9, 0, 0, 0, 9, 0, (), known=7, known_people=6)

    (found,) = (f for f in findings.of(scope, (), (), BASIS) if f.key == "scope.known")

    assert ("7 have" in found.says, "6 people" in found.says, bool(found.limit)) == (True,) * 3


def test_where_no_row_is_known_nothing_is_told() -> None:
    scope = Scope(9, 9, 9, 0, 0, 0, ())

    assert not [f for f in findings.of(scope, (), (), BASIS) if f.key == "scope.known"]
