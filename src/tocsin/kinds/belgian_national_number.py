"""Belgian national numbers: birth date, serial number and two check digits; bis numbers too.

The check digits are 97 less the first nine digits modulo 97, with a 2 before them for those born
from 2000 on: the number alone does not tell the century, so either may fit. Bis numbers add 20 or 40
to the month; month and day may be nought where they are not known. Of eleven random digits one in
400 passes. Source: royal decree of 3 April 1984; python-stdnum, which also takes any day of 32 and more.

>>> normal_of("85.07.30-033.28"), normal_of("17 07 30 033 84"), normal_of("85073003329")
('85073003328', '17073003384', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import bare, guarded, part, without, without_of
from tocsin.kinds.folding import trim_of
from tocsin.terms.scope import Category

MARKS = " .-/"
WHOLE = (
    "^[0-9]{2}[ .-]?(?:[024][0-9]|[135][0-2])[ .-]?(?:[0-2][0-9]|3[01])"
    "[ .-]?[0-9]{3}[ ./-]?[0-9]{2}$"
)
CENTURY = 2_000_000_000
"""What a 2 before nine digits adds."""


def _fits(digits: ir.StringValue) -> ir.BooleanValue:
    born, check = part(digits, 0, 9), part(digits, 9, 2)
    return ((born % 97 + check == 97) | ((born + CENTURY) % 97 + check == 97)) & (born > 0)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number whose check digits fit."""
    return guarded(cell.re_search(WHOLE), _fits(without(cell, MARKS)))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Eleven digits; NULL where the whole cell is no such number."""
    return bare(cell, looks, MARKS)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if not re.search(WHOLE, tidy):
        return None
    digits = without_of(tidy, MARKS)
    born, check = int(digits[:9]), int(digits[9:])
    fits = 97 - check in (born % 97, (born + CENTURY) % 97)
    return digits if fits and born else None


KIND = Kind(
    name="belgian_national_number",
    says="Belgian national numbers",
    category=Category.IDENTITY,
    headers=(
        "rijksregisternummer",
        "rijksregister",
        "insz",
        "inss",
        "niss",
        "nrn",
        "rrn",
        "registre national",
        "numero national",
        "numero de registre national",
        "no registre national",
        "national number",
        "nationaal nummer",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=2 / 97,
)
