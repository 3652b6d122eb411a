"""The few figures of the first screen: whose, since when, how bad, what is due next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from report_cases import ASKED, drill, nothing, sample
from report_parts import DUTIES, TAKEN, TODAY

from tocsin.report.figures import figures
from tocsin.report.sheet import Figure
from tocsin.terms.established import Established
from tocsin.terms.law import Standing
from tocsin.terms.period import Period, Taken
from tocsin.terms.severity import Level


def figure(label: str, of: Established) -> Figure:
    (found,) = [one for one in figures(of) if one.label == label]
    return found


def copied(after: str | None, before: str | None) -> tuple[str, str]:
    ends = [
        datetime.fromisoformat(end).replace(tzinfo=UTC) if end else None for end in (after, before)
    ]
    told = figure(
        "Copied", replace(drill(), taken=replace(TAKEN, period=Period(*ends), source=None))
    )
    return told.words, told.note


def test_they_say_whose_since_when_how_bad_and_what_is_next() -> None:
    labels = [one.label for one in figures(drill())]
    assert labels[:4] == ["People", "Copied", "Severity", "Next duty"]


def test_a_case_without_anything_has_none() -> None:
    assert figures(nothing()) == ()


@pytest.mark.parametrize(
    ("after", "before", "words", "note"),
    [
        ("2014-06-07T00:05:18", "2014-06-07T01:29:35", "7 Jun 2014", "between 00:05 and 01:30 UTC"),
        ("2014-06-07T00:05:00", "2014-06-07T01:29:00", "7 Jun 2014", "between 00:05 and 01:29 UTC"),
        ("2014-06-05T10:00:00", "2014-06-07T01:00:00", "5 Jun to 7 Jun 2014", "649,877 rows say so"),
        ("2013-12-30T10:00:00", "2014-06-07T01:00:00", "30 Dec 2013 to 7 Jun 2014", "649,877 rows say so"),
        ("2014-06-05T10:00:00", None, "After 5 Jun 2014", "649,877 rows say so"),
        (None, "2014-06-07T01:00:00", "Before 7 Jun 2014", "649,877 rows say so"),
    ],
)  # fmt: skip
def test_a_time_of_copying_is_told_to_the_day_and_never_narrower_than_it_is(
    after: str | None, before: str | None, words: str, note: str
) -> None:
    assert copied(after, before) == (words, note)


def test_of_an_old_copy_it_is_told_how_long_before_the_note_it_was_made() -> None:
    assert "1 year" not in copied(None, "2014-06-01T00:00:00")[1]
    assert copied(None, "2012-06-13T00:00:00")[1].startswith("2 years before the note")


def test_a_time_that_cannot_be_told_is_said_so() -> None:
    unknown = Taken(None, TAKEN.rests)
    assert figure("Copied", replace(drill(), taken=unknown)).words == "Cannot tell"


def test_a_high_severity_is_red_and_says_for_how_many() -> None:
    told = figure("Severity", drill())
    assert (told.words, told.tone) == ("High", "alarm")
    assert "for 200,911 of 613,041 people" in told.note


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_colour(level: Level) -> None:
    severity = drill().severity
    assert severity
    assert figure("Severity", replace(drill(), severity=replace(severity, level=level))).tone


def test_of_an_old_claim_it_says_what_would_be_due_by_the_law_of_today() -> None:
    assert figure("Next duty", drill()).note == (
        "by the law of 13 June 2014; by that of 25 November 2026, 72 hours to notify the breach to the supervisory authority"
    )


def test_a_provisional_deadline_says_what_it_is_counted_from() -> None:
    told = figure("Next duty", replace(drill(), duties=TODAY, today=None))
    assert told.words == "Sat 28 Nov, 09:30"
    assert told.note.startswith("may be required: notify the breach")
    assert told.note.endswith("in 2 days 23 hours, if counted from claim received")
    assert told.tone == "doubt"


@pytest.mark.parametrize(
    ("hours", "label", "tone"), [(1, "Next duty", "doubt"), (50, "Next duty", "alarm"), (73, "Duty overdue", "alarm")]
)  # fmt: skip
def test_a_duty_is_red_when_a_day_is_left(hours: int, label: str, tone: str) -> None:
    late = replace(TODAY, now=TODAY.facts.times.claim_received + timedelta(hours=hours))
    assert figure(label, replace(drill(), duties=late, today=None)).tone == tone


def test_what_was_done_is_not_next() -> None:
    done = replace(TODAY.owed[0], done=TODAY.now, standing=Standing.BINDS)
    duties = replace(TODAY, owed=(done, *TODAY.owed[1:]))
    assert (
        figure("Next duty", replace(drill(), duties=duties, today=None)).words == "None by a date"
    )


def test_where_no_law_bears_on_it_there_is_no_duty() -> None:
    none = replace(DUTIES, owed=())
    assert "Next duty" not in [one.label for one in figures(replace(drill(), duties=none))]


def test_a_deadline_of_the_note_that_passed_is_red() -> None:
    late = replace(ASKED, now=ASKED.now + timedelta(days=10))
    told = figure("The note’s deadline", replace(sample(), asked=late))
    assert ("passed 6 days 13 hours ago" in told.note, told.tone) == (True, "alarm")
