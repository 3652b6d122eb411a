"""Decoys: made-up customers who look like the register's own, drawn from a sample of its rows.

Each is put together of two customers: the one lends given name, town, dates and what many share, the
other family name and street; what is anybody's own is made anew in the same style: e-mail address,
telephone and customer number, house number, hash (`alike`). What could not be made without being somebody's (a
bank account, a number that a state gave, remarks) stays empty. That no customer is so called, has that
number or lives there is asked of the whole register afterwards (`ask`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from random import Random

import ibis
import ibis.expr.types as ir

from tocsin.dating import alike, fictional
from tocsin.kinds import country, phone
from tocsin.kinds.folding import fold_of
from tocsin.kinds.normal import NOT_DELETED
from tocsin.terms.canary import Cells
from tocsin.terms.table import Column

SAMPLE = 4_096
"""Rows of the register that decoys are drawn from."""

COMMON = 3
"""Rows of the sample in which a value must stand to be nobody's in particular. A judgement: in a sample
of a large register that is a few thousand customers, in one that is taken whole it is three."""

SURPLUS = (4, 40)
"""Decoys drawn for each that is wanted, at first and if those do not do: some will be like somebody."""

STAYS = frozenset({"given_name", "city", "postcode", "country", "sex"})
"""Kinds that are taken from the lender as they are: without name, street and number they are nobody's."""

SHARED = frozenset({"preference", "unknown"})
"""Kinds that are taken where many share the value."""

TIME = re.compile(":[0-5][0-9]:[0-5][0-9]")
"""Minutes and seconds: one for all times of a decoy, so that none is before one it follows."""

DRAWN = frozenset({"password_hash", "token"})
"""Kinds that are drawn anew, sign by sign."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A sample of a register, as texts, and what is common in it."""

    columns: tuple[Column, ...]
    rows: tuple[Cells, ...] = field(repr=False)
    key: str | None = None
    """The column that names a customer, where it is none of customer numbers."""

    deleted: str | None = None
    """The column that says who is one no more: only others lend."""

    places: dict[str, int] = field(init=False, repr=False)
    """The column of each kind; of several of one kind, that which holds most cells."""

    leasts: dict[tuple[int, str, int], int] = field(init=False, repr=False)
    """By column, what stands before its digits and its length, the least customer number."""

    common: tuple[frozenset[str], ...] = field(init=False, repr=False)
    """The common values of each column; of full names, the common words."""

    def __post_init__(self) -> None:
        counted = [Counter[str]() for _ in self.columns]
        for row in self.rows:
            for place, cell in enumerate(row):
                full = self.columns[place].kind == "full_name"
                counted[place].update((cell or "").split(" ") if full else [cell or ""])
        common = tuple(
            frozenset(value for value, rows in counts.items() if value and rows >= COMMON)
            for counts in counted
        )
        object.__setattr__(self, "common", common)
        filled = [sum(row[place] is not None for row in self.rows) for place in range(len(counted))]
        by_filled = sorted(range(len(counted)), key=lambda place: filled[place])
        places = {self.columns[place].kind: place for place in by_filled}
        object.__setattr__(self, "places", places)
        leasts: dict[tuple[int, str, int], int] = {}
        for place, column in enumerate(self.columns):
            if column.kind == "customer_number" or column.name == self.key:
                for cell in (row[place] for row in self.rows):
                    if cell and cell[-1].isdecimal() and cell.isascii():
                        head, length = _written(cell)
                        number, at = int(cell[len(head) :]), (place, head, length)
                        leasts[at] = min(number, leasts.get(at, number))
        object.__setattr__(self, "leasts", leasts)

    def cell(self, row: Cells, kind: str) -> str:
        """What a row holds of a kind; nothing, where it holds none."""
        place = self.places.get(kind)
        return (row[place] or "") if place is not None else ""

    def least(self, place: int, like: str) -> int:
        """The least number of a column in the sample, of those written as this one is."""
        return self.leasts.get((place, *_written(like)), 0)

    def lenders(self) -> tuple[Cells, ...]:
        """Rows of customers of today with an e-mail address and a name of two words, both common."""
        gone = next((p for p, c in enumerate(self.columns) if c.name == self.deleted), None)
        return tuple(
            row
            for row in self.rows
            if "@" in self.cell(row, "email")
            and self.named(row)
            and (gone is None or re.search(NOT_DELETED, (row[gone] or "").strip().lower()))
        )

    def named(self, row: Cells) -> tuple[str, str] | None:
        """The two words of a row's name, if they are common."""
        given, family, full = (
            self.places.get(k) for k in ("given_name", "family_name", "full_name")
        )
        if given is not None and family is not None:
            words = [row[given] or "", row[family] or ""]
            known = words[1] in self.common[family] and bool(words[0])
        elif full is not None:
            words = (row[full] or "").split(" ")
            known = len(words) == 2 and self.common[full].issuperset(words)
        else:
            return None
        return (words[0], words[1]) if known else None


