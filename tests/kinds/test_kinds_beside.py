"""Beside: a pair compared as it is written is the same, field for field, as one compared in normal form."""

from __future__ import annotations

import itertools
import random

import ibis
import pyarrow as pa

from tocsin.kinds import normal
from tocsin.kinds.beside import FIELDS, beside

SOURCES = {
    "given": ("Anna", "ANNA", "Zoé", "NULL", None),
    "family": ("Le Roux", "le roux", "Leroux", None),
    "address": ("12, rue des Lilas", "12 RUE DES LILAS", "14 rue des Lilas", None),
    "postcode": ("75011", " 75011", "75012", None),
    "phone": ("06 12 34 56 78", "+33612345678", "06 12 34 56 79", None),
    "email": ("a@post.example", "A@post.example", "n/a", None),
}
ANNA = {name: cells[0] for name, cells in SOURCES.items()}

_names = itertools.count()
engine = ibis.duckdb.connect(threads=1)


def kept(question: ibis.Table | pa.Table) -> ibis.Table:
    return engine.create_table(f"t{next(_names)}", question)


Row = dict[str, str | None]
Told = dict[str, bool | None]
"""For each field whether both sides have the same, or None where one has nothing."""


def table(rows: list[Row], key: str) -> ibis.Table:
    cells = {name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]}
    return kept(pa.table({key: pa.array(range(len(rows)), pa.int64())} | cells))


def told(leak: list[Row], register: list[Row], *known: str) -> list[Told]:
    """The rows of the leak, each held against the record of its place."""
    rows, records = table(leak, "leak_row"), table(register, "register_id")
    mine, others = tuple(leak[0]), tuple(register[0])
    left = rows.rename({f"leak_{name}": name for name in mine})
    right = records.rename({f"register_{name}": name for name in others})
    met = left.join(right, left.leak_row == right.register_id).mutate(person=right.register_id)
    told = beside(met, mine, others, known, kept)
    found = ibis.union(told.alike, told.apart)
    answers = engine.to_pyarrow(found.order_by("leak_row")).to_pylist()
    return [
        {field: _same(answer[f"leak_{field}"], answer[f"register_{field}"]) for field in FIELDS}
        for answer in answers
    ]


def in_normal_form(leak: list[Row], register: list[Row]) -> list[Told]:
    """The same, by the normal forms of both sides."""
    mine, others = (
        engine.to_pyarrow(normal.form(table(rows, "row")).order_by("row")).to_pylist()
        for rows in (leak, register)
    )
    return [
        {field: _same(one[field], other[field]) for field in FIELDS}
        for one, other in zip(mine, others, strict=True)
    ]


def _same(one: str | None, other: str | None) -> bool | None:
    return None if one is None or other is None else one == other


def test_what_is_told_as_it_is_written_is_told_as_by_its_normal_form() -> None:
    dice = random.Random(1)
    leak, register = (
        [{name: dice.choice(cells) for name, cells in SOURCES.items()} for _ in range(2_000)]
        for _ in range(2)
    )

    assert told(leak, register) == in_normal_form(leak, register)


def test_pairs_that_differ_in_one_source_are_told_as_by_their_normal_form() -> None:
    others = [ANNA | {name: cell} for name, cells in SOURCES.items() for cell in cells]
    same = [ANNA] * len(others)

    assert told(same, others) == in_normal_form(same, others)


def test_a_word_for_nothing_is_not_the_same_as_itself() -> None:
    assert told([{"family": "NULL"}], [{"family": "NULL"}])[0]["name"] is None


def test_a_field_that_is_known_to_be_the_same_is_not_looked_at() -> None:
    (pair,) = told([{"email": "a@post.example"}], [{"email": "b@post.example"}], "email")

    assert pair["email"]


def test_sources_that_one_side_keeps_apart_are_compared_in_normal_form() -> None:
    (pair,) = told([{"name": "LEROUX Anna"}], [{"given": "Anna", "family": "Leroux"}])

    assert pair["name"]
