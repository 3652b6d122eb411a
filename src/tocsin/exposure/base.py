"""What the questions of exposure share: the raw cells of an extract, and counts of rows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def filled(cell: ir.StringValue) -> ir.BooleanValue:
    """Whether a raw cell holds anything but blanks."""
    return cell.re_search("[^ \\t\\r\\n]").fill_null(ibis.literal(value=False))


def total(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """Count the rows of which it holds."""
    return condition.cast("int64").sum().fill_null(0)
