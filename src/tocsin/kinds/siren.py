"""SIREN: the number of a French company, nine digits whose check digit fits (Luhn).

One nine-digit number in ten passes by chance. Sole traders have one too, so it may be a person's.
Source: INSEE; checked against python-stdnum.

>>> normal_of("732 829 320"), normal_of("732829321")
('732829320', None)
"""

from __future__ import annotations

import ibis.expr.types as ir
from stdnum import luhn as rule

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import bare, bare_of, guarded, luhn
from tocsin.terms.scope import Category

MARKS = " ."
WHOLE = "^[0-9]{3}(?:[0-9]{6}| [0-9]{3} [0-9]{3}|[.][0-9]{3}[.][0-9]{3})$"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number whose check digit fits."""
    return guarded(cell.re_search(WHOLE), luhn(cell, 9) % 10 == 0)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Nine digits; NULL where the whole cell is no such number."""
    return bare(cell, looks, MARKS)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return bare_of(untrusted, WHOLE, MARKS, rule.is_valid)


KIND = Kind(
    name="siren",
    says="French company numbers (SIREN)",
    category=Category.IDENTITY,
    headers=("siren", "numero siren", "no siren", "code siren", "num siren"),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=1 / 10,
)
