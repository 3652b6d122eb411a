"""Score: the desk's links held against the drill's truth, and what it said of their certainty.

>>> score = weigh({"linked": 98, "right": 97, "owed": 100, "countries": 97})
>>> round(score.precision, 3), score.recall, round(score.f1, 3)
(0.99, 0.97, 0.98)
>>> weigh({"linked": 0, "right": 0, "owed": 0, "countries": 0}).f1 is None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import ibis
import ibis.expr.types as ir

from tocsin.drill.judged import Judged
from tocsin.terms.answer import Row, whole
from tocsin.terms.reliability import Reliability, Step

LINKS = (0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 1.0)
"""Where the steps of links begin and end, by their probability; no link is below the first."""

OTHERS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
"""The same of other pairs, by their chance."""

UNTOLD = Reliability((), ())
"""Where there are no links to be held against the truth."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows were linked, to whom, and how many should have been."""

    linked: int
    right: int
    owed: int
    """Rows that were copied from a customer, in truth."""

    countries: int
    """Linked rows whose record is of the country that the truth says."""

    reliability: Reliability = UNTOLD
    """Whether the links that are said to be so certain are so often right."""

    judged: Judged | None = None
    """Whether verdict and time of copying are right; None before they are given."""

    @property
    def precision(self) -> float | None:
        """Share of links that are right; None without links."""
        return self.right / self.linked if self.linked else None

    @property
    def recall(self) -> float | None:
        """Share of rows owed a link that have the right one; None where none is owed."""
        return self.right / self.owed if self.owed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where nothing is owed."""
        return 2 * self.right / (self.linked + self.owed) if self.owed else None


def ask(links: ir.Table, truth: ir.Table, register: ir.Table) -> ir.Table:
    """One row: `linked`, `right`, `owed`, `countries`."""
    owed = truth.filter(truth.row.notnull() & truth.customer_no.notnull())
    named = links.join(register.select("id", at="country"), links.register_id == register.id)
    told = named.join(
        owed.select("row", "customer_no", lives="country"), named.leak_row == owed.row
    )
    right = told.aggregate(
        right=(told.register_id == told.customer_no).sum(), countries=(told.at == told.lives).sum()
    )
    return (
        links.aggregate(linked=links.count())
        .cross_join(right)
        .cross_join(owed.aggregate(owed=owed.count()))
    )


def weigh(answer: Mapping[str, object]) -> Score:
    """The counts as a score."""
    linked, right, owed, countries = (
        int(str(answer.get(name) or 0)) for name in ("linked", "right", "owed", "countries")
    )
    return Score(linked, right, owed, countries)


def ask_reliability(said: ir.Table, truth: ir.Table) -> ir.Table:
    """Count pairs by what was said of them: `linked`, `step`, `pairs`, `expected`, `right`.

    `said` has `leak_row`, `register_id`, `probability` and whether the pair is a link, `linked`.
    """
    owed = truth.filter(truth.row.notnull())
    told = said.join(owed.select("row", "customer_no"), said.leak_row == owed.row)
    steps = [
        ibis.cases(
            *((told.probability < high, n) for n, high in enumerate(ends[1:-1])),
            else_=len(ends) - 2,
        )
        for ends in (LINKS, OTHERS)
    ]
    step = ibis.ifelse(told.linked, *steps).cast("int64")
    right = (told.register_id == told.customer_no).fill_null(ibis.literal(value=False))
    told = told.select("linked", "probability", step=step, right=right.cast("int64"))
    return told.group_by("linked", "step").aggregate(
        pairs=told.count(), expected=told.probability.sum(), right=told.right.sum()
    )


def weigh_reliability(answer: Iterable[Row]) -> Reliability:
    """The counts as steps, those of the lowest probability first; empty ones are left out.

    >>> told = [{"linked": True, "step": 0, "pairs": 4, "expected": 3.9, "right": 4}]
    >>> weigh_reliability(told).links
    (Step(low=0.95, high=0.99, pairs=4, expected=3.9, right=4),)
    """
    found = {(bool(row["linked"]), whole(row, "step")): row for row in answer}

    def steps(linked: bool, ends: tuple[float, ...]) -> tuple[Step, ...]:
        return tuple(
            Step(low, high, whole(row, "pairs"), float(str(row["expected"])), whole(row, "right"))
            for place, (low, high) in enumerate(pairwise(ends))
            if (row := found.get((linked, place)))
        )

    return Reliability(steps(True, LINKS), steps(False, OTHERS))
