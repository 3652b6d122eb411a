"""Decoys: made-up customers who look like the register's own, drawn from a sample of its rows.

Each is put together of two customers: the one lends given name, town, dates and what many share, the
other family name and street; what is anybody's own is made anew in the same style: e-mail address,
telephone and customer number, house number, hash (`alike`). What could not be made without being somebody's (a
bank account, a number that a state gave, remarks) stays empty. That no customer is so called, has that
number or lives there is asked of the whole register afterwards (`ask`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from random import Random

import ibis
import ibis.expr.types as ir

from tocsin.dating import alike, fictional
from tocsin.dating.pool import Pool
from tocsin.kinds import country, phone
from tocsin.kinds.folding import fold_of
from tocsin.terms.canary import Cells
from tocsin.terms.table import Column

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
class Reached:
    """Where what is sent to decoys arrives: with the company."""

    domains: tuple[str, ...]
    phones: tuple[str, ...] = ()
    """National numbers of its own, in normal form. Without, those are taken that nobody has: who knows
    their ranges can tell them."""


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
    fitting = [one for one in reached.phones if len(one) == len(national)]
    if fitting:
        return fictional.written(value, national, chance.choice(fitting))
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
