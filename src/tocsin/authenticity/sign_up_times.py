"""Sign-up times: when a row says that its customer signed up, held against when the register says so.

To the second, nobody outside can know it. Whole hours are a zone's. Where the times of many rows are
all as many days from the record's, somebody had the true times and moved them (`moved_dates`): that
he had them is what is asked here.

>>> weigh(Evidence(sign_ups=SignUps(compared=600, same=590))).log10
3.0
>>> weigh(Evidence(sign_ups=SignUps(compared=600, same=0))).log10
-1.0
>>> weigh(Evidence(sign_ups=SignUps(compared=600, same=2, moved=590, days=700))).log10
3.0
>>> said = pa.array(["2014-06-07 04:14:00", "2014-06-08 10:00:00", None])
>>> opened = pa.array([1402100040, 1402100040, 1402100040], pa.timestamp("s", "UTC"))
>>> counted(said, opened, "UTC")
SignUps(compared=2, same=1, moved=0, days=0)
>>> opened = pa.array([1402100040 + n * 977 for n in range(40)], pa.timestamp("s", "UTC"))
>>> later = pa.array([f"{at:%Y-%m-%d %H:%M:%S}" for at in pc.add(opened, pa.scalar(5 * 86400, pa.duration("s"))).to_pylist()])
>>> counted(later, opened, "UTC")
SignUps(compared=40, same=0, moved=40, days=5)
"""

from __future__ import annotations

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity.base import Tally, bounded, sample, strength
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, SignUps
from tocsin.kinds import moments
from tocsin.terms.verdict import Question, Support

NAME = "sign-up times"

HOUR, DAY = 3_600, 86_400

ZONES = 14 * HOUR
"""The furthest that zones lie from universal time, in seconds."""

APART = 2
"""Days from which a difference is no zone's, nor a date's without an hour."""

SEVERAL = 20
"""Rows moved alike, from which it is no accident; `ALIKE` is their share of the rows compared."""
ALIKE = 0.4

GENUINE, OTHERWISE = 0.90, 0.01
"""Chance that a true copy's time is the record's, and that somebody's guess is: of a register of years every
hour is one in tens of thousands. Judgement, on the high side, for days are told in letters."""

FOR, AGAINST = 3.0, 1.0
"""Against: an import sets all times of a register anew."""


def ask(leak: ir.Table, links: ir.Table, times: ir.Table) -> ir.Table:
    """`said`, `created` of the tied rows; the leak has `row` and `said`, as it stands."""
    tied = leak.filter(leak.said.notnull()).join(links, leak.row == links.leak_row)
    opened = times.select("id", "created").filter(times.created.notnull())
    return tied.join(opened, tied.register_id == opened.id).select("said", "created")


def counted(said: pa.Array, created: pa.Array, zone: str | None) -> SignUps:
    """Count them; `created` are instants."""
    at = moments.read(said, zone).at
    opened = created.cast(pa.timestamp("us", "UTC"))
    known = pc.and_(pc.is_valid(at), pc.is_valid(opened))
    stated, true = (_seconds(pc.filter(column, known)) for column in (at, opened))
    apart = stated - true
    days_only = (
        stated.size and np.mean(stated % HOUR == 0) > 0.9 and np.mean(true % HOUR == 0) < 0.5
    )
    near = np.abs(apart) <= (ZONES + DAY if days_only else ZONES)
    exact = near if days_only else near & (np.abs(apart - np.round(apart / HOUR) * HOUR) <= 1)
    others = np.round(apart[~exact] / DAY).astype(np.int64)
    moved, days = _alike(others, stated.size)
    return SignUps(int(stated.size), int(exact.sum()), moved, days)


def _seconds(at: pa.Array) -> np.ndarray:
    return np.asarray(at.cast(pa.int64())) / 1_000_000


def _alike(days: np.ndarray, compared: int) -> tuple[int, int]:
    """How many differ by the commonest number of days (and the next, for hours round it), and by how many."""
    values, counts = np.unique(days[np.abs(days) >= APART], return_counts=True)
    if not values.size:
        return 0, 0
    most = int(values[np.argmax(counts)])
    moved = int(counts[np.abs(values - most) <= 1].sum())
    return (moved, most) if moved >= max(SEVERAL, ALIKE * compared) else (0, 0)


def weigh(known: Evidence) -> Support:
    """Speak for a true copy where times are the records'."""
    times = known.sign_ups
    if times is None or not times.compared:
        return Support(NAME, 0.0, "no sign-up time can be held against a record's")
    had = times.same + times.moved
    log = bounded(strength(Tally(had, times.compared, GENUINE, OTHERWISE)), FOR, AGAINST)
    because = f"in {times.same:,} of {times.compared:,} tied rows looked at, the sign-up time is the record's"
    if times.moved:
        because += f", in {times.moved:,} it is the record's moved by {times.days:,} days"
    return Support(NAME, log, because + sample(times.compared))


CHECK = Told(
    NAME,
    Question.COPIED,
    "Ask for the sign-up time of rows, to the second.",
    inner=True,
    weigh=weigh,
)
