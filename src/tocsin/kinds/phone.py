"""Telephone numbers: the national significant number, digits only, without its leading zeros.

'+33 (0)6 12 34 56 78', '0033612345678', '06.12.34.56.78' and '612345678' are one number. The
country code goes because national writing has none to compare with: that a number is French or
Dutch is lost, and a link on it rests on what else agrees. Eleven digits that begin with France's
33, or with 32 4 of a Belgian mobile, carry the code without its plus (spreadsheets drop it).
Sources: ITU-T E.164 and its list of assigned country codes.

How two numbers agree is one word: 'same'; 'tail', the last eight digits (a code before them was not taken
for one); 'slip', one digit, or two that changed places; 'differs'.

>>> [agreement_of("475123456", other) for other in ("3475123456", "475123465", "475123465", "612345678")]
['tail', 'slip', 'slip', 'differs']
>>> normal_of("+32 (0)475/12.34.56"), normal_of("0475 12 34 56")
('475123456', '475123456')
>>> normal_of("(048) 288-9661 ext. 17")
'482889661'
>>> normal_of("unknown") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds import slips
from tocsin.kinds.base import Kind
from tocsin.kinds.checks import guarded
from tocsin.kinds.folding import in_turn, replaced, replaced_of
from tocsin.terms.scope import Category

DROPPED = tuple(
    (mark, "") for mark in ("(0)", " ", ".", "-", "/", "(", ")", "\u00a0", "\u202f", "\t")
)
"""What people put between digits; '(0)', the trunk zero not to be dialled, first."""

CODE = "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}"
"""Country codes of one, two and else three digits (ITU-T E.164)."""

PREFIX = f"^(?:(?:\\+|00)(?:{CODE}))?0*"
"""Country code behind + or 00, then trunk zeros."""

BARE_CODE = "^3(?:3[1-9]|24)[0-9]{8}$"
"""A French number, or a Belgian mobile, with its country code and no plus."""

NATIONAL = "^[1-9][0-9]{5,12}$"
"""A national significant number; E.164 allows fifteen digits with the country code."""

SHAPE = "^(?:\\+ ?|00|0|\\(0?\\)? ?)?[1-9(][0-9 ()./  -]{5,22}[0-9]$"
EXTENSION = "(?i) ?(?:x|ext[.]?|poste|toestel|durchwahl|#) ?[0-9]{1,6}$"
"""What is dialled inside a house, behind the number; it is not kept."""

NOT_A_DATE = "^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}$"
TOO_SHORT = "^00[0-9]{1,8}$|^0[0-9]{1,7}$"
"""Digits alone with noughts before them: a padded number, not a telephone's."""

DECIMAL = "^(?:0|[1-9][0-9]*)[.][0-9]+$|^[0-9]{1,3}(?:[.][0-9]{1,3}){3}$"
"""A number with a decimal point, or four as in an IP address. (National numbers written with one
dot begin with a nought.)"""


DIGITS = "^(?:[^0-9]*[0-9]){8,15}[^0-9]*$"
NONE = f"{NOT_A_DATE}|{TOO_SHORT}|{DECIMAL}|^[1-9][0-9]{{12,}}$"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Eight to fifteen digits with the marks of a telephone number between them."""
    extended = cell.re_search("[A-Za-z#]")
    return ibis.ifelse(extended, _number(cell.re_replace(EXTENSION, "")), _number(cell))


def _number(cell: ir.StringValue) -> ir.BooleanValue:
    return guarded(cell.re_search(SHAPE), cell.re_search(DIGITS) & ~cell.re_search(NONE))


def without_extension(cell: ir.StringValue) -> ir.StringValue:
    """Without what is dialled inside a house."""
    said = cell.re_search("[A-Za-z#]")
    return ibis.ifelse(said, cell.re_replace(EXTENSION, ""), cell)


def dialled(cell: ir.StringValue) -> ir.StringValue:
    """Without the marks between digits; NULL where it is no number; bare codes get their plus."""
    bare = replaced(without_extension(cell), DROPPED)
    return ibis.ifelse(cell.re_search("[^0-9]"), bare, cell)


def national(digits: ir.StringValue) -> ir.StringValue:
    """Without country code and trunk zeros."""
    bare = digits.re_search(BARE_CODE)
    return ibis.ifelse(bare, digits.substr(2), digits.re_replace(PREFIX, ""))


def plausible(number: ir.StringValue) -> ir.StringValue:
    """NULL where it is no national number."""
    return ibis.ifelse(number.re_search(NATIONAL), number, ibis.null("string"))


STEPS = (dialled, national, plausible)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the national significant number."""
    return in_turn(STEPS)(cell)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    digits = replaced_of(re.sub(EXTENSION, "", untrusted), DROPPED)
    number = digits[2:] if re.search(BARE_CODE, digits) else re.sub(PREFIX, "", digits, count=1)
    return number if re.search(NATIONAL, number) else None


TAIL = 8
"""Digits at the end that tell a subscriber: Belgian mobile and French numbers have nine, others eight or more."""


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal numbers, in two columns, how they agree; NULL where one is missing."""
    table = slips.beside(pairs, left, right, into)
    one, other = table[left], table[right]
    tail = (one.length() > TAIL) & (other.length() > TAIL) & (one.right(TAIL) == other.right(TAIL))
    word = ibis.cases(
        (one.isnull() | other.isnull(), ibis.null("string")),
        (one == other, "same"),
        (tail, "tail"),
        (table[into], "slip"),
        else_="differs",
    )
    return table.mutate(**{into: word})


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    if min(len(left), len(right)) > TAIL and left[-TAIL:] == right[-TAIL:]:
        return "tail"
    return "slip" if slips.slipped_of(left, right) else "differs"


KIND = Kind(
    name="phone",
    says="telephone numbers",
    category=Category.CONTACT,
    headers=(
        "phone",
        "tel",
        "telephone",
        "telefoon",
        "telefoonnummer",
        "telefon",
        "telefonnummer",
        "telefono",
        "mobile",
        "portable",
        "gsm",
        "mobiel",
        "mobil",
        "handy",
        "movil",
        "phone number",
        "numero de telephone",
        "tel portable",
        "tel fixe",
        "fixe",
        "mobile phone",
        "cell",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
