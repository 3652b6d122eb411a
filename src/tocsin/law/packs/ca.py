"""Canada: a real risk of significant harm, to one person already."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.law import Cite, Duty, Pack, Standing

PACK = Pack(
    name="ca",
    title="Canada",
    concerns=touches("CA"),
    duties=(
        Duty(
            key="ca.pipeda",
            does="Ask counsel in Canada whether to report, to tell the people, and whom else",
            to="counsel in Canada; Office of the Privacy Commissioner (OPC)",
            cite=Cite(
                "PIPEDA, with SOR/2018-64",
                "s. 10.1 to 10.3",
                "https://laws-lois.justice.gc.ca/eng/acts/P-8.6/section-10.1.html",
                date(2026, 11, 25),
                "the text of s. 10.1 on the site of the Department of Justice, as of October 2024",
            ),
            when=touches("CA"),
            since=date(2018, 11, 1),
            by=Standing.COUNSEL,
            speed="as soon as feasible",
            undecided="Turns on a real risk of significant harm, of however few people. Every breach is recorded for "
            "24 months. Quebec, Alberta and British Columbia have laws of their own, not read here.",
            places=("CA",),
        ),
    ),
)
