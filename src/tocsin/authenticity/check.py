"""Check: one question of authenticity, asked of the leak and its ground, and weighed.

A check answers with a Support; where it has nothing to go by, it is silent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis.expr.types as ir

from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row
from tocsin.terms.verdict import Support


@dataclass(frozen=True, slots=True)
class Check:
    """One check of authenticity. Its name is its line in the report."""

    name: str
    ask: Callable[[ir.Table, Ground], ir.Table]
    """From the leak's normal table and its ground to a table of one row."""

    weigh: Callable[[Row], Support]
