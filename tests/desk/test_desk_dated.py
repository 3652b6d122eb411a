"""The drill's copy is dated as a real case's is: the truth lies in the period, and nothing contradicts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Told = Callable[[str], dict[str, Any]]


def test_the_drill_was_copied_within_the_period_that_is_said(told: Told, truth: Told) -> None:
    taken = told("genuine")["taken"]
    copied = datetime.fromisoformat(truth("genuine")["copied_at"])

    assert datetime.fromisoformat(taken["earliest"]) <= copied
    assert copied < datetime.fromisoformat(taken["latest"])
    assert (taken["consistent"], taken["misfits"]) == (1.0, [])


def test_the_rows_that_bound_it_are_numbered_and_nothing_of_them_is_shown(told: Told) -> None:
    (population,) = told("genuine")["taken"]["populations"]

    assert {"why", "at", "row", "field"} == set(population["bindings"][0])
    assert all(0 <= binding["row"] < 650 for binding in population["bindings"])


def test_the_filter_of_the_copy_is_told(told: Told) -> None:
    groups = {one["group"]: one["held"] for one in told("genuine")["taken"]["lacking"]}

    assert groups == {"without a password": 0}


def test_nothing_is_told_of_who_is_missing_from_a_sample(told: Told) -> None:
    taken = told("sample")["taken"]

    assert (taken["newest"], taken["lacking"]) == (None, [])
