"""What rules turn on, in words that a report can repeat; None where nobody has said.

>>> from datetime import UTC, datetime
>>> from tocsin.terms.facts import Times
>>> facts = Facts(Times(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)), risk=Risk.HIGH)
>>> high_risk.holds(facts), breach.holds(facts), (high_risk & breach).holds(facts)
(True, None, None)
>>> (high_risk & breach).says
'the breach is likely to result in a high risk, and personal data were in fact compromised'
>>> [part.asks for part in (high_risk & breach).unknown(facts)]
[('times.aware',)]
"""

from __future__ import annotations

from tocsin.law.places import EEA, name
from tocsin.terms.facts import Facts, Part, Risk, Sector
from tocsin.terms.law import Condition


def _decides(facts: Facts) -> bool | None:
    """Whether our side has a controller: a company that is one, and is not said to decide nothing."""
    if not facts.companies:
        return None
    said = {one.decides for one in facts.companies if one.part is Part.CONTROLLER}
    return bool(said - {False})


def _cards(facts: Facts) -> bool | None:
    """As said; else what the kinds of data say, where any are known."""
    if facts.cards is None and facts.kinds:
        return bool({"payment_card", "cvv", "card_expiry"} & set(facts.kinds))
    return facts.cards


def _risk_above(least: Risk) -> Condition:
    grade = "a risk" if least is Risk.LIKELY else "a high risk"
    return Condition(
        f"the breach is likely to result in {grade}",
        lambda facts: None if facts.risk is None else facts.risk >= least,
        ("risk",),
    )


breach = Condition(
    "personal data were in fact compromised", lambda facts: facts.breached, ("times.aware",)
)
risk = _risk_above(Risk.LIKELY)
high_risk = _risk_above(Risk.HIGH)
no_risk = Condition(
    "a risk to the people is unlikely",
    lambda facts: None if facts.risk is None else facts.risk is Risk.UNLIKELY,
    ("risk",),
)
unreadable = Condition(
    "whoever has the data cannot read them",
    lambda facts: None if facts.readable is None else not facts.readable,
    ("unintelligible", "key_taken"),
)
averted = Condition(
    "measures since then make a high risk no longer likely",
    lambda facts: facts.risk_averted,
    ("risk_averted",),
)
disproportionate = Condition(
    "telling each person would take disproportionate effort",
    lambda facts: facts.disproportionate,
    ("disproportionate",),
)
disproportionate_said = Condition(
    disproportionate.says, lambda facts: facts.disproportionate is True, disproportionate.asks
)
"""An exception counts once it is claimed; until then the duty that takes its place is not told."""

controller = Condition("the company is a controller of the data", _decides, ("companies",))
processor = Condition(
    "the company is a processor of the data",
    lambda facts: (
        any(one.part is Part.PROCESSOR for one in facts.companies) if facts.companies else None
    ),
    ("companies",),
)
through_processor = Condition(
    "the data were taken from a processor",
    lambda facts: facts.processor_involved,
    ("processor_involved",),
)
european = Condition(
    "a company or people of the European Economic Area are concerned",
    lambda facts: (
        any(one.country in EEA for one in facts.companies)
        or facts.people_in(*EEA) > 0
        or (None if not (facts.companies or facts.subjects) else False)
    ),
    ("companies", "people"),
)
significant = Condition(
    "the incident is significant in the sense of NIS2, Art. 23(3)",
    lambda facts: facts.significant,
    ("significant",),
)
classified = Condition(
    "the incident is classified as major",
    lambda facts: True if facts.times.classified else None,
    ("times.classified",),
)
insured = Condition("an insurer is to pay for the loss", lambda facts: facts.insured, ("insured",))
cards = Condition("payment cards may be among the data", _cards, ("cards",))


def under(*sectors: Sector) -> Condition:
    """The company says that it is under this supervision; what it does not name, it is not under."""
    return Condition(
        f"the company says that it is under {' or '.join(sector.value for sector in sectors)}",
        lambda facts: any(sector in facts.sectors for sector in sectors),
        ("sectors",),
    )


def seated(*countries: str) -> Condition:
    """A company of ours has its main establishment there; open where none is named and people live there."""
    where = " or ".join(name(country) for country in countries)

    def holds(facts: Facts) -> bool | None:
        if facts.companies:
            return any(one.country in countries for one in facts.companies)
        return None if facts.people_in(*countries) else False

    return Condition(f"a company established in {where} is concerned", holds, ("companies",))


def seated_outside(*countries: str) -> Condition:
    """A company of ours is established somewhere else than there."""
    where = " and ".join(name(country) for country in countries)
    return Condition(
        f"a company established outside {where} is concerned",
        lambda facts: (
            any(one.country not in countries for one in facts.companies)
            if facts.companies
            else None
        ),
        ("companies",),
    )


def people_in(*countries: str) -> Condition:
    """People affected live there, by the data."""
    where = " or ".join(name(country) for country in countries)
    return Condition(
        f"people in {where} are affected", lambda facts: facts.people_in(*countries) > 0
    )


def touches(country: str) -> Condition:
    """People affected live there, or a company of ours is established there."""
    return Condition(
        f"people in {name(country)}, or a company established there, are concerned",
        lambda facts: (
            facts.people_in(country) > 0 or any(one.country == country for one in facts.companies)
        ),
    )
