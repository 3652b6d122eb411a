"""People: which accounts of a register are one person's, so that each person is counted and told once.

Two accounts are one person's if they have the same name and, besides, the same e-mail address, phone
number or address. A household shares address, phone and surname, but not the name; namesakes share
the name and nothing else: neither is merged. So father and son of one name at one address are merged
in error, and who changed everything but the name is not found.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from tocsin.linkage.blocking import Keep

SHARED = (("email",), ("phone",), ("street", "house", "postcode"))
"""What accounts of one person share beside the name, any of them."""

MOST = 20
"""Accounts of one name and value above which it is not a person but a placeholder ('test', '0000')."""

ROUNDS = 6
"""Rounds in which the smallest number travels from account to account: chains of six are followed."""


def ask(register: ir.Table, keep: Keep) -> ir.Table:
    """Give each record its `person` (int64), the smallest number of the person's accounts: `id`, `person`."""
    numbered = keep(
        register.select("id", person=ibis.row_number().over(order_by=register.id).cast("int64"))
    )
    shares = [_shared(register, fields) for fields in SHARED]
    edges = keep(ibis.union(*shares).join(numbered, "id"))
    for _ in range(ROUNDS):
        edges = keep(_round(edges))
    found = edges.group_by("id").aggregate(first=edges.person.min())
    joined = numbered.left_join(found, "id")
    return joined.select("id", person=ibis.coalesce(joined.first, joined.person))


def _shared(register: ir.Table, fields: tuple[str, ...]) -> ir.Table:
    """Find records that share the name and these fields with a few others: `id`, `knot`."""
    columns = ("name", *fields)
    filled = register.filter(*(register[c].notnull() for c in columns))
    several = filled.group_by(*columns).aggregate(accounts=filled.count())
    several = several.filter(several.accounts.between(2, MOST))
    members = filled.select("id", *columns).semi_join(several, list(columns))
    parts = [ibis.literal("+".join(fields)), *(members[c] for c in columns)]
    return members.select("id", knot=reduce(lambda left, right: left + "\n" + right, parts))


def _round(edges: ir.Table) -> ir.Table:
    """Each record takes the smallest number at any of its knots."""
    knots = edges.group_by("knot").aggregate(least=edges.person.min())
    met = edges.join(knots, "knot")
    least = met.group_by("id").aggregate(person=met.least.min())
    return edges.drop("person").join(least, "id")
