"""What the law requires, by scenario: each differs from the usual facts in one way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from law_facts import AWARE, BELGIAN, CLAIM, CUSTOMERS, FRENCH, JUNE_2014, NOW, facts, owed

from tocsin.law.holding import as_if, as_read, hold
from tocsin.terms.facts import Company, Given, Part, Risk, Sector, Times
from tocsin.terms.law import Standing

BINDS, OPEN, FREED = Standing.BINDS, Standing.OPEN, Standing.FREED


def test_a_high_risk_goes_to_the_authority_the_people_and_the_record() -> None:
    found = owed()

    assert found["eu.gdpr.33.1"].to == "CNIL"
    assert found["eu.gdpr.33.1"].deadline is not None
    assert found["eu.gdpr.33.1"].deadline.strict == AWARE.at + timedelta(hours=72)
    for key in ("eu.gdpr.33.1", "eu.gdpr.34.1", "eu.gdpr.33.5"):
        assert found[key].standing is BINDS


def test_a_risk_that_is_not_high_leaves_the_people_out() -> None:
    found = owed(risk=Risk.LIKELY)

    assert found["eu.gdpr.33.1"].standing is BINDS
    assert "eu.gdpr.34.1" not in found


def test_an_unlikely_risk_stays_in_the_record() -> None:
    found = owed(risk=Risk.UNLIKELY)

    assert found["eu.gdpr.33.1"].standing is FREED
    assert found["eu.gdpr.33.1"].deadline is None
    assert found["eu.gdpr.33.5"].standing is BINDS


def test_a_risk_that_nobody_has_judged_frees_nobody_and_is_asked() -> None:
    duties = hold(facts(risk=None), NOW)
    found = {one.key: one for one in duties.owed}

    assert found["eu.gdpr.33.1"].standing is BINDS
    assert found["eu.gdpr.34.1"].standing is OPEN
    assert "risk" in {question.fact for question in duties.questions}


def test_before_awareness_nothing_binds_and_the_claim_shows_its_own_deadline() -> None:
    duties = hold(facts(times=Times(CLAIM)), NOW)
    notify = duties.owed[0]

    assert (notify.standing, notify.provisional) == (OPEN, True)
    assert notify.deadline is not None
    assert notify.deadline.strict == CLAIM + timedelta(hours=72)
    assert duties.questions[0].fact == "times.aware"


def test_no_breach_no_notification() -> None:
    found = owed(times=Times(CLAIM), compromised=False)
    assert not [key for key in found if key.startswith("eu.gdpr")]


def test_data_that_nobody_can_read_free_from_telling_the_people() -> None:
    found = owed(unintelligible=True, key_taken=False)
    assert found["eu.gdpr.34.1"].standing is FREED
    assert "34(3)(a)" in found["eu.gdpr.34.1"].because


def test_encryption_does_not_help_once_the_key_was_taken() -> None:
    assert owed(unintelligible=True, key_taken=True)["eu.gdpr.34.1"].standing is BINDS


def test_encryption_does_not_help_while_nobody_knows_of_the_key() -> None:
    duties = hold(facts(unintelligible=True), NOW)
    assert {one.key: one for one in duties.owed}["eu.gdpr.34.1"].standing is BINDS
    assert "key_taken" in {question.fact for question in duties.questions}


def test_disproportionate_effort_turns_letters_into_a_public_communication() -> None:
    found = owed(disproportionate=True)
    assert found["eu.gdpr.34.1"].standing is FREED
    assert found["eu.gdpr.34.3.c"].standing is BINDS
    assert "eu.gdpr.34.3.c" not in owed()


def test_one_french_controller_makes_one_notification_that_names_belgium() -> None:
    duties = hold(facts(), NOW)
    notify = [one for one in duties.owed if one.key.startswith("eu.gdpr.33.1")]

    assert [(one.to, one.people) for one in notify] == [("CNIL", 650_000)]
    assert any("names Belgium as concerned" in remark for remark in duties.remarks)


def test_two_controllers_make_two_notifications() -> None:
    both = (
        Company(FRENCH.name, "FR", decides=True),
        Company(BELGIAN.name, "BE", decides=True),
    )
    duties = hold(facts(companies=both), NOW)

    assert [one.key for one in duties.owed if one.key.startswith("eu.gdpr.33.1")] == [
        "eu.gdpr.33.1@FR",
        "eu.gdpr.33.1@BE",
    ]
    assert "companies" not in {question.fact for question in duties.questions}
    assert not any("lead authority" in remark for remark in duties.remarks)
    assert any("2 notifications" in remark for remark in duties.remarks)


def test_a_company_that_decides_nothing_notifies_nobody() -> None:
    both = (
        Company(FRENCH.name, "FR", decides=True),
        Company(BELGIAN.name, "BE", decides=False),
    )
    assert owed(companies=both)["eu.gdpr.33.1"].to == "CNIL"


def test_who_decides_is_asked_where_two_companies_may() -> None:
    duties = hold(facts(companies=(FRENCH, BELGIAN)), NOW)

    assert "companies" in {question.fact for question in duties.questions}
    asked = {question.fact: question.turns for question in duties.questions}["companies"]
    assert {"eu.gdpr.33.1@FR", "eu.gdpr.33.1@BE"} <= set(asked)
    assert any("Nobody has said which of these companies" in remark for remark in duties.remarks)


def test_a_controller_outside_the_eea_notifies_every_authority_of_the_people() -> None:
    found = owed(companies=(Company("Four Winds Inc.", "US"),))
    told = {one.to: one.people for key, one in found.items() if key.startswith("eu.gdpr.33.1")}

    assert told["CNIL"] == 592_000
    assert len(told) == 2


def test_a_german_company_is_asked_for_its_land() -> None:
    named = owed(companies=(Company("Vier Winde GmbH", "DE", region="DE-BY"),))
    duties = hold(facts(companies=(Company("Vier Winde GmbH", "DE"),)), NOW)

    assert named["eu.gdpr.33.1"].to == "BayLDA (private sector)"
    assert any("companies.region" in remark for remark in duties.remarks)


def test_without_companies_nobody_is_named_and_the_rule_stays_open() -> None:
    found = owed(companies=())
    assert found["eu.gdpr.33.1"].standing is OPEN
    assert found["eu.gdpr.33.1"].to == "the supervisory authority"


def test_a_processor_tells_its_controllers() -> None:
    found = owed(companies=(Company("Host SA", "FR", Part.PROCESSOR),))
    assert found["eu.gdpr.33.2"].standing is BINDS
    assert "eu.gdpr.33.1" not in found


def test_an_insured_french_company_complains_within_72_hours_of_the_claim_too() -> None:
    found = owed(insured=True)["fr.lopmi"]

    assert found.deadline is not None
    assert found.deadline.strict == CLAIM + timedelta(hours=72)
    assert [ends.start for ends in found.deadlines] == [AWARE.at, CLAIM]


def test_an_uninsured_company_may_complain_and_need_not() -> None:
    found = owed(insured=False)
    assert "fr.lopmi" not in found
    assert found["fr.complaint"].standing is Standing.ADVICE


def test_the_belgian_authority_takes_three_languages() -> None:
    found = owed(companies=(BELGIAN,))["eu.gdpr.33.1"]
    (channel,) = found.channels
    assert channel.languages == ("fr", "nl", "de")
    assert "inadmissible" in channel.note


def test_nis2_runs_where_the_company_says_that_it_applies() -> None:
    under = {"sectors": (Sector.NIS2_IMPORTANT,), "companies": (BELGIAN,)}

    assert not [key for key in owed() if "nis2" in key]
    assert owed(**under)["eu.nis2.warning"].standing is OPEN
    found = owed(**under, significant=True)
    assert found["eu.nis2.warning"].deadline is not None
    assert found["eu.nis2.warning"].deadline.strict == AWARE.at + timedelta(hours=24)
    assert found["eu.nis2.final"].deadline is None


def test_nis2_in_france_is_a_question_for_counsel() -> None:
    found = owed(sectors=(Sector.NIS2_ESSENTIAL,), significant=True)
    assert [key for key in found if "nis2" in key] == ["eu.nis2.fr"]
    assert found["eu.nis2.fr"].standing is Standing.COUNSEL


def test_nis2_reports_finally_a_month_after_its_notification() -> None:
    sent = Given("eu.nis2.notification", CLAIM + timedelta(hours=20))
    found = owed(
        sectors=(Sector.NIS2_IMPORTANT,), significant=True, companies=(BELGIAN,), given=(sent,)
    )
    assert found["eu.nis2.notification"].done == sent.at
    assert found["eu.nis2.final"].deadline is not None
    assert found["eu.nis2.final"].deadline.strict.date() == date(2026, 12, 21)


@pytest.mark.parametrize(("hours", "end"), [(3, 7), (23, 24), (40, 44)])
def test_dora_counts_from_classification_and_from_awareness_unless_it_came_later(
    hours: int, end: int
) -> None:
    classified = AWARE.at + timedelta(hours=hours)
    found = owed(sectors=(Sector.DORA,), times=Times(CLAIM, aware=AWARE, classified=classified))[
        "eu.dora.initial"
    ]
    assert found.deadline is not None
    assert found.deadline.strict == AWARE.at + timedelta(hours=end)


@pytest.mark.parametrize("place", ["US", "IN", "AU", "CA", "CH", "BR", "KR", "JP"])
def test_elsewhere_counsel_is_asked_and_nothing_is_decided(place: str) -> None:
    found = owed(subjects=(*CUSTOMERS, (place, 7)))
    there = [one for one in found.values() if one.key.startswith(place.lower() + ".")]

    assert there
    assert {one.standing for one in there} == {Standing.COUNSEL}
    assert {one.people for one in there} == {7}
    assert not [key for key in owed() if key.startswith(place.lower() + ".")]


def test_the_uk_binds_a_company_of_its_own_and_asks_for_others() -> None:
    people = (*CUSTOMERS, ("GB", 40))
    assert "gb.gdpr.33.1" not in owed(subjects=people)
    assert owed(subjects=people)["gb.ask"].standing is Standing.COUNSEL
    own = owed(subjects=people, companies=(Company("Four Winds Ltd", "GB"),))
    assert own["gb.gdpr.33.1"].standing is BINDS


def test_india_now_has_six_hours_and_the_data_act_not_yet() -> None:
    found = owed(subjects=(("IN", 3),))
    assert "in.cert" in found
    assert "in.dpdp" not in found


def test_the_omnibus_is_shown_and_never_counted() -> None:
    found = owed()["eu.omnibus.33"]
    assert found.standing is Standing.PROPOSED
    assert found.deadlines == ()


def test_an_e_mail_with_a_password_is_a_question_in_the_united_states() -> None:
    people = (("US", 5),)
    assert "us.states.credentials" in owed(subjects=people, kinds=("email", "password_hash"))
    assert "us.states.credentials" not in owed(subjects=people, kinds=("email",))


def test_what_was_sent_is_done_and_no_longer_due() -> None:
    sent = Given("eu.gdpr.33.1", NOW)
    duties = hold(facts(given=(sent,)), NOW + timedelta(days=9))

    assert duties.owed[0].done == NOW
    assert duties.owed[0] not in duties.due()
    assert duties.passed() == ()


def test_what_was_sent_to_one_of_two_authorities_leaves_the_other_due() -> None:
    sent = Given("eu.gdpr.33.1@FR", NOW)
    found = owed(companies=(FRENCH, BELGIAN), given=(sent,))
    assert found["eu.gdpr.33.1@FR"].done == NOW
    assert found["eu.gdpr.33.1@BE"].done is None


def test_a_deadline_that_lies_behind_has_passed() -> None:
    late = hold(facts(), AWARE.at + timedelta(hours=73))
    assert [one.key for one in late.passed()] == ["eu.gdpr.33.1"]
    assert hold(facts(), AWARE.at + timedelta(hours=71)).passed() == ()


def test_2014_is_judged_by_the_law_of_2014() -> None:
    duties = hold(facts(times=JUNE_2014, companies=(FRENCH, BELGIAN)), JUNE_2014.claim_received)
    keys = {one.key: one.standing for one in duties.owed}

    assert duties.law_of == date(2014, 6, 10)
    assert not [key for key in keys if key.startswith("eu.")]
    assert keys["fr.1978.34"] is BINDS
    assert keys["be.1992.16"] is BINDS
    assert keys["be.2013.1"] is Standing.ADVICE
    assert duties.passed() == ()


def test_a_telecoms_provider_of_2014_had_24_hours_and_article_34_bis() -> None:
    aware = Times(
        JUNE_2014.claim_received, aware=AWARE.__class__(JUNE_2014.claim_received, "CIL", "found")
    )
    duties = hold(
        facts(times=aware, sectors=(Sector.ELECTRONIC_COMMUNICATIONS,)), aware.claim_received
    )
    found = {one.key: one for one in duties.owed}

    assert found["fr.1978.34bis"].standing is BINDS
    assert found["eu.611.2"].deadline is not None
    assert found["eu.611.2"].deadline.strict - aware.claim_received == timedelta(hours=24)


def test_the_same_facts_today_are_judged_by_the_law_as_it_was_read_last() -> None:
    then = facts(times=JUNE_2014)
    moved = as_if(then, as_read())

    assert moved.times.claim_received.astimezone(CLAIM.tzinfo).date() == as_read()
    assert "eu.gdpr.33.1" in {one.key for one in hold(moved, NOW).owed}


def test_the_countdown_has_the_next_deadline_first() -> None:
    due = hold(facts(insured=True), NOW).due()
    assert [one.key for one in due] == ["fr.lopmi", "eu.gdpr.33.1"]
