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
                date(2026, 11, 23),
            ),
            when=touches("AU"),
            since=date(2018, 2, 22),
            clocks=(Clock(Event.AWARE, days=30),),
            by=Standing.COUNSEL,
            speed="as soon as practicable; the assessment is to be done within 30 days",
            undecided="Turns on likely serious harm to anyone, on measures that avert it, and on whether the company is covered (small businesses: an end of their exemption was announced for 10 December 2026).",
            places=("AU",),
        ),
    ),
)
