"""Copies: the copies that the controller knows to be made of the register, held against the period.

A data set that leaves through an export stands as it stood when that was made. A copy that lies in the
period fits; one that began up to `LATE` before may have run late, and is told apart. That a copy fits
does not say that the leak left through it: whoever read the register itself at that hour saw the same.

>>> nightly = CopyMap("nightly export", every="day", time="02:00", zone="Europe/Paris")
>>> night = Period(datetime.fromisoformat("2014-06-07T01:40+02:00"), datetime.fromisoformat("2014-06-07T04:10+02:00"))
>>> [str(copied.at) for copied in fitting(night, (nightly,), "UTC")]
['2014-06-07 02:00:00+02:00']
>>> weekly = CopyMap("partner feed", every="week", day="sat", time="03:00", zone="Europe/Paris")
>>> named(fitting(night, (nightly,), "UTC")), named(fitting(night, (nightly, weekly), "UTC"))
('nightly export', None)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from math import log
from zoneinfo import ZoneInfo

from tocsin.terms.errors import Refused
from tocsin.terms.period import Against, Copied, Newest, Period
from tocsin.terms.register import CopyMap

LATE = timedelta(hours=1)
"""How late a copy may have been made: a job begins when it is planned and reads until it is done. A judgement."""

MOST = timedelta(days=400)
"""Of a longer period no copies are counted: it points at none."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
}
"""How long it is from one copy to the next."""

EDITED = 0.01
"""How seldom a row is wrong that says a copy was not made then: times of one row in a hundred. A judgement."""

LEAST = EDITED**2
"""Chance of fitting anyway below which none is told from another: that of two wrong rows."""

CHANCE = 0.5
"""The chance of fitting anyway up to which a copy that fits is named. A judgement: beyond it, to fit says little."""


def fitting(
    period: Period,
    known: tuple[CopyMap, ...],
    zone: str,
    against: Sequence[Against] = (),
    newest: Newest | None = None,
) -> tuple[Copied, ...]:
    """The copies that fit a period bounded on both sides: the exact ones first, of these the likeliest.

    A copy that is seldom made fits by mere chance less often than one that is made each night: where both fit, it is
    the likelier (Bayes' rule, where before either is as likely). A period is wide where a row contradicts it: a copy
    in the part that all rows allow is likelier than one that some contradict, and one before the day by which later
    customers should be in the leak than one after it.

    >>> at = datetime.fromisoformat("2014-06-07T02:00+00:00")
    >>> feed = CopyMap("feed", at=(at.isoformat(),))
    >>> backup = CopyMap("backup", every="day", time="02:00", since="2014-06-08")
    >>> days = Period(at - LATE, at + timedelta(days=1, hours=1))
    >>> [copied.name for copied in fitting(days, (feed, backup), "UTC", [Against(at - LATE, 0)])]
    ['feed', 'backup']
    >>> [copied.name for copied in fitting(days, (feed, backup), "UTC", [Against(at - LATE, 2), Against(at + LATE, 0)])]
    ['backup', 'feed']
    """
    if period.after is None or period.before is None or period.before - period.after > MOST:
        return ()
    found = [
        Copied(copy.name, copy.system, at, period.contains(at), _chance(copy, period, zone))
        for copy in known
        for at in made(copy, period.after - LATE, period.before, zone)
    ]

    def doubt(one: Copied) -> float:
        before = [moment.rows for moment in against if moment.at <= one.at]
        rows = before[-1] if before else 0
        ends = ((newest.before_95, 20), (newest.before_99, 5)) if newest else ()
        missing = sum(log(times) for end, times in ends if end and end <= one.at)
        return log(max(one.chance, LEAST)) - rows * log(EDITED) + missing

    return tuple(sorted(found, key=lambda one: (not one.exact, doubt(one), one.name, one.at)))


def named(fits: tuple[Copied, ...]) -> str | None:
    """The one copy that fits by name, if only one does, and not by mere `CHANCE`; an exact one before the late."""
    for exact in (True, False):
        names = {copied.name: copied.chance for copied in fits if copied.exact is exact}
        if names:
            name, chance = next(iter(names.items()))
            return name if len(names) == 1 and chance <= CHANCE else None
    return None


def _chance(copy: CopyMap, period: Period, zone: str) -> float:
    """The chance that a period as long holds a copy of this sort wherever it lies."""
    if period.width is None:
        return 0.0
    if copy.every is not None:
        return min(1.0, period.width / STEPS[copy.every])
    theirs = _zone(copy.zone or zone)
    days = [at for said in copy.at if (at := _moment(said, theirs, copy))]
    # of moments that were named, as if they were made as often all through the time in which they lie
    step = max(MOST, max(days) - min(days)) / len(days)
    return min(1.0, period.width / step)


def made(copy: CopyMap, begin: datetime, end: datetime, zone: str) -> Iterator[datetime]:
    """When a copy was made, from `begin` and before `end`."""
    theirs = _zone(copy.zone or zone)
    since, until = (_moment(at, theirs, copy) for at in (copy.since, copy.until))
    low = max(begin, since) if since else begin
    high = min(end, until) if until else end
    for said in copy.at:
        at = _moment(said, theirs, copy)
        if at is not None and low <= at < high:
            yield at
    if copy.every is None:
        return
    clock = _clock(copy)
    day = low.astimezone(theirs).date() - timedelta(days=1)
    while day <= high.astimezone(theirs).date():
        if _on(copy, day.weekday(), day.day):
            hours = range(24) if copy.every == "hour" else (clock.hour,)
            for hour in hours:
                at = datetime.combine(day, clock.replace(hour=hour), theirs)
                if low <= at < high:
                    yield at
        day += timedelta(days=1)


def check(known: tuple[CopyMap, ...], zone: str) -> None:
    """Make sure that the copies are told so that they can be reckoned; `Refused` with the name otherwise."""
    for copy in known:
        if not copy.at and copy.every is None:
            raise _refused(copy, "does not say when it is made", 'at = ["..."] or every = "day"')
        if copy.every not in (None, *STEPS):
            raise _refused(copy, f"is not made every {copy.every!r}", f"one of: {', '.join(STEPS)}")
        wanted = {"week": DAYS, "month": tuple(range(1, 32))}.get(copy.every or "")
        if wanted and copy.day not in wanted:
            raise _refused(copy, "does not say on which day", 'day = "sat", or of a month day = 1')
        _clock(copy)
        for said in (*copy.at, copy.since, copy.until):
            _moment(said, _zone(copy.zone or zone), copy)


def _on(copy: CopyMap, weekday: int, day: int) -> bool:
    """Whether it is made on a day."""
    if copy.every == "week":
        return DAYS[weekday] == copy.day
    return copy.every != "month" or day == copy.day


def _clock(copy: CopyMap) -> time:
    try:
        return time.fromisoformat(copy.time).replace(tzinfo=None)
    except ValueError:
        raise _refused(copy, f"has no time {copy.time!r}", 'time = "02:00"') from None


def _moment(said: str | None, zone: ZoneInfo, copy: CopyMap) -> datetime | None:
    if said is None:
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise _refused(copy, f"has no time {said!r}", "2014-06-07T02:00+02:00") from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Refused(f"The zone {name!r} is not known.", "Write it as 'Europe/Paris'.") from None


def _refused(copy: CopyMap, what: str, remedy: str) -> Refused:
    return Refused(f"The copy {copy.name!r} {what}.", f"Write it as: {remedy}.")
