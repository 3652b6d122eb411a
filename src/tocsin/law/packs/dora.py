"""DORA: reports of major ICT-related incidents, where the company says that it is a financial entity.

>>> initial = PACK.duties[0]
>>> [(clock.after.value, clock.hours) for clock in initial.clocks]
[('incident classified as major', 4), ('awareness', 24)]
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import classified, under
from tocsin.terms.facts import Event, Sector
from tocsin.terms.law import Cite, Clock, Duty, Pack

READ = date(2026, 11, 25)
SINCE = date(2025, 1, 17)
DORA = "https://eur-lex.europa.eu/eli/reg/2022/2554/oj"
TIMES = "https://eur-lex.europa.eu/eli/reg_del/2025/301/oj"
ENTITY = under(Sector.DORA)
SUPERVISOR = "the competent financial supervisor (DORA, Art. 46)"


def _times(provision: str) -> Cite:
    act = "Delegated Regulation (EU) 2025/301, with DORA, Art. 19(4)"
    return Cite(act, provision, TIMES, READ, "the text of its final draft")


PACK = Pack(
    name="dora",
    title="DORA",
    concerns=ENTITY,
    duties=(
        Duty(
            key="eu.dora.initial",
            does="Send the initial notification of a major ICT-related incident",
            to=SUPERVISOR,
            cite=_times("Art. 5(1)(a)"),
            when=ENTITY & classified,
            since=SINCE,
            clocks=(
                Clock(Event.CLASSIFIED, hours=4, union=True),
                Clock(Event.AWARE, hours=24, unless=Event.CLASSIFIED, union=True),
            ),
            speed="within 4 hours of the classification as major, at most 24 hours after awareness",
            undecided="Where the classification came later than 24 hours after awareness, only the 4 hours count. "
            "Weekends and holidays may move it for some entities.",
        ),
        Duty(
            key="eu.dora.intermediate",
            does="Send the intermediate report",
            to=SUPERVISOR,
            cite=_times("Art. 5(1)(b)"),
            when=ENTITY & classified,
            since=SINCE,
            clocks=(Clock(Event.GIVEN, hours=72, message="eu.dora.initial", union=True),),
            speed="within 72 hours of the initial notification",
            undecided="Some secondary pages count the 72 hours from the classification or the detection.",
        ),
        Duty(
            key="eu.dora.final",
            does="Send the final report",
            to=SUPERVISOR,
            cite=_times("Art. 5(1)(c)"),
            when=ENTITY & classified,
            since=SINCE,
            clocks=(Clock(Event.GIVEN, months=1, message="eu.dora.intermediate", union=True),),
            speed="within one month of the last intermediate report",
        ),
        Duty(
            key="eu.dora.clients",
            does="Tell the clients whose financial interests are hit, and what was done",
            to="clients",
            cite=Cite("DORA", "Art. 19(3)", DORA, READ),
            when=ENTITY & classified,
            since=SINCE,
        ),
    ),
)
