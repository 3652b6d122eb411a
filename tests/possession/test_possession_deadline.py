"""When the note says its time is up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tocsin.possession import deadline
from tocsin.possession.passage import sentences
from tocsin.terms.claim import Deadline
from tocsin.terms.moment import moment

RECEIVED = moment("2014-06-13T09:30+00:00")


def read(text: str, received: datetime = RECEIVED) -> Deadline | None:
    return deadline.read(sentences(text), received)


def moments(text: str, received: datetime = RECEIVED) -> list[str]:
    found = read(text, received)
    assert found is not None
    return [f"{r.at.astimezone(UTC):%Y-%m-%d %H:%M}" for r in found.readings]


CET = ["2014-06-16 18:00", "2014-06-16 19:00"]


@pytest.mark.parametrize(
    "words",
    [
        "Pay before Monday 16 June, 8 pm CET.",
        "You have until 8 p.m. CET on Monday June 16th.",
        "Pay by June 16th, 2014 at 20:00 CET.",
        "Payez avant le lundi 16 juin à 20h CET.",
        "Payez avant le lundi 16 juin 2014, 20 heures CET.",
        "Betaal voor maandag 16 juni 20u CET.",
        "Betaal voor maandag 16 juni om 20.00 uur CET.",
        "Pay before 2014-06-16 20:00 CET.",
        "Pay before 16/06/2014 20:00 CET.",
        "Pay before Monday, 8 pm CET.",
    ],
)
def test_cet_in_june_is_read_as_meant_and_to_the_letter(words: str) -> None:
    assert moments(words) == CET


def test_cet_in_winter_has_one_reading() -> None:
    received = moment("2015-01-05T09:00+01:00")
    assert moments("Pay before Friday 9 January, 8 pm CET.", received) == ["2015-01-09 19:00"]


def test_the_ambiguity_of_cet_in_june_is_said() -> None:
    found = read("Pay before Monday 16 June, 8 pm CET.")
    assert found is not None
    assert found.ambiguity == deadline.LOOSE


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("8 pm CEST", "2014-06-16 18:00"),
        ("20:00 UTC", "2014-06-16 20:00"),
        ("20:00 UTC+2", "2014-06-16 18:00"),
        ("20:00 Paris time", "2014-06-16 18:00"),
        ("7 pm BST", "2014-06-16 18:00"),
    ],
)
def test_a_zone_that_fits_the_season_has_one_reading(words: str, at: str) -> None:
    found = read(f"Pay before 16 June, {words}.")
    assert found is not None
    assert (moments(f"Pay before 16 June, {words}."), found.ambiguity) == ([at], "")


def test_without_a_zone_each_clock_at_hand_is_read_the_earliest_first() -> None:
    assert moments("Pay before 16 June at 20:00.") == [
        "2014-06-16 18:00",
        "2014-06-16 19:00",
        "2014-06-16 20:00",
    ]


def test_before_a_day_without_an_hour_is_before_it_begins() -> None:
    assert moments("Pay before 16 June, Paris time.") == ["2014-06-15 22:00"]


def test_by_a_day_without_an_hour_may_be_its_beginning_or_its_end() -> None:
    assert moments("Pay by 16 June, Paris time.") == ["2014-06-15 22:00", "2014-06-16 21:59"]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Pay within 72 hours.", "2014-06-16 09:30"),
        ("We want 2 BTC within 72 hours.", "2014-06-16 09:30"),
        ("You have 3 days.", "2014-06-16 09:30"),
        ("Payez sous 72 heures.", "2014-06-16 09:30"),
        ("Betaal binnen drie dagen.", "2014-06-16 09:30"),
        ("After one week we will sell the data.", "2014-06-20 09:30"),
    ],
)
def test_a_term_runs_from_the_receipt_and_says_so(words: str, at: str) -> None:
    found = read(words)
    assert found is not None
    assert (moments(words), found.ambiguity) == ([at], deadline.TERM_START)


@pytest.mark.parametrize(
    "words",
    [
        "We can decrypt your files within 24 hours after payment.",
        "If we do not answer in 24 hours, write to the second e-mail.",
        "We entered your servers on 9 June.",
        "Pay before 31 February.",
        "Nothing is said of time.",
    ],
)
def test_other_times_are_no_deadline(words: str) -> None:
    assert read(words) is None


def test_the_year_is_the_one_nearest_to_the_receipt() -> None:
    received = moment("2014-12-30T09:00+01:00")
    assert moments("Pay before 2 January at 12:00 UTC.", received) == ["2015-01-02 12:00"]


def test_a_weekday_that_is_not_that_days_is_said() -> None:
    found = read("Pay before Sunday 16 June at 20:00 UTC.")
    assert found is not None
    assert found.ambiguity == "The note says Sunday, but 16 June 2014 is a Monday."


def test_eight_o_clock_may_be_morning_or_evening() -> None:
    assert moments("Pay before 16 June, 8 o'clock UTC.") == ["2014-06-16 08:00", "2014-06-16 20:00"]


def test_the_line_is_the_one_the_day_stands_on() -> None:
    found = read("Pay us the money\nbefore Monday\n16 June at 20:00.")
    assert found is not None
    assert found.line == 2
