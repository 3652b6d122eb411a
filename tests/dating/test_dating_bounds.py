"""What bounds a row: put to a real engine on small tables, as the register's step makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import ibis
import pyarrow as pa
import pytest

from tocsin.dating import absence, bounds
from tocsin.dating.bounds import EARLY, FAR, Bounds, micros
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.kinds.moments import INSTANT
from tocsin.kinds.normal import LEAK, NORMAL, PAST, REGISTER
from tocsin.terms.period import Deletion, Why

JAN, FEB, MARCH, APRIL, MAY = (datetime(2014, month, 1, tzinfo=UTC) for month in range(1, 6))

SECOND = 1_000_000

TEXTS = [(name, pa.string()) for name in NORMAL]
SCHEMAS = {
    "leak": pa.schema([("row", pa.int64()), *TEXTS]),
    "links": pa.schema([("leak_row", pa.int64()), ("register_id", pa.int64())]),
    "register": pa.schema([("id", pa.int64()), *TEXTS, ("deleted", pa.bool_())]),
    "times": pa.schema(
        [("id", pa.int64()), *((name, INSTANT) for name in ("created", "deleted_at", "updated"))]
    ),
    "past": pa.schema(
        [
            ("id", pa.int64()),
            ("field", pa.string()),
            ("value", pa.string()),
            ("since", INSTANT),
            ("at", INSTANT),
        ]
    ),
    "changed": pa.schema([("id", pa.int64()), ("field", pa.string()), ("at", INSTANT)]),
}

ANNA = {"id": 7, "email": "anna@new.example", "phone": "611111111", "deleted": False}
OPENED = {"id": 7, "created": JAN}
MAIL_SET_IN_MARCH = {"id": 7, "field": "email", "at": MARCH}
OLD_MAIL = {"id": 7, "field": "email", "value": "anna@old.example", "at": MARCH}


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


def bounded(
    engine: DuckdbEngine, shown: Mapping[str, Any], **tables: list[dict[str, Any]]
) -> Bounds:
    """One row of the leak that is of one customer, asked and weighed as the desk does."""
    rows = {
        "leak": [{"row": 0, **shown}],
        "links": [{"leak_row": 0, "register_id": 7}],
        "register": [ANNA],
        "times": [OPENED],
        "past": [],
        "changed": [],
        **tables,
    }
    with engine.passing():
        known = {
            name: engine.table(name, pa.Table.from_pylist(rows[name], schema))
            for name, schema in SCHEMAS.items()
        }
        leak, links, register = known["leak"], known["links"], known["register"]
        opened = engine.stream(bounds.ask_opened(links, known["times"])).read_all()
        question = bounds.ask_held(leak, links, register, known["past"], known["changed"])
        return bounds.weigh(opened, engine.stream(question).read_all())


def ends(found: Bounds) -> tuple[int, int]:
    (lower,), (upper,) = found.lower.tolist(), found.upper.tolist()
    return lower, upper


def test_a_row_is_no_older_than_its_customer(engine: DuckdbEngine) -> None:
    found = bounded(engine, {"email": "anna@new.example"})

    assert ends(found) == (micros(JAN), FAR)
    assert found.because(0, lower=True) == (Why.CREATED, "")


def test_a_row_that_shows_the_present_value_is_of_after_it_was_set(engine: DuckdbEngine) -> None:
    found = bounded(
        engine, {"email": "anna@new.example"}, past=[OLD_MAIL], changed=[MAIL_SET_IN_MARCH]
    )

    assert ends(found) == (micros(MARCH), FAR)
    assert found.because(0, lower=True) == (Why.CHANGED, "email")


def test_a_row_that_shows_a_replaced_value_is_of_before_that(engine: DuckdbEngine) -> None:
    found = bounded(
        engine, {"email": "anna@old.example"}, past=[OLD_MAIL], changed=[MAIL_SET_IN_MARCH]
    )

    assert ends(found) == (micros(JAN), micros(MARCH))
    assert found.because(0, lower=False) == (Why.REPLACED, "email")


def test_a_value_between_two_changes_bounds_on_both_sides(engine: DuckdbEngine) -> None:
    between = {"id": 7, "field": "email", "value": "anna@mid.example", "since": FEB, "at": MARCH}

    found = bounded(engine, {"email": "anna@mid.example"}, past=[between])

    assert ends(found) == (micros(FEB), micros(MARCH))


def test_a_value_that_came_back_binds_nothing_but_its_first_coming(engine: DuckdbEngine) -> None:
    before = {"id": 7, "field": "email", "value": "anna@new.example", "since": FEB, "at": MARCH}
    changed = {"id": 7, "field": "email", "at": APRIL}

    found = bounded(engine, {"email": "anna@new.example"}, past=[before], changed=[changed])

    assert ends(found) == (micros(FEB), FAR)


def test_a_value_that_the_register_still_has_was_never_replaced(engine: DuckdbEngine) -> None:
    # exports as history: each value is known until the next export, the present one too
    before = {"id": 7, "field": "email", "value": "anna@new.example", "at": MARCH}

    found = bounded(engine, {"email": "anna@new.example"}, past=[before])

    assert ends(found) == (micros(JAN), FAR)


@pytest.mark.parametrize("shown", ["anna@nev.example", None])
def test_a_damaged_or_empty_value_says_nothing(engine: DuckdbEngine, shown: str | None) -> None:
    found = bounded(engine, {"email": shown}, past=[OLD_MAIL], changed=[MAIL_SET_IN_MARCH])

    assert ends(found) == (micros(JAN), FAR)


def test_a_value_of_another_field_says_nothing(engine: DuckdbEngine) -> None:
    other = {"id": 7, "field": "phone", "value": "anna@old.example", "at": MARCH}

    found = bounded(engine, {"email": "anna@old.example"}, past=[other])

    assert ends(found) == (micros(JAN), FAR)


def test_an_earlier_value_without_a_time_says_nothing(engine: DuckdbEngine) -> None:
    found = bounded(engine, {"email": "anna@old.example"}, past=[{**OLD_MAIL, "at": None}])

    assert ends(found) == (micros(JAN), FAR)


def test_of_several_fields_the_tightest_bounds(engine: DuckdbEngine) -> None:
    changed = [MAIL_SET_IN_MARCH, {"id": 7, "field": "phone", "at": APRIL}]

    found = bounded(engine, {"email": "anna@new.example", "phone": "611111111"}, changed=changed)

    assert ends(found) == (micros(APRIL), FAR)
    assert found.because(0, lower=True) == (Why.CHANGED, "phone")


def test_without_any_time_a_row_is_not_bounded(engine: DuckdbEngine) -> None:
    found = bounded(engine, {"email": "anna@new.example"}, times=[{"id": 7, "created": None}])

    assert ends(found) == (EARLY, FAR)


def test_a_row_that_differs_is_of_before_the_record_was_last_changed() -> None:
    opened = pa.table(
        {
            "row": [0, 1],
            "created": [5 * SECOND] * 2,
            "deleted_at": [None] * 2,
            "updated": [9 * SECOND] * 2,
        }
    )
    held = pa.table({"row": [], "field": pa.array([], pa.string()), "since": [], "at": []})

    found = bounds.weigh(opened, held, pa.table({"row": [1]}))

    assert found.upper.tolist() == [FAR, 9 * SECOND]
    assert found.because(1, lower=False) == (Why.UPDATED, "")


def groups(
    engine: DuckdbEngine, held: set[int], records: list[dict[str, Any]]
) -> list[dict[str, object]]:
    """What is asked of absence, of a register of these records, copied in March."""
    times = [
        {"id": one["id"], "created": one.get("created", JAN), "deleted_at": one.get("deleted_at")}
        for one in records
    ]
    links = [{"leak_row": n, "register_id": id} for n, id in enumerate(sorted(held))]
    kept = [{name: value for name, value in one.items() if name in REGISTER} for one in records]
    with engine.passing():
        register, known, linked = (
            engine.table(name, pa.Table.from_pylist(rows, SCHEMAS[name]))
            for name, rows in (("register", kept), ("times", times), ("links", links))
        )
        marked = absence.marked(register)
        theirs = marked.semi_join(linked, marked.id == linked.register_id)
        everybody, ours = (
            engine.answer(absence.ask_groups(records, known, MARCH)) for records in (marked, theirs)
        )
        return [dict(row) for row in absence.counted(everybody, ours)]


def test_a_filter_is_told_by_what_those_missing_have_in_common(engine: DuckdbEngine) -> None:
    records = [
        {"id": n, "country": "FR" if n % 2 else "BE", "email": "x", "deleted": False}
        for n in range(400)
    ]

    told = absence.lacking(groups(engine, {n for n in range(400) if n % 2}, records))

    assert (told[0].group, told[0].customers, told[0].held) == ("country BE", 200, 0)


def test_customers_opened_after_the_copy_are_not_missing(engine: DuckdbEngine) -> None:
    records = [
        {
            "id": n,
            "email": "x",
            "phone": "1",
            "password_hash": "h",
            "deleted": False,
            "created": JAN if n < 100 else APRIL,
        }
        for n in range(200)
    ]

    told = groups(engine, set(range(100)), records)

    assert [(row["customers"], row["held"]) for row in told] == [(100, 100)]


@pytest.mark.parametrize(
    ("held", "answer"),
    [(range(100, 200), Deletion.VANISH), (range(200), Deletion.STAY), (range(150), Deletion.STAY)],
)
def test_whether_deleted_customers_are_in_such_copies_is_learnt(
    engine: DuckdbEngine, held: range, answer: Deletion
) -> None:
    records = [
        {
            "id": n,
            "email": "x",
            "phone": "1",
            "password_hash": "h",
            "deleted": n < 100,
            "deleted_at": FEB if n < 100 else None,
        }
        for n in range(200)
    ]

    assert absence.deletion(groups(engine, set(held), records)) is answer


def test_those_deleted_after_the_copy_were_there(engine: DuckdbEngine) -> None:
    records = [{"id": n, "email": "x", "deleted": True, "deleted_at": APRIL} for n in range(100)]

    told = groups(engine, set(range(100)), records)

    assert [row["deleted"] for row in told] == [False]


def test_questions_compile_for_spark() -> None:
    leak, register = ibis.table(LEAK, "leak"), ibis.table(REGISTER, "register")
    links = ibis.table({"leak_row": "int64", "register_id": "int64"}, "links")
    past = ibis.table(PAST, "past")
    changed = past.select("id", "field", "at")
    times = ibis.table(
        {"id": "int64"} | dict.fromkeys(("created", "deleted_at", "updated"), PAST["at"]), "times"
    )
    questions = [
        bounds.ask_opened(links, times),
        bounds.ask_held(leak, links, register, past, changed),
        bounds.ask_otherwise(leak, links, register),
        absence.ask_newest(times, links, MAY),
        absence.ask_groups(absence.marked(register), times, MAY),
    ]

    assert all("SELECT" in ibis.to_sql(question, "pyspark") for question in questions)


WHOLE = {
    **ANNA,
    "name": "anna martin",
    "password_hash": "5f4dcc3b5aa765d61d8327deb882cf99",
    "customer_number": "7",
    "street": "rue du bois",
}
ROUND_HER_ADDRESS = {
    "email": "anna@new.example",
    "name": "anna martin",
    "phone": "699999999",
    "password_hash": "e10adc3949ba59abbe56e057f20f883e",
    "street": "rue du lac",
}


def unlike(engine: DuckdbEngine, shown: Mapping[str, Any], past: list[dict[str, Any]]) -> list[int]:
    """The rows of one that are no copies of Anna's whole record."""
    rows = {
        "leak": [{"row": 0, **shown}],
        "links": [{"leak_row": 0, "register_id": 7}],
        "register": [WHOLE],
        "past": past,
    }
    with engine.passing():
        leak, links, register, earlier = (
            engine.table(name, pa.Table.from_pylist(of, SCHEMAS[name])) for name, of in rows.items()
        )
        doubted = engine.keep(bounds.ask_doubted(leak, links, register))
        found = engine.answer(bounds.ask_unlike(doubted, earlier))
        return [int(str(row["row"])) for row in found]


