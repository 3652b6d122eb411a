"""Populations: rows that were copied on different days and stitched together.

Where rows that fit no common time stand together, in a table or a stretch of the file, it was stitched
from copies of different days: the stretches are found by going through all ways to cut the rows into
stretches, each with its own best time, so that fewest rows are left over (a cut costs `CUT` rows). Where
they are scattered, a second time is sought that explains half of them; it is a copy only if it is a time
that wrong entries would hardly all keep to (`CHANCE`).

>>> rows = np.arange(40)
>>> lower = np.where(rows < 20, rows, 100 + rows)
>>> upper = np.where(rows < 20, 50 + rows, FAR)
>>> stretches = found(lower, upper, best(lower, upper, 200), until=200, starts=(0, 20), changes=lower)
>>> [(group.first, group.last, group.fit.after, group.fit.before) for group in stretches]
[(0, 19, 19, 50), (20, 39, 139, 253370764800000000)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tocsin.dating.bounds import EARLY, FAR, Bools, Ints
from tocsin.dating.fit import Fit, best

CUT = 8
"""Rows that a stretch of its own, or a second copy, must explain at least. A judgement: fewer are accidents."""

BLOCKS = 256
"""Places at which the rows may first be thought cut; then the very row is sought."""

TIMES = 48
"""Times that are tried, of those that rows left over give on either side."""

EXPLAINED = 0.5
"""Of the rows that fit no common time, the share that a scattered second copy must explain."""

CHANCE = 1e-3
"""How unlikely it must be that wrong times all lie on that side of a second copy."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows copied together: their places, their period; and whether they stand together."""

    places: Ints
    fit: Fit
    together: bool

    @property
    def first(self) -> int:
        """The first place."""
        return int(self.places[0])

    @property
    def last(self) -> int:
        """The last place."""
        return int(self.places[-1])


def found(
    lower: Ints, upper: Ints, whole: Fit, until: int, starts: Sequence[int], changes: Ints
) -> tuple[Group, ...]:
    """The rows by when they were copied; one group where one time fits, or nothing better is found.

    `starts` are the places at which tables begin; `changes` what times there are, of which wrong ones are some.
    """
    alone = (Group(np.arange(len(lower)), whole, together=True),)
    misfit = ((lower > whole.at) | (upper <= whole.at)) & (lower < upper)
    if misfit.sum() < CUT:
        return alone
    times = _tried(lower[misfit], upper[misfit], whole)
    shown = np.flatnonzero((lower > times[0]) | (upper <= times[-1]))
    allows = (lower[shown] <= times[:, None]) & (times[:, None] < upper[shown])
    cuts = _cuts(allows, shown, starts, len(lower))
    groups = _merged(cuts, lower, upper, until) if len(cuts) > 2 else []
    if len(groups) > 1:
        return tuple(groups)
    second = _scattered(allows, times, int(misfit.sum()))
    if second is None:
        return alone
    one, other = (times[second[0]], times[second[1]])
    if not _beyond_chance(lower, upper, whole, one, other, changes):
        return alone
    second_only = (lower <= other) & (other < upper) & ~((lower <= one) & (one < upper))
    parts = [
        _group(np.flatnonzero(rows), lower, upper, until) for rows in (~second_only, second_only)
    ]
    groups = [part for part in parts if part is not None]
    apart = len(groups) == 2 and not _touch(groups[0].fit, groups[1].fit)
    return tuple(groups) if apart else alone


def _tried(lower: Ints, upper: Ints, whole: Fit) -> Ints:
    """The times at which copies may have been made, by the rows that do not fit."""
    steps = np.linspace(0, 1, TIMES)
    late, early = lower[lower > whole.at], upper[upper <= whole.at]
    ends = [np.array([whole.at], dtype=np.int64)]
    if len(late):
        ends.append(np.quantile(late, steps, method="nearest").astype(np.int64))
    if len(early):
        ends.append(np.quantile(early, steps, method="nearest").astype(np.int64) - 1)
    return np.unique(np.concatenate(ends))


