"""Linking: the leak's rows tied to register records, as a step of its own; then what persons judged.

The links as found rest on the evidence alone and are kept so. Where somebody judged rows of the
leak, a second step applies that to them: it is this that everything else rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from tocsin.desk import judgements
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.leak import Leak
from tocsin.desk.nearby import COLUMNS, FEW, Nearby
from tocsin.desk.registers import Prepared
from tocsin.linkage import clerical, findings, judged, link, people, summary
from tocsin.linkage.clerical import Open
from tocsin.linkage.judged import Changed, Found
from tocsin.linkage.links import Weighing
from tocsin.ports import Made, Making
from tocsin.terms.answer import Row, whole
from tocsin.terms.case import Step
from tocsin.terms.finding import Finding, Locus
from tocsin.terms.judgement import Judgement, Ruling

LINKED = "3"
"""Version of the linkage: a new one links anew."""

JUDGED = "1"
"""Version of how judgements are applied."""


@dataclass(frozen=True, slots=True)
class Around:
    """The records that a leak is held against: those near it, and those that somebody named."""

    near: Nearby
    named: ir.Table | None = None

    @property
    def register(self) -> ir.Table:
        """All of them: of the links of this leak, no record is missing."""
        known = self.near.register
        if self.named is None:
            return known
        return ibis.union(known, self.named.anti_join(known, "id"))

    @property
    def past(self) -> ir.Table:
        """What they held before: `id`, `field`, `value`."""
        return self.near.past


@dataclass(frozen=True, slots=True)
class Linkage:
    """In the engine the leak in normal form, the records near it, who is whose, and what is in doubt."""

    leak: ir.Table
    near: Around
    links: ir.Table
    ambiguous: ir.Table
    doubtful: ir.Table
    """As in `linkage.Linked`, without what was judged."""

    doubts: ir.Table
    """As `linkage.clerical.doubts` gives them."""

    open: Open
    judged: int
    """Rows of the leak that a person judged."""

    findings: tuple[Finding, ...]
    made: Made


def linked(desk: Desk, leak: Leak, register: Prepared) -> Linkage:
    """The links of this leak with this register, as judged: found, or made."""
    rows = leak.normal(desk)
    desk.progress("Linking rows to customers", 0, 0)
    near = register.near(desk, rows, leak.rows)
    made = _linked(desk, leak, register, rows, near)
    decided = judgements.of(desk.vault, leak)
    around = Around(near, _named(desk, register, decided))
    last = _judged(desk, register, decided, made, rows, around) if decided else made
    links, ambiguous, doubtful = _found(desk, last)
    kept = desk.engine.keep(links.select("leak_row", "register_id"))
    ambiguous, doubtful = desk.engine.keep(ambiguous), desk.engine.keep(doubtful)
    doubts = clerical.doubts(doubtful, kept, ambiguous, around.register, desk.engine.keep)
    (left,) = desk.engine.answer(clerical.ask_open(doubts))
    still_open = clerical.weigh_open(left)
    told = summary.weigh(desk.engine.answer(summary.ask(links)))
    (accounts,) = desk.engine.answer(people.ask_several(kept, around.register))
    several = people.weigh(accounts)
    basis = (*leak.basis, Locus(last.digest, "links"))
    changed = take_up(last, "changed", Changed) if decided else None
    return Linkage(
        rows,
        around,
        kept,
        ambiguous,
        doubtful,
        doubts,
        still_open,
        changed.judged if changed else 0,
        (
            findings.of(told, leak.rows, take_up(made, "commonplace", int), basis),
            *findings.judged(changed, basis),
            *findings.left(still_open, basis),
            *findings.several(several, basis),
        ),
        last,
    )


def _linked(desk: Desk, leak: Leak, register: Prepared, rows: ir.Table, near: Nearby) -> Made:
    def how(making: Making) -> None:
        engine, size = desk.engine, register.facts.rows
        few = leak.rows <= FEW
        found = link(rows, near.owned, near.shared, size, engine.similarity, engine.keep, few=few)
        making.table("links", engine.stream(found.links))
        making.table("ambiguous", engine.stream(found.ambiguous))
        making.table("doubtful", engine.stream(found.doubtful))
        lay(making, "commonplace", _commonplace(engine.answer(found.commonplace)))

    step = Step("link", LINKED, (*leak.inputs, register.made.digest))
    return desk.vault.work(step, how, why="which row is whose")


def _judged(
    desk: Desk,
    register: Prepared,
    decided: tuple[Judgement, ...],
    made: Made,
    rows: ir.Table,
    around: Around,
) -> Made:
    def how(making: Making) -> None:
        engine = desk.engine
        before = Found(*_found(desk, made))
        said = engine.keep(engine.table("judged", judgements.table(decided)))
        weighing = Weighing(register.facts.rows, engine.similarity, engine.keep)
        after = judged.apply(before, said, rows, engine.keep(around.register), weighing)
        links = engine.keep(after.links)
        making.table("links", engine.stream(links))
        making.table("ambiguous", engine.stream(after.ambiguous))
        making.table("doubtful", engine.stream(after.doubtful))
        (answer,) = engine.answer(judged.ask(before, replace(after, links=links), said))
        lay(making, "changed", judged.weigh(answer))

    step = Step("judged", JUDGED, (made.digest,), judgements.token(desk.vault))
    return desk.vault.work(step, how, why="which row is whose, as judged")


def _found(desk: Desk, made: Made) -> tuple[ir.Table, ir.Table, ir.Table]:
    """What a step made, known to the engine."""
    links, ambiguous, doubtful = (
        desk.engine.table(name, made.table(name)) for name in ("links", "ambiguous", "doubtful")
    )
    return links, ambiguous, doubtful


def _named(desk: Desk, register: Prepared, decided: tuple[Judgement, ...]) -> ir.Table | None:
    """The records that somebody said rows to be of, whether or not they are near."""
    names = sorted({j.record for j in decided if j.ruling is Ruling.SAME and j.record is not None})
    if not names:
        return None
    records = register.whole(desk)
    return desk.engine.keep(records.filter(records.id.cast("string").isin(names)).select(*COLUMNS))


def _commonplace(blocks: tuple[Row, ...]) -> int:
    """Values too common to be looked at, over all blocks."""
    return sum(whole(block, "values") for block in blocks)
