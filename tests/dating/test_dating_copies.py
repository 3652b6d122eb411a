"""Known copies of the register, held against a period."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tocsin.dating.copies import check, fitting, made, named
from tocsin.terms.errors import Refused
from tocsin.terms.period import Period
from tocsin.terms.register import CopyMap

PARIS = "Europe/Paris"
NIGHTLY = CopyMap("nightly export", "mail house", every="day", time="02:00", zone=PARIS)
WEEKLY = CopyMap("backup", every="week", day="sat", time="02:30", zone=PARIS)


def period(after: str, before: str) -> Period:
    return Period(datetime.fromisoformat(after), datetime.fromisoformat(before))


NIGHT = period("2014-06-07T01:40+02:00", "2014-06-07T02:20+02:00")


def test_the_copy_that_was_made_in_the_period_is_named() -> None:
    (copied,) = fitting(NIGHT, (NIGHTLY, WEEKLY), "UTC")

    assert (copied.name, copied.system, copied.exact) == ("nightly export", "mail house", True)
    assert named((copied,)) == "nightly export"


def test_two_copies_in_the_period_name_none() -> None:
    wider = period("2014-06-07T01:40+02:00", "2014-06-07T02:40+02:00")

    assert named(fitting(wider, (NIGHTLY, WEEKLY), "UTC")) is None


def test_of_two_copies_in_the_period_the_seldom_one_is_the_likelier() -> None:
    wider = period("2014-06-07T01:40+02:00", "2014-06-07T02:40+02:00")

    assert [one.name for one in fitting(wider, (NIGHTLY, WEEKLY), "UTC")] == [
        "backup",
        "nightly export",
    ]


def test_copies_on_named_days_fit_by_chance_as_often_as_they_are_made() -> None:
    yearly = CopyMap("audit", at=("2012-06-07T02:00+02:00", "2014-06-07T02:00+02:00"))

    (copied,) = fitting(NIGHT, (yearly,), "UTC")

    assert copied.chance == pytest.approx(NIGHT.width / timedelta(days=365))


def test_a_copy_that_ran_late_is_named_where_none_is_exact() -> None:
    later = period("2014-06-07T02:10+02:00", "2014-06-07T02:25+02:00")

    fits = fitting(later, (NIGHTLY,), "UTC")

    assert [copied.exact for copied in fits] == [False]
    assert named(fits) == "nightly export"


def test_a_copy_that_lies_in_every_such_period_is_not_named() -> None:
    long = period("2014-06-07T00:00+02:00", "2014-06-07T20:00+02:00")

    fits = fitting(long, (NIGHTLY,), "UTC")

    assert [copied.name for copied in fits] == ["nightly export"]
    assert named(fits) is None


def test_a_period_open_on_one_side_fits_none() -> None:
    assert fitting(Period(NIGHT.after, None), (NIGHTLY,), "UTC") == ()


def test_the_clock_of_the_copy_goes_with_daylight_saving() -> None:
    begin, end = (datetime.fromisoformat(f"2014-{day}T00:00+01:00") for day in ("03-29", "04-01"))
    at_four = CopyMap("export", every="day", time="04:00", zone=PARIS)

    hours = [at.utcoffset() for at in made(at_four, begin, end, "UTC")]

    assert hours == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=2)]


@pytest.mark.parametrize(
    ("copy", "count"),
    [
        (CopyMap("x", every="hour"), 24 * 14),
        (CopyMap("x", every="day"), 14),
        (CopyMap("x", every="week", day="mon"), 2),
        (CopyMap("x", every="month", day=3), 1),
        (CopyMap("x", every="day", since="2014-06-10"), 5),
        (CopyMap("x", every="day", until="2014-06-03T12:00"), 3),
        (CopyMap("x", at=("2014-06-02T10:00", "2014-06-20T10:00")), 1),
    ],
)
def test_copies_are_made_as_they_are_told(copy: CopyMap, count: int) -> None:
    begin, end = (datetime.fromisoformat(f"2014-06-{day}T00:00+00:00") for day in ("01", "15"))

    assert len(list(made(copy, begin, end, "UTC"))) == count


@pytest.mark.parametrize(
    "copy",
    [
        CopyMap("x"),
        CopyMap("x", every="fortnight"),
        CopyMap("x", every="week"),
        CopyMap("x", every="month", day="mon"),
        CopyMap("x", every="day", time="two"),
        CopyMap("x", every="day", zone="Atlantis"),
        CopyMap("x", at=("noon",)),
    ],
)
def test_a_copy_that_cannot_be_reckoned_is_refused_in_a_sentence(copy: CopyMap) -> None:
    with pytest.raises(Refused) as refused:
        check((copy,), "UTC")

    assert refused.value.remedy
