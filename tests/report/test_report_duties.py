"""Duties as a section and as plain values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.law.holding import hold
from tocsin.report.duties import plain, plain_beside, section
from tocsin.report.sheet import Cell
from tocsin.terms.facts import Awareness, Company, Facts, Given, Risk, Times
from tocsin.terms.law import Duties

CLAIM = datetime.fromisoformat("2026-11-20T16:40+01:00")
FACTS = Facts(
    Times(CLAIM, aware=Awareness(CLAIM, "DPO", "rows matched")),
    risk=Risk.HIGH,
    subjects=(("FR", 592_000), ("BE", 58_000), ("US", 12)),
    kinds=("email", "password_hash"),
    companies=(Company("Quatre Vents SA", "FR"),),
    insured=False,
)


def duties(hours: int, facts: Facts = FACTS) -> Duties:
    return hold(facts, CLAIM + timedelta(hours=hours))


def first(of: Duties) -> tuple[Cell, ...]:
    return section(of).sheets[0].rows[0]


def test_plain_values_have_the_keys_of_the_contract() -> None:
    told = json.loads(json.dumps(plain(duties(1))))

    assert {"key", "does", "to", "deadline", "cite"} <= set(told[0])
    assert told[0]["deadline"] == "2026-11-23T16:40:00+01:00"
    assert told[0]["cite"] == "GDPR, Art. 33(1)"
    assert told[0]["deadlines"][0]["latest_1182"] == "2026-11-23T17:00:00+01:00"


def test_what_stands_beside_them_is_plain_too() -> None:
    told = json.loads(json.dumps(plain_beside(duties(1))))

    assert told["people"] == {"FR": 592_000, "BE": 58_000, "US": 12}
    assert told["law_of"] == "2026-11-20"
    assert told["compare"]["alike"] == [4, 5, 7]


def test_colour_follows_the_time_left() -> None:
    tones = [first(duties(hours))[1].sign for hours in (1, 60, 80)]
    assert [(sign.word, sign.tone) for sign in tones if sign] == [
        ("binds", "firm"),
        ("due soon", "alarm"),
        ("passed", "alarm"),
    ]


def test_what_was_done_is_calm_and_stands_after_what_is_due() -> None:
    done = replace(FACTS, given=(Given("eu.gdpr.33.1", CLAIM + timedelta(hours=2)),))
    rows = section(duties(80, done)).sheets[0].rows
    (row,) = [row for row in rows if row[0].words.startswith("Notify")]

    assert row[1].sign is not None
    assert (row[1].sign.word, row[1].sign.tone) == ("done", "calm")


def test_each_reading_of_the_deadline_is_told() -> None:
    by_when = first(duties(1))[2]
    assert by_when.words == "Monday 23 November 2026, 16:40 (UTC+1)"
    assert by_when.note == (
        "counted from awareness: Mon 23 Nov 16:40, in 2 days 23 hours; by Regulation 1182/71 Mon 23 Nov 17:00"
    )


def test_without_awareness_it_says_what_it_is_counted_from() -> None:
    by_when = first(duties(1, replace(FACTS, times=Times(CLAIM))))[2]
    assert by_when.note.startswith("if counted from claim received: Mon 23 Nov 16:40")


def test_counsel_advice_and_proposals_are_kept_apart_from_what_binds() -> None:
    captions = [sheet.caption for sheet in section(duties(1)).sheets]
    assert captions == [
        "Required, or may be",
        "For counsel",
        "Advised, and not in force",
        "What a person must still say",
        "The rules, and what they leave open",
    ]


def test_every_rule_says_its_source_and_whether_to_check_it() -> None:
    rules = section(duties(1)).sheets[-1]
    for _, rule in rules.rows:
        assert "read 2026-" in rule.note
        assert "check: " in rule.note or "verified: " in rule.note


def test_it_is_never_advice() -> None:
    assert any("no legal advice" in remark for remark in section(duties(1)).remarks)


def test_of_another_day_nothing_is_counted_down() -> None:
    told = section(duties(80), today=True)
    assert told.anchor == "duties-today"
    assert told.title == "If it happened on 20 November 2026"
    assert "passed" not in repr(told)
