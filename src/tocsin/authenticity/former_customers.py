"""Former customers: rows of people whom the register marks as deleted.

An outsider who looks for customers finds those of today. A copy of the system's tables has the former
ones too, in about their share; one taken through the shop's own pages has none. When they left is
for dating to say: rows of people deleted long before mean an older copy, or a system that only marks.

>>> weigh({"tied": 600, "former": 31}).log10
0.3
>>> weigh({"tied": 600, "former": 0}).log10
0.0
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.authenticity.base import total
from tocsin.authenticity.check import Counted, Over
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "former customers"

ENOUGH = 5
"""Rows of former customers from which it speaks: one or two, other lists have as well."""

FOR = 0.3
"""Twice as likely, no more: other lists keep people who left us. Judgement."""


def sums(beside: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count the `tied` rows, and those of `former` customers."""
    return {"tied": beside.count(), "former": total(beside.deleted)}


def weigh(answer: Row) -> Support:
    """Speak for a true copy where it holds people who left."""
    tied, former = whole(answer, "tied"), whole(answer, "former")
    because = f"{former:,} of {tied:,} tied rows are of customers who are deleted in the register"
    if former < ENOUGH:
        return Support(NAME, 0.0, because if tied else "no row is tied to a customer")
    return Support(NAME, FOR, f"{because}: the copy holds people who left, or is older than that")


CHECK = Counted(NAME, Question.COPIED, over=Over.BESIDE, sums=sums, weigh=weigh)
