"""Check: one thing asked of a leak, which speaks to one of the five questions of a verdict.

Of three sorts, by what it looks at: an `Asked` puts a question of its own to the rows; a `Counted`
is a few sums over a table that others look at as well, so that one pass does for all; a `Told`
weighs what the desk knows without looking at the rows. Each answers with a Support, and is silent
where it has nothing to go by; `would_decide` then says what to ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

import ibis.expr.types as ir

from tocsin.authenticity.evidence import Evidence
from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row
from tocsin.terms.verdict import Question, Support


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    """Its line in the report."""

    question: Question

    would_decide: str = ""
    """What to ask for where it is silent: a sentence that a person can put to somebody."""

    inner: bool = False
    """Whether what it looks at cannot be known outside the company."""

    def placed(self, support: Support) -> Support:
        """Say of a support which question it speaks to, and what would make it speak."""
        return replace(
            support, question=self.question, would_decide=self.would_decide, inner=self.inner
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(_Named):
    """Puts a question of its own."""

    ask: Callable[[ir.Table, Ground], ir.Table]
    """From the leak's normal table and its ground to a table of one row."""

    weigh: Callable[[Row], Support]


class Over(Enum):
    """The tables that are summed over."""

    LEAK = "leak"
    """The leak's normal table."""

    BESIDE = "beside"
    """`beside.COLUMNS`: rows beside the records that they are tied to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(_Named):
    """A few sums over a table."""

    over: Over
    sums: Callable[[ir.Table], Mapping[str, ir.Scalar]]
    weigh: Callable[[Row], Support]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(_Named):
    """Weighs what is known already."""

    weigh: Callable[[Evidence], Support]


Check: TypeAlias = Asked | Counted | Told
