"""One moment: whether the rows show the register as it stood at one moment, in what customers changed.

A customer moves, or takes another e-mail address, and tells each firm on another day, or never. A list of another
firm therefore shows old values of some who had told us long before, and new ones of some who told us later. A copy
shows none: all that was changed before it is new in it, all that was changed after it is old. Which of two values
stood in this register on a day, nobody else can know; so this can speak for a true copy even where rows hold
nothing but names and addresses, as a feed to a partner does. It needs values that were replaced since: a careful
list of today looks like a copy of today. It does not say by which way the copy went: a partner's feed is one.

>>> from tocsin.authenticity.evidence import Moment
>>> weigh(Evidence(moment=Moment(new=400, behind=2, old=60, ahead=0))).log10
1.5
>>> weigh(Evidence(moment=Moment(new=400, behind=80, old=60, ahead=9))).log10
0.0
>>> weigh(Evidence(moment=Moment(new=400, behind=0, old=0, ahead=0))).because
'nothing that the rows show was replaced in the register since: a careful list of today would look the same'
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity.base import Tally, bounded, strength
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, Moment
from tocsin.terms.period import Period
from tocsin.terms.verdict import Question, Support

NAME = "one moment"

FIELDS = ("email", "phone", "name", "postcode")
"""What other lists of the same people have as well; hashes and texts have checks of their own."""

SEVERAL = 5
"""Old values that must be shown, at least; and new ones."""

NEW, NEW_ELSEWHERE = 0.98, 0.80
"""Chance that a value changed before the moment is the new one: in a copy of that moment, and in another list of
the same people, of whom one in five did not tell both. Judgement, on the low side."""

OLD, OLD_ELSEWHERE = 0.97, 0.90
"""Chance that a value changed after it is the old one: some told the others first. Judgement."""

EVER, NEVER = -(1 << 62), 1 << 62
"""Where a time is not bounded, in microseconds."""

FOR = 1.5
"""The moment is the one that fits the rows best, and firms of one house may tell each other of every change."""


def counted(spans: pa.Table, period: Period) -> Moment:
    """Count the cells whose value changed, by when; what changed within the period tells nothing.

    `spans` is a row a cell of the tied rows: from when (`since`) until when (`at`) its record held what it
    shows, microseconds since 1970; `since` NULL from the beginning, `at` NULL until now.
    """
    after, before = (_micros(at) for at in (period.after, period.before))
    since, until = (
        np.asarray(pc.fill_null(spans[name], end), dtype=np.int64)
        for name, end in (("since", EVER), ("at", NEVER))
    )
    through = (since <= after) & (until >= before)
    return Moment(
        new=int((through & (since > EVER) & (until == NEVER)).sum()),
        behind=int((until <= after).sum()),
        old=int((through & (until < NEVER)).sum()),
        ahead=int((since >= before).sum()),
    )


def _micros(at: datetime | None) -> int:
    return NEVER if at is None else int(at.timestamp() * 1_000_000)


def weigh(known: Evidence) -> Support:
    """Speak for a true copy where what changed shows one moment; never against, for dating tells misfits."""
    found = known.moment
    if found is None:
        return Support(
            NAME, 0.0, "no moment of copying is known that lies before changes of the register"
        )
    settled, since = found.new + found.behind, found.old + found.ahead
    if since < SEVERAL:
        return Support(
            NAME,
            0.0,
            "nothing that the rows show was replaced in the register since: a careful list of today would look the same",
        )
    because = (
        f"of {settled:,} addresses, phones and names that customers had changed before the moment of copying the rows "
        f"have the new one in {found.new:,}, of {since:,} changed after it the old one in {found.old:,}"
    )
    if settled < SEVERAL:
        return Support(NAME, 0.0, because)
    log = strength(Tally(found.new, settled, NEW, NEW_ELSEWHERE)) + strength(
        Tally(found.old, since, OLD, OLD_ELSEWHERE)
    )
    return Support(NAME, bounded(log, FOR, 0.0), because)


CHECK = Told(
    NAME,
    Question.COPIED,
    "Take a register with the times of its changes (tocsin register --history): a copy shows one moment in all of them.",
    inner=True,
    weigh=weigh,
)
