"""One source: whether all rows are of this register or some were put in, and how many are.

Rows that can be known (an e-mail address, a phone or a number) are tied to a record in a true copy, all
but a few. Where many are not, they are of somebody else, or were put in: the latter is plain where their
customer numbers are other people's. A register that keeps neither history nor deleted customers cannot
tell them from people who left, and one taken before the leak not from customers who came since.

>>> weigh({"able": 650, "tied": 645, "numbered": 4, "others": 0, "keeps": 1}).log10
0.8
>>> weigh({"able": 650, "tied": 400, "numbered": 250, "others": 120, "keeps": 1}).log10
-3.0
>>> weigh({"able": 650, "tied": 400, "numbered": 250, "others": 0, "keeps": 1}).log10
0.0
>>> weigh({"able": 650, "tied": 400, "numbered": 0, "others": 0, "keeps": 0}).log10
0.0
>>> weigh({"able": 6, "tied": 5, "numbered": 1, "others": 1, "keeps": 1}).log10
-1.0
>>> weigh({"able": 650, "tied": 0, "numbered": 650, "others": 300, "keeps": 1}).log10
0.0
>>> ours({"able": 640, "tied": 400, "numbered": 240, "others": 120, "keeps": 1}, 650)
Ours(rows=650, least=396, likely=408, most=445, tied=400)
"""

from __future__ import annotations

from math import ceil, floor, log10

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import bounded, held
from tocsin.authenticity.check import Asked
from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Ours, Question, Support

NAME = "one source"

TIED = 0.98
"""Share of the rows of a true copy that are tied to their record, where the register knows who left.
The drill reaches 0.99 (`linkage`'s F1); real copies are damaged more. Judgement."""

MISSED = 0.08
"""Share of true rows that may be missed, at most; and `FALSE` of the tied that may be of another."""
FALSE = 0.01

SEVERAL = 20
"""Rows from which a share is spoken of."""

NEARLY, FEW_AGAINST = 0.9, 1.0
"""Of fewer rows, the share below which the question is open: it then stands in the way of "genuine"."""

COUNTED = 200
"""Rows that count as independent. More than for other checks: that rows are of one act does not make a
mixture look whole."""

WHOLE_FOR, PADDED = 0.8, 3.0

NUMBERED = 20
"""Rows of nobody with a number, from which their numbers tell who put them there."""

MADE_UP = 0.05
"""Share of them whose number is somebody else's, from which they were put in. Of a later customer's, or of
one whom a smaller register lacks, hardly any is."""

BARE = 0.05
"""Below this share there is no mixture: a few rows agree in any list."""


def ask(leak: ir.Table, ground: Ground) -> ir.Table:
    """One row: rows `able` to be tied, `tied`, of the others `numbered` and `others`; `keeps`."""
    known = ibis.or_(*(leak[f].notnull() for f in ("email", "phone", "customer_number")))
    rows = leak.select("row", "customer_number", able=known)
    left = rows.filter(rows.able).anti_join(ground.beside, "row")
    numbered = held(left, "customer_number")
    others = numbered.semi_join(held(ground.register, "customer_number"), "customer_number")
    keeps = ground.keeps_deleted or ground.history > 0
    parts = (
        left.aggregate(left=left.count()),
        numbered.aggregate(numbered=numbered.count()),
        others.aggregate(others=others.count()),
    )
    answer = rows.aggregate(able=rows.able.cast("int64").sum().fill_null(0))
    for part in parts:
        answer = answer.cross_join(part)
    return answer.select(
        "able",
        "numbered",
        "others",
        tied=answer.able - answer.left,
        keeps=ibis.literal(int(keeps), "int64"),
    )


def weigh(answer: Row) -> Support:
    """Speak for one source where nearly all are tied, for a mixture where many are not and should be."""
    able, tied = whole(answer, "able"), whole(answer, "tied")
    if not able:
        return Support(NAME, 0.0, "no row has anything to be tied by")
    share = tied / able
    because = f"{tied:,} of {able:,} rows ({share:.0%}) are tied to a record"
    log = bounded(_worth(share, able), WHOLE_FOR, PADDED)
    if able < SEVERAL and BARE < share < NEARLY:
        because += ": too few to tell others' rows from damaged ones"
        return Support(NAME, -FEW_AGAINST, because)
    if able < SEVERAL or share < BARE or log >= 0:
        return Support(NAME, max(log, 0.0) if able >= SEVERAL and share > BARE else 0.0, because)
    numbered, others = whole(answer, "numbered"), whole(answer, "others")
    if numbered >= NUMBERED:
        because += f"; of {numbered:,} others with a number, {others:,} have somebody else's"
        if others < MADE_UP * numbered:
            because += ": as of customers whom this register lacks, later ones or another part's"
            return Support(NAME, 0.0, because)
    elif not whole(answer, "keeps"):
        return Support(NAME, 0.0, f"{because}: customers who left would look the same")
    return Support(NAME, log, because)


def _worth(share: float, rows: int) -> float:
    """The share's odds under a true copy, against those under the mixture that fits it best."""
    if share >= TIED:
        return WHOLE_FOR
    fit = max(share, 1e-9)
    each = fit * log10(TIED / fit) + (1 - fit) * log10((1 - TIED) / (1 - fit))
    return each * min(rows, COUNTED)


def ours(answer: Row, rows: int) -> Ours:
    """Estimate how many of so many rows are of this register."""
    able, tied = whole(answer, "able"), whole(answer, "tied")
    most = ceil(tied / (1 - MISSED)) + (rows - able)
    if not whole(answer, "keeps"):
        most = rows
    return Ours(
        rows=rows,
        least=floor(tied * (1 - FALSE)),
        likely=min(rows, round(tied / TIED)),
        most=min(rows, most),
        tied=tied,
    )


CHECK = Asked(
    NAME,
    Question.WHOLE,
    "Take a register of the time of the copy, with the customers who left and its history.",
    ask=ask,
    weigh=weigh,
)
