"""German tax ids (Steuer-IdNr.): eleven digits, the last a check digit by ISO 7064 mod 11,10.

Of the first ten digits exactly one comes twice or three times: of random digits one in 26 are so, and one
in 260 passes the check too.
Source: Bundeszentralamt fuer Steuern, as python-stdnum has it.

>>> normal_of("36 574 261 809"), normal_of("36574261890")
('36574261809', None)
"""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir
from stdnum.de import idnr as rule

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import bare, bare_of, guarded, mod_11_10, without
from tocsin.terms.scope import Category

MARKS = " ./-"
WHOLE = "^[1-9][0-9][ ./-]?[0-9]{3}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3}$"


def _repeated(digits: ir.StringValue) -> ir.BooleanValue:
    """One digit of the first ten twice or three times, the others once at most."""
    body = digits.re_extract("^(.{10})", 1)
    counts = [10 - body.replace(one, "").length() for one in "0123456789"]
    more = [ibis.ifelse(count > 1, 1, 0) for count in counts]
    many = [ibis.ifelse(count > 3, 1, 0) for count in counts]
    return (reduce(add, more) == 1) & (reduce(add, many) == 0)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number whose check digit fits."""
    fits = guarded(mod_11_10(cell, 11), _repeated(without(cell, MARKS)))
    return guarded(cell.re_search(WHOLE), fits)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Eleven digits; NULL where the whole cell is no such number."""
    return bare(cell, looks, MARKS)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return bare_of(untrusted, WHOLE, MARKS, rule.is_valid)


KIND = Kind(
    name="german_tax_id",
    says="German tax ids (Steuer-IdNr.)",
    category=Category.IDENTITY,
    headers=(
        "steuer id",
        "steuerid",
        "steuer idnr",
        "steueridnr",
        "steuer identifikationsnummer",
        "steueridentifikationsnummer",
        "idnr",
        "tin",
        "tax id",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=1 / 40,  # numbers of one column are often alike: not 1/260
)
