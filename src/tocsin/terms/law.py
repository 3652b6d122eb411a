"""The words of the law: the facts that laws turn on, and what they require by when.

A rule (`Duty`, in a pack of `law/packs/`) holds against `Facts` and becomes an `Owed`: plain values
that are laid down in the case and told in the report. What nobody has said yet is None, and a rule
that turns on it stays open: it is never taken for a no.

>>> from datetime import UTC
>>> said = Condition("it rains", lambda facts: None) & Condition("it is dark", lambda facts: True)
>>> said.says, said.holds(Facts(Times(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)))) is None
('it rains, and it is dark', True)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, IntEnum

from tocsin.terms.errors import Broken, Refused


class Risk(IntEnum):
    """Risk to the rights and freedoms of natural persons (GDPR, recitals 75 and 76)."""

    UNLIKELY = 0
    LIKELY = 1
    HIGH = 2


class Part(Enum):
    """What a company was to the data that were taken (GDPR, Art. 4(7), 4(8) and 26)."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


class Sector(Enum):
    """Supervision that a company says it is under; nobody else can say so."""

    NIS2_ESSENTIAL = "nis2-essential"
    NIS2_IMPORTANT = "nis2-important"
    DORA = "dora"
    """A financial entity under Regulation (EU) 2022/2554."""

    ELECTRONIC_COMMUNICATIONS = "electronic-communications"
    """A provider of publicly available electronic communications services."""

    HEALTH_US = "us-health"
    """A covered entity or business associate under HIPAA."""

    FINANCE_US = "us-finance"
    """A financial institution under the Safeguards Rule of the FTC."""

    LISTED_US = "us-listed"
    """Files with the SEC."""


class Event(Enum):
    """A recorded time that a period is counted from."""

    CLAIM = "claim received"
    INVESTIGATION = "investigation opened"
    AWARE = "aware"
    CLASSIFIED = "incident classified as major"
    GIVEN = "message before it sent"


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
class Awareness:
    """That the controller knows, with reasonable certainty: a person's decision."""

    at: datetime
    who: str
    because: str


@dataclass(frozen=True, slots=True)
class Times:
    """The recorded times that periods are counted from, each with its zone.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    >>> Times(noon, aware=Awareness(noon - timedelta(hours=1), "DPO", "rows matched")).checked(noon)
    Traceback (most recent call last):
        ...
    tocsin.terms.errors.Refused: The awareness lies before the claim and before any investigation. \
Record when the investigation was opened, if it began before the claim came; else correct the time.
    """

    claim_received: datetime
    investigation_opened: datetime | None = None
    aware: Awareness | None = None
    classified: datetime | None = None
    """When a financial entity classified the incident as major (DORA)."""

    began: datetime | None = None
    """When the breach itself happened or began, where that is known."""

    def of(self, event: Event) -> datetime | None:
        """The time that was recorded for an event; a message sent stands in `Facts.given`."""
        return {
            Event.CLAIM: self.claim_received,
            Event.INVESTIGATION: self.investigation_opened,
            Event.AWARE: self.aware.at if self.aware else None,
            Event.CLASSIFIED: self.classified,
        }.get(event)

    @property
    def known(self) -> datetime:
        """The time by which the law is chosen: of awareness, or else of the claim."""
        return self.aware.at if self.aware else self.claim_received

    def checked(self, now: datetime) -> Times:
        """These times; `Refused` where they contradict each other or lie in the future."""
        named = [(event.value, at) for event in Event if (at := self.of(event)) is not None]
        if self.began is not None:
            named.append(("the breach", self.began))
        for name, at in named:
            if at.tzinfo is None:
                raise Refused(
                    f"The time of {name!r} has no zone.",
                    remedy="Write it as 2014-06-13T09:30+02:00.",
                )
            if at > now:
                raise Refused(
                    f"The time of {name!r} lies in the future.",
                    remedy="Correct the time or its zone.",
                )
        first = min(self.claim_received, self.investigation_opened or self.claim_received)
        if self.aware is None:
            return self
        if not self.aware.who.strip() or not self.aware.because.strip():
            raise Refused(
                "The awareness has no person or no reason.",
                remedy="Say who decided it and because of what.",
            )
        if self.aware.at < first:
            raise Refused(
                "The awareness lies before the claim and before any investigation.",
                remedy="Record when the investigation was opened, if it began before the claim came; "
                "else correct the time.",
            )
        if self.began is not None and self.aware.at < self.began:
            raise Refused(
                "The awareness lies before the breach itself.", remedy="Correct one of the times."
            )
        return self


