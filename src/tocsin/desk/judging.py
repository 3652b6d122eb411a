"""Judging: which kind each column of a table holds, asked of a sample, then counted over all rows."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.kinds import recognise
from tocsin.ports import Engine
from tocsin.terms.table import Column


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
