"""Traces: a record that shares a key with a row is not passed over, as people write."""

from __future__ import annotations

import itertools

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


def table(row: dict[str, str], key: str) -> ibis.Table:
    cells = {name: pa.array([cell], pa.string()) for name, cell in row.items()}
    made = pa.table({key: pa.array([0], pa.int64())} | cells)
    return engine.create_table(f"t{next(_names)}", made).mutate(month_first=ibis.literal(False))


def met(row: dict[str, str], record: dict[str, str], key: keys.Key) -> bool:
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


def test_a_whole_name_is_met_by_its_first_and_last_word() -> None:
    whole = {"name": "Berg Zoé", "postcode": "75011"}

    assert met({"name": "Zoé Berg", "postcode": "75011"}, whole, ("name", "postcode"))
