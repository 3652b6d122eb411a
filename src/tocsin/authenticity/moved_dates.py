"""Moved dates: whether the sign-up times were all moved by as many days, as one makes old rows look new.

>>> weigh(Evidence(sign_ups=SignUps(compared=600, same=2, moved=590, days=700))).log10
-2.5
>>> weigh(Evidence(sign_ups=SignUps(compared=600, same=590))).log10
0.0
"""

from __future__ import annotations

from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, SignUps
from tocsin.terms.verdict import Question, Support

NAME = "moved dates"

AGAINST = 2.5
"""Nobody moves the dates of rows that are new. Judgement: a clock that was wrong by days would do it, too."""


def weigh(known: Evidence) -> Support:
    """Speak against new rows where dates were moved together."""
    times: SignUps | None = known.sign_ups
    if times is None or not times.compared:
        return Support(NAME, 0.0, "no sign-up time can be held against a record's")
    if not times.moved:
        return Support(NAME, 0.0, "no sign-up times were moved together")
    when = "later" if times.days > 0 else "earlier"
    return Support(
        NAME,
        -AGAINST,
        f"{times.moved:,} of {times.compared:,} rows state a sign-up {abs(times.days):,} days {when} than "
        "their records, all alike",
    )


CHECK = Told(NAME, Question.FRESH, weigh=weigh)
