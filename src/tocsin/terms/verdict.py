"""Verdict: what is the leak, and how strongly does each check speak (evaluative forensic reporting).

Five questions are asked of a leak, each with two accounts that are weighed against each other. A
Support says how many times likelier what a check saw is under the first than under the second, as
log10: above 0 it speaks for the first account, below for the second, and 0 is silence.

>>> Support("strong identifiers", 0.0, "the leak claims no e-mail addresses").silent
True
>>> Question.CURRENT.accounts
('a copy of now', 'a copy of an earlier time')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Answer(Enum):
    """What the leak is."""

    GENUINE = "genuine"
    STALE = "stale"
    """A true copy of this register, as it was long before the note."""

    OTHER_SYSTEM = "other-system"
    """Of people who are customers, but out of another system: a side site, a partner, a sister firm."""

    RECYCLED = "recycled"
    """Rows of an earlier leak, dressed as new."""

    FABRICATED = "fabricated"
    MIXED = "mixed"
    """Some rows are of this register, and some are not."""

    CANNOT_TELL = "cannot-tell"


class Question(Enum):
    """What a check speaks to; in the order of proof."""

    COPIED = "copied"
    """Was it copied from this register, as it is or was?"""

    FRESH = "fresh"
    """Is it seen here first, or rows of an earlier leak?"""

    OWN = "own"
    """Is it out of this system, or another's?"""

    WHOLE = "whole"
    """Is all of it what the most of it is, or padded?"""

    CURRENT = "current"
    """Is it of now, or of an earlier time?"""

    @property
    def accounts(self) -> tuple[str, str]:
        """The two accounts that are weighed: for what is above 0, and below."""
        return ACCOUNTS[self]


ACCOUNTS = {
    Question.COPIED: ("a true copy", "rows made up or put together elsewhere"),
    Question.FRESH: ("rows not seen before", "rows of an earlier leak"),
    Question.OWN: ("this system", "another system"),
    Question.WHOLE: ("one source for all rows", "a mixture"),
    Question.CURRENT: ("a copy of now", "a copy of an earlier time"),
}


@dataclass(frozen=True, slots=True)
class Support:
    """What one check says to one question: how many times likelier, as log10, and why."""

    check: str
    log10: float
    because: str
    question: Question = Question.COPIED
    would_decide: str = ""
    """What to ask for, in a person's words, where the check is silent or too weak."""

    inner: bool = False
    """Whether what it saw cannot be known outside the company."""

    @property
    def silent(self) -> bool:
        """Whether the check says nothing either way."""
        return self.log10 == 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How one question stands: the sum of its supports, and how many checks spoke."""

    question: Question
    log10: float
    speaking: int


@dataclass(frozen=True, slots=True)
class Ours:
    """How many rows are of this register, with an interval (95%, and what a true copy misses)."""

    rows: int
    """Of the whole leak."""

    least: int
    likely: int
    most: int
    tied: int
    """Rows that were tied to a record: which they are can be named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the sum of the supports it rests on, and what it does not show."""

    answer: Answer
    support: float
    """Of the question that gave the answer; of COPIED where none did."""

    because: tuple[Support, ...]
    limit: str
    standings: tuple[Standing, ...] = ()
    """Every question of which a check was asked."""

    would_decide: tuple[str, ...] = ()
    """The few questions to put, the most telling first."""

    ours: Ours | None = None
    """Where rows were counted."""
