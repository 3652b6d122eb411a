"""Customer numbers: what the company itself issued; leading noughts kept.

Any number may look so, hence only a header tells them, or letters before the digits that say what
they are; and no value may come twice.

>>> normal_of(" c00123 ")
'C00123'
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import NOT_ASCII, or_null, trim, trim_of
from tocsin.terms.scope import Category

SHAPE = "^[A-Za-z]{0,6}[-_./ ]?[0-9][0-9A-Za-z._/ -]{0,30}$|^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
"""Digits, perhaps behind a few letters; or a UUID."""

SAYS_ITSELF = "^(?i:CUST(?:OMER)?|CLI(?:ENT)?|KLANT|KLT|KL|KD(?:NR)?|KUNDE|MEMBER|MBR|USR|USER|ACC(?:OUN)?T)[-_#/ ]?[0-9][0-9A-Za-z._/-]{2,}$"
"""Letters that stand for 'customer', 'member' or 'account' in five languages, before digits."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Digits, perhaps behind letters; or a UUID."""
    return cell.re_search(SHAPE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Trimmed, upper case; with letters beyond ASCII as it is."""
    tidy = or_null(trim(cell))
    return ibis.ifelse(tidy.re_search(NOT_ASCII), tidy, tidy.upper())


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    return (tidy.upper() if tidy.isascii() else tidy) or None


KIND = Kind(
    name="customer_number",
    says="customer numbers",
    category=Category.INTERNAL,
    headers=(
        "customer no",
        "customer number",
        "customer id",
        "customerid",
        "client id",
        "id client",
        "clientid",
        "idclient",
        "no client",
        "num client",
        "numero client",
        "klantnummer",
        "klantnr",
        "klant id",
        "kundennummer",
        "kundennr",
        "numero cliente",
        "id cliente",
        "account number",
        "account id",
        "user id",
        "userid",
        "member id",
        "id",
        "uid",
        "ref client",
        "reference client",
        "numclient",
        "custno",
        "cust id",
        "internal id",
        "employee id",
        "matricule",
        "personeelsnummer",
        "personalnummer",
        "mitgliedsnummer",
        "lidnummer",
        "numero adherent",
        "loyalty number",
        "numero fidelite",
        "uuid",
        "guid",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
