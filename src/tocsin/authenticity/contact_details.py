"""Contact details: phone and postal address as the record has them, beside the person.

Older leaks and address traders sell both, so this is no inner field and alone says little; from a
thousand rows on, agreement in nearly all of them is more than such lists have. Where a phone or an
address is another than the record's, it may be another system's, or old.

>>> weigh({"phones": 600, "phones_same": 590, "addresses": 600, "addresses_same": 590}).log10
0.2
>>> weigh({"phones": 6_000, "phones_same": 5_990, "addresses": 0, "addresses_same": 0}).log10
1.0
>>> weigh({"phones": 6_000, "phones_same": 600, "addresses": 6_000, "addresses_same": 400}).log10
-0.6
>>> weigh({"phones": 0, "phones_same": 0, "addresses": 0, "addresses_same": 0}).log10
0.0
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.authenticity.base import Tally, bounded, sample, strength, total
from tocsin.authenticity.check import Counted, Over
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "contact details"

GENUINE, OTHERWISE = 0.85, 0.50
"""Chance that a phone or an address is the record's: in a true copy, and in another list of the same
people, who gave both the same phone or another. Judgement."""

MANY = 1_000
FEW, FOR, AGAINST = 0.2, 1.0, 0.6
"""What it says at most: below `MANY` rows, where it must not make up a verdict with one other check; from
there on; and against."""


def sums(beside: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count `phones` and `addresses` compared, and those that are the record's."""
    return {
        "phones": total(beside.same_phone.notnull()),
        "phones_same": total(beside.same_phone),
        "addresses": total(beside.same_address.notnull()),
        "addresses_same": total(beside.same_address),
    }


def weigh(answer: Row) -> Support:
    """Weigh the one of the two that was compared more often."""
    sort = max(("phones", "addresses"), key=lambda name: whole(answer, name))
    compared, same = whole(answer, sort), whole(answer, f"{sort}_same")
    if not compared:
        return Support(NAME, 0.0, "no tied row has a phone or an address to compare")
    most = FOR if compared >= MANY else FEW
    log = bounded(strength(Tally(same, compared, GENUINE, OTHERWISE)), most, AGAINST)
    what = "phone" if sort == "phones" else "postal address"
    because = f"in {same:,} of {compared:,} tied rows the {what} is the record's"
    return Support(NAME, log, because + sample(compared))


CHECK = Counted(NAME, Question.COPIED, over=Over.BESIDE, sums=sums, weigh=weigh)
