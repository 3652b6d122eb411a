"""Form: a notification to a supervisory authority: what is in its fields, what says so, what is asked.

An Entry is a field as filled in: by findings, by the case's own record, or by a person.

>>> Said(((12, ("A",)), (14, ("a",)))).then(Said(((14, ()),), eea=True)).values
{12: ('A',)}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from tocsin.terms.template import Need, Option, Sort, Value

Translations = tuple[tuple[str, str], ...]
"""A text in other languages, by their codes."""


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
    value: Value = field(repr=False)
    words: str = field(repr=False)
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
    said: str = field(repr=False)
    found: str
    basis: tuple[Rests, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says something else than when it was notified last."""

    number: int
    label: str
    before: str = field(repr=False)
    now: str = field(repr=False)


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
        """With what was said later: it holds, and an empty answer takes one back."""
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
    language: str = "en"
    """Of its labels."""
