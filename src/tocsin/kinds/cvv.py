"""CVV: the three or four digits that prove a card is at hand, in a table that holds card numbers.

Three digits may be anything; they are told only beside card numbers, and under a header that says
so or says nothing. Who keeps them breaks the card schemes' rules (PCI DSS, requirement 3.3).

>>> normal_of("012"), normal_of("12")
('012', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

WHOLE = "^[0-9]{3,4}$"
FOUR = "^[0-9]{4}$"
"""American Express alone; years and much else have four digits."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell three or four digits."""
    return cell.re_search(WHOLE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Take the digits as they stand; NULL where the cell is anything else."""
    tidy = trim(cell)
    return kept(looks(tidy), tidy)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    return tidy if re.search(WHOLE, tidy) else None


KIND = Kind(
    name="cvv",
    says="card verification values (CVV)",
    category=Category.FINANCIAL,
    headers=(
        "cvv",
        "cvc",
        "cvv2",
        "cvc2",
        "cid",
        "csc",
        "security code",
        "card security code",
        "cryptogramme",
        "code securite",
        "code de securite",
        "prufziffer",
        "kartenprufnummer",
        "veiligheidscode",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=FOUR,
    beside="payment_card",
)
