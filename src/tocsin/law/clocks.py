"""Clocks: when a period of the law ends, in each reading that is held.

`strict` counts elapsed time in UTC from the event itself. It is the earliest reading, so whoever keeps
it keeps all. `latest_1182` counts as Regulation (EEC, Euratom) No 1182/71 says: the hour, or the day, in
which the event falls is not counted (Art. 3(1)), and the period ends with its last hour or day (Art. 3(2)).
Holidays, Saturdays and Sundays count (Art. 3(3)); a period in hours does not roll over to the next
working day (Art. 3(4)).

>>> from datetime import UTC
>>> from tocsin.law.places import zone
>>> aware = datetime.fromisoformat("2020-12-22T12:17+01:00")
>>> found = ends(Clock(Event.AWARE, hours=72, union=True), aware, zone("DE"))
>>> found.strict.isoformat(), found.latest_1182.isoformat()
('2020-12-25T12:17:00+01:00', '2020-12-25T13:00:00+01:00')

Over the night in which the clocks go back, the label on the wall moves and the hours do not:

>>> aware = datetime.fromisoformat("2026-10-23T09:05+02:00")
>>> ends(Clock(Event.AWARE, hours=72), aware, zone("BE")).strict.isoformat()
'2026-10-26T08:05:00+01:00'

Sources: text of Regulation 1182/71; the example of 22 December 2020 is worked in the same way by mkm + partner
(mkm.legal, "72 Stunden sind 72 Stunden - oder doch länger?").
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from tocsin.terms.facts import Event, Facts
from tocsin.terms.law import Clock, Deadline

FOOTNOTE = (
    "Some argue that the period must hold at least two working days (Regulation 1182/71, Art. 3(5)), "
    "which can give more time over weekends and holidays; supervisory authorities of Bavaria (2019) and "
    "North Rhine-Westphalia (2024) say that it does not apply to 72 hours. Do not rely on it."
)
"""The disputed reading: for it Piltz and Pradel, ZD 2019, 152; against it BayLfD, 1 June 2019, and LDI NRW, 2024."""

ROLLING = (
    "A period in months that ends on a Saturday, Sunday or public holiday ends with the next working day "
    "(Regulation 1182/71, Art. 3(4)); this is not counted here."
)

TWO_DAYS = 48
"""Hours from which on Art. 3(5) could be argued at all: 'any period of two days or more'."""


def ends(clock: Clock, start: datetime, wall: tzinfo) -> Deadline:
    """When a period that starts at a moment ends, told by the clock on a wall."""
    begun = start.astimezone(UTC)
    if clock.months:
        strict, latest = _months(start.astimezone(wall), clock.months)
        note = ROLLING
    else:
        long = timedelta(hours=clock.hours, days=clock.days)
        strict, latest = begun + long, _next_hour(start.astimezone(wall)) + long
        note = FOOTNOTE if clock.hours >= TWO_DAYS else ""
    return Deadline(
        after=clock.after,
        start=start.astimezone(wall),
        strict=strict.astimezone(wall),
        latest_1182=latest.astimezone(wall) if clock.union else None,
        footnote=note if clock.union else "",
    )


def running(
    clocks: tuple[Clock, ...], facts: Facts, wall: tzinfo
) -> tuple[tuple[Deadline, ...], bool]:
    """The ends of these periods; and whether awareness, which would start them, is not recorded yet.

    Then the times that may turn out to be the one of awareness stand in for it: each is said.
    """
    found: list[Deadline] = []
    provisional = False
    for clock in clocks:
        start = _start(clock, facts)
        if start is not None:
            end = ends(clock, start, wall)
            found += [] if _void(clock, end, facts) else [end]
        elif clock.after is Event.AWARE:
            provisional = True
            for event in (Event.CLAIM, Event.INVESTIGATION):
                if (stands_in := facts.times.of(event)) is not None:
                    found.append(ends(replace(clock, after=event), stands_in, wall))
    return tuple(dict.fromkeys(found)), provisional


def _void(clock: Clock, end: Deadline, facts: Facts) -> bool:
    """Whether the period gave way to another that began after its end."""
    other = facts.times.of(clock.unless) if clock.unless else None
    return other is not None and other > end.strict


def _start(clock: Clock, facts: Facts) -> datetime | None:
    if clock.after is Event.GIVEN:
        sent = [one.at for one in facts.given if one.duty.partition("@")[0] == clock.message]
        return max(sent, default=None)
    return facts.times.of(clock.after)


def _next_hour(local: datetime) -> datetime:
    """The next full hour on the wall, strictly after: the hour of the event is not counted."""
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return local.astimezone(UTC) - into + timedelta(hours=1)


def _months(local: datetime, months: int) -> tuple[datetime, datetime]:
    """The same day and hour so many months later, and the end of that day; the month's last day if it has no such."""
    year, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + year, month + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    same = local.replace(year=year, month=month, day=day)
    midnight = same.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return same, midnight
