"""Reliability: of the links said to be so and so certain, how many were right, where the truth is known.

>>> step = Step(0.95, 0.99, pairs=200, expected=194.0, right=193)
>>> [round(end, 3) for end in step.interval]
[0.93, 0.983]
>>> step.holds
True
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959964
"""Standard normal deviate of 95% confidence."""


@dataclass(frozen=True, slots=True)
class Step:
    """The pairs whose probability lies from `low` to below `high`."""

    low: float
    high: float
    pairs: int
    expected: float
    """The sum of their probabilities: how many should be right."""

    right: int

    @property
    def said(self) -> float:
        """Their mean probability."""
        return self.expected / self.pairs if self.pairs else math.nan

    @property
    def was(self) -> float:
        """The share of them that is right."""
        return self.right / self.pairs if self.pairs else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """What that share may be with 95% confidence (E. B. Wilson, JASA 22, 1927)."""
        if not self.pairs:
            return 0.0, 1.0
        z2 = Z * Z / self.pairs
        middle = (self.was + z2 / 2) / (1 + z2)
        half = (
            Z * math.sqrt(self.was * (1 - self.was) / self.pairs + z2 / (4 * self.pairs)) / (1 + z2)
        )
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def holds(self) -> bool:
        """Whether what was said lies within that."""
        low, high = self.interval
        return low <= self.said <= high


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was said of pairs of a row and a record, held against the truth."""

    links: tuple[Step, ...]
    """Links, by the probability that they bear."""

    others: tuple[Step, ...]
    """Pairs in doubt that are no links, by their chance beside the row's other records and nobody."""
