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
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import copies, dump, truth
from tocsin.drill.copied import EVERY, SHOWN, Take, copied, shown_rows
from tocsin.drill.elsewhere import elsewhere
from tocsin.drill.firm import Company
from tocsin.drill.how import COPYING, KNOWN_MAILS, How, need
from tocsin.drill.knowing import insider, outsider
from tocsin.drill.note import note, split
from tocsin.drill.poisoned import poisoned
from tocsin.drill.recycled import recycled
from tocsin.drill.rows import Rows, by_number, together
from tocsin.drill.weave import Country, Ints
from tocsin.terms.errors import Refused

LEAST = 2
"""The smallest leak: of one row nothing can be said in the plural."""

FEW = 50
"""Below, a dump is proof of a larger claim: its note claims what other notes do of such a company,
shows what of six rows it has, and no record of it is cut off."""

CLAIMED_SHARE = 650_000 / 2_500_000
"""What such a note claims, as a share of the register."""

CUT_SHARE = 25 / 650_000
"""Records cut off, besides the whole ones: some 25 at full size (issue 2), at least one."""

OLDER = " older"
"""The mark of the older part of a stitched copy."""

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
    if sort == "sample":
        six = shown_rows(company, _take(sort, (FEW, FEW), how), seed)
        return _told(company, sort, people, seed, how, six, None)
    counts = _counts(people, how)
    rows, earlier = _rows(company, sort, counts, seed, how)
    return _told(company, sort, people, seed, how, rows, earlier)


def _rows(
    company: Company, sort: str, counts: tuple[int, int], seed: int, how: How
) -> tuple[Rows, Rows | None]:
    """The rows of the dump, and those of the earlier leak where there is one."""
    share = how.part(sort)
    if sort == "fabricated":
        return _first_shown(_made_up(company, counts, seed, how, how.part(sort))), None
    if sort == "other-system":
        system = str(how.of(sort))
        return _first_shown(elsewhere(company, system, *counts, seed, share)), None
    if sort == "recycled":
        some, others = _parted(counts, share)
        if not sum(some):
            raise Refused(
                "No row of this leak would be of the earlier one.",
                "Ask for more rows, or for a larger share.",
            )
        take = replace(_take(sort, some, how), cuts=(0, 0))
        old, earlier = recycled(company, str(how.of(sort)), some, seed, take)
        return _with_others(company, _first_shown(old), others, seed), earlier
    if sort == "padded":
        some, others = _parted(counts, share)
        true = copied(company, _take(sort, some, how), seed)
        return by_number(together(true, _made_up(company, others, seed, how))), None
    if sort == "mixed":
        older, newer = _parted(counts, share)
        first = copied(company, replace(_take(sort, older, how), mark=OLDER), seed)
        newest = Take(How().copied("genuine"), newer, damage=how.damage, besides=_owners(first))
        return together(replace(first, shown=first.shown[:0]), copied(company, newest, seed)), None
    take = _take(sort, counts, how)
    if sort != "poisoned":
        return _as_made(copied(company, take, seed), how.whence), None
    return _poisoned(company, take, seed, share), None


def _as_made(rows: Rows, plan: str | None) -> Rows:
    """With the columns that such a copy has."""
    columns = copies.named(plan).columns if plan else {}
    if not columns:
        return rows
    # A record that is cut off still ends before its last field.
    kept = tuple(min(fields, len(columns) - 2) for fields in rows.kept)
    return replace(rows, headings=columns, kept=kept)


def _poisoned(company: Company, take: Take, seed: int, share: float) -> Rows:
    """A third of what is changed are rows planted, instead of others of the copy."""
    if EVERY in take.counts:
        rows = copied(company, take, seed)
        total = len(rows)
    else:
        total = sum(take.counts)
        planted = split(round(share * total / 3))
        left = [max(0, count - less) for count, less in zip(take.counts, planted, strict=True)]
        rows = copied(company, replace(take, counts=(left[0], left[1])), seed)
    nobody = outsider(company, *split(round(share * total / 3)), seed)
    return poisoned(rows, nobody, round(share * total * 2 / 3), seed)


def _made_up(
    company: Company, counts: tuple[int, int], seed: int, how: How, share: float | None = None
) -> Rows:
    """Rows made up by somebody who knows, or does not; of padding the share is the padding's own."""
    if not how.knowing:
        return outsider(company, *counts, seed)
    return insider(company, *counts, seed, KNOWN_MAILS if share is None else share)


def _with_others(company: Company, rows: Rows, counts: tuple[int, int], seed: int) -> Rows:
    return by_number(together(rows, outsider(company, *counts, seed))) if sum(counts) else rows


def _take(sort: str, counts: tuple[int, int], how: How) -> Take:
    total = sum(counts)
    cuts = (0, 0) if total < FEW or not how.damage else split(max(1, round(total * CUT_SHARE)))
    few = (min(cuts[0], counts[0]), min(cuts[1], counts[1])) if EVERY not in counts else (0, 0)
    return Take(how.copied(sort), counts, few, how.only == "email", how.damage)


def _counts(people: int, how: How) -> tuple[int, int]:
    """French and Belgian rows."""
    if how.only in Country.__members__:
        return (people, 0) if how.only == Country.FR.name else (0, people)
    return (EVERY, EVERY) if people == EVERY else split(people)


def _parted(counts: tuple[int, int], share: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """A share of the rows of both countries, and the rest."""
    total = sum(counts)
    belgian = min(counts[1], round(counts[1] * share))
    some = (min(counts[0], round(total * share) - belgian), belgian)
    return some, (counts[0] - some[0], counts[1] - some[1])


def _owners(rows: Rows) -> Ints:
    return np.asarray(rows.customer_no.drop_null())


def _first_shown(rows: Rows) -> Rows:
    """Let the note show the first rows of each country, those with a phone before others."""
    without = np.asarray(pc.equal(rows.columns["telephone"], ""))
    shown = []
    for one in Country:
        here = np.flatnonzero(np.asarray(pc.equal(rows.country, one.name)))
        shown.append(np.sort(here[np.argsort(without[here], kind="stable")][:SHOWN]))
    return replace(rows, shown=np.concatenate(shown))


def _told(
    company: Company,
    sort: str,
    people: int,
    seed: int,
    how: How,
    rows: Rows,
    earlier: Rows | None,
) -> Leak:
    records = truth.truth(rows, company)
    claimed = _claimed(company, people, how, rows)
    dumped = sort != "sample"
    return Leak(
        _written(rows) if dumped else None,
        note(claimed, rows.lines(Country.FR), rows.lines(Country.BE)),
        records,
        truth.told(truth.Asked(sort, seed, how, claimed), rows, records, company),
        _written(earlier) if earlier else None,
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
