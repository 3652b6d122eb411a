"""Scope and exposure: how many, whose, which kinds are in the leak, and which were looked for in vain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Category(Enum):
    """What kind of data it is, in words a law or a letter uses."""

    IDENTITY = "identity"
    CONTACT = "contact"
    LOCATION = "location"
    CREDENTIAL = "credential"
    FINANCIAL = "financial"
    BEHAVIOUR = "behaviour"
    INTERNAL = "internal reference"
    FREE_TEXT = "free text"
    TIME = "time"
    SPECIAL = "special category"
    """Health, religion and the like: Art. 9(1) GDPR."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How much was taken, counted in four units that must not be taken for each other."""

    rows: int
    """Rows of the leak, rejects not counted."""

    accounts: int
    """Distinct register records that rows link to."""

    people: int
    """Distinct people behind those accounts: one person with two accounts is one."""

    former: int
    """People of those all of whose linked accounts are deleted in the register."""

    unlinked: int
    """Rows that link to no register record."""

    ambiguous: int
    """Rows of those unlinked that fit two register records equally well."""

    by_country: tuple[tuple[str, int], ...]
    """People by country (ISO 3166-1 alpha-2, or '??'), from the linked records, most first."""

    known: int = 0
    """Rows of those unlinked whose e-mail address or phone number is in the register all the same."""

    known_people: int = 0
    """People of the register behind those addresses whom no linked row reaches."""

    judged: int = 0
    """Rows whose record, or whose having none, a person decided."""

    doubtful: int = 0
    """Rows in doubt, whose judgement would change one of these numbers."""

    canaries: int = 0
    """Rows of customers whom the company made up: counted here and in none of the others."""


@dataclass(frozen=True, slots=True)
class KindHeld:
    """A kind of data in the leak, with the rows that hold it and the people behind them."""

    kind: str
    category: Category
    rows: int
    people: int
    scheme: str | None = None
    """For password hashes: 'MD5, unsalted'."""


@dataclass(frozen=True, slots=True)
class Disguised:
    """How often a search found a number again that was written in one way."""

    says: str
    """'in groups with blanks'."""

    planted: int
    recovered: int
    witnessed: bool = False
    """Whether such a number is told only where a word for it, or an expiry date, stands in its row too."""


@dataclass(frozen=True, slots=True)
class KindAbsent:
    """A kind looked for in every cell: how well the search works, and the bound it gives."""

    kind: str
    cells: int
    """Filled cells looked at."""

    found: int
    """Rows in which it was found."""

    planted: int
    """Controls planted in a copy."""

    recovered: int
    """Controls the same search found again."""

    at_most_rows: int
    """Upper bound (95%) on rows that hold it in a form like the controls."""

    at_least: float = 0.0
    """Lower limit of the recall: what share of such values the tests find at least (97.5%)."""

    disguises: tuple[Disguised, ...] = ()
    """The same by the ways in which the controls were written."""

    by_chance: int = 0
    """Rows not counted as found: in columns of other numbers, a few of which pass by chance."""

    unread: int = 0
    """Rows that may hold it and were not looked into, because there were too many."""

    @property
    def recall(self) -> float:
        """Share of the planted controls that the search found."""
        return self.recovered / self.planted if self.planted else 0.0


@dataclass(frozen=True, slots=True)
class Remark:
    """A sort of thing that free text speaks of: never what it says, or of whom."""

    sort: str
    """'door_code', 'health' ..."""

    says: str
    category: Category
    rows: int
    people: int
    """People of the register behind these rows."""

    examples: tuple[str, ...]
    """What was met, every letter as x and every digit as 9."""

    precision: float
    """Share of what is told of this sort that is right, as measured on labelled sentences."""

    recall: float
    """Share of what is there that is told, as measured."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Kinds of data that some people lost together, these and no others."""

    kinds: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Lost:
    """What each person lost, counted: the union over that person's rows, not over the file."""

    people: int
    """People with a linked row."""

    kinds: tuple[tuple[str, int], ...]
    """People by kind, in the order of the columns; remarks in free text among them."""

    combinations: tuple[Combination, ...]
    """The commonest, most people first."""

    others: int
    """People with another combination."""

    other_combinations: int
