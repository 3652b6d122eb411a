"""The EDPB's eighteen cases: our rule gives each its answer, by one feature; and a register compares with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from law_facts import facts

from tocsin.kinds import KINDS
from tocsin.law.cases import CASES
from tocsin.law.compare import (
    CONTACT_KINDS,
    IDENTITY_KINDS,
    SENSITIVE_KINDS,
    compare,
    features,
    judge,
    say,
)
from tocsin.terms.precedent import Features, Notified, Precedent, Reach, Worth

WRITTEN = {
    1: "internal record only", 2: "authority", 3: "authority and persons", 4: "authority and persons",
    5: "authority and persons", 6: "internal record only", 7: "authority and persons", 8: "authority",
    9: "internal record only", 10: "internal record only", 11: "authority and persons",
    12: "authority and persons", 13: "internal record only", 14: "authority and persons",
    15: "internal record only", 16: "authority", 17: "authority and persons", 18: "authority and persons",
}  # fmt: skip
"""The answers of Guidelines 01/2021, as two codings have them."""

DECISIVE = {
    1: "nobody outside can read", 2: "could not be had for 5 days", 3: "put off care", 4: "sensitive",
    5: "sensitive", 6: "nobody outside can read", 7: "sensitive", 8: "former insider", 9: "trusted recipient",
    10: "nobody outside can read", 11: "identity fraud", 12: "sensitive", 13: "trivial data", 14: "sensitive",
    15: "trivial data", 16: "bound by nothing", 17: "sensitive", 18: "sensitive",
}  # fmt: skip

each = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))


@each
def test_each_case_has_the_answer_of_the_guidelines(case: Precedent) -> None:
    assert case.notified.value == WRITTEN[case.number]


@each
def test_the_rule_gives_the_answer_by_its_decisive_feature(case: Precedent) -> None:
    judged = judge(case.features)
    assert judged.notified is case.notified
    assert DECISIVE[case.number] in judged.decisive


def test_all_eighteen_are_there() -> None:
    assert [case.number for case in CASES] == list(range(1, 19))


REGISTER = ("email", "full_name", "postal_address", "password_hash")


def test_an_extorted_register_compares_with_4_5_and_7_and_differs_from_6() -> None:
    found = compare(features(facts(kinds=REGISTER, weak_passwords=True)))

    assert [case.number for case in found.alike] == [4, 5, 7]
    by_number = {one.case.number: one.differs for one in found.contrasts}
    assert set(by_number) == {6, 8}
    assert "who holds the data can read them" in by_number[6]
    assert "a criminal holds the data" in by_number[8]


def test_case_6_does_not_carry_over_to_names_and_addresses() -> None:
    pseudonyms = features(facts(kinds=("user_name", "password_hash"), weak_passwords=False))
    register = features(facts(kinds=REGISTER, weak_passwords=False))

    assert judge(pseudonyms).notified is Notified.INTERNAL
    assert judge(register).notified is not Notified.INTERNAL


def test_passwords_count_as_found_until_somebody_says_that_they_are_strong() -> None:
    assert features(facts(kinds=REGISTER)).worth is Worth.SENSITIVE
    assert features(facts(kinds=REGISTER, weak_passwords=False)).worth is Worth.CONTACT


def test_encrypted_data_are_read_by_nobody() -> None:
    safe = features(facts(kinds=REGISTER, unintelligible=True, key_taken=False))
    assert judge(safe).notified is Notified.INTERNAL


def test_it_never_says_is() -> None:
    for case in CASES:
        lines = say(compare(case.features))
        assert lines[0].startswith("Compare with cases")
        assert all(line.startswith(("Compare with", "It differs from")) for line in lines)


@each
def test_a_case_is_among_those_it_is_compared_with(case: Precedent) -> None:
    assert case in compare(case.features).alike


@pytest.mark.parametrize("worth", list(Worth))
@pytest.mark.parametrize("people", [1, 99_999_999])
def test_worse_hands_never_make_it_better(worth: Worth, people: int) -> None:
    order = list(Notified)
    answers = [
        order.index(judge(Features(reach, worth, people)).notified)
        for reach in (Reach.TRUSTED, Reach.UNBOUND, Reach.MANY, Reach.CRIMINAL)
    ]
    assert answers == sorted(answers)


def test_more_people_never_make_it_better() -> None:
    order = list(Notified)
    for reach in Reach:
        for worth in Worth:
            answers = [
                order.index(judge(replace(Features(reach, worth, 1), people=people)).notified)
                for people in (1, 1_000, 1_000_000)
            ]
            assert answers == sorted(answers)


def test_the_kinds_it_names_exist() -> None:
    assert {kind.name for kind in KINDS} >= SENSITIVE_KINDS | IDENTITY_KINDS | CONTACT_KINDS
