"""Figures: the few that stand on the first screen: whose, since when, how bad, what is due next.

Each leads to the section that explains it. What nobody could tell has no figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tocsin.report import sentences
from tocsin.report.duties import NEAR
from tocsin.report.lexicon import STATUSES
from tocsin.report.sheet import Figure
from tocsin.report.visible import quoted
from tocsin.terms.claim import Status
from tocsin.terms.established import Asked, Established
from tocsin.terms.law import Duties, Owed, Standing
from tocsin.terms.period import Taken
from tocsin.terms.severity import Level, Severity

TONES: dict[Level, str] = {
    Level.LOW: "quiet",
    Level.MEDIUM: "doubt",
    Level.HIGH: "alarm",
    Level.VERY_HIGH: "alarm",
}
"""Colours of the levels: red from where the law may want people to be told. A judgement."""

LATE = timedelta(days=60)
"""From then on it is told how long before the note it was copied: two months, as for a copy of now."""


def figures(established: Established) -> tuple[Figure, ...]:
    """Choose the few figures of the first screen."""
    return tuple(_each(established))


def _each(established: Established) -> Iterator[Figure]:
    yield from _people(established)
    if established.taken is not None:
        yield _copied(established.taken, established.received)
    if established.severity is not None:
        yield _severity(established.severity)
    if established.duties is not None:
        yield from _duty(established.duties, established.today)
    yield from _claims(established)
    if established.asked is not None:
        yield from _demand(established.asked)


def _people(established: Established) -> Iterator[Figure]:
    scope = established.scope
    if scope is None:
        return
    note = f"of this register, in {sentences.count(scope.rows, 'row')}"
    if scope.known_people:
        note += f"; {sentences.number(scope.known_people)} more may be, by an address alone"
    yield Figure("People", sentences.number(scope.people), note, "scope")


def _copied(taken: Taken, received: datetime) -> Figure:
    """When it was copied, to the day; within it, to the minute, outwards."""
    period = taken.period
    if period is None:
        return Figure("Copied", "Cannot tell", "nothing at hand says when", "taken")
    after, before = _floor(period.after), _ceiling(period.before)
    notes = []
    if after and before and after.date() == before.date():
        words = _date(after)
        notes.append(f"between {after:%H:%M} and {before:%H:%M} UTC")
    elif after and before:
        words = f"{_date(after, year=after.year != before.year)} to {_date(before)}"
    else:
        words = f"After {_date(after)}" if after else f"Before {_date(before or received)}"
    if len(taken.populations) > 1:
        notes.append(f"most of its rows; put together from {len(taken.populations)} copies")
    if period.before and received - period.before > LATE:
        notes.append(f"{sentences.lapse(received - period.before)} before the note")
    if taken.source:
        notes.append(f"fits {quoted(taken.source)}")
    if not notes:
        notes.append(f"{sentences.count(taken.rows, 'row')} say so")
    return Figure("Copied", words, "; ".join(notes), "taken")


def _floor(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC).replace(second=0, microsecond=0) if at else None


def _ceiling(at: datetime | None) -> datetime | None:
    whole = _floor(at)
    return whole + timedelta(minutes=1) if whole and at and whole < at else whole


def _date(at: datetime, *, year: bool = True) -> str:
    return f"{at.day} {sentences.MONTHS[at.month - 1][:3]}" + (f" {at.year}" if year else "")


def _severity(severity: Severity) -> Figure:
    worst = next((many for level, many in severity.people if level is severity.level), 0)
    of = sum(many for _, many in severity.people)
    note = f"{severity.grade.value} on the EDPB’s scale"
    if worst:
        note += f"; for {sentences.number(worst)} of {sentences.count(of, 'person', 'people')}"
    words = sentences.capital(severity.level.value)
    return Figure("Severity", words, note, "severity", TONES[severity.level])


def _duty(duties: Duties, today: Duties | None) -> Iterator[Figure]:
    """What is due next; where nothing is by a date, what would be if it happened today."""
    due = duties.due()
    if due:
        yield _due(due[0], duties.now)
    elif duties.owed:
        law = f"by the law of {_day(duties)}"
        then = today.due() if today else ()
        note = f"{law}; by that of {_day(today)}, {_within(then[0])}" if today and then else law
        yield Figure("Next duty", "None by a date", note, "duties")


def _due(one: Owed, now: datetime) -> Figure:
    ends = one.deadline or one.deadlines[0]
    at = ends.strict
    counted = f", if counted from {ends.after.value}" if one.provisional else ""
    does = _lower(one.does)
    if one.standing is Standing.OPEN:
        does = f"may be required: {does}"
    tone = "doubt" if one.standing is Standing.OPEN else "firm"
    return Figure(
        "Duty overdue" if ends.passed(now) else "Next duty",
        f"{sentences.short_day(at)}, {at:%H:%M}",
        f"{does}; {at.year}, {sentences.offset(at)}, {sentences.remaining(at, now)}{counted}",
        "duties",
        "alarm" if ends.left(now) < NEAR else tone,
    )


def _day(duties: Duties) -> str:
    day = duties.law_of
    return f"{day.day} {sentences.MONTHS[day.month - 1]} {day.year}"


def _within(one: Owed) -> str:
    ends = one.deadline
    hours = round((ends.strict - ends.start).total_seconds() / 3600) if ends else 0
    does = _lower(one.does)
    return f"{sentences.count(hours, 'hour')} to {does}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _claims(established: Established) -> Iterator[Figure]:
    if not established.claims:
        return
    tally = Counter(answer.status for answer in established.claims)
    others = [
        f"{tally[status]} {STATUSES[status].word}"
        for status in STATUSES
        if status is not Status.FOUND and tally[status]
    ]
    yield Figure(
        "Claims found",
        f"{tally[Status.FOUND]} of {len(established.claims)}",
        ", ".join(others) or "none left open",
        "claims",
    )


def _demand(asked: Asked) -> Iterator[Figure]:
    if asked.demand.asked is not None:
        worth = asked.worth
        note = (
            f"about {worth.currency} {round(worth.amount):,}"
            if worth
            else "no rate known for that day"
        )
        yield Figure("Demand", sentences.money(asked.demand.asked), note, "demand")
    deadline = asked.demand.deadline
    if deadline is None or not deadline.readings:
        return
    earliest = deadline.readings[0].at
    note = (
        f"{earliest.year}, {sentences.offset(earliest)}; {sentences.remaining(earliest, asked.now)}"
    )
    if len(deadline.readings) > 1:
        note += f"; {len(deadline.readings)} readings, this is the earliest"
    yield Figure(
        "The note’s deadline",
        f"{sentences.short_day(earliest)}, {earliest:%H:%M}",
        note,
        "demand",
        "alarm" if earliest - asked.now < NEAR else "",
    )
