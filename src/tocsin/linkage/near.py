"""Near: a leak and a register of which linking asks a part at a time.

Who has both in normal form gives `Known`. Who has not need put in normal form only what is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import ibis
import ibis.expr.types as ir

from tocsin.kinds import keys
from tocsin.kinds.beside import PAIR, SAME, SIDES, Beside
from tocsin.linkage import blocking
from tocsin.linkage.blocking import Keep
from tocsin.linkage.borne import BORNE
from tocsin.linkage.comparisons import FIELDS

Shared = Callable[[ir.Table], ir.Table]
"""From rows of a leak to the records of the register that share any key with them."""


class Near(Protocol):
    """A leak and a register, of which a part is given at a time."""

    @property
    def size(self) -> int:
        """Records of the whole register."""
        ...

    @property
    def leak(self) -> ir.Table:
        """All rows of the leak: `row`."""
        ...

    def beside(self) -> Beside:
        """Hold against each other each row and record of one e-mail address that few records bear.

        Pairs with `leak_row`, `register_id`, `person`, and for the `FIELDS` `leak_<field>` and
        `register_<field>`.
        """
        ...

    def left(self, settled: ir.Table | None) -> ir.Table:
        """The rows that are not among these (`leak_row`), or all: a normal table."""
        ...

    def sharing(self, rows: ir.Table, stage: Sequence[keys.Key]) -> ir.Table:
        """At least the records that share a key of this stage, or of one before, with these rows.

        A normal table with `person`.
        """
        ...

    def people(self, pairs: ir.Table) -> ir.Table:
        """Of all records of these pairs who is whose and what is how rare: `register_id`, `person`, `BORNE`."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """`Near` of a leak and a register that are in normal form."""

    leak: ir.Table
    owned: ir.Table
    shared: Shared
    size: int
    keep: Keep
    _found: list[ir.Table] = field(default_factory=list)

    def beside(self) -> Beside:
        """Join them by e-mail address: what both sides have is told first, and values only where they differ."""
        filled = self.owned.filter(self.owned.email.notnull())
        borne = filled.group_by("email").aggregate(records=filled.count())
        common = self.keep(borne.filter(borne.records > blocking.MOST))
        rows, records = _rows(self.leak), _records(self.owned.anti_join(common, "email"))
        pairs = rows.join(records, rows.leak_email == records.register_email)
        same = {field: pairs[f"leak_{field}"] == pairs[f"register_{field}"] for field in FIELDS}
        apart = ~ibis.and_(*(one.coalesce(True) for one in same.values()))
        told = self.keep(pairs.select(*PAIR, "person", apart=apart, **same))
        alike, other = told.filter(~told.apart), told.filter(told.apart).select(*PAIR)
        fields = {
            f"{side}_{field}": ibis.ifelse(alike[field], SAME, ibis.null("string"))
            for side in SIDES
            for field in FIELDS
        }
        return Beside(
            alike.select(*PAIR, "person", **fields),
            self.keep(compared(other, self.leak, self.owned)),
        )

    def left(self, settled: ir.Table | None) -> ir.Table:
        """Leave out what is settled."""
        if settled is None:
            return self.leak
        return self.leak.anti_join(settled, self.leak.row == settled.leak_row)

    def sharing(self, rows: ir.Table, _stage: Sequence[keys.Key]) -> ir.Table:
        """Give the records of all stages, sought once."""
        if not self._found:
            self._found.append(self.shared(rows))
        return self._found[0]

    def people(self, _pairs: ir.Table) -> ir.Table:
        """Say who is whose, as the register does."""
        (records,) = self._found
        return records.select("person", *BORNE, register_id="id")


def _rows(leak: ir.Table) -> ir.Table:
    """Name the leak's side of a pair."""
    return leak.select(leak_row="row", **{f"leak_{f}": leak[f] for f in FIELDS})


def _records(register: ir.Table, *more: str) -> ir.Table:
    """Name the register's side of a pair."""
    fields = {f"register_{f}": register[f] for f in FIELDS}
    return register.select("person", *more, register_id="id", **fields)


def compared(pairs: ir.Table, rows: ir.Table, register: ir.Table, *more: str) -> ir.Table:
    """Put both sides beside pairs, ready for comparison, and `more` columns of the register."""
    return pairs.join(_rows(rows), "leak_row").join(_records(register, *more), "register_id")
