"""Learned: what the other rows of a leak tell of each: how probable it is that a row is a customer's at all.

A pair's prior takes it that a row is as probably somebody's in the register as nobody's. Where nearly
every row turns out to be a customer's, a row that fits one less well is more probably his too; where
hardly any does, it is more probably not. So the share of rows that are customers' is estimated from the
weights themselves, and a small register is then taken for all there is (the lambda of Fellegi and Sunter's model, as one step of EM estimates it), with a few
imagined rows of the other sort, so that six rows tell little.
Source: Winkler, "Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model" (1988).
"""

from __future__ import annotations

import math

import ibis
import ibis.expr.types as ir

from tocsin.linkage import score

IMAGINED = 20
"""Rows of nobody that are thought beside the leak's: all of six rows give a share of 0.23."""

LEAST, MOST = -6.0, 3.0
"""How far the odds may go, in bits, from even: a claimant mixes rows so that most are genuine, and the
others shall not gain by it more than eight to one."""


def ask(best: ir.Table, rows: ir.Table, size: int) -> ir.Table:
    """Estimate the bits to add to each weight: one row, `bits`.

    `best` has the `weight` of each row's best record, `rows` all rows, `size` is the register's.
    """
    expected = best.aggregate(expected=score.told(best.weight).sum().coalesce(0.0))
    share = expected.mutate(share=expected.expected / (rows.count().as_scalar() + IMAGINED))
    odds = (share.share / (1.0 - share.share)).log2()
    even = ibis.ifelse(share.share > 0, odds, LEAST)
    town = -math.log2(size) - score.prior(size)
    return share.select(bits=(even.clip(LEAST, MOST) + town).round(3))


def nothing(rows: ir.Table) -> ir.Table:
    """Learn nothing: one row, no `bits`."""
    counted = rows.aggregate(rows=rows.count())  # Spark would take a literal 0.0 for a decimal
    return counted.select(bits=(counted.rows - counted.rows).cast("float64"))
