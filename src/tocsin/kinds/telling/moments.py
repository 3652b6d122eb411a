"""Moments: birth dates among dates, and times among numbers, told by how they are spread.

>>> birth_date(Cells([f"{1940 + n % 60}-03-{1 + n % 28:02d}" for n in range(200)]))
1.0
"""

from __future__ import annotations

import re

from tocsin.kinds import birth_date as birth
from tocsin.kinds import time
from tocsin.kinds.telling.cells import MANY, NEARLY_ALL, Cells

GENERATION = 25
"""Years from the earliest to the latest, but for one in twenty each: one generation."""

LIFETIME = 60
GROWN = 2016
"""Latest year of birth, but for one in twenty: customers are no children."""

HOUR = "[0-9][T ]0?[0-9:.]*[1-9]"
"""Behind the day, an hour that is not midnight."""


def birth_date(cells: Cells) -> float:
    """Tell days without an hour that are spread over a generation and end some years ago."""
    years = sorted(
        int(day[:4]) for cell in cells.different if (day := birth.normal_of(cell)) is not None
    )
    if len(years) < MANY or len(years) < 0.3 * len(cells.different) or cells.alike(HOUR) > 0.05:
        return 0.0
    low, high = years[len(years) // 20], years[-1 - len(years) // 20]
    born = low >= 1900 and high - low >= GENERATION and high <= GROWN
    return 1.0 if born or (1900 <= low < 1945 and high - low >= LIFETIME) else 0.0


def times(cells: Cells) -> float:
    """Tell Unix times: not numbers that were counted up."""
    alike = cells.alike(time.UNIX)
    if alike < NEARLY_ALL or len(cells.different) < MANY:
        return 0.0
    numbers = [int(cell[:10]) for cell in cells.different if re.search(time.UNIX, cell)]
    return alike if max(numbers) - min(numbers) > 100 * len(cells.all) else 0.0
