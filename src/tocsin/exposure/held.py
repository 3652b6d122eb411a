"""Held: which kinds of data the leak holds, in how many rows, and about how many people.

The judged columns of the raw extract say which kinds exist. A row holds a kind where its normal
form could be read (a phone number that is none does not count); kinds without a normal form (city,
country, date) are counted by filled cells. People are those behind the rows that link; rows
without a link hold data of people too, whom the register does not know.

>>> weigh({"email": 9, "date": 0}, {"email": 7, "date": 0})
(KindHeld(kind='email', category=<Category.CONTACT: 'contact'>, rows=9, people=7, scheme=None),)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from tocsin.exposure.base import filled
from tocsin.exposure.sought import NUMBERS
from tocsin.kinds import KINDS
from tocsin.kinds.folding import trim
from tocsin.terms.scope import Category, KindHeld
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

CHECKED = {sought.name: sought.kind for sought in NUMBERS}
"""Kinds that a cell is of only with its check digits: what `absent` looks for in every other column."""

PART_OF = {"given_name": "full_name", "family_name": "full_name"}
"""Kinds that are told under another's name: given and family name make the full name."""

CATEGORIES: dict[str, Category] = {kind.name: kind.category for kind in KINDS}


def kinds(columns: Sequence[Column]) -> tuple[str, ...]:
    """Name the kinds that the columns hold, in the order of the columns."""
    named = (PART_OF.get(column.kind, column.kind) for column in columns)
    return tuple(dict.fromkeys(k for k in named if k in CATEGORIES))


def flags(leak: ir.Table, extract: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """Each row with a column for each of `kinds(columns)`: whether it holds it.

    `leak` is the normal table of `extract`, row for row.
    """
    named = kinds(columns)
    normal = leak.select("row", **{k: leak[NORMAL[k]].notnull() for k in named if k in NORMAL})
    raw = extract.select("row", **{k: _raw(extract, columns, k) for k in named if k not in NORMAL})
    return normal.join(raw, "row") if len(raw.columns) > 1 else normal


def _raw(extract: ir.Table, columns: Sequence[Column], kind: str) -> ir.BooleanValue:
    cells = [extract[f"c{n}"] for n, column in enumerate(columns) if column.kind == kind]
    if kind in CHECKED:
        looks = (CHECKED[kind].looks(trim(cell)) for cell in cells)
        return ibis.or_(*(one.fill_null(ibis.literal(value=False)) for one in looks))
    return ibis.or_(*(filled(cell) for cell in cells))


def weigh(
    rows: Mapping[str, int], people: Mapping[str, int], scheme: str | None = None
) -> tuple[KindHeld, ...]:
    """Tell the kinds held, those without any row left out; `scheme` is of the password hashes (`passwords_weighed.words`)."""
    return tuple(
        KindHeld(
            kind,
            CATEGORIES[kind],
            count,
            people.get(kind, 0),
            scheme if kind == "password_hash" else None,
        )
        for kind, count in rows.items()
        if count
    )
