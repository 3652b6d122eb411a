"""Copies: when the made-up company copies its register by plan, and for whom.

A copy that is taken by plan is where a leak may come from; its moment names it. What is told to the
desk is told in the words of the register map (`terms.register`).

>>> from tocsin.drill.moments import COPIED, NOTED
>>> named("mail-house-feed").last(COPIED).isoformat()
'2014-06-04T01:15:00+02:00'
>>> [copy.name for copy, _ in within(COPIED, NOTED)]
['nightly-backup', 'nightly-backup', 'nightly-backup', 'nightly-backup']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta

from tocsin.drill.moments import EXPORTED, PARIS
from tocsin.terms.errors import Refused
from tocsin.terms.register import CopyMap, TimesMap

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week in the register map's words."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One sort of copy: each so many days at a time of day in Paris, or on a few named days."""

    name: str
    system: str
    clock: time
    since: date
    days: int = 0
    """Days from one to the next, from `since` on; 0 where they are named."""

    on: tuple[date, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    """What it has of a customer, by the names of `dump.HEADER`, and how it heads it; all where nothing is said."""

    def made(self, day: date) -> datetime:
        """When it is made on a day."""
        return datetime.combine(day, self.clock, PARIS)

    def last(self, at: datetime) -> datetime:
        """The last one that was made at this moment or before; `Refused` where none was."""
        found = max((one for one in self._near(at) if one <= at), default=None)
        if found is None:
            raise Refused(
                f"There was no copy {self.name!r} by then.",
                f"It has been made since {self.since.isoformat()}: choose a smaller age.",
            )
        return found

    def between(self, after: datetime, before: datetime) -> Iterator[datetime]:
        """Those made from `after` on and before `before`."""
        if self.on:
            yield from (one for one in map(self.made, self.on) if after <= one < before)
            return
        past = (after.astimezone(PARIS).date() - self.since).days
        day = self.since + timedelta(days=max(0, past // self.days) * self.days)
        while (one := self.made(day)) < before:
            if one >= after:
                yield one
            day += timedelta(days=self.days)

    def said(self) -> CopyMap:
        """As the company tells of it."""
        at = tuple(self.made(day).isoformat() for day in self.on)
        if at:
            return CopyMap(self.name, self.system, at)
        return CopyMap(
            self.name,
            self.system,
            every="day" if self.days == 1 else "week",
            time=self.clock.isoformat("minutes"),
            day=None if self.days == 1 else DAYS[self.since.weekday()],
            zone=PARIS.key,
            since=self.since.isoformat(),
        )

    def _near(self, at: datetime) -> list[datetime]:
        if self.on:
            return [self.made(day) for day in self.on]
        return list(self.between(at - timedelta(days=self.days + 1), at + timedelta(seconds=1)))


COPIES = (
    Copy("nightly-backup", "backup vault", time(4, 40), date(2011, 6, 13), days=1),
    Copy(
        "mail-house-feed",
        "mail house",
        time(1, 15),
        date(2011, 6, 15),
        days=7,
        columns={
            "nom": "NOM",
            "prenom": "PRENOM",
            "adresse": "ADRESSE",
            "cp": "CODE_POSTAL",
            "ville": "VILLE",
            "email": "EMAIL",
        },
    ),
    Copy(
        "auditors-copy",
        "auditors",
        time(22, 5),
        date(2012, 1, 31),
        on=(date(2012, 1, 31), date(2013, 1, 31), date(2014, 1, 31), date(2014, 5, 28)),
    ),
)
"""A nightly backup, a feed to the mail house each Wednesday, a copy for the auditors now and then. The
mail house gets what it takes to write to somebody: neither numbers nor hashes.
None is made when the genuine leak of the case is copied (`moments.COPIED`)."""


LOOKED_BACK = timedelta(days=62)
"""How far back copies are listed: before, each sort of copy was made many times."""


def named(name: str) -> Copy:
    """The copy of this name."""
    return next(copy for copy in COPIES if copy.name == name)


def plan() -> tuple[CopyMap, ...]:
    """All of them as the company tells of them: `[[copies]]` of the register map."""
    return tuple(copy.said() for copy in COPIES)


def times() -> TimesMap:
    """How the company's times are to be read: `[times]` of the register map."""
    return TimesMap(zone=PARIS.key, as_of=EXPORTED.isoformat())


def file() -> str:
    r"""Both as the file that `tocsin register --map` takes.

    >>> file().splitlines()[:3]
    ['[times]', 'zone = "Europe/Paris"', 'as_of = "2014-06-12T06:00:00+02:00"']
    >>> print(file().split("\n\n")[1])
    [[copies]]
    name = "nightly-backup"
    system = "backup vault"
    every = "day"
    time = "04:40"
    zone = "Europe/Paris"
    since = "2011-06-13"
    """
    made = [_written("[[copies]]", copy, CopyMap("")) for copy in plan()]
    return "\n".join([_written("[times]", times(), TimesMap()), *made])


def _written(head: str, told: TimesMap | CopyMap, usual: TimesMap | CopyMap) -> str:
    """What is told beyond what is usual."""
    said = {one.name: getattr(told, one.name) for one in fields(told)}
    lines = [f"{k} = {_value(v)}" for k, v in said.items() if v != getattr(usual, k)]
    return "\n".join((head, *lines, ""))


def _value(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return f'"{value}"'


def within(after: datetime, before: datetime) -> list[tuple[Copy, datetime]]:
    """Every copy by plan that was made from `after` on and before `before`, in the order of time."""
    found = [(copy, one) for copy in COPIES for one in copy.between(after, before)]
    return sorted(found, key=lambda pair: pair[1])
