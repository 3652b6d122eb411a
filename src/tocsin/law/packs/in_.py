"""India: six hours to CERT-In now; the Data Protection Act's rule on breaches only from May 2027.

>>> [duty.key for duty in PACK.duties if duty.in_force(date(2026, 11, 20))]
['in.cert']
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.facts import Event
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

PACK = Pack(
    name="in",
    title="India",
    concerns=touches("IN"),
    duties=(
        Duty(
            key="in.cert",
            does="Ask counsel in India at once whether to report the incident",
            to="counsel in India; CERT-In",
            cite=Cite(
                "CERT-In Directions of 28 April 2022",
                "(ii)",
                "https://www.cert-in.org.in",
                date(2026, 11, 25),
            ),
            when=touches("IN"),
            since=date(2022, 6, 28),
            clocks=(Clock(Event.AWARE, hours=6), Clock(Event.CLAIM, hours=6)),
            by=Standing.COUNSEL,
            speed="within 6 hours of noticing it",
            undecided="Turns on the list of incidents, and on whether the company is a service provider, intermediary or "
            "body corporate; companies abroad with users in India too, by CERT-In's own answers. 'Noticing' may be the "
            "claim: it is counted from both.",
            places=("IN",),
        ),
        Duty(
            key="in.dpdp",
            does="Ask counsel in India about notices to the Data Protection Board and to each person",
            to="counsel in India; Data Protection Board",
            cite=Cite(
                "Digital Personal Data Protection Rules, 2025",
                "rule 7",
                "https://www.meity.gov.in",
                date(2026, 11, 23),
            ),
            when=touches("IN"),
            since=date(2027, 5, 13),
            clocks=(Clock(Event.AWARE, hours=72),),
            by=Standing.COUNSEL,
            speed="without delay; details within 72 hours",
            undecided="Any breach counts, whatever the harm. Starts eighteen months after the Rules of 13 November 2025; pages that say 2026 are wrong.",
            places=("IN",),
        ),
    ),
)
