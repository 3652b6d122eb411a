"""History: what register records held before, from a table of changes or from earlier exports.

>>> roles(("client", "champ", "ancien", "nouveau"), "client", None, None)
Roles(id='client', field='champ', old='ancien')
>>> roles(("a", "b", "c"), "a", None, None)
Traceback (most recent call last):
    ...
tocsin.terms.errors.Refused: No column of the history was recognised as the one that names the field that changed. Name it in the map: [history] field = "COLUMN".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.kinds.headers import header_words
from tocsin.terms.errors import Refused

WORDS = {
    "id": frozenset(
        [
            "customer no",
            "customer number",
            "customer id",
            "client",
            "client id",
            "id client",
            "numero client",
            "klantnummer",
            "klant id",
        ]
    ),
    "field": frozenset(
        [
            "champ",
            "field",
            "column",
            "colonne",
            "attribute",
            "veld",
            "kolom",
            "feld",
            "spalte",
            "campo",
        ]
    ),
    "old": frozenset(
        [
            "ancien",
            "ancienne valeur",
            "old",
            "old value",
            "before",
            "from",
            "avant",
            "previous",
            "oud",
            "oude waarde",
            "alt",
            "alter wert",
            "antes",
        ]
    ),
}
"""Headers of a table of changes, as `header_words` folds them."""

MEANS = {
    "id": "names the customer",
    "field": "names the field that changed",
    "old": "holds the value before the change",
}
REMEMBERED = ("email", "phone", "name", "password_hash", "customer_number", "postcode")
"""Normal columns of an earlier export that are kept."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Which column of a history is what."""

    id: str
    field: str
    old: str


def roles(names: Sequence[str], id: str | None, field: str | None, old: str | None) -> Roles:
    """Which column is what: as said, else by header; `Refused` where one is not there.

    `id` may be the register's key, which heads its history's column as a rule.
    """
    said = {"id": id if id in names else None, "field": field, "old": old}
    return Roles(**{role: _column(role, name, names) for role, name in said.items()})


def _column(role: str, said: str | None, names: Sequence[str]) -> str:
    if said in names:
        return str(said)
    found = None if said else next((n for n in names if header_words(n) in WORDS[role]), None)
    if found is None:
        raise Refused(
            f"No column of the history was recognised as the one that {MEANS[role]}.",
            remedy=f'Name it in the map: [history] {role} = "COLUMN".',
        )
    return found


def of_export(export: ir.Table) -> ir.Table:
    """Build `PAST` from the normal table of an earlier export."""
    parts = [
        export.filter(export[name].notnull()).select(
            "id", field=ibis.literal(name), value=export[name]
        )
        for name in REMEMBERED
    ]
    return ibis.union(*parts)


def nothing(register: ir.Table) -> ir.Table:
    """Build an empty `PAST` beside a register."""
    return register.filter(ibis.literal(value=False)).select(
        "id", field=ibis.null("string"), value=ibis.null("string")
    )
