"""NINO: the national insurance number of the United Kingdom; two letters, six digits, A to D.

It has no check digit. D, F, I, Q, U and V do not begin it, nor O its second letter, and some pairs
are never issued. Without the last letter only a header tells it. Source: HM Revenue & Customs,
National Insurance Manual NIM39110.

>>> normal_of("ab 12 34 56 c"), normal_of("QQ123456C")
('AB123456C', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import without, without_of
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

MARKS = " -"
SHAPE = (
    "^[ABCEGHJ-PRSTW-Zabceghj-prstw-z][ABCEGHJ-NPRSTW-Zabceghj-nprstw-z]"
    "[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}(?:[ -]?[A-Da-d])?$"
)
NEVER = "^(?:[Bb][Gg]|[Gg][Bb]|[Nn][Kk]|[Kk][Nn]|[Tt][Nn]|[Nn][Tt]|[Zz][Zz])"
UNENDED = "[0-9]$"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one number that may have been issued."""
    return cell.re_search(SHAPE) & ~cell.re_search(NEVER)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Upper case without blanks; NULL where the whole cell is no such number."""
    tidy = trim(cell)
    return kept(looks(tidy), without(tidy.upper(), MARKS))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if not re.search(SHAPE, tidy) or re.search(NEVER, tidy):
        return None
    return without_of(tidy.upper(), MARKS)


KIND = Kind(
    name="nino",
    says="national insurance numbers of the United Kingdom",
    category=Category.IDENTITY,
    headers=(
        "nino",
        "ni number",
        "ni no",
        "national insurance",
        "national insurance number",
        "national insurance no",
        "uk nino",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=UNENDED,
)
