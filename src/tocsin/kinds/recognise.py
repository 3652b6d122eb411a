"""Recognise: which kind each column holds, asked of a sample and weighed with the header's hint.

First a sample is asked: the first rows, and rows spread evenly over the rest, since a file's first
rows are often its oldest, or chosen. Strong shapes (e-mail, hash) are told by their cells. What is
only words or numbers (names, towns, birth dates) is told by the column as a whole (`telling`), by
its neighbours, or by its header; else it stays unknown. A header never decides alone: enough cells
must have the kind's shape. Then the chosen kinds are counted in all rows, so that `share` and
`filled` are exact; what else a mixed column holds (`mixed`) is as in the sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

import ibis
import ibis.expr.types as ir

from tocsin.kinds import KINDS, missing, telling
from tocsin.kinds.base import Kind
from tocsin.kinds.checks import guarded
from tocsin.kinds.folding import EDGES, SPACE, trim
from tocsin.kinds.headers import header_words, hinted, means_deleted, nameless
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

FIRST_ROWS = 500
"""Rows asked from the beginning."""

SPREAD_ROWS = 1_500
"""At least so many are asked of the whole table, evenly spread, and never twice as many; an odd step,
so that few periods of a file fall in with it."""

WHOLE_ROWS = 2 * SPREAD_ROWS
"""Rows up to which a table is its own sample."""

READ_CELLS = 60_000
"""Cells that are read as they stand, of all columns together; of a wide table fewer rows."""

CHECKED = frozenset({"iban", "payment_card"})
"""Kinds with check digits that hardly pass by chance."""

TRIED = 60
"""Different cells of a column whose check digits are tried before its kinds are asked for."""

READ_CHARACTERS = 200
"""Of each of them."""

ENOUGH = 0.6
"""Share of filled cells from which a strong shape speaks for itself."""

ENOUGH_HINTED = 0.3
"""The same where the header says so too: a damaged or mixed column."""

HINT = 0.5
"""What a header's hint adds to a share when two kinds compete."""

TOLD = 0.4
"""What the column as a whole adds where it tells a kind; a header that says another weighs more."""

PLACES = frozenset({"city", "postal_address", "coordinates"})
NEAR = 2
"""Columns from an address or a town within which its postcode stands."""

SEVERAL = 0.05
"""Share of cells from which a kind is named in a mixed column."""

UNIQUE = 0.999
"""The same, from which values are taken to be unique (a leak has a few rows twice)."""

DENSE = 0.9
"""Share of rows filled, from which a column has a value for everybody."""

BARE = "^(?:0|[1-9][0-9]*)$"
"""An integer without more."""

PLAIN_KEYS = frozenset({"id", "uid"})
"""Headers of a table's own key: customer numbers only where no other column is."""

BY_NAME = {kind.name: kind for kind in KINDS}

NOTHING = frozenset(missing.WORDS)

NEARLY_ALL = 0.9
"""Share of the bare integers of a column that must pass a kind's check digit, without a hint."""

CHANCE = 2e-5
"""Probability that so many cells pass a check by chance, from which down it is ruled out: one column
in fifty thousand; for a check that one number in ten passes, five different numbers that all do."""


