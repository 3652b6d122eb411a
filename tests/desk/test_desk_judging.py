"""Judging: small tables together, as if each were alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pyarrow as pa
import pytest

from tocsin.desk import judging
from tocsin.desk.judging import Small, confirmed, judge, judge_together
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

MAILS = [f"person{i}@post.example" for i in range(40)]
NUMBERS = [str(100_000 + i) for i in range(40)]
CARDS = ["4111111111111111", "5500005555555559"] * 20


@pytest.fixture
def engine() -> Iterator[DuckdbEngine]:
    with closing(DuckdbEngine()) as engine:
        yield engine


def small(kinds: dict[str, str] | None = None, **columns: list[str | None]) -> Small:
    """A table of these columns, which a person has corrected so."""
    height = len(next(iter(columns.values())))
    cells = {f"c{i}": pa.array(cells, pa.string()) for i, cells in enumerate(columns.values())}
    rows = pa.table({"row": pa.array(range(height), pa.int64()), **cells})
    return Small(rows, tuple(Column(head) for head in columns), kinds or {})


def alone(engine: DuckdbEngine, table: Small) -> tuple[Column, ...]:
    extract = engine.table("alone", table.rows)
    return confirmed(engine, extract, judge(engine, extract, table.columns, table.corrected))


TABLES = [
    small(mail=[*MAILS, None, "", "  "], number=[*NUMBERS, "x", "y", " z "]),
    small(a=[" person@post.example "]),
    small(card=CARDS, mixed=MAILS[:20] + CARDS[:20]),
    small(empty=[None, None], blank=["", " "]),
    small(postcode=["75011", "13001", "1050"], city=["Paris", "Marseille", "Ixelles"]),
]


def test_small_tables_are_judged_together_as_each_is_alone(engine: DuckdbEngine) -> None:
    assert judge_together(engine, TABLES) == tuple(alone(engine, table) for table in TABLES)


def test_it_does_not_matter_how_many_lie_in_one_pile(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = judge_together(engine, TABLES)
    monkeypatch.setattr(judging, "TOGETHER", 1)

    assert judge_together(engine, TABLES) == together


def test_a_table_without_rows_has_columns_of_nothing(engine: DuckdbEngine) -> None:
    ((column,),) = judge_together(engine, [small(mail=[])])

    assert (column.kind, column.share, column.filled) == ("unknown", 0.0, 0)


def test_no_table_is_nothing_to_ask(engine: DuckdbEngine) -> None:
    assert judge_together(engine, []) == ()


def test_a_column_that_a_person_corrected_is_counted_for_that_kind(engine: DuckdbEngine) -> None:
    table = small({"x": "iban"}, x=[*MAILS[:3], "BE71096123456769"])

    ((column,),) = judge_together(engine, [table])

    assert (column.kind, column.judged_by, column.share) == ("iban", "person", 0.25)


def test_a_correction_of_a_column_that_is_not_there_is_refused(engine: DuckdbEngine) -> None:
    with pytest.raises(Refused, match="a column that is not there: 'y'"):
        judge_together(engine, [small({"y": "email"}, x=MAILS)])


def test_a_hundred_small_tables_are_two_questions(
    engine: DuckdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    compile_ = engine._ibis.compile

    def compiled(question: object) -> str:
        asked.append("question")
        return str(compile_(question))

    monkeypatch.setattr(engine._ibis, "compile", compiled)

    judge_together(engine, [small(mail=MAILS, number=NUMBERS)] * 100)

    assert len(asked) == 2
