"""The words of the law: rules, what they require on these facts, and by when.

A rule (`Duty`, in a pack of `law/packs/`) is held against `Facts` and becomes an `Owed`: plain values
that are laid down in the case and told in the report. Where the facts do not say what a rule turns on,
it stays open.

>>> from datetime import UTC
>>> from tocsin.terms.facts import Times
>>> said = Condition("it rains", lambda facts: None) & Condition("it is dark", lambda facts: True)
>>> said.says, said.holds(Facts(Times(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)))) is None
('it rains, and it is dark', True)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from tocsin.terms.errors import Broken, Refused
from tocsin.terms.facts import Event, Facts
from tocsin.terms.precedent import Comparison


class Standing(Enum):
    """How a rule stands towards these facts."""

    BINDS = "binds"
    OPEN = "open"
    """It turns on something that nobody has said yet."""

    COUNSEL = "ask counsel"
    """The law leaves it to a judgement that is not ours to make."""

    ADVICE = "advice"
    """Asked for by an authority, not by a law."""

    PROPOSED = "not in force"
    """Not law, or not yet, on the day by which the facts are judged."""

    FREED = "does not bind"
    """It would bind, but for something that was said."""


@dataclass(frozen=True, slots=True)
class Cite:
    """Where the law says so, and who has read it when. Always the most official source."""

    act: str
    provision: str
    url: str
    read: date
    """The day on which somebody read the source."""

    verified: str = ""
    """Who held the row against the official text, or in what it was read; empty: nobody has yet."""

    def __str__(self) -> str:
        return f"{self.act}, {self.provision}" if self.provision else self.act

    def stale(self, on: date) -> bool:
        """Whether the source must be read again before it is relied on."""
        return on - self.read > STALE


STALE = timedelta(days=180)
"""A judgement: law of this field changed about twice a year in 2024 to 2026."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on the facts that can say itself in a report; None where the facts do not say."""

    says: str
    holds: Callable[[Facts], bool | None]
    asks: tuple[str, ...] = ()
    """Names of the facts that it turns on, and that a person can supply."""

    parts: tuple[Condition, ...] = ()
    """The conditions that it joins, where it joins any."""

    def __and__(self, other: Condition) -> Condition:
        """Both must hold: one no is a no, whatever is not known."""

        def both(facts: Facts) -> bool | None:
            found = (self.holds(facts), other.holds(facts))
            return False if False in found else None if None in found else True

        parts = (*(self.parts or (self,)), *(other.parts or (other,)))
        return Condition(f"{self.says}, and {other.says}", both, (*self.asks, *other.asks), parts)

    def unknown(self, facts: Facts) -> tuple[Condition, ...]:
        """The parts of it that the facts do not say."""
        return tuple(one for one in self.parts or (self,) if one.holds(facts) is None)


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of the law: so long after such an event. One of the three lengths is set."""

    after: Event
    hours: int = 0
    days: int = 0
    months: int = 0
    message: str = ""
    """For `Event.GIVEN`: the key of the duty whose answer starts it."""

    unless: Event | None = None
    """It does not count where this event came only after its end."""

    union: bool = False
    """Whether Regulation (EEC, Euratom) No 1182/71 says how it is counted: acts of the Union."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule: one thing that one law requires, of whom, towards whom, under which condition."""

    key: str
    does: str
    to: str
    cite: Cite
    when: Condition
    since: date
    """First day on which it applies."""

    until: date | None = None
    """First day on which it no longer applies."""

    clocks: tuple[Clock, ...] = ()
    """Its periods; where there are several, the one that ends first counts."""

    speed: str = "without undue delay"
    """What the law says of the time, in words."""

    by: Standing = Standing.BINDS
    """What it is where its condition holds: law, advice, a question for counsel, a proposal."""

    contents: tuple[str, ...] = ()
    """What the message must hold at least."""

    undecided: str = ""
    """What the law leaves open, or is disputed."""

    freed: tuple[tuple[Condition, str], ...] = ()
    """What sets it aside where it would bind, each with the words that say so."""

    supervisory: bool = False
    """Whether it is owed to a supervisory authority, which is told from who decides and where."""

    counted: bool = False
    """Whether the number of people concerned belongs to it."""

    places: tuple[str, ...] = ()
    """Countries whose people those are; empty for all."""

    def __post_init__(self) -> None:
        if not (self.cite.act and self.cite.url):
            raise Refused(
                f"The rule {self.key!r} names no source.",
                remedy="Give its act, provision and address; a rule without source is not shipped.",
            )

    def in_force(self, on: date) -> bool:
        """Whether it is law on a day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one jurisdiction or one body of law."""

    name: str
    """Its file's name: 'eu', 'fr'."""

    title: str
    duties: tuple[Duty, ...]
    concerns: Condition
    """What brings the pack into play at all."""

    def __post_init__(self) -> None:
        keys = [duty.key for duty in self.duties]
        if len(set(keys)) != len(keys):
            raise Broken(f"Pack {self.name!r} names a rule twice.", remedy="Please report it.")


