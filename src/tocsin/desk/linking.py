"""Linking: the leak's rows tied to register records, as a step of its own."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir

from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.leak import Leak
from tocsin.desk.nearby import Nearby
from tocsin.desk.registers import Prepared
from tocsin.linkage import findings, link, summary
from tocsin.ports import Made, Making
from tocsin.terms.answer import Row, whole
from tocsin.terms.case import Step
from tocsin.terms.finding import Finding, Locus

LINKED = "1"
"""Version of the linkage: a new one links anew."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """In the engine the leak in normal form, the records near it, who is whose, and the ambiguous rows."""

    leak: ir.Table
    near: Nearby
    links: ir.Table
    ambiguous: ir.Table
    finding: Finding
    made: Made


def linked(desk: Desk, leak: Leak, register: Prepared) -> Linkage:
    """The links of this leak with this register: found, or made."""
    rows = leak.normal(desk)
    desk.progress("Linking rows to customers", 0, 0)
    near = register.near(desk, rows, leak.rows)

    def how(making: Making) -> None:
        engine, size = desk.engine, register.facts.rows
        found = link(rows, near.owned, near.shared, size, engine.similarity, engine.keep)
        making.table("links", engine.stream(found.links))
        making.table("ambiguous", engine.stream(found.ambiguous))
        lay(making, "commonplace", _commonplace(engine.answer(found.commonplace)))

    made = desk.vault.work(
        Step("link", LINKED, (*leak.inputs, register.made.digest)), how, why="which row is whose"
    )
    links = desk.engine.table("links", made.table("links"))
    told = summary.weigh(desk.engine.answer(summary.ask(links)))
    basis = (*leak.basis, Locus(made.digest, "links"))
    return Linkage(
        rows,
        near,
        desk.engine.keep(links.select("leak_row", "register_id")),
        desk.engine.keep(desk.engine.table("ambiguous", made.table("ambiguous"))),
        findings.of(told, leak.rows, take_up(made, "commonplace", int), basis),
        made,
    )


def _commonplace(blocks: tuple[Row, ...]) -> int:
    """Values too common to be looked at, over all blocks."""
    return sum(whole(block, "values") for block in blocks)
