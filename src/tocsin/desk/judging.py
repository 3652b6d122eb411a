"""Judging: which kind each column of a table holds, asked of a sample, then counted over all rows.

A question costs a third of a second, however few rows it is put to. So small tables are asked about all
together, whole: their cells lie in one pile, by the columns that they are of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from tocsin.kinds import KINDS, recognise
from tocsin.kinds.base import Kind
from tocsin.ports import Engine
from tocsin.terms.answer import Row, whole
from tocsin.terms.table import Column

SMALL = recognise.WHOLE_ROWS
"""Rows up to which a table is judged with others, by all its rows."""

TOGETHER = 500_000
"""Cells of a pile, about: some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Small:
    """A small table: `row`, and `c0`, `c1` ... (string); how its columns are headed, and corrected."""

    rows: pa.Table
    columns: tuple[Column, ...]
    corrected: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many it has."""
        return int(self.rows.num_rows) * len(self.columns)


def judge(
    engine: Engine, extract: ir.Table, columns: tuple[Column, ...], corrected: Mapping[str, str]
) -> tuple[Column, ...]:
    """The kind of each column: guessed on a sample of rows, then corrected by a person's map."""
    names = tuple(f"c{place}" for place in range(len(columns)))
    with engine.passing():
        sample = engine.keep(recognise.sample(extract))
        cells = engine.answer(recognise.read_ask(sample, names))
        answer = engine.answer(recognise.ask(sample, names, recognise.worth_asking(cells, names)))
    guessed = recognise.weigh(answer, cells, tuple(column.name for column in columns))
    return recognise.correct(guessed, corrected)


def confirmed(engine: Engine, extract: ir.Table, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The same columns with their share and filled cells counted over all rows."""
    (answer,) = engine.answer(recognise.confirm_ask(extract, columns))
    return recognise.confirm_weigh(answer, columns)


def judge_together(engine: Engine, tables: Sequence[Small]) -> tuple[tuple[Column, ...], ...]:
    """The columns of small tables, judged, corrected, and counted over all rows."""
    return tuple(columns for some in _piles(tables) for columns in _judged(engine, some))


def _piles(tables: Sequence[Small]) -> Iterator[list[Small]]:
    """Tables in the order given, as many together as make a pile."""
    waiting: list[Small] = []
    cells = 0
    for table in tables:
        if waiting and cells + table.cells > TOGETHER:
            yield waiting
            waiting, cells = [], 0
        waiting.append(table)
        cells += table.cells
    if waiting:
        yield waiting


def _judged(engine: Engine, tables: list[Small]) -> Iterator[tuple[Column, ...]]:
    first = np.cumsum([0, *(len(table.columns) for table in tables)]).tolist()
    with engine.passing():
        pile = engine.table("pile", _pile(tables))
        read = _read(engine.stream(recognise.read_piled_ask(pile)).read_all(), first[-1])
        cells = [read[begin:end] for begin, end in pairwise(first)]
        worth = [recognise.worth_asking_of(columns) for columns in cells]
        wanted = [_names(kinds, table) for kinds, table in zip(worth, tables, strict=True)]
        asked = [kind for kind in KINDS if any(kind.name in names for names in wanted)]
        answer = engine.answer(recognise.ask_piled(pile, asked))
    counts = {whole(row, "place"): row for row in answer}
    for table, begin, columns, kinds in zip(tables, first, cells, worth, strict=False):
        places = range(len(table.columns))
        counted = [{**counts[begin + i], "place": i} for i in places if begin + i in counts]
        guessed = recognise.weigh_of(
            [_only(row, kinds) for row in counted],
            columns,
            tuple(column.name for column in table.columns),
        )
        yield recognise.exact(counted, recognise.correct(guessed, table.corrected))


def _read(cells: pa.Table, columns: int) -> list[list[str]]:
    """The cells that were read, by column."""
    ends = np.searchsorted(cells["place"].to_numpy(), np.arange(columns + 1)).tolist()
    return [cells["cell"][begin:end].to_pylist() for begin, end in pairwise(ends)]


def _names(kinds: Sequence[Kind], table: Small) -> set[str]:
    """The kinds that are counted for a table: what it may hold, and what a person says that it does."""
    return {kind.name for kind in kinds} | set(table.corrected.values())


def _only(row: Row, kinds: Sequence[Kind]) -> Row:
    """A column's counts without those of kinds that other tables are asked for: each is judged as if alone."""
    others = {kind.name for kind in KINDS} - {kind.name for kind in kinds}
    return {name: value for name, value in row.items() if name.removesuffix("__weak") not in others}


def _pile(tables: Sequence[Small]) -> pa.Table:
    """The cells of all columns under each other: `number`, `place`, `cell`, and whether its row is `read`."""
    cells: list[pa.Array] = []
    places: list[np.ndarray] = []
    read: list[np.ndarray] = []
    for table in tables:
        chosen = np.zeros(table.rows.num_rows, dtype=bool)
        chosen[:: recognise.read_step(len(table.columns))] = True
        for column in table.rows.columns[1:]:
            cells += column.chunks
            places.append(np.full(len(column), len(places), dtype=np.int64))
            read.append(chosen)
    pile = pa.concat_arrays(cells) if cells else pa.array([], pa.string())
    return pa.table(
        {
            "number": np.arange(len(pile), dtype=np.int64),
            "place": np.concatenate([np.empty(0, dtype=np.int64), *places]),
            "read": np.concatenate([np.empty(0, dtype=bool), *read]),
            "cell": pile,
        }
    )
