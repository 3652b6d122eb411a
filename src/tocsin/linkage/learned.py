"""Learned: what the rows of a leak tell of each other: how many are customers', and how often a field agrees.

A pair's prior takes it that a row is as probably somebody's in the register as nobody's. Where nearly
every row turns out to be a customer's, a row that fits one less well is more probably his too; where
hardly any does, it is more probably not. So the share of rows that are customers' is estimated from the
weights themselves, and a small register is then taken for all there is (the lambda of Fellegi and
Sunter's model). The same pairs tell how often each level of a field that anybody may have written down
wrongly is met between a row and its own record (their m): where half the birth dates differ, a birth
date that differs says little. Both are one step of EM, with imagined rows and pairs of the priors beside
those that are there, so that six rows tell little.
Source: Winkler, "Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model" (1988).
"""

from __future__ import annotations

import math

import ibis
import ibis.expr.types as ir

from tocsin.linkage import score
from tocsin.linkage.comparisons import ADDRESS, BIRTH_DATE, CITY, EMAIL, IDENTITY, NAME, PHONE

IMAGINED = 20
"""Rows of nobody that are thought beside the leak's: all of six rows give a share of 0.23."""

LEAST, MOST = -6.0, 3.0
"""How far the odds may go, in bits, from even: a claimant mixes rows so that most are genuine, and the
others shall not gain by it more than eight to one."""


OPEN = (EMAIL, NAME, PHONE, ADDRESS, IDENTITY, BIRTH_DATE, CITY)
"""The comparisons whose levels are learned. Not the number and the password hash, which only a true copy
has right: who makes them up shall not teach us that they are often wrong."""

PAIRS = 100
"""Pairs that are thought beside the leak's, with the priors' m; and one more for every row that is probably
nobody's. Where hardly any row is a customer's, those few are mostly namesakes, and teach what namesakes have."""

UP, DOWN = 4.0, 0.5
"""How far a level's weight may move from its prior, in bits. Hardly down: most pairs are those of rows that
nothing happened to, and those of damaged rows, which are in doubt, have more of what is rare there."""


def ask(best: ir.Table, rows: ir.Table, size: int) -> ir.Table:
    """Estimate what to add to each weight, and what each open level is worth: one row.

    `bits`, and for each level of `OPEN` its weight in `score.learned_bits`. `best` has the `weight` and
    the levels of each row's best record, `rows` all rows, `size` is the register's.
    """
    expected = best.aggregate(expected=score.told(best.weight).sum().coalesce(0.0))
    share = expected.mutate(share=expected.expected / (rows.count().as_scalar() + IMAGINED))
    odds = (share.share / (1.0 - share.share)).log2()
    even = ibis.ifelse(share.share > 0, odds, LEAST)
    town = -math.log2(size) - score.prior(size)
    prior = share.select(bits=(even.clip(LEAST, MOST) + town).round(3))
    pairs = best.cross_join(prior)
    likely = pairs.mutate(likely=score.told(pairs.weight + pairs.bits))
    return prior.cross_join(_levels(likely, rows.aggregate(rows=rows.count())))


def _levels(pairs: ir.Table, rows: ir.Table) -> ir.Table:
    """Estimate the weight of each level from the pairs that are `likely`, of so many `rows`."""
    met: dict[str, ir.FloatingValue] = {"found": pairs.likely.sum().coalesce(0.0)}
    for comparison in OPEN:
        at = pairs[f"at_{comparison.name}"]
        met[f"{comparison.name}_all"] = _sum(pairs.likely, at >= 0)
        for place in range(len(comparison.levels)):
            met[f"{comparison.name}_{place}"] = _sum(pairs.likely, at == place)
    counted = pairs.aggregate(**met).cross_join(rows)
    counted = counted.mutate(imagined=ibis.greatest(counted.rows - counted.found, 0.0) + PAIRS)
    bits: dict[str, ir.FloatingValue] = {}
    for comparison in OPEN:
        whole = counted[f"{comparison.name}_all"] + counted.imagined
        for place, level in enumerate(comparison.levels):
            m = (counted[f"{comparison.name}_{place}"] + counted.imagined * level.m) / whole
            weight = (m / level.u).log2().clip(level.bits - DOWN, level.bits + UP)
            bits[score.learned_bits(comparison, place)] = weight.round(3)
    return counted.select(**bits)


def _sum(likely: ir.FloatingValue, where: ir.BooleanValue) -> ir.FloatingValue:
    return likely.sum(where=where).coalesce(0.0)


def nothing(rows: ir.Table) -> ir.Table:
    """Learn nothing: one row, no `bits`."""
    counted = rows.aggregate(rows=rows.count())  # Spark would take a literal 0.0 for a decimal
    return counted.select(bits=(counted.rows - counted.rows).cast("float64"))
