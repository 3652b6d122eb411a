"""Japan: a preliminary report in three to five days."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.facts import Event
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

PACK = Pack(
    name="jp",
    title="Japan",
    concerns=touches("JP"),
    duties=(
        Duty(
            key="jp.appi",
            does="Ask counsel in Japan about reports to the PPC and notices to the people",
            to="counsel in Japan; Personal Information Protection Commission (PPC)",
            cite=Cite(
                "Act on the Protection of Personal Information",
                "Art. 26",
                "https://www.ppc.go.jp",
                date(2026, 11, 25),
            ),
            when=touches("JP"),
            since=date(2022, 4, 1),
            clocks=(Clock(Event.AWARE, days=3),),
            by=Standing.COUNSEL,
            speed="preliminary report in 3 to 5 days; final in 30, or 60 where malicious",
            undecided="Turns on sensitive data, risk of economic harm, a malicious act, or more than 1,000 people; an intruder's theft is the "
            "third whatever the number. Companies abroad that offer goods or services in Japan are covered.",
            places=("JP",),
        ),
    ),
)
