"""People: which accounts of a register are one person's, so that each person is counted and told once.

Two accounts are one person's if they have the same name and, besides, the same e-mail address, phone
number or address. A household shares address, phone and surname, but not the name; namesakes share
the name and nothing else: neither is merged. Father and son of one name at one address are told
apart by their birth dates, where the register has them: accounts of different birth dates are never
one person's, and one without a birth date is not given to either. Where the register has
none they are merged in error, and who changed everything but the name is not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir

from tocsin.linkage.blocking import Keep
from tocsin.terms.answer import Row, whole

SHARED = {"email": ("email",), "phone": ("phone",), "address": ("street", "house", "postcode")}
"""What accounts of one person share beside the name, any of them."""

MOST = 20
"""Accounts of one name and value above which it is not a person but a placeholder ('test', '0000')."""

ROUNDS = 6
"""Rounds in which the smallest number travels from account to account: chains of six are followed."""

BORN = "birth_date"
"""The column that tells people of one name apart, in registers that have it."""


COLUMNS = tuple(dict.fromkeys(("name", *(f for fields in SHARED.values() for f in fields), BORN)))
"""The columns that `ask` looks at."""


@dataclass(frozen=True, slots=True)
class Several:
    """People with several accounts, and for each reason to take them for one how many there are."""

    people: int
    by_reason: tuple[tuple[str, int], ...]
    """By a name of `SHARED`, most first; a person may be so for more than one."""


def ask(register: ir.Table, keep: Keep) -> ir.Table:
    """Give each record its `person` (int64), the smallest number of the person's accounts: `id`, `person`."""
    numbered = keep(
        register.select(
            "id",
            person=ibis.row_number().over(order_by=register.id).cast("int64"),
            born=_born(register),
        )
    )
    edges = keep(_apart(_knots(register).join(numbered, "id")))
    for _ in range(ROUNDS):
        edges = keep(_round(edges))
    found = edges.group_by("id").aggregate(first=edges.person.min())
    joined = numbered.left_join(found, "id")
    together = joined.select(
        "id", "born", own="person", person=ibis.coalesce(joined.first, joined.person)
    )
    return _undone(keep(together))


def _born(register: ir.Table) -> ir.StringValue:
    if BORN in register.columns:
        return register[BORN].cast("string")
    return ibis.null("string")


def _knots(register: ir.Table) -> ir.Table:
    """Find records that share the name and something else with a few others: `id`, `knot`."""
    return ibis.union(*(_shared(register, fields) for fields in SHARED.values()))


def _shared(register: ir.Table, fields: tuple[str, ...]) -> ir.Table:
    columns = ("name", *fields)
    filled = register.filter(*(register[c].notnull() for c in columns))
    several = filled.group_by(*columns).aggregate(accounts=filled.count())
    several = several.filter(several.accounts.between(2, MOST))
    members = filled.select("id", *columns).semi_join(several, list(columns))
    parts = [ibis.literal("+".join(fields)), *(members[c] for c in columns)]
    return members.select("id", knot=reduce(lambda left, right: left + "\n" + right, parts))


def _apart(edges: ir.Table) -> ir.Table:
    """Tie a knot of several birth dates once for each of them, and not with accounts that have none."""
    dates = edges.group_by("knot").aggregate(dates=edges.born.nunique())
    met = edges.join(dates, "knot")
    kept = met.filter((met.dates < 2) | met.born.notnull())
    one = ibis.ifelse(kept.dates < 2, kept.knot, kept.knot + "\n" + kept.born)
    return kept.select("id", "person", knot=one)


def _round(edges: ir.Table) -> ir.Table:
    """Each record takes the smallest number at any of its knots."""
    knots = edges.group_by("knot").aggregate(least=edges.person.min())
    met = edges.join(knots, "knot")
    least = met.group_by("id").aggregate(person=met.least.min())
    return edges.drop("person").join(least, "id")


def _undone(together: ir.Table) -> ir.Table:
    """Part again whom a chain joined in spite of their birth dates, through an account that has none."""
    dates = together.group_by("person").aggregate(dates=together.born.nunique())
    mixed = dates.filter(dates.dates > 1)
    torn = together.semi_join(mixed, "person")
    least = torn.group_by("person", "born").aggregate(least=torn.own.min())
    dated = torn.filter(torn.born.notnull()).join(least, ["person", "born"])
    return ibis.union(
        together.anti_join(mixed, "person").select("id", "person"),
        dated.select("id", person="least"),
        torn.filter(torn.born.isnull()).select("id", person="own"),
    )


def ask_several(links: ir.Table, register: ir.Table) -> ir.Table:
    """One row: `people` with several linked accounts, and of those the ones by each name of `SHARED`.

    `links` has `register_id`; `register` has `id`, `person` and what is `SHARED`.
    """
    fields = dict.fromkeys(field for fields in SHARED.values() for field in fields)
    records = register.select("id", "person", "name", *fields)
    linked = records.semi_join(links, records.id == links.register_id)
    accounts = linked.group_by("person").aggregate(accounts=linked.count())
    accounts = accounts.filter(accounts.accounts > 1)
    theirs = linked.semi_join(accounts, "person")
    answer = accounts.aggregate(people=accounts.count())
    for reason, shared in SHARED.items():
        columns = ("person", "name", *shared)
        filled = theirs.filter(*(theirs[c].notnull() for c in columns))
        same = filled.group_by(*columns).aggregate(accounts=filled.count())
        same = same.filter(same.accounts > 1)
        answer = answer.cross_join(same.aggregate(**{reason: same.person.nunique()}))
    return answer


def weigh(answer: Row) -> Several:
    """The counts as a term, the commonest reason first; reasons that nobody has are left out."""
    counts = [(reason, whole(answer, reason)) for reason in SHARED]
    told = sorted((c for c in counts if c[1]), key=lambda count: -count[1])
    return Several(whole(answer, "people"), tuple(told))
