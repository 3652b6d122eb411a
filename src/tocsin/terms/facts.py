"""Facts: what was established or said of a breach, in the terms that laws turn on.

What nobody has said yet is None: it is a question to a person, and never taken for a no.

>>> from datetime import UTC
>>> Facts(Times(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)), subjects=(("FR", 592), ("BE", 58))).people
650
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, IntEnum

from tocsin.terms.claim import Money
from tocsin.terms.errors import Refused


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
    AWARE = "awareness"
    CLASSIFIED = "incident classified as major"
    GIVEN = "message before it sent"


OLDEST = 1995
"""Year of Directive 95/46/EC: what the packs know begins later."""

MOST = 10**10
"""More people than live."""


@dataclass(frozen=True, slots=True)
class Awareness:
    """That the controller knows, with reasonable certainty: a person's decision."""

    at: datetime
    who: str
    because: str


@dataclass(frozen=True, slots=True)
class Times:
    """The recorded times that periods are counted from, each with its zone.

    >>> from datetime import UTC, timedelta
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
            if at.year < OLDEST:
                raise Refused(
                    f"The time of {name!r} lies before any law that is known here.",
                    remedy="Correct the year.",
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
    """Of its main establishment (GDPR, Art. 4(16)), ISO 3166-1 alpha-2; in the EEA where it has one there."""

    part: Part = Part.CONTROLLER
    decides: bool | None = None
    """Whether it decides purposes and means of what was done with these data."""

    region: str = ""
    """Where authorities are regional: the German Land of its seat, as 'DE-BY'."""

    def __post_init__(self) -> None:
        if self.part is Part.PROCESSOR and self.decides:
            raise Refused(
                f"{self.name!r} is said to be a processor, and to decide purposes and means.",
                remedy="Who decides is a controller (GDPR, Art. 28(10)): say one of the two.",
            )


@dataclass(frozen=True, slots=True)
class Given:
    """A message that was sent, as a notification or a complaint."""

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

    demand: Money | None = None
    """What the claimant asks."""

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
        if any(not 0 <= people <= MOST for _, people in self.subjects):
            raise Refused(
                "A number of people is below nought, or above all who live.", remedy="Correct it."
            )

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
