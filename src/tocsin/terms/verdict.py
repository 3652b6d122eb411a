"""Verdict: is it genuine, and how strongly do the checks speak (evaluative forensic reporting).

A Support says how many times likelier an answer is if the leak is genuine than if it is
not, as log10; 0 is silence. The Verdict is their sum, in words.

>>> Support("strong identifiers", 0.0, "the leak claims no e-mail addresses").silent
True
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Answer(Enum):
    """What the leak is. `STALE` to `MIXED` are answered once their checks are built."""

    GENUINE = "genuine"
    STALE = "stale"
    OTHER_SYSTEM = "other-system"
    RECYCLED = "recycled"
    FABRICATED = "fabricated"
    MIXED = "mixed"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Support:
    """How many times likelier the answer of one check is if the leak is genuine, as log10."""

    check: str
    log10: float
    because: str

    @property
    def silent(self) -> bool:
        """Whether the check says nothing either way."""
        return self.log10 == 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the sum of the supports it rests on, and what it does not show."""

    answer: Answer
    support: float
    because: tuple[Support, ...]
    limit: str
