"""Severity: how bad a breach may be for one person, told in steps with their reasons, the number last.

The method is ENISA's (2013): what kind of data, how easily somebody is told by it, and how it was lost.
The number alone grounds nothing: an authority asks for the reasons, and the reasons are the steps.

>>> step = Step("data", 1.0, "Names and addresses are simple data.", "ENISA 2013, data processing context")
>>> Severity(Level.MEDIUM, 2.0, (step,)).grade
<Grade.MODERATE: 'moderate'>
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """ENISA's four levels, the lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


class Grade(Enum):
    """The scale of the EDPB's common notification template (version 1.0 of 8 June 2026)."""

    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"


GRADES: dict[Level, Grade] = {
    Level.LOW: Grade.MINOR,
    Level.MEDIUM: Grade.MODERATE,
    Level.HIGH: Grade.SEVERE,
    Level.VERY_HIGH: Grade.SEVERE,
}
"""ENISA's levels on the template's scale. A judgement of ours: neither text maps one to the other."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the method: what was judged, how it counts, and why."""

    name: str
    """'data', 'identifiability', 'confidentiality', 'integrity', 'availability' or 'intent'."""

    value: float
    """The kind of data counts 1 to 4, identifiability 0.25 to 1, each circumstance 0 to 0.5."""

    says: str
    source: str
    known: bool = True
    """False where nothing in the evidence tells, and the step was taken as said."""


@dataclass(frozen=True, slots=True)
class Severity:
    """How bad it may be for the people worst hit: data x identifiability + circumstances."""

    level: Level
    score: float
    because: tuple[Step, ...]
    flags: tuple[str, ...] = ()
    """What the method has said beside the number: more than a hundred people, data made unreadable."""

    open: tuple[str, ...] = ()
    """Questions to a person whose answer would change it."""

    people: tuple[tuple[Level, int], ...] = ()
    """People at each level, the highest first, where it is known what each of them lost."""

    @property
    def grade(self) -> Grade:
        """The level on the template's scale."""
        return GRADES[self.level]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a person may know of how the data was lost, and the leak does not tell. None: not known."""

    altered: bool | None = None
    """Whether data was changed, and it is not certain that all of it could be put right."""

    lost: bool | None = None
    """Whether data can no longer be had."""

    opens: str | None = None
    """A kind of data that an account gives access to ('payment_card', 'preference'): a password is as
    bad as what it opens."""

    unreadable: bool = False
    """Whether what was taken cannot be read by who has it: encrypted, the key not taken."""

    malicious: bool = True
    """Somebody who asks for money means harm; not so where the case is of a loss by accident."""
