"""Card expiry: month and year as on a payment card, in a table that holds card numbers.

>>> normal_of("03/27"), normal_of("2027-03"), normal_of("0327"), normal_of("13/27")
('2027-03', '2027-03', '2027-03', None)
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

MONTH_FIRST = "^(0?[1-9]|1[0-2]) ?[/. -]? ?(?:20)?([0-9]{2})$"
YEAR_FIRST = "^(?:20)([0-9]{2}) ?[/. -]? ?(0[1-9]|1[0-2])$"
AMBIGUOUS = "^[1-9][0-9]{2}$"
"""Three digits are no expiry: a nought is missing, or it is another number."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a month and a year of this century, and nothing else."""
    return cell.re_search(f"{MONTH_FIRST}|{YEAR_FIRST}") & ~cell.re_search(AMBIGUOUS)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Year and month, 'YYYY-MM'; NULL where the whole cell is no such thing."""
    tidy = trim(cell)
    first = tidy.re_search(MONTH_FIRST)
    year = ibis.ifelse(first, tidy.re_extract(MONTH_FIRST, 2), tidy.re_extract(YEAR_FIRST, 1))
    month = ibis.ifelse(first, tidy.re_extract(MONTH_FIRST, 1), tidy.re_extract(YEAR_FIRST, 2))
    return kept(looks(tidy), ibis.literal("20") + year + "-" + (ibis.literal("0") + month).right(2))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if re.search(AMBIGUOUS, tidy):
        return None
    if found := re.search(MONTH_FIRST, tidy):
        return f"20{found[2]}-{found[1]:0>2}"
    found = re.search(YEAR_FIRST, tidy)
    return f"20{found[1]}-{found[2]}" if found else None


KIND = Kind(
    name="card_expiry",
    says="expiry dates of payment cards",
    category=Category.FINANCIAL,
    headers=(
        "expiry",
        "expiry date",
        "card expiry",
        "exp",
        "exp date",
        "expdate",
        "expires",
        "expiration",
        "expiration date",
        "cc exp",
        "date expiration",
        "date d expiration",
        "validite",
        "vervaldatum",
        "geldig tot",
        "gultig bis",
        "gueltig bis",
        "ablaufdatum",
        "verfallsdatum",
        "caducidad",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    beside="payment_card",
)
