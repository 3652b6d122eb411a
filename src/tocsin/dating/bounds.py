"""Bounds: between which moments each row of the leak can have been copied.

A row cannot be older than its customer, nor than the value that it shows; and not younger than the
change that replaced that value. A value that a field had more than once allows all the time from
its first coming to its last going; one that is neither of the field's now nor of its past (damaged,
edited) says nothing. A row of which more speaks against its record than for it is no copy of that record,
whoever's name it bears, and says nothing at all (`ask_unlike`). All rows together are `Bounds`: arrays of microseconds since 1970, one place a row.

>>> opened = pa.table({"row": [7, 3], "created": [100, 200], "deleted_at": [None, 900], "updated": [None, None]})
>>> held = pa.table({"row": [3, 3], "field": ["email", "phone"], "since": [250, 150], "at": [FAR, 400]})
>>> both = weigh(opened, held)
>>> both.row.tolist(), both.lower.tolist(), both.upper.tolist() == [400, FAR]
([3, 7], [250, 100], True)
>>> both.because(0, lower=True), both.because(0, lower=False), both.because(1, lower=True)
((<Why.CHANGED: 'changed'>, 'email'), (<Why.REPLACED: 'replaced'>, 'phone'), (<Why.CREATED: 'created'>, ''))
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import add
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.kinds.normal import KEPT_IN, SINGLE, TIME
from tocsin.terms.period import Why

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

FIELDS = tuple(dict.fromkeys(KEPT_IN.get(kind, kind) for kind in SINGLE))
"""The normal columns whose past is known, by which rows are bounded."""

STEADY = ("email", "phone", "password_hash", "postcode")
"""Those of which another value than the register's is a change rather than another way to write it."""

COPIED = ("email", "name", "phone", "password_hash", "customer_number", "street", "free_text")
"""What a copy of a record has in common with it, each by itself: a copy differs in what changed since or was
damaged, a row that was made up round somebody's address in nearly all the rest."""

EARLY, FAR = 0, 253_370_764_800_000_000
"""Where nothing bounds a row: from 1970, until the year 9999; in microseconds."""

MINUTE, HOUR = 60_000_000, 3_600_000_000

OPENED, GONE, OTHERWISE, ITSELF = -1, -2, -3, -4
"""In place of a field: the customer's creation, deletion, the record's last change, a time in the row itself."""


WHY = {OPENED: Why.CREATED, GONE: Why.DELETED, OTHERWISE: Why.UPDATED, ITSELF: Why.OWN}


def ask_opened(links: ir.Table, times: ir.Table) -> ir.Table:
    """`row`, `created`, `deleted_at`, `updated` of each linked row's customer."""
    return links.join(times, links.register_id == times.id).select(
        "created", "deleted_at", "updated", row="leak_row"
    )


def ask_held(
    leak: ir.Table, links: ir.Table, register: ir.Table, past: ir.Table, changed: ir.Table
) -> ir.Table:
    """`row`, `field`, `since`, `at`: from when until when a field held what the row shows.

    A row for each field of a linked row whose value is, or was, the record's, and of which a time is known;
    of those of `FIELDS` that the register given has.
    """
    fields = [field for field in FIELDS if field in register.columns]
    # Spark knows no zones of columns: there the type is said
    timed = past.filter(past["at"].notnull()).cast({"since": TIME, "at": TIME})
    changed = changed.cast({"at": TIME})
    known = ibis.union(timed.select("id"), changed.select("id"), distinct=True)
    ours = links.semi_join(known, links.register_id == known.id)
    shown = ours.join(leak.select("row", *fields), ours.leak_row == leak.row)
    shown = shown.select("row", id="register_id", **{f"shown_{f}": shown[f] for f in fields})
    now = register.select("id", **{f"now_{f}": register[f] for f in fields})
    early, far = (ibis.literal(instant(at), TIME) for at in (EARLY, FAR))
    versions = ibis.union(
        timed.select("id", "field", "value", "since", "at"),
        changed.select("id", "field", value=ibis.null("string"), since=changed["at"], at=far),
    )
    pairs = shown.join(now, "id").join(versions, "id")
    pairs = pairs.mutate(
        shown=ibis.cases(*((pairs.field == f, pairs[f"shown_{f}"]) for f in fields)),
        now=ibis.cases(*((pairs.field == f, pairs[f"now_{f}"]) for f in fields)),
    )
    # a version without a value is the present one; one with the present value was never replaced
    spans = pairs.filter(pairs.shown == pairs.value.coalesce(pairs.now)).select(
        "row",
        "field",
        since=pairs.since.coalesce(early),
        at=ibis.ifelse((pairs.shown == pairs.now).coalesce(False), far, pairs["at"]),
    )
    return spans.aggregate(by=["row", "field"], since=spans.since.min(), at=spans["at"].max())


