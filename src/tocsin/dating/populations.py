"""Populations: rows that were copied on different days and stitched together.

Where rows that fit no common time stand together, in a table or a stretch of the file, it was stitched
from copies of different days: the stretches are found by going through all ways to cut the rows into
stretches, each with its own best time, so that fewest rows are left over (a cut costs `CUT` rows). A
stretch is a copy of its own only if two things are not of chance (`_attested`): that so many of its rows
miss the time of the others, where of those others so few do; and that of its customers who changed
something between the two times nearly all are shown as they were at its own. Where the rows are
scattered, a second time is sought that explains half of them; it is a copy only if it is a time that
wrong entries would hardly all keep to (`CHANCE`).

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
from math import log

import numpy as np

from tocsin.dating.bounds import EARLY, FAR, Bools, Ints
from tocsin.dating.fit import Fit, best

CUT = 3
"""Rows of which a stretch of its own must explain more. A judgement: fewer are accidents."""

SCATTERED = 8
"""The same of rows that do not stand together, which any second time picks out more easily."""

BLOCKS = 256
"""Places at which the rows may first be thought cut; then the very row is sought."""

TIMES = 48
"""Times that are tried, of those that rows left over give on either side."""

EXPLAINED = 0.5
"""Of the rows that fit no common time, the share that a scattered second copy must explain."""

CHANCE = 1e-3
"""How unlikely it must be that a second copy is made of wrong times alone."""

SOUND = 100
"""Rows without a wrong time that are thought beside those seen, where it is told how many are wrong: as in `fit`."""

STRAY = 0.05
"""Of customers who changed between two times, the share who may be shown as they were at the wrong one. A judgement:
more than the one in a hundred wrong times that must be borne, for those stand together, too."""


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
    lower: Ints,
    upper: Ints,
    whole: Fit,
    until: int,
    starts: Sequence[int],
    changes: Ints,
    loosely: Bools | None = None,
) -> tuple[Group, ...]:
    """The rows by when they were copied; one group where one time fits, or nothing better is found.

    `starts` are the places at which tables begin; `changes` what times there are, of which wrong ones are some.
    `loosely` are rows whose upper bound says only that the record changed since, and not what.
    """
    alone = (Group(np.arange(len(lower)), whole, together=True),)
    misfit = ((lower > whole.at) | (upper <= whole.at)) & (lower < upper)
    if misfit.sum() < CUT:
        return alone
    times = _tried(lower[misfit], upper[misfit], whole)
    shown = np.flatnonzero((lower > times[0]) | (upper <= times[-1]))
    allows = (lower[shown] <= times[:, None]) & (times[:, None] < upper[shown])
    cuts, doubt = _cuts(allows, shown, starts, len(lower))
    seen = _Seen(lower, upper, changes, np.zeros_like(misfit) if loosely is None else loosely)
    groups = _stretches(cuts, seen, until)
    if len(groups) > 1:
        return tuple(_settled(groups, doubt, seen, until))
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


@dataclass(frozen=True, slots=True)
class _Seen:
    """The rows in question, as `found` is given them."""

    lower: Ints
    upper: Ints
    changes: Ints
    loosely: Bools

    @property
    def sound(self) -> Bools:
        """Those of which anything is known, and that are in accord with themselves."""
        known: Bools = (self.lower > EARLY) | (self.upper < FAR)
        return known & (self.lower < self.upper)


def _stretches(cuts: list[int], seen: _Seen, until: int) -> list[Group]:
    """The stretches that are copies of their own: what is not of one is put to what stands beside it."""
    while True:
        groups = _merged(cuts, seen.lower, seen.upper, until)
        if len(groups) < 2:
            return groups
        main = max(groups, key=lambda group: len(group.places))
        others = [one for one in groups if one is not main]
        # a time that wrong entries alone make may be that of most rows, and the others right
        chance = next(
            (x for x in others if not (_attested(x, main, seen) and _attested(main, x, seen))), None
        )
        if chance is None:
            return groups
        gone = chance.first if chance.first > 0 else chance.last + 1
        cuts = [cut for cut in cuts if cut != gone and not chance.first < cut <= chance.last]


def _settled(
    groups: list[Group], doubt: dict[int, tuple[int, int]], seen: _Seen, until: int
) -> list[Group]:
    """The same with periods by those rows alone that must be theirs, and parted where fewest rows miss their own."""
    settled = [groups[0]]
    for after in groups[1:]:
        before = settled[-1]
        low, high = doubt.get(after.first, (after.first, after.first))
        one = _group(np.arange(before.first, low), seen.lower, seen.upper, until)
        other = _group(np.arange(high, after.last + 1), seen.lower, seen.upper, until)
        if one is None or other is None or _touch(one.fit, other.fit):
            settled.append(after)
            continue
        between = slice(low, high)
        lower, upper = seen.lower[between], seen.upper[between]
        gain = one.fit.allows(lower, upper).astype(int) - other.fit.allows(lower, upper).astype(int)
        part = low + int(np.argmax(np.append(0, np.cumsum(gain))))
        settled[-1] = Group(np.arange(before.first, part), one.fit, together=True)
        settled.append(Group(np.arange(part, after.last + 1), other.fit, together=True))
    return settled


def _attested(one: Group, main: Group, seen: _Seen) -> bool:
    """Whether chance hardly makes a stretch miss the time of the others and keep to its own as it does."""
    elsewhere = ~((seen.lower <= main.fit.at) & (main.fit.at < seen.upper)) & seen.sound
    here = np.zeros(len(seen.lower), dtype=bool)
    here[one.places] = True
    rest = seen.sound & ~here
    stray = (elsewhere & rest).sum() / (rest.sum() + SOUND)
    missing, many = int((elsewhere & here).sum()), int((seen.sound & here).sum())
    ways = min(BLOCKS, int(seen.sound.sum()) + 1) ** 2 / 2
    if _tail(missing, many, stray + 1 / SOUND**2) + log(ways) > log(CHANCE):
        return False
    begin, end = sorted((one.fit.at, main.fit.at))
    earlier = (seen.upper > begin) & (seen.upper <= end) & (seen.lower <= begin)
    later = (seen.lower > begin) & (seen.lower <= end) & (seen.upper > end)
    own, others = (earlier, later) if one.fit.at == begin else (later, earlier)
    if _tail(int((own & here).sum()), int(((own | others) & here).sum()), STRAY) > log(CHANCE):
        return False
    # of records that may have changed in anything but what is shown, an edited value tells the same
    loose = own & here & seen.loosely
    if loose.sum() <= (own & here).sum() / 2:
        return True
    span = seen.changes[(seen.changes > EARLY) & (seen.changes <= end)]
    outside = int((here & seen.loosely & seen.sound & (seen.upper <= begin)).sum())
    inside = (span > begin).mean() if len(span) else 1.0
    return _tail(int(loose.sum()), int(loose.sum()) + outside, float(inside)) <= log(CHANCE)


def _tail(seen: int, of: int, chance: float) -> float:
    """Log of a bound on the probability of as many or more (Chernoff's); 0 where no more are seen than expected.

    >>> round(_tail(4, 4, 0.05), 2), _tail(1, 30, 0.05), round(_tail(3, 27, 0.0001), 1)
    (-11.98, 0.0, -18.2)
    """
    share = seen / of if of else 0.0
    if share <= chance:
        return 0.0
    rest = 0.0 if seen == of else (1 - share) * log((1 - share) / (1 - chance))
    return -of * (share * log(share / chance) + rest)


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


def _cuts(
    allows: Bools, shown: Ints, starts: Sequence[int], rows: int
) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """The places at which stretches begin, of which fewest rows are left over; and between which each may lie."""
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
    found = {0: (0, 0)}
    for (begin, _, one), (_, end, other) in pairwise(stretches):
        tide = np.cumsum(
            allows[one, begin:end].astype(np.int64) - allows[other, begin:end].astype(np.int64)
        )
        tops = begin + np.flatnonzero(tide == tide.max()) + 1
        low, high = int(shown[tops[0] - 1]) + 1, int(shown[min(int(tops[-1]), count - 1)])
        table = next((start for start in starts if low <= start <= high), None)
        if table is None:
            found[int(shown[min(int(tops[0]), count - 1)])] = low, high
        else:
            found[table] = table, table
    return [*sorted(found), rows], found


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
    if gain < max(SCATTERED, EXPLAINED * misfits):
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
