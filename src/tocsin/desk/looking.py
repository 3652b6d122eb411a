"""Looking: how two tables link, without a case that stays.

It works in a scratch case, encrypted under a key that is forgotten when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.desk.base import Desk
from tocsin.desk.exhibits import read
from tocsin.desk.intake import seal
from tocsin.desk.leak import chosen
from tocsin.desk.linking import linked
from tocsin.desk.registers import Connect, take
from tocsin.linkage import explain
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
    rows: pads.Dataset
    """The contract's LINKS."""


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
    return Links(counts, links)


def explained(links: Links, row: int) -> str:
    """Say why a row is linked as it is; or that it is not."""
    if not 0 <= row < links.counts.rows:
        raise Refused(
            f"The leak has no row {row:,}.",
            remedy=f"Its rows are 0 to {links.counts.rows - 1:,}.",
        )
    found = links.rows.to_table(filter=pads.field("leak_row") == row).to_pylist()
    if not found:
        return f"Row {row:,} is linked to no record."
    return f"Row {row:,} is linked. " + explain(found[0]["pattern"], found[0]["weight"])


def keep(desk: Desk, links: Links, output: Path) -> None:
    """Write LINKS.parquet, in clear."""
    rows = links.rows
    batches = pa.RecordBatchReader.from_batches(rows.schema, rows.to_batches())
    desk.files.put_table(output, batches)
