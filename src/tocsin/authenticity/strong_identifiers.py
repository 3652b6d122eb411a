"""Strong identifiers: rows whose e-mail address and phone or name are those of one register record.

An address that exists in the register with a different person does not count: addresses are traded,
and a list of them with made-up names beside is a known way to fake a leak. Both accounts of the
rows are stated in `base`; who puts rows together from elsewhere can know a customer's address and
name (older leaks sell both), so this check alone never carries a verdict.

>>> six = weigh({"compared": 6, "agree": 6, "strangers": 0})
>>> print(six.log10, six.because)  # doctest: +NORMALIZE_WHITESPACE
2.7 6 of 6 rows (100%) have the e-mail address and the phone or name of one register record; 6 rows,
chosen by who sent them, can bear no more
>>> weigh({"compared": 600_000, "agree": 590_000, "strangers": 9}).log10
3.0
>>> weigh({"compared": 600_000, "agree": 12, "strangers": 9}).log10
-1.0
>>> weigh({"compared": 600, "agree": 20, "strangers": 280}).log10
-3.0
>>> weigh({"compared": 0, "agree": 0, "strangers": 0}).because
'no row has an e-mail address with a phone or a name beside it'
"""

from __future__ import annotations

import ibis.expr.types as ir

from tocsin.authenticity.base import (
    Tally,
    bounded,
    held,
    met,
    sample,
    strength,
    total,
)
from tocsin.authenticity.check import Asked
from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "strong identifiers"

GENUINE = 0.85
"""Chance that such a row of a true copy agrees. Not 1: addresses are mistyped or damaged in the
copy, people marry and change phones, and a copy may be older than the history. Judgement."""

OTHERWISE = 0.30
"""Chance that a row put together elsewhere agrees. Most people are nobody's customers; but who
gathers rows can pick people near the shops, and can try addresses at the sign-in page. Judgement,
on the high side."""

FOR, AGAINST = 3.0, 1.0
"""For: an outsider with older leaks and patience could come near. Against: a copy of another system
or of an older register disagrees too, and addresses never registered are counted by their own
check; the same shortage must not be weighed twice."""

NAMED, TRADED = 0.95, 0.30
"""Chance that an address which is known comes with its own person: in a true copy, also of another system
or an old one; and in a list of traded addresses with people made up beside them. Judgement."""

OTHERS_FROM = 0.5
"""Share of the known addresses from which other people beside them are weighed: it is then no slip."""

OTHERS_AGAINST = 3.0


def ask(leak: ir.Table, ground: Ground) -> ir.Table:
    """One row: `compared`, `agree`, `strangers` (address known, phone and name another's)."""
    claimed = held(leak, "email").filter(leak.phone.notnull() | leak.name.notnull())
    pairs = met(claimed, ground.register, ground.past, "email", "phone", "name")
    same = (pairs.phone == pairs.their_phone).fill_null(False) | (pairs.name == pairs.their_name)
    known = pairs.group_by("row").aggregate(agrees=same.any().fill_null(False))
    answer = claimed.aggregate(compared=claimed.count()).cross_join(
        known.aggregate(agree=total(known.agrees), strangers=total(~known.agrees))
    )
    return answer.select("compared", "strangers", "agree")


def weigh(answer: Row) -> Support:
    """Speak for a true copy where addresses come with their own people."""
    compared, agree = whole(answer, "compared"), whole(answer, "agree")
    strangers = whole(answer, "strangers")
    if not compared:
        return Support(NAME, 0.0, "no row has an e-mail address with a phone or a name beside it")
    log = bounded(strength(Tally(agree, compared, GENUINE, OTHERWISE)), FOR, AGAINST)
    if strangers > OTHERS_FROM * (agree + strangers):
        named = strength(Tally(agree, agree + strangers, NAMED, TRADED))
        log = min(log, bounded(named, 0.0, OTHERS_AGAINST))
    because = (
        f"{agree:,} of {compared:,} rows ({agree / compared:.0%}) have the e-mail address and the "
        "phone or name of one register record"
    )
    if strangers:
        because += f"; in {strangers:,} the address is known, with a different person"
    return Support(NAME, log, because + sample(compared))


CHECK = Asked(
    NAME,
    Question.COPIED,
    "Ask for rows with e-mail address, name and phone together.",
    ask=ask,
    weigh=weigh,
)
