"""Cells: the filled cells of a column's sample, and what is counted of them.

>>> Cells(["a", "b", "b", "c1"]).alike("[0-9]")
0.3333333333333333
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

READ = 300
"""Different cells that are read, evenly over those of the sample."""

ENOUGH = 0.6
"""Share of cells from which a rule speaks."""

NEARLY_ALL = 0.95
"""The same for shapes that other things have too."""

STRAY = 0.003
"""Share of cells of another sort that is put down to damage."""

MANY = 20
"""Different cells from which their spread says something."""


@dataclass(frozen=True)
class Cells:
    """The filled, trimmed cells of a column's sample, in the order of its rows."""

    all: Sequence[str]

    @cached_property
    def different(self) -> list[str]:
        """Each once, at most `READ` of them."""
        return self.some(READ)

    def some(self, most: int) -> list[str]:
        """Different cells, so many at most, evenly over them."""
        once = list(dict.fromkeys(self.all))
        return once[:: max(1, -(-len(once) // most))]

    @cached_property
    def distinct(self) -> float:
        """Different cells by cells."""
        return len(set(self.all)) / len(self.all)

    def share(self, holds: Callable[[str], object]) -> float:
        """Share of the different cells of which something holds."""
        return sum(map(bool, map(holds, self.different))) / len(self.different)

    def alike(self, shape: str) -> float:
        """Share of the different cells that have a shape."""
        return self.share(re.compile(shape).search)


def counted_up(cells: Cells) -> bool:
    """Whether nearly each cell is greater than the one before: the keys of a list."""
    steps = list(map(str.__lt__, cells.all, cells.all[1:]))
    return len(steps) > 0 and sum(steps) >= NEARLY_ALL * len(steps)


def listed(words: str) -> frozenset[str]:
    """Words of a list written with blanks between."""
    return frozenset(words.split())
