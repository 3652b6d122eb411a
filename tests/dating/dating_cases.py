"""Rows of a made-up leak, as the moments between which each can have been copied."""

from __future__ import annotations

import numpy as np

from tocsin.dating.bounds import FAR, Ints

HOUR = 3_600_000_000
DAY, YEAR = 24 * HOUR, 365 * 24 * HOUR
NOW = 44 * YEAR


def rows(
    rng: np.random.Generator, copied: int, count: int, wrong: float = 0.0, skewed: float = 0.0
) -> tuple[Ints, Ints]:
    """Bounds of customers opened over eight years, of whom every fourth changed something in the last three."""
    opened = rng.integers(copied - 8 * YEAR, copied, count)
    changed = np.maximum(opened + 1, rng.integers(NOW - 3 * YEAR, NOW, count))
    late = rng.random(count) < 0.01
    changed = np.where(late, rng.integers(copied + 1, NOW, count), changed)
    changes = rng.random(count) < 0.25
    before = changes & (changed <= copied)

    def told(at: Ints) -> Ints:
        anything = rng.integers(NOW - 8 * YEAR, NOW, count)
        off = np.where(rng.random(count) < skewed, rng.choice([-HOUR, HOUR], count), 0)
        return np.where(rng.random(count) < wrong, anything, at + off)

    opened, changed = told(opened), told(changed)
    lower = np.where(before, np.maximum(opened, changed), opened)
    return lower, np.where(changes & ~before, changed, FAR)
