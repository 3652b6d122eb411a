"""Sampled: a bounded part of a leak beside one of the register, for the checks that compare distributions.

Of few rows nothing is taken: no distribution shows in them. The register's part is made of stretches
from all over it, so that of a large register little is read and decrypted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from tocsin.authenticity import distributions, names_and_places, own_tags, password_repeats
from tocsin.authenticity.base import form
from tocsin.authenticity.evidence import Sampled, Spread
from tocsin.desk.base import Desk, evenly
from tocsin.desk.leak import Leak
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.desk.signups import said
from tocsin.kinds import moments

FEWEST = 300
"""Rows of a leak from which it is sampled."""

MOST = 40_000
"""Rows of either side that are taken, about: a share of a hundredth is then known to a twentieth of itself."""

STRETCHES = 20
"""Stretches that the register's part is made of: customers of all its years."""

COLUMNS = ("email", "phone", "name", "house", "postcode", "country", "birth_date", "password_hash")


def sampled(desk: Desk, leak: Leak, linkage: Linkage, register: Prepared) -> Sampled:
    """Measure all that a sample shows."""
    if leak.rows < FEWEST:
        return Sampled()
    some = evenly(linkage.leak, "row", leak.rows, MOST)
    ours = desk.engine.stream(_formed(some)).read_all()
    part = records(register, COLUMNS)
    theirs = desk.engine.stream(_formed(desk.engine.table("register_part", part))).read_all()
    return Sampled(
        names_and_places.counted(ours, theirs),
        (*distributions.counted(ours, theirs), *_sign_ups(desk, leak, register)),
        password_repeats.counted(ours, theirs),
        own_tags.counted(ours, theirs),
    )


def _formed(rows: ir.Table) -> ir.Table:
    return rows.select(*COLUMNS, form=form(rows.password_hash))


def records(register: Prepared, columns: tuple[str, ...]) -> pa.Table:
    """These columns of records in stretches evenly over the register."""
    rows, place = register.facts.rows, pads.field("place")
    long = -(-MOST // STRETCHES)
    starts = range(0, rows, max(long, -(-rows // STRETCHES)))
    there = reduce(or_, ((place >= start) & (place < start + long) for start in starts))
    return register.made.table("register").to_table(columns=list(columns), filter=there)


def _sign_ups(desk: Desk, leak: Leak, register: Prepared) -> Iterator[Spread]:
    """When the leak's rows say that their customers signed up, and when the register does."""
    timed = register.timed
    if not timed.created or timed.numbered:
        return
    stated = [cells for part in leak.parts if (cells := said(desk, part)) is not None]
    if not stated:
        return
    zone = timed.clocks.zone
    cells = [
        desk.engine.stream(evenly(one, "row", leak.rows, MOST).select("said")).read_all()["said"]
        for one in stated
    ]
    at = moments.read(
        pa.chunked_array([c for one in cells for c in one.chunks], pa.string()).combine_chunks(),
        zone,
    ).at
    opened = register.made.table("times").to_table(columns=["created"])["created"]
    some = opened.take(pa.array(range(0, len(opened), max(1, len(opened) // MOST))))
    yield from distributions.clocks(_on_clock(at, zone), _on_clock(some.combine_chunks(), zone))


def _on_clock(at: pa.Array, zone: str) -> pa.Array:
    """Instants as a clock there shows them."""
    return pc.local_timestamp(at.cast(pa.timestamp("us", zone)))
