"""Natural canaries: what is odd in the register and the same in the leak.

Misspelt mail domains, accounts that staff made for a test, addresses that a customer made for this
company alone (a tag behind a plus; which firm it names, `own_tags` asks): another list of the same
people would not have them. They are few in any register, and few are enough. Nor would it have people
twice because they opened two accounts here; gatherings of several lists have, so that says little.

>>> none = {"tied": 600, "odd": 0, "tagged": 0, "records": 600, "people": 600}
>>> weigh(none | {"odd": 3}).log10
1.5
>>> weigh(none | {"people": 580}).log10
0.2
>>> weigh(none).log10
0.0
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.authenticity.base import ROW, bounded, total
from tocsin.authenticity.check import Counted, Over
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "natural canaries"

ODD = (
    "@(?:g(?:mial|amil|mai|nail|maill|amail)|hot(?:mial|amil|mai|mal|maill)|homtail|yah(?:o|ooo)|"
    "out(?:lok|look1|loook)|iclou|wanado|wandoo|orang|skynt|telnet)[.][a-z]+$"
    "|@(?:gmail|hotmail|yahoo|outlook|orange|wanadoo|skynet|telenet)[.](?:con|cm|co|om|c|f|ft|vom|bee|b)$"
    "|@(?:test|example|exemple)[.](?:com|fr|be|nl)$"
    "|^(?:test|essai|demo|dummy|toto|azerty|qwerty|asdf|proef|xxx)[0-9._-]*@"
)
"""Slips that keep their owner from getting mail, at the commonest providers of France and Belgium,
and names that testers give. Judgement: put together by hand, none is a person's."""

TAGGED = "^[^+@]+[+][^@]+@"

ROW_ODD = ROW
"""What one is worth, as the most that a row can be."""

ROW_TAGGED = 0.2
"""A tag names a company or is the person's habit; which it is, is not asked."""

TWICE, ROW_TWICE = 0.2, 0.05
"""What people say of whom two accounts are in the leak: at most, which is below what speaks, and each."""

FOR = 2.0
"""Not more: an older leak of this register has the same."""


def sums(beside: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count the `tied` rows, those of `odd` addresses, and those `tagged`; `records` and `people` they are tied to."""
    return {
        "tied": beside.count(),
        "records": beside.record.nunique(),
        "people": beside.person.nunique(),
        "odd": total(beside.email.re_search(ODD)),
        "tagged": total(beside.email.re_search(TAGGED)),
    }


def weigh(answer: Row) -> Support:
    """Speak for a true copy by their number."""
    odd, tagged = whole(answer, "odd"), whole(answer, "tagged")
    twice = whole(answer, "records") - whole(answer, "people")
    if not odd + tagged + twice:
        return Support(
            NAME, 0.0, "no odd address of the register is in the tied rows, and nobody twice"
        )
    log = odd * ROW_ODD + min(tagged, 5) * ROW_TAGGED + min(TWICE, twice * ROW_TWICE)
    return Support(
        NAME,
        bounded(log, FOR, 0.0),
        f"{odd:,} tied rows have an address that is misspelt or was made for a test, and {tagged:,} "
        f"one with a customer's own tag, as the register has it; {twice:,} are second accounts of one person",
    )


CHECK = Counted(NAME, Question.COPIED, over=Over.BESIDE, sums=sums, weigh=weigh)
