"""Learned: what the other rows of a leak tell of each."""

from __future__ import annotations

import pyarrow as pa
import pytest
from linkage_cases import Bench

from tocsin.linkage import learned, score
from tocsin.linkage.comparisons import BIRTH_DATE, COMPARISONS

BIG = 2_500_000


def told(
    bench: Bench, weights: list[float], rows: int, size: int = BIG, **levels: list[int]
) -> dict[str, float]:
    """What is learned of pairs with these weights, and levels by comparison ('same' where not said)."""
    nought = [0] * len(weights)
    at = {
        f"at_{one.name}": pa.array(levels.get(one.name, nought), pa.int8()) for one in COMPARISONS
    }
    best = bench.known(pa.table({"weight": pa.array(weights, pa.float64()), **at}))
    leak = bench.known(pa.table({"row": pa.array(range(rows), pa.int64())}))
    (answer,) = bench.answer(learned.ask(best, leak, size))
    return {name: float(bits) for name, bits in answer.items()}


def bits(bench: Bench, weights: list[float], rows: int, size: int = BIG) -> float:
    return told(bench, weights, rows, size)["bits"]


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


DIFFERS = [level.name for level in BIRTH_DATE.levels].index("differs")
BITS = score.learned_bits(BIRTH_DATE, DIFFERS)


def test_where_many_birth_dates_differ_one_that_differs_says_less(bench: Bench) -> None:
    half = [0, DIFFERS] * 5000
    before = BIRTH_DATE.level("differs").bits
    assert told(bench, [30.0] * 10_000, 10_000, birth_date=half)[BITS] > before + 3.0


def test_a_level_moves_by_no_more_than_its_bound(bench: Bench) -> None:
    never = [DIFFERS] * 100_000
    before = BIRTH_DATE.level("differs").bits
    moved = told(bench, [30.0] * 100_000, 100_000, birth_date=never)[BITS]
    assert moved == pytest.approx(before + learned.UP, abs=0.001)


def test_pairs_that_are_no_links_teach_nothing(bench: Bench) -> None:
    weights, dates = [30.0] * 5000 + [-20.0] * 5000, [0] * 5000 + [DIFFERS] * 5000
    before = BIRTH_DATE.level("differs").bits
    learnt = told(bench, weights, 10_000, birth_date=dates)[BITS]
    assert learnt == pytest.approx(before - learned.DOWN, abs=0.001)


def test_the_few_that_a_strange_leak_links_teach_nothing(bench: Bench) -> None:
    before = BIRTH_DATE.level("differs").bits
    namesakes = [DIFFERS] * 50
    assert told(bench, [30.0] * 50, 65_000, birth_date=namesakes)[BITS] == pytest.approx(
        before, abs=0.1
    )


def test_six_pairs_leave_the_levels_where_they_were(bench: Bench) -> None:
    before = BIRTH_DATE.level("differs").bits
    six = told(bench, [30.0] * 6, 6, birth_date=[DIFFERS, 0, 0, 0, 0, 0])[BITS]
    assert six == pytest.approx(before, abs=0.7)


def test_of_what_only_a_true_copy_has_right_nothing_is_learned(bench: Bench) -> None:
    names = told(bench, [30.0] * 10, 10)
    assert not [name for name in names if "customer_number" in name or "password_hash" in name]
