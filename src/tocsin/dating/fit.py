"""Fit: the time at which most rows can have been copied, and how far to either side it may lie.

Between two neighbouring bounds nothing changes, so time falls into gaps, each with the number of rows
that allow it. Where all times are right the gap that all rows allow holds the copy. Some are wrong: a
wrong bound beside the copy moves the fullest gap by one. So where some row contradicts it, gaps are weighed:
by their length, and for each row fewer that allows them by the chance that a bound thereabouts is wrong, told
by how many there contradict the fullest gap. The period is the shortest stretch of gaps around the fullest
that holds `SURE` of the weight.

Three customers opened at 10, 20 and 30; a value replaced at 40:

>>> bounds = np.array([10, 20, 30, 0]), np.array([FAR, FAR, FAR, 40])
>>> best(*bounds, until=100)
Fit(after=30, before=40, at=30, rows=4)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tocsin.dating.bounds import EARLY, FAR, Bools, Ints

SURE = 0.99
"""Of the weight, within the period: wrong by one in a hundred, if the times are wrong as they seem to be."""

NEAR = 200
"""Bounds on either side by which it is told how many are wrong: enough to see one in a hundred."""

WRONG, RIGHT = 0.01, 100.0
"""What is held before any bound is seen: next to none is wrong. A judgement: times are written by the database
itself, and where some are wrong there are others that show it; one seen weighs as much as a hundred right ones."""

STEPS = 2_000
"""Gaps that a period is widened by, at most."""


@dataclass(frozen=True, slots=True)
class Fit:
    """From `after` to `before` (`EARLY`, `FAR`: not bounded), around `at`, which so many rows allow."""

    after: int
    before: int
    at: int
    rows: int

    def allows(self, lower: Ints, upper: Ints) -> Bools:
        """Which rows can have been copied in it."""
        return (lower < self.before) & (upper > self.after) & (lower < upper)


def best(lower: Ints, upper: Ints, until: int) -> Fit | None:
    """The best period of rows bounded so (microseconds); None where nothing bounds any.

    `until` is when the register was taken: the last gap counts as no longer than that.
    """
    sound = lower < upper
    low, high_ends = np.sort(lower[sound]), np.sort(upper[sound & (upper < FAR)])
    low_ends = low[np.searchsorted(low, EARLY, side="right") :]
    if not len(low_ends) and not len(high_ends):
        return None
    gaps = _distinct(np.concatenate([[EARLY], low_ends, high_ends]))
    rows = np.searchsorted(low, gaps, side="right") - np.searchsorted(high_ends, gaps, side="right")
    ends = np.append(gaps[1:], max(until, int(gaps[-1]) + 1))
    top = int(rows.max())
    fullest = np.flatnonzero(rows == top)
    length = (ends - gaps).astype(np.float64)
    middle = int(fullest[np.argmax(length[fullest])])
    first = last = middle
    if top < len(low):
        odds = _odds(low_ends, high_ends, int(gaps[middle]))
        first, last = _stretch(np.log(length) + (top - rows) * np.log(odds), middle)
    after = int(gaps[first])
    before = FAR if last == len(gaps) - 1 else int(ends[last])
    return Fit(after, before, int(gaps[middle]), top)


def against(lower: Ints, upper: Ints, fit: Fit, each: int) -> tuple[Ints, Ints]:
    """How many rows contradict each moment around a period: the nearest bounds, so many on each side, in time.

    >>> [part.tolist() for part in against(np.array([10, 20, 30]), np.array([FAR, FAR, 40]), Fit(30, 40, 30, 3), each=2)]
    [[10, 20, 30, 40], [2, 1, 0, 1]]
    """
    sound = lower < upper
    low, high = np.sort(lower[sound]), np.sort(upper[sound & (upper < FAR)])
    parts = []
    for bounds in (low[np.searchsorted(low, EARLY, side="right") :], high):
        at = int(np.searchsorted(bounds, fit.at, side="right"))
        parts.append(bounds[max(0, at - each - 1) : at + each])
    ends = _distinct(np.concatenate(parts))
    middle = int(np.searchsorted(ends, fit.at, side="right"))
    ends = ends[max(0, middle - each - 1) : middle + each]
    allowed = np.searchsorted(low, ends, side="right") - np.searchsorted(high, ends, side="right")
    return ends, int(sound.sum()) - allowed


def _distinct(ends: Ints) -> Ints:
    """Sort, each once: NumPy's own goes by hashes, which of many different times is slow."""
    ends = np.sort(ends)
    distinct: Ints = ends[np.append(True, ends[1:] != ends[:-1])]
    return distinct


def _odds(lower: Ints, upper: Ints, at: int) -> float:
    """How likely it is that a bound near `at` is wrong: by those there that contradict it."""
    low, high = np.searchsorted(lower, at, side="right"), np.searchsorted(upper, at, side="right")
    wrong = right = 0
    near = np.sort(
        np.concatenate(
            [
                lower[max(0, low - NEAR) : low + NEAR],
                upper[max(0, high - NEAR) : high + NEAR],
            ]
        )
    )
    middle = int(np.searchsorted(near, at, side="right"))
    begin = near[max(0, middle - NEAR)] if len(near) else at
    end = near[min(len(near) - 1, middle + NEAR)] if len(near) else at
    right += int(low - np.searchsorted(lower, begin))
    right += int(np.searchsorted(upper, end, side="right") - high)
    wrong += int(np.searchsorted(lower, end, side="right") - low)
    wrong += int(high - np.searchsorted(upper, begin))
    return min(0.5, (wrong + WRONG) / (right + RIGHT))


def _stretch(weight: np.ndarray, middle: int) -> tuple[int, int]:
    """The shortest stretch around a gap that holds `SURE` of the weight (given as logarithms)."""
    share = np.exp(weight - weight.max())
    share /= share.sum()
    first = last = middle
    held = share[middle]
    for _ in range(STEPS):
        if held >= SURE:
            break
        left = share[first - 1] if first > 0 else -1.0
        right = share[last + 1] if last + 1 < len(share) else -1.0
        if left < 0 and right < 0:
            break
        if left >= right:
            first -= 1
        else:
            last += 1
        held += max(left, right)
    return first, last
