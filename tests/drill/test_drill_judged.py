"""Answers held against what a drill says is right."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tocsin.drill.judged import Judged, Right, judged, told
from tocsin.drill.moments import NOTED
from tocsin.terms.period import Copied, Ground, Period, Population, Taken

AT = NOTED - timedelta(days=3)


def facts(
    *at: datetime, source: str | None = None, planned: tuple[str, ...] = ()
) -> dict[str, Any]:
    copies = [
        {
            "at": one.isoformat(),
            "after": (one - timedelta(hours=4)).isoformat(),
            "before": (one + timedelta(hours=6)).isoformat(),
            "planned": list(planned),
        }
        for one in at
    ]
    return {"verdict": "genuine", "acceptable": ["cannot-tell"], "copies": copies, "source": source}


def around(at: datetime, hours: float = 10) -> Period:
    half = timedelta(hours=hours / 2)
    return Period(at - half, at + half)


def taken(*periods: Period | None, **more: Any) -> Taken:
    populations = tuple(Population(one, 10, 10) for one in periods if one)
    return Taken(periods[0], Ground.CHANGES, populations=populations, **more)


@pytest.mark.parametrize(
    ("said", "right"),
    [("genuine", Right.RIGHT), ("cannot-tell", Right.OPEN), ("fabricated", Right.WRONG)],
)
def test_an_answer_is_right_open_or_wrong(said: str, right: Right) -> None:
    assert judged(facts(), said, None).answer is right


def test_a_period_with_the_moment_in_it_holds() -> None:
    found = judged(facts(AT), "genuine", taken(around(AT, 15)))

    assert (found.held, found.hours, found.least) == (True, 15.0, 10.0)


def test_a_period_beside_the_moment_does_not() -> None:
    assert judged(facts(AT), "genuine", taken(around(AT + timedelta(days=1)))).held is False


def test_no_period_is_neither_held_nor_missed() -> None:
    found = judged(facts(AT), "genuine", taken(None))

    assert (found.held, found.hours) == (None, None)


def test_a_period_without_an_end_ends_with_the_note() -> None:
    found = judged(facts(AT), "genuine", taken(Period(AT, None)))

    assert (found.held, found.hours) == (True, 72.0)


def test_of_a_stitched_copy_each_moment_must_lie_in_a_period() -> None:
    old = AT - timedelta(days=400)

    assert judged(facts(old, AT), "mixed", taken(around(AT), around(old, 30))).held is True
    assert judged(facts(old, AT), "mixed", taken(around(AT))).held is False


def test_what_was_made_up_was_copied_at_no_time() -> None:
    found = judged(facts(), "fabricated", taken(around(AT)))

    assert (found.held, found.hours, found.least, found.source) == (None, None, None, None)


@pytest.mark.parametrize(
    ("named", "right"), [("feed", Right.RIGHT), ("backup", Right.WRONG), (None, Right.OPEN)]
)
def test_a_source_is_judged_where_the_data_leave_only_it(named: str | None, right: Right) -> None:
    only = facts(AT, source="feed", planned=("feed",))

    assert judged(only, "genuine", taken(around(AT), source=named)).source is right


def test_a_source_named_first_among_several_counts() -> None:
    only = facts(AT, source="feed", planned=("feed",))
    first = taken(
        around(AT), copies=(Copied("feed", "mail", AT), Copied("backup", "", AT, exact=False))
    )

    assert judged(only, "genuine", first).source is Right.RIGHT


def test_a_source_is_not_judged_where_the_data_leave_another() -> None:
    both = facts(AT, source="feed", planned=("feed", "backup"))

    assert judged(both, "genuine", taken(around(AT), source="backup")).source is None


@pytest.mark.parametrize("right", Right)
def test_what_was_right_is_told_in_sentences(right: Right) -> None:
    said = told(Judged("genuine", "stale", right, held=False, hours=2.0, least=1.0, source=right))

    assert len(said) == 3
    assert all(sentence.endswith(".") for sentence in said)
