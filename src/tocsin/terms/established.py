"""Established: everything the desk can say of a case, as one value; what a report is told from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tocsin.terms.canary import Sighting
from tocsin.terms.case import Entry, Exhibit
from tocsin.terms.changed import Delta
from tocsin.terms.claim import ClaimAnswer, Demand
from tocsin.terms.finding import Finding
from tocsin.terms.law import Duties
from tocsin.terms.password import Passwords
from tocsin.terms.period import Taken
from tocsin.terms.reliability import Reliability
from tocsin.terms.scope import KindAbsent, KindHeld, Lost, Remark, Scope
from tocsin.terms.severity import Severity
from tocsin.terms.table import Reading
from tocsin.terms.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Worth:
    """What a sum is worth in another currency on a day, and whose rate says so."""

    amount: Decimal
    currency: str
    day: str
    """The day of the rate, ISO 8601 (the last one published on or before the day asked)."""

    source: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The demand with its worth; and whether its deadline has passed at `now`."""

    demand: Demand
    worth: Worth | None
    now: datetime


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """The ground truth the leak was held against."""

    sha256: str
    """Digest of the step that took and prepared it."""

    rows: int
    people: int
    """Distinct people behind its accounts."""

    source: str
    """Sort of source ('postgresql', 'parquet'): never an address or a credential."""

    taken: datetime
    history: int = 0
    """Rows of history, 0 where none was named."""


@dataclass(frozen=True, slots=True)
class Established:
    """The answers. A part whose question could not be put is None, and a finding says why."""

    name: str
    received: datetime
    tool: str
    ledger_head: str
    verdict: Verdict
    claims: tuple[ClaimAnswer, ...]
    scope: Scope | None
    kinds: tuple[KindHeld, ...]
    absent: tuple[KindAbsent, ...]
    asked: Asked | None
    findings: tuple[Finding, ...]
    exhibits: tuple[Exhibit, ...]
    readings: tuple[Reading, ...]
    """In the order of `exhibits`."""

    register: RegisterFacts | None
    custody: tuple[Entry, ...] = ()
    sample: bool = False
    """Whether all that was at hand is a sample which its holder chose."""

    taken: Taken | None = None
    """When and from which copy the leak was taken; None where the question could not be put."""

    lost: Lost | None = None
    """What each person lost; None where there is no table of people."""

    remarks: tuple[Remark, ...] = ()
    """What hides in free text, by sort."""

    passwords: Passwords | None = None
    """How passwords are kept and what they are worth; None where there are none."""

    severity: Severity | None = None
    """How bad it may be for whoever lost most; None where nothing is known to be lost."""

    sightings: tuple[Sighting, ...] = ()
    """What was seen of each planting of canaries; none where nothing was planted."""

    duties: Duties | None = None
    """What the law requires, by what persons recorded and told until now; added when it is told."""

    today: Duties | None = None
    """The same as if it happened today, of a claim older than the law of today."""

    since: Delta | None = None
    """What is new since the answer before this one; None where there was none."""

    reliability: Reliability | None = None
    """Of a drill, whose truth is known: how often it was right that was said to be so certain."""
