"""Stitched: whether the rows come from copies of different days.

>>> from datetime import UTC, datetime
>>> from tocsin.terms.period import Ground, Period, Population, Taken
>>> def of(year, rows):
...     return Population(Period(datetime(year, 1, 1, tzinfo=UTC), datetime(year, 2, 1, tzinfo=UTC)), rows, rows)
>>> weigh(Evidence(taken=Taken(None, Ground.CHANGES, 600, populations=(of(2012, 400), of(2014, 200))))).log10
-3.0
>>> weigh(Evidence(taken=Taken(None, Ground.CHANGES, 600, populations=(of(2014, 600),)))).log10
0.0
"""

from __future__ import annotations

from tocsin.authenticity.base import bounded
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.verdict import Question, Support

NAME = "copies of several days"

ROW = 0.15
"""What one row of the lesser population says: some fit by mistake."""

MOST = 3.0


def weigh(known: Evidence) -> Support:
    """Speak for a mixture where populations fit no common time."""
    taken = known.taken
    if taken is None or not taken.populations:
        return Support(NAME, 0.0, "nothing says when its rows were copied")
    lesser = sorted(taken.populations, key=lambda of: of.fitting, reverse=True)[1:]
    apart = [
        of
        for of in lesser
        if not any(a.period.overlaps(of.period) for a in taken.populations if a is not of)
    ]
    if not apart:
        return Support(NAME, 0.0, "its rows fit one time of copying, as far as they tell")
    rows = sum(of.fitting for of in apart)
    return Support(
        NAME,
        -bounded(rows * ROW, MOST, 0.0),
        f"{rows:,} rows fit only another time of copying than the others",
    )


CHECK = Told(NAME, Question.WHOLE, weigh=weigh)
