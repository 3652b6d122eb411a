"""Loot: what the claimant brings: the note with its six rows, and the dump, with the truth of both.

genuine       a copy of web accounts as they stood at a moment, damaged on its way
sample        only the note: the same six rows as the genuine leak of the same seed
stale         the same of an earlier time
padded        genuine rows among made-up ones
recycled      an earlier leak dressed as new; the earlier one is made beside it
fabricated    rows made up outside, by one who knows nobody or by one who knows (`knowing`)
other-system  rows of a newsletter, a side site or a sister chain with some of the customers
mixed         one copy stitched from two of different days
poisoned      a genuine copy in which somebody changed values and planted rows
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import dump, truth
from tocsin.drill.copied import EVERY
from tocsin.drill.firm import Company
from tocsin.drill.how import COPYING, How, need
from tocsin.drill.makers import FEW, MAKERS, Order, counts
from tocsin.drill.note import note, split
from tocsin.drill.rows import Rows
from tocsin.drill.weave import Country
from tocsin.terms.errors import Refused

LEAST = 2
"""The smallest leak: of one row nothing can be said in the plural."""

CLAIMED_SHARE = 650_000 / 2_500_000
"""What the note of a small dump claims, as a share of the register."""

USUAL = How()
"""A leak as it is where nothing is said."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak with its truth. `csv` can be gone through once; None for the sort 'sample'.

    `truth` has a row a record of the dump, in the schema `truth.TRUTH`; for 'sample', a row a person of
    the note. `facts` is ready for JSON: `scope` in the words of the report (whole rows only).
    """

    csv: Iterator[bytes] | None
    note: str
    truth: pa.Table
    facts: Mapping[str, object]
    earlier: Iterator[bytes] | None = None
    """An earlier leak that the claimant had before him; can be gone through once, too."""


def leak(company: Company, sort: str, people: int, seed: int, how: How = USUAL) -> Leak:
    """Make a leak of so many rows; the same seed makes the same one, byte for byte.

    `EVERY` people: all that the copy has, for sorts that are copies.
    """
    need(sort, how)
    if people == EVERY and sort not in COPYING:
        raise Refused(
            f"A leak of the sort {sort!r} is of a number of rows.", f"Ask for {LEAST} at least."
        )
    if people < LEAST and people != EVERY:
        raise Refused(f"A leak of {people} rows cannot be made.", f"Ask for {LEAST} at least.")
    brought = MAKERS[sort](Order(company, sort, counts(people, how), seed, how))
    claimed = _claimed(company, people, how, brought.rows)
    records = truth.truth(brought.rows, company)
    asked = truth.Asked(sort, seed, how, claimed)
    return Leak(
        _written(brought.rows) if sort != "sample" else None,
        note(claimed, brought.rows.lines(Country.FR), brought.rows.lines(Country.BE)),
        records,
        truth.told(asked, brought.rows, records, company),
        _written(brought.earlier) if brought.earlier else None,
    )


def _claimed(company: Company, people: int, how: How, rows: Rows) -> tuple[int, int]:
    """How many French and Belgian records the note claims."""
    if people == EVERY and how.only is None:
        belgian = pc.sum(pc.equal(rows.country, Country.BE.name)).as_py()
        return len(rows) - belgian, belgian
    if people < FEW or how.only in Country.__members__:
        return split(round(company.register.num_rows * CLAIMED_SHARE))
    return split(people)


def _written(rows: Rows) -> Iterator[bytes]:
    columns = {heading: rows.columns[name] for name, heading in rows.headings.items()}
    return dump.written(columns, rows.cut, rows.kept)
