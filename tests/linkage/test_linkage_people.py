"""Accounts of one person share its number; households and namesakes do not."""

from __future__ import annotations

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
