"""Age: copied about when the note came, or long before.

>>> from datetime import UTC, datetime
>>> from tocsin.terms.period import Ground, Period, Taken
>>> def at(year): return datetime(year, 6, 1, tzinfo=UTC)
>>> def told(after, before): return Evidence(at(2014), Taken(Period(after, before), Ground.CHANGES, 600, 0.99))
>>> weigh(told(at(2011), at(2012))).log10, weigh(told(at(2011), None)).log10
(-3.0, 0.0)
>>> weigh(told(datetime(2014, 5, 20, tzinfo=UTC), None)).log10
3.0
>>> weigh(Evidence(at(2014))).because
'nothing says when it was copied'
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tocsin.authenticity.base import bounded
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.period import Taken
from tocsin.terms.verdict import Question, Support

NAME = "age"

OLD = timedelta(days=90)
"""Before the note, from when on a copy is of an earlier time. Judgement: notes of the record came days to weeks
after the copy; what is a quarter old was held, bought or found."""

FITS = 0.9
"""Share of the rows known of that must fit one period, for it to be the leak's."""

ROW = 0.5
"""What one row that binds says: it may be wrong of itself."""

MOST = 3.0

ANY = 100
"""Rows from which on the newest customer says anything: fewer may be whoever the claimant chose."""

BY_CHANCE = 2.0
"""What the newest customer says, at 99%: by chance, and a filter could look the same."""


def weigh(known: Evidence) -> Support:
    """Hold the period against the day of the note."""
    taken, received = known.taken, known.received
    if taken is None or received is None:
        return Support(NAME, 0.0, "nothing says when it was copied")
    old = received - OLD
    strength = bounded(taken.rows * ROW, MOST, MOST)
    period = taken.period if taken.consistent >= FITS else None
    if period and period.before and period.before <= old and not _any_since(taken, old):
        return Support(NAME, -strength, f"its rows were copied before {_day(period.before)}")
    if period and period.after and period.after >= old:
        return Support(NAME, strength, f"its rows were copied after {_day(period.after)}")
    return _by_newest(taken, old) or Support(
        NAME, 0.0, "its rows allow a copy of the last three months as well as an older one"
    )


def _any_since(taken: Taken, old: datetime) -> bool:
    """Whether a part of the leak, stitched from copies of several days, may have been copied since."""
    ends = [one.period.before for one in taken.populations]
    return any(end is None or end > old for end in ends)


def _by_newest(taken: Taken, old: datetime) -> Support | None:
    newest = taken.newest
    if taken.rows < ANY:
        return None
    if newest and newest.before_99 and newest.before_99 <= old:
        because = (
            f"its newest customer is of {_day(newest.created)}, and none of the {newest.missing:,} "
            "who came later is in it"
        )
        return Support(NAME, -BY_CHANCE, because)
    return None


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


CHECK = Told(
    NAME,
    Question.CURRENT,
    "Ask for the row of a customer who signed up, or changed something, in the last weeks: name the day only.",
    weigh=weigh,
)
