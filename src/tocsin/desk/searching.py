"""Searching: every cell of the leak looked through, and the search proved on planted controls.

The engine sifts; the rows that it keeps are brought here, decrypted, and looked into in memory. None is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from tocsin.desk.base import Desk
from tocsin.desk.leak import Leak, Part
from tocsin.desk.nearby import FEW
from tocsin.exposure import absent, sieve
from tocsin.exposure.controls import EACH, Control, plant
from tocsin.exposure.searching import FOUND, Search
from tocsin.terms.answer import whole
from tocsin.terms.table import Column

SEED = 20140609
"""The controls are the same in every case: a search is proved on what anybody can plant again."""

DONORS = 4_096
"""Rows of the leak whose cells surround the controls."""

OF_FEW = 5
"""Controls of each number in each disguise where the leak has `FEW` rows: a hundred of a number show a recall
of 96%, and of so few rows that leaves the bound where it is."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search of every cell gave."""

    found: pa.Table
    """`row` (of the leak) and `kind`."""

    recovered: pa.Table
    """The same of the controls."""

    planted: tuple[Control, ...]
    by_chance: int
    unread: int
    cells: int


def searched(desk: Desk, leak: Leak) -> Searched:
    """Look through all tables of the leak, and through a copy of some of its rows with controls."""
    desk.progress("Looking for numbers and passwords in every cell", 0, 0)
    found, by_chance, unread = [], 0, 0
    for part in leak.parts:
        search, left = _through(desk, part)
        told = search.found()
        shifted = pa.table(
            {"row": pc.add(told["row"], part.first), "kind": told["kind"]}, schema=FOUND
        )
        found.append(
            shifted.filter(pc.invert(pc.is_in(shifted["row"], pa.array(leak.without, pa.int64()))))
        )
        by_chance += search.by_chance()
        unread += left
    donor = max(leak.parts, key=lambda part: part.table.rows)
    columns = donor.table.columns
    rows = _first(donor.read.made.table(donor.table.name), DONORS)
    counted = [n for n, column in enumerate(columns) if column.kind in sieve.OF_ITSELF]
    each = EACH if leak.rows > FEW else OF_FEW
    copy, planted = plant(rows, SEED, sieve.apart(columns), each, counted)
    again = Search(_wide(columns, copy))
    suspects = absent.ask(desk.engine.table("controls", copy), again.columns)
    for batch in desk.engine.stream(suspects):
        again.feed(batch)
    cells = sum(column.filled for column in leak.columns)
    return Searched(pa.concat_tables(found), again.found(), planted, by_chance, unread, cells)


def _first(table: pads.Dataset, rows: int) -> pa.Table:
    """Its first rows; Arrow's own `head` decrypts and decodes the whole table for them."""
    taken, count = [], 0
    for batch in table.to_batches(batch_readahead=0, fragment_readahead=0):
        taken.append(batch)
        count += batch.num_rows
        if count >= rows:
            break
    return pa.Table.from_batches(taken, table.schema).slice(0, rows)


def _wide(columns: tuple[Column, ...], copy: pa.Table) -> tuple[Column, ...]:
    """The columns, or the one that a copy of no columns has."""
    return columns or (Column("c0"),) * (copy.num_columns - 1)


def _through(desk: Desk, part: Part) -> tuple[Search, int]:
    """One table looked through, and how many suspicious rows were left unread."""
    extract, columns = part.read.extract(desk, part.table), part.table.columns
    search = Search(columns)
    for batch in desk.engine.stream(absent.ask(extract, columns)):
        search.feed(batch)
    if search.read < absent.AT_MOST_READ:
        return search, 0
    (answer,) = desk.engine.answer(absent.ask_suspects(extract, columns))
    return search, whole(answer, "suspects") - search.read
