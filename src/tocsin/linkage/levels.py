"""Levels: how far a field of a leaked row may agree with a record's, and when it does.

A level is told by a condition over pairs. `same`, `like` and `filled` make the usual ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

Similarity = Callable[[ir.StringValue, ir.StringValue], ir.FloatingValue]
"""Likeness of two short strings from 0 to 1, as the engine works it."""

Condition = Callable[[ir.Table, Similarity], ir.BooleanValue]
"""Over pairs: a row of the leak in `leak_<field>`, a record of the register in `register_<field>`."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement. The first whose condition holds is the pair's."""

    name: str
    says: str
    """As the end of a sentence: 'the e-mail address is the same'."""

    m: float
    u: float
    when: Condition

    @property
    def bits(self) -> float:
        """The weight: log2 of how many times likelier between a row and its own record."""
        return math.log2(self.m / self.u)


def _never(_pairs: ir.Table, _similarity: Similarity) -> ir.BooleanValue:
    return ibis.literal(False)


def _nothing_more(pairs: ir.Table) -> ir.Table:
    return pairs


MISSING = Level("missing", "", 1, 1, _never)
"""No value on one side or both: nothing is learned. It is what remains, so it has no condition."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The levels of one field (or of fields that belong together), the strongest first."""

    name: str
    fields: tuple[str, ...]
    """The columns of a normal table that it looks at."""

    levels: tuple[Level, ...]

    beside: Callable[[ir.Table], ir.Table] = _nothing_more
    """Puts beside the pairs what its conditions look at besides the fields, worked once."""

    def level(self, name: str) -> Level:
        """Find the level of that name."""
        return next((level for level in self.levels if level.name == name), MISSING)

    def number(self, pairs: ir.Table, similarity: Similarity) -> ir.IntegerValue:
        """Find the level of each pair: its place in `levels`, from 0; -1 where it is missing."""
        branches = [
            (level.when(pairs, similarity), ibis.literal(place, "int8"))
            for place, level in enumerate(self.levels)
        ]
        return ibis.cases(*branches, else_=ibis.literal(-1, "int8"))


def same(*fields: str) -> Condition:
    """Whether fields have the same value on both sides."""

    def when(pairs: ir.Table, _similarity: Similarity) -> ir.BooleanValue:
        return ibis.and_(*(pairs[f"leak_{f}"] == pairs[f"register_{f}"] for f in fields))

    return when


def like(field: str, least: float, *others: str) -> Condition:
    """Whether a field is as like as that, and others are the same."""

    def when(pairs: ir.Table, similarity: Similarity) -> ir.BooleanValue:
        alike = similarity(pairs[f"leak_{field}"], pairs[f"register_{field}"]) >= least
        return same(*others)(pairs, similarity) & alike if others else alike

    return when


def filled(*fields: str) -> Condition:
    """Whether both sides have a value in any of these fields."""

    def when(pairs: ir.Table, _similarity: Similarity) -> ir.BooleanValue:
        return ibis.or_(
            *(pairs[f"leak_{f}"].notnull() & pairs[f"register_{f}"].notnull() for f in fields)
        )

    return when
