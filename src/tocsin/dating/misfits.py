"""Misfits: what may be the matter with the rows that fit no common time.

Told by how they miss it; each row counts once, by the first sort that holds. It is an explanation that
fits, not one that is proved.

>>> after, before, hour = 10**15, 10**15 + 60_000_000, 3_600_000_000
>>> lower = np.array([0, 0, before + hour, *[before + 99 * hour] * 5])
>>> upper = np.array([FAR, after - 9 * hour, FAR, *[FAR] * 5])
>>> opened = np.full(8, OPENED)
>>> [(one.sort.value, one.rows) for one in told(lower, upper, opened, Fit(after, before, after, 1), until=FAR)]
[('clock', 1), ('import', 5), ('edited', 1)]
"""

from __future__ import annotations

import numpy as np

from tocsin.dating.bounds import FAR, OPENED, Bools, Ints
from tocsin.dating.fit import Fit
from tocsin.terms.period import Misfit, Misfits

HOURS = 2
"""By how many hours a clock, a zone or daylight saving is off, at most: Europe's zones lie so far from UTC in summer."""

ALIKE = 5
"""Customers opened at one and the same instant that are an import. A judgement: of chance there are two."""

HOUR = 3_600_000_000


def told(lower: Ints, upper: Ints, lower_by: Ints, fit: Fit, until: int) -> tuple[Misfits, ...]:
    """Sort the rows that a period does not allow; `until` is when the register was taken."""
    left = ~fit.allows(lower, upper)
    sorts: list[tuple[Misfit, Bools]] = [
        (Misfit.FUTURE, (lower > until) & (lower < FAR)),
        (Misfit.CLOCK, _by_hours(lower, upper, fit)),
        (Misfit.IMPORT, imported(lower, lower_by, fit)),
        (Misfit.EDITED, left),
    ]
    found = []
    for sort, holds in sorts:
        rows = left & holds
        left &= ~rows
        if rows.any():
            found.append(Misfits(sort, int(rows.sum())))
    return tuple(found)


def _by_hours(lower: Ints, upper: Ints, fit: Fit) -> Bools:
    """Those that would fit if their clock had been off by `HOURS` at most."""
    late = (lower >= fit.before) & (lower - fit.before <= HOURS * HOUR)
    early = (upper <= fit.after) & (fit.after - upper <= HOURS * HOUR)
    near: Bools = (late | early) & (lower < upper)
    return near


def imported(lower: Ints, lower_by: Ints, fit: Fit) -> Bools:
    """Tell the rows of customers opened after a period at an instant at which several were."""
    opened = (lower >= fit.before) & (lower_by == OPENED)
    instants, counts = np.unique(lower[opened], return_counts=True)
    at_once: Bools = opened & np.isin(lower, instants[counts >= ALIKE])
    return at_once
