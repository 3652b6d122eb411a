"""Contact details: phone and postal address as the record has them, beside the person.

Older leaks and address traders sell both, so this is no inner field and alone says little; from a
thousand rows on, agreement in nearly all of them is more than such lists have. Where a phone or an
address is another than the record's, it may be another system's, or old.

>>> weigh({"phones": 600, "phones_same": 590, "addresses": 600, "addresses_same": 590}).log10
0.2
>>> weigh({"phones": 6_000, "phones_same": 5_990, "addresses": 0, "addresses_same": 0}).log10
1.0
>>> weigh({"phones": 6_000, "phones_same": 600, "addresses": 6_000, "addresses_same": 400}).log10
-3.0
>>> weigh({"phones": 6_000, "phones_same": 3_000, "addresses": 6_000, "addresses_same": 2_400}).log10
-0.4
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
FEW, FOR, AGAINST = 0.2, 1.0, 0.4
"""What it says at most: below `MANY` rows, where it must not make up a verdict with one other check; from
there on; and against."""

NOBODYS = 0.15
"""Share of agreement below which no true list of these people would fall, of whatever system and time: who
wrote the rows had their names, and made the rest up."""

TRUE_LIST, MADE_UP, NOBODYS_AGAINST = 0.50, 0.05, 3.0
"""Chance that a detail agrees in a true list of these people, and that one made up does. Judgement. Two rows
without any agreement already say more against than `AGAINST`."""


def sums(beside: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count `phones` and `addresses` compared, and those that are the record's."""
    return {
        "phones": total(beside.same_phone.notnull()),
        "phones_same": total(beside.same_phone),
        "addresses": total(beside.same_address.notnull()),
        "addresses_same": total(beside.same_address),
    }


def weigh(answer: Row) -> Support:
    """Weigh phones and addresses together: they are of the same rows."""
    counts = [
        (whole(answer, sort), whole(answer, f"{sort}_same")) for sort in ("phones", "addresses")
    ]
    cells, alike = (sum(column) for column in zip(*counts, strict=True))
    if not cells:
        return Support(NAME, 0.0, "no tied row has a phone or an address to compare")
    rows = max(compared for compared, _ in counts)
    same = round(rows * alike / cells)
    most = FOR if rows >= MANY else FEW
    log = bounded(strength(Tally(same, rows, GENUINE, OTHERWISE)), most, AGAINST)
    because = f"{alike:,} of {cells:,} phones and postal addresses of tied rows are the record's"
    if same < NOBODYS * rows:
        log = bounded(strength(Tally(same, rows, TRUE_LIST, MADE_UP)), 0.0, NOBODYS_AGAINST)
        because += ", fewer than in any list of the same people"
    return Support(NAME, log, because + sample(rows))


CHECK = Counted(NAME, Question.COPIED, over=Over.BESIDE, sums=sums, weigh=weigh)
