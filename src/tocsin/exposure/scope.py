"""Scope: rows, accounts and people, counted apart, with the former ones and their countries.

People are counted through the register: rows link to accounts, and accounts share a person. A
person is former when all the linked accounts are deleted. A person is of one country: that of most
of the linked accounts; of two countries with as many accounts, the first in the alphabet. So the
countries add up to the people. '??' is who has no country in the register.

>>> answer = {"rows": 10, "linked": 8, "accounts": 7, "people": 6, "former": 1, "ambiguous": 1}
>>> found = weigh(answer, [{"country": "BE", "people": 2}, {"country": "FR", "people": 4}])
>>> found.unlinked, found.by_country
(2, (('FR', 4), ('BE', 2)))
"""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from tocsin.exposure.base import total
from tocsin.terms.answer import Row, whole
from tocsin.terms.scope import Scope

UNKNOWN = "??"
"""The country of people whose linked accounts have none."""


def ask(leak: ir.Table, links: ir.Table, ambiguous: ir.Table, register: ir.Table) -> ir.Table:
    """One row: `rows`, `linked`, `accounts`, `people`, `former`, `ambiguous`.

    `ambiguous` has `leak_row`: rows without a link that fit two records equally well.
    """
    accounts = _accounts(links, register)
    people = accounts.group_by("person").aggregate(
        accounts=accounts.count(), live=total(~accounts.deleted)
    )
    answer = leak.aggregate(rows=leak.count())
    for part in (
        links.aggregate(linked=links.leak_row.nunique()),
        people.aggregate(
            accounts=people.accounts.sum(),
            people=people.count(),
            former=total(people.live == 0),
        ),
        ambiguous.aggregate(ambiguous=ambiguous.leak_row.nunique()),
    ):
        answer = answer.cross_join(part)
    return answer


def ask_countries(links: ir.Table, register: ir.Table) -> ir.Table:
    """One row for each `country`: the `people` counted there, each once."""
    accounts = _accounts(links, register)
    named = accounts.mutate(country=accounts.country.fill_null(UNKNOWN))
    lived = named.group_by(["person", "country"]).aggregate(accounts=named.count())
    order = [lived.country == UNKNOWN, lived.accounts.desc(), lived.country]
    ranked = lived.mutate(place=ibis.row_number().over(group_by="person", order_by=order))
    chosen = ranked.filter(ranked.place == 0)
    return chosen.group_by("country").aggregate(people=chosen.count())


def ask_rows(leak: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """One row for each `country` (NULL: not known): `rows` that say they are of it, and `linked` ones.

    A row's own country is told by its cells; a linked row's by the register.
    """
    said = leak.group_by("country").aggregate(rows=leak.count(), linked=ibis.literal(0, "int64"))
    known = links.select("register_id").join(
        register.select("id", "country"), links.register_id == register.id
    )
    shown = known.group_by("country").aggregate(rows=ibis.literal(0, "int64"), linked=known.count())
    both = ibis.union(said, shown)
    return both.group_by("country").aggregate(rows=both.rows.sum(), linked=both.linked.sum())


def weigh_rows(
    answer: Iterable[Row],
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """Rows by country as the leak says, and linked rows by country as the register says."""
    known = sorted((str(row["country"]), row) for row in answer if row["country"] is not None)
    rows = tuple((country, whole(row, "rows")) for country, row in known)
    linked = tuple((country, whole(row, "linked")) for country, row in known)
    return rows, linked


def _accounts(links: ir.Table, register: ir.Table) -> ir.Table:
    chosen = register.select("id", "person", "country", "deleted")
    return chosen.semi_join(links, chosen.id == links.register_id)


def weigh(answer: Row, countries: Iterable[Row]) -> Scope:
    """Make the counts a term; the countries with most people first."""
    by_country = [(str(row["country"]), whole(row, "people")) for row in countries]
    rows, linked = whole(answer, "rows"), whole(answer, "linked")
    return Scope(
        rows=rows,
        accounts=whole(answer, "accounts"),
        people=whole(answer, "people"),
        former=whole(answer, "former"),
        unlinked=rows - linked,
        ambiguous=whole(answer, "ambiguous"),
        by_country=tuple(sorted(by_country, key=lambda pair: (-pair[1], pair[0]))),
    )
