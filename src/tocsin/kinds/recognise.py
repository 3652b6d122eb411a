"""Recognise: which kind each column holds, asked of a sample and weighed with the header's hint.

First a sample is asked: the first rows, and every 61st of the rest, since a file's first rows are
often its oldest, or chosen. Strong shapes (e-mail, hash) are told by their cells. Weak ones (names,
towns, preferences, customer numbers) need their header too. Columns of bare integers are left
unknown without a hint, except postcodes, which repeat. Then the chosen kinds are counted in all
rows, so that `share` and `filled` are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from tocsin.kinds import KINDS
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import trim
from tocsin.kinds.headers import header_words, hinted, means_deleted, nameless
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

FIRST_ROWS = 2_000
"""Rows asked from the beginning: all of a small table."""

SPREAD = 61
"""One row in 61 is asked of the rest; a prime, so that no period of the file falls in with it."""

ENOUGH = 0.6
"""Share of filled cells from which a strong shape speaks for itself."""

ENOUGH_HINTED = 0.3
"""The same where the header says so too: a damaged or mixed column."""

HINT = 0.5
"""What a header's hint adds to a share when two kinds compete."""

REPEATING = 0.9
"""Distinct values by filled cells, below which a column repeats itself."""

UNIQUE = 0.999
"""The same, from which values are taken to be unique (a leak has a few rows twice)."""

DENSE = 0.9
"""Share of rows filled, from which a column has a value for everybody."""

BARE = "^(?:0|[1-9][0-9]*)$"
"""An integer without more."""

PLAIN_KEYS = frozenset({"id", "uid"})
"""Headers of a table's own key: customer numbers only where no other column is."""

BY_NAME = {kind.name: kind for kind in KINDS}
SPEAKS_IN_DIGITS = frozenset({"payment_card", "password_hash"})
"""Kinds that a bare integer may be of by its own check."""


def sample(table: ir.Table) -> ir.Table:
    """Take the rows that are asked: the first, and some of all the rest."""
    return table.filter((table["row"] < FIRST_ROWS) | (table["row"] % SPREAD == 0))


def ask(sample: ir.Table, columns: Sequence[str]) -> ir.Table:
    """Count, over a `sample`, the filled cells of each column and those that look like each kind.

    A row a column `c`: `place` (of `c` in `columns`), `rows`, `filled`, `distinct`, `bare`, and a
    count for each kind. The cells are put under each other, so that each kind is asked once.
    """
    cells = (
        ibis.union(
            *(
                sample.select(place=ibis.literal(place, "int64"), cell=_cell(sample[name]))
                for place, name in enumerate(columns)
            )
        )
        if len(columns) > 1
        else sample.select(place=ibis.literal(0, "int64"), cell=_cell(sample[columns[0]]))
    )
    cell = cells.cell
    return cells.group_by("place").aggregate(
        rows=cells.count(),
        filled=cell.count(),
        distinct=cell.nunique(),
        bare=_count(cell.re_search(BARE)),
        **{kind.name: _count(kind.looks(cell)) for kind in KINDS},
    )


def weigh(answer: Iterable[Mapping[str, object]], headers: Sequence[str]) -> tuple[Column, ...]:
    """Choose one kind for each column. `headers` are their names, in the order of `ask`."""
    counts = {int(str(row["place"])): {k: _number(row, k) for k in row} for row in answer}
    judged = [
        _judged(header, counts[place]) if place in counts else Column(header)
        for place, header in enumerate(headers)
    ]
    numbered = [column for column in judged if column.kind == "customer_number"]
    named = [column for column in numbered if header_words(column.name) not in PLAIN_KEYS]
    return tuple(
        replace(column, kind="unknown", share=0.0)
        if named and column in numbered and column not in named
        else column
        for column in judged
    )


