"""BIC: the code of a bank: four letters, a country, two characters, and three more for a branch.

It has no check digit. Of words of eight letters one in three has a country's code in the middle, so a
column must be of such words nearly without exception; in small letters only a header tells it.
Source: ISO 9362, ISO 3166-1; checked against python-stdnum.

>>> normal_of("bnpafrpp xxx"), normal_of("BNPAQQPP")
('BNPAFRPPXXX', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import without, without_of
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

COUNTRIES = (
    "A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]"
    "|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]"
    "|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA"
    "|R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|XK|Y[ET]"
    "|Z[AMW]"
)
MARKS = " -"
WHOLE = f"^[A-Z]{{4}}[ -]?(?:{COUNTRIES})[ -]?[0-9A-Z]{{2}}(?:[ -]?[0-9A-Z]{{3}})?$"
SMALL = "[a-z]"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one code."""
    return cell.upper().re_search(WHOLE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Upper case without blanks; NULL where the whole cell is no such code."""
    tidy = trim(cell)
    return kept(looks(tidy), without(tidy.upper(), MARKS))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted).upper()
    return without_of(tidy, MARKS) if re.search(WHOLE, tidy) else None


KIND = Kind(
    name="bic",
    says="bank codes (BIC)",
    category=Category.FINANCIAL,
    headers=("bic", "bic code", "code bic", "swift", "swift code", "code swift", "bic swift"),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=0.37,
    weak=SMALL,
)
