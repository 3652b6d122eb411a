"""The calendar, read back by the library that others use."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar
from law_facts import AWARE, NOW, facts

from tocsin.law.calendar import BEFORE, written
from tocsin.law.holding import hold
from tocsin.terms.facts import Given, Times


def test_each_deadline_still_owed_is_an_event_that_ends_with_it() -> None:
    calendar = Calendar.from_ical(written(hold(facts(insured=True), NOW)))
    ends = [event.end for event in calendar.events]

    claim = facts().times.claim_received
    assert ends == [claim + timedelta(hours=72), AWARE.at + timedelta(hours=72)]


def test_alarms_sound_before_it() -> None:
    (event,) = Calendar.from_ical(written(hold(facts(), NOW))).events
    assert [alarm.TRIGGER for alarm in event.walk("VALARM")] == [-before for before in BEFORE]


def test_the_same_duties_give_the_same_bytes() -> None:
    assert written(hold(facts(), NOW)) == written(hold(facts(), NOW))


def test_what_is_done_is_not_in_it() -> None:
    done = facts(given=(Given("eu.gdpr.33.1", NOW),))
    assert Calendar.from_ical(written(hold(done, NOW))).events == []


def test_a_deadline_without_awareness_says_what_it_is_counted_from() -> None:
    claim = facts().times.claim_received
    (event,) = Calendar.from_ical(written(hold(facts(times=Times(claim)), NOW))).events
    assert "if counted from: claim received" in event["SUMMARY"]
