"""Sign-ups: the times at which a leak's rows say that customers signed up, beside the register's."""

from __future__ import annotations

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.authenticity import sign_up_times
from tocsin.authenticity.evidence import SignUps
from tocsin.desk.base import Desk, evenly
from tocsin.desk.leak import Leak, Part
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.kinds import moments

MOST = 100_000
"""Rows whose times are read, about, evenly over the leak: twenty count as independent."""


def signups(desk: Desk, leak: Leak, linkage: Linkage, register: Prepared) -> SignUps | None:
    """How they agree; None where the register or the leak has none."""
    if not register.timed.created or register.timed.numbered:
        return None
    told = [
        found for part in leak.parts if (found := _of(desk, part, leak.rows, linkage, register))
    ]
    if not told:
        return None
    pairs = pa.concat_tables(told).combine_chunks()
    stated, created = (pairs[name].combine_chunks() for name in ("said", "created"))
    return sign_up_times.counted(stated, created, register.timed.clocks.zone)


def said(desk: Desk, part: Part) -> ir.Table | None:
    """When its rows say that their customers signed up: `row` of the leak, `said`; None where they do not."""
    names = [column.name for column in part.table.columns]
    named = moments.column(names, moments.CREATED, None)
    if named is None:
        return None
    extract = part.read.extract(desk, part.table)
    return extract.select(row=extract.row + part.first, said=extract[f"c{names.index(named)}"])


def _of(desk: Desk, part: Part, rows: int, linkage: Linkage, register: Prepared) -> pa.Table | None:
    cells = said(desk, part)
    if cells is None:
        return None
    some = evenly(cells, "row", rows, MOST)
    question = sign_up_times.ask(some, linkage.links, register.times(desk))
    return desk.engine.stream(question).read_all()
