"""Linking: the leak's rows tied to register records, as a step of its own."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir

from tocsin.desk.base import Desk
from tocsin.desk.leak import Leak
from tocsin.desk.registers import Prepared
from tocsin.linkage import link
from tocsin.ports import Made, Making
from tocsin.terms.case import Step

LINKED = "1"
"""Version of the linkage: a new one links anew."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Three tables in the engine: the leak in normal form, its links, its ambiguous rows."""

    leak: ir.Table
    links: ir.Table
    ambiguous: ir.Table
    made: Made


def linked(desk: Desk, leak: Leak, register: Prepared) -> Linkage:
    """The links of this leak with this register: found, or made."""
    rows = leak.normal(desk)

    def how(making: Making) -> None:
        desk.progress("Linking rows to customers", 0, 0)
        engine = desk.engine
        with engine.passing():
            customers = register.register(desk)
            found = link(rows, customers, register.facts.rows, engine.similarity, engine.keep)
            making.table("links", engine.stream(found.links))
            making.table("ambiguous", engine.stream(found.ambiguous))

    made = desk.vault.work(
        Step("link", LINKED, (*leak.inputs, register.made.digest)), how, why="which row is whose"
    )
    return Linkage(
        rows,
        desk.engine.keep(_narrow(desk.engine.table("links", made.table("links")))),
        desk.engine.keep(desk.engine.table("ambiguous", made.table("ambiguous"))),
        made,
    )


def _narrow(links: ir.Table) -> ir.Table:
    """Who is whose: what the questions after linking need of it."""
    return links.select("leak_row", "register_id")
