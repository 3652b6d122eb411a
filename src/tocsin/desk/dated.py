"""Dated: when the leak was copied, and which known copy of the register that was, as a step of its own.

1  between which moments each linked row can have been copied; rows that are hardly their record's are left out
2  the period that most rows allow; the groups of rows that have each their own
3  who was there then and is missing: a filter; whether deleted customers are in such copies
4  what the newest customers say
5  which known copies lie in the period, and what canaries say of both
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.dating import absence, bounds, copies, findings, own, planted, reckoning
from tocsin.dating.bounds import EARLY, FAR, GONE, Bounds, Ints, instant, micros
from tocsin.dating.reckoning import Reckoned
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.canaries import Seen
from tocsin.desk.leak import Leak
from tocsin.desk.linking import Linkage
from tocsin.desk.nearby import FEW
from tocsin.desk.registers import Prepared
from tocsin.ports import Making
from tocsin.terms.answer import Row
from tocsin.terms.canary import Sighting
from tocsin.terms.case import Step
from tocsin.terms.finding import Finding, Locus
from tocsin.terms.period import (
    Deletion,
    Ground,
    Lacking,
    Misfit,
    Misfits,
    Newest,
    Period,
    Taken,
)
from tocsin.terms.register import Timed

DATED = "4"
"""Version of the dating: a new one dates anew."""


@dataclass(frozen=True, slots=True)
class Dated:
    """When and from which copy, and the findings that say so."""

    taken: Taken
    findings: tuple[Finding, ...]


def dated(
    desk: Desk, leak: Leak, linkage: Linkage, register: Prepared, seen: Seen | None = None
) -> Dated:
    """When the rows of this leak were copied from this register: found, or worked out; `seen`: its canaries."""
    marked = (seen.digest,) if seen and seen.found else ()
    sightings = seen.sightings if seen else ()
    step = Step("dated", DATED, (linkage.made.digest, register.made.digest, *marked))

    def how(making: Making) -> None:
        by_rows = _work_out(desk, leak, linkage, register)
        received = desk.vault.case.received
        lay(making, "taken", _sourced(by_rows, sightings, register.timed, received))

    made = desk.vault.work(step, how, why="when it was copied")
    taken = take_up(made, "taken", Taken)
    return Dated(taken, findings.of(taken, (*leak.basis, Locus(made.digest, "taken"))))


def _work_out(desk: Desk, leak: Leak, linkage: Linkage, register: Prepared) -> Taken:
    desk.progress("Finding when it was copied", 0, 0)
    timed = register.timed
    nothing = Taken(None, Ground.NOTHING, scheduled=len(timed.copies), clocks=timed.clocks)
    until = micros(timed.as_of)
    tied = _tied(linkage) if leak.rows <= FEW else None
    linkage, unlike = _copies(desk, linkage, register, tied)  # 1
    rows = _bounds(desk, linkage, register, tied)
    known = bool(((rows.lower > EARLY) | (rows.upper < FAR)).any())
    rows = rows.above(*_own(leak, timed, until))
    if not len(rows):
        return nothing
    starts = [part.first for part in leak.parts]
    found = reckoning.reckon(rows, until, starts)  # 2
    if found is None:
        return nothing
    # Who is missing from a sample its holder left out: that says nothing of the copy.
    groups = () if leak.chosen else _groups(desk, linkage, register, found, tied)  # 3
    deletion = absence.deletion(groups)
    if deletion is Deletion.VANISH:
        again = reckoning.reckon(rows.below(rows.gone, GONE), until, starts)
        found = again or found
    lacking = absence.lacking(groups)
    period = reckoning.period(found.main)
    if timed.clocks.assumed:
        period = reckoning.wherever(period)
    newest = None
    if timed.created and not (timed.numbered or leak.chosen) and len(found.groups) == 1:
        newest, older = _newest(desk, linkage, register, found, until)  # 4
        lacking = (*lacking, *older)
    main = found.populations[0]
    return Taken(
        period,
        _ground(timed) if known else Ground.OWN,
        rows=sum(one.rows for one in found.populations),
        consistent=main.fitting / main.rows if main.rows else 0.0,
        populations=found.populations,
        misfits=(*found.misfits, *([Misfits(Misfit.UNLIKE, unlike)] if unlike else [])),
        against=found.against,
        newest=newest,
        lacking=lacking,
        deletion=deletion,
        scheduled=len(timed.copies),
        clocks=replace(timed.clocks, shifted=found.shifted),
    )


def _sourced(
    by_rows: Taken, sightings: tuple[Sighting, ...], timed: Timed, received: datetime
) -> Taken:
    """What the rows say of when, with what canaries say, and the known copies that fit both."""  # 5
    taken = planted.bounded(by_rows, sightings)
    if taken.period is None:
        return taken
    newest = taken.newest.before_99 if taken.newest else None
    # where nothing says before when, it was before it was heard of, and if not that before the register was taken
    after = taken.period.after
    ends = (taken.period.before or newest, received, timed.as_of)
    until = next((at for at in ends if at and (after is None or at > after)), None)
    fits = copies.fitting(
        Period(after, until), timed.copies, timed.clocks.zone, taken.against, taken.newest
    )
    place = planted.named(taken, timed.copies)
    ours = tuple(sorted(fits, key=lambda one: one.name != place))
    return replace(taken, source=place if taken.marked else copies.named(fits), copies=ours)


def _copies(
    desk: Desk, linkage: Linkage, register: Prepared, tied: pa.Array | None
) -> tuple[Linkage, int]:
    """The links without those of rows that are no copies of their records, and how many these are."""
    engine, links = desk.engine, linkage.links
    question = bounds.ask_doubted(linkage.leak, links, linkage.near.register)
    doubted = engine.stream(question).read_all()
    if not len(doubted):
        return linkage, 0
    unlike = bounds.ask_unlike(engine.table("doubted", doubted), register.past(desk, tied))
    rows = engine.stream(unlike).read_all()
    if not len(rows):
        return linkage, 0
    copies = links.anti_join(engine.table("unlike", rows), [("leak_row", "row")])
    return replace(linkage, links=engine.keep(copies)), len(rows)


def _bounds(desk: Desk, linkage: Linkage, register: Prepared, tied: pa.Array | None) -> Bounds:
    """Between which moments each row can have been copied, each question in one pass."""
    engine, customers, links = desk.engine, linkage.near.register, linkage.links
    timed = register.timed
    opened = engine.stream(bounds.ask_opened(links, register.times(desk, tied))).read_all()
    if not (timed.changes or timed.exports):
        nothing = pa.table({"row": [], "field": pa.array([], pa.string()), "since": [], "at": []})
        otherwise = None
        if timed.updated:
            question = bounds.ask_otherwise(linkage.leak, links, customers)
            otherwise = engine.stream(question).read_all()
        return bounds.weigh(opened, nothing, otherwise)
    past, changed = register.past(desk, tied), register.changed(desk, tied)
    question = bounds.ask_held(linkage.leak, links, customers, past, changed)
    return bounds.weigh(opened, engine.stream(question).read_all())


def _tied(linkage: Linkage) -> pa.Array:
    """The records that rows are tied to."""
    return pc.unique(linkage.made.table("links").to_table(columns=["register_id"])["register_id"])


def _own(leak: Leak, timed: Timed, until: int) -> tuple[Ints, Ints]:
    """Rows of the leak, and the newest time that stands in each."""
    rows, times = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    zone = None if timed.clocks.zone == "UTC" else timed.clocks.zone
    doubt = 0 if zone else reckoning.EASTERNMOST // timedelta(microseconds=1)
    for part in leak.parts:
        places = own.columns([c.name for c in part.table.columns], created=not timed.created)
        if not places:
            continue
        wanted = ["row", *(f"c{place}" for place in places)]
        for batch in part.read.made.table(part.table.name).to_batches(columns=wanted):
            at = own.newest(batch.columns[1:], zone, until)
            there = at > EARLY
            rows.append(batch.column(0).to_numpy()[there] + part.first)
            times.append(at[there] - doubt)
    return np.concatenate(rows), np.concatenate(times)


def _groups(
    desk: Desk, linkage: Linkage, register: Prepared, found: Reckoned, tied: pa.Array | None
) -> tuple[Row, ...]:
    """Who was there when it was copied, and how many of them the leak has."""
    after = instant(found.main.after if found.main.after > EARLY else found.main.at)
    records = linkage.near.register.semi_join(linkage.links, [("id", "register_id")])
    ours = absence.ask_groups(absence.marked(records), register.times(desk, tied), after)
    everybody = absence.ask_groups(register.register(desk), register.times(desk), after)
    return absence.counted(desk.engine.answer(everybody), desk.engine.answer(ours))


def _newest(
    desk: Desk, linkage: Linkage, register: Prepared, found: Reckoned, until: int
) -> tuple[Newest | None, tuple[Lacking, ...]]:
    """What the newest customers say; where that is not so, that older ones were chosen."""
    since = absence.lately(found.bounds.created, found.main.before)
    if since is None:
        return None, ()
    question = absence.ask_newest(register.times(desk), linkage.links, instant(since))
    told = desk.engine.stream(question).read_all()
    created = told["created"].cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_numpy()
    created = created - found.shifted * 3_600_000_000
    held = pc.fill_null(told["held"], False).to_numpy()
    return absence.chosen(absence.newest(created, held, found.main.before, until), found.main.after)


def _ground(timed: Timed) -> Ground:
    if timed.changes:
        return Ground.CHANGES
    if timed.exports:
        return Ground.EXPORTS
    return Ground.NUMBERS if timed.numbered else Ground.CREATED
