"""Absence: what it says that customers who were there are not in the leak.

The newest customers: if the leak holds a share s of those opened before, and none of the m opened after
its newest one, then the chance of that is (1 - s)^m if they had been there: a bound of chance, kept
apart from what must be. The others: groups of whom the leak has next to none, though of everybody else
it has many, were left out by a filter. Deleted customers are one such group: where the leak holds none of
them, such copies do not, and then nobody in it was deleted when it was made.

>>> from tocsin.dating.bounds import FAR
>>> created = np.arange(0, 1_000, 10)
>>> told = newest(created, (created < 500) & (created % 20 == 0), before=FAR, until=10_000)
>>> told.missing, round(told.share, 2), told.before_95 < told.before_99
(51, 0.51, True)
>>> groups = [{"country": "FR", "deleted": False, "email": True, "phone": True, "password": True, "customers": 900, "held": 300},
...           {"country": "FR", "deleted": False, "email": True, "phone": True, "password": False, "customers": 400, "held": 0}]
>>> [(one.group, one.customers, one.held) for one in lacking(groups)], deletion(groups)
([('without a password', 400, 0)], <Deletion.CANNOT_TELL: 'cannot tell'>)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from math import ceil, log
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np

from tocsin.dating.bounds import EARLY, Bools, Ints, instant
from tocsin.kinds.normal import TIME
from tocsin.terms.answer import Row, whole
from tocsin.terms.period import Deletion, Lacking, Newest

LATELY = 500
"""Customers in the leak, the newest, by whom it is told what share of them it holds."""

FEW = 0.02
"""Of the customers of a group that should be in it, the share up to which 'next to none' are. A judgement:
a filter lets those through whose data say otherwise than the register's."""

EXPECTED = 20.0
"""Customers of a group that should be in it at least before it is said that they are not: e^-20 of chance."""

STAY = 0.2
"""Of deleted customers that should be in it, the share from which deleted ones stay in such copies."""

OPENED_LATER = "opened later"
"""The group of all customers opened after the newest in the leak, where it was copied long after."""

Feature: TypeAlias = tuple[str, object]
"""A column of the groups, and the value that makes the group."""

FLAGS = ("email", "phone", "password")
"""What a customer has or has not."""

GROUP = ("country", "deleted", *FLAGS)
"""What makes a group of customers."""

HAS = {flag: f"has_{flag}" for flag in FLAGS}
"""The columns of the prepared register that say so."""


def ask_newest(times: ir.Table, links: ir.Table, since: datetime) -> ir.Table:
    """`created` of the customers opened since, and whether the leak has them: `held`."""
    lately = times.filter(times.created >= ibis.literal(since, TIME)).select("id", "created")
    there = links.select(held="register_id").distinct()
    return lately.left_join(there, lately.id == there.held).select(
        "created", held=there.held.notnull()
    )


def newest(created: Ints, held: Bools, before: int, until: int) -> Newest | None:
    """What the customers opened lately say (microseconds); `before`: a period's end, `until`: the register's."""
    order = np.argsort(created, kind="stable")
    created, held = created[order], held[order]
    ours = np.flatnonzero(held & (created < before))
    if not len(ours):
        return None
    last = int(ours[-1])
    share = (len(ours) + 0.5) / (last + 2)
    after = created[last + 1 :]
    after = after[(after < until) & ~held[last + 1 :]]

    def bound(doubt: float) -> datetime | None:
        opened = ceil(log(doubt) / log(1 - share))
        return instant(int(after[opened - 1])) if opened <= len(after) else None

    return Newest(instant(int(created[last])), len(after), share, bound(0.05), bound(0.01))


def lately(created: Ints, before: int) -> int | None:
    """Since when customers are looked at: the opening of the `LATELY`th newest that the leak holds."""
    known = np.sort(created[(created > EARLY) & (created < before)])
    return int(known[max(0, len(known) - LATELY)]) if len(known) else None


def chosen(said: Newest | None, after: int) -> tuple[Newest | None, tuple[Lacking, ...]]:
    """What the newest customers say; where the leak was copied after they say it was, that a filter left them out."""
    if said is None or said.before_99 is None or said.before_99 > instant(after):
        return said, ()
    opened = Lacking(OPENED_LATER, said.missing, 0, 0, 0)
    return replace(said, before_95=None, before_99=None), (opened,)


