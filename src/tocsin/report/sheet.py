"""Sheet: what a report is made of before it has a format: sections, tables, cells, findings.

Every output (HTML, Markdown, terminal) draws these same values, so none can say more, or less,
than another. The words in them are as they came: each writer makes them visible and escapes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.report.lexicon import Sign
from tocsin.terms.finding import Finding


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, the finding they rest on, and a second line in small print."""

    words: str
    finding: int | None = None
    sign: Sign | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and how its cells are set."""

    title: str
    numeric: bool = False
    code: bool = False
    """A digest or a name out of a file: set in fixed width, broken anywhere."""

    narrow: bool = False
    """A word or two that are not broken: the room goes to the other columns."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its caption. The first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[Sign, ...] = ()
    wide: bool = False
    """Too many columns for a phone: scrolled there, not stacked."""

    folded: bool = False
    """Detail that few need: folded on a page, open on paper."""


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer: a sentence, tables, and remarks."""

    anchor: str
    title: str
    lead: str = ""
    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[str, ...] = ()
    """What must be said beside the tables; never dropped."""

    folded: bool = False
    """Tables and remarks are folded on a page, and open on paper."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few figures on the first screen."""

    label: str
    words: str
    note: str
    anchor: str
    """Where in the report it is explained."""

    tone: str = ""
    """Its colour, where it means something: as a `Sign` has it."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict: one sentence, how strongly, and what it does not show."""

    word: str
    sentence: str
    tone: str
    strength: str
    limit: str
    finding: int | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number, its certainty in words, and its basis in words."""

    number: int
    finding: Finding
    certainty: str
    tone: str
    basis: tuple[str, ...]
    limit_of: int | None = None
    """The number of an earlier finding that has the same limit, which need not be told again."""


@dataclass(frozen=True, slots=True)
class Part:
    """The findings under one part of the answer."""

    anchor: str
    title: str
    findings: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a reader asks, and the sections that answer it: an entry of the contents."""

    title: str
    places: tuple[tuple[str, str], ...]
    """Anchor and short title of each."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One country of the plot: people found, and records the note claims."""

    country: str
    found: int
    claimed: int | None


@dataclass(frozen=True, slots=True)
class Telling:
    """All that a report says, in the order in which it says it."""

    case: str
    lines: tuple[str, ...]
    """Under the title: when the note came, as of when this is told."""

    headline: Headline
    figures: tuple[Figure, ...]
    contents: tuple[Topic, ...]
    answers: tuple[Section, ...]
    parts: tuple[Part, ...]
    """The findings, by the part of the answer that they belong to."""

    evidence: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Which finding speaks for which part of the answer.

    >>> index = Index({"scope": 1, "scope.people": 2})
    >>> index.of("scope.people"), index.of("scope.rows"), index.of("demand")
    (2, 1, None)
    """

    numbers: Mapping[str, int] = field(default_factory=dict)

    def of(self, *keys: str) -> int | None:
        """Give the number of the first key's own finding, else of the part it belongs to.

        Then those of the next key; None where no finding speaks.
        """
        for key in keys:
            part = key
            while part:
                if part in self.numbers:
                    return self.numbers[part]
                part = part.rpartition(".")[0]
        return None


def index(findings: tuple[Finding, ...]) -> Index:
    """Count the findings from 1 in their order; the first of a key stands for it."""
    numbers: dict[str, int] = {}
    for number, finding in enumerate(findings, start=1):
        if finding.key:
            numbers.setdefault(finding.key, number)
    return Index(numbers)
