"""Moments: when the made-up company's register begins, was copied, and was exported.

>>> (EXPORTED - COPIED).days
5
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from tocsin.drill.weave import Bools, Ints

FIRST = datetime.fromisoformat("2006-03-01T00:00+01:00")
"""The first customer of the made-up company; its web shop is said to have opened then."""

HISTORY_FROM = datetime.fromisoformat("2011-06-12T06:00+02:00")
"""The change history reaches three years back from the export (issue 2)."""

COPIED = datetime.fromisoformat("2014-06-07T02:14+02:00")
"""The leak is copied here: in the night, two days before the attack that the press dated."""

NOTED = datetime.fromisoformat("2014-06-10T09:12+02:00")
"""The note comes in on the morning of Tuesday 10 June (facts of the case: the French branch was told)."""

EXPORTED = datetime.fromisoformat("2014-06-12T06:00+02:00")
"""The register in the controller's hands is of this moment: five days after the copy."""

PARIS = ZoneInfo("Europe/Paris")
"""Where the company's servers stand, and Belgium's zone as well."""

INSTANT = pa.timestamp("ms", tz="UTC")
"""How every table of the drill writes a time: Parquet keeps it as it is."""


def seconds(at: datetime) -> int:
    """Count a moment in whole seconds since 1970, UTC."""
    return int(at.timestamp())


def instants(at: Ints, known: Bools | None = None) -> pa.Array:
    """Seconds since 1970 as times; null where `known` says no."""
    mask = None if known is None else ~known
    return pa.array(at * 1000, type=pa.int64(), mask=mask).cast(INSTANT)


def local_times(at: Ints) -> pa.Array:
    """Seconds since 1970 as the company's servers print them: local time, without a zone.

    >>> local_times(np.array([0, seconds(COPIED)])).to_pylist()
    ['1970-01-01 01:00:00', '2014-06-07 02:14:00']
    """
    turns = np.array(_turns())
    summer = np.searchsorted(turns, at, side="right") % 2
    shown = at + 3600 * (1 + summer)
    return pa.array(shown.astype("datetime64[s]")).cast(pa.string())


@cache
def _turns() -> list[int]:
    """Find when summer time begins and ends in Paris, in turn, from 2000 to a year after the export."""
    hours = range(seconds(datetime(2000, 1, 1, tzinfo=UTC)), seconds(EXPORTED) + 86400 * 365, 3600)
    return _changes_of_offset(hours[0], hours[-1])


def _changes_of_offset(start: int, end: int) -> list[int]:
    """Every full hour between two moments at which the offset of Paris changes (by days, then hours)."""

    def offset(at: int) -> int:
        gap = datetime.fromtimestamp(at, PARIS).utcoffset()
        return int(gap.total_seconds()) if gap else 0

    found = []
    for day in range(start, end, 86400):
        if offset(day) != offset(day + 86400):
            found += [
                hour
                for hour in range(day + 3600, day + 86401, 3600)
                if offset(hour - 3600) != offset(hour)
            ]
    return found
