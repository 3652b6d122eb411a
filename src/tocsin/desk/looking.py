"""Looking: how two tables link, without a case that stays.

It works in a scratch case, encrypted under a key that is forgotten when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.desk.base import Desk
from tocsin.desk.exhibits import read
from tocsin.desk.intake import seal
from tocsin.desk.leak import chosen
from tocsin.desk.linking import Linkage, linked
from tocsin.desk.registers import Connect, take
from tocsin.linkage import explain
from tocsin.linkage.explain import Explained, Fate
from tocsin.terms.answer import whole
from tocsin.terms.case import Role
from tocsin.terms.errors import Refused
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
    """What linking gave."""

    counts: Summary
    linkage: Linkage

    @property
    def rows(self) -> pads.Dataset:
        """The contract's LINKS."""
        return self.linkage.made.table("links")


def link(desk: Desk, leak: Path, register: str, said: RegisterMap, connect: Connect) -> Links:
    """Link a leaked table with a register."""
    with desk.files.open(leak) as stream:
        reading = read(desk, seal(desk.vault, stream, Role.LEAK, leak.name))
    if reading.reading.refused:
        raise Refused(f"{leak.name}: {reading.reading.refused}", remedy="Name a table of people.")
    rows = chosen((reading,))
    if not rows.parts:
        raise Refused(
            f"{leak.name} holds no table of people that was recognised.",
            remedy="See what was recognised: tocsin read FILE.",
        )
    customers = take(desk, register, said, connect)
    found = linked(desk, rows, customers)
    links = found.made.table("links")
    (ambiguous,) = desk.engine.answer(found.ambiguous.aggregate(rows=found.ambiguous.count()))
    counts = Summary(rows.rows, links.count_rows(), whole(ambiguous, "rows"), customers.facts.rows)
    return Links(counts, found)


def explained(desk: Desk, links: Links, row: int) -> Explained:
    """Say why a row is linked as it is, or is not, with the parts of the weight."""
    if not 0 <= row < links.counts.rows:
        raise Refused(
            f"The leak has no row {row:,}.",
            remedy=f"Its rows are 0 to {links.counts.rows - 1:,}.",
        )
    found, engine = links.linkage, desk.engine
    one = found.leak.filter(found.leak.row == row)
    answer = engine.answer(
        explain.ask(one, found.near.register, links.counts.register, engine.similarity)
    )
    return explain.weigh(answer, row, _fate(desk, found, row))


def _fate(desk: Desk, found: Linkage, row: int) -> Fate:
    def has(table: ir.Table) -> bool:
        return bool(desk.engine.answer(table.filter(table.leak_row == row).select("leak_row")))

    if has(found.links):
        return Fate.LINKED
    return Fate.AMBIGUOUS if has(found.ambiguous) else Fate.UNLINKED


def keep(desk: Desk, links: Links, output: Path) -> None:
    """Write LINKS.parquet, in clear."""
    rows = links.rows
    batches = pa.RecordBatchReader.from_batches(rows.schema, rows.to_batches())
    desk.files.put_table(output, batches)
