"""Reckoning: from the bounds of all rows to the periods in which they were copied, and what does not fit.

>>> rows = np.arange(40)
>>> bounds = Bounds(rows, 10**15 + rows, np.where(rows == 5, 10**15 + 60, FAR), *[np.full(40, OPENED)] * 2, rows, rows, rows)
>>> reckoned = reckon(bounds, until=10**15 + 100)
>>> [(str(one.period.after), str(one.period.before), one.rows, one.fitting) for one in reckoned.populations]
[('2001-09-09 01:46:40.000039+00:00', '2001-09-09 01:46:40.000060+00:00', 40, 40)]
>>> [binding.row for binding in reckoned.populations[0].bindings], reckoned.misfits
([39, 38, 37, 5], ())
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from tocsin.dating import clocks, misfits, populations
from tocsin.dating.bounds import EARLY, FAR, OPENED, OTHERWISE, Bounds, instant
from tocsin.dating.fit import Fit, against, best
from tocsin.dating.populations import Group
from tocsin.terms.period import Against, Binding, Misfits, Period, Population

EASTERNMOST, WESTERNMOST = timedelta(hours=3), timedelta(hours=1)
"""How far clocks in the EEA are before UTC at most (Helsinki in summer), and behind it (the Azores in winter)."""

PLOTTED = 40
"""Bounds on either side of a period that are plotted."""

SHOWN = 3
"""Rows that are named on either side of a period."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The rows by when they were copied, the largest group first, and what fits none of them."""

    bounds: Bounds
    groups: tuple[Group, ...]
    populations: tuple[Population, ...]
    misfits: tuple[Misfits, ...]
    shifted: int
    """Hours by which creation times were put back."""

    against: tuple[Against, ...] = ()

    @property
    def main(self) -> Fit:
        """The period of most rows."""
        return self.groups[0].fit


def reckon(bounds: Bounds, until: int, starts: Sequence[int] = ()) -> Reckoned | None:
    """Find the periods; None where nothing bounds any row.

    `until` is when the register was taken (microseconds), `starts` the numbers of the rows with which tables begin.
    """
    whole = best(bounds.lower, bounds.upper, until)
    hours = clocks.shift(bounds.lower, bounds.upper, bounds.lower_by, whole, until)
    if hours:
        bounds = _put_back(bounds, hours * clocks.HOUR)
        whole = best(bounds.lower, bounds.upper, until)
    if whole is None:
        return None
    places = np.searchsorted(bounds.row, np.array(starts, dtype=np.int64)).tolist()
    # an import would look like a newer copy: customers opened at once stand side by side
    at_once = misfits.imported(bounds.lower, bounds.lower_by, whole)
    lower = np.where(at_once, EARLY, bounds.lower)
    loosely = bounds.upper_by == OTHERWISE
    found = populations.found(lower, bounds.upper, whole, until, places, bounds.changes, loosely)
    groups = tuple(sorted(found, key=lambda group: -len(group.places)))
    left: Counter[object] = Counter()
    for group in groups:
        some = bounds.taken(group.places)
        for sort in misfits.told(some.lower, some.upper, some.lower_by, group.fit, until):
            left[sort.sort] += sort.rows
    return Reckoned(
        bounds,
        groups,
        tuple(_population(bounds, group) for group in groups),
        tuple(Misfits(sort, rows) for sort, rows in left.most_common()),  # type: ignore[arg-type]
        hours,
        _against(bounds.taken(groups[0].places), groups[0].fit),
    )


def period(fit: Fit) -> Period:
    """A fit as a term."""
    return Period(
        None if fit.after <= EARLY else instant(fit.after),
        None if fit.before >= FAR else instant(fit.before),
    )


def wherever(of: Period) -> Period:
    """The same where nobody said the zone of its times, which were read as UTC: as wide as Europe's zones.

    >>> wide = wherever(Period(instant(10**15), instant(10**15 + 60_000_000)))
    >>> wide.width
    datetime.timedelta(seconds=14460)
    """
    return Period(
        of.after - EASTERNMOST if of.after else None, of.before + WESTERNMOST if of.before else None
    )


def _put_back(bounds: Bounds, by: int) -> Bounds:
    opened = bounds.lower_by == OPENED
    return replace(
        bounds,
        lower=np.where(opened, bounds.lower - by, bounds.lower),
        created=np.where(bounds.created > EARLY, bounds.created - by, bounds.created),
    )


def _population(bounds: Bounds, group: Group) -> Population:
    some = bounds.taken(group.places)
    known = (some.lower > EARLY) | (some.upper < FAR)
    fitting = group.fit.allows(some.lower, some.upper)
    return Population(
        period(group.fit),
        int(known.sum()),
        int((known & fitting).sum()),
        int(some.row[0]) if group.together else None,
        int(some.row[-1]) if group.together else None,
        _bindings(some.taken(fitting), group.fit),
    )


def _against(bounds: Bounds, fit: Fit) -> tuple[Against, ...]:
    ends, rows = against(bounds.lower, bounds.upper, fit, PLOTTED)
    return tuple(
        Against(instant(at), many) for at, many in zip(ends.tolist(), rows.tolist(), strict=True)
    )


def _bindings(bounds: Bounds, fit: Fit) -> tuple[Binding, ...]:
    """The rows whose bounds lie nearest to the period's ends, outside it."""
    below = np.flatnonzero((bounds.lower > EARLY) & (bounds.lower <= fit.after))
    above = np.flatnonzero((bounds.upper < FAR) & (bounds.upper >= fit.before))
    below = below[np.argsort(-bounds.lower[below], kind="stable")[:SHOWN]]
    above = above[np.argsort(bounds.upper[above], kind="stable")[:SHOWN]]
    return tuple(
        Binding(int(bounds.row[place]), why, instant(int(at[place])), field)
        for places, at, lower in ((below, bounds.lower, True), (above, bounds.upper, False))
        for place in places.tolist()
        for why, field in [bounds.because(place, lower=lower)]
    )
