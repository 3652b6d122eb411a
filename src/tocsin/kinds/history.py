"""History: what register records held before, from a table of changes or from earlier exports.

>>> roles(("client", "champ", "ancien", "nouveau", "change_le"), "client", None, None)
Roles(id='client', field='champ', old='ancien', at='change_le')
>>> roles(("client", "champ", "ancien", "nouveau"), "client", None, None).at is None
True
>>> roles(("a", "b", "c"), "a", None, None)
Traceback (most recent call last):
    ...
tocsin.terms.errors.Refused: No column of the history was recognised as the one that names the field that changed. Name it in the map: [history] field = "COLUMN".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import ibis
import ibis.expr.types as ir

from tocsin.kinds import moments
from tocsin.kinds.headers import header_words
from tocsin.kinds.normal import TIME
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
    at: str | None
    """When the change was; None where no column says so."""


def roles(
    names: Sequence[str], id: str | None, field: str | None, old: str | None, at: str | None = None
) -> Roles:
    """Which column is what: as said, else by header; `Refused` where one is not there.

    `id` may be the register's key, which heads its history's column as a rule.
    """
    said = {"id": id if id in names else None, "field": field, "old": old}
    found = {role: _column(role, name, names) for role, name in said.items()}
    others = [name for name in names if name not in found.values()]
    return Roles(**found, at=moments.column(others, moments.CHANGED, at))


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


def spans(history: ir.Table, id: str, field: str) -> ir.Table:
    """Put beside each change when the value before it was the present one: from `since`, until `at`.

    The history has `row`, and `early` and `late`, between which the change was. `since` is NULL for
    the first change of a field, which the value may precede from the beginning.
    """
    timed = history.late.notnull()
    chain = ibis.window(
        group_by=[history[id], history[field], timed], order_by=[history.late, history.row]
    )
    return history.mutate(
        since=ibis.ifelse(timed, history.early.lag().over(chain), ibis.null(TIME)), at=history.late
    )


def last_changes(history: ir.Table, id: str, field: str, fields: Mapping[str, str]) -> ir.Table:
    """When each field of a customer last changed: `id`, `field`, `at`. `fields`: its name to the normal column."""
    names = ibis.cases(*((history[field] == name, into) for name, into in fields.items()))
    known = history.select(id=history[id], field=names, at=history.early)
    known = known.filter(known.field.notnull(), known.at.notnull())
    return known.aggregate(by=["id", "field"], at=known.at.max())


def of_export(
    export: ir.Table, since: datetime | None = None, at: datetime | None = None
) -> ir.Table:
    """Build `PAST` from the normal table of an earlier export.

    Its values were there between the exports before and after it, which were made `since` and `at`.
    """
    span = {"since": _literal(since), "at": _literal(at)}
    parts = [
        export.filter(export[name].notnull()).select(
            "id", field=ibis.literal(name), value=export[name], **span
        )
        for name in REMEMBERED
    ]
    return ibis.union(*parts)


def differing(export: ir.Table, register: ir.Table, at: datetime) -> ir.Table:
    """The fields that an export made `at` has otherwise than the register: `id`, `field`, `at`."""
    theirs = export.select("id", **{f"their_{name}": export[name] for name in REMEMBERED})
    pairs = register.select("id", *REMEMBERED).join(theirs, "id")
    parts = [
        pairs.filter(pairs[name] != pairs[f"their_{name}"]).select(
            "id", field=ibis.literal(name), at=_literal(at)
        )
        for name in REMEMBERED
    ]
    return ibis.union(*parts)


def nothing(register: ir.Table) -> ir.Table:
    """Build an empty `PAST` beside a register."""
    return register.filter(ibis.literal(value=False)).select(
        "id",
        field=ibis.null("string"),
        value=ibis.null("string"),
        since=ibis.null(TIME),
        at=ibis.null(TIME),
    )


def _literal(at: datetime | None) -> ir.Value:
    return ibis.null(TIME) if at is None else ibis.literal(at.astimezone(UTC), TIME)
