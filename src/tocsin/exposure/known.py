"""Known: rows that are linked to nobody, though their e-mail address or phone number is in the register.

An address alone is no proof of a copy: it stands in other lists too. So a row that holds little
else stays below the weight of a link, by design. A leak of nothing but addresses (and hashes) would
then seem to be about nobody. These rows are counted here, beside the links and never among them,
with the people of the register whom no other row reaches.

>>> from tocsin.terms.finding import Locus
>>> scope = Scope(9, 0, 0, 0, 9, 0, (), known=7, known_people=6)
>>> [found] = of(scope, (Locus("9f86d0"),))
>>> found.says
... # doctest: +NORMALIZE_WHITESPACE
'Of the rows not linked, 7 have an e-mail address or phone number that is in the register, where it
belongs to 6 people whom no linked row reaches.'
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.terms.answer import Row, whole
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.scope import Scope

ADDRESSES = ("email", "phone")
"""What a person is reached by, and what stands in a register and in many other lists."""

LIMIT = (
    "An address alone does not show that a row was copied from this register: below 95% no link is "
    "made. It may have been taken from another list, be shared, or have passed to somebody else."
)


def ask(leak: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """One row: `known` rows without a link, and the `known_people` behind them without one either.

    `links` has `leak_row` and `register_id`; `register` the column `person`.
    """
    rest = leak.select("row", *ADDRESSES).anti_join(links, leak.row == links.leak_row)
    records = register.select("id", "person", *ADDRESSES)
    rows, people = [], []
    for field in ADDRESSES:
        ours, theirs = (table.filter(table[field].notnull()) for table in (rest, records))
        rows.append(ours.semi_join(theirs, field).select("row"))
        people.append(theirs.semi_join(ours, field).select("person"))
    linked = records.semi_join(links, records.id == links.register_id).select("person")
    met = ibis.union(*rows)
    reached = ibis.union(*people).anti_join(linked, "person")
    return met.aggregate(known=met.row.nunique()).cross_join(
        reached.aggregate(known_people=reached.person.nunique())
    )


def weigh(answer: Row) -> tuple[int, int]:
    """Rows, and people."""
    return whole(answer, "known"), whole(answer, "known_people")


def of(scope: Scope, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell it, where there are such rows."""
    if not scope.known:
        return ()
    rows = "1 has" if scope.known == 1 else f"{scope.known:,} have"
    people = "1 person" if scope.known_people == 1 else f"{scope.known_people:,} people"
    says = (
        f"Of the rows not linked, {rows} an e-mail address or phone number that is in the register, "
        f"where it belongs to {people} whom no linked row reaches."
    )
    return (Finding(says, basis, Certainty.PROBABLE, LIMIT, "scope.known"),)