def confirm_ask(table: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """Count over all rows the filled cells of each column and those of its kind."""
    names = [f"c{place}" for place in range(len(columns))]
    cells = table.select(**{name: _cell(table[name]) for name in names})
    counts: dict[str, ir.Value] = {}
    for name, column in zip(names, columns, strict=True):
        counts[f"{name}__filled"] = cells[name].count()
        if column.kind in BY_NAME:
            counts[f"{name}__alike"] = _count(BY_NAME[column.kind].looks(cells[name]))
    return cells.aggregate(**counts)


def confirm_weigh(answer: Mapping[str, object], columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the columns their exact `share` and `filled`."""
    exact = []
    for place, column in enumerate(columns):
        filled = _number(answer, f"c{place}__filled")
        alike = _number(answer, f"c{place}__alike") if column.kind in BY_NAME else 0
        exact.append(replace(column, filled=filled, share=_share(alike, filled)))
    return tuple(exact)


def correct(columns: Sequence[Column], map: Mapping[str, str]) -> tuple[Column, ...]:
    """Apply a person's map of column names to kinds; `Refused` for a name that is not there."""
    unknown_columns = sorted(set(map) - {column.name for column in columns})
    if unknown_columns:
        raise Refused(
            f"The map names a column that is not there: {unknown_columns[0]!r}.",
            remedy="Name one of: " + ", ".join(column.name for column in columns) + ".",
        )
    unknown_kinds = sorted(set(map.values()) - set(BY_NAME) - {"unknown"})
    if unknown_kinds:
        raise Refused(
            f"The map names a kind that is not known: {unknown_kinds[0]!r}.",
            remedy="Use one of: " + ", ".join([*BY_NAME, "unknown"]) + ".",
        )
    return tuple(
        replace(column, kind=map[column.name], judged_by="person") if column.name in map else column
        for column in columns
    )


def deleted_column(columns: Sequence[Column]) -> str | None:
    """Name the column that says, by its header, which customers were deleted."""
    return next((column.name for column in columns if means_deleted(column.name)), None)


def _cell(value: ir.Value) -> ir.StringValue:
    """Give a cell as trimmed text; NULL where it is empty."""
    text = value if value.type().is_string() else value.cast("string")
    return trim(text).nullif("")


def _count(condition: ir.BooleanValue) -> ir.IntegerScalar:
    return ibis.ifelse(condition, 1, 0).sum().coalesce(0)


def _number(answer: Mapping[str, object], key: str) -> int:
    return int(str(answer[key]))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _judged(header: str, counts: Mapping[str, int]) -> Column:
    filled, rows = counts["filled"], counts["rows"]
    hints = hinted(header)
    shares = {
        kind.name: _share(counts[kind.name], filled)
        for kind in KINDS
        if _may_be(kind, header, hints, counts, rows)
    }
    if not shares:
        return Column(header, filled=filled)
    if {"full_name", "family_name"} <= shares.keys():
        # 'nom' heads both: two words in most cells make it full names.
        del shares["full_name" if shares["full_name"] < ENOUGH else "family_name"]
    best = max(shares, key=lambda name: shares[name] + (HINT if name in hints else 0.0))
    return Column(header, kind=best, share=shares[best], filled=filled)


def _may_be(
    kind: Kind, header: str, hints: frozenset[str], counts: Mapping[str, int], rows: int
) -> bool:
    """Whether a column's cells, with its header, suffice for a kind."""
    filled, hint = counts["filled"], kind.name in hints
    if _share(counts[kind.name], filled) < (ENOUGH_HINTED if hint else ENOUGH):
        return False
    distinct = _share(counts["distinct"], filled)
    if kind.name == "customer_number":
        return hint and distinct >= UNIQUE and filled >= DENSE * rows
    if kind.needs_header or hint:
        return hint
    if kind.name == "country":
        return nameless(header)
    if _share(counts["bare"], filled) >= ENOUGH and kind.name not in SPEAKS_IN_DIGITS:
        return kind.name == "postcode" and distinct < REPEATING
    return True
