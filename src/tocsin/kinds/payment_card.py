"""Payment cards: 13 to 19 digits of an issuer's range whose check digit fits.

Digits stand together, or in a card's usual groups with single blanks or hyphens, and are no part
of a longer run of letters or digits. The check digit (Luhn, ISO/IEC 7812-1) lets one number in ten
pass by chance; the ranges of issuers fewer still.

>>> normal_of("4111 1111-1111 1111"), normal_of("4111111111111112")
('4111111111111111', None)
>>> normal_of("order 4111111111111111") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import first, nth_candidate
from tocsin.terms.scope import Category

ISSUERS = (
    "^(?:4[0-9]{12}(?:[0-9]{3}){0,2}"  # Visa
    "|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}"  # Mastercard
    "|3[47][0-9]{13}"  # American Express
    "|3(?:0[0-5]|[689][0-9])[0-9]{11}"  # Diners Club
    "|35(?:2[89]|[3-8][0-9])[0-9]{12,15}"  # JCB
    "|6(?:011|4[4-9][0-9]|5[0-9]{2})[0-9]{12,15}|62[0-9]{14,17}"  # Discover, UnionPay
    "|(?:5[0678]|6[37])[0-9]{11,17})$"  # Maestro
)
"""Ranges of the main schemes, as their published lists of issuer numbers have them."""

TOGETHER = "[2-6][0-9]{12,18}"
FOURS = "[2-6][0-9]{3}(?:[ -][0-9]{4}){3}"
LONG_FOURS = f"{FOURS}[ -][0-9]{{1,3}}"
SIXES = "3[0-9]{3}[ -][0-9]{6}[ -][0-9]{4,5}"
"""American Express and Diners Club write 4-6-5 and 4-6-4."""

WHOLE = f"^(?:{TOGETHER}|{FOURS}|{LONG_FOURS}|{SIXES})$"

WORTH_A_LOOK = "[2-6][0-9]{3}[ -]?[0-9]{4}"
"""What every candidate holds; cells without it are passed over."""

LOOKED_AT = 3
"""Candidates looked at in one cell, the first ones; a fourth is not."""

WIDTH = 19
DOUBLED = ("0123456789", "0246813579")
"""A digit, and the sum of the digits of its double."""


def _digits(card: ir.StringValue) -> ir.StringValue:
    return card.replace(" ", "").replace("-", "")


def _fits(digits: ir.StringValue) -> ir.BooleanValue:
    """Issuer's range and check digit, of digits only."""
    padded = ibis.literal("0" * WIDTH) + digits
    doubled = padded.translate(*DOUBLED)
    total = sum(
        first((doubled if behind % 2 == 0 else padded).right(behind), 1).cast("int32")
        for behind in range(1, WIDTH + 1)
    )
    return digits.re_search(ISSUERS) & (total % 10 == 0)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one card number."""
    return ibis.ifelse(cell.re_search(WHOLE), _fits(_digits(cell)), ibis.literal(value=False))


def within(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the cell holds a card number anywhere, its first candidates looked at."""
    anyone = f"{TOGETHER}|{FOURS}|{SIXES}"
    patterns = [nth_candidate(LONG_FOURS, 0)]
    patterns += [nth_candidate(anyone, place) for place in range(LOOKED_AT)]
    found = ibis.array([cell.re_extract(pattern, 1) for pattern in patterns])
    held = found.filter(lambda candidate: _fits(_digits(candidate)))  # the check is written once
    return ibis.ifelse(cell.re_search(WORTH_A_LOOK), held.length() > 0, ibis.literal(value=False))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Digits only; NULL where the whole cell is no card number."""
    return ibis.ifelse(looks(cell), _digits(cell), ibis.null("string"))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    digits = untrusted.replace(" ", "").replace("-", "")
    if not re.search(WHOLE, untrusted) or not re.search(ISSUERS, digits):
        return None
    odd, even = digits[-1::-2], digits[-2::-2].translate(str.maketrans(*DOUBLED))
    return digits if sum(map(int, odd + even)) % 10 == 0 else None


KIND = Kind(
    name="payment_card",
    says="payment card numbers",
    category=Category.FINANCIAL,
    headers=(
        "card",
        "card number",
        "credit card",
        "creditcard",
        "carte",
        "carte bancaire",
        "numero carte",
        "cb",
        "kaartnummer",
        "kreditkarte",
        "kartennummer",
        "tarjeta",
        "pan",
        "cc",
        "ccnum",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
