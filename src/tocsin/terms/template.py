"""Template: the fields of a notification, and the rules by which one is shown.

A rule is a value, and looks at other fields only. Values are texts, none where nobody has said: a choice by
its letter, a number in digits, a time in ISO 8601, 'FR=12'.

>>> Chosen(67, ("a", "b")).holds({67: ("b",)}, Circumstances())
True
>>> (Chosen(14, ("a",)) & ~Chosen(23, ("a",))).holds({14: ("a",)}, Circumstances())
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

Value = tuple[str, ...]
"""What is in a field; empty where nothing is."""

Values = Mapping[int, Value]
"""By the numbers of the fields."""


class Sort(Enum):
    """What a field takes."""

    TEXT = "text"
    CHOICE = "one of"
    CHOICES = "any of"
    NUMBER = "number"
    MOMENT = "time with its zone"
    DAY = "day"
    COUNTRIES = "countries"
    BY_COUNTRY = "number by country"


class Need(Enum):
    """Whether a field must be answered."""

    MANDATORY = "mandatory"
    """Wherever it is shown."""

    SHOWN = "needed where shown"
    APPLICABLE = "needed where it applies"
    """Only a person can say whether it does."""

    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a template turns on and has no field for. None: nobody has said."""

    eea: bool | None = None
    """Whether the controller is established in the European Economic Area."""

    late: bool | None = None
    """Whether more than 72 hours have gone since awareness."""

    withdrawn: bool = False
    """Whether an earlier notification is withdrawn: then nothing else is asked."""


class Rule:
    """When a field is shown. What nobody has said yet shows nothing."""

    __slots__ = ()

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Whether it holds of what is in the fields."""
        raise NotImplementedError

    def __and__(self, other: Rule) -> Rule:
        return Both(self, other)

    def __or__(self, other: Rule) -> Rule:
        return Either(self, other)

    def __invert__(self) -> Rule:
        return Unless(self)


@dataclass(frozen=True, slots=True)
class Always(Rule):
    """A field that is always shown."""

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Chosen(Rule):
    """One of these options is chosen in that field."""

    number: int
    letters: tuple[str, ...]

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Whether one of them is."""
        return not set(values.get(self.number, ())).isdisjoint(self.letters)


@dataclass(frozen=True, slots=True)
class Given(Rule):
    """A circumstance is known to be so."""

    name: str
    be: bool = True

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Whether it is."""
        return getattr(at, self.name) is self.be


@dataclass(frozen=True, slots=True)
class Both(Rule):
    """Two rules together."""

    one: Rule
    other: Rule

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Whether both hold."""
        return self.one.holds(values, at) and self.other.holds(values, at)


@dataclass(frozen=True, slots=True)
class Either(Rule):
    """One of two rules, or both."""

    one: Rule
    other: Rule

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Whether one holds."""
        return self.one.holds(values, at) or self.other.holds(values, at)


@dataclass(frozen=True, slots=True)
class Unless(Rule):
    """The contrary of a rule."""

    one: Rule

    def holds(self, values: Values, at: Circumstances) -> bool:
        """Whether it does not hold."""
        return not self.one.holds(values, at)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that a field offers."""

    letter: str
    """As in the template, so that it can be found there."""

    words: str
    later: bool = False
    """Leaves it for later: only an incomplete notification may say so."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the template."""

    number: int
    """Its number in the template."""

    key: str
    """Its name in a file of answers."""

    section: str
    label: str
    sort: Sort
    need: Need
    cite: str = ""
    shown: Rule = field(default_factory=Always)
    options: tuple[Option, ...] = ()

    def words(self, value: Value) -> str:
        """Say a value in words."""
        told = {option.letter: option.words for option in self.options}
        return "; ".join(f"{one}) {told[one]}" if one in told else one for one in value)

    def waits(self, value: Value) -> bool:
        """Whether a value only leaves the answer for later."""
        return any(option.later and option.letter in value for option in self.options)
