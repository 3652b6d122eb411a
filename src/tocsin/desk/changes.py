"""Changes: what customers changed, as the tied rows show it, beside the moment at which these were copied."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity import one_moment
from tocsin.authenticity.evidence import Moment
from tocsin.dating import bounds
from tocsin.desk.base import Desk, evenly
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.terms.period import Ground, Taken

FEWEST, MOST = 25, 50_000
"""Rows of which something is known, from which the changes are looked at; and rows that are looked at, about."""


def shown(
    desk: Desk, linkage: Linkage, register: Prepared, taken: Taken | None, rows: int
) -> Moment | None:
    """Count them; None where they have no times, or no one period with two ends is known."""
    if taken is None or taken.rests is not Ground.CHANGES or taken.rows < FEWEST:
        return None
    if len(taken.populations) > 1:
        return None
    period = taken.period
    if period is None or period.after is None or period.before is None:
        return None
    links = evenly(linkage.links, "leak_row", rows, MOST)
    past, changed = register.past(desk), register.changed(desk)
    question = bounds.ask_held(
        linkage.leak,
        links,
        linkage.near.register,
        past.filter(past.field.isin(one_moment.FIELDS)),
        changed.filter(changed.field.isin(one_moment.FIELDS)),
    )
    spans = desk.engine.stream(question).read_all()
    return one_moment.counted(_open(spans), period)


def _open(spans: pa.Table) -> pa.Table:
    """`since` and `at` as microseconds, NULL where they have no end."""

    def told(name: str, end: int) -> pa.ChunkedArray:
        at = spans[name].cast(pa.timestamp("us", spans[name].type.tz)).cast(pa.int64())
        return pc.if_else(pc.equal(at, end), pa.scalar(None, pa.int64()), at)

    return pa.table({"since": told("since", bounds.EARLY), "at": told("at", bounds.FAR)})
