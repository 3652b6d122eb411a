"""Shared people: some customers, with their own names, among many strangers.

A copy of this register holds hardly anybody else; a made-up list holds hardly any customer, or puts
other names beside their addresses. Another system of the firm, a partner, a sister firm or another
firm's older leak shares some people with us, under their own names. That is no theft from us.

>>> weigh({"compared": 3_000, "agree": 900, "strangers": 20}).log10
-2.0
>>> weigh({"compared": 3_000, "agree": 2_900, "strangers": 20}).log10
0.0
>>> weigh({"compared": 3_000, "agree": 300, "strangers": 600}).log10
0.0
>>> weigh({"compared": 6, "agree": 1, "strangers": 0}).log10
-1.0
"""

from __future__ import annotations

from tocsin.authenticity import strong_identifiers
from tocsin.authenticity.check import Asked
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "shared people"

FROM, TO = 0.02, 0.80
"""Shares of rows that are of customers, between which a list shares people with us. Below, chance
does (a firm with 4% of a country's people meets 4% in any list); above, it is our list. Judgement."""

NAMED = 0.80
"""Share of the known addresses that come with their own person, in a true list: some move on to others."""

MANY = 20
"""Rows of customers from which it speaks in full: below, somebody may know a few people, or the list be
small; it then only stands in the way of calling the rows made up."""

MILD, MOST = 1.0, 2.0


def weigh(answer: Row) -> Support:
    """Speak for another system where customers stand among strangers."""
    compared, agree = whole(answer, "compared"), whole(answer, "agree")
    known = agree + whole(answer, "strangers")
    if not compared:
        return Support(NAME, 0.0, "no row has an e-mail address with a phone or a name beside it")
    because = (
        f"{agree:,} of {compared:,} rows are of customers by address and name; the others are of "
        "nobody whom the register knows so"
    )
    between = FROM <= agree / compared < TO
    if not between or agree < NAMED * known:
        return Support(NAME, 0.0, because)
    return Support(NAME, -MOST if agree >= MANY else -MILD, because)


CHECK = Asked(
    NAME,
    Question.OWN,
    "Ask the partners, sister firms and side sites whether they know the rows that are nobody's here.",
    ask=strong_identifiers.ask,
    weigh=weigh,
)
