"""Counting: how many, which kinds, about whom, what hides in free text, and which kinds are not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.desk.base import Desk
from tocsin.desk.leak import Leak
from tocsin.desk.linking import Linkage
from tocsin.desk.searching import Searched, searched
from tocsin.exposure import absent, held, known, lost, remarks, scope, searching
from tocsin.exposure.absent import Looked
from tocsin.kinds import hidden
from tocsin.kinds.hints import HINTS
from tocsin.terms.scope import KindAbsent, KindHeld, Lost, Remark, Scope
from tocsin.terms.table import Column


@dataclass(frozen=True, slots=True)
class Counted:
    """What the leak holds, of whom, and what was looked for in vain."""

    scope: Scope | None
    held: tuple[KindHeld, ...]
    absent: tuple[KindAbsent, ...]
    rows_by_country: tuple[tuple[str, int], ...]
    linked_by_country: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...] = ()
    lost: Lost | None = None
    each: ir.Table | None = None
    """In the engine what each person lost: `person`, `kinds`."""


NOTHING = Counted(None, (), (), (), ())
"""Where there is no table of people to count."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds in every row, kept in the engine: the ground of all counts of kinds."""

    names: tuple[str, ...]
    rows: ir.Table
    """`row`, `mask`, as `lost.of_rows` gives them."""

    people: ir.Table
    """`person`, `mask`."""

    searched: Searched
    examples: Mapping[str, tuple[str, ...]]


def counted(desk: Desk, leak: Leak, linkage: Linkage, scheme: str | None) -> Counted:
    """Count the leak against the register, each question in one pass; `scheme` is of its hashes."""
    customers = linkage.near.register
    desk.progress("Counting rows, accounts and people", 0, 0)
    (totals,) = desk.engine.answer(
        scope.ask(linkage.leak, linkage.links, linkage.ambiguous, customers)
    )
    countries = desk.engine.answer(scope.ask_countries(linkage.links, customers))
    rows = desk.engine.answer(scope.ask_rows(linkage.leak, linkage.links, customers))
    counts = scope.weigh(totals, countries)
    counts = replace(counts, judged=linkage.judged, doubtful=linkage.open.rows)
    if counts.unlinked:
        (met,) = desk.engine.answer(known.ask(linkage.leak, linkage.links, customers))
        rows_known, people_known = known.weigh(met)
        counts = replace(counts, known=rows_known, known_people=people_known)
    told = kinds(desk, leak, linkage)
    in_rows = lost.of_kinds(lost.counts(desk.engine.answer(lost.ask_rows(told.rows))), told.names)
    by_people = lost.counts(desk.engine.answer(lost.ask_people(told.people)))
    in_people = lost.of_kinds(by_people, told.names)
    said = {hint.name for hint in HINTS}
    of_data = {name: count for name, count in in_rows.items() if name not in said}
    return Counted(
        counts,
        held.weigh(of_data, in_people, scheme),
        _absent(leak, told.searched, in_rows),
        *scope.weigh_rows(rows),
        remarks=remarks.weigh(in_rows, in_people, told.examples),
        lost=lost.weigh(by_people, told.names),
        each=lost.ask_each(told.people, told.names),
    )


def kinds(desk: Desk, leak: Leak, linkage: Linkage) -> Kinds:
    """Say of every row which kinds it holds, and of every person which kinds their rows hold."""
    through = searched(desk, leak)
    desk.progress("Naming the kinds of data", 0, 0)
    extract, columns = leak.extract(desk)
    flags = held.flags(linkage.leak, extract, columns)
    of_columns = held.kinds(columns)
    beside: list[tuple[ir.Table, tuple[str, ...]]] = []
    found = tuple(
        name for name in searching.kinds() if name in set(through.found["kind"].to_pylist())
    )
    if found:
        beside.append((desk.engine.table("found", _wide(through.found, found)), found))
    said, examples = _said(desk, extract, columns)
    if said is not None:
        beside.append((said, tuple(hint.name for hint in HINTS)))
    names = tuple(dict.fromkeys((*of_columns, *found, *(hint.name for hint in HINTS))))
    rows = desk.engine.keep(lost.of_rows(flags, names, *beside))
    people = desk.engine.keep(lost.of_people(rows, linkage.links, linkage.near.register))
    return Kinds(names, rows, people, through, examples)


def _said(
    desk: Desk, extract: ir.Table, columns: tuple[Column, ...]
) -> tuple[ir.Table | None, Mapping[str, tuple[str, ...]]]:
    """Which rows of free text speak of what, and how, masked."""
    places = [f"c{n}" for n, column in enumerate(columns) if column.kind in remarks.IN]
    if not places:
        return None, {}
    desk.progress("Reading what hides in free text", 0, 0)
    said = desk.engine.keep(hidden.ask(extract, places))
    (ends,) = desk.engine.answer(hidden.ask_examples(said))
    some = hidden.rows_of(ends)
    if not some:
        return said, {}
    texts = desk.engine.answer(extract.filter(extract.row.isin(some)).select("row", *places))
    cells = (
        row[place] for row in sorted(texts, key=lambda r: int(str(r["row"]))) for place in places
    )
    return said, hidden.examples(str(cell) for cell in cells if cell is not None)


def _wide(found: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """Rows and kinds as a row for each with a column for each kind."""
    by_row: dict[int, set[str]] = {}
    for row, kind in zip(found["row"].to_pylist(), found["kind"].to_pylist(), strict=True):
        by_row.setdefault(row, set()).add(kind)
    flags = {name: [name in kinds for kinds in by_row.values()] for name in names}
    return pa.table({"row": pa.array(by_row, pa.int64())} | flags)


def _absent(leak: Leak, through: Searched, in_rows: Mapping[str, int]) -> tuple[KindAbsent, ...]:
    looked = Looked(leak.rows, through.cells, in_rows, through.by_chance, through.unread)
    return (
        *absent.weigh(looked, through.recovered, through.planted),
        *remarks.absent(in_rows, leak.rows, through.cells),
    )
