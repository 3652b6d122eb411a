"""Finding: one thing the desk says, what it rests on, how far it carries, what it does not show.

Nothing reaches a report but findings, and no finding stands without a basis.

>>> Finding("The leak holds 9,412 rows.", basis=())
Traceback (most recent call last):
    ...
tocsin.terms.finding.NoBasis: a finding rests on at least one exhibit: 'The leak holds 9,412 rows.'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class NoBasis(ValueError):
    """A statement that cites no evidence."""


class Certainty(Enum):
    """How far a finding carries, in the words the report prints."""

    ESTABLISHED = "established"
    PROBABLE = "probable"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, order=True)
class Locus:
    """A place in the evidence: which exhibit, and where in it.

    >>> str(Locus("9f86d081884c7d659a2f", "table 1, rows 0-649999"))
    '9f86d081884c, table 1, rows 0-649999'
    """

    exhibit: str
    """SHA-256 of the exhibit or of the step's result, in hexadecimal, as the ledger has it."""

    where: str = ""
    """Table, rows or bytes; empty for the exhibit as a whole. Never a personal value."""

    def __str__(self) -> str:
        return f"{self.exhibit[:12]}, {self.where}" if self.where else self.exhibit[:12]


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement with the evidence under it."""

    says: str
    basis: tuple[Locus, ...]
    certainty: Certainty = Certainty.ESTABLISHED
    limit: str = ""
    """What this finding does not show. Printed beside it, never dropped."""

    key: str = ""
    """Its place in the answer ('verdict', 'scope.people', 'absent.payment_card' ...), for links."""

    def __post_init__(self) -> None:
        if not self.basis:
            raise NoBasis(f"a finding rests on at least one exhibit: {self.says!r}")
