"""Precedent: what decides how a breach is to be answered, and published cases that were judged by it.

>>> features = Features(Reach.CRIMINAL, Worth.SENSITIVE, 650_000)
>>> features.readable, features.way.value
(True, 'from a running system')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Reach(IntEnum):
    """Who came to hold the data, from nobody to those who mean harm."""

    NOBODY = 0
    TRUSTED = 1
    """Bound to secrecy, known, and confirms in writing that all is deleted."""

    KNOWN = 2
    """Few, known to the controller, but not bound."""

    UNBOUND = 3
    """Private people whom the controller cannot hold to anything."""

    INSIDER = 4
    """Had lawful access, and uses the data for a purpose of his own."""

    MANY = 5
    """So many that nobody can call the data back."""

    CRIMINAL = 6
    """Took the data by a crime."""

    @property
    def says(self) -> str:
        """In words."""
        return REACHES[self]


REACHES: dict[Reach, str] = {
    Reach.NOBODY: "nobody outside came to hold the data",
    Reach.TRUSTED: "one trusted recipient, bound to secrecy, deleted the data and confirmed it",
    Reach.KNOWN: "a few known recipients hold the data",
    Reach.UNBOUND: "private people who are bound by nothing hold the data",
    Reach.INSIDER: "a former insider holds the data, for a purpose of his own",
    Reach.MANY: "more recipients hold the data than can be called back",
    Reach.CRIMINAL: "a criminal holds the data",
}


class Worth(IntEnum):
    """What the data are good for in the wrong hands."""

    ANONYMOUS = 0
    """Nobody is told or reached by them: freely chosen names."""

    TRIVIAL = 1
    """Orders, food wishes, names of a list."""

    CONTACT = 2
    """Where people are reached."""

    IDENTITY = 3
    """Enough to pass as somebody: birth date or the like beside name and address."""

    SENSITIVE = 4
    """Special categories, numbers of identity or of cards, money and pay, communications, detailed life
    histories, passwords that can be found."""

    @property
    def says(self) -> str:
        """In words."""
        return WORTHS[self]


WORTHS: dict[Worth, str] = {
    Worth.ANONYMOUS: "the data tell nobody, and reach nobody",
    Worth.TRIVIAL: "the data are trivial",
    Worth.CONTACT: "the data are contact data",
    Worth.IDENTITY: "the data are enough to pass as somebody",
    Worth.SENSITIVE: "the data are sensitive: special categories, identity or card numbers, money, messages, life "
    "histories, or passwords that can be found",
}


class Way(Enum):
    """How the data got out, or out of reach."""

    SYSTEM = "from a running system"
    DEVICE = "with a device"
    PAPER = "on paper"
    SENT = "by a message or letter to the wrong people"
    TALKED = "by talking somebody into it"


class Notified(Enum):
    """Who is to be told: the company's own record always."""

    INTERNAL = "internal record only"
    AUTHORITY = "authority"
    PERSONS = "authority and persons"


@dataclass(frozen=True, slots=True)
class Features:
    """What a case turns on."""

    reach: Reach
    worth: Worth
    people: int
    """About how many; 0 where nobody says."""

    readable: bool = True
    """Whether who holds the data, or might, can read them."""

    way: Way = Way.SYSTEM

    days_lost: int = 0
    """Days for which the data, or the service, could not be had."""

    care_harmed: bool = False
    """Whether their loss put off medical treatment or the like."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A published case, in our words, with the answer that its publisher gives."""

    number: int
    title: str
    happened: str
    features: Features
    notified: Notified


@dataclass(frozen=True, slots=True)
class Judged:
    """Who is to be told, and the feature that decided it."""

    notified: Notified
    decisive: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A case that was judged otherwise, and the features in which this one differs from it."""

    case: Precedent
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cases to compare with, and those that this one must not be taken for. Never 'is'."""

    judged: Judged
    alike: tuple[Precedent, ...]
    contrasts: tuple[Contrast, ...]
