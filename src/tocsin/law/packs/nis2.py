"""NIS2: reports of significant incidents, where the company says that it is an essential or important entity.

A directive binds through the national law that transposes it. In France no such law was found in force:
the rules stay a question for counsel there.

>>> [duty.key for duty in PACK.duties]
['eu.nis2.warning', 'eu.nis2.notification', 'eu.nis2.final', 'eu.nis2.recipients', 'eu.nis2.fr']
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import seated, seated_outside, significant, under
from tocsin.terms.facts import Event, Sector
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

READ = date(2026, 11, 23)
TEXT = "the text of Art. 23, as reproduced"
SINCE = date(2024, 10, 18)
"""From when the national laws were to apply (Art. 41(1)); Belgium's law of 26 April 2024 does since that day."""

DIRECTIVE = "https://eur-lex.europa.eu/eli/dir/2022/2555/oj"
ENTITY = under(Sector.NIS2_ESSENTIAL, Sector.NIS2_IMPORTANT)
OWED = ENTITY & seated_outside("FR") & significant
CSIRT = "the national CSIRT or competent authority (in Belgium the CCB)"
NATIONAL = (
    "The national law decides: Belgium's applies since 18 October 2024, that of the Netherlands since 15 August "
    "2026; Italy counts the 72 hours from the early warning; others were not read. For financial entities "
    "DORA takes its place."
)


def _nis2(provision: str) -> Cite:
    return Cite("Directive (EU) 2022/2555 (NIS2)", provision, DIRECTIVE, date(2026, 11, 25), TEXT)


PACK = Pack(
    name="nis2",
    title="NIS2",
    concerns=ENTITY,
    duties=(
        Duty(
            key="eu.nis2.warning",
            does="Send the early warning: whether it is suspected to be malicious, or to cross borders",
            to=CSIRT,
            cite=_nis2("Art. 23(4)(a)"),
            when=OWED,
            since=SINCE,
            clocks=(Clock(Event.AWARE, hours=24, union=True),),
            speed="without undue delay, at most 24 hours after awareness of the significant incident",
            undecided=NATIONAL,
        ),
        Duty(
            key="eu.nis2.notification",
            does="Send the incident notification: first assessment, severity, impact, signs of compromise",
            to=CSIRT,
            cite=_nis2("Art. 23(4)(b)"),
            when=OWED,
            since=SINCE,
            clocks=(Clock(Event.AWARE, hours=72, union=True),),
            speed="without undue delay, at most 72 hours after awareness of the significant incident",
            undecided=f"Providers of trust services have 24 hours. {NATIONAL}",
        ),
        Duty(
            key="eu.nis2.final",
            does="Send the final report; a progress report where the incident goes on",
            to=CSIRT,
            cite=_nis2("Art. 23(4)(d) and (e)"),
            when=OWED,
            since=SINCE,
            clocks=(Clock(Event.GIVEN, months=1, message="eu.nis2.notification", union=True),),
            speed="at most one month after the incident notification",
            undecided=NATIONAL,
        ),
        Duty(
            key="eu.nis2.recipients",
            does="Tell the recipients of the service, where that is appropriate",
            to="recipients of the service",
            cite=_nis2("Art. 23(1) and (2)"),
            when=OWED,
            since=SINCE,
            undecided=NATIONAL,
        ),
        Duty(
            key="eu.nis2.fr",
            does="Ask counsel in France whether the law that transposes NIS2 applies yet",
            to="counsel in France; ANSSI",
            cite=Cite(
                "Bill on the resilience of critical infrastructure",
                "committee text of 10 September 2025",
                "https://www.assemblee-nationale.fr/dyn/docs/PRJLANR5L17BTC1779.raw",
                READ,
            ),
            when=ENTITY & seated("FR"),
            since=SINCE,
            by=Standing.COUNSEL,
            speed="the directive has 24 hours for the early warning and 72 hours for the notification",
            undecided="Whether the bill has become law was not found.",
        ),
    ),
)
