"""Postcodes: as written, without white space, country mark and in upper case.

Five digits in France, Germany and Spain, four in Belgium, Luxembourg and Switzerland, four and
two letters in the Netherlands, letters and digits in the United Kingdom, Ireland and Canada, five
and four digits in the United States; Portugal, Poland and Sweden part theirs by a hyphen or a blank. A spreadsheet that drops
the nought of '01000' leaves a Belgian postcode: the value alone cannot tell.

How two postcodes agree is one word: 'same'; 'slip', one character (a lost nought too), or two that changed
places; 'area', the first two characters; 'differs'.

>>> [agreement_of("75011", other) for other in ("75012", "70511", "75999", "1000")]
['slip', 'slip', 'area', 'differs']
>>> normal_of("B-1050"), normal_of("1012 ab"), normal_of("F 75011")
('1050', '1012AB', '75011')
>>> normal_of("1945-06") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds import slips
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import SPACE
from tocsin.terms.scope import Category

PLAIN = "^[0-9]{4,5}$"
MARK = "^(?:FR?|BE?|DE?|NL|LU?|CH|ES?|AT?)-?([0-9])"
BRITISH_AREAS = (
    "A[BL]|B[ABDHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|"
    "L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
"""Of the Royal Mail; number plates look alike but for these and the letters at the end."""

BRITISH = f"(?:{BRITISH_AREAS})[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{{2}}"
IRISH = "(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W) ?[0-9AC-FHKNPRTV-Y]{4}"
CANADIAN = "[ABCEGHJ-NPRSTVXY][0-9][A-Z] ?[0-9][A-Z][0-9]"
PARTED = "[0-9]{5}-[0-9]{4}|[0-9]{4}-[0-9]{3}|[0-9]{2}-[0-9]{3}"
"""American, Portuguese, Polish."""

SHAPE = (
    "^(?:[0-9]{4,5}|[0-9]{4}[A-Z]{2}|[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}|"
    f"{IRISH}|{CANADIAN}|{PARTED})$"
)
WRITTEN = (
    "^(?:(?:F|FR|B|BE|D|DE|L|LU|CH|E|ES|A|AT)[ -]{0,2})?[0-9]{4,5}$|^(?:NL[ -]?)?[1-9][0-9]{3} ?[A-Za-z]{2}$"
    f"|^(?:SE?-?)?[0-9]{{3}} [0-9]{{2}}$|^(?:{PARTED})$"
)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Four or five digits, or one of the other forms."""
    lettered = f"^(?:{BRITISH}|{IRISH}|{CANADIAN})$"
    return cell.re_search(WRITTEN) | cell.upper().re_search(lettered)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Upper case, no white space, no country mark."""
    tight = cell.upper().re_replace(SPACE, "")
    marked = tight.re_search(MARK)
    bare = ibis.ifelse(marked, tight.re_replace("^[A-Z]+-?", ""), tight)
    other = ibis.ifelse(bare.re_search(SHAPE), bare, ibis.null("string"))
    return ibis.ifelse(cell.re_search(PLAIN), cell, other)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    if re.search(PLAIN, untrusted):
        return untrusted
    tight = re.sub(SPACE, "", untrusted.upper())
    bare = re.sub("^[A-Z]+-?", "", tight) if re.search(MARK, tight) else tight
    return bare if re.search(SHAPE, bare) else None


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal postcodes, in two columns, how they agree; NULL where one is missing."""
    table = slips.beside(pairs, left, right, into)
    one, other = table[left], table[right]
    word = ibis.cases(
        (one.isnull() | other.isnull(), ibis.null("string")),
        (one == other, "same"),
        (table[into], "slip"),
        (one.substr(0, 2) == other.substr(0, 2), "area"),
        else_="differs",
    )
    return table.mutate(**{into: word})


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    if slips.slipped_of(left, right):
        return "slip"
    return "area" if left[:2] == right[:2] else "differs"


KIND = Kind(
    name="postcode",
    says="postcodes",
    category=Category.LOCATION,
    headers=(
        "postcode",
        "cp",
        "code postal",
        "codepostal",
        "zip",
        "zipcode",
        "zip code",
        "plz",
        "postleitzahl",
        "codigo postal",
        "postal code",
        "post code",
        "codes postaux",
        "postkod",
        "zip postal code",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=PLAIN,
)
