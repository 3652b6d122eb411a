"""How: what a leak of a sort is like: how old, how much of it is of that sort, how damaged.

Every part has a default, for most sorts its own; a part that a sort knows nothing of is refused.

>>> How(age=400.0).copied("genuine").isoformat()
'2013-05-06T09:12:00+02:00'
>>> How().copied("genuine") == COPIED
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.drill import copies
from tocsin.drill.moments import COPIED, FIRST, NOTED
from tocsin.terms.errors import Refused

SORTS = (
    "genuine",
    "sample",
    "stale",
    "padded",
    "recycled",
    "fabricated",
    "other-system",
    "mixed",
    "poisoned",
)
"""The sorts of leak that can be made."""

SHARES = {"padded": 0.4, "recycled": 1.0, "other-system": 0.3, "mixed": 0.5, "poisoned": 0.06}
"""Share of rows, where nothing is said: copied from us, of the earlier leak, of our customers,
of the older copy, changed by somebody."""

KNOWN_MAILS = 0.2
"""The same of a leak made up by somebody who knows: rows with a real customer's e-mail address."""

AGES = {"stale": 400.0, "recycled": 900.0, "mixed": 400.0}
"""Days before the note at which it was copied, where nothing is said; of others it is `COPIED`."""

CURRENT = 90.0
"""Days: an older copy is stale. A judgement: what is a quarter old was held, bought or found."""

ONLY = ("FR", "BE", "email")
"""What a copy may be confined to: customers of a country, or those with an e-mail address."""

WHENCE = {
    "genuine": tuple(copy.name for copy in copies.COPIES),
    "stale": tuple(copy.name for copy in copies.COPIES),
    "recycled": ("ours", "another"),
    "other-system": ("newsletter", "side-site", "sister"),
}
"""Where a leak of a sort may come from: a copy that is made by plan; whose earlier leak it was;
which other system. The first is meant where nothing is said, but for copies: there none is."""

COPYING = ("genuine", "stale", "poisoned")
"""Sorts that may hold every row that the copy has."""

USED = {
    "share": (*SHARES, "fabricated"),
    "age": ("genuine", "sample", "stale", "padded", "recycled", "mixed", "poisoned"),
    "knowing": ("fabricated", "padded"),
    "only": COPYING,
    "whence": tuple(WHENCE),
}
"""Which sorts know what to do with which part."""


@dataclass(frozen=True, slots=True)
class How:
    """What a leak is like beyond its sort and its size."""

    share: float | None = None
    """Share of the rows, from 0 to 1, that are of what the sort is named after (`SHARES`)."""

    age: float | None = None
    """Days before the note at which it was copied; of a mix, its older part."""

    damage: float = 1.0
    """How many times as often as usual a row is damaged on its way; 0: never."""

    knowing: bool = False
    """Whether who made rows up knows the schema, and real names and e-mail addresses of customers."""

    only: str | None = None
    whence: str | None = None
    history: bool = True
    """Whether the company kept a history of changes."""

    def copied(self, sort: str) -> datetime:
        """When a leak of this sort was copied: at the last planned copy before, where it is one."""
        age = AGES.get(sort) if self.age is None else self.age
        at = COPIED if age is None else NOTED - timedelta(seconds=round(age * 86400))
        if sort in COPYING and self.whence:
            return copies.named(self.whence).last(at)
        return at

    def part(self, sort: str) -> float:
        """The share meant."""
        return SHARES.get(sort, KNOWN_MAILS) if self.share is None else self.share

    def of(self, sort: str) -> str | None:
        """Where it comes from."""
        if self.whence or sort in COPYING:
            return self.whence
        return WHENCE.get(sort, (None,))[0]


def need(sort: str, how: How) -> None:
    """Make sure that a leak of this sort can be made so; `Refused` otherwise."""
    if sort not in SORTS:
        raise Refused(f"There is no leak of the sort {sort!r}.", f"Choose from {', '.join(SORTS)}.")
    said = {
        "share": how.share is not None,
        "age": how.age is not None,
        "knowing": how.knowing,
        "only": how.only is not None,
        "whence": how.whence is not None,
    }
    for name, sorts in USED.items():
        if said[name] and (sort not in sorts):
            option = "from" if name == "whence" else name
            raise Refused(
                f"A leak of the sort {sort!r} cannot be made with --{option}.",
                f"Leave it out, or choose from {', '.join(sorts)}.",
            )
    if sort == "fabricated" and how.share is not None and not how.knowing:
        raise Refused(
            "Only one who knows real e-mail addresses can put a share of them into a leak.",
            "Say --knowing as well.",
        )
    if how.only is not None and how.only not in ONLY:
        raise Refused(f"A copy cannot be of {how.only!r} only.", f"Choose from {', '.join(ONLY)}.")
    if how.whence is not None and how.whence not in WHENCE[sort]:
        raise Refused(
            f"A leak of the sort {sort!r} cannot come from {how.whence!r}.",
            f"Choose from {', '.join(WHENCE[sort])}.",
        )
    if not 0 <= how.part(sort) <= 1:
        raise Refused("A share lies between 0 and 1.", "Say 0.4 for four rows in ten.")
    if not 0 <= how.damage <= MOST_DAMAGE:
        raise Refused("The damage is a factor.", f"Choose from 0 to {MOST_DAMAGE:g}.")
    if how.age is not None and not 0 <= how.age <= (NOTED - FIRST).days - 365:
        raise Refused(
            "The company had no customers then, or the note had come already.",
            f"Choose an age from 0d to {(NOTED - FIRST).days - 365}d.",
        )


MOST_DAMAGE = 5.0
"""Beyond, half of the rows would be told to be hit by one sort of damage or another."""
