"""NIR: the French social security number, thirteen characters and a key of two digits.

Sex, year and month of birth, department (2A and 2B in Corsica), commune, order; the key is 97 less
the number modulo 97, where 2A counts 19 and 2B counts 18. Without its key the number is not told:
thirteen digits may be anything. Of random digits one in 97 passes, and fewer with the sex and month.
Source: INSEE; checked against python-stdnum.

>>> normal_of("2 95 10 99 126 111 93"), normal_of("295109912611194")
('295109912611193', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir
from stdnum.fr import nir as rule

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import guarded, part, without, without_of
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

MARKS = " .-"
WHOLE = (
    "^[1-478][ .-]?[0-9]{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9][0-9])[ .-]?(?:[0-9]{2}|2[ABab])"
    "[ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{2}$"
)
"""Months beyond 12 stand for births whose date is not fully known."""


def _fits(number: ir.StringValue) -> ir.BooleanValue:
    digits = number.replace("2A", "19").replace("2B", "18")
    return part(digits, 0, 13) % 97 + part(digits, 13, 2) == 97


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number whose key fits."""
    return guarded(cell.re_search(WHOLE), _fits(without(cell.upper(), MARKS)))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Fifteen characters, upper case; NULL where the whole cell is no such number."""
    tidy = trim(cell)
    return kept(looks(tidy), without(tidy.upper(), MARKS))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    number = without_of(tidy.upper(), MARKS)
    return number if re.search(WHOLE, tidy) and rule.is_valid(number) else None


KIND = Kind(
    name="nir",
    says="French social security numbers (NIR)",
    category=Category.IDENTITY,
    headers=(
        "nir",
        "numero securite sociale",
        "no securite sociale",
        "num secu",
        "numero secu",
        "secu",
        "securite sociale",
        "insee",
        "numero insee",
        "nss",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=1 / 97,
)
