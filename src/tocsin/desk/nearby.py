"""Nearby: the part of the prepared register that a leak is held against.

Every question after this asks these records, which are read and decrypted once. For few rows they
are looked up in the register's index; for many the whole register is gone through.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from tocsin.desk.base import Desk
from tocsin.kinds import keys
from tocsin.linkage.borne import BORNE
from tocsin.linkage.comparisons import FIELDS
from tocsin.ports import Made

FEW = 500
"""Rows of a leak up to which it is looked up: their keys then lie in most pieces of the index anyway."""

COLUMNS = tuple(
    dict.fromkeys(
        ("id", "person", *FIELDS, *keys.COLUMNS, "country", "deleted", "free_text", *BORNE)
    )
)
"""What is asked of a record."""

OF_RECORD = tuple(column for column in COLUMNS if column not in ("person", *BORNE))
"""What stands in the record itself: the others are told of all records together."""


class Nearby:
    """The records near one leak, in the engine: found as they are asked for, each read once."""

    def __init__(self, desk: Desk, leak: ir.Table, rows: int, register: Made, records: int) -> None:
        self._desk = desk
        self._leak = leak
        self._keys = keys.all_keys(records)
        past = register.table("past")
        self._whole: ir.Table | None = None
        if rows <= FEW:
            near = _looked_up(desk, leak, self._keys, register)
            self._owned = desk.engine.table("near", near)
            held = past.to_table(filter=pads.field("id").isin(near["id"].combine_chunks()))
            self._past = desk.engine.table("past", held)
        else:
            self._persons = desk.engine.table("persons", register.table("persons"))
            self._whole = desk.engine.table("register", register.table("register"))
            self._past = desk.engine.table("past", past)
            self._owned = self._kept(keys.owned(leak, self._whole, self._past))
        self._others: ir.Table | None = None

    @property
    def owned(self) -> ir.Table:
        """Those that share with a row what is one customer's own, now or before: `COLUMNS`."""
        return self._owned

    def shared(self, rows: ir.Table) -> ir.Table:
        """Those that share any key with these rows of the leak: `COLUMNS`."""
        if self._whole is None:
            return self._owned
        found = self._kept(keys.shared(rows, self._whole, self._keys))
        self._others = self._desk.engine.keep(found.anti_join(self._owned, "id"))
        return found

    def _kept(self, found: ir.Table) -> ir.Table:
        """Keep of the register what was found, with whose the records are."""
        records = found.select("place", *OF_RECORD).join(self._persons, "place")
        return self._desk.engine.keep(records.select(*COLUMNS))

    @property
    def register(self) -> ir.Table:
        """All of them: of the links of this leak, no record is missing."""
        if self._whole is not None and self._others is None:
            self.shared(self._leak)
        return self._owned if self._others is None else ibis.union(self._owned, self._others)

    @property
    def past(self) -> ir.Table:
        """What they held before: `id`, `field`, `value`."""
        held = self._past.select("id", "field", "value")
        return self._desk.engine.keep(held.semi_join(self.register, "id"))


def _looked_up(
    desk: Desk, leak: ir.Table, sought: tuple[keys.Key, ...], register: Made
) -> pa.Table:
    """Read the pieces of the index, and then of the register, that hold what is wanted."""
    question = keys.wanted(leak, desk.engine.number, sought)
    numbers = [row["number"] for row in desk.engine.answer(question)]
    wanted = pads.field("number").isin(pa.array(numbers, pa.int64()))
    places = register.table("index").to_table(columns=["place"], filter=wanted)["place"]
    there = pads.field("place").isin(pc.unique(places))
    records = register.table("register").to_table(columns=["place", *OF_RECORD], filter=there)
    persons = register.table("persons").to_table(filter=there)
    return records.join(persons, "place", join_type="inner").select(list(COLUMNS))
