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
from tocsin.ports import Made, Making
from tocsin.terms.case import Step

INDEXED = "3"
"""Version of the index: a new one is made anew."""

FEW = 500
"""Rows of a leak up to which it is looked up: their keys then lie in most pieces of the index anyway."""

COLUMNS = tuple(
    dict.fromkeys(
        ("id", "person", *FIELDS, *keys.COLUMNS, "country", "deleted", "free_text", *BORNE)
    )
)
"""What is asked of a record."""


class Nearby:
    """The records near one leak, in the engine: found as they are asked for, each read once."""

    def __init__(self, desk: Desk, leak: ir.Table, rows: int, register: Made, records: int) -> None:
        self._desk = desk
        self._leak = leak
        self._keys = keys.all_keys(records)
        index = desk.vault.find(_step(register)) if rows <= FEW else None
        past = register.table("past")
        if index:
            near = _looked_up(desk, leak, self._keys, index, register)
            self._whole = None
            self._owned = desk.engine.table("near", near)
            held = past.to_table(filter=pads.field("id").isin(near["id"].combine_chunks()))
            self._past = desk.engine.table("past", held)
        else:
            whole = desk.engine.table("register", register.table("register"))
            self._whole = whole.select(*COLUMNS)
            self._past = desk.engine.table("past", past)
            self._owned = desk.engine.keep(keys.owned(leak, self._whole, self._past))
        self._others: ir.Table | None = None

    @property
    def owned(self) -> ir.Table:
        """Those that share with a row what is one customer's own, now or before: `COLUMNS`."""
        return self._owned

    def shared(self, rows: ir.Table) -> ir.Table:
        """Those that share any key with these rows of the leak: `COLUMNS`."""
        if self._whole is None:
            return self._owned
        found = self._desk.engine.keep(keys.shared(rows, self._whole, self._keys))
        self._others = self._desk.engine.keep(found.anti_join(self._owned, "id"))
        return found

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


def index(desk: Desk, register: Made, size: int) -> Made:
    """The index of a prepared register: found, or made."""

    def how(making: Making) -> None:
        desk.progress("Indexing the register", 0, 0)
        records = desk.engine.table("register", register.table("register"))
        past = desk.engine.table("past", register.table("past"))
        entries = keys.index(records, past, desk.engine.number, keys.all_keys(size))
        making.table("index", desk.engine.stream(entries))

    return desk.vault.work(_step(register), how, why="so that a few rows are found quickly")


def _step(register: Made) -> Step:
    return Step("index", INDEXED, (register.digest,))


def _looked_up(
    desk: Desk, leak: ir.Table, sought: tuple[keys.Key, ...], index: Made, register: Made
) -> pa.Table:
    """Read the pieces of the index, and then of the register, that hold what is wanted."""
    question = keys.wanted(leak, desk.engine.number, sought)
    numbers = [row["number"] for row in desk.engine.answer(question)]
    wanted = pads.field("number").isin(pa.array(numbers, pa.int64()))
    places = index.table("index").to_table(columns=["place"], filter=wanted)["place"]
    there = pads.field("place").isin(pc.unique(places))
    return register.table("register").to_table(columns=list(COLUMNS), filter=there)
