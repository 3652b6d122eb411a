"""What canaries that were seen add to what the rows say of when and where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tocsin.dating import findings
from tocsin.dating.planted import bounded, named
from tocsin.terms.canary import Sighting
from tocsin.terms.finding import Certainty, Locus
from tocsin.terms.period import Ground, Period, Population, Taken
from tocsin.terms.register import CopyMap

APRIL, MAY, JUNE, JULY = (datetime(2014, month, 1, tzinfo=UTC) for month in range(4, 8))
BASIS = (Locus("9f86d0"),)


def seen(source: str, at: datetime = MAY, exact: bool = True) -> Sighting:
    return Sighting(source, at, planted=3, seen=1, rows=1, exact=exact)


def by_rows(after: datetime, before: datetime | None, copies: int = 1) -> Taken:
    period = Period(after, before)
    return Taken(period, Ground.CHANGES, 90, 1.0, (Population(period, 90, 90),) * copies)


def test_the_copy_is_younger_than_its_newest_canary() -> None:
    taken = bounded(by_rows(APRIL, JULY), (seen("feed"), seen("feed", JUNE)))

    assert taken.period == taken.populations[0].period == Period(JUNE, JULY)
    assert "canaries" in findings.of(taken, BASIS)[0].limit


@pytest.mark.parametrize(
    "taken",
    [by_rows(JUNE, JULY), by_rows(APRIL, MAY), by_rows(APRIL, JULY, copies=2)],
    ids=["begins later", "ends before", "of two copies"],
)
def test_canaries_leave_a_period_alone_that_they_cannot_tell_closer(taken: Taken) -> None:
    told = bounded(taken, (seen("feed"),))

    assert (told.period, told.planted, told.places) == (taken.period, None, ("feed",))


def test_canaries_younger_than_the_period_are_told_of() -> None:
    told = findings.of(bounded(by_rows(APRIL, MAY), (seen("feed", JUNE),)), BASIS)

    (against,) = (one for one in told if one.key == "taken.canaries")
    assert against.certainty is Certainty.UNRESOLVED


def test_a_damaged_canary_counts_where_no_other_is_seen() -> None:
    both = (seen("shop", exact=False), seen("feed"))

    assert bounded(by_rows(APRIL, None), both).places == ("feed",)
    assert bounded(by_rows(APRIL, None), both[:1]).places == ("shop",)


def test_none_seen_says_nothing() -> None:
    taken = by_rows(APRIL, JULY)

    assert bounded(taken, (Sighting("feed", MAY, planted=3, seen=0, rows=0),)) == taken


def test_the_source_is_the_place_by_the_name_of_the_known_copy() -> None:
    known = (CopyMap("weekly feed", "Mail House"), CopyMap("backup", "vault"))

    assert named(bounded(by_rows(APRIL, JULY), (seen("mail house"),)), known) == "weekly feed"
    assert named(bounded(by_rows(APRIL, JULY), (seen("side shop"),)), known) == "side shop"


def test_canaries_of_two_places_name_none_and_say_both() -> None:
    taken = bounded(by_rows(APRIL, JULY), (seen("feed"), seen("shop")))

    assert named(taken, ()) is None
    source = findings.of(taken, BASIS)[-1]
    assert (source.key, source.certainty) == ("taken.source", Certainty.UNRESOLVED)
    assert "'feed' and 'shop'" in source.says