def _cuts(allows: Bools, shown: Ints, starts: Sequence[int], rows: int) -> list[int]:
    """The places at which stretches begin, of which fewest rows are left over."""
    count = len(shown)
    edges = np.unique(np.linspace(0, count, min(BLOCKS, count) + 1).astype(np.int64))
    fits = np.zeros((len(allows), len(edges)), dtype=np.int64)
    fits[:, 1:] = np.cumsum(np.add.reduceat(allows, edges[:-1], axis=1, dtype=np.int64), axis=1)
    reached, came, chosen = [0.0], [0], [0]
    for end in range(1, len(edges)):
        gains = fits[:, end, None] - fits[:, :end]
        worth = gains.max(axis=0) + np.array(reached) - CUT
        begin = int(np.argmax(worth))
        reached.append(float(worth[begin]))
        came.append(begin)
        chosen.append(int(np.argmax(gains[:, begin])))
    stretches: list[tuple[int, int, int]] = []
    end = len(edges) - 1
    while end > 0:
        stretches.insert(0, (int(edges[came[end]]), int(edges[end]), chosen[end]))
        end = came[end]
    found = [0]
    for (begin, _, one), (_, end, other) in pairwise(stretches):
        tide = np.cumsum(
            allows[one, begin:end].astype(np.int64) - allows[other, begin:end].astype(np.int64)
        )
        tops = begin + np.flatnonzero(tide == tide.max()) + 1
        low, high = shown[tops[0] - 1] + 1, shown[min(int(tops[-1]), count - 1)]
        table = next((start for start in starts if low <= start <= high), None)
        found.append(int(shown[min(int(tops[0]), count - 1)]) if table is None else table)
    return [*sorted(set(found)), rows]


def _merged(cuts: list[int], lower: Ints, upper: Ints, until: int) -> list[Group]:
    """The stretches, those put together whose periods have a moment in common."""
    groups: list[Group] = []
    for begin, end in pairwise(cuts):
        group = _group(np.arange(begin, end), lower, upper, until)
        if group is None:
            continue
        if groups and _touch(groups[-1].fit, group.fit):
            places = np.arange(groups[-1].first, end)
            both = best(lower[places], upper[places], until)
            groups[-1] = Group(places, both or group.fit, together=True)
        else:
            groups.append(group)
    return groups


def _group(places: Ints, lower: Ints, upper: Ints, until: int) -> Group | None:
    fit = best(lower[places], upper[places], until) if len(places) else None
    together = len(places) > 0 and int(places[-1] - places[0]) + 1 == len(places)
    return Group(places, fit, together) if fit else None


def _touch(one: Fit, other: Fit) -> bool:
    return one.after < other.before and other.after < one.before


def _scattered(allows: Bools, times: Ints, misfits: int) -> tuple[int, int] | None:
    """The two times that together explain most rows, if the second explains enough."""
    each = allows.astype(np.float32)
    both = each @ each.T
    alone = np.diag(both)
    together = alone[:, None] + alone[None, :] - both
    one, other = np.unravel_index(int(np.argmax(together)), together.shape)
    gain = together[one, other] - alone.max()
    if gain < max(CUT, EXPLAINED * misfits):
        return None
    return (int(one), int(other)) if alone[one] >= alone[other] else (int(other), int(one))


def _beyond_chance(
    lower: Ints, upper: Ints, whole: Fit, one: int, other: int, changes: Ints
) -> bool:
    """Whether wrong times would hardly all lie between the two: those of the register at large do not."""
    begin, end = min(one, other), max(one, other)
    if other < one:  # an older copy: what it shows was replaced after it, and never before
        span = changes[(changes > EARLY) & (changes <= whole.at)]
        seen = int(((upper > begin) & (upper <= end) & (lower <= begin)).sum())
    else:  # a newer one: what it shows was set before it, and never after
        span = changes[(changes > whole.at) & (changes < FAR)]
        seen = int(((lower > begin) & (lower <= end) & (upper > end)).sum())
    inside = ((span > begin) & (span <= end)).mean() if len(span) else 1.0
    return bool(inside**seen < CHANCE)
