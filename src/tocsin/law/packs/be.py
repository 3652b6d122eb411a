"""Belgium: what is due beside the GDPR; and the law as it stood before it.

In June 2014 the Privacy Commission asked to be told of public incidents within 48 hours; no law did:

>>> [(duty.key, duty.by.value) for duty in PACK.duties if duty.in_force(date(2014, 6, 10))]
[('be.complaint.2000', 'advice'), ('be.1992.16', 'binds'), ('be.2013.1', 'advice'), ('be.2013.1.public', 'advice')]
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import breach, seated, touches
from tocsin.terms.facts import Event
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

READ = date(2026, 11, 23)
GDPR_APPLIES = date(2018, 5, 25)
NEW_CODE = date(2026, 9, 1)
"""The Criminal Code of 29 February 2024 applies: put off from 8 April 2026 (arcaslaw.be, a law firm's note of 2026)."""

HERE = seated("BE")


def _recommendation(provision: str) -> Cite:
    return Cite(
        "Privacy Commission, recommendation 01/2013 of 21 January 2013",
        provision,
        "http://www.privacycommission.be/fr/recommandation-prevention-fuites-donnees",
        date(2026, 11, 25),
    )


ADVISED = (
    "Advice without the force of law: the Commission itself said in December 2014 that no law required it. "
    "Told by five law firms' notes that agree; its own text was not read."
)

PACK = Pack(
    name="be",
    title="Belgium",
    concerns=touches("BE"),
    duties=(
        Duty(
            key="be.ccb",
            does="Report the incident, and send on the note and any phishing that follows",
            to="Centre for Cybersecurity Belgium (CCB); suspicious@safeonweb.be for messages",
            cite=Cite("CCB", "page on reporting", "https://ccb.belgium.be", READ),
            when=HERE,
            since=GDPR_APPLIES,
            by=Standing.ADVICE,
            speed="at once",
        ),
        Duty(
            key="be.complaint.2000",
            does="File a criminal complaint: break-in to a data system, and extortion",
            to="the local police, with the note and the payment address; or the public prosecutor",
            cite=Cite(
                "Code pénal / Strafwetboek of 1867",
                "art. 550bis and 470",
                "https://www.ejustice.just.fgov.be/loi/loi.htm",
                READ,
            ),
            when=HERE,
            since=date(2001, 2, 13),
            until=NEW_CODE,
            by=Standing.ADVICE,
            speed="early",
        ),
        Duty(
            key="be.complaint",
            does="File a criminal complaint: break-in to a data system, and extortion",
            to="the local police, with the note and the payment address; or the public prosecutor",
            cite=Cite(
                "Code pénal / Strafwetboek of 29 February 2024",
                "",
                "https://www.ejustice.just.fgov.be/eli/loi/2024/02/29/2024002088/justel",
                date(2026, 11, 25),
            ),
            when=HERE,
            since=NEW_CODE,
            by=Standing.ADVICE,
            speed="early",
            undecided="Its article numbers were not looked up.",
        ),
        Duty(
            key="be.1992.16",
            does="Keep the data secure. No law required a company that was no telecoms provider to notify "
            "the Privacy Commission or the people",
            to="the company itself",
            cite=Cite(
                "Law of 8 December 1992, as it stood",
                "art. 16, § 4",
                "https://www.ejustice.just.fgov.be/loi/loi.htm",
                READ,
            ),
            when=HERE,
            since=date(2001, 9, 1),
            until=GDPR_APPLIES,
            speed="at all times",
        ),
        Duty(
            key="be.2013.1",
            does="Tell the Privacy Commission the causes and the damage of a public incident",
            to="the Commission for the Protection of Privacy",
            cite=_recommendation("on public incidents"),
            when=HERE & breach,
            since=date(2013, 1, 21),
            until=GDPR_APPLIES,
            clocks=(Clock(Event.AWARE, hours=48),),
            by=Standing.ADVICE,
            speed="within 48 hours",
            undecided=ADVISED,
        ),
        Duty(
            key="be.2013.1.public",
            does="Inform the public",
            to="the public",
            cite=_recommendation("on public incidents"),
            when=HERE & breach,
            since=date(2013, 1, 21),
            until=GDPR_APPLIES,
            clocks=(Clock(Event.GIVEN, hours=48, message="be.2013.1"),),
            by=Standing.ADVICE,
            speed="within 24 to 48 hours after the Commission was told",
            undecided=ADVISED,
        ),
    ),
)
