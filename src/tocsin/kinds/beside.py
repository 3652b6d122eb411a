"""Beside: a row's cells held against a record's, put in normal form only where they are written apart.

Most cells of a copy are written as the original is, and what is equal as written needs no normal form
to be told equal. So a pair comes out with the columns of a normal table on both sides, in which cells
that are equal as written are `SAME` on both, and all others stand in normal form. Whether a field of a
pair is the same on both sides, and how like, is all it may be asked.
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


def beside(
    pairs: ir.Table,
    rows: ir.Table,
    records: ir.Table,
    known: Sequence[str],
    keep: Callable[[ir.Table], ir.Table],
) -> ir.Table:
    """Give pairs in normal form as far as comparing needs it.

    `pairs` has `PAIR`; `rows` has `row`, and `records` has `id`, with the sources of each
    (`normal.sources`) as written; `known` are fields that are the same in all pairs. The result has
    `leak_<field>` and `register_<field>` for the `FIELDS`.
    """
    held = tuple(tuple(table.columns) for table in (rows, records))
    wide = _wide(pairs, rows, records)
    flags = {_flag(group): _same(wide, group, held, known) for group in GROUPS}
    told = wide.mutate(**flags)
    apart = ibis.or_(*(_apart(told, group, held) for group in GROUPS))
    whole = told["leak_address"].notnull() if "address" in held[0] else ibis.literal(value=False)
    told = keep(told.select(*PAIR, *flags, apart=apart, whole=whole))
    plain, other = told.filter(~told.apart), told.filter(told.apart)
    sides = [(f"{side}_{field}", _common(plain, field)) for side in SIDES for field in FIELDS]
    return ibis.union(plain.select(*PAIR, **dict(sides)), _worked(other, rows, records))


def _flag(group: Group) -> str:
    return f"same_{group.sources[0]}"


def _wide(pairs: ir.Table, rows: ir.Table, records: ir.Table) -> ir.Table:
    """Put the cells of both sides beside the pairs."""
    left = rows.select(leak_row="row", **{f"leak_{n}": rows[n] for n in rows.columns if n != "row"})
    right = records.select(
        register_id="id", **{f"register_{n}": records[n] for n in records.columns if n != "id"}
    )
    return pairs.join(left, "leak_row").join(right, "register_id")


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
        alike = one == other if name == ORDER else (one == other) | (one.lower() == other.lower())
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


def _common(told: ir.Table, field: str) -> ir.StringValue:
    """What stands on both sides of a field: `SAME`, or nothing."""
    group = next(group for group in GROUPS if field in group.fields)
    same = told[_flag(group)]
    if group is ADDRESS and field != "postcode":
        same &= told.whole
    return ibis.ifelse(same, SAME, ibis.null("string"))


def _worked(apart: ir.Table, rows: ir.Table, records: ir.Table) -> ir.Table:
    """Put the pairs' cells that are not equal as written in normal form."""
    wide = _wide(apart, rows, records)
    left, right = (
        _side(wide, side, table.columns) for side, table in zip(SIDES, (rows, records), strict=True)
    )
    joined = apart.join(left, PAIR).join(right, PAIR)
    cells = {
        f"{side}_{field}": _common(joined, field).coalesce(joined[f"{side}_{field}"])
        for side in SIDES
        for field in FIELDS
    }
    return joined.select(*PAIR, **cells)


def _side(wide: ir.Table, side: str, held: Sequence[str]) -> ir.Table:
    """Give one side's fields in normal form: NULL where they are equal as written."""
    cells: dict[str, ir.Value] = {}
    for group in GROUPS:
        for name in group.sources:
            if name == ORDER and name in held:
                cells[name] = wide[f"{side}_{name}"]
            elif name in held:
                other = ibis.null("string")
                cells[name] = ibis.ifelse(wide[_flag(group)], other, wide[f"{side}_{name}"])
    worked = normal.form(wide.select(*PAIR, **cells))
    return worked.select(*PAIR, **{f"{side}_{field}": worked[field] for field in FIELDS})
