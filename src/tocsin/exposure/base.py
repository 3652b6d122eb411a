"""What the questions of exposure share: the raw cells of an extract, and counts of rows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

FIRST_VISIBLE = "!"
"""What begins with this character or a later one is filled: no need to search it."""


def filled(cell: ir.StringValue) -> ir.BooleanValue:
    """Whether a raw cell holds anything but blanks."""
    searched = ibis.ifelse(cell >= FIRST_VISIBLE, True, cell.re_search("[^ \\t\\r\\n]"))
    return searched.fill_null(ibis.literal(value=False))


def total(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """Count the rows of which it holds."""
    return condition.cast("int64").sum().fill_null(0)
