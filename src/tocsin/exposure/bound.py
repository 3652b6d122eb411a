r"""Bound: how many rows may hold what a search has not found.

A search is tried on planted controls: of `planted` it finds `recovered`. The exact lower limit of
its recall r is that of Clopper and Pearson (Biometrika 26, 1934): the r for which finding as many
controls or more would be as rare as the error allowed. If M rows hold one in a form like the
controls, and the search finds each with chance r, it finds at most `found` of them with chance

    P(found; M, r) = sum of C(M, i) r^i (1 - r)^(M - i)  for i = 0 .. found

The upper bound is the smallest M for which that is no more than the error allowed. With nothing
found it is the smallest M with (1 - r)^M <= error. Two limits are used one upon the other, so each
gets half of the 5 in 100 (Bonferroni): both hold together in at least 95 of 100.

>>> round(recall_at_least(recovered=50, planted=50, error=0.05), 4)
0.9418
>>> at_most(found=0, recovered=400, planted=400, rows=650_000)
1
>>> at_most(found=0, recovered=200, planted=400, rows=650_000)
7
>>> at_most(found=0, recovered=0, planted=400, rows=650_000)
650000
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

ERROR = 0.05
"""What may be wrong in all: the bound holds in 95 of 100 such searches."""

STEPS = 100
"""Halvings of an interval; a double has 53 bits."""

NEGLIGIBLE = 1e-18
"""A term smaller than this against the sum does not change it."""


def recall_at_least(recovered: int, planted: int, error: float = ERROR / 2) -> float:
    """Lower limit of the share that the search finds (Clopper-Pearson, one-sided)."""
    if recovered == 0:
        return 0.0
    low, high = 0.0, recovered / planted
    for _ in range(STEPS):
        middle = (low + high) / 2
        if 1 - at_most_chance(recovered - 1, planted, middle) <= error:
            low = middle
        else:
            high = middle
    return low


def at_most(found: int, recovered: int, planted: int, rows: int) -> int:
    """Upper bound (95%) on the rows that hold one in a form like the controls."""
    recall = recall_at_least(recovered, planted)
    if at_most_chance(found, rows, recall) > ERROR / 2:
        return rows
    low, high = found, rows
    while high - low > 1:
        middle = (low + high) // 2
        if at_most_chance(found, middle, recall) <= ERROR / 2:
            high = middle
        else:
            low = middle
    return high


def at_most_chance(most: int, trials: int, chance: float) -> float:
    """Chance of at most `most` successes in so many trials: the exact binomial sum.

    The shorter tail is summed, from its largest term on until the terms are negligible.
    """
    if most >= trials or chance <= 0.0:
        return 1.0
    if most < 0 or chance >= 1.0:
        return 0.0
    if most <= trials * chance:
        return _tail(most, trials, chance, step=-1)
    return 1.0 - _tail(most + 1, trials, chance, step=1)


def _tail(start: int, trials: int, chance: float, step: int) -> float:
    summed, successes = 0.0, start
    while 0 <= successes <= trials:
        term = _term(successes, trials, chance)
        summed += term
        if term <= NEGLIGIBLE * summed:
            break
        successes += step
    return min(summed, 1.0)


def _term(successes: int, trials: int, chance: float) -> float:
    failures = trials - successes
    ways = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(failures + 1)
    return exp(ways + successes * log(chance) + failures * log1p(-chance))
