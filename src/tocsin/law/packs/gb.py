"""United Kingdom: the UK GDPR, outside the one-stop-shop of the EEA.

>>> [(duty.key, duty.by.value) for duty in PACK.duties]
[('gb.gdpr.33.1', 'binds'), ('gb.gdpr.34.1', 'binds'), ('gb.ask', 'ask counsel')]
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import (
    breach,
    high_risk,
    no_risk,
    people_in,
    seated,
    touches,
    unreadable,
)
from tocsin.law.packs.eu import CONTENTS, TO_PEOPLE
from tocsin.terms.facts import Event
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

READ = date(2026, 11, 23)
SINCE = date(2021, 1, 1)
PAGE = "https://ico.org.uk/for-organisations/report-a-breach/"
HERE = seated("GB")


def _uk(provision: str) -> Cite:
    return Cite("UK GDPR", provision, PAGE, READ, "the ICO's pages")


PACK = Pack(
    name="gb",
    title="United Kingdom",
    concerns=touches("GB"),
    duties=(
        Duty(
            key="gb.gdpr.33.1",
            does="Notify the breach to the ICO, beside any notification in the EEA",
            to="Information Commissioner's Office (ICO)",
            cite=_uk("Art. 33(1)"),
            when=HERE & breach,
            since=SINCE,
            clocks=(Clock(Event.AWARE, hours=72),),
            speed="without undue delay and, where feasible, within 72 hours of awareness",
            contents=CONTENTS,
            freed=((no_risk, "a risk to the people was judged unlikely (Art. 33(1))"),),
            places=("GB",),
        ),
        Duty(
            key="gb.gdpr.34.1",
            does="Tell the people concerned",
            to="each person concerned",
            cite=_uk("Art. 34(1)"),
            when=HERE & breach & high_risk,
            since=SINCE,
            contents=TO_PEOPLE,
            freed=((unreadable, "whoever has the data cannot read them (Art. 34(3)(a))"),),
            places=("GB",),
        ),
        Duty(
            key="gb.ask",
            does="Ask counsel in the United Kingdom whether the UK GDPR applies",
            to="counsel in the United Kingdom; the ICO",
            cite=_uk("Art. 3(2) and 33"),
            when=people_in("GB"),
            since=SINCE,
            by=Standing.COUNSEL,
            speed="if it applies: 72 hours of awareness",
            undecided="Turns on whether the company is established there, or offers goods or services to people "
            "there, or watches what they do. That people live there does not decide it.",
            places=("GB",),
        ),
    ),
)
