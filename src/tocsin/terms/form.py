"""Form: a notification to a supervisory authority: its fields, what is in each, and what says so.

A field of the template is shown by a Rule on other fields, which is a value and not a text. An Entry
is a field as filled in: by findings, by the case's own record, or by a person. Values are texts, none
where nobody has said: a choice by its letter, a number in digits, a time in ISO 8601, 'FR=12'.

>>> Chosen(67, ("a", "b")).holds({67: ("b",)}, Circumstances())
True
>>> (Chosen(14, ("a",)) & ~Chosen(23, ("a",))).holds({14: ("a",)}, Circumstances())
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

Value = tuple[str, ...]
"""What is in a field; empty where nothing is."""

Translations = tuple[tuple[str, str], ...]
"""A text in other languages, by their codes."""

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


class Source(Enum):
    """Who says what is in a field."""

    FINDINGS = "findings"
    RECORD = "the case's record"
    SUGGESTED = "suggested"
    """A judgement that the findings suggest; a person has still to make it."""

    PERSON = "a person"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Rests:
    """A finding that an entry rests on: as the report numbers it, and what it says."""

    number: int
    key: str
    says: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as filled in."""

    number: int
    key: str
    section: str
    label: str
    cite: str
    need: Need
    value: Value
    words: str
    source: Source
    basis: tuple[Rests, ...] = ()
    because: str = ""
    """Why it says so, or what must be known beside it."""

    told: Translations = ()
    """A text that was composed, in the other languages that authorities take."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say."""

    number: int | None
    """The field it is for; None for a circumstance the template has no field for."""

    key: str
    asks: str
    options: tuple[Option, ...] = ()
    suggested: Value = ()
    """What the findings suggest, to be confirmed."""

    blocks: bool = True
    """Whether the form is incomplete without it."""

    sort: Sort = Sort.CHOICE
    how: str = ""
    """The command that answers it, where no file of answers does."""

    @property
    def several(self) -> bool:
        """Whether it takes several answers."""
        return self.sort in (Sort.CHOICES, Sort.COUNTRIES)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field in which a person says something else than the findings, or the record. The person's stands."""

    number: int
    label: str
    said: str
    found: str
    basis: tuple[Rests, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says something else than when it was notified last."""

    number: int
    label: str
    before: str
    now: str


class Notice(Enum):
    """Which notification it is."""

    NEW = "new notification"
    FOLLOW_UP = "follow-up notification"
    WITHDRAWAL = "withdrawal of an earlier notification"


@dataclass(frozen=True, slots=True)
class Form:
    """A notification as far as it is filled in."""

    template: str
    notice: Notice
    complete: bool
    case: str
    made: datetime
    ledger_head: str
    """The ledger as it stood: what the findings are held against."""

    entries: tuple[Entry, ...]
    """Every field that is shown, in the template's order."""

    questions: tuple[Question, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    changes: tuple[Change, ...] = ()
    """Against what was notified last; empty for a new one."""

    remarks: tuple[str, ...] = ()

    def entry(self, number: int) -> Entry | None:
        """A field that is shown."""
        return next((entry for entry in self.entries if entry.number == number), None)

    @property
    def values(self) -> dict[int, Value]:
        """What is in each field that is not open."""
        return {entry.number: entry.value for entry in self.entries if entry.value}


@dataclass(frozen=True, slots=True)
class Said:
    """What persons answered: fields by number, and what the template has no field for."""

    answers: tuple[tuple[int, Value], ...] = field(default=(), repr=False)
    eea: bool | None = None

    @property
    def values(self) -> dict[int, Value]:
        """The answers by field."""
        return dict(self.answers)

    def then(self, later: Said) -> Said:
        """With what was said later: it holds, and an empty answer takes one back.

        >>> Said(((12, ("A",)), (14, ("a",)))).then(Said(((14, ()),), eea=True)).values
        {12: ('A',)}
        """
        together = {**self.values, **later.values}
        kept = tuple((number, value) for number, value in sorted(together.items()) if value)
        return Said(kept, self.eea if later.eea is None else later.eea)


@dataclass(frozen=True, slots=True)
class Notified:
    """A notification that was sent."""

    at: datetime
    recorded: datetime
    form: Form
    reference: str = field(default="", repr=False)
    """What the authority calls it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a view: what is asked there, and what to write."""

    asks: str
    answer: str
    """Empty where a person must still say it."""

    beside: str = ""
    """Which fields it comes from, on what they rest, what to heed."""

    source: Source = Source.OPEN
    needed: bool = True
    """Whether the notification is incomplete without it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A form as somebody is to read it, or to type it into an authority's own."""

    title: str
    head: tuple[str, ...]
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
