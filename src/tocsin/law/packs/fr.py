"""France: what is due beside the GDPR; and the law as it stood before it.

In June 2014 no French law made a company that is no telecoms provider tell the CNIL, or the people:

>>> [duty.key for duty in PACK.duties if duty.in_force(date(2014, 6, 10))]
['fr.complaint', 'fr.1978.34', 'fr.1978.34bis']
>>> [duty.key for duty in PACK.duties if duty.in_force(date(2026, 11, 20))]
['fr.lopmi', 'fr.complaint', 'fr.cert', 'fr.cybermalveillance']
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import breach, insured, seated, under
from tocsin.terms.facts import Event, Sector
from tocsin.terms.law import Cite, Clock, Duty, Pack, Standing

READ = date(2026, 11, 23)
GDPR_APPLIES = date(2018, 5, 25)
HERE = seated("FR")

PACK = Pack(
    name="fr",
    title="France",
    concerns=HERE,
    duties=(
        Duty(
            key="fr.lopmi",
            does="File a complaint, or the insurer does not have to pay",
            to="police, gendarmerie or the public prosecutor",
            cite=Cite(
                "Code des assurances",
                "art. L. 12-10-1",
                "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047048152",
                date(2026, 11, 25),
                "its text, in two legal databases",
            ),
            when=HERE & insured,
            since=date(2023, 4, 24),
            clocks=(Clock(Event.AWARE, hours=72), Clock(Event.CLAIM, hours=72)),
            speed="within 72 hours after the victim knows of the attack",
            undecided="From when the victim 'knows' is not settled; counted here from the claim too, because "
            "the insurer may. Only for attacks on a data system (C. pén., art. 323-1 to 323-3-1), for "
            "companies and for people at their trade. A later start of the period was proposed for it beside the bill on resilience.",
        ),
        Duty(
            key="fr.complaint",
            does="File a criminal complaint: break-in to a data system, and blackmail",
            to="the public prosecutor (in Paris: its section for cybercrime), police or gendarmerie",
            cite=Cite(
                "Code pénal",
                "art. 323-1 ff. and 312-10",
                "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070719",
                READ,
            ),
            when=HERE,
            since=date(2004, 6, 22),
            by=Standing.ADVICE,
            speed="early: the note, its headers and the payment address are evidence",
        ),
        Duty(
            key="fr.cert",
            does="Report the incident, and ask for help",
            to="CERT-FR (telephone 3218, cert-fr@ssi.gouv.fr)",
            cite=Cite(
                "CERT-FR", "page on reporting", "https://www.cert.ssi.gouv.fr/contact/", READ
            ),
            when=HERE,
            since=date(2018, 5, 25),
            by=Standing.ADVICE,
            speed="at once",
        ),
        Duty(
            key="fr.cybermalveillance",
            does="Find a recognised responder, and what people can be told to do",
            to="cybermalveillance.gouv.fr",
            cite=Cite(
                "GIP ACYMA", "assistance page", "https://www.cybermalveillance.gouv.fr", READ
            ),
            when=HERE,
            since=date(2017, 10, 17),
            by=Standing.ADVICE,
            speed="at once",
        ),
        Duty(
            key="fr.1978.34",
            does="Keep the data secure. No notification to the CNIL, or to the people, was required of a "
            "company that was no provider of electronic communications",
            to="the company itself",
            cite=Cite(
                "Loi n° 78-17 du 6 janvier 1978, as it stood",
                "art. 34",
                "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460",
                READ,
            ),
            when=HERE,
            since=date(2004, 8, 7),
            until=GDPR_APPLIES,
            speed="at all times; a breach of it was an offence (C. pén., art. 226-17)",
            undecided="Whether silence towards the people was prudent is not a question of this article.",
        ),
        Duty(
            key="fr.1978.34bis",
            does="Notify the breach, and tell the people where it may harm their data or privacy",
            to="the CNIL; each person concerned",
            cite=Cite(
                "Loi n° 78-17 du 6 janvier 1978, as it stood",
                "art. 34 bis (ordonnance n° 2011-1012)",
                "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000024502658",
                READ,
            ),
            when=HERE & under(Sector.ELECTRONIC_COMMUNICATIONS) & breach,
            since=date(2011, 8, 27),
            until=GDPR_APPLIES,
            undecided="Only for data processed to provide such services to the public.",
        ),
    ),
)
