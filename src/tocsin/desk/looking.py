"""Looking: how two tables link, without a case that stays.

Both are held against each other as they are written, the register where it lies. One that must be
copied is so in a scratch case, encrypted under a key that is forgotten when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ibis.expr.types as ir

from tocsin.desk.alongside import judged, leaked, registered, side_by_side
from tocsin.desk.base import Desk
from tocsin.desk.leak import need_row
from tocsin.desk.nearby import FEW
from tocsin.desk.registers import Connect
from tocsin.desk.unprepared import Unprepared
from tocsin.linkage import Linked, explain, link_near
from tocsin.linkage.explain import Explained, Fate
from tocsin.terms.answer import whole
from tocsin.terms.register import RegisterMap


@dataclass(frozen=True, slots=True)
class Summary:
    """What linking gave, in counts."""

    rows: int
    linked: int
    ambiguous: int
    register: int


@dataclass(frozen=True, slots=True)
class Links:
    """What linking gave: in counts, and the contract's LINKS."""

    counts: Summary
    near: Unprepared
    found: Linked
    rows: ir.Table


def link(desk: Desk, leak: Path, register: str, said: RegisterMap, connect: Connect) -> Links:
    """Link a leaked table with a register."""
    read = leaked(desk, leak)
    sides, customers = judged(desk, read, registered(desk, connect(register), said), said)
    near = side_by_side(desk, sides, customers, said.key)
    desk.progress("Linking rows to customers", 0, 0)
    rows = sum(side.rows for side in sides)
    found = link_near(near, desk.engine.similarity, desk.engine.keep, few=rows <= FEW)
    links = desk.engine.keep(found.links)
    linked, ambiguous = (_count(desk, table) for table in (links, found.ambiguous))
    return Links(Summary(rows, linked, ambiguous, customers.rows), near, found, links)


def _count(desk: Desk, table: ir.Table) -> int:
    (answer,) = desk.engine.answer(table.aggregate(rows=table.count()))
    return whole(answer, "rows")


def explained(desk: Desk, links: Links, row: int) -> Explained:
    """Say why a row is linked as it is, or is not, with the parts of the weight."""
    need_row(row, links.counts.rows)
    one, records = links.near.around(row)
    (told,) = desk.engine.answer(links.found.learned)
    size = links.counts.register
    question = explain.ask(one, records, size, desk.engine.similarity, told)
    return explain.weigh(desk.engine.answer(question), row, _fate(desk, links, row))


def _fate(desk: Desk, links: Links, row: int) -> Fate:
    def has(table: ir.Table) -> bool:
        return bool(desk.engine.answer(table.filter(table.leak_row == row).select("leak_row")))

    if has(links.rows):
        return Fate.LINKED
    return Fate.AMBIGUOUS if has(links.found.ambiguous) else Fate.UNLINKED


def keep(desk: Desk, links: Links, output: Path) -> None:
    """Write LINKS.parquet, in clear."""
    desk.files.put_table(output, desk.engine.stream(links.rows.order_by("leak_row")))
