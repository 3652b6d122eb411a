"""Asking an engine how pairs of values agree."""

from collections.abc import Callable, Sequence

import ibis
import pyarrow as pa
import pytest

Agreement = Callable[[ibis.Table, str, str, str], ibis.Table]
Pair = tuple[str | None, str | None]
OfPairs = Callable[[Agreement, Sequence[Pair]], list[object]]
SCHEMA = pa.schema([("row", pa.int64()), ("a", pa.string()), ("b", pa.string())])


def _pairs(pairs: Sequence[Pair]) -> pa.Table:
    rows = [{"row": n, "a": a, "b": b} for n, (a, b) in enumerate(pairs)]
    return pa.Table.from_pylist(rows, SCHEMA)


@pytest.fixture(scope="session")
def pairs_on_duckdb() -> OfPairs:
    from tocsin.edges.duckdb import DuckdbEngine

    engine = DuckdbEngine()

    def ask(agreement: Agreement, pairs: Sequence[Pair]) -> list[object]:
        with engine.passing():
            told = agreement(engine.table("pairs", _pairs(pairs)), "a", "b", "told")
            return [row["told"] for row in engine.answer(told.order_by("row"))]

    return ask


@pytest.fixture(scope="session")
def pairs_on_spark() -> OfPairs:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    from tocsin.edges.spark import SparkEngine
    from tocsin.terms.errors import Unavailable

    try:
        engine = SparkEngine("local[1]")
    except Unavailable:
        pytest.skip("Spark does not start here (no Java?)")

    def ask(agreement: Agreement, pairs: Sequence[Pair]) -> list[object]:
        told = agreement(engine.table("pairs", _pairs(pairs)), "a", "b", "told")
        return [row["told"] for row in engine.answer(told.order_by("row"))]

    return ask
