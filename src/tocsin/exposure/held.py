"""Held: which kinds of data the leak holds, in how many rows, and about how many people.

The judged columns of the raw extract say which kinds exist. A row holds a kind where its normal
form could be read (a phone number that is none does not count); kinds without a normal form (city,
country, date) are counted by filled cells. People are those behind the rows that link; rows
without a link hold data of people too, whom the register does not know.

>>> answer = {"email_rows": 9, "email_people": 7, "date_rows": 0, "date_people": 0}
>>> weigh(answer, (Column("a", "email"), Column("b", "date")))
(KindHeld(kind='email', category=<Category.CONTACT: 'contact'>, rows=9, people=7, scheme=None),)
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from tocsin.exposure.base import filled, total
from tocsin.kinds import KINDS
from tocsin.terms.answer import Row, whole
from tocsin.terms.scope import Category, KindAbsent, KindHeld
from tocsin.terms.table import Column

NORMAL = {
    "email": "email",
    "phone": "phone",
    "full_name": "name",
    "postal_address": "street",
    "postcode": "postcode",
    "password_hash": "password_hash",
    "customer_number": "customer_number",
    "preference": "preference",
    "free_text": "free_text",
}
"""The normal column that tells whether a row holds a kind."""

PART_OF = {"given_name": "full_name", "family_name": "full_name"}
"""Kinds that are told under another's name: given and family name make the full name."""

CATEGORIES: dict[str, Category] = {kind.name: kind.category for kind in KINDS}
LOOKED_FOR = ("payment_card", "iban")
"""Told by `absent`, which looks in every cell, and not by a column's kind."""


def kinds(columns: Sequence[Column]) -> tuple[str, ...]:
    """Name the kinds that the columns hold, in the order of the columns."""
    named = (PART_OF.get(column.kind, column.kind) for column in columns)
    return tuple(dict.fromkeys(k for k in named if k in CATEGORIES and k not in LOOKED_FOR))


def ask(
    leak: ir.Table,
    extract: ir.Table,
    links: ir.Table,
    register: ir.Table,
    columns: Sequence[Column],
) -> ir.Table:
    """One row: `<kind>_rows` and `<kind>_people` for each of `kinds(columns)`.

    `leak` is the normal table of `extract`, row for row.
    """
    named = kinds(columns)
    normal = leak.select("row", **{k: leak[NORMAL[k]].notnull() for k in named if k in NORMAL})
    raw = extract.select("row", **{k: _raw(extract, columns, k) for k in named if k not in NORMAL})
    rows = normal.aggregate(all_rows=normal.count(), **_totals(normal))
    if len(raw.columns) > 1:
        rows = rows.cross_join(raw.aggregate(**_totals(raw)))
    return rows.cross_join(_people(normal, raw, links, register))


def _totals(has: ir.Table) -> dict[str, ir.IntegerScalar]:
    return {f"{kind}_rows": total(has[kind]) for kind in has.columns if kind != "row"}


def _raw(extract: ir.Table, columns: Sequence[Column], kind: str) -> ir.BooleanValue:
    cells = [filled(extract[f"c{n}"]) for n, column in enumerate(columns) if column.kind == kind]
    return ibis.or_(*cells)


def _people(normal: ir.Table, raw: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    people = register.select("person", register_id="id")
    owned = links.join(people, "register_id").select("person", row="leak_row").join(normal, "row")
    if len(raw.columns) > 1:
        owned = owned.join(raw, "row")
    named = [kind for kind in owned.columns if kind not in ("row", "person")]
    each = owned.group_by("person").aggregate(**{k: owned[k].any() for k in named})
    return each.aggregate(all_people=each.count(), **{f"{k}_people": total(each[k]) for k in named})


def weigh(
    answer: Row,
    columns: Sequence[Column],
    scheme: str | None = None,
    looked_for: Sequence[tuple[KindAbsent, int]] = (),
) -> tuple[KindHeld, ...]:
    """Tell the kinds held, those without any row left out.

    `scheme` is of the password hashes (`schemes.weigh`). `looked_for` are the kinds looked for in
    every cell, each with the people behind the rows that hold it: those found are held.
    """
    told = tuple(
        KindHeld(
            kind,
            CATEGORIES[kind],
            whole(answer, f"{kind}_rows"),
            whole(answer, f"{kind}_people"),
            scheme if kind == "password_hash" else None,
        )
        for kind in kinds(columns)
        if whole(answer, f"{kind}_rows")
    )
    found = tuple(
        KindHeld(search.kind, CATEGORIES[search.kind], search.found, people)
        for search, people in looked_for
        if search.found
    )
    return told + found