@dataclass(frozen=True, slots=True)
class Authority:
    """Whom to notify in one place, and through which channel."""

    place: str
    """ISO 3166-1 alpha-2, or with the region: 'DE-BY'."""

    name: str
    site: str
    languages: tuple[str, ...]
    channel: str
    verified: bool
    """Whether somebody read the authority's own page about the channel."""

    source: str
    """Where site and channel were found; 'not found' where nobody has read a source."""

    read: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a period ends, in the readings that are held.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
    >>> ends = Deadline(Event.AWARE, noon, noon + timedelta(hours=72))
    >>> ends.passed(noon), ends.left(noon)
    (False, datetime.timedelta(days=3))
    """

    after: Event
    start: datetime
    strict: datetime
    """Elapsed time from the event itself: the earliest reading, and the one to work by."""

    latest_1182: datetime | None = None
    """By Regulation (EEC, Euratom) No 1182/71: the hour of the event is not counted."""

    footnote: str = ""
    """A reading that is argued for and not relied on."""

    def passed(self, now: datetime) -> bool:
        """Whether the strict reading lies behind."""
        return now > self.strict

    def left(self, now: datetime) -> timedelta:
        """Time to the strict reading; negative once it has passed."""
        return self.strict - now


@dataclass(frozen=True, slots=True)
class Owed:
    """One rule held against the facts: what it requires here, and why."""

    key: str
    law: str
    """Title of its pack."""

    does: str
    to: str
    cite: Cite
    standing: Standing
    when: str
    """Its condition, in words."""

    because: str
    """What of the facts brings it about, leaves it open, or sets it aside."""

    speed: str
    deadlines: tuple[Deadline, ...] = ()
    """One where the event is recorded; else one for each recorded time that may turn out to be it."""

    provisional: bool = False
    """Whether the event that starts the period is not recorded yet."""

    people: int | None = None
    """People whom it is about, by the data."""

    channels: tuple[Authority, ...] = ()
    contents: tuple[str, ...] = ()
    undecided: str = ""
    check: str = ""
    """Why its source must be read again before it is relied on; empty where it need not."""

    done: datetime | None = None
    """When it was answered, by what was said."""

    @property
    def deadline(self) -> Deadline | None:
        """The one to work by: the earliest."""
        return min(self.deadlines, key=lambda ends: ends.strict, default=None)

    def passed(self, now: datetime) -> bool:
        """Whether it is still owed and its deadline lies behind."""
        ends = self.deadline
        mattering = self.standing in (Standing.BINDS, Standing.OPEN)
        return mattering and self.done is None and ends is not None and ends.passed(now)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person can say, and what turns on it."""

    fact: str
    """Its name in the file of facts."""

    asks: str
    turns: tuple[str, ...]
    """Keys of the duties that wait for it."""


@dataclass(frozen=True, slots=True)
class Duties:
    """What the law requires on these facts, as of a moment."""

    facts: Facts
    now: datetime
    law_of: date
    """The day whose law was applied."""

    owed: tuple[Owed, ...]
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()
    """What must be said beside them: who notifies whom, and why."""

    compared: Comparison | None = None
    """The published cases to compare with."""

    def passed(self) -> tuple[Owed, ...]:
        """Those whose deadline lies behind."""
        return tuple(one for one in self.owed if one.passed(self.now))

    def due(self) -> tuple[Owed, ...]:
        """Those still to be done that have a deadline, the next first."""
        waiting = [
            (ends.strict, one)
            for one in self.owed
            if one.done is None
            and one.standing in (Standing.BINDS, Standing.OPEN)
            and (ends := one.deadline) is not None
        ]
        return tuple(one for _, one in sorted(waiting, key=lambda due: due[0]))
