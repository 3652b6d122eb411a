"""Australia: serious harm likely; thirty days to assess, which is not the limit for telling."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.facts import Event
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

PACK = Pack(
    name="au",
    title="Australia",
    concerns=touches("AU"),
    duties=(
        Duty(
            key="au.ndb",
            does="Ask counsel in Australia whether the breach is an eligible data breach",
            to="counsel in Australia; OAIC",
            cite=Cite(
                "Privacy Act 1988",
                "Part IIIC",
                "https://www.oaic.gov.au/privacy/notifiable-data-breaches",
                date(2026, 11, 25),
            ),
            when=touches("AU"),
            since=date(2018, 2, 22),
            clocks=(Clock(Event.AWARE, days=30),),
            by=Standing.COUNSEL,
            speed="as soon as practicable; the assessment is to be done within 30 days",
            undecided="Turns on likely serious harm to anyone, on measures that avert it, and on whether the company is covered (turnover "
            "above AUD 3 million; an end of that exemption was announced for 10 December 2026). The 30 days are for the "
            "assessment (s. 26WH); the statement (s. 26WK) follows as soon as practicable, not at their end.",
            places=("AU",),
        ),
    ),
)
