"""When a period of the law ends, in each reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.law.clocks import FOOTNOTE, ends, running
from tocsin.terms.facts import Awareness, Event, Facts, Given, Times
from tocsin.terms.law import Clock

GDPR = Clock(Event.AWARE, hours=72, union=True)
ZONES = ("Europe/Paris", "Europe/Brussels", "Europe/Berlin", "Asia/Kolkata", "Europe/Lisbon")

VECTORS = {
    "a worked example in the literature": (
        "Europe/Berlin", "2020-12-22T12:17+01:00", "2020-12-25T12:17+01:00", "2020-12-25T13:00+01:00",
    ),
    "over a weekend, which counts": (
        "Europe/Paris", "2026-11-20T16:40+01:00", "2026-11-23T16:40+01:00", "2026-11-23T17:00+01:00",
    ),
    "the clocks go back": (
        "Europe/Brussels", "2026-10-23T09:05+02:00", "2026-10-26T08:05+01:00", "2026-10-26T09:00+01:00",
    ),
    "the clocks go forward": (
        "Europe/Brussels", "2027-03-26T09:05+01:00", "2027-03-29T10:05+02:00", "2027-03-29T11:00+02:00",
    ),
    "Christmas, which counts, from a full hour": (
        "Europe/Paris", "2026-12-24T18:00+01:00", "2026-12-27T18:00+01:00", "2026-12-27T19:00+01:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_seventy_two_hours_end_as_each_reading_has_it(vector: tuple[str, str, str, str]) -> None:
    zone, aware, strict, latest = vector

    found = ends(GDPR, datetime.fromisoformat(aware), ZoneInfo(zone))

    assert found.strict.isoformat(timespec="minutes") == strict
    assert found.latest_1182 is not None
    assert found.latest_1182.isoformat(timespec="minutes") == latest


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_strict_is_elapsed_time_and_the_regulation_gives_at_most_an_hour_more(
    start: datetime, zone: str
) -> None:
    found = ends(GDPR, start, ZoneInfo(zone))

    assert found.strict - start == timedelta(hours=72)
    assert found.latest_1182 is not None
    assert timedelta() < found.latest_1182 - found.strict <= timedelta(hours=1)
    assert found.latest_1182.minute == found.latest_1182.second == 0


def test_the_disputed_reading_is_a_footnote_of_union_law_from_two_days_on() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    assert ends(GDPR, start, UTC).footnote == FOOTNOTE
    assert not ends(Clock(Event.AWARE, hours=24, union=True), start, UTC).footnote
    french = ends(Clock(Event.AWARE, hours=72), start, UTC)
    assert (french.footnote, french.latest_1182) == ("", None)


def test_a_month_ends_on_the_same_day_or_on_the_last_one() -> None:
    month = Clock(Event.GIVEN, months=1, union=True)
    paris = ZoneInfo("Europe/Paris")

    found = ends(month, datetime(2027, 1, 31, 10, 0, tzinfo=paris), paris)

    assert found.strict.isoformat() == "2027-02-28T10:00:00+01:00"
    assert found.latest_1182 is not None
    assert found.latest_1182.isoformat() == "2027-03-01T00:00:00+01:00"


def test_a_month_over_the_turn_of_the_year_and_a_clock_change() -> None:
    month = Clock(Event.GIVEN, months=1, union=True)
    paris = ZoneInfo("Europe/Paris")

    december = ends(month, datetime(2026, 12, 15, 10, 0, tzinfo=paris), paris)
    march = ends(month, datetime(2027, 3, 15, 10, 0, tzinfo=paris), paris)

    assert december.strict.isoformat() == "2027-01-15T10:00:00+01:00"
    assert march.strict.isoformat() == "2027-04-15T10:00:00+02:00"


NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_before_awareness_is_decided_each_recorded_time_shows_its_own_end() -> None:
    facts = Facts(Times(NOON, investigation_opened=NOON + timedelta(hours=5)))

    found, provisional = running((GDPR,), facts, UTC)

    assert provisional
    assert [(end.after, end.strict - NOON) for end in found] == [
        (Event.CLAIM, timedelta(hours=72)),
        (Event.INVESTIGATION, timedelta(hours=77)),
    ]


def test_once_awareness_is_decided_only_it_counts() -> None:
    aware = Awareness(NOON + timedelta(hours=9), "DPO", "rows matched")

    found, provisional = running((GDPR,), Facts(Times(NOON, aware=aware)), UTC)

    assert not provisional
    assert [end.start for end in found] == [aware.at]


def test_a_period_after_a_message_runs_from_the_latest_one_sent_to_anybody() -> None:
    after = Clock(Event.GIVEN, hours=72, message="eu.dora.initial")
    facts = Facts(Times(NOON))

    assert running((after,), facts, UTC) == ((), False)
    sent = (Given("eu.dora.initial@FR", NOON), Given("eu.dora.initial", NOON + timedelta(hours=1)))
    (found,), _ = running((after,), replace(facts, given=sent), UTC)
    assert found.strict == NOON + timedelta(hours=73)
