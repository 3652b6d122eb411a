"""Summary: how sure the links are, as counts by weight and by what they rest on.

>>> weigh([{"rests_on": "email", "bits": 8, "links": 3}, {"rests_on": "phone", "bits": 24, "links": 2}])
Summary(links=5, by_ground=(('email', 3), ('phone', 2)), by_weight=((8, 3), (24, 2)))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.terms.answer import Row, whole

BAR = 8
"""Bits that one bar of the histogram spans."""

GROUNDS = ("email", "customer_number", "identity", "phone", "address", "birth_date", "name")
"""What a link rests on: the first of these that agrees, in the order of the passes."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Links in all, by what they rest on, and by weight (the lower end of each bar, in bits)."""

    links: int
    by_ground: tuple[tuple[str, int], ...]
    by_weight: tuple[tuple[int, int], ...]


def ask(links: ir.Table) -> ir.Table:
    """Count the links: `rests_on`, `bits`, `links`."""
    grounds = [(links.pattern.contains(f"{name}=same"), ibis.literal(name)) for name in GROUNDS]
    counted = links.select(
        rests_on=ibis.cases(*grounds, else_="several weak agreements"),
        bits=((links.weight / BAR).floor() * BAR).cast("int64"),
    )
    return counted.group_by("rests_on", "bits").aggregate(links=counted.count())


def weigh(answer: Iterable[Row]) -> Summary:
    """Add the counts up, most first for grounds and least first for weights."""
    grounds: Counter[str] = Counter()
    weights: Counter[int] = Counter()
    for row in answer:
        links = whole(row, "links")
        grounds[str(row["rests_on"])] += links
        weights[whole(row, "bits")] += links
    return Summary(
        sum(grounds.values()),
        tuple(sorted(grounds.items(), key=lambda ground: (-ground[1], _place(ground[0])))),
        tuple(sorted(weights.items())),
    )


def _place(ground: str) -> int:
    return GROUNDS.index(ground) if ground in GROUNDS else len(GROUNDS)
