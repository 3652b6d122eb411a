"""The form filled from findings, record and persons: what is in it, what is asked, what is said otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from form_cases import AWARE, NOW, established, findings, form, known, sent, verdict
from tocsin.law.form import answers
from tocsin.law.form.template import BY_KEY, FIELDS
from tocsin.terms.errors import Refused
from tocsin.terms.facts import Company, Facts, Risk, Times
from tocsin.terms.form import Form, Notice, Source
from tocsin.terms.period import Ground, Period, Taken
from tocsin.terms.severity import Level, Severity, Step
from tocsin.terms.template import Circumstances, Need, Sort
from tocsin.terms.verdict import Answer

GRAVE = Severity(Level.HIGH, 3.0, (Step("data", 3.0, "Passwords open accounts.", "ENISA 2013"),))
INSIDE = {"established_in_eea": True}

EVERYTHING = {
    "established_in_eea": True, "organisation": "Quatre Vents", "organisation_contact": "rue 1",
    "reporter": "A. B.", "reporter_contact": "rue 1", "reporter_function": "a", "others_involved": "b",
    "happened": "d", "incident": ["g"], "cause": "d", "systems": "the shop", "measures_before": ["b"],
    "measures_before_described": "daily", "effects_read": ["c"], "impact": ["a"], "severity": "b",
    "risk": "a", "risk_described": "as found", "measures_since": "resets", "prevention": ["d"],
    "prevention_described": "bcrypt", "people_told": "b1", "cross_border": "b",
}  # fmt: skip
"""What a person must say where nothing is late."""


def value(of: Form, key: str) -> tuple[str, ...]:
    entry = of.entry(BY_KEY[key].number)
    assert entry is not None, f"{key} is not shown"
    return entry.value


def source(of: Form, key: str) -> Source:
    entry = of.entry(BY_KEY[key].number)
    assert entry is not None
    return entry.source


def asked(of: Form) -> set[str]:
    return {question.key for question in of.questions if question.blocks}


def test_a_number_of_people_is_filled_in_with_the_finding_it_rests_on() -> None:
    entry = form().entry(68)

    assert entry is not None
    assert entry.value == ("611",)
    assert [rests.key for rests in entry.basis] == ["scope.people"]
    assert entry.basis[0].says == "Behind these accounts stand 611 people."


def test_a_finding_bears_the_number_that_the_report_gives_it() -> None:
    entry = form().entry(68)

    assert entry is not None
    assert entry.basis[0].number == [one.key for one in findings()].index("scope.people") + 1


def test_kinds_of_data_are_told_in_the_templates_letters() -> None:
    assert value(form(), "data") == ("a", "b", "s")


def test_what_free_text_speaks_of_is_among_the_data_with_its_finding() -> None:
    told = form(
        of=known(established(findings=findings(**{"remarks.health": "3 rows speak of health."})))
    )

    assert value(told, "data") == ("a", "b", "k", "s")
    assert "3 rows speak of health." in value(told, "data_described")[0]


def test_people_by_country_are_those_of_the_eea_only() -> None:
    scope = established().scope
    assert scope is not None
    swiss = replace(scope, by_country=(("FR", 557), ("CH", 40), ("BE", 14), ("??", 3)))
    told = form({**INSIDE, "cross_border": "a"}, known(established(scope=swiss)))

    assert value(told, "people_by_country") == ("FR=557", "BE=14")


def test_a_judgement_is_suggested_and_has_still_to_be_confirmed() -> None:
    told = form()

    assert source(told, "incident") is Source.SUGGESTED
    assert "incident" in asked(told)


def test_a_confirmed_suggestion_is_a_persons_and_no_longer_asked() -> None:
    told = form({"incident": ["g"]})

    assert source(told, "incident") is Source.PERSON
    assert "incident" not in asked(told)


def test_severity_is_a_suggestion_on_the_templates_scale() -> None:
    told = form(of=known(established(severity=GRAVE)))

    assert value(told, "severity") == ("c",)
    assert source(told, "severity") is Source.SUGGESTED


def test_a_dated_copy_suggests_when_it_happened_and_where_from() -> None:
    period = Period(AWARE - timedelta(days=4), AWARE - timedelta(days=3))
    dated = established(
        taken=Taken(period, Ground.CHANGES, source="mail house"),
        findings=findings(**{"taken.source": "The copy fits the export to the mail house."}),
    )
    told = form(of=known(dated))

    assert value(told, "happened") == ("b",)
    assert value(told, "began") == ((AWARE - timedelta(days=4)).isoformat(timespec="minutes"),)
    assert value(told, "systems") == ("The copy fits the export to the mail house.",)
    assert source(told, "systems") is Source.SUGGESTED


@pytest.mark.parametrize("period", [None, Period(None, AWARE), Period(AWARE, None)])
def test_a_copy_dated_on_one_side_only_suggests_nothing(period: Period | None) -> None:
    told = form(of=known(established(taken=Taken(period, Ground.CHANGES))))

    assert value(told, "happened") == ()


@pytest.mark.parametrize("answer", [Answer.FABRICATED, Answer.RECYCLED, Answer.OTHER_SYSTEM])
def test_a_verdict_against_a_breach_fills_in_no_breach(answer: Answer) -> None:
    told = form(of=known(verdict(answer)))

    assert value(told, "nature") == ()
    assert told.entry(68) is None
    assert any(answer.value in remark for remark in told.remarks)


def test_where_nobody_can_tell_the_form_says_that_it_is_still_to_be_told() -> None:
    told = form(of=known(verdict(Answer.CANNOT_TELL)))

    assert value(told, "taken") == ("e",)
    assert not told.complete


def test_a_sample_counts_nobody() -> None:
    told = form(of=known(established(sample=True)))

    assert value(told, "people_counted") == ("d",)
    assert told.entry(68) is None
    assert any("sample" in remark for remark in told.remarks)


def test_awareness_that_nobody_recorded_is_asked() -> None:
    told = form(of=known(times=Times(established().received)))

    assert "aware" in asked(told)
    assert any("tocsin aware" in remark for remark in told.remarks)


@pytest.mark.parametrize(("hours", "late"), [(72, False), (73, True)])
def test_reasons_for_a_delay_are_asked_once_72_hours_have_gone(hours: int, late: bool) -> None:
    told = form(of=known(now=AWARE + timedelta(hours=hours)))

    assert ("late_because" in asked(told)) is late


def test_reasons_for_a_delay_are_not_asked_again_in_a_follow_up() -> None:
    told = form(of=known(now=AWARE + timedelta(hours=100)), earlier=sent(form()))

    assert told.entry(49) is None


def test_whether_the_controller_is_in_the_eea_is_asked_first() -> None:
    assert form().questions[0].key == "established_in_eea"
    assert form().entry(113) is None


def test_outside_the_eea_a_representative_is_asked_and_no_lead_authority() -> None:
    told = form({"established_in_eea": False, "outside_eea": "a"})

    assert "representative" in asked(told)
    assert told.entry(114) is None
    assert value(told, "outside_people_by_country") == ("FR=557", "BE=54")


TOLD = Facts(
    known().times,
    risk=Risk.HIGH,
    risk_because="names beside passwords",
    companies=(Company("Quatre Vents SA", "FR", decides=True),),
    processor_involved=False,
)


def test_what_was_told_for_the_law_is_not_asked_again() -> None:
    told = form(of=known(facts=TOLD))

    assert value(told, "organisation") == ("Quatre Vents SA",)
    assert value(told, "risk") == ("a",)
    assert not {"established_in_eea", "organisation", "risk", "others_involved"} & asked(told)


def test_a_company_outside_the_eea_is_told_by_its_country() -> None:
    told = form(of=known(facts=replace(TOLD, companies=(Company("Vents", "CH"),))))

    assert told.entry(113) is None
    assert told.entry(120) is not None


def test_the_lead_authority_is_suggested_by_where_the_controller_sits() -> None:
    told = form({"cross_border": "a"}, known(facts=TOLD))

    assert "CNIL" in value(told, "lead")[0]
    assert source(told, "lead") is Source.SUGGESTED


def test_outside_the_eea_each_authority_where_people_are_is_suggested() -> None:
    away = replace(TOLD, companies=(Company("Vents", "CH"),))
    told = form({"outside_eea": "a"}, known(facts=away))

    (names,) = value(told, "outside_notified_authorities")
    assert "(FR)" in names
    assert "(BE)" in names


def test_of_two_companies_that_decide_neither_is_filled_in() -> None:
    two = (Company("Quatre Vents SA", "FR"), Company("Vier Winden NV", "BE"))
    told = form(of=known(facts=replace(TOLD, companies=two)))

    assert {"organisation", "established_in_eea"} <= asked(told)
    assert any("notification of its own" in remark for remark in told.remarks)


def test_a_risk_told_as_unlikely_stands_against_a_grave_severity_too() -> None:
    told = form(of=known(established(severity=GRAVE), facts=replace(TOLD, risk=Risk.UNLIKELY)))

    assert [one.number for one in told.contradictions] == [89]


def test_with_all_answers_it_is_complete() -> None:
    told = form(EVERYTHING)

    assert asked(told) == set()
    assert told.complete
    assert value(told, "state") == ("a",)


@pytest.mark.parametrize("missing", sorted(EVERYTHING))
def test_without_any_one_of_them_it_is_not(missing: str) -> None:
    told = form({key: answer for key, answer in EVERYTHING.items() if key != missing})

    assert not told.complete
    assert value(told, "state") == ("b",)


def test_an_answer_left_for_later_leaves_it_incomplete() -> None:
    told = form({**EVERYTHING, "cause": "e"})

    assert asked(told) == {"cause"}


CONTRADICTED: dict[str, dict[str, object]] = {
    "another number of people": {"people_number": 500_000},
    "a kind that was found is left out": {"data": ["a", "b"]},
    "a kind that was not found is named": {"data": ["a", "b", "q", "s"]},
    "readable data said to be unreadable": {"unintelligible": "a"},
    "another way it came to light": {"discovered": "a"},
    "other countries": {**INSIDE, "cross_border": "a", "people_countries": ["FR"]},
}


@pytest.mark.parametrize("case", CONTRADICTED)
def test_what_a_person_says_otherwise_than_found_is_said_and_stands(case: str) -> None:
    told = form(CONTRADICTED[case])

    (one,) = told.contradictions
    assert one.said == told.entry(one.number).words  # type: ignore[union-attr]
    assert one.found


AGREEING: dict[str, dict[str, object]] = {
    "the same number": {"people_number": 611},
    "more kinds than were found": {"data": ["a", "b", "k", "s"]},
    "the same moment in another zone": {"told_on": "2026-11-20T09:00+01:00"},
    "other words": {"incident_described": "Somebody came in."},
    "another judgement than suggested": {"impact": ["h"]},
}


@pytest.mark.parametrize("case", AGREEING)
def test_what_does_not_contradict_is_not_said_to(case: str) -> None:
    assert form(AGREEING[case]).contradictions == ()


def test_a_risk_said_to_be_unlikely_stands_against_a_grave_severity() -> None:
    told = form({"risk": "c"}, known(established(severity=GRAVE)))

    assert [one.number for one in told.contradictions] == [89]


def test_an_answer_to_a_field_that_is_not_shown_contradicts_nothing() -> None:
    told = form({"people_counted": "c", "people_number": 12})

    assert [one.number for one in told.contradictions] == [67]


def test_a_follow_up_says_what_has_changed_and_nothing_else() -> None:
    before = form({"systems": "the shop"})
    told = form({"systems": "the shop and its copy"}, earlier=sent(before))

    assert told.notice is Notice.FOLLOW_UP
    assert [(one.before, one.now) for one in told.changes] == [
        ("the shop", "the shop and its copy")
    ]
    assert value(told, "earlier_reference") == ("CNIL-123",)


def test_a_bigger_leak_changes_the_follow_up_by_itself() -> None:
    scope = established().scope
    assert scope is not None
    bigger = established(scope=replace(scope, people=900))

    told = form(of=known(bigger), earlier=sent(form()))

    assert [(one.number, one.before, one.now) for one in told.changes] == [(68, "611", "900")]


def test_a_withdrawal_asks_who_and_why_and_no_more() -> None:
    told = form(earlier=sent(form()), withdrawn="It was a drill.")

    assert told.notice is Notice.WITHDRAWAL
    assert value(told, "state") == ("c",)
    assert value(told, "withdrawn_because") == ("It was a drill.",)
    assert {entry.section for entry in told.entries} == {"1.1", "2.2"}


def test_a_claim_of_before_the_gdpr_is_said_to_be_one() -> None:
    early = replace(known().times, claim_received=NOW.replace(year=2014), aware=None)

    assert "25 May 2018" in form(of=known(times=early)).remarks[0]


def test_with_nothing_established_everything_is_asked() -> None:
    nothing = verdict(Answer.CANNOT_TELL, scope=None, kinds=(), absent=(), findings=(), asked=None)
    told = form(of=known(nothing))

    assert not told.complete
    assert told.entry(68) is None


REFUSED: dict[str, dict[str, object]] = {
    "no such field": {"organization": "x"},
    "no such letter": {"severity": "z"},
    "two of one": {"severity": ["a", "b"]},
    "a letter that is a list in a list": {"impact": [["a"]]},
    "a text for a number": {"people_number": "many"},
    "a number below nothing": {"people_number": -1},
    "a truth for a number": {"people_number": True},
    "a time without zone": {"began": "2026-11-20T16:40"},
    "no day": {"told_people_on": "tomorrow"},
    "a country that does not exist": {"people_countries": ["XX"]},
    "a country outside the EEA": {"people_countries": ["CH"]},
    "a country as a number": {"people_by_country": {"FR": "many"}},
    "a number for a text": {"systems": 3},
    "awareness, which is a decision": {"aware": "2026-11-20T16:40+01:00"},
    "which notification it is": {"notification": "a"},
    "a word for yes": {"established_in_eea": "yes"},
    "a text without end": {"systems": "x" * 30_000},
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_answer_is_refused_without_its_value(case: str) -> None:
    with pytest.raises(Refused) as why:
        answers.said(REFUSED[case])

    assert why.value.remedy
    assert "xxxx" not in str(why.value)


def test_a_misspelt_field_is_named_aright() -> None:
    with pytest.raises(Refused, match="Did you mean 'organisation'"):
        answers.said({"organization": "x"})


def test_an_empty_answer_takes_one_back() -> None:
    before = answers.said({"organisation": "x", "sector": "a"})

    assert before.then(answers.said({"organisation": ""})).values == {14: ("a",)}


CHOICES = [field for field in FIELDS if field.options and field.number not in (3, 4)]
SOME = st.fixed_dictionaries(
    {},
    optional={
        field.key: st.sampled_from([option.letter for option in field.options]).map(
            lambda letter, field=field: [letter] if field.sort is Sort.CHOICES else letter  # type: ignore[misc]
        )
        for field in CHOICES
    }
    | {"established_in_eea": st.booleans()},
)


@given(SOME)
def test_whatever_is_chosen_every_field_shown_that_is_needed_is_filled_in_or_asked(
    said: dict[str, object],
) -> None:
    told = form(said)

    needed = {
        entry.number
        for entry in told.entries
        if not entry.value and entry.need in (Need.MANDATORY, Need.SHOWN)
    }
    assert needed <= {question.number for question in told.questions if question.blocks}
    assert told.complete is (not any(question.blocks for question in told.questions))


@given(SOME)
def test_whatever_is_chosen_a_field_is_shown_just_where_its_rule_holds(
    said: dict[str, object],
) -> None:
    told = form(said)
    eea = said.get("established_in_eea")

    at = Circumstances(eea if isinstance(eea, bool) else None, late=False)
    assert [entry.number for entry in told.entries] == [
        field.number for field in FIELDS if field.shown.holds(told.values, at)
    ]
