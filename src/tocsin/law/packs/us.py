"""United States: more than fifty laws that turn on the state of each person; never a decision of ours.

No table of states is shipped: of the public data that were looked at, one row in six was wrong or stale.

>>> [duty.by.value for duty in PACK.duties if duty.key == "us.states"]
['ask counsel']
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import people_in, touches, under
from tocsin.terms.facts import Event, Facts, Sector
from tocsin.terms.law import Cite, Clock, Condition, Duty, Pack, Standing

READ = date(2026, 11, 23)
PEOPLE = people_in("US")


def _regulated(facts: Facts) -> bool:
    """People there, a company there, or one of its supervisors named."""
    supervised = {Sector.HEALTH_US, Sector.FINANCE_US, Sector.LISTED_US} & set(facts.sectors)
    return bool(supervised) or touches("US").holds(facts) is True


CREDENTIALS = Condition(
    "an e-mail address or user name was taken together with a password",
    lambda facts: (
        bool({"email", "user_name"} & set(facts.kinds))
        and bool({"password", "password_hash"} & set(facts.kinds))
    ),
)

PACK = Pack(
    name="us",
    title="United States",
    concerns=Condition("people or companies of the United States are concerned", _regulated),
    duties=(
        Duty(
            key="us.states",
            does="Ask counsel in the United States, and have the people counted by state of residence",
            to="counsel in the United States; attorneys general as they say",
            cite=Cite(
                "Breach notification laws of the states",
                "",
                "https://privacyrights.org/resources-tools/reports/data-breach-notification-laws-50-state-survey-2026-edition",
                READ,
            ),
            when=PEOPLE,
            since=date(2003, 7, 1),
            by=Standing.COUNSEL,
            speed="by state: without unreasonable delay, or 30, 45 or 60 days; some tell the attorney general sooner",
            undecided="Turns on each person's state; on the kinds of data (a name with a number of identity, account or "
            "card; in some states health or biometric data); on encryption; in some states on likely harm.",
            places=("US",),
        ),
        Duty(
            key="us.states.credentials",
            does="Ask counsel whether e-mail address and password alone start the duty",
            to="counsel in the United States",
            cite=Cite(
                "Breach notification laws of the states",
                "on credentials of online accounts",
                "https://privacyrights.org/resources-tools/reports/data-breach-notification-laws-50-state-survey-2026-edition",
                READ,
            ),
            when=PEOPLE & CREDENTIALS,
            since=date(2014, 1, 1),
            by=Standing.COUNSEL,
            undecided="Said of 22 jurisdictions (AL AZ CA CO CT DC DE FL IL MD NE NJ NV NY OR PA PR RI SD VT WA WY), and "
            "in part of GA, ME, NC and OK. Whether a hash counts as a password differs.",
            places=("US",),
        ),
        Duty(
            key="us.hipaa",
            does="Ask counsel about notices to people, HHS and, above 500 people of a state, the media",
            to="counsel in the United States; HHS",
            cite=Cite(
                "HIPAA Breach Notification Rule",
                "45 CFR 164.400-414",
                "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-D",
                READ,
            ),
            when=under(Sector.HEALTH_US),
            since=date(2009, 9, 23),
            clocks=(Clock(Event.AWARE, days=60),),
            by=Standing.COUNSEL,
            speed="without unreasonable delay, at most 60 days after discovery; under 500 people yearly to HHS",
            undecided="Turns on whether unsecured protected health information was taken.",
            places=("US",),
        ),
        Duty(
            key="us.ftc.safeguards",
            does="Ask counsel about a notice to the FTC",
            to="counsel in the United States; FTC",
            cite=Cite(
                "FTC Safeguards Rule",
                "16 CFR 314.4(j)",
                "https://www.ecfr.gov/current/title-16/chapter-I/subchapter-C/part-314",
                READ,
            ),
            when=under(Sector.FINANCE_US),
            since=date(2024, 5, 13),
            clocks=(Clock(Event.AWARE, days=30),),
            by=Standing.COUNSEL,
            speed="at most 30 days after discovery",
            undecided="Turns on unencrypted information of at least 500 consumers.",
            places=("US",),
        ),
        Duty(
            key="us.sec.8k",
            does="Ask counsel whether the incident is material, and a Form 8-K due",
            to="counsel in the United States; SEC",
            cite=Cite(
                "Form 8-K",
                "Item 1.05",
                "https://www.sec.gov/files/form8-k.pdf",
                READ,
            ),
            when=under(Sector.LISTED_US),
            since=date(2023, 12, 18),
            by=Standing.COUNSEL,
            speed="four business days after the company determines that it is material",
            undecided="The determination is the company's, and must come without unreasonable delay.",
        ),
    ),
)
