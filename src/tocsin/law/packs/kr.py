"""South Korea: seventy-two hours from a thousand people, sensitive data, or hacking."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.facts import Event
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

PACK = Pack(
    name="kr",
    title="South Korea",
    concerns=touches("KR"),
    duties=(
        Duty(
            key="kr.pipa",
            does="Ask counsel in South Korea about notices to PIPC or KISA, and to the people",
            to="counsel in South Korea; PIPC or KISA",
            cite=Cite(
                "Personal Information Protection Act, with its Enforcement Decree",
                "Art. 34; Decree, Art. 39 and 40",
                "https://www.pipc.go.kr",
                date(2026, 11, 25),
            ),
            when=touches("KR"),
            since=date(2023, 9, 15),
            clocks=(Clock(Event.AWARE, hours=72),),
            by=Standing.COUNSEL,
            speed="within 72 hours of awareness, both",
            undecided="Turns on 1,000 people, sensitive or unique identifiers, or illegal access from outside. An amendment of March 2026 "
            "is said to bring the notice to people forward to a possible breach: look it up.",
            places=("KR",),
        ),
    ),
)
