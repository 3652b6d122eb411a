"""SIRET: a place of business of a French company, its SIREN and five digits, check digit fitting.

Both the nine digits and all fourteen pass the Luhn test, so one number in a hundred passes by chance.
The post offices of La Poste (356 000 000) have digits that sum to a multiple of five instead.
Source: INSEE; checked against python-stdnum.

>>> normal_of("732 829 320 00074"), normal_of("356 000 000 00014"), normal_of("73282932000073")
('73282932000074', None, None)
>>> normal_of("35600000049837")
'35600000049837'
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from stdnum.fr import siret as rule

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import bare, bare_of, guarded, luhn, weighted
from tocsin.terms.scope import Category

MARKS = " ."
WHOLE = "^[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{2}[ .]?[0-9]{3}$"
POST = "^356[ .]?000[ .]?000"
HEAD_OFFICE = "^356[ .]?000[ .]?000[ .]?00[ .]?048$"
EACH_ONCE = (1,) * 14


def _fits(digits: ir.StringValue) -> ir.BooleanValue:
    post = digits.re_search(POST) & ~digits.re_search(HEAD_OFFICE)
    place = ibis.ifelse(post, weighted(digits, EACH_ONCE) % 5, luhn(digits, 14) % 10)
    return (place == 0) & (luhn(digits, 9) % 10 == 0)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number whose check digits fit."""
    return guarded(cell.re_search(WHOLE), _fits(cell))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Fourteen digits; NULL where the whole cell is no such number."""
    return bare(cell, looks, MARKS)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return bare_of(untrusted, WHOLE, MARKS, rule.is_valid)


KIND = Kind(
    name="siret",
    says="French places of business (SIRET)",
    category=Category.IDENTITY,
    headers=("siret", "numero siret", "no siret", "code siret", "num siret"),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=1 / 100,
)