def marked(register: ir.Table) -> ir.Table:
    """Say of each record what it has; the values themselves, a third of a register, are not read then."""
    kept = {"email": register.email, "phone": register.phone, "password": register.password_hash}
    return register.mutate(**{HAS[flag]: kept[flag].notnull() for flag in FLAGS})


def ask_groups(records: ir.Table, times: ir.Table, after: datetime) -> ir.Table:
    """Those of `marked` records who were there at `after`, by what they have: how many `customers`.

    It is asked of all, and of those in the leak: an outer join of the two would go through everybody twice.
    """
    then = ibis.literal(after, TIME)
    not_yet = (times.created >= then).coalesce(False)
    otherwise = times.filter(not_yet | (times.deleted_at >= then))
    otherwise = otherwise.select(other="id", opened=otherwise.created < then)
    known = records.select(
        "id",
        country=records.country.coalesce(""),
        gone=records.deleted,
        **{flag: records[column] for flag, column in HAS.items()},
    )
    present = known.left_join(otherwise, known.id == otherwise.other)
    present = present.filter(present.other.isnull() | present.opened.coalesce(True))
    present = present.mutate(deleted=present.gone & present.other.isnull())
    return present.aggregate(by=list(GROUP), customers=present.count())


def counted(everybody: Iterable[Row], ours: Iterable[Row]) -> tuple[Row, ...]:
    """The groups of everybody, each with how many of it are `held` by the leak."""
    held = {_group(row): whole(row, "customers") for row in ours}
    return tuple({**row, "held": held.get(_group(row), 0)} for row in everybody)


def _group(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in GROUP)


def deletion(groups: Iterable[Row]) -> Deletion:
    """Whether deleted customers stay in such copies, by those who were deleted before it was made."""
    rows = list(groups)
    for one in lacking(rows):
        if one.group != "deleted":
            rows = [row for row in rows if not _is(row, _features(rows).get(one.group))]
    gone, there = _counted(rows, ("deleted", True)), _counted(rows, ("deleted", False))
    expected = gone[0] * _share(there)
    if expected < EXPECTED:
        return Deletion.CANNOT_TELL
    if gone[1] <= FEW * expected:
        return Deletion.VANISH
    return Deletion.STAY if gone[1] >= STAY * expected else Deletion.CANNOT_TELL


def lacking(groups: Iterable[Row]) -> tuple[Lacking, ...]:
    """The groups that a filter left out, the largest first; each is judged by those whom none before it has."""
    left, found = list(groups), list[Lacking]()
    while True:
        features = _features(left)
        filtered = [
            one for name in features if _filtered(one := _compared(left, name, features[name]))
        ]
        if not filtered:
            return tuple(found)
        worst = max(filtered, key=lambda one: one.customers)
        found.append(worst)
        left = [row for row in left if not _is(row, features[worst.group])]


def _compared(rows: list[Row], name: str, feature: Feature) -> Lacking:
    ours = _counted(rows, feature)
    every = sum(whole(row, "customers") for row in rows), sum(whole(row, "held") for row in rows)
    return Lacking(name, *ours, every[0] - ours[0], every[1] - ours[1])


def _filtered(one: Lacking) -> bool:
    expected = one.customers * _share((one.others, one.others_held))
    return expected >= EXPECTED and one.held <= FEW * expected


def _features(rows: list[Row]) -> dict[str, Feature]:
    """What a filter may go by: the name of the group that is left out, and who is in it."""
    words = {"email": "an e-mail address", "phone": "a phone number", "password": "a password"}
    countries = sorted({str(row["country"]) for row in rows} - {""})
    return {
        "deleted": ("deleted", True),
        **{f"without {words[flag]}": (flag, False) for flag in FLAGS},
        **{f"country {country}": ("country", country) for country in countries},
    }


def _is(row: Row, feature: Feature | None) -> bool:
    return feature is not None and row[feature[0]] == feature[1]


def _counted(rows: Iterable[Row], feature: Feature) -> tuple[int, int]:
    """Customers of whom it holds, and those of them in the leak."""
    these = [row for row in rows if _is(row, feature)]
    return sum(whole(row, "customers") for row in these), sum(whole(row, "held") for row in these)


def _share(counted: tuple[int, int]) -> float:
    return counted[1] / counted[0] if counted[0] else 0.0
