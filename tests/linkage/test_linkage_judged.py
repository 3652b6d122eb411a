"""What becomes of links once a person has judged: the row, its record, and the others that claim it."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pytest
from linkage_cases import ANNA, BRAM, SIZE, Bench, only, similarity, table, without

from tocsin.linkage import borne, judged, link
from tocsin.linkage.judged import Changed, Found
from tocsin.linkage.links import Weighing
from tocsin.terms.judgement import Judgement, Ruling

Person = dict[str, str]

TWIN = ANNA | {"customer_number": "D00000099"}
"""Somebody who has all of Anna's data but the number."""

EITHER = without(ANNA, "customer_number")
"""A row that fits Anna and her twin equally well."""

OTHERWISE = EITHER | {"email": "anna.leroux2@post.example"}
"""Another row that fits both, and does not say the same."""


def same(row: int, record: int) -> Judgement:
    return Judgement(row, Ruling.SAME, str(record))


def different(row: int, record: int) -> Judgement:
    return Judgement(row, Ruling.DIFFERENT, str(record))


def nobody(row: int) -> Judgement:
    return Judgement(row, Ruling.NOBODY)


@dataclass(frozen=True)
class Case:
    """A leak, a register, and what was judged; rows and records are counted within the case."""

    leak: list[Person]
    register: list[Person]
    judged: list[Judgement]


CASES = {
    "same, of two": Case([EITHER], [ANNA, TWIN], [same(0, 1)]),
    "same, sharing nothing": Case([only(ANNA, "email")], [ANNA, BRAM], [same(0, 1)]),
    "same, linked elsewhere": Case([ANNA], [ANNA, BRAM], [same(0, 1)]),
    "different, no next best": Case([ANNA], [ANNA, BRAM], [different(0, 0)]),
    "different, of two": Case([EITHER], [ANNA, TWIN], [different(0, 0)]),
    "different, settled at sight": Case([ANNA], [ANNA, TWIN], [different(0, 0)]),
    "different, from both": Case([EITHER], [ANNA, TWIN], [different(0, 0), different(0, 1)]),
    "nobody's": Case([ANNA, BRAM], [ANNA, BRAM], [nobody(0)]),
    "taken from another row": Case([EITHER, OTHERWISE], [ANNA, TWIN], [same(0, 0)]),
    "taken from a row that repeats": Case([EITHER, EITHER], [ANNA, TWIN], [same(0, 0)]),
    "all taken": Case(
        [EITHER, OTHERWISE, EITHER | {"email": "anna.leroux3@post.example"}],
        [ANNA, TWIN],
        [same(0, 0), same(1, 1)],
    ),
    "no such record": Case([BRAM], [ANNA, BRAM], [different(0, 77)]),
    "not judged": Case([ANNA, EITHER], [ANNA, BRAM], []),
    "in doubt": Case([EITHER, OTHERWISE], [ANNA, TWIN], [nobody(0)]),
}
"""Each is of people of its own, so that all are linked and judged at once."""


@dataclass
class After:
    """A case once its rows were judged."""

    links: dict[int, int]
    ambiguous: list[int]
    doubtful: set[int]


def apart(people: list[Person], number: int) -> list[Person]:
    """The same people with data that nobody of another case has."""
    return [{field: f"{value}{number:02d}" for field, value in one.items()} for one in people]


@dataclass
class Judged:
    """All cases, judged at once."""

    after: dict[str, After]
    changed: Changed
    weights: tuple[float, float]
    """Of the first case's link, before it was judged and after."""


