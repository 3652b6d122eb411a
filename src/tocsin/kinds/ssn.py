"""SSN: the social security number of the United States; area, group and serial, no check digit.

Areas 000, 666 and from 900 on, group 00, serial 0000 and three numbers from advertisements were never
issued. Nine digits without hyphens pass nearly always, so that only a header tells those.
Source: Social Security Administration, as python-stdnum has it.

>>> normal_of("536-90-4399"), normal_of("536904399"), normal_of("666-12-3456")
('536904399', '536904399', None)
"""

from __future__ import annotations

import ibis.expr.types as ir
from stdnum.us import ssn as rule

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import bare, bare_of
from tocsin.terms.scope import Category

MARKS = " -"
SHAPE = "^(?:[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3} [0-9]{2} [0-9]{4}|[0-9]{9})$"
NEVER = "^(?:000|666|9)|^[0-9]{3}[ -]?00|0000$|^(?:078[ -]?05[ -]?1120|457[ -]?55[ -]?5462|219[ -]?09[ -]?9999)$"
BARE = "^[0-9]{9}$"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number that may have been issued."""
    return cell.re_search(SHAPE) & ~cell.re_search(NEVER)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Nine digits; NULL where the whole cell is no such number."""
    return bare(cell, looks, MARKS)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return bare_of(untrusted, SHAPE, MARKS, rule.is_valid)


KIND = Kind(
    name="ssn",
    says="social security numbers of the United States (SSN)",
    category=Category.IDENTITY,
    headers=(
        "ssn",
        "social security",
        "social security number",
        "social security no",
        "soc sec",
        "social",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=BARE,
)