def sample(table: ir.Table) -> ir.Table:
    """Take the rows that are asked: the first, and some of all the rest."""
    row = table["row"]
    step = (row.max().as_scalar() // (2 * SPREAD_ROWS)) * 2 + 1
    return table.filter((row < FIRST_ROWS) | (row % step == 0))


def worth_asking(read: Sequence[Mapping[str, object]], columns: Sequence[str]) -> tuple[Kind, ...]:
    """Give the kinds that `ask` shall count; `read` is the answer of `read_ask`.

    Check digits are dear to work in an engine. Where none of many different cells of any column
    passes a kind's check, hardly one in twenty of its cells does, and the kind is not asked for.
    """
    return worth_asking_of([_filled(read, place) for place in range(len(columns))])


def worth_asking_of(cells: Sequence[Sequence[str]]) -> tuple[Kind, ...]:
    """The same of the filled cells of each column that were read."""
    some = {
        cell
        for column in cells
        for cell in telling.Cells(column).some(TRIED)
        if any(character.isdigit() for character in cell)
    }
    return tuple(
        kind
        for kind in KINDS
        if (kind.by_chance is None and kind.name not in CHECKED)
        or any(kind.normal_of(cell) is not None for cell in some)
    )


def ask(sample: ir.Table, columns: Sequence[str], kinds: Sequence[Kind] = KINDS) -> ir.Table:
    """Count, over a `sample`, the filled cells of each column and those that look like each kind.

    A row a column `c`: `place` (of `c` in `columns`), `rows`, `filled`, `distinct`, `bare`, and a
    count for each kind. The cells are put under each other, and equal ones of a column together, so
    that each kind is asked once of each different cell.
    """
    piles = [
        sample.select(place=ibis.literal(place, "int64"), cell=_cell(sample[name]))
        for place, name in enumerate(columns)
    ]
    return _ask_of(ibis.union(*piles) if len(piles) > 1 else piles[0], kinds)


def ask_piled(pile: ir.Table, kinds: Sequence[Kind] = KINDS) -> ir.Table:
    """Ask the same of columns that lie under each other already: `place`, `cell`.

    However many columns of however many tables, it is one short question.
    """
    return _ask_of(pile.select("place", cell=_cell(pile["cell"])), kinds)


def _ask_of(cells: ir.Table, kinds: Sequence[Kind]) -> ir.Table:
    each = cells.group_by("place", "cell").aggregate(times=cells.count())
    each = each.mutate(**{kind.name: kind.looks(each.cell) for kind in kinds})
    cell, times = each.cell, each.times

    def counted(condition: ir.BooleanValue) -> ir.IntegerScalar:
        return ibis.ifelse(condition, times, 0).sum().coalesce(0)

    return each.group_by("place").aggregate(
        rows=times.sum(),
        filled=counted(cell.notnull()),
        distinct=cell.count(),
        bare=counted(cell.re_search(BARE)),
        **{kind.name: counted(each[kind.name]) for kind in kinds},
        **{
            f"{kind.name}__weak": counted(each[kind.name] & _weak(kind.weak, cell))
            for kind in kinds
            if kind.weak
        },
    )


def read_ask(sample: ir.Table, columns: Sequence[str]) -> ir.Table:
    """Take the cells of a `sample` that are read: `row`, and `c0`, `c1` ... as texts, in order."""
    every = read_step(len(columns))
    number = ibis.row_number().over(order_by=sample["row"])
    some = sample.mutate(number=number).filter(lambda rows: rows.number % every == 0)
    cells = {
        f"c{place}": _cell(some[name]).substr(0, READ_CHARACTERS)
        for place, name in enumerate(columns)
    }
    return some.select("row", **cells).order_by("row")


def read_step(columns: int) -> int:
    """Of how many rows of a sample one is read, where a table has so many columns."""
    return -(-columns * 2 * (FIRST_ROWS + SPREAD_ROWS) // READ_CELLS)


def read_piled_ask(pile: ir.Table) -> ir.Table:
    """Take the filled cells that are read of a pile: `place`, `cell`, of rows that are to be `read`, in order."""
    cell = _cell(pile["cell"]).substr(0, READ_CHARACTERS)
    some = pile.filter(pile["read"]).select("number", "place", cell=cell)
    return some.filter(some["cell"].notnull()).order_by("number")


def weigh(
    answer: Iterable[Mapping[str, object]],
    read: Sequence[Mapping[str, object]],
    headers: Sequence[str],
) -> tuple[Column, ...]:
    """Choose one kind for each column.

    `answer` is that of `ask`, `read` that of `read_ask`; `headers` name the columns, in their order.
    """
    return weigh_of(answer, [_filled(read, place) for place in range(len(headers))], headers)


def weigh_of(
    answer: Iterable[Mapping[str, object]], cells: Sequence[Sequence[str]], headers: Sequence[str]
) -> tuple[Column, ...]:
    """Choose likewise, by the filled cells of each column that were read."""
    unasked = dict.fromkeys(BY_NAME, 0)
    counts = {int(str(row["place"])): unasked | {k: _number(row, k) for k in row} for row in answer}
    for place, counted in counts.items():
        counted |= _without_value(cells[place], counted["filled"])
    told = [telling.told(column) for column in cells]
    alone = _all_judged(headers, counts, told, frozenset())
    judged = _all_judged(headers, counts, told, frozenset(column.kind for column in alone))
    judged = _beside_each_other(judged, cells)
    numbered = [column for column in judged if column.kind == "customer_number"]
    named = [column for column in numbered if header_words(column.name) not in PLAIN_KEYS]
    return tuple(
        replace(column, kind="unknown", share=0.0)
        if named and column in numbered and column not in named
        else replace(column, mixed=_mixed(column, counts.get(place, {})))
        for place, column in enumerate(judged)
    )


def confirm_ask(table: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """Count over all rows the filled cells of each column and those of its kind."""
    names = [f"c{place}" for place in range(len(columns))]
    cells = table.select(**{name: _text(table[name]) for name in names})
    counts: dict[str, ir.Value] = {}
    for name, column in zip(names, columns, strict=True):
        cell = cells[name]
        counts[f"{name}__filled"] = _count(_filled_cell(cell))
        if column.kind in BY_NAME:
            looks = BY_NAME[column.kind].looks
            # most cells need no trimming, which is dear
            alike = ibis.ifelse(looks(cell), ibis.literal(value=True), _alike_trimmed(cell, looks))
            counts[f"{name}__alike"] = _count(alike)
    return cells.aggregate(**counts)


def _filled_cell(cell: ir.StringValue) -> ir.BooleanValue:
    """Whether a cell holds more than white space; only one that begins so is looked through."""
    suspect = (cell < "!") | (cell > "~")
    return ibis.ifelse(suspect, ~cell.re_search(f"^(?:{SPACE})?$"), cell.notnull())


def _alike_trimmed(
    cell: ir.StringValue, looks: Callable[[ir.StringValue], ir.BooleanValue]
) -> ir.BooleanValue:
    """Whether a cell with white space at its ends looks like a kind without it."""
    return guarded(cell.re_search(EDGES), looks(cell.re_replace(EDGES, "")) & _filled_cell(cell))


def confirm_weigh(answer: Mapping[str, object], columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the columns their exact `share` and `filled`."""
    exact = []
    for place, column in enumerate(columns):
        filled = _number(answer, f"c{place}__filled")
        alike = _number(answer, f"c{place}__alike") if column.kind in BY_NAME else 0
        exact.append(replace(column, filled=filled, share=_share(alike, filled)))
    return tuple(exact)


def exact(answer: Iterable[Mapping[str, object]], columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the columns their exact `share` and `filled`, by what `ask` counted over all rows."""
    counted = {int(str(row["place"])): row for row in answer}
    return tuple(
        replace(
            column,
            filled=_number(row, "filled"),
            share=_share(_number(row, column.kind), _number(row, "filled"))
            if column.kind in BY_NAME
            else 0.0,
        )
        if (row := counted.get(place))
        else column
        for place, column in enumerate(columns)
    )


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
    return trim(_text(value)).nullif("")


def _text(value: ir.Value) -> ir.StringValue:
    return value if value.type().is_string() else value.cast("string")


def _count(condition: ir.BooleanValue) -> ir.IntegerScalar:
    return ibis.ifelse(condition, 1, 0).sum().coalesce(0)


def _weak(
    shape: str | Callable[[ir.StringValue], ir.BooleanValue], cell: ir.StringValue
) -> ir.BooleanValue:
    return cell.re_search(shape) if isinstance(shape, str) else shape(cell)


def _number(answer: Mapping[str, object], key: str) -> int:
    return int(str(answer[key]))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _without_value(read: Sequence[str], filled: int) -> dict[str, int]:
    """How many of the filled cells say that there is no value, by those that were read; in how many words."""
    words = [cell for cell in read if cell in NOTHING]
    return {"words": round(_share(len(words), len(read)) * filled), "said": len(set(words))}


def _filled(read: Sequence[Mapping[str, object]], place: int) -> list[str]:
    """The filled cells of one column that were read."""
    return [str(cell) for row in read if (cell := row[f"c{place}"]) is not None]


def _all_judged(
    headers: Sequence[str],
    counts: Mapping[int, Mapping[str, int]],
    told: Sequence[Mapping[str, float]],
    held: frozenset[str],
) -> list[Column]:
    """Judge each column, in a table of which it is known that it holds some kinds."""
    return [
        _judged(header, counts[place], told[place], held) if place in counts else Column(header)
        for place, header in enumerate(headers)
    ]


def _judged(
    header: str, counts: Mapping[str, int], told: Mapping[str, float], held: frozenset[str]
) -> Column:
    filled, rows = counts["filled"], counts["rows"]
    hints = hinted(header)
    shares = {
        kind.name: _share(counts[kind.name], filled)
        for kind in KINDS
        if _may_be(kind, header, hints, counts, rows, told, held)
    }
    if not shares:
        return Column(header, filled=filled)
    if {"full_name", "family_name"} <= shares.keys() and not shares.keys() & told.keys():
        # 'nom' heads both: two words in most cells make it full names.
        del shares["full_name" if shares["full_name"] < ENOUGH else "family_name"]
    best = max(
        shares,
        key=lambda name: shares[name] + HINT * (name in hints) + TOLD * (name in told),
    )
    return Column(header, kind=best, share=shares[best], filled=filled)


def _may_be(
    kind: Kind,
    header: str,
    hints: frozenset[str],
    counts: Mapping[str, int],
    rows: int,
    told: Mapping[str, float],
    held: frozenset[str],
) -> bool:
    """Whether a column's cells, with its header and the table's other kinds, suffice for a kind."""
    filled, hint = counts["filled"], kind.name in hints
    sure = hint or kind.name in told
    alike = counts[kind.name] - (0 if sure else counts.get(f"{kind.name}__weak", 0))
    if _share(alike, filled) < (ENOUGH_HINTED if sure else ENOUGH):
        return False
    if kind.name == "country" and not (hint or nameless(header)):
        return False
    if kind.name in told:
        return True
    if kind.beside is not None:
        return kind.beside in held and (hint or nameless(header))
    distinct = _share(counts["distinct"], filled)
    if kind.name == "customer_number":
        return hint and distinct >= UNIQUE and filled >= DENSE * rows
    if kind.needs_header or hint:
        return hint
    if kind.by_chance is not None:
        return _beyond_chance(kind.by_chance, alike, counts)
    if _share(counts["bare"], filled) >= ENOUGH and kind.name not in CHECKED | {"password_hash"}:
        return kind.name == "date" and _share(alike, filled) >= NEARLY_ALL
    return True


def _beside_each_other(judged: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Tell what columns without a name tell only beside others: postcodes, halves of coordinates."""
    columns = list(judged)
    free = [p for p, c in enumerate(columns) if c.kind == "unknown" and nameless(c.name)]
    halves = {place: telling.halves(cells[place]) for place in free}
    for place in free:
        pair = [halves.get(place, frozenset()), halves.get(place + 1, frozenset())]
        if _latitude_and_longitude(*pair):
            for half in (place, place + 1):
                columns[half] = replace(columns[half], kind="coordinates", share=1.0)
                halves[half] = frozenset()
    if not any(column.kind == "postcode" for column in columns):
        near = [p for p, c in enumerate(columns) if c.kind in PLACES]
        codes = {
            place: min(abs(place - other) for other in near)
            for place in free
            if near and telling.can_be_postcode(cells[place])
        }
        nearest = min(codes, key=lambda place: codes[place], default=None)
        if nearest is not None and codes[nearest] <= NEAR:
            columns[nearest] = replace(columns[nearest], kind="postcode", share=1.0)
    return columns


def _latitude_and_longitude(one: frozenset[str], other: frozenset[str]) -> bool:
    return ("latitude" in one and "longitude" in other) or (
        "longitude" in one and "latitude" in other
    )


def _mixed(column: Column, counts: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """Give the shares of the kinds that a mixed column holds, by strong shapes alone."""
    filled = counts.get("filled", 0)
    shares = {
        kind.name: _share(counts[kind.name] - counts.get(f"{kind.name}__weak", 0), filled)
        for kind in KINDS
        if filled and not kind.needs_header and kind.by_chance is None and kind.beside is None
    }
    held = {name: share for name, share in shares.items() if share >= SEVERAL}
    if column.kind != "unknown":
        held |= {column.kind: column.share}
    if len(held) < 2 or sum(held.values()) > 1 + SEVERAL:
        return ()
    return tuple(sorted(held.items(), key=lambda pair: -pair[1]))


def _beyond_chance(by_chance: float, alike: int, counts: Mapping[str, int]) -> bool:
    """Whether nearly all integers pass a check, and of the different cells too many for chance.

    By Chernoff's bound on so large a share of so many independent cells; words for a missing value are
    none of them.
    """
    share = min(_share(alike, counts["filled"] - counts["words"]), 1.0)
    if share <= by_chance or alike < NEARLY_ALL * counts["bare"]:
        return False
    surprise = share * log(share / by_chance)
    if share < 1.0:
        surprise += (1.0 - share) * log((1.0 - share) / (1.0 - by_chance))
    return (counts["distinct"] - counts["said"]) * surprise >= -log(CHANCE)
