"""Dump time: when the dump says that it was made, held against when its rows say that they were copied.

Whoever dresses up an old dump as new has no reason to date it back: a header of long ago speaks for an old copy.
A header of now is only as true as the file. What it is good for is agreement: a header from before the rows
can have existed is false, or of another clock; one long after what the rows allow is of a copy that was restored,
or was put there.

>>> from datetime import UTC
>>> from tocsin.terms.period import Ground, Period, Taken
>>> def day(month): return datetime(2014, month, 1, tzinfo=UTC)
>>> def told(completed, after, before):
...     taken = Taken(Period(after, before), Ground.CHANGES, 600, 0.99)
...     return weigh(Evidence(day(12), taken, marks=(("dump completed", completed),), zone="UTC"))
>>> told("2014-03-14 02:00:00", day(3), day(4)).log10
-1.0
>>> print(told("2014-11-14 02:00:00", day(11), None).because)
the dump says that it was made on 2014-11-14, which its rows allow
>>> print(told("2014-11-14 02:00:00", day(3), day(4)).because)
the dump says that it was made on 2014-11-14, and its rows were copied before 2014-04-01: of a copy that lay there, or the time is not true
>>> print(told("2014-01-14 02:00:00", day(3), day(4)).because)
the dump says that it was made on 2014-01-14, before its rows can have been copied (2014-03-01): the time is not true
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pyarrow as pa

from tocsin.authenticity.age import OLD
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.kinds import moments
from tocsin.terms.verdict import Question, Support

NAME = "time of the dump"

SAYS = ("last dump completed", "dump completed", "last dump started", "dump started", "script date")
"""Marks that say when; the last of them that can be read counts."""

SLACK = timedelta(days=1)
"""Zones that nobody told, and clocks."""

AGAINST = 1.0
"""What a header of long ago says."""


def weigh(known: Evidence) -> Support:
    """Speak for an earlier time where the dump says so itself; say whether its rows agree."""
    at = _said(known)
    if at is None or known.received is None:
        return Support(NAME, 0.0, "no time of a dump stands in the file")
    because = f"the dump says that it was made on {at:%Y-%m-%d}"
    period = known.taken.period if known.taken else None
    if period and period.after and at < period.after - SLACK:
        why = (
            f"before its rows can have been copied ({period.after:%Y-%m-%d}): the time is not true"
        )
        return Support(NAME, 0.0, f"{because}, {why}")
    if period and period.before and at > period.before + SLACK:
        why = f"and its rows were copied before {period.before:%Y-%m-%d}"
        return Support(
            NAME, 0.0, f"{because}, {why}: of a copy that lay there, or the time is not true"
        )
    if period:
        because += ", which its rows allow"
    return Support(NAME, -AGAINST if at <= known.received - OLD else 0.0, because)


def _said(known: Evidence) -> datetime | None:
    """The time that the file states."""
    stated = dict(known.marks)
    for name in SAYS:
        if name in stated:
            at = moments.read(pa.array([stated[name]]), known.zone).at[0].as_py()
            if isinstance(at, datetime):
                return at
    return None


CHECK = Told(NAME, Question.CURRENT, weigh=weigh)
