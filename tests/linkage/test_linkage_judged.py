"""What becomes of links once a person has judged: the row, its record, and the others that claim it."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir
import pyarrow as pa
import pytest
from linkage_cases import ANNA, BRAM, SIZE, Bench, only, similarity, table, without

from tocsin.linkage import borne, judged, link
from tocsin.linkage.judged import Changed, Found, Weighing
from tocsin.terms.judgement import Judgement, Ruling

Person = dict[str, str]

TWIN = ANNA | {"customer_number": "D00000099"}
"""Somebody who has all of Anna's data but the number."""

EITHER = without(ANNA, "customer_number")
"""A row that fits Anna and her twin equally well."""

OTHERWISE = EITHER | {"email": "anna.leroux2@post.example"}
"""Another row that fits both, and does not say the same."""


@dataclass
class After:
    """A leak and its register once some rows were judged."""

    links: dict[int, int]
    ambiguous: list[int]
    doubtful: set[int]
    changed: Changed


def judge(bench: Bench, leak: list[Person], register: list[Person], *said: Judgement) -> After:
    rows, records = bench.known(table(leak, "row")), bench.known(table(register, "id"))
    known = bench.keep(borne.beside(records.mutate(person=records.id)))
    linked = link(rows, known, lambda _rest: known, SIZE, similarity, bench.keep)
    before = Found(linked.links, linked.ambiguous, linked.doubtful)
    table_of = bench.known(
        pa.table(
            {
                "leak_row": pa.array([j.row for j in said], pa.int64()),
                "ruling": pa.array([j.ruling.value for j in said], pa.string()),
                "record": pa.array([j.record for j in said], pa.string()),
            }
        )
    )
    how = Weighing(SIZE, similarity, bench.keep)
    found = judged.apply(before, table_of, rows, known, how)
    (answer,) = bench.answer(judged.ask(before, found, table_of))
    return After(
        {r["leak_row"]: r["register_id"] for r in bench.answer(found.links)},
        sorted(r["leak_row"] for r in bench.answer(found.ambiguous)),
        {r["leak_row"] for r in bench.answer(found.doubtful)},
        judged.weigh(answer),
    )


def same(row: int, record: int) -> Judgement:
    return Judgement(row, Ruling.SAME, str(record))


def different(row: int, record: int) -> Judgement:
    return Judgement(row, Ruling.DIFFERENT, str(record))


def nobody(row: int) -> Judgement:
    return Judgement(row, Ruling.NOBODY)


def test_same_decides_between_two_people(bench: Bench) -> None:
    found = judge(bench, [EITHER], [ANNA, TWIN], same(0, 1))

    assert (found.links, found.ambiguous) == ({0: 1}, [])


def test_same_links_a_row_that_shares_nothing_with_the_record(bench: Bench) -> None:
    found = judge(bench, [only(ANNA, "email")], [ANNA, BRAM], same(0, 1))

    assert found.links == {0: 1}


def test_same_links_a_row_that_is_linked_to_somebody_else(bench: Bench) -> None:
    found = judge(bench, [ANNA], [ANNA, BRAM], same(0, 1))

    assert found.links == {0: 1}
    assert found.changed.moved == 1


def test_different_leaves_a_row_unlinked_that_has_no_next_best(bench: Bench) -> None:
    assert judge(bench, [ANNA], [ANNA, BRAM], different(0, 0)).links == {}


@pytest.mark.parametrize("row", [EITHER, ANNA], ids=["that fits two", "that was settled at sight"])
def test_different_lets_the_next_best_stand_of_a_row(bench: Bench, row: Person) -> None:
    assert judge(bench, [row], [ANNA, TWIN], different(0, 0)).links == {0: 1}


def test_different_from_several_records_leaves_none_of_them(bench: Bench) -> None:
    found = judge(bench, [EITHER], [ANNA, TWIN], different(0, 0), different(0, 1))

    assert (found.links, found.ambiguous) == ({}, [])


def test_a_row_that_is_nobodys_is_linked_to_nobody(bench: Bench) -> None:
    found = judge(bench, [ANNA, BRAM], [ANNA, BRAM], nobody(0))

    assert found.links == {1: 1}


def test_a_record_given_to_one_row_leaves_the_other_person_to_another(bench: Bench) -> None:
    found = judge(bench, [EITHER, OTHERWISE], [ANNA, TWIN], same(0, 0))

    assert (found.links, found.ambiguous) == ({0: 0, 1: 1}, [])
    assert found.changed == Changed(judged=1, made=2, removed=0, moved=0, followed=1)


def test_a_row_that_repeats_the_judged_one_stays_ambiguous(bench: Bench) -> None:
    found = judge(bench, [EITHER, EITHER], [ANNA, TWIN], same(0, 0))

    assert (found.links, found.ambiguous) == ({0: 0}, [1])


def test_a_row_whose_people_are_all_given_to_others_stays_ambiguous(bench: Bench) -> None:
    third = EITHER | {"email": "anna.leroux3@post.example"}
    found = judge(bench, [EITHER, OTHERWISE, third], [ANNA, TWIN], same(0, 0), same(1, 1))

    assert (found.links, found.ambiguous) == ({0: 0, 1: 1}, [2])


def test_rows_that_nobody_judged_keep_their_links(bench: Bench) -> None:
    found = judge(bench, [ANNA, BRAM, EITHER], [ANNA, BRAM], different(0, 0))

    assert found.links == {1: 1, 2: 0}


def test_a_record_that_the_register_no_longer_has_changes_nothing(bench: Bench) -> None:
    found = judge(bench, [BRAM], [ANNA, BRAM], different(0, 77))

    assert found.links == {0: 1}


def test_a_row_that_is_judged_is_no_longer_in_doubt(bench: Bench) -> None:
    found = judge(bench, [EITHER, OTHERWISE], [ANNA, TWIN], nobody(0))

    assert found.doubtful == {1}


def test_links_keep_the_weight_of_the_evidence(bench: Bench) -> None:
    rows, records = bench.known(table([EITHER], "row")), bench.known(table([ANNA, TWIN], "id"))
    known = bench.keep(borne.beside(records.mutate(person=records.id)))
    linked = link(rows, known, lambda _rest: known, SIZE, similarity, bench.keep)
    said = bench.known(pa.table({"leak_row": [0], "ruling": ["same"], "record": ["1"]}))
    before = Found(linked.links, linked.ambiguous, linked.doubtful)

    found = judged.apply(before, said, rows, known, Weighing(SIZE, similarity, bench.keep))

    def weight(pairs: ir.Table) -> float:
        (pair,) = bench.answer(pairs.filter(pairs.register_id == 1))
        return float(pair["weight"])

    assert weight(found.links) == weight(linked.doubtful)
