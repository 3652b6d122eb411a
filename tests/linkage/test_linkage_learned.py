"""Learned: what the other rows of a leak tell of each."""

from __future__ import annotations

import pyarrow as pa
import pytest
from linkage_cases import Bench

from tocsin.linkage import learned

BIG = 2_500_000


def bits(bench: Bench, weights: list[float], rows: int, size: int = BIG) -> float:
    best = bench.known(pa.table({"weight": pa.array(weights, pa.float64())}))
    leak = bench.known(pa.table({"row": pa.array(range(rows), pa.int64())}))
    (answer,) = bench.answer(learned.ask(best, leak, size))
    return float(answer["bits"])


def test_where_half_the_rows_are_customers_nothing_is_learned(bench: Bench) -> None:
    assert bits(bench, [30.0] * 1000, 1980) == pytest.approx(0.0, abs=0.01)


def test_where_nearly_all_are_the_odds_rise_to_a_bound(bench: Bench) -> None:
    assert bits(bench, [30.0] * 100_000, 100_000) == learned.MOST


@pytest.mark.parametrize("weights", [[], [5.0, 5.0]])
def test_where_hardly_any_is_the_odds_fall_to_a_bound(bench: Bench, weights: list[float]) -> None:
    assert bits(bench, weights, 100_000) == learned.LEAST


def test_six_rows_tell_little(bench: Bench) -> None:
    assert -2.0 < bits(bench, [30.0] * 6, 6) < 0.0


def test_a_small_register_is_taken_for_all_there_is(bench: Bench) -> None:
    assert bits(bench, [30.0] * 1000, 1980, size=2**10) == pytest.approx(6.0, abs=0.01)
