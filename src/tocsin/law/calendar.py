"""Calendar: the deadlines as a file that any calendar reads (iCalendar, RFC 5545).

Each is an event that ends at the deadline, with alarms a day, three hours and one hour before. The
same duties at the same moment give the same bytes: events are named by their duty and its deadline.

>>> from datetime import UTC, datetime
>>> from tocsin.law.holding import hold
>>> from tocsin.terms.facts import Awareness, Company, Facts, Times
>>> noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
>>> facts = Facts(
...     Times(noon, aware=Awareness(noon, "DPO", "rows matched")),
...     companies=(Company("Quatre Vents SA", "FR"),),
... )
>>> lines = written(hold(facts, noon)).decode().splitlines()
>>> [line for line in lines if line.startswith("DTEND")][:1]
['DTEND:20260305T120000Z']
"""

from __future__ import annotations

from datetime import UTC, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from tocsin.terms.law import Deadline, Duties, Owed

BEFORE = (timedelta(hours=24), timedelta(hours=3), timedelta(hours=1))
"""When the alarms sound: time to gather what is missing, to write it, to send it. A judgement."""

SHOWN = timedelta(minutes=30)
"""How long an event looks, so that it is seen in a day's view."""


def written(duties: Duties) -> bytes:
    """The deadlines of what is still owed, the next first, as UTF-8."""
    calendar = Calendar()
    calendar.add("prodid", "-//tocsin//duties//EN")
    calendar.add("version", "2.0")
    for one in duties.due():
        ends = one.deadline
        if ends is not None:
            calendar.add_component(_event(one, ends, duties))
    return bytes(calendar.to_ical())


def _event(one: Owed, ends: Deadline, duties: Duties) -> Event:
    event = Event()
    maybe = f" (if counted from: {ends.after.value})" if one.provisional else ""
    end = ends.strict.astimezone(UTC)
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'tocsin:{one.key}:{end.isoformat()}')}@tocsin")
    event.add("dtstamp", duties.now.astimezone(UTC))
    event.add("dtstart", end - SHOWN)
    event.add("dtend", end)
    event.add("summary", f"Deadline: {one.does}, to {one.to}{maybe}")
    event.add("description", f"{one.cite}. {one.speed}. Because: {one.because}. No legal advice.")
    event.add("url", one.cite.url)
    for before in BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.does)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
