"""Makers: how the rows of each sort of leak come about. `MAKERS` has a line a sort.

>>> from tocsin.drill.how import SORTS
>>> tuple(MAKERS) == SORTS
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow.compute as pc

from tocsin.drill import copies, recycled
from tocsin.drill.copied import EVERY, SHOWN, Take, copied, shown_rows
from tocsin.drill.elsewhere import elsewhere
from tocsin.drill.firm import Company
from tocsin.drill.how import KNOWN_MAILS, How
from tocsin.drill.knowing import insider, outsider
from tocsin.drill.note import split
from tocsin.drill.poisoned import poisoned
from tocsin.drill.rows import Rows, by_number, together
from tocsin.drill.weave import Country
from tocsin.terms.errors import Refused

Counts = tuple[int, int]
"""French and Belgian rows; or `EVERY`."""

FEW = 50
"""Below, a dump is proof of a larger claim: its note claims what other notes do of such a company,
shows what of six rows it has, and no record of it is cut off."""

CUT_SHARE = 25 / 650_000
"""Records cut off, besides the whole ones: some 25 at full size (issue 2), at least one."""

OLDER = " older"
"""The mark of the older part of a stitched copy."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    company: Company
    sort: str
    counts: Counts
    seed: int
    how: How

    @property
    def parts(self) -> tuple[Counts, Counts]:
        """The rows that the sort is named after, and the rest."""
        return parted(self.counts, self.how.part(self.sort))

    def take(self, counts: Counts) -> Take:
        """So many accounts, as they stood when this sort is copied."""
        total = sum(counts)
        cuts = (0, 0)
        if total >= FEW and self.how.damage:
            cuts = split(max(1, round(total * CUT_SHARE)))
            cuts = (min(cuts[0], counts[0]), min(cuts[1], counts[1]))
        how = self.how
        return Take(how.copied(self.sort), counts, cuts, how.only == "email", how.damage)

    def outsiders(self, counts: Counts) -> Rows:
        """Rows by somebody who knows nobody."""
        return outsider(self.company, *counts, self.seed)

    def insiders(self, counts: Counts, share: float) -> Rows:
        """Rows by somebody who knows, if it is one who does."""
        if not self.how.knowing:
            return self.outsiders(counts)
        return insider(self.company, *counts, self.seed, share)


@dataclass(frozen=True, slots=True)
class Brought:
    """The rows of the dump, and those of the earlier leak where there is one."""

    rows: Rows
    earlier: Rows | None = None


def _sample(order: Order) -> Brought:
    return Brought(shown_rows(order.company, order.take((FEW, FEW)), order.seed))


def _copy(order: Order) -> Brought:
    """A copy, with the columns that one by this plan has."""
    rows = copied(order.company, order.take(order.counts), order.seed)
    columns = copies.named(order.how.whence).columns if order.how.whence else {}
    if not columns:
        return Brought(rows)
    # A record that is cut off still ends before its last field.
    kept = tuple(min(fields, len(columns) - 2) for fields in rows.kept)
    return Brought(replace(rows, headings=columns, kept=kept))


def _padded(order: Order) -> Brought:
    some, others = order.parts
    true = copied(order.company, order.take(some), order.seed)
    return Brought(by_number(together(true, order.insiders(others, KNOWN_MAILS))))


def _recycled(order: Order) -> Brought:
    """An earlier leak in other clothes, among made-up rows where it is not all."""
    some, others = order.parts
    if not sum(some):
        raise Refused(
            "No row of this leak would be of the earlier one.",
            "Ask for more rows, or for a larger share.",
        )
    take = replace(order.take(some), cuts=(0, 0))
    whose = str(order.how.of(order.sort))
    old, earlier = recycled.recycled(order.company, whose, some, order.seed, take)
    old = _first_shown(old)
    rows = by_number(together(old, order.outsiders(others))) if sum(others) else old
    return Brought(rows, earlier)


def _fabricated(order: Order) -> Brought:
    return Brought(_first_shown(order.insiders(order.counts, order.how.part(order.sort))))


def _other_system(order: Order) -> Brought:
    system, share = str(order.how.of(order.sort)), order.how.part(order.sort)
    return Brought(_first_shown(elsewhere(order.company, system, *order.counts, order.seed, share)))


def _mixed(order: Order) -> Brought:
    """The older copy first; the note shows rows of the newer one."""
    older, newer = order.parts
    first = copied(order.company, replace(order.take(older), mark=OLDER), order.seed)
    owners = np.asarray(first.customer_no.drop_null())
    newest = Take(How().copied("genuine"), newer, damage=order.how.damage, besides=owners)
    second = copied(order.company, newest, order.seed)
    return Brought(together(replace(first, shown=first.shown[:0]), second))


def _poisoned(order: Order) -> Brought:
    """A third of what is changed are rows planted, instead of others of the copy."""
    share, counts = order.how.part(order.sort), order.counts
    planted, left = (0, 0), counts
    if EVERY not in counts:
        planted, left = parted(counts, share / 3)
    rows = copied(order.company, order.take(left), order.seed)
    if EVERY in counts:
        planted = split(round(len(rows) * share / 3))
    changed = round(share * (len(rows) + sum(planted)) * 2 / 3)
    return Brought(poisoned(rows, order.outsiders(planted), changed, order.seed))


MAKERS: Mapping[str, Callable[[Order], Brought]] = {
    "genuine": _copy,
    "sample": _sample,
    "stale": _copy,
    "padded": _padded,
    "recycled": _recycled,
    "fabricated": _fabricated,
    "other-system": _other_system,
    "mixed": _mixed,
    "poisoned": _poisoned,
}
"""By sort (`how.SORTS`)."""


def counts(people: int, how: How) -> Counts:
    """How many of so many rows are French and Belgian."""
    if how.only in Country.__members__:
        return (people, 0) if how.only == Country.FR.name else (0, people)
    return (EVERY, EVERY) if people == EVERY else split(people)


def parted(counts: Counts, share: float) -> tuple[Counts, Counts]:
    """A share of the rows of both countries, and the rest.

    >>> parted((90, 10), 0.5), parted((2, 0), 0.4)
    (((45, 5), (45, 5)), ((1, 0), (1, 0)))
    """
    belgian = min(counts[1], round(counts[1] * share))
    some = (min(counts[0], round(sum(counts) * share) - belgian), belgian)
    return some, (counts[0] - some[0], counts[1] - some[1])


def _first_shown(rows: Rows) -> Rows:
    """Let the note show the first rows of each country, those with a phone before others."""
    without = np.asarray(pc.equal(rows.columns["telephone"], ""))
    shown = []
    for one in Country:
        here = np.flatnonzero(np.asarray(pc.equal(rows.country, one.name)))
        shown.append(np.sort(here[np.argsort(without[here], kind="stable")][:SHOWN]))
    return replace(rows, shown=np.concatenate(shown))
