"""Clocks: creation and change times that were written by clocks some whole hours apart.

One program writes UTC, another local time: then customers seem to be opened after a copy that holds
them. If all creation times put back by the same whole hours fit the changes, and as they stand they do
not, they are put back, and the report says so.

>>> from tocsin.dating.bounds import FAR
>>> hour = 3_600_000_000
>>> created, set_then = 10**15 + hour * np.arange(60) // 4, np.full(60, 10**15 + 12 * hour)
>>> lower, upper = np.append(created, set_then), np.append(np.full(60, FAR), set_then + hour)
>>> opened = np.append(np.full(60, OPENED), np.zeros(60, dtype=int))
>>> until = 10**15 + 90 * hour
>>> shift(lower, upper, opened, best(lower, upper, until), until)
2
>>> lower = lower - 2 * hour * (opened == OPENED)
>>> shift(lower, upper, opened, best(lower, upper, until), until)
0
"""

from __future__ import annotations

import numpy as np

from tocsin.dating.bounds import OPENED, Ints
from tocsin.dating.fit import Fit, best

HOURS = (-2, -1, 1, 2)
"""Whole hours that are tried: Europe's zones are one or two from UTC, and from each other."""

LEAST = 8
"""Misfits that must be mended at least."""

MENDED = 0.7
"""The share of all misfits that must be. Judgements, both: clocks apart put everybody opened in those hours wrong."""

HOUR = 3_600_000_000


def shift(lower: Ints, upper: Ints, lower_by: Ints, fit: Fit | None, until: int) -> int:
    """Hours to put creation times back by (negative: forward); 0 where they agree, or nothing mends it."""
    if fit is None:
        return 0
    misfits = int((~fit.allows(lower, upper)).sum())
    if misfits < LEAST:
        return 0
    opened = lower_by == OPENED
    left = {
        hours: _misfits(np.where(opened, lower - hours * HOUR, lower), upper, until)
        for hours in HOURS
    }
    hours = min(left, key=lambda one: left[one])
    mended = misfits - left[hours]
    return hours if mended >= max(LEAST, MENDED * misfits) else 0


def _misfits(lower: Ints, upper: Ints, until: int) -> int:
    fit = best(lower, upper, until)
    return 0 if fit is None else int((~fit.allows(lower, upper)).sum())
