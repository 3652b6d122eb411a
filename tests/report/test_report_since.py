"""What is new is told in words; what is not new is not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from report_cases import drill

from tocsin.report import since
from tocsin.terms.canary import Sighting
from tocsin.terms.changed import Changed, Delta, People
from tocsin.terms.delta import changed, delta
from tocsin.terms.facts import Event, Facts, Times
from tocsin.terms.law import Cite, Deadline, Duties, Owed, Standing
from tocsin.terms.period import Ground, Period, Taken
from tocsin.terms.scope import Category, KindHeld
from tocsin.terms.verdict import Answer

AT = datetime(2014, 6, 12, 6, tzinfo=UTC)
PEOPLE = People(before=600, after=650, new=60, gone=10, more=40, kinds=(("iban", 40),))


def words(found: Delta) -> str:
    return repr(since.section(found))


def test_an_answer_says_nothing_new_since_itself() -> None:
    assert delta(drill(), drill()) == ()


def test_what_was_added_changed_and_taken_back_is_told() -> None:
    before = replace(drill(), taken=None, sightings=())
    assert before.scope is not None
    after = replace(
        before,
        verdict=replace(before.verdict, answer=Answer.STALE),
        scope=replace(before.scope, people=before.scope.people + 5),
        kinds=(*before.kinds[1:], KindHeld("iban", Category.FINANCIAL, 12, 11)),
        taken=Taken(Period(AT, None), Ground.CHANGES, source="nightly export"),
        sightings=(Sighting("feed", AT, 3, 1, 1),),
    )

    found = {(one.part, one.key): (one.before, one.after) for one in delta(before, after)}

    assert found == {
        ("verdict", "answer"): (before.verdict.answer.value, "stale"),
        ("scope", "people"): (before.scope.people, before.scope.people + 5),
        ("kinds", "iban"): (None, 11),
        ("kinds", before.kinds[0].kind): (before.kinds[0].people, None),
        ("taken", "earliest"): (None, AT.isoformat()),
        ("taken", "source"): (None, "nightly export"),
        ("canaries", "feed"): (None, 1),
    }


def owed(standing: Standing, at: datetime | None) -> Owed:
    ends = (Deadline(Event.AWARE, at, at + timedelta(hours=72)),) if at else ()
    cite = Cite(
        "GDPR", "Art. 33(1)", "https://eur-lex.europa.eu/eli/reg/2016/679/oj", date(2026, 11, 1)
    )
    return Owed(
        "eu.gdpr.33", "GDPR", "Notify the breach", "the authority", cite, standing, "", "", "", ends
    )


def held(*found: Owed) -> Duties:
    return Duties(Facts(Times(AT)), AT, AT.date(), found)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (held(), held(owed(Standing.BINDS, AT)), (None, "2014-06-15T06:00:00+00:00")),
        (held(owed(Standing.BINDS, AT)), held(owed(Standing.FREED, None)), ("2014-06-15T06:00:00+00:00", None)),
        (held(owed(Standing.OPEN, None)), held(owed(Standing.BINDS, None)), ("open", "binds")),
    ],
)  # fmt: skip
def test_duties_are_told_where_they_bind_anew_or_no_longer_or_otherwise(
    before: Duties, after: Duties, told: tuple[str | None, str | None]
) -> None:
    (change,) = delta(drill(), drill(), (before, after))

    assert (change.before, change.after) == told
    assert change.words == "Notify the breach (the authority)"


def test_what_depends_on_the_time_of_asking_is_no_news() -> None:
    later = replace(drill(), ledger_head="cd" * 32, custody=(), tool="tocsin 9")

    assert delta(drill(), later) == ()


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (Changed("kinds", "iban", None, 1), ("Bank account numbers (IBAN)", "not there", "1 person")),
        (Changed("countries", "BE", 58, 61), ("Belgium", "58 people", "61 people")),
        (Changed("absent", "iban", 12, None), ("Bank account numbers (IBAN)", "12 rows", "not there")),
        (Changed("scope", "unlinked", 2000, 0), ("Rows not linked", "2,000", "0")),
        (Changed("claims", "we have it all", "not-found", "found"), ("We have it all", "not found", "found")),
        (Changed("taken", "earliest", None, AT.isoformat()), ("Copied at or after", "not there", "Thursday 12 June 2014, 06:00 (UTC)")),
        (Changed("exhibits", "ab" * 32, None, "leak"), ("Exhibit abababababab", "not there", "leak")),
        (Changed("duties", "eu.gdpr.33", "open", AT.isoformat(), "Notify the breach (the authority)"), ("Notify the breach (the authority)", "open", "Thursday 12 June 2014, 06:00 (UTC)")),
    ],
)  # fmt: skip
def test_each_change_is_told_in_words(change: Changed, row: tuple[str, str, str]) -> None:
    assert since.row(change) == row


def test_people_are_told_by_what_they_are_owed() -> None:
    told = words(Delta(AT, 7, changed("kinds", {}, {"iban": 40}), PEOPLE))

    for word in ("Newly affected", "'60'", "bank account numbers (IBAN) (40)", "entry 7"):
        assert word in told


def test_without_people_nothing_is_said_of_them() -> None:
    assert "Newly affected" not in words(Delta(AT, 7, changed("kinds", {}, {"iban": 4}), None))


def test_where_nothing_is_new_one_sentence_says_so() -> None:
    same = People(before=6, after=6, new=0, gone=0, more=0)
    (one,) = since.section(Delta(AT, 7, (), same))

    assert one.lead.startswith("Nothing is new since the answer of Thursday 12 June 2014")
    assert not one.sheets


def test_a_first_answer_has_no_section() -> None:
    assert since.section(None) == ()
