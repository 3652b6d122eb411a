"""Stitched: whether the rows come from copies of different days.

>>> from datetime import UTC, datetime
>>> from tocsin.terms.period import Ground, Period, Population, Taken
>>> def of(year, rows):
...     return Population(Period(datetime(year, 1, 1, tzinfo=UTC), datetime(year, 2, 1, tzinfo=UTC)), rows, rows)
>>> weigh(Evidence(taken=Taken(None, Ground.CHANGES, 600, populations=(of(2012, 400), of(2014, 200))))).log10
-3.0
>>> weigh(Evidence(taken=Taken(None, Ground.CHANGES, 600, populations=(of(2014, 600),)))).log10
0.0
>>> from tocsin.terms.period import Misfits
>>> unfit = Taken(None, Ground.CHANGES, 60, populations=(of(2014, 60),), misfits=(Misfits(Misfit.EDITED, 8),))
>>> weigh(Evidence(taken=unfit)).log10
-1.5
>>> from dataclasses import replace
>>> weigh(Evidence(taken=replace(unfit, rows=20, misfits=(Misfits(Misfit.EDITED, 1),)))).log10
-1.0
"""

from __future__ import annotations

from math import log10

from tocsin.authenticity.base import bounded
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.period import Misfit
from tocsin.terms.verdict import Question, Support

NAME = "copies of several days"

ROW = 0.15
"""What one row of the lesser population says: some fit by mistake."""

MOST = 3.0

WRONG = 0.02
"""Share of rows that fit no common time in any copy: wrong clocks, values edited by hand. Judgement; dating is
made for one in a hundred."""

OPEN, MILD = 1.0, 1.5
"""What more than that share says, at least and at most. Of few rows even one that does not fit leaves it open
whether they are of one copy: a second copy of few rows shows in no more. Rows that somebody edited look the same."""

NO_COPY = (Misfit.EDITED,)
"""Misfits that another copy explains."""


def weigh(known: Evidence) -> Support:
    """Speak for a mixture where populations fit no common time, or too many rows do not fit."""
    taken = known.taken
    if taken is None or not taken.populations:
        return Support(NAME, 0.0, "nothing says when its rows were copied")
    lesser = sorted(taken.populations, key=lambda of: of.fitting, reverse=True)[1:]
    apart = [
        of
        for of in lesser
        if not any(a.period.overlaps(of.period) for a in taken.populations if a is not of)
    ]
    if apart:
        rows = sum(of.fitting for of in apart)
        because = f"{rows:,} rows fit only another time of copying than the others"
        return Support(NAME, -bounded(rows * ROW, MOST, 0.0), because)
    unfit = sum(misfits.rows for misfits in taken.misfits if misfits.sort in NO_COPY)
    if unfit > WRONG * taken.rows:
        because = f"{unfit:,} of {taken.rows:,} rows fit no common time of copying: of another copy, or edited"
        log = max(OPEN, bounded(_surprise(unfit, taken.rows), MILD, 0.0))
        return Support(NAME, -log, because)
    return Support(NAME, 0.0, "its rows fit one time of copying, as far as they tell")


def _surprise(unfit: int, rows: int) -> float:
    """How unlikely so many are, were each wrong by chance (log10; Chernoff's bound of the binomial tail)."""
    share = unfit / rows
    each = share * log10(share / WRONG) + (1 - share) * log10((1 - share) / (1 - WRONG))
    return each * rows


CHECK = Told(NAME, Question.WHOLE, weigh=weigh)
