"""The period that most rows allow, where all times are right and where some are wrong."""

from __future__ import annotations

import numpy as np
import pytest
from dating_cases import DAY, NOW, rows
from hypothesis import given
from hypothesis import strategies as st

from tocsin.dating.bounds import EARLY, FAR, Ints
from tocsin.dating.fit import Fit, best

NOTHING = np.array([], dtype=np.int64)

moments = st.lists(st.integers(1, 1_000), max_size=20).map(lambda at: np.array(at, dtype=np.int64))


@given(moments, moments, st.integers(1, 1_000))
def test_where_all_times_are_right_the_copy_is_in_the_period(
    set_at: Ints, replaced: Ints, copied: int
) -> None:
    lower = np.concatenate([set_at[set_at <= copied], np.full((replaced > copied).sum(), EARLY)])
    upper = np.concatenate([np.full((set_at <= copied).sum(), FAR), replaced[replaced > copied]])

    fit = best(lower, upper, until=1_001)

    assert fit is None or fit.after <= copied < fit.before


@given(moments.filter(len), moments.filter(len))
def test_the_period_is_half_open_between_bounds_that_there_are(lower: Ints, upper: Ints) -> None:
    upper = upper + 1_000

    fit = best(
        np.append(lower, np.zeros_like(upper)), np.append(np.full_like(lower, FAR), upper), 2_001
    )

    assert fit is not None
    assert fit.after == lower.max()
    assert fit.before in {*upper.tolist(), FAR}


def test_of_right_times_the_period_is_as_narrow_as_they_allow() -> None:
    rng = np.random.default_rng(1)
    lower, upper = rows(rng, NOW - 5 * DAY, 20_000)

    fit = best(lower, upper, NOW)

    assert fit is not None
    assert (fit.after, fit.before) == (lower.max(), upper.min())


@pytest.mark.parametrize("count", [300, 3_000, 30_000])
@pytest.mark.parametrize(("wrong", "skewed"), [(0.01, 0.0), (0.0, 0.01)])
def test_of_one_in_a_hundred_wrong_the_period_still_holds_the_copy(
    count: int, wrong: float, skewed: float
) -> None:
    rng = np.random.default_rng(count)
    held, widths = 0, []
    for _ in range(100):
        copied = NOW - 5 * DAY + int(rng.integers(DAY))
        fit = best(*rows(rng, copied, count, wrong, skewed), NOW)
        assert fit is not None
        held += fit.after <= copied < fit.before
        right = rows(rng, copied, count)
        widths.append(
            (min(fit.before, NOW) - fit.after) / (min(right[1].min(), NOW) - right[0].max())
        )

    assert held >= 97  # 99 in a hundred, less what chance takes from a hundred tries
    assert np.median(widths) < 2


def test_a_wrong_time_beside_the_copy_makes_the_period_wider_not_wrong() -> None:
    rng = np.random.default_rng(3)
    lower, upper = rows(rng, NOW - 5 * DAY, 20_000, wrong=0.01)
    copied = NOW - 5 * DAY
    lower[0] = copied + 1  # in the very gap, so that it is the fullest

    fit = best(lower, upper, NOW)

    assert fit is not None
    assert fit.after <= copied < fit.before


def test_nothing_that_bounds_is_no_period() -> None:
    assert best(np.full(9, EARLY), np.full(9, FAR), NOW) is None
    assert best(NOTHING, NOTHING, NOW) is None


def test_a_row_that_contradicts_itself_counts_for_no_time() -> None:
    fit = best(np.array([50, 10]), np.array([40, FAR]), until=100)

    assert fit == Fit(after=10, before=FAR, at=10, rows=1)
    assert fit.allows(np.array([50]), np.array([40])).tolist() == [False]
