"""Accounts of one person share its number; households and namesakes do not."""

from __future__ import annotations

import pyarrow as pa
import pytest
from linkage_cases import ANNA, Bench, table, without

from tocsin.linkage import people

OTHER = {"email": "a2@mail.invalid", "phone": "611111111", "street": "quai nord", "house": "1", "postcode": "13001"}  # fmt: skip


def persons(bench: Bench, register: list[dict[str, str]]) -> list[int]:
    found = bench.answer(people.ask(bench.known(table(register, "id")), bench.keep))
    return [r["person"] for r in sorted(found, key=lambda r: r["id"])]


@pytest.mark.parametrize("shared", ["phone", "email"])
def test_two_accounts_of_one_name_are_one_person_if_they_share_the(
    bench: Bench, shared: str
) -> None:
    assert persons(bench, [ANNA, ANNA | OTHER | {shared: ANNA[shared]}]) == [0, 0]


def test_two_accounts_of_one_name_at_one_address_are_one_person(bench: Bench) -> None:
    second = ANNA | {"email": OTHER["email"], "phone": OTHER["phone"]}

    assert persons(bench, [ANNA, second]) == [0, 0]


def test_a_household_is_not_one_person(bench: Bench) -> None:
    assert persons(bench, [ANNA, ANNA | {"name": "leroux marc"}]) == [0, 1]


def test_namesakes_are_not_one_person(bench: Bench) -> None:
    assert persons(bench, [ANNA, ANNA | OTHER]) == [0, 1]


def test_accounts_without_a_name_are_not_merged(bench: Bench) -> None:
    nameless = without(ANNA, "name")

    assert persons(bench, [nameless, nameless]) == [0, 1]


def test_a_chain_of_accounts_is_one_person(bench: Bench) -> None:
    first = ANNA
    second = ANNA | OTHER | {"email": ANNA["email"]}
    third = ANNA | OTHER | {"street": "chemin vert"}

    assert persons(bench, [third, second, first]) == [0, 0, 0]


def test_a_placeholder_borne_by_many_accounts_is_no_person(bench: Bench) -> None:
    assert len(set(persons(bench, [{"name": "test", "phone": "1"}] * 21))) == 21


FATHER, SON = ANNA | {"birth_date": "1950-03-01"}, ANNA | {"birth_date": "1980-07-09"}


def test_father_and_son_of_one_name_at_one_address_are_told_apart_by_birth_date(
    bench: Bench,
) -> None:
    assert persons(bench, [FATHER, SON]) == [0, 1]


def test_two_accounts_of_one_birth_date_are_one_person(bench: Bench) -> None:
    assert persons(bench, [FATHER, SON, SON]) == [0, 1, 1]


def test_an_account_without_a_birth_date_is_given_to_neither_of_two(bench: Bench) -> None:
    assert persons(bench, [FATHER, SON, ANNA]) == [0, 1, 2]


def test_an_account_without_a_birth_date_is_the_persons_where_there_is_no_other(
    bench: Bench,
) -> None:
    assert persons(bench, [FATHER, ANNA]) == [0, 0]


def test_a_chain_through_an_account_without_a_birth_date_joins_no_two_of_different_ones(
    bench: Bench,
) -> None:
    father = FATHER | OTHER | {"phone": ANNA["phone"]}
    son = SON | OTHER | {"email": ANNA["email"], "phone": "699999999", "street": "chemin vert"}
    between = ANNA | {"street": "rue haute"}

    found = persons(bench, [father, between, son])

    assert found[0] != found[2]


def several(bench: Bench, register: list[dict[str, str]], linked: list[int]) -> people.Several:
    rows = bench.known(table(register, "id"))
    records = rows.join(people.ask(rows, bench.keep), "id")
    links = bench.known(pa.table({"register_id": pa.array(linked, pa.int64())}))
    (answer,) = bench.answer(people.ask_several(links, records))
    return people.weigh(answer)


def test_people_with_several_accounts_are_counted_by_each_reason(bench: Bench) -> None:
    second = ANNA | OTHER | {"email": ANNA["email"], "phone": ANNA["phone"]}

    found = several(bench, [ANNA, second, ANNA | {"name": "leroux marc"}], [0, 1, 2])

    assert found == people.Several(1, (("email", 1), ("phone", 1)))


def test_an_account_that_is_not_in_the_leak_does_not_count(bench: Bench) -> None:
    assert several(bench, [ANNA, ANNA], [0, 0]) == people.Several(0, ())
