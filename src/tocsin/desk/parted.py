"""Parted: which rows of a leak are of this register and which are not, row by row.

Of a padded leak or one put together it says which part is genuine. Numbers of rows, and no value of a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from tocsin.desk import verdicts
from tocsin.desk.base import Desk
from tocsin.desk.waiting import in_hand
from tocsin.report import csv
from tocsin.terms.answer import whole

SCHEMA = pa.schema([("row", pa.int64()), ("of_this_register", pa.bool_())])


@dataclass(frozen=True, slots=True)
class Parted:
    """Rows of the leak, and those of them that are tied to a record."""

    rows: int
    tied: int


def parted(desk: Desk, give: Callable[[bytes], object]) -> Parted:
    """Part the leak of this case, and give it as CSV: `row` (from 0, through all tables), `of_this_register`."""
    rows = desk.engine.keep(verdicts.rows(in_hand(desk).linkage))
    (told,) = desk.engine.answer(
        rows.aggregate(rows=rows.count(), tied=rows.count(where=rows.genuine))
    )
    batches = desk.engine.stream(rows.order_by("row"))
    for chunk in csv.lines((one.rename_columns(SCHEMA.names) for one in batches), SCHEMA):
        give(chunk)
    return Parted(whole(told, "rows"), whole(told, "tied"))
