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
        found = link(
            rows,
            register.register(desk),
            register.facts.rows,
            desk.engine.similarity,
            desk.engine.keep,
        )
        making.table("links", desk.engine.stream(found.links))
        making.table("ambiguous", desk.engine.stream(found.ambiguous))

    made = desk.vault.work(
        Step("link", LINKED, (*leak.inputs, register.made.digest)), how, why="which row is whose"
    )
    return Linkage(
        rows,
        desk.engine.keep(desk.engine.table("links", made.table("links"))),
        desk.engine.keep(desk.engine.table("ambiguous", made.table("ambiguous"))),
        made,
    )
