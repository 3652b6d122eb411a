"""What each person lost: the union over that person's rows, each kind's people and the combinations."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.exposure import findings, lost, remarks
from tocsin.report import exposed, together
from tocsin.report import lost as told
from tocsin.report.chart import LIGHT
from tocsin.report.sheet import Index
from tocsin.terms.finding import Locus
from tocsin.terms.scope import Combination, Disguised, KindAbsent, Lost

NAMES = ("email", "phone", "door_code")
BASIS = (Locus("9f86d0"),)


def answered(
    rows: list[tuple[bool, bool]], said: list[int], owners: dict[int, int]
) -> tuple[dict[int, int], Lost, dict[int, str]]:
    """Rows by mask, what people lost, and each person's kinds; row n is of account n, of person `owners[n]`."""
    engine = ibis.duckdb.connect()
    put = engine.create_table
    flags = {"row": pa.array(range(len(rows)), pa.int64())}
    flags |= {
        name: pa.array([row[n] for row in rows], pa.bool_()) for n, name in enumerate(NAMES[:2])
    }
    beside = {
        "row": pa.array(said, pa.int64()),
        "door_code": pa.array([True] * len(said), pa.bool_()),
    }
    accounts = pa.array(owners, pa.int64())
    links = put("links", pa.table({"leak_row": accounts, "register_id": accounts}))
    people = pa.array(owners.values(), pa.int64())
    register = put("register", pa.table({"id": accounts, "person": people}))
    masks = lost.of_rows(
        put("flags", pa.table(flags)), NAMES, (put("said", pa.table(beside)), ("door_code",))
    )
    each = lost.of_people(masks, links, register)

    def answer(question: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = engine.to_pyarrow(question).to_pylist()
        return rows

    kinds = {row["person"]: row["kinds"] for row in answer(lost.ask_each(each, NAMES))}
    by_people = lost.counts(answer(lost.ask_people(each)))
    return lost.counts(answer(lost.ask_rows(masks))), lost.weigh(by_people, NAMES), kinds


def test_a_person_lost_what_is_in_any_of_their_rows_and_nothing_of_others() -> None:
    rows = [(True, False), (False, True), (False, False)]
    _, found, kinds = answered(rows, [2], {0: 7, 1: 7, 2: 8})

    assert kinds == {7: "email phone", 8: "door_code"}
    assert found.kinds == (("email", 1), ("phone", 1), ("door_code", 1))


def test_rows_that_link_to_nobody_are_rows_and_no_people() -> None:
    by_mask, found, _ = answered([(True, True), (True, True)], [], {0: 7})

    assert by_mask == {0b011: 2}
    assert found.people == 1


def test_a_row_beside_the_others_adds_its_kinds() -> None:
    by_mask, _, _ = answered([(True, False), (True, False)], [1], {})

    assert by_mask == {0b001: 1, 0b101: 1}


@settings(max_examples=5, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12),
    st.data(),
)
def test_people_by_kind_are_those_that_counting_by_hand_gives(
    rows: list[tuple[bool, bool]], data: st.DataObject
) -> None:
    numbers = list(range(len(rows)))
    said = data.draw(st.lists(st.sampled_from(numbers), unique=True))
    owners = {n: data.draw(st.integers(1, 4)) for n in numbers}
    _, found, kinds = answered(rows, said, owners)
    by_hand: dict[int, set[str]] = {person: set() for person in owners.values()}
    for n, (email, phone) in enumerate(rows):
        held = zip(NAMES, (email, phone, n in said), strict=True)
        by_hand[owners[n]] |= {name for name, holds in held if holds}

    assert {person: set(names.split()) for person, names in kinds.items()} == by_hand
    assert dict(found.kinds) == {
        name: count for name in NAMES if (count := sum(name in held for held in by_hand.values()))
    }


def test_combinations_beyond_the_commonest_are_told_together() -> None:
    names = tuple("abcdef")
    found = lost.weigh({mask: 100 - mask for mask in range(1, 31)}, names)

    assert len(found.combinations) == lost.SHOWN
    assert found.combinations[0] == Combination(("a",), 99)
    assert (found.other_combinations, found.others) == (10, sum(100 - m for m in range(21, 31)))
    assert found.people == sum(100 - m for m in range(1, 31))


MANY = Lost(
    100,
    (("email", 100), ("phone", 60), ("door_code", 2)),
    (
        Combination(("email", "phone"), 58),
        Combination(("email",), 40),
        Combination(("email", "phone", "door_code"), 2),
    ),
    0,
    0,
)


def test_the_report_says_once_what_everybody_lost() -> None:
    (section,) = told.section(MANY, (), Index())

    assert "Everybody lost e-mail addresses." in section.lead
    assert [row[0].words for row in section.sheets[1].rows] == [
        "Phone numbers",
        "nothing else",
        "Phone numbers and codes of doors and gates, in free text",
    ]


def test_where_nothing_was_lost_nothing_is_told() -> None:
    assert told.section(None, (), Index()) == ()
    assert findings.of_lost(None, BASIS) == ()


def test_the_plot_has_its_numbers_in_words_too_and_is_the_same_twice() -> None:
    assert "58 people e-mail addresses and phone numbers" in together.alternative(MANY)
    assert together.draw(MANY, LIGHT) == together.draw(MANY, LIGHT)


def test_remarks_are_told_with_how_often_they_are_right_and_a_diet_with_care() -> None:
    some = remarks.weigh({"diet": 9, "access": 0}, {"diet": 8}, {"diet": ("xxxxx",)})
    (finding,) = remarks.of(some, BASIS)
    (section,) = told.section(None, some, Index())

    assert "9 rows speak of diets" in finding.says
    assert "Art. 9 GDPR" in finding.limit
    assert "was right" in finding.limit
    assert "xxxxx" in section.sheets[0].rows[0][0].note
    assert told.plain(None, some)["lost"] is None


def test_a_special_category_that_no_words_tell_is_bounded_by_the_labelled_sentences() -> None:
    of = {one.kind: one for one in remarks.absent({"health": 0}, 650_000, 5_000_000)}

    assert {"health", "religion", "allergy", "diet"} == set(of)
    assert 0.5 < of["health"].at_least < 0.9
    assert of["health"].at_most_rows >= 2


def test_the_ways_of_writing_are_told_over_all_kinds() -> None:
    ways = (Disguised("with dots", 20, 20), Disguised("from right to left", 20, 19, True))
    searched = tuple(KindAbsent(kind, 9, 0, 40, 39, 1, 0.9, ways) for kind in ("iban", "nir"))
    section = exposed.absent(searched, Index())

    assert [[cell.words for cell in row] for row in section.sheets[1].rows] == [
        ["With dots", "40 of 40", ""],
        ["From right to left", "", "38 of 40"],
    ]
