"""Whom: the people that an answer is about, kept with it under the register's own keys."""

from __future__ import annotations

import ibis.expr.types as ir
import msgspec

from tocsin.desk.base import Desk, lay
from tocsin.exposure import affected
from tocsin.ports import Engine, Made, Making
from tocsin.terms.changed import People
from tocsin.terms.errors import Broken

AFFECTED = "affected"
"""The table of an answer: `record` (the register's key as text), `person`, `kinds`."""

PEOPLE = "people"
"""The value of an answer: `People` since the answer before it, or null."""


def keep(making: Making, desk: Desk, links: ir.Table, register: ir.Table, lost: ir.Table) -> None:
    """Keep with an answer whom it is about, and how many of them are new since the answer before it.

    `links` and `register` as in `exposure.affected.ask`; `lost` has `person` and `kinds`.
    """
    before = desk.vault.latest("establish")
    making.table(AFFECTED, desk.engine.stream(affected.ask(links, register, lost)))
    later = desk.engine.table("later", making.written(AFFECTED))
    lay(making, PEOPLE, _counts(desk.engine, before, later) if before else None)


def counted(made: Made) -> People | None:
    """How many are new since the answer before; None where there was none, or it kept no record."""
    try:
        return msgspec.json.decode(made.value(PEOPLE), type=People | None)
    except Broken:  # an answer of an earlier version, or one that no table of people was held for
        return None


def people(engine: Engine, before: Made, after: Made) -> People | None:
    """How many people are new, gone, or have lost more; None where an answer kept no record of them."""
    later = _table(engine, after, "later")
    return None if later is None else _counts(engine, before, later)


def _counts(engine: Engine, before: Made, later: ir.Table) -> People | None:
    """How many people are new, gone, or have lost more; None where the earlier answer kept no record."""
    earlier = _table(engine, before, "earlier")
    if earlier is None:
        return None
    counts = engine.answer(affected.ask_counts(affected.beside(later, earlier)))
    (gone,) = engine.answer(affected.ask_gone(earlier, later))
    return affected.weigh(counts, gone)


def _table(engine: Engine, made: Made, name: str) -> ir.Table | None:
    """Whom an answer is about; None for one of an earlier version, which did not keep it."""
    try:
        return engine.table(name, made.table(AFFECTED))
    except Broken:
        return None
