"""What a person is asked, and in which order: by how much the answer may move the scope."""

from __future__ import annotations

import pyarrow as pa
import pytest
from linkage_cases import Bench

from tocsin.linkage import clerical
from tocsin.linkage.clerical import Doubt, Open
from tocsin.linkage.explain import Fate
from tocsin.terms.judgement import AT_MOST

Pair = tuple[int, int, float]
"""A row, a record and a weight."""


class Case:
    """Records 0 to 9: each a person's of its own but 8 and 9, live in France but as said."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def ask(
        self,
        pairs: list[Pair],
        links: dict[int, int],
        ambiguous: tuple[int, ...] = (),
        deleted: tuple[int, ...] = (),
        belgian: tuple[int, ...] = (),
    ) -> tuple[tuple[Doubt, ...], Open]:
        ids = list(range(10))
        register = {
            "id": pa.array(ids, pa.int64()),
            "person": pa.array([8 if i == 9 else i for i in ids], pa.int64()),
            "country": pa.array(["BE" if i in belgian else "FR" for i in ids]),
            "deleted": pa.array([i in deleted for i in ids]),
        }
        doubtful = {
            "leak_row": pa.array([row for row, _, _ in pairs], pa.int64()),
            "register_id": pa.array([record for _, record, _ in pairs], pa.int64()),
            "person": pa.array([8 if r == 9 else r for _, r, _ in pairs], pa.int64()),
            "weight": pa.array([weight for _, _, weight in pairs], pa.float64()),
            "probability": pa.array([1 / (1 + 2**-w) for _, _, w in pairs], pa.float64()),
            "pattern": pa.array(["name=same"] * len(pairs), pa.string()),
        }
        linked = {
            "leak_row": pa.array(list(links), pa.int64()),
            "register_id": pa.array(list(links.values()), pa.int64()),
        }
        tied = {"leak_row": pa.array(list(ambiguous), pa.int64())}
        known, linked_, tied_, records = (
            self.bench.known(pa.table(columns)) for columns in (doubtful, linked, tied, register)
        )
        found = clerical.doubts(known, linked_, tied_, records, self.bench.keep)
        (left,) = self.bench.answer(clerical.ask_open(found))
        doubts = clerical.weigh(self.bench.answer(clerical.ask(found, known)))
        return doubts, clerical.weigh_open(left)


@pytest.fixture
def case(bench: Bench) -> Case:
    return Case(bench)


def test_a_row_just_below_the_threshold_may_add_a_person(case: Case) -> None:
    (found,), left = case.ask([(0, 1, 4.0)], {})

    assert found.fate is Fate.UNLINKED
    assert found.moves == ("people", "by_country", "accounts", "unlinked")
    assert left == Open(1, more_people=1, fewer_people=0)


def test_a_row_just_above_the_threshold_may_take_a_person_away(case: Case) -> None:
    (found,), left = case.ask([(0, 1, 4.5)], {0: 1})

    assert found.fate is Fate.LINKED
    assert found.moves == ("people", "by_country", "accounts", "unlinked")
    assert left == Open(1, more_people=0, fewer_people=1)


def test_a_link_that_is_sure_is_not_asked_about(case: Case) -> None:
    assert case.ask([(0, 1, 12.0)], {0: 1}) == ((), Open(0, 0, 0))


def test_a_row_that_fits_two_people_is_asked_with_both(case: Case) -> None:
    (found,), _ = case.ask([(0, 1, 9.0), (0, 2, 9.0)], {}, ambiguous=(0,))

    assert found.fate is Fate.AMBIGUOUS
    assert [c.record for c in found.candidates] == ["1", "2"]
    assert [round(c.chance, 2) for c in found.candidates] == [0.5, 0.5]
    assert "ambiguous" in found.moves


def test_a_person_whom_another_row_reaches_is_neither_added_nor_taken_away(case: Case) -> None:
    (found,), left = case.ask([(0, 1, 4.0)], {5: 1})

    assert found.moves == ("unlinked",)
    assert left.more_people == 0


def test_a_second_account_of_a_person_who_is_reached_moves_accounts_only(case: Case) -> None:
    (found,), _ = case.ask([(0, 9, 4.0)], {5: 8})

    assert found.moves == ("accounts", "unlinked")


def test_a_deleted_record_may_add_a_former_customer(case: Case) -> None:
    (found,), _ = case.ask([(0, 1, 4.0)], {}, deleted=(1,))

    assert "former" in found.moves


def test_a_live_account_of_a_former_customer_may_make_them_a_customer_again(case: Case) -> None:
    (found,), _ = case.ask([(0, 9, 4.0)], {5: 8}, deleted=(8,))

    assert found.moves == ("former", "accounts", "unlinked")


def test_a_link_that_may_be_of_another_country_moves_the_countries_only(case: Case) -> None:
    (found,), _ = case.ask([(0, 1, 9.0), (0, 2, 5.0)], {0: 1}, belgian=(2,))

    assert found.moves == ("by_country",)


def test_a_link_that_may_be_of_another_alike_is_not_asked_about(case: Case) -> None:
    assert case.ask([(0, 1, 9.0), (0, 2, 5.0)], {0: 1})[0] == ()


def test_what_is_likelier_to_move_more_comes_first(case: Case) -> None:
    found, _ = case.ask([(0, 1, 4.5), (1, 2, 2.0), (2, 3, 4.0)], {0: 1, 7: 3})

    assert [doubt.row for doubt in found] == [1, 2, 0]


def test_the_record_that_is_linked_is_asked_about_first(case: Case) -> None:
    (found,), _ = case.ask([(0, 2, 5.0), (0, 1, 4.5)], {0: 1}, belgian=(1,))

    assert found.candidates[0].record == "1"


def test_only_the_likeliest_records_of_a_row_are_shown(case: Case) -> None:
    pairs = [(0, record, 1.0 + record) for record in range(6)]
    (found,), _ = case.ask(pairs, {}, ambiguous=(0,))

    assert [c.record for c in found.candidates] == ["5", "4", "3"]


def test_the_queue_is_bounded_and_the_rest_is_counted(case: Case) -> None:
    pairs = [(row, row % 8, 2.0) for row in range(AT_MOST + 5)]

    found, left = case.ask(pairs, {})

    assert (len(found), left.rows) == (AT_MOST, AT_MOST + 5)
    assert left.more_people == 8
