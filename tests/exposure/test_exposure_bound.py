"""The bound on what a search missed: exact values, and the direction of every change."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.exposure.bound import at_most, at_most_chance, recall_at_least


@pytest.mark.parametrize(
    ("recovered", "planted", "lower"),
    [
        (10, 10, 0.025 ** (1 / 10)),
        (400, 400, 0.025 ** (1 / 400)),
        (1, 10, 1 - 0.975 ** (1 / 10)),
        (8, 10, 0.4439),  # the two-sided 95% interval of 8 in 10 in the tables: 0.4439 to 0.9748
        (5, 10, 0.1871),  # and of 5 in 10: 0.1871 to 0.8129
        (0, 10, 0.0),
    ],
)
def test_recall_has_the_lower_limit_of_clopper_and_pearson(
    recovered: int, planted: int, lower: float
) -> None:
    assert recall_at_least(recovered, planted) == pytest.approx(lower, abs=5e-5)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_the_chance_is_the_sum_of_the_binomial(most: int, trials: int, chance: float) -> None:
    summed = sum(
        math.comb(trials, i) * chance**i * (1 - chance) ** (trials - i)
        for i in range(min(most, trials) + 1)
    )

    assert at_most_chance(most, trials, chance) == pytest.approx(summed, abs=1e-9)


def test_with_nothing_found_the_bound_is_the_smallest_number_that_could_not_hide() -> None:
    bound, recall = at_most(0, 200, 400, 650_000), recall_at_least(200, 400)

    assert (1 - recall) ** bound <= 0.025 < (1 - recall) ** (bound - 1)


@given(st.integers(0, 399), st.integers(0, 50))
def test_a_better_search_never_gives_a_larger_bound(recovered: int, found: int) -> None:
    assert at_most(found, recovered + 1, 400, 10_000) <= at_most(found, recovered, 400, 10_000)


@given(st.integers(1, 400), st.integers(0, 500))
def test_more_found_never_gives_a_smaller_bound(recovered: int, found: int) -> None:
    assert at_most(found + 1, recovered, 400, 10_000) >= at_most(found, recovered, 400, 10_000)


@settings(max_examples=30)
@given(st.integers(0, 400), st.data())
def test_the_bound_lies_between_what_was_found_and_all_rows(
    recovered: int, data: st.DataObject
) -> None:
    rows = data.draw(st.integers(0, 650_000))
    found = data.draw(st.integers(0, rows))

    assert found <= at_most(found, recovered, 400, rows) <= rows


def test_a_search_that_finds_none_of_its_controls_bounds_nothing() -> None:
    assert at_most(0, 0, 400, 650_000) == 650_000