@pytest.mark.parametrize(
    ("changed", "no_copy"),
    [
        ({}, True),
        ({"street": "rue du bois"}, False),
        ({"street": "rue du bois", "customer_number": "8"}, True),
        ({"phone": None, "street": None}, False),
        ({"phone": None}, True),
    ],
    ids=["most", "less than is the same", "as much, and the number", "one of three", "two of four"],
)
def test_a_row_that_differs_from_its_record_in_most_is_no_copy_of_it(
    engine: DuckdbEngine, changed: dict[str, Any], no_copy: bool
) -> None:
    assert (unlike(engine, ROUND_HER_ADDRESS | changed, []) == [0]) is no_copy


def test_what_the_record_had_before_is_the_same(engine: DuckdbEngine) -> None:
    earlier = [
        {"id": 7, "field": "phone", "value": "699999999", "at": MARCH},
        {"id": 7, "field": "phone", "value": "699999999", "at": MAY},
    ]

    assert unlike(engine, ROUND_HER_ADDRESS, earlier) == []


def test_a_row_unlike_a_record_that_was_never_changed_fits_no_time(engine: DuckdbEngine) -> None:
    opened = pa.table({"row": [0, 1], "created": [JAN, JAN], "deleted_at": pa.nulls(2, INSTANT), "updated": [JAN, MAY]})  # fmt: skip
    nothing = pa.table({"row": [], "field": pa.array([], pa.string()), "since": [], "at": []})

    found = bounds.weigh(opened, nothing, pa.table({"row": [0, 1]}))

    assert found.upper.tolist() == [micros(JAN), micros(MAY)]
    assert found.changes.tolist() == [micros(MAY)]
