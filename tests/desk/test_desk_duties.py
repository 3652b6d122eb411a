"""From what was established and said to duties: what the evidence tells, and what stays a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tocsin.desk import duties
from tocsin.law.holding import as_read
from tocsin.law.said import Said, SaidCompany, SaidRisk, parse
from tocsin.terms.claim import Demand, Money
from tocsin.terms.errors import Refused
from tocsin.terms.established import Asked, Established
from tocsin.terms.facts import Awareness, Risk, Times
from tocsin.terms.law import Standing
from tocsin.terms.scope import Category, KindHeld, Scope
from tocsin.terms.severity import Level, Severity
from tocsin.terms.verdict import Answer, Verdict

DRILL = Established(
    name="drill",
    received=datetime.fromisoformat("2014-06-10T09:12+02:00"),
    tool="tocsin",
    ledger_head="",
    verdict=Verdict(Answer.GENUINE, 6.0, (), "a limit"),
    claims=(),
    scope=Scope(650_000, 640_000, 612_000, 0, 10_000, 0, (("FR", 560_000), ("BE", 52_000))),
    kinds=(
        KindHeld("email", Category.CONTACT, 640_000, 605_000),
        KindHeld("password_hash", Category.CREDENTIAL, 650_000, 612_000, "MD5, unsalted"),
    ),
    absent=(),
    asked=Asked(
        Demand(Money(Decimal(30_000), "EUR"), None, (), ()),
        None,
        datetime.fromisoformat("2014-06-12T08:00+02:00"),
    ),
    findings=(),
    exhibits=(),
    readings=(),
    register=None,
)

RECEIVED = datetime.fromisoformat("2026-11-20T16:40+01:00")
NOW = RECEIVED + timedelta(hours=30)
AWARE = Times(RECEIVED, aware=Awareness(RECEIVED, "DPO", "rows matched"))
FRENCH = SaidCompany("Quatre Vents SA", "FR", decides=True)
HIGH = Severity(Level.HIGH, 3.5, ())


def test_people_kinds_and_demand_come_from_the_evidence() -> None:
    found = duties.facts(DRILL, AWARE, None)

    assert DRILL.scope is not None
    assert found.subjects == DRILL.scope.by_country
    assert "password_hash" in found.kinds
    assert found.weak_passwords is True
    assert found.demand is not None
    assert (found.companies, found.insured, found.breached) == ((), None, True)


def test_a_verdict_does_not_decide_that_data_were_taken() -> None:
    found = duties.owed(DRILL, Times(RECEIVED), Said(companies=(FRENCH,)), None, NOW)

    assert found.facts.breached is None
    assert found.owed[0].standing is Standing.OPEN
    assert found.questions[0].fact == "times.aware"


def test_a_severity_speaks_for_a_risk_that_a_person_must_confirm() -> None:
    found = duties.owed(DRILL, AWARE, Said(companies=(FRENCH,)), HIGH, NOW)

    assert found.facts.risk is Risk.HIGH
    assert found.questions[0].fact == "risk"
    assert "severity found (high)" in found.questions[0].asks


def test_a_low_severity_never_makes_a_risk_unlikely() -> None:
    assert duties.facts(DRILL, AWARE, Severity(Level.LOW, 1.0, ())).risk is None


def test_what_a_person_says_of_the_risk_holds_and_is_not_asked_again() -> None:
    said = Said(companies=(FRENCH,), risk=SaidRisk("likely", "a person's judgement"))
    found = duties.owed(DRILL, AWARE, said, HIGH, NOW)

    assert found.facts.risk is Risk.LIKELY
    assert "risk" not in {question.fact for question in found.questions}


def test_what_contradicts_itself_is_refused() -> None:
    with pytest.raises(Refused, match="no data were taken"):
        duties.owed(DRILL, AWARE, Said(compromised=False), None, NOW)


@pytest.mark.parametrize(
    ("scheme", "weak"),
    [("MD5, unsalted", True), ("bcrypt, salted", False), ("Argon2id, salted", False), (None, True)],
)
def test_only_slow_schemes_keep_passwords(scheme: str | None, weak: bool) -> None:
    held = (KindHeld("password_hash", Category.CREDENTIAL, 9, 9, scheme),)
    assert duties.facts(replace(DRILL, kinds=held), AWARE, None).weak_passwords is weak


def test_special_categories_are_said_where_they_were_found_and_never_denied() -> None:
    held = (KindHeld("health", Category.SPECIAL, 9, 9),)
    assert duties.facts(replace(DRILL, kinds=held), AWARE, None).special is True
    assert duties.facts(replace(DRILL, kinds=()), AWARE, None).special is None


def test_the_drill_of_2014_and_if_it_happened_today() -> None:
    june = Times(datetime.fromisoformat("2014-06-10T09:12+02:00"))
    now = datetime.fromisoformat("2014-06-12T08:00+02:00")
    belgian = SaidCompany("Quatre Vents Belgique SA", "BE", decides=True)

    then = duties.owed(DRILL, june, Said(companies=(FRENCH, belgian)), None, now)
    today = duties.if_read_last(then)

    assert not [one.key for one in then.owed if one.key.startswith("eu.")]
    assert today.law_of == as_read()
    assert {"eu.gdpr.33.1@FR", "eu.gdpr.33.1@BE", "fr.lopmi"} <= {one.key for one in today.owed}
    assert today.now - today.facts.times.claim_received == now - june.claim_received + timedelta(
        hours=0
    )


def test_a_file_in_toml_is_answered_without_a_case() -> None:
    text = "[times]\nclaim_received = 2026-11-20T16:40:00+01:00\n[people]\nFR = 3\n"
    assert parse(text).people == {"FR": 3}
    assert duties.of_file(text, NOW).owed[0].key == "eu.gdpr.33.1"
