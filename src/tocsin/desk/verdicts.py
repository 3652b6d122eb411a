"""Verdicts: every check of authenticity is asked, whatever the others said, and the sum is weighed.

Where a good part of the rows, but not nearly all, is tied to customers, the checks are asked once more of
that part alone: a leak that was padded would else look like neither a true copy nor a made-up one.
"""

from __future__ import annotations

from collections.abc import Iterable

import ibis.expr.types as ir

from tocsin.authenticity import CHECKS, beside, numbering, one_source, verdict
from tocsin.authenticity.check import Asked, Counted, Over, Told
from tocsin.authenticity.evidence import Evidence
from tocsin.authenticity.ground import Ground
from tocsin.desk import known
from tocsin.desk.base import Desk, take_up
from tocsin.desk.changes import shown
from tocsin.desk.leak import Leak
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.desk.sampled import sampled
from tocsin.desk.schemes import schemes
from tocsin.desk.signups import signups
from tocsin.terms.answer import Row, whole
from tocsin.terms.canary import Sighting
from tocsin.terms.period import Taken
from tocsin.terms.table import Column, Member, Reading
from tocsin.terms.verdict import Support, Verdict

SOME = 6
"""Tied rows from which they are asked about apart."""

NEARLY_ALL = 0.95
"""Share of tied rows from which they are the leak."""


def judged(
    desk: Desk,
    leak: Leak,
    linkage: Linkage,
    register: Prepared,
    taken: Taken | None = None,
    sightings: tuple[Sighting, ...] = (),
) -> Verdict:
    """What the leak is, by all checks; with when it was copied and which canaries are in it, where known."""
    desk.progress("Asking whether it is genuine", 0, 0)
    ground, timed = _ground(desk, linkage, register), register.timed
    answers = _answers(desk, linkage.leak, ground)
    evidence = Evidence(
        received=desk.vault.case.received,
        taken=taken,
        sightings=sightings,
        overlaps=known.overlaps(desk, linkage.leak, leak.rows, ground.beside, register),
        sign_ups=signups(desk, leak, linkage, register),
        schemes=schemes(desk, linkage, register, answers[numbering.NAME]),
        moment=shown(desk, linkage, register, taken, leak.rows),
        sampled=sampled(desk, leak, linkage, register),
        columns=tuple(column.name for column in leak.columns),
        register_columns=tuple(
            c.name for c in take_up(register.made, "columns", tuple[Column, ...])
        ),
        exports=(*timed.headings, *(copy.columns for copy in timed.copies if copy.columns)),
        marks=_marks(leak),
        copies=timed.copies,
        source=register.facts.source,
        zone=timed.clocks.zone,
    )
    supports = _supports(answers, evidence)
    counted = answers[one_source.NAME]
    ours = one_source.ours(counted, leak.rows)
    apart: tuple[Support, ...] = ()
    if SOME <= ours.tied < NEARLY_ALL * whole(counted, "able") and not verdict.copied(supports):
        part = desk.engine.keep(linkage.leak.semi_join(ground.beside, "row"))
        apart = _supports(_answers(desk, part, ground), evidence)
    return verdict.weigh(supports, apart, ours)


def rows(linkage: Linkage) -> ir.Table:
    """Which rows are of this register: `row`, `genuine` (tied to a record)."""
    tied = linkage.links.select(tied="leak_row")
    both = linkage.leak.select("row").left_join(tied, [("row", "tied")])
    return both.select("row", genuine=both.tied.notnull())


def _marks(leak: Leak) -> tuple[tuple[str, str], ...]:
    """What the programs that wrote its files left on them; how they are written is told as marks as well."""
    told: list[tuple[str, str]] = []
    for part in leak.parts:
        reading = part.read.reading
        files: tuple[Reading | Member, ...] = (reading, *reading.members)
        for one in files:
            told += one.marks
            if one.encoding:
                told.append(("encoding", one.encoding))
            if one.dialect:
                told.append(("delimiter", one.dialect.delimiter))
                told.append(("quote", one.dialect.quote or "none"))
    return tuple(dict.fromkeys(told))


def _ground(desk: Desk, linkage: Linkage, register: Prepared) -> Ground:
    near, engine = linkage.near, desk.engine
    records, past, common = near.register, near.past, register.common(desk)
    tied = beside.beside(linkage.leak, linkage.links, records, past, common)
    everybody = register.register(desk)
    deleted = engine.answer(everybody.filter(everybody.deleted).select("id").limit(1))
    return Ground(
        records,
        past,
        common,
        register.facts.history,
        engine.keep(tied),
        keeps_deleted=bool(deleted),
    )


def _answers(desk: Desk, leak: ir.Table, ground: Ground) -> dict[str, Row]:
    """What the rows say to each check that looks at them; one question for all sums over a table."""
    told: dict[str, Row] = {}
    given: dict[object, Row] = {}
    for check in CHECKS:
        if isinstance(check, Asked):
            if check.ask not in given:
                (given[check.ask],) = desk.engine.answer(check.ask(leak, ground))
            told[check.name] = given[check.ask]
    for over, table in ((Over.LEAK, leak), (Over.BESIDE, ground.beside)):
        counted = [c for c in CHECKS if isinstance(c, Counted) and c.over is over]
        sums = {name: value for check in counted for name, value in check.sums(table).items()}
        (answer,) = desk.engine.answer(table.aggregate(**sums))
        told |= {check.name: answer for check in counted}
    return told


def _supports(answers: dict[str, Row], evidence: Evidence) -> tuple[Support, ...]:
    def each() -> Iterable[Support]:
        for check in CHECKS:
            said = (
                check.weigh(evidence)
                if isinstance(check, Told)
                else check.weigh(answers[check.name])
            )
            yield check.placed(said)

    return tuple(each())