@dataclass(frozen=True, slots=True)
class Company:
    """A company that had the data, as it describes itself."""

    name: str
    country: str
    """Of its main establishment, ISO 3166-1 alpha-2 (GDPR, Art. 4(16))."""

    part: Part = Part.CONTROLLER
    decides: bool | None = None
    """Whether it decides purposes and means of what was done with these data."""

    region: str = ""
    """Where authorities are regional: the German Land of its seat, as 'DE-BY'."""


@dataclass(frozen=True, slots=True)
class Given:
    """A message that has been given already."""

    duty: str
    """The key of the duty it answers."""

    at: datetime
    to: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was established or said, in the terms that laws turn on. None: nobody has said."""

    times: Times
    compromised: bool | None = None
    """Whether data of the company were taken at all; awareness says yes."""

    risk: Risk | None = None
    risk_because: str = ""
    subjects: tuple[tuple[str, int], ...] = ()
    """People by country (ISO 3166-1 alpha-2; '??' where it is not known), most first."""

    kinds: tuple[str, ...] = ()
    """Kinds of data in the leak, by their names in the kinds family."""

    special: bool | None = None
    """Whether special categories (GDPR, Art. 9) are among them."""

    weak_passwords: bool | None = None
    """Whether passwords among them can be found from what was taken: plain, or by a fast hash."""

    companies: tuple[Company, ...] = ()
    unintelligible: bool | None = None
    """Whether the data are unreadable to whoever has them, as by encryption."""

    key_taken: bool | None = None
    """Whether the key to encrypted data was taken with them."""

    risk_averted: bool | None = None
    """Whether measures since then make a high risk no longer likely (GDPR, Art. 34(3)(b))."""

    disproportionate: bool | None = None
    """Whether to tell each person would take disproportionate effort (GDPR, Art. 34(3)(c))."""

    processor_involved: bool | None = None
    """Whether the data were taken from a processor."""

    sectors: tuple[Sector, ...] = ()
    significant: bool | None = None
    """Whether the incident is significant in the sense of NIS2, Art. 23(3)."""

    insured: bool | None = None
    """Whether an insurer is to pay for the loss."""

    cards: bool | None = None
    """Whether payment cards may be among the data (the card schemes' contracts)."""

    given: tuple[Given, ...] = ()

    def __post_init__(self) -> None:
        if self.compromised is False and self.times.aware is not None:
            raise Refused(
                "Awareness of a breach is recorded, and that no data were taken.",
                remedy="Say one of the two.",
            )
        if self.key_taken and self.unintelligible is False:
            raise Refused(
                "The data are said to be readable, and their key to be taken.",
                remedy="Say unintelligible = true with key_taken, or leave key_taken out.",
            )
        if any(people < 0 for _, people in self.subjects):
            raise Refused("A number of people is below nought.", remedy="Correct it.")

    @property
    def breached(self) -> bool | None:
        """Whether there is a breach, as far as anybody has decided it."""
        return True if self.times.aware is not None else self.compromised

    @property
    def people(self) -> int:
        """All people affected."""
        return sum(people for _, people in self.subjects)

    def people_in(self, *places: str) -> int:
        """People affected in these countries."""
        return sum(people for place, people in self.subjects if place in places)

    @property
    def readable(self) -> bool | None:
        """Whether whoever has the data can read them: not if encrypted with a key that is safe."""
        if self.unintelligible is None:
            return None
        if not self.unintelligible:
            return True
        return self.key_taken


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

    def __and__(self, other: Condition) -> Condition:
        """Both must hold: one no is a no, whatever is not known."""

        def both(facts: Facts) -> bool | None:
            found = (self.holds(facts), other.holds(facts))
            return False if False in found else None if None in found else True

        return Condition(f"{self.says}, and {other.says}", both, (*self.asks, *other.asks))


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of the law: so long after such an event. One of the three lengths is set."""

    after: Event
    hours: int = 0
    days: int = 0
    months: int = 0
    message: str = ""
    """For `Event.GIVEN`: the key of the duty whose answer starts it."""

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

    places: tuple[str, ...] = ()
    """Countries whose people it is about; empty for all."""

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

    note: str = ""
    read: date | None = None


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
    remarks: tuple[str, ...] = field(default=())
    """What must be said beside them: who notifies whom, and why."""

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
