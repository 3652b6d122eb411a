"""Shapes: what no table of people looks like, whoever they are.

Phone numbers end in every digit about as often as in any other, and numbers that people think of do not.
Postcodes go with their towns.

>>> whole_ones = {"phones": 0, "top": 0, "places": 0, "fitting": 0}
>>> weigh(whole_ones | {"phones": 5_000, "top": 2_100}).log10
-0.5
>>> weigh(whole_ones | {"places": 4_000, "fitting": 900}).because
'in 900 of 4,000 rows the town is the one most often found with the postcode'
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import held
from tocsin.authenticity.check import Asked
from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "shapes"

MANY = 1_000
"""Values from which a shape is spoken of."""

DIGITS, TOWNS = 0.5, 1.0
"""What each says against. Judgement."""

TOP = 0.35
"""Share of the commonest last digit, from which it is no accident: it should be a tenth, and firms that give
out numbers in blocks, and exchanges of one town, make it a fifth."""

FITTING = 0.5
"""Share of rows whose town is the commonest of their postcode: towns drawn by themselves stay below, and
postcodes of several villages above. Judgement."""

THREE = 3
"""Rows of a postcode from which its commonest town is one."""


def ask(leak: ir.Table, ground: Ground) -> ir.Table:
    """One row: `phones`, `top`, `places`, `fitting`."""
    digits = held(leak, "phone").mutate(last=leak.phone.right(1)).group_by("last")
    ends = digits.aggregate(phones=ibis._.count())
    pairs = held(leak, "postcode", "city").group_by("postcode", "city").aggregate(n=ibis._.count())
    codes = pairs.group_by("postcode").aggregate(rows=pairs.n.sum(), most=pairs.n.max())
    codes = codes.filter(codes.rows >= THREE)
    answer = ends.aggregate(
        phones=ends.phones.sum().fill_null(0), top=ends.phones.max().fill_null(0)
    )
    return answer.cross_join(
        codes.aggregate(places=codes.rows.sum().fill_null(0), fitting=codes.most.sum().fill_null(0))
    )


def weigh(answer: Row) -> Support:
    """Speak against where a shape is impossible; never for."""
    log, parts = 0.0, []
    places = whole(answer, "places")
    phones, top = whole(answer, "phones"), whole(answer, "top")
    if phones >= MANY and top > TOP * phones:
        log += DIGITS
        parts.append(f"{top:,} of {phones:,} phone numbers end in the same digit")
    if places >= MANY and whole(answer, "fitting") < FITTING * places:
        log += TOWNS
        parts.append(
            f"in {whole(answer, 'fitting'):,} of {places:,} rows the town is the one most often "
            "found with the postcode"
        )
    return Support(NAME, -log + 0.0, "; ".join(parts) or "nothing that real rows are not")


CHECK = Asked(NAME, Question.COPIED, ask=ask, weigh=weigh)
