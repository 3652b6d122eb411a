"""Amounts of money: the number with two places; which currency it was is not kept.

Where both a dot and a comma stand, the last is the decimal mark; where only one stands once and
three digits follow, it parts the thousands.

>>> normal_of("€ 1.234,5"), normal_of("$1,234.56"), normal_of("12 EUR"), normal_of("-3,00")
('1234.50', '1234.56', '12.00', '-3.00')
>>> normal_of("12,345") , normal_of("twelve")
('12345.00', None)
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

CURRENCY = "(?:[€$£¥]|(?:US|CA|AU)\\$|EUR|USD|GBP|CHF|CAD|AUD|[Ee]uros?|[Kk]r[.]?)"
NUMBER = (
    "[0-9]{1,3}(?:[ .,'’\u00a0\u202f][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,15}(?:[.,][0-9]{1,2})?"
)
_SPACE = "[ \u00a0\u202f]?"
MARKED = f"^[-+]?{_SPACE}(?:{CURRENCY}{_SPACE}[-+]?(?:{NUMBER})|(?:{NUMBER}){_SPACE}{CURRENCY})$"
"""A number with a currency before or behind it."""

SHAPE = f"{MARKED}|^[-+]?(?:{NUMBER})$"
PLACES = "[.,]([0-9]{1,2})$"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a number with at most two places, with a currency or without."""
    return cell.re_search(SHAPE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the number, a dot and two places."""
    tidy = trim(cell)
    number = tidy.re_replace("[^0-9.,]", "").re_replace("[.,]$", "")
    whole = _unpadded(number.re_replace(PLACES, "").re_replace("[^0-9]", ""))
    places = number.re_extract(PLACES, 1) + "00"
    sign = ibis.ifelse(tidy.contains("-"), "-", "")
    return kept(tidy.re_search(SHAPE), sign + whole + "." + places.substr(0, 2))


def _unpadded(digits: ir.StringValue) -> ir.StringValue:
    bare = digits.re_replace("^0+", "")
    return ibis.ifelse(bare == "", "0", bare)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if not re.search(SHAPE, tidy):
        return None
    number = re.sub("[^0-9.,]", "", tidy).rstrip(".,")
    found = re.search(PLACES, number)
    whole = re.sub("[^0-9]", "", re.sub(PLACES, "", number)).lstrip("0") or "0"
    places = ((found[1] if found else "") + "00")[:2]
    return f"{'-' if '-' in tidy else ''}{whole}.{places}"


KIND = Kind(
    name="amount",
    says="amounts of money",
    category=Category.FINANCIAL,
    headers=(
        "amount",
        "montant",
        "bedrag",
        "betrag",
        "importe",
        "price",
        "prix",
        "prijs",
        "preis",
        "precio",
        "total",
        "totaal",
        "gesamt",
        "order total",
        "total price",
        "montant total",
        "montant ttc",
        "montant ht",
        "balance",
        "solde",
        "saldo",
        "salary",
        "salaire",
        "salaris",
        "gehalt",
        "salario",
        "spent",
        "revenue",
        "turnover",
        "omzet",
        "fee",
        "cost",
        "cout",
        "kosten",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
