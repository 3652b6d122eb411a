"""Changed: what is new since an earlier answer: statements, and people.

>>> Changed("kinds", "iban", None, 12).new, Changed("kinds", "email", 40, 41).new
(True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Value = int | str | None
"""A number, a word or a moment (ISO 8601); None: the answer says nothing of it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One statement that is not what it was."""

    part: str
    """'verdict', 'claims', 'scope', 'countries', 'kinds', 'absent', 'taken', 'passwords', 'remarks',
    'severity', 'canaries', 'demand', 'duties', 'exhibits', 'register'."""

    key: str
    before: Value
    after: Value
    words: str = ""
    """What it is about, where the key does not say so to a person."""

    @property
    def new(self) -> bool:
        """Whether the earlier answer said nothing of it."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class People:
    """People affected, the earlier answer's held against the later one's by their customer records."""

    before: int
    after: int
    new: int
    """Affected by the later answer, of whom the earlier one had no record."""

    gone: int
    """Affected by the earlier answer, of whom the later one has no record."""

    more: int
    """Affected by both, about whom the later one has kinds of data that the earlier one had not."""

    kinds: tuple[tuple[str, int], ...] = ()
    """Of `more`, how many there are for each of those kinds, most first."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What is new since an earlier answer."""

    since: datetime
    """When that one was given."""

    entry: int
    """Its number in the ledger."""

    changes: tuple[Changed, ...]
    people: People | None
    """None where the earlier answer kept no record of whom it was about."""

    def of(self, *parts: str) -> tuple[Changed, ...]:
        """The changes of some parts."""
        return tuple(change for change in self.changes if change.part in parts)

    @property
    def nothing(self) -> bool:
        """Whether both say the same of the same people."""
        still = self.people is None or not (self.people.new or self.people.gone or self.people.more)
        return not self.changes and still
