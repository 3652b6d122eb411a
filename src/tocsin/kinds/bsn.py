"""BSN: the Dutch citizen service number, nine digits that pass the 'eleven test'.

Eight digits have lost a leading nought. Of random numbers one in eleven passes. Source: Dutch
Ministry of the Interior, as python-stdnum has it.

>>> normal_of("1112.22.333"), normal_of("10464554"), normal_of("111222334")
('111222333', '010464554', None)
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir
from stdnum.nl import bsn as rule

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import guarded, weighted, without, without_of
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

MARKS = " .-"
WHOLE = "^(?:[0-9]{8,9}|[0-9]{4}[. -][0-9]{2}[. -][0-9]{3}|[0-9]{3}[. -][0-9]{3}[. -][0-9]{3})$"
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
SHORT = "^[0-9]{8}$"
NOUGHTS = "^[0 .-]+$"


def _fits(cell: ir.StringValue) -> ir.BooleanValue:
    short = cell.re_search(SHORT)
    total = ibis.ifelse(short, weighted(cell, WEIGHTS[1:]), weighted(cell, WEIGHTS))
    return (total % 11 == 0) & ~cell.re_search(NOUGHTS)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number that passes the test."""
    return guarded(cell.re_search(WHOLE), _fits(cell))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Nine digits; NULL where the whole cell is no such number."""
    tidy = trim(cell)
    return kept(looks(tidy), (ibis.literal("0") + without(tidy, MARKS)).right(9))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    digits = without_of(tidy, MARKS).zfill(9)
    return digits if re.search(WHOLE, tidy) and rule.is_valid(digits) else None


KIND = Kind(
    name="bsn",
    says="Dutch citizen service numbers (BSN)",
    category=Category.IDENTITY,
    headers=(
        "bsn",
        "bsn nummer",
        "bsnnummer",
        "burgerservicenummer",
        "sofinummer",
        "sofi",
        "sofi nummer",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=1 / 11,
)
