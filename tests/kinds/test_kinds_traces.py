"""Traces: a record that shares a key with a row is not passed over, as people write."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import ibis
import pyarrow as pa
import pytest

from tocsin.kinds import keys, normal, traces

_names = itertools.count()
engine = ibis.duckdb.connect(threads=1)

ROW = {
    "given": "Zoé", "family": "Van den Berg", "address": "12 bis, rue des Lilas", "postcode": "75011",
    "phone": "06 12 34 56 78", "password_hash": "5f4dcc3b5aa765d61d8327deb882cf99",
    "customer_number": "d17", "birth_date": "1974-06-13", "email": "a@post.example",
}  # fmt: skip


def table(row: Mapping[str, str | None], key: str) -> ibis.Table:
    cells = {name: pa.array([cell], pa.string()) for name, cell in row.items()}
    made = pa.table({key: pa.array([0], pa.int64())} | cells)
    return engine.create_table(f"t{next(_names)}", made).mutate(month_first=ibis.literal(False))


def met(row: Mapping[str, str | None], record: Mapping[str, str | None], key: keys.Key) -> bool:
    """Whether the record is not passed over for the row."""
    rows = normal.form(table(row, "row")).select(*normal.LEAK)
    found = traces.sifted(table(record, "id"), rows, [key], tuple(normal.NORMAL))
    return bool(engine.to_pyarrow(found.select("id")).num_rows)


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (("email",), {"email": "A@Post.Example"}),
        (("phone",), {"phone": "+33612345678"}),
        (("phone",), {"phone": "06.12.34.56.78"}),
        (("customer_number",), {"customer_number": "D17"}),
        (("name", "postcode"), {"given": "ZOÉ", "family": "VAN DEN BERG"}),
        (("name", "postcode"), {"given": "Zoe", "family": "van den Berg"}),
        (("name", "postcode"), {"given": "Van den Berg", "family": "Zoé"}),
        (("name", "postcode"), {"given": " zoé", "family": "+Van den Berg"}),
        (("name", "birth_date"), {"birth_date": "13/06/1974"}),
        (("street", "house", "postcode"), {"address": "12bis rue des Lilas"}),
        (("password_hash", "postcode"), {"password_hash": ROW["password_hash"].upper()}),
    ],
)
def test_a_key_written_otherwise_leaves_the_same_trace(
    key: keys.Key, written: dict[str, str]
) -> None:
    assert met(ROW, ROW | written, key)


@pytest.mark.parametrize(
    ("key", "other"),
    [
        (("phone",), {"phone": "06 12 34 56 79"}),
        (("name", "postcode"), {"postcode": "75012"}),
        (("name", "postcode"), {"given": "Marc"}),
        (("street", "house", "postcode"), {"address": "14, rue des Lilas"}),
    ],
)
def test_another_key_leaves_another_trace(key: keys.Key, other: dict[str, str]) -> None:
    assert not met(ROW, ROW | other, key)


def test_a_key_of_which_the_register_has_no_part_leads_to_nobody() -> None:
    unnamed = {name: cell for name, cell in ROW.items() if name not in ("given", "family")}

    assert not met(ROW, unnamed, ("name", "postcode"))


@pytest.mark.parametrize(
    ("name", "family"),
    [("arc d jeanne", "D'Arc"), ("jeanne ridder de", "De Ridder"), ("goff jeanne le", "Le-Goff")],
)
def test_a_short_word_that_a_name_begins_with_may_have_anything_behind_it(
    name: str, family: str
) -> None:
    record = {"given": "Jeanne", "family": family, "postcode": "75011"}

    assert met({"name": name, "postcode": "75011"}, record, ("name", "postcode"))


def test_a_record_with_half_a_name_is_met_by_that() -> None:
    record = {"given": None, "family": "Martin", "postcode": "75011"}

    assert met({"name": "MARTIN", "postcode": "75011"}, record, ("name", "postcode"))


@pytest.mark.parametrize(
    ("name", "found"), [("Zoé Martin", True), ("Van Acker Marc", True), ("Marc Martin", False)]
)
def test_at_one_door_those_are_met_whose_names_have_a_word_that_begins_alike(
    name: str, found: bool
) -> None:
    row = {"name": name, "address": ROW["address"], "postcode": ROW["postcode"]}

    assert met(row, ROW, traces.DOOR) is found


def test_a_row_without_a_name_meets_everybody_at_its_door() -> None:
    row = {"name": None, "address": ROW["address"], "postcode": ROW["postcode"]}

    assert met(row, ROW, traces.DOOR)


def test_a_whole_name_is_met_by_its_first_and_last_word() -> None:
    whole = {"name": "Berg Zoé", "postcode": "75011"}

    assert met({"name": "Zoé Berg", "postcode": "75011"}, whole, ("name", "postcode"))
