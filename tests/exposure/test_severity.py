"""Severity by ENISA's method: worked examples, whom it is worst for, what is not known, what it never says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.exposure import severity, severity_findings
from tocsin.exposure.severity import weigh
from tocsin.kinds import KINDS
from tocsin.report import severity as told
from tocsin.report.sheet import Index
from tocsin.terms.finding import Certainty, Locus
from tocsin.terms.scope import Category, Combination, KindHeld, Lost
from tocsin.terms.severity import Circumstances, Grade, Level

CUSTOMERS = ("full_name", "postal_address", "email")
NAMES = st.lists(st.sampled_from([kind.name for kind in KINDS]), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("kinds", "opens", "score", "level"),
    [
        (CUSTOMERS, None, 2.0, Level.MEDIUM),
        (("email",), None, 1.5, Level.LOW),
        ((*CUSTOMERS, "preference"), None, 3.0, Level.HIGH),
        ((*CUSTOMERS, "password_hash"), "payment_card", 4.0, Level.VERY_HIGH),
        (("user_name", "password_hash"), None, 1.25, Level.LOW),
        ((*CUSTOMERS, "payment_card"), None, 4.0, Level.VERY_HIGH),
        ((*CUSTOMERS, "payment_card", "cvv"), None, 5.0, Level.VERY_HIGH),
        (("nir",), None, 3.0, Level.HIGH),
    ],
)
def test_worked_examples(
    kinds: tuple[str, ...], opens: str | None, score: float, level: Level
) -> None:
    found = weigh([(kinds, 5)], Circumstances(opens=opens))
    assert found is not None
    assert (found.score, found.level) == (score, level)


def test_the_worst_combination_that_people_have_decides_and_not_the_union_of_the_file() -> None:
    groups = [(CUSTOMERS, 90), (("payment_card",), 10)]
    found = weigh(groups)
    assert found is not None
    assert found.score == 2.0
    assert found.people == ((Level.MEDIUM, 90), (Level.LOW, 10))


def test_remarks_on_health_count_for_those_who_made_them_only() -> None:
    found = weigh([(CUSTOMERS, 900), ((*CUSTOMERS, "free_text", "allergy"), 3)])
    assert found is not None
    assert found.people == ((Level.VERY_HIGH, 3), (Level.MEDIUM, 900))


def test_what_a_copy_cannot_tell_is_a_question_and_counts_nothing() -> None:
    found = weigh([(CUSTOMERS, 5)])
    assert found is not None
    unknown = {step.name for step in found.because if not step.known}
    assert unknown == {"integrity", "availability"}
    assert any("altered" in question for question in found.open)


def test_what_a_person_says_of_the_circumstances_counts() -> None:
    found = weigh([(CUSTOMERS, 5)], Circumstances(altered=True, lost=False))
    assert found is not None
    assert (found.score, found.level) == (2.5, Level.MEDIUM)
    assert not any("altered" in question for question in found.open)


def test_a_password_asks_what_an_account_opens() -> None:
    found = weigh([((*CUSTOMERS, "password_hash"), 5)])
    assert found is not None
    assert "What does an account open?" in found.open[0]


def test_unreadable_data_is_a_flag_and_no_lower_number() -> None:
    found = weigh([(CUSTOMERS, 101)], Circumstances(unreadable=True))
    assert found is not None
    assert found.score == 2.0
    assert len(found.flags) == 2


@pytest.mark.parametrize(
    ("level", "grade"),
    [(Level.LOW, Grade.MINOR), (Level.HIGH, Grade.SEVERE), (Level.VERY_HIGH, Grade.SEVERE)],
)
def test_the_levels_on_the_scale_of_the_template(level: Level, grade: Grade) -> None:
    kinds = {Level.LOW: ("email",), Level.HIGH: ("nir",), Level.VERY_HIGH: ("nir", "iban")}[level]
    found = weigh([(kinds, 1)])
    assert found is not None
    assert (found.level, found.grade) == (level, grade)


def test_nothing_lost_is_no_severity() -> None:
    assert weigh([]) is None
    assert weigh([((), 7)]) is None


def test_every_finding_says_that_it_is_never_the_only_ground_or_whose_judgement_it_is() -> None:
    findings = severity_findings.of(weigh([(CUSTOMERS, 5)]), (Locus("9f86d0"),))
    assert "never the only ground" in findings[-1].limit
    assert all(finding.limit for finding in findings)
    assert all(finding.certainty is not Certainty.ESTABLISHED for finding in findings)


def test_where_it_is_not_known_what_each_lost_all_kinds_count_together() -> None:
    held = [
        KindHeld(kind, Category.CONTACT, 9, people)
        for kind, people in (("full_name", 7), ("phone", 5))
    ]
    found = severity.of(None, held)
    assert found is not None
    assert (found.score, found.people) == (2.0, ((Level.MEDIUM, 7),))


def test_rare_combinations_are_not_lost_and_count_no_more_people_than_there_are() -> None:
    common = Combination(CUSTOMERS, 900)
    kinds = (*((kind, 905) for kind in CUSTOMERS), ("health", 2), ("iban", 4))
    found = severity.of(Lost(905, kinds, (common,), 5, 3), [])
    assert found is not None
    assert found.people == ((Level.VERY_HIGH, 5), (Level.MEDIUM, 900))


@given(NAMES, NAMES)
def test_more_kinds_are_never_less_severe(some: list[str], more: list[str]) -> None:
    fewer, all_ = weigh([(some, 1)]), weigh([([*some, *more], 1)])
    assert fewer is not None
    assert all_ is not None
    assert all_.score >= fewer.score


@given(NAMES)
def test_the_number_is_what_the_steps_add_up_to(kinds: list[str]) -> None:
    found = weigh([(kinds, 1)])
    assert found is not None
    data, told_by, *circumstances = (step.value for step in found.because)
    assert found.score == data * told_by + sum(circumstances)


def test_the_section_tells_the_steps_first_and_the_number_last() -> None:
    found = weigh([(CUSTOMERS, 5), (("email",), 2)])
    assert found is not None
    section = told.section(found, Index())
    *steps, total = section.sheets[0].rows
    assert [row[0].words for row in steps][:2] == ["Kind of data", "Telling whose it is"]
    assert (total[1].words, total[2].words) == ("Medium: moderate on the EDPB’s scale.", "2")
    assert "never the only ground" in section.remarks[-1]


def test_machines_get_level_score_and_because() -> None:
    plain = told.plain(weigh([(CUSTOMERS, 5)]))
    assert isinstance(plain, dict)
    assert (plain["level"], plain["score"]) == ("medium", 2.0)
    assert told.plain(None) is None
