"""What the questions of exposure share: the rows of an answer, and the raw cells of an extract."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

Row = Mapping[str, object]
"""One row of a small answer."""


def whole(answer: Row, name: str) -> int:
    """Read a count of the answer; a sum over no rows is NULL, which is nought."""
    value = answer[name]
    return 0 if value is None else int(str(value))


def filled(cell: ir.StringValue) -> ir.BooleanValue:
    """Whether a raw cell holds anything but blanks."""
    return cell.re_search("[^ \\t\\r\\n]").fill_null(ibis.literal(value=False))


def total(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """Count the rows of which it holds."""
    return condition.cast("int64").sum().fill_null(0)
