"""Score: the desk's links held against the drill's truth.

>>> score = weigh({"linked": 98, "right": 97, "owed": 100, "countries": 97})
>>> round(score.precision, 3), score.recall, round(score.f1, 3)
(0.99, 0.97, 0.98)
>>> weigh({"linked": 0, "right": 0, "owed": 0, "countries": 0}).f1 is None
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows were linked, to whom, and how many should have been."""

    linked: int
    right: int
    owed: int
    """Rows that were copied from a customer, in truth."""

    countries: int
    """Linked rows whose record is of the country that the truth says."""

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
    count = {
        name: int(str(answer.get(name) or 0)) for name in ("linked", "right", "owed", "countries")
    }
    return Score(**count)
