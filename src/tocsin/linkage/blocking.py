"""Blocking: which records are worth holding a leaked row against.

A block is what a row and a record have exactly in common. A value that very many records bear
(an address of the shop, '123456') finds everybody and nobody: it is no block, and is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

Keep = Callable[[ir.Table], ir.Table]
"""Works a question once and keeps the answer in the engine."""

MOST = 50
"""Records that may bear a block's value. A household or a shared desk has fewer; a popular name in
a popular postcode of a register of millions has about ten."""


@dataclass(frozen=True, slots=True)
class Block:
    """Columns of a normal table in which row and record agree."""

    name: str
    fields: tuple[str, ...]


EMAIL = Block("email", ("email",))
"""First and by itself: in most leaks it settles nine rows of ten."""

REST = (
    Block("customer_number", ("customer_number",)),
    Block("phone", ("phone",)),
    Block("name and postcode", ("name", "postcode")),
    Block("password and postcode", ("password_hash", "postcode")),
    Block("door", ("street", "house", "postcode")),
)
"""Then these, for the rows that are left: the last two find those whose name or e-mail is damaged."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The register records that share a block's value with some row of the leak."""

    block: Block
    found: ir.Table
    """The block's fields and the `id`, of all of them."""

    @property
    def _common(self) -> ir.Table:
        borne = self.found.group_by(*self.block.fields).aggregate(records=self.found.count())
        return borne.filter(borne.records > MOST)

    def usable(self, records: ir.Table) -> ir.Table:
        """Leave out the records whose value is a commonplace."""
        return records.anti_join(self._common, list(self.block.fields))

    def pairs(self, leak: ir.Table) -> ir.Table:
        """Each usable record with the rows that share its value: `leak_row`, `register_id`."""
        rows = leak.select(*self.block.fields, leak_row="row")
        joined = rows.join(self.usable(self.found), list(self.block.fields))
        return joined.select("leak_row", register_id="id")

    def commonplace(self) -> ir.Table:
        """One row: `block`, and how many `values` were no block, of how many `records`."""
        return self._common.aggregate(
            block=ibis.literal(self.block.name),
            values=self._common.count(),
            records=self._common.records.sum().coalesce(0),
        )


def candidates(leak: ir.Table, register: ir.Table, block: Block, keep: Keep) -> Candidates:
    """Find the records of one block: never more than the register has, whatever the values."""
    fields = list(block.fields)
    wanted = leak.select(*fields).filter(*(leak[f].notnull() for f in fields)).distinct()
    return Candidates(block, keep(register.select("id", *fields).semi_join(wanted, fields)))
