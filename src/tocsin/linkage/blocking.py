"""Blocking: which records are worth holding a leaked row against.

A block is what a row and a record have exactly in common: one of `kinds.keys`. A value that very many records bear
(an address of the shop, '123456') finds everybody and nobody: it is no block, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.kinds import keys

Keep = Callable[[ir.Table], ir.Table]
"""Works a question once and keeps the answer in the engine."""

MOST = 50
"""Records that may bear a block's value. A household or a shared desk has fewer; a popular name in
a popular postcode of a register of millions has about ten."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The register records that share a block's value with some row of the leak."""

    rows: ir.Table
    """`block`, `key` and `leak_row`."""

    found: ir.Table
    """`block`, `key` and `register_id`, of all records of those keys."""

    common: ir.Table
    """`block`, `key` and `records`, where they are too many to lead anywhere."""

    def pairs(self) -> ir.Table:
        """Each record of a usable key with the rows that share it, once: `leak_row`, `register_id`."""
        usable = self.found.anti_join(self.common, ["block", "key"])
        joined = self.rows.join(usable, ["block", "key"])
        return joined.select("leak_row", "register_id").distinct()

    def commonplace(self) -> ir.Table:
        """One row for each `block` that has any: how many `values` were no block, of how many `records`."""
        return self.common.group_by("block").aggregate(
            values=self.common.count(), records=self.common.records.sum()
        )


def candidates(
    leak: ir.Table, register: ir.Table, blocks: Sequence[keys.Key], keep: Keep
) -> Candidates:
    """Find the records of some blocks: never more than the register has, whatever the values."""
    rows = [_keyed(leak, block).select("block", "key", leak_row="row") for block in blocks]
    records = [_keyed(register, block).select("block", "key", register_id="id") for block in blocks]
    found = keep(_all(f.semi_join(r, "key") for f, r in zip(records, rows, strict=True)))
    borne = found.group_by("block", "key").aggregate(records=found.count())
    return Candidates(_all(rows), found, keep(borne.filter(borne.records > MOST)))


def _keyed(table: ir.Table, block: keys.Key) -> ir.Table:
    keyed = table.mutate(block=ibis.literal(" and ".join(block)), key=keys.text(table, block))
    return keyed.filter(keyed.key.notnull())


def _all(tables: Iterable[ir.Table]) -> ir.Table:
    first, *others = tables
    return ibis.union(first, *others) if others else first