def ask_otherwise(leak: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """`row` of the rows that show something else than the register: it was changed since."""
    shown = links.join(leak.select("row", *STEADY), links.leak_row == leak.row)
    now = register.select("id", **{f"now_{f}": register[f] for f in STEADY})
    pairs = shown.join(now, shown.register_id == now.id)
    return pairs.filter(ibis.or_(*(pairs[f] != pairs[f"now_{f}"] for f in STEADY))).select("row")


def ask_doubted(leak: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """The linked rows in which as much differs from the record as it is now as is the same, or more.

    `row`, `id`, `same` and `differs` (how many of `COPIED`), `numbered` (whether customer numbers differ), and of
    each of `COPIED` that differs the row's value, else NULL.
    """
    fields = [field for field in COPIED if field in register.columns]
    shown = links.join(leak.select("row", *fields), links.leak_row == leak.row)
    now = register.select("id", **{f"now_{f}": register[f] for f in fields})
    pairs = shown.select("row", "register_id", *fields).join(now, [("register_id", "id")])
    alike = [pairs[f] == pairs[f"now_{f}"] for f in fields]
    unlike = {f: pairs[f] != pairs[f"now_{f}"] for f in fields}
    counted = pairs.select(
        "row",
        id="register_id",
        same=reduce(add, (ibis.ifelse(one, 1, 0) for one in alike)),
        differs=reduce(add, (ibis.ifelse(one, 1, 0) for one in unlike.values())),
        numbered=unlike["customer_number"].fill_null(False)
        if "customer_number" in fields
        else ibis.literal(False),
        **{f: ibis.ifelse(unlike[f], pairs[f], ibis.null("string")) for f in fields},
    )
    return counted.filter(counted.differs > 0, counted.differs >= counted.same)


def ask_unlike(doubted: ir.Table, past: ir.Table) -> ir.Table:
    """`row` of those of whom more differs from all that the record has or had than is the same.

    Where as much is the same as differs, it is those with another customer number, and those in which more than one
    thing differs: one of two may have changed. `doubted` is as `ask_doubted` gives it.
    """
    fields = [field for field in COPIED if field in doubted.columns]
    met = doubted.join(past.select("id", "field", "value"), "id")
    shown = ibis.cases(*((met.field == f, met[f]) for f in fields))
    held = met.filter(shown == met.value).aggregate(
        by="row",
        had=lambda t: t.field.nunique(),
        numbered_then=lambda t: (t.field == "customer_number").any(),
    )
    told = doubted.left_join(held, "row").select(
        "row",
        same=doubted.same + held.had.fill_null(0),
        differs=doubted.differs - held.had.fill_null(0),
        numbered=doubted.numbered & ~held.numbered_then.fill_null(False),
    )
    tied = (told.differs == told.same) & (told.numbered | (told.differs > 1))
    return told.filter((told.differs > told.same) | tied).select("row")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds each row, in the order of the rows: copied at or after `lower`, before `upper`."""

    row: Ints
    lower: Ints
    upper: Ints
    lower_by: Ints
    """Place of the field in `FIELDS`, or `OPENED`."""

    upper_by: Ints
    """Likewise, or `GONE`, or `OTHERWISE`."""

    created: Ints
    """`EARLY` where it is not known."""

    gone: Ints
    """When the customer was deleted; `FAR` where not, or not known."""

    changes: Ints
    """All the moments at which a value that rows show was set or replaced: what wrong times would be like."""

    def __len__(self) -> int:
        return len(self.row)

    def taken(self, places: Bools | Ints) -> Bounds:
        """Some of the rows."""
        return Bounds(
            self.row[places],
            self.lower[places],
            self.upper[places],
            self.lower_by[places],
            self.upper_by[places],
            self.created[places],
            self.gone[places],
            self.changes,
        )

    def holding(self, at: int) -> Bools:
        """Which rows can have been copied then."""
        return (self.lower <= at) & (at < self.upper)

    def below(self, upper: Ints, by: int) -> Bounds:
        """Bounded from above by these as well."""
        nearer = upper < self.upper
        return replace(
            self,
            upper=np.where(nearer, upper, self.upper),
            upper_by=np.where(nearer, by, self.upper_by),
        )

    def above(self, row: Ints, at: Ints) -> Bounds:
        """Bounded from below by times in the rows themselves as well: those of the rows with these numbers."""
        order = np.argsort(row, kind="stable")
        row, at = row[order], at[order]
        place = np.minimum(np.searchsorted(row, self.row), max(len(row) - 1, 0))
        own = np.where(row[place] == self.row, at[place], EARLY) if len(row) else self.lower
        nearer = own > self.lower
        return replace(
            self,
            lower=np.where(nearer, own, self.lower),
            lower_by=np.where(nearer, ITSELF, self.lower_by),
        )

    def because(self, place: int, *, lower: bool) -> tuple[Why, str]:
        """Why a row is bounded, and the field that says so."""
        by = int((self.lower_by if lower else self.upper_by)[place])
        if by < 0:
            return WHY[by], ""
        return (Why.CHANGED if lower else Why.REPLACED), FIELDS[by]


def weigh(opened: pa.Table, held: pa.Table, otherwise: pa.Table | None = None) -> Bounds:
    """Put the answers of `ask_opened`, `ask_held` and `ask_otherwise` together."""
    row = _whole(opened["row"], 0)
    order = np.argsort(row, kind="stable")
    row, created = row[order], _whole(opened["created"], EARLY)[order]
    gone = _whole(opened["deleted_at"], FAR)[order]
    field = pc.index_in(held["field"], pa.array(FIELDS, held["field"].type))
    by = _whole(field, 0)
    place = np.searchsorted(row, _whole(held["row"], 0))
    since, at = _whole(held["since"], EARLY), _whole(held["at"], FAR)
    lower, lower_by = _tightest(place, since, by, created, OPENED, newest=True)
    upper, upper_by = _tightest(place, at, by, np.full(len(row), FAR), GONE, newest=False)
    changes = np.concatenate([since[since > EARLY], at[at < FAR]])
    found = Bounds(row, lower, upper, lower_by, upper_by, created, gone, changes)
    if otherwise is None:
        return found
    updated = _whole(opened["updated"], FAR)[order]
    differs = np.isin(row, _whole(otherwise["row"], 0))
    never = unchanged(created, updated)
    replaced = replace(found, changes=updated[~never & (updated < FAR)])
    # what a record never had cannot be told by when it changed: such a row fits no time
    return replaced.below(np.where(differs, np.where(never, created, updated), FAR), OTHERWISE)


def unchanged(created: Ints, updated: Ints) -> Bools:
    """Which records were last changed when they were opened; both are known to a second, a minute or a day.

    >>> unchanged(np.array([60, 60, 86_400]) * 1_000_000, np.array([120, 121, 172_800]) * 1_000_000).tolist()
    [True, False, True]
    """
    apart = updated - created
    same = apart <= 1_000_000
    # the last change is read as the end of what its cell can mean (`kinds.moments`)
    for unit, reach in ((MINUTE, MINUTE), (HOUR, 25 * HOUR)):
        same |= (created % unit == 0) & (updated % unit == 0) & (apart <= reach)
    return same & (created > EARLY)


def _tightest(
    place: Ints, at: Ints, by: Ints, known: Ints, known_by: int, *, newest: bool
) -> tuple[Ints, Ints]:
    """For each row the last (or first) of its times, and what it is of; `known` where that is tighter."""
    order = np.lexsort((at if newest else -at, place))
    place, at, by = place[order], at[order], by[order]
    last = np.append(place[1:] != place[:-1], True)[: len(place)]
    place, at, by = place[last], at[last], by[last]
    times, whose = known.copy(), np.full(len(known), known_by, dtype=np.int64)
    tighter = at > times[place] if newest else at < times[place]
    times[place[tighter]], whose[place[tighter]] = at[tighter], by[tighter]
    return times, whose


def _whole(values: pa.ChunkedArray, empty: int) -> Ints:
    """Times or numbers as int64."""
    if pa.types.is_timestamp(values.type):
        values = values.cast(pa.timestamp("us", values.type.tz))
    whole: Ints = pc.fill_null(values.cast(pa.int64()), empty).to_numpy()
    return whole


def instant(at: int) -> datetime:
    """Microseconds since 1970 as a time."""
    return datetime.fromtimestamp(at // 1_000_000, UTC).replace(microsecond=at % 1_000_000)


def micros(at: datetime) -> int:
    """A time as microseconds since 1970.

    >>> instant(micros(datetime(2014, 6, 7, 0, 14, tzinfo=UTC)))
    datetime.datetime(2014, 6, 7, 0, 14, tzinfo=datetime.timezone.utc)
    """
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
