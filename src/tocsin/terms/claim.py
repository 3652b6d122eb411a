"""Claim: what the note asserts, line by line; the demand; the deadline; and what became of each.

The Claimant is whoever asserts it. tocsin never says who that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum


class Subject(Enum):
    """What a claim is about."""

    TAKEN = "taken"
    """'We stole your data', whatever else is said of them."""

    RECORDS = "records"
    KIND = "kind"
    SOURCE = "source"
    WHOLE = "whole"
    """'We have it all.'"""


class Status(Enum):
    """What the evidence in hand says of a claim."""

    FOUND = "found"
    NOT_FOUND = "not-found"
    CONTRADICTED = "contradicted"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the note asserts.

    `claimed` says it in our words ('592,000 records of customers in France'); `line` is the
    note's line it was read from (1-based); the words themselves stay in the exhibit.
    """

    subject: Subject
    claimed: str
    line: int
    count: int | None = None
    at_least: bool = False
    """The note says 'over', 'more than': `count` is a lower bound."""

    country: str | None = None
    """ISO 3166-1 alpha-2, for RECORDS of one country."""

    together: tuple[str, ...] = ()
    """Countries that one number is claimed of, for RECORDS of several; `country` is then None."""

    kind: str | None = None
    """A name of the kinds family, for KIND."""

    unit: str = "records"
    """What is counted, for RECORDS, in our word: 'customers', 'accounts', 'people', 'e-mail addresses'."""


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """A claim with what was found, and what must be known beside it: why the status is no other."""

    claim: Claim
    found: str
    status: Status
    because: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Instant:
    """One way to read the deadline's words, as a moment with its zone."""

    at: datetime
    reading: str
    """'8 pm in Paris (CEST, UTC+2), which the word CET loosely meant'."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the note says its time is up. More than one reading means the words are ambiguous."""

    readings: tuple[Instant, ...]
    """The earliest first: the one to plan by."""

    line: int
    ambiguity: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What the note asks and threatens."""

    asked: Money | None
    deadline: Deadline | None
    threats: tuple[str, ...] = ()
    """In our words: 'publication of the data'."""

    channels: tuple[str, ...] = ()
    """Sorts of contact or payment named ('e-mail', 'bitcoin'), not the addresses themselves."""

    illegible: int | None = None
    """Where `asked` is None: the line of a sum that is no amount of money ('1e999 EUR')."""


@dataclass(frozen=True, slots=True)
class Note:
    """A ransom note as read."""

    claims: tuple[Claim, ...]
    demand: Demand
    language: str