@pytest.fixture(scope="module")
def judged_(bench: Bench) -> Judged:
    leak, register, said, places = [], [], [], []
    for number, case in enumerate(CASES.values()):
        rows, records = len(leak), len(register)
        places.append((rows, records))
        leak += apart(case.leak, number)
        register += apart(case.register, number)
        for j in case.judged:
            record = None if j.record is None else str(int(j.record) + records)
            said.append((j.row + rows, j.ruling.value, record if j.record != "77" else "99999"))
    rows_, records_ = bench.known(table(leak, "row")), bench.known(table(register, "id"))
    known = bench.keep(borne.beside(records_.mutate(person=records_.id)))
    linked = link(rows_, known, lambda _rest: known, SIZE, similarity, bench.keep)
    before = Found(*(bench.keep(t) for t in (linked.links, linked.ambiguous, linked.doubtful)))
    told = bench.known(pa.table(dict(zip(judged.JUDGED, zip(*said, strict=True), strict=True))))
    applied = judged.apply(before, told, rows_, known, Weighing(SIZE, similarity, bench.keep))
    found = Found(*(bench.keep(t) for t in (applied.links, applied.ambiguous, applied.doubtful)))
    (answer,) = bench.answer(judged.ask(before, found, told))
    links = {r["leak_row"]: r["register_id"] for r in bench.answer(found.links)}
    tied = {r["leak_row"] for r in bench.answer(found.ambiguous)}
    left = {r["leak_row"] for r in bench.answer(found.doubtful)}
    after = {
        name: After(
            {n: links[rows + n] - records for n in range(len(case.leak)) if rows + n in links},
            [n for n in range(len(case.leak)) if rows + n in tied],
            {n for n in range(len(case.leak)) if rows + n in left},
        )
        for (name, case), (rows, records) in zip(CASES.items(), places, strict=True)
    }
    first = [
        next(
            r["weight"] for r in bench.answer(pairs) if (r["leak_row"], r["register_id"]) == (0, 1)
        )
        for pairs in (before.doubtful, found.links)
    ]
    return Judged(after, judged.weigh(answer), (first[0], first[1]))


def test_same_decides_between_two_people(judged_: Judged) -> None:
    found = judged_.after["same, of two"]

    assert (found.links, found.ambiguous) == ({0: 1}, [])


def test_same_links_a_row_that_shares_nothing_with_the_record(judged_: Judged) -> None:
    assert judged_.after["same, sharing nothing"].links == {0: 1}


def test_same_links_a_row_that_is_linked_to_somebody_else(judged_: Judged) -> None:
    assert judged_.after["same, linked elsewhere"].links == {0: 1}


def test_different_leaves_a_row_unlinked_that_has_no_next_best(judged_: Judged) -> None:
    assert judged_.after["different, no next best"].links == {}


@pytest.mark.parametrize("row", ["of two", "settled at sight"])
def test_different_lets_the_next_best_stand_of_a_row(judged_: Judged, row: str) -> None:
    assert judged_.after[f"different, {row}"].links == {0: 1}


def test_different_from_several_records_leaves_none_of_them(judged_: Judged) -> None:
    found = judged_.after["different, from both"]

    assert (found.links, found.ambiguous) == ({}, [])


def test_a_row_that_is_nobodys_is_linked_to_nobody(judged_: Judged) -> None:
    assert judged_.after["nobody's"].links == {1: 1}


def test_a_record_given_to_one_row_leaves_the_other_person_to_another(judged_: Judged) -> None:
    found = judged_.after["taken from another row"]

    assert (found.links, found.ambiguous) == ({0: 0, 1: 1}, [])


def test_a_row_that_repeats_the_judged_one_stays_ambiguous(judged_: Judged) -> None:
    found = judged_.after["taken from a row that repeats"]

    assert (found.links, found.ambiguous) == ({0: 0}, [1])


def test_a_row_whose_people_are_all_given_to_others_stays_ambiguous(judged_: Judged) -> None:
    found = judged_.after["all taken"]

    assert (found.links, found.ambiguous) == ({0: 0, 1: 1}, [2])


def test_rows_that_nobody_judged_keep_their_links(judged_: Judged) -> None:
    assert judged_.after["not judged"].links == {0: 0, 1: 0}


def test_a_record_that_the_register_no_longer_has_changes_nothing(judged_: Judged) -> None:
    assert judged_.after["no such record"].links == {0: 1}


def test_a_row_that_is_judged_is_no_longer_in_doubt(judged_: Judged) -> None:
    assert judged_.after["in doubt"].doubtful == {1}


def test_links_keep_the_weight_of_the_evidence(judged_: Judged) -> None:
    before, after = judged_.weights

    assert before == after


def test_what_judgements_changed_is_counted(judged_: Judged) -> None:
    assert judged_.changed == Changed(judged=14, made=8, removed=2, moved=2, followed=1)
