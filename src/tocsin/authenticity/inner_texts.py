"""Inner texts: what a customer once wrote to the company, such as how to find the door.

No other list has it beside that person. Texts that many write alike ('ring twice') agree by chance,
so short ones are left out, and a fifth is granted to whoever makes up the rest.

>>> weigh({"texts": 6, "texts_same": 6}).log10
3.0
>>> weigh({"texts": 400, "texts_same": 3}).log10
-1.0
>>> weigh({"texts": 0, "texts_same": 0}).because
'no tied row has a text that can be held against its record'
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.authenticity.base import Tally, bounded, sample, strength, total
from tocsin.authenticity.check import Counted, Over
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "inner texts"

LONG = 12
"""Letters from which a text counts. Judgement: 'Sonnez 2 fois' is common, 'code 48B7, 3e gauche' is not."""

GENUINE = 0.80
"""Chance that a true copy's text is the record's: people change it, and copies damage it. Judgement."""

OTHERWISE = 0.05
"""Chance to guess it: the common phrases above the length. Judgement; `bench.verdicts` counts it."""

FOR, AGAINST = 3.0, 1.0
"""Against: a text rewritten or cut since makes a true copy disagree."""


def sums(beside: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count the `texts` compared, and those that are the `texts_same`."""
    long = beside.same_free_text.notnull() & (beside.text >= LONG)
    return {"texts": total(long), "texts_same": total(long & beside.same_free_text)}


def weigh(answer: Row) -> Support:
    """Speak for a true copy where texts stand with their own writers."""
    compared, same = whole(answer, "texts"), whole(answer, "texts_same")
    if not compared:
        return Support(NAME, 0.0, "no tied row has a text that can be held against its record")
    log = bounded(strength(Tally(same, compared, GENUINE, OTHERWISE)), FOR, AGAINST)
    because = f"in {same:,} of {compared:,} rows what the customer wrote is what the record has"
    return Support(NAME, log, because + sample(compared))


CHECK = Counted(
    NAME,
    Question.COPIED,
    "Ask for the free text of rows: delivery instructions, remarks, answers.",
    inner=True,
    over=Over.BESIDE,
    sums=sums,
    weigh=weigh,
)
