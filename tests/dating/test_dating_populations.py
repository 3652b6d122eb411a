"""Leaks that were stitched together, and single copies that only have some wrong times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from dating_cases import DAY, HOUR, NOW, YEAR, rows

from tocsin.dating import clocks
from tocsin.dating.bounds import EARLY, FAR, OPENED, OTHERWISE, Bounds, Ints
from tocsin.dating.fit import best
from tocsin.dating.reckoning import Reckoned, reckon
from tocsin.terms.period import Misfit

COPIED, OLDER = NOW - 5 * DAY, NOW - 200 * DAY


def reckoned(lower: Ints, upper: Ints, starts: Sequence[int] = (0,)) -> Reckoned:
    by = np.full(len(lower), OPENED)
    changes = np.concatenate([lower, upper[upper < FAR]])
    places = np.arange(len(lower))
    found = reckon(Bounds(places, lower, upper, by, by, lower, by, changes), NOW, starts)
    assert found is not None
    return found


def both(rng: np.random.Generator, newer: int, older: int) -> tuple[Ints, Ints]:
    parts = rows(rng, COPIED, newer), rows(rng, OLDER, older)
    return np.append(parts[0][0], parts[1][0]), np.append(parts[0][1], parts[1][1])


def test_two_stretches_of_different_days_are_told_apart_with_a_period_each() -> None:
    rng = np.random.default_rng(1)

    found = reckoned(*both(rng, 4_000, 3_000))

    newer, older = found.groups
    assert newer.fit.after <= COPIED < newer.fit.before
    assert older.fit.after <= OLDER < older.fit.before
    assert abs(newer.last - 4_000) < 60
    assert found.misfits == ()


def test_a_part_of_its_own_begins_where_its_table_begins() -> None:
    rng = np.random.default_rng(2)

    found = reckoned(*both(rng, 4_000, 3_000), starts=(0, 4_000))

    assert [(one.first, one.last) for one in found.populations] == [(0, 3_999), (4_000, 6_999)]


def test_scattered_rows_of_an_older_copy_are_a_population() -> None:
    rng = np.random.default_rng(3)
    lower, upper = both(rng, 8_000, 2_000)
    order = rng.permutation(len(lower))

    found = reckoned(lower[order], upper[order])

    newer, older = found.groups
    assert newer.fit.after <= COPIED < newer.fit.before
    assert older.fit.after <= OLDER < older.fit.before
    assert found.populations[1].first is None


@pytest.mark.parametrize("seed", range(12))
def test_wrong_times_make_no_second_copy(seed: int) -> None:
    rng = np.random.default_rng(seed)

    found = reckoned(*rows(rng, COPIED, 8_000, wrong=0.03))

    assert len(found.groups) == 1


def test_creation_times_ahead_of_the_changes_are_put_back_where_those_are_many() -> None:
    rng = np.random.default_rng(4)
    opened = np.sort(rng.integers(COPIED - 30 * DAY, COPIED, 9_000))
    replaced = rng.integers(COPIED, NOW, 20_000)
    lower = np.append(opened + 2 * HOUR, np.full(20_000, COPIED - YEAR))
    upper = np.append(np.full(9_000, FAR), replaced)
    by = np.append(np.full(9_000, OPENED), np.zeros(20_000, dtype=np.int64))

    agreeing = np.append(opened, lower[9_000:])

    assert clocks.shift(lower, upper, by, best(lower, upper, NOW), NOW) == 2
    assert clocks.shift(agreeing, upper, by, best(agreeing, upper, NOW), NOW) == 0


def test_customers_opened_together_after_the_copy_are_an_import() -> None:
    rng = np.random.default_rng(5)
    lower, upper = rows(rng, COPIED, 60_000)
    lower[:30] = COPIED + 3 * DAY

    found = reckoned(lower, upper)

    assert [(one.sort, one.rows) for one in found.misfits] == [(Misfit.IMPORT, 30)]


def test_a_row_an_hour_off_is_put_down_to_a_clock() -> None:
    rng = np.random.default_rng(6)
    lower, upper = rows(rng, COPIED, 60_000)
    lower[0] = reckoned(lower, upper).main.before + HOUR

    found = reckoned(lower, upper)

    assert [(one.sort, one.rows) for one in found.misfits] == [(Misfit.CLOCK, 1)]


def test_rows_of_which_nothing_is_known_bound_nothing_and_do_not_count() -> None:
    lower = np.append(np.full(5, 30 * YEAR), np.full(95, EARLY))

    found = reckoned(lower, np.full(100, FAR))

    assert (found.populations[0].rows, found.populations[0].fitting) == (5, 5)
    assert found.populations[0].period.before is None


def test_rows_that_may_be_of_either_copy_make_neither_period_narrower() -> None:
    older, either, newer = np.arange(20), np.full(10, 45), np.arange(130, 150)
    lower = DAY * np.concatenate([older, either, newer])
    upper = np.concatenate([np.full(20, 50 * DAY), np.full(30, FAR)])

    found = reckoned(lower, upper)

    first = next(one for one in found.groups if one.first == 0)
    assert (first.fit.after, first.fit.before) == (19 * DAY, 50 * DAY)
    assert found.misfits == ()


@pytest.mark.parametrize("seed", range(6))
def test_wrong_times_that_stand_together_by_chance_make_no_second_copy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lower, upper = rows(rng, COPIED, 900, wrong=0.02)
    order = np.argsort(lower, kind="stable")

    assert len(reckoned(lower[order], upper[order]).groups) == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_few_rows_in_each_part_of_a_clean_leak_tell_them_apart(seed: int) -> None:
    rng = np.random.default_rng(seed)

    found = reckoned(*both(rng, 400, 150))

    assert len(found.groups) == 2


@pytest.mark.parametrize("seed", range(6))
def test_edited_rows_of_a_leak_in_the_order_of_opening_make_no_second_copy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    opened = np.sort(rng.integers(COPIED - 8 * YEAR, COPIED, 4_600))
    last = np.maximum(opened + 2, rng.integers(NOW - 3 * YEAR, NOW, 4_600))
    upper = np.where(rng.random(4_600) < 0.01, last, FAR)
    by, places = np.full(4_600, OPENED), np.arange(4_600)

    found = reckon(
        Bounds(places, opened, upper, by, np.full(4_600, OTHERWISE), opened, by, last), NOW
    )

    assert found is not None
    assert len(found.groups) == 1
