"""Beside: a row's cells held against a record's, put in normal form only where they are written apart.

Most cells of a copy are written as the original is, and what is equal as written needs no normal form
to be told equal. So a pair comes out with the columns of a normal table on both sides, in which cells
that are equal as written are `SAME` on both, and all others stand in normal form. Whether a field of a
pair is the same on both sides, and how like, is all it may be asked. Most pairs nowhere differ: they come
out apart from the others, for there is nothing to be asked of them but what both sides have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.kinds import missing, normal

PAIR = ("leak_row", "register_id")
"""What names a pair."""

SIDES = ("leak", "register")

SAME = "the same"
"""What stands on both sides for cells that are equal as written."""

POSTCODED = "[0-9]{4}"
"""In an address that may hold its postcode: without one, equal addresses may lie in two towns."""

ORDER = "month_first"
"""Not a cell: how a column of birth dates is read."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sources compared together: equal where each is, or is missing on both sides, and one is not."""

    sources: tuple[str, ...]
    fields: tuple[str, ...]
    """The normal columns that are the same where they are equal."""


ADDRESS = Group(("address", "postcode"), ("street", "house", "postcode"))
GROUPS = (
    Group(("name", "given", "family"), ("name",)),
    ADDRESS,
    Group(("birth_date", ORDER), ("birth_date",)),
    *(
        Group((name,), (name,))
        for name in ("email", "phone", "password_hash", "customer_number", "identity", "city")
    ),
)
"""Of what a pair is compared by."""

FIELDS = tuple(field for group in GROUPS for field in group.fields)


@dataclass(frozen=True, slots=True)
class Beside:
    """Pairs with `leak_<field>` and `register_<field>`, by whether anything differs between their sides."""

    alike: ir.Table
    """Equal wherever both sides have something: `SAME` on both, or nothing."""

    apart: ir.Table
    """The others."""


Sources = Sequence[str]


def beside(
    met: ir.Table,
    mine: Sources,
    others: Sources,
    known: Sequence[str],
    keep: Callable[[ir.Table], ir.Table],
) -> Beside:
    """Hold pairs against each other in normal form as far as comparing needs it.

    `met` has `PAIR`, `person` and the cells as they are written: `leak_<source>` for the sources `mine`
    (of `normal.sources`), and `register_<source>` for `others`; `known` are fields that are the same in
    all pairs. The result has `PAIR`, `person` and the `FIELDS`.
    """
    held = (tuple(mine), tuple(others))
    groups = [g for g in GROUPS if all(set(g.sources) & set(names) for names in held)]
    told = met.mutate(**{_flag(group): _same(met, group, held, known) for group in groups})
    whole = told["leak_address"].notnull() if "address" in held[0] else ibis.literal(value=False)
    told = told.mutate(
        apart=ibis.or_(False, *(_apart(told, group, held) for group in groups)), whole=whole
    )
    cells = {
        f"{side}_{name}": _needed(told, f"{side}_{name}", group)
        for side, names in zip(SIDES, held, strict=True)
        for group in groups
        for name in group.sources
        if name in names
    }
    flags = [_flag(group) for group in groups]
    told = keep(told.select(*PAIR, "person", *flags, "apart", "whole", **cells))
    plain, other = told.filter(~told.apart), told.filter(told.apart)
    alike = {f"{s}_{f}": _common(plain, f, groups) for s in SIDES for f in FIELDS}
    return Beside(plain.select(*PAIR, "person", **alike), keep(_worked(other, groups, held)))


def _needed(told: ir.Table, cell: str, group: Group) -> ir.Value:
    """Give a cell that is to be put in normal form; of others nothing."""
    if cell.endswith(ORDER):
        return told[cell]
    return ibis.ifelse(told.apart & ~told[_flag(group)], told[cell], ibis.null("string"))


def _flag(group: Group) -> str:
    return f"same_{group.sources[0]}"


def _same(
    wide: ir.Table, group: Group, held: Sequence[Sequence[str]], known: Sequence[str]
) -> ir.BooleanValue:
    """Whether a group is equal as written, letters large or small, and something is there."""
    if group.fields[0] in known:
        return ibis.literal(value=True)
    mine, others = ([name for name in group.sources if name in side] for side in held)
    if mine != others or not mine:
        return ibis.literal(value=False)
    equal = []
    for name in mine:
        one, other = wide[f"leak_{name}"], wide[f"register_{name}"]
        alike = one == other
        if name != ORDER:  # no letter is made small where it need not be
            alike = ibis.ifelse(alike, True, one.lower() == other.lower())
        equal.append(alike.coalesce(one.isnull() & other.isnull()))
    cells = (wide[f"leak_{name}"] for name in mine if name != ORDER)
    some = ibis.or_(*(missing.present(cell).notnull() for cell in cells))
    if group is ADDRESS and "address" in mine:
        placed = wide.leak_address.re_search(POSTCODED) | wide.leak_address.isnull()
        some &= (wide.leak_postcode.notnull() | placed) if "postcode" in mine else placed
    return ibis.and_(*equal, some)


def _apart(told: ir.Table, group: Group, held: Sequence[Sequence[str]]) -> ir.BooleanValue:
    """Whether both sides have something of a group, and it is not equal as written."""
    filled = [
        [told[f"{side}_{name}"].notnull() for name in group.sources if name in names]
        for side, names in zip(SIDES, held, strict=True)
    ]
    if not all(filled):
        return ibis.literal(value=False)
    return ~told[_flag(group)] & ibis.and_(*(ibis.or_(*some) for some in filled))


def _common(told: ir.Table, field: str, groups: Sequence[Group]) -> ir.StringValue:
    """What stands on both sides of a field: `SAME`, or nothing."""
    group = next((group for group in groups if field in group.fields), None)
    if group is None:
        return ibis.null("string")
    same = told[_flag(group)]
    if group is ADDRESS and field != "postcode":
        same &= told.whole
    return ibis.ifelse(same, SAME, ibis.null("string"))


def _worked(apart: ir.Table, groups: Sequence[Group], held: Sequence[Sources]) -> ir.Table:
    """Put the pairs' cells that are not equal as written in normal form."""
    joined = apart
    for side, names in zip(SIDES, held, strict=True):
        cells = {
            name: apart[f"{side}_{name}"]
            for group in groups
            for name in group.sources
            if name in names
        }
        worked = normal.form(apart.select(*PAIR, **cells))
        fields = {f"{side}__{field}": worked[field] for field in FIELDS}
        joined = joined.join(worked.select(*PAIR, **fields), PAIR)
    every = {
        f"{side}_{field}": _common(joined, field, groups).coalesce(joined[f"{side}__{field}"])
        for side in SIDES
        for field in FIELDS
    }
    return joined.select(*PAIR, "person", **every)
