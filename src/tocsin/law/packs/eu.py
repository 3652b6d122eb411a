"""European Union: the General Data Protection Regulation, and what stood and stands beside it.

>>> from datetime import UTC, datetime
>>> from tocsin.terms.facts import Awareness, Company, Facts, Risk, Times
>>> noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
>>> aware = Times(noon, aware=Awareness(noon, "DPO", "rows matched"))
>>> facts = Facts(aware, risk=Risk.HIGH, companies=(Company("Quatre Vents SA", "FR"),))
>>> [str(duty.cite) for duty in PACK.duties if duty.when.holds(facts)]
['GDPR, Art. 33(1)', 'GDPR, Art. 34(1)', 'GDPR, Art. 33(5)']

A breach of 2014 is judged by the law of 2014:

>>> [duty.key for duty in PACK.duties if duty.in_force(date(2014, 6, 10))]
['eu.611.2', 'eu.611.3']
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import (
    averted,
    breach,
    controller,
    disproportionate,
    disproportionate_said,
    european,
    high_risk,
    no_risk,
    processor,
    through_processor,
    under,
    unreadable,
)
from tocsin.terms.facts import Event, Sector
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

APPLIES = date(2018, 5, 25)
"""GDPR, Art. 99(2)."""

READ = date(2026, 11, 23)
TEXT = "the Regulation's text, as collected"
GDPR = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
BREACHES = "https://eur-lex.europa.eu/eli/reg/2013/611/oj"

CONTENTS = (
    "what happened; where possible, the categories and about how many people and records",
    "name and contact details of the data protection officer, or of another contact",
    "the likely consequences",
    "the measures taken or proposed, also against the consequences",
)
"""GDPR, Art. 33(3)(a) to (d), in our words."""

TO_PEOPLE = ("in clear and plain language, what happened", *CONTENTS[1:])
"""GDPR, Art. 34(2), in our words."""


def _gdpr(provision: str) -> Cite:
    return Cite("GDPR", provision, GDPR, READ, TEXT)


def _providers(provision: str) -> Cite:
    return Cite("Regulation (EU) No 611/2013", provision, BREACHES, READ)


TELECOMS = under(Sector.ELECTRONIC_COMMUNICATIONS)

PACK = Pack(
    name="eu",
    title="European Union: GDPR",
    concerns=european,
    duties=(
        Duty(
            key="eu.gdpr.33.1",
            does="Notify the breach to the supervisory authority",
            to="the supervisory authority",
            cite=_gdpr("Art. 33(1)"),
            when=controller & breach,
            since=APPLIES,
            clocks=(Clock(Event.AWARE, hours=72, union=True),),
            speed="without undue delay and, where feasible, within 72 hours of awareness; later only "
            "with reasons; what is not known yet may follow in phases (Art. 33(4))",
            contents=CONTENTS,
            undecided="When the controller is aware is a decision: reasonable certainty that personal data "
            "were compromised, after a short investigation at most (EDPB Guidelines 9/2022, para. 31). "
            "That the note came is not yet awareness; that its rows were found in the register may be.",
            freed=(
                (
                    no_risk,
                    "a risk to the people was judged unlikely: no notification; the reasons belong in the "
                    "record (Art. 33(1) and (5))",
                ),
            ),
            supervisory=True,
            counted=True,
        ),
        Duty(
            key="eu.gdpr.34.1",
            does="Tell the people concerned",
            to="each person concerned",
            cite=_gdpr("Art. 34(1)"),
            when=controller & breach & high_risk,
            since=APPLIES,
            contents=TO_PEOPLE,
            counted=True,
            undecided="The authority may order it, or decide that an exception is met (Art. 34(4)).",
            freed=(
                (
                    unreadable,
                    "whoever has the data cannot read them, and has no key (Art. 34(3)(a))",
                ),
                (averted, "measures since then avert the high risk (Art. 34(3)(b))"),
                (
                    disproportionate,
                    "to tell each person would take disproportionate effort; a public communication, or "
                    "the like, takes its place (Art. 34(3)(c))",
                ),
            ),
        ),
        Duty(
            key="eu.gdpr.34.3.c",
            does="Tell the people by a public communication, or in a way that informs them as well",
            to="the public",
            cite=_gdpr("Art. 34(3)(c)"),
            when=controller & breach & high_risk & disproportionate_said,
            since=APPLIES,
            contents=TO_PEOPLE,
            counted=True,
            undecided="What effort is disproportionate is the controller's to show.",
        ),
        Duty(
            key="eu.gdpr.33.5",
            does="Document the breach: facts, effects, remedial action, and why what was decided",
            to="the company's own record of breaches",
            cite=_gdpr("Art. 33(5)"),
            when=controller & breach,
            since=APPLIES,
            speed="whatever the risk; the authority may ask for it",
        ),
        Duty(
            key="eu.gdpr.33.2",
            does="Tell the controller of the breach",
            to="each controller whose data were taken",
            cite=_gdpr("Art. 33(2)"),
            when=processor & breach,
            since=APPLIES,
        ),
        Duty(
            key="eu.gdpr.33.2.ask",
            does="Ask the processor for its notice, and record when it came",
            to="the processor",
            cite=_gdpr("Art. 33(2)"),
            when=controller & through_processor,
            since=APPLIES,
            by=Standing.ADVICE,
            undecided="Whether the controller is aware once its processor is, or once it is told: the EDPB "
            "says once told (Guidelines 9/2022, para. 44, not read in the original).",
        ),
        Duty(
            key="eu.611.2",
            does="Notify the breach to the competent national authority",
            to="the authority named by national law",
            cite=_providers("Art. 2(2)"),
            when=TELECOMS & breach,
            since=date(2013, 8, 25),
            clocks=(Clock(Event.AWARE, hours=24, union=True),),
            speed="within 24 hours of detection, where feasible; a second notification within three days",
            undecided="Only for the data of its electronic communications service.",
        ),
        Duty(
            key="eu.611.3",
            does="Tell the subscribers or individuals whose data or privacy is likely to be harmed",
            to="each subscriber or individual",
            cite=_providers("Art. 3"),
            when=TELECOMS & breach,
            since=date(2013, 8, 25),
            undecided="Not needed where the data were made unintelligible to the authority's satisfaction (Art. 4).",
        ),
    ),
)
