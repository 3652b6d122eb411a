"""Status: what is due next in a case, in whose hands it is, and what it waits for.

>>> from datetime import UTC
>>> noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
>>> due = Due("law", "eu.gdpr.33.1", "Notify", "data protection officer", ends=noon)
>>> due.urgency(noon - timedelta(hours=30)), due.urgency(noon - timedelta(hours=3)), due.urgency(noon + timedelta(1))
(<Urgency.LATER: 'due'>, <Urgency.SOON: 'due soon'>, <Urgency.PASSED: 'passed'>)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

SOON = timedelta(hours=24)
"""What is due within a day is done today. A judgement."""


class Urgency(Enum):
    """How it stands with the time."""

    PASSED = "passed"
    SOON = "due soon"
    LATER = "due"
    UNTIMED = "no fixed time"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is still to be done."""

    sort: str
    """'law', 'case' (a step of the procedure) or 'claimant' (his own time, which binds nobody)."""

    key: str
    does: str
    hands: str
    """Who usually does it. A company may have it otherwise."""

    to: str = ""
    ends: datetime | None = None
    """The strict reading."""

    latest: datetime | None = None
    """The reading of Regulation 1182/71."""

    provisional: bool = False
    """Whether the event that it is counted from is not recorded yet."""

    open: bool = False
    """Whether it turns on something that nobody has said yet."""

    cite: str = ""
    speed: str = ""
    blocked: tuple[str, ...] = ()
    """What it waits for, each with what to do."""

    beside: str = ""

    def urgency(self, now: datetime) -> Urgency:
        """How it stands with the time."""
        if self.ends is None:
            return Urgency.UNTIMED
        if self.ends < now:
            return Urgency.PASSED
        return Urgency.SOON if self.ends - now < SOON else Urgency.LATER


@dataclass(frozen=True, slots=True)
class Status:
    """A case as it stands at a moment."""

    case: str
    now: datetime
    due: tuple[Due, ...]
    """The next first; what has no time, last."""

    done: tuple[tuple[str, datetime], ...] = ()
    """What was done, and when."""

    remarks: tuple[str, ...] = ()

    def passed(self) -> tuple[Due, ...]:
        """Duties whose time has passed."""
        return tuple(
            due for due in self.due if due.sort == "law" and due.urgency(self.now) is Urgency.PASSED
        )