@dataclass(frozen=True, slots=True)
class Reached:
    """Where what is sent to decoys arrives: with the company."""

    domains: tuple[str, ...]
    phones: tuple[str, ...] = ()
    """National numbers of its own, in normal form. Without, those are taken that nobody has: who knows
    their ranges can tell them."""


def _written(number: str) -> tuple[str, int]:
    """What stands before the digits at a number's end, and how long it is."""
    return number.rstrip("0123456789"), len(number)


def draw(
    pool: Pool, reached: Reached, tries: int, chance: Random, *, numbered: bool = True
) -> tuple[Cells, ...]:
    """Draw decoys, each a row of the register's columns: as many as there are tries, or fewer.

    Where not `numbered`, they have no customer number: the system that takes them must give it.
    """
    lenders = pool.lenders()
    if len(lenders) < 2:
        return ()
    made = (
        _decoy(pool, chance.sample(lenders, 2), reached, chance, numbered=numbered)
        for _ in range(tries)
    )
    return tuple(decoy for decoy in made if decoy)


def _decoy(
    pool: Pool, two: Sequence[Cells], reached: Reached, chance: Random, *, numbered: bool
) -> Cells | None:
    own, other = two
    old, lent = pool.named(own), pool.named(other)
    if not old or not lent or fold_of(old[1]) == fold_of(lent[1]):
        return None
    if any(pool.cell(own, k) != pool.cell(other, k) for k in ("country", "sex")):
        return None
    name = (old[0], alike.style(old[1], lent[1]))
    mailbox = alike.local(pool.cell(own, "email").partition("@")[0], old, name, chance)

    minute = f":{chance.randrange(60):02d}:{chance.randrange(60):02d}"

    def cell(place: int, column: Column) -> str | None:
        value = own[place]
        if not value:
            return None
        if column.kind == "customer_number" or column.name == pool.key:
            return alike.number(value, pool.least(place, value), chance) if numbered else None
        match column.kind:
            case "email":
                return f"{mailbox}@{chance.choice(reached.domains)}"
            case "user_name":
                return mailbox
            case "family_name":
                return name[1]
            case "full_name":
                return " ".join(name)
            case "phone":
                return _phone(value, reached, _country(pool, own), chance)
            case "postal_address":
                return alike.address(value, other[place], chance)
            case "birth_date":
                return other[place]
            case "date" | "time":
                return TIME.sub(minute, value)
        if column.kind in STAYS or (column.kind in SHARED and value in pool.common[place]):
            return value
        return alike.drawn(value, chance) if column.kind in DRAWN else None

    made = tuple(cell(place, column) for place, column in enumerate(pool.columns))
    unnumbered = any(
        own[place] and not made[place] and (c.kind == "customer_number" or c.name == pool.key)
        for place, c in enumerate(pool.columns)
    )
    return None if numbered and unnumbered else made


def _phone(value: str, reached: Reached, country: str, chance: Random) -> str | None:
    """One of the company's own numbers in the lender's style; else one that nobody has, or none."""
    national = phone.normal_of(value) or ""
    alike = [one for one in reached.phones if len(one) == len(national)]
    if alike:
        return fictional.written(value, national, chance.choice(alike))
    return fictional.number(value, national, country, chance)


def _country(pool: Pool, row: Cells) -> str:
    said = country.normal_of(pool.cell(row, "country"))
    shapes = (("[0-9]{5}", "FR"), ("[A-Z]{1,2}[0-9].*", "GB"))
    code = pool.cell(row, "postcode").strip()
    return said or next((name for shape, name in shapes if re.fullmatch(shape, code)), "")


OWN = ("email", "name", "phone", "customer_number", "address")
"""What must be nobody's in the register."""


def own(normal: ir.Table, known: str) -> ir.Table:
    """What of a normal table is somebody's own: `known`, `field`, `value`, a row for each."""
    parts = (normal.street, normal.house.fill_null(""), normal.postcode.fill_null(""))
    table = normal.mutate(address=reduce(lambda left, right: left + "|" + right, parts))
    return ibis.union(
        *(
            table.filter(table[name].notnull()).select(
                known, field=ibis.literal(name), value=table[name]
            )
            for name in OWN
        )
    )


def ask(drafts: ir.Table, register: ir.Table) -> ir.Table:
    """The drafts that are like a customer: `row`.

    `drafts` and `register` are normal tables, `row` and `id` their keys.
    """
    ours, theirs = own(drafts, "row"), own(register, "id")
    met = ours.semi_join(theirs, ["field", "value"])
    return met.select("row").distinct()
