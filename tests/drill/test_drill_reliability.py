"""What was said of certainty, held against the truth of a drill."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import pyarrow as pa
import pytest

from tocsin.drill import score
from tocsin.terms.reliability import Reliability, Step

Said = tuple[int, int, float, bool]
"""A row, a record, a probability, and whether the pair is a link."""


@pytest.fixture(scope="module")
def engine() -> Iterator[ibis.BaseBackend]:
    made = ibis.duckdb.connect(threads=1)
    yield made
    made.disconnect()


def told(
    engine: ibis.BaseBackend, said: list[Said], truth: dict[int | None, int | None]
) -> Reliability:
    rows, records, chances, linked = zip(*said, strict=True)
    pairs = pa.table(
        {
            "leak_row": pa.array(rows, pa.int64()),
            "register_id": pa.array(records, pa.int64()),
            "probability": pa.array(chances, pa.float64()),
            "linked": pa.array(linked, pa.bool_()),
        }
    )
    known = pa.table(
        {
            "row": pa.array(truth.keys(), pa.int64()),
            "customer_no": pa.array(truth.values(), pa.int64()),
        }
    )
    question = score.ask_reliability(ibis.memtable(pairs), ibis.memtable(known))
    return score.weigh_reliability(engine.to_pyarrow(question).to_pylist())


def test_links_of_one_step_are_counted_together(engine: ibis.BaseBackend) -> None:
    said = [(0, 7, 0.96, True), (1, 8, 0.98, True)]

    (step,) = told(engine, said, {0: 7, 1: 9}).links

    assert (step.low, step.high, step.pairs, step.right) == (0.95, 0.99, 2, 1)
    assert step.expected == pytest.approx(1.94)


def test_a_probability_at_the_end_of_a_step_is_of_the_next(engine: ibis.BaseBackend) -> None:
    (step,) = told(engine, [(0, 7, 0.99, True)], {0: 7}).links

    assert step.low == 0.99


def test_a_probability_of_one_is_of_the_last_step(engine: ibis.BaseBackend) -> None:
    (step,) = told(engine, [(0, 7, 1.0, True)], {0: 7}).links

    assert step.high == 1.0


def test_a_link_of_a_made_up_row_is_wrong(engine: ibis.BaseBackend) -> None:
    (step,) = told(engine, [(0, 7, 0.96, True)], {0: None}).links

    assert step.right == 0


def test_pairs_that_are_no_links_are_told_apart(engine: ibis.BaseBackend) -> None:
    found = told(engine, [(0, 7, 0.96, True), (0, 8, 0.03, False)], {0: 8})

    assert [step.right for step in found.links] == [0]
    assert found.others == (Step(0.0, 0.05, 1, 0.03, 1),)


def test_steps_come_from_the_least_certain_on(engine: ibis.BaseBackend) -> None:
    found = told(engine, [(0, 7, 0.9995, True), (1, 8, 0.96, True)], {0: 7, 1: 8})

    assert [step.low for step in found.links] == [0.95, 0.999]


@pytest.mark.parametrize(("right", "holds"), [(90, True), (60, False), (100, False)])
def test_what_was_said_holds_if_chance_could_have_made_it_so(right: int, holds: bool) -> None:
    assert Step(0.8, 0.95, 100, 90.0, right).holds is holds
