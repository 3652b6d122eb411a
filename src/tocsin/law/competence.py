"""Competence: which supervisory authorities a controller notifies, from who decides and where it sits.

Not where the customers live decides, but who decides purposes and means. One controller established in
the EEA notifies one authority, the lead (GDPR, Art. 56), and names the other countries in it. Two
controllers are two notifications. A controller without establishment in the EEA has no lead authority:
it notifies each authority where people concerned live (EDPB Guidelines 9/2022, para. 73).

>>> from datetime import UTC, datetime
>>> from dataclasses import replace
>>> from tocsin.terms.facts import Times
>>> both = (("FR", 592), ("BE", 58))
>>> facts = Facts(Times(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)), subjects=both)
>>> one = addressed(replace(facts, companies=(Company("Quatre Vents SA", "FR"),)))
>>> [(to.authority.place, to.people) for to in one.recipients]
[('FR', 650)]
>>> away = addressed(replace(facts, companies=(Company("Four Winds Inc.", "US"),)))
>>> [(to.authority.place, to.people) for to in away.recipients]
[('FR', 592), ('BE', 58)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.law import authorities
from tocsin.law.places import EEA, name
from tocsin.terms.facts import Company, Facts, Part
from tocsin.terms.law import Authority


@dataclass(frozen=True, slots=True)
class Recipient:
    """An authority that one controller notifies, with the people whom that notification is about."""

    authority: Authority
    people: int


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom the notification goes, the sentences that say why, and whether who decides was said."""

    recipients: tuple[Recipient, ...]
    remarks: tuple[str, ...]
    settled: bool


def addressed(facts: Facts) -> Addressed:
    """Whom the controllers of these facts notify."""
    deciding = [
        one for one in facts.companies if one.part is Part.CONTROLLER and one.decides is not False
    ]
    if not deciding:
        return Addressed((), (_nobody(facts),), settled=False)
    found: list[Recipient] = []
    remarks: list[str] = []
    for company in deciding:
        theirs, why = _of(company, facts, alone=len(deciding) == 1)
        found += [one for one in theirs if one.authority not in [had.authority for had in found]]
        remarks.append(why)
    if len(deciding) > 1:  # whose customers are whose is not in the facts
        found = [Recipient(one.authority, 0) for one in found]
    settled = len(deciding) == 1 or all(one.decides for one in deciding)
    if not settled:
        remarks.append(
            "Nobody has said which of these companies decides purposes and means: each that does makes a "
            "notification of its own; if one decides alone, only that one does. Say it: companies.decides."
        )
    elif len(deciding) > 1:
        remarks.append(
            f"{len(deciding)} companies decide: {len(deciding)} notifications, each by its own company about its own "
            "customers, naming the other countries where they live. Joint controllers settle between them who makes "
            "it (Art. 26)."
        )
    return Addressed(tuple(found), tuple(remarks), settled)


def _nobody(facts: Facts) -> str:
    there = [place for place, _ in facts.subjects if place in EEA]
    where = (
        f" People of {_named(there)} are concerned; where they live does not decide it."
        if there
        else ""
    )
    return (
        "Nobody has said which company decides purposes and means, and where it is established: that, and "
        f"not where the people live, decides which authority is notified.{where} In doubt, notify at least the "
        "local authority (EDPB Guidelines 9/2022)."
    )


def _of(company: Company, facts: Facts, *, alone: bool) -> tuple[list[Recipient], str]:
    places = [place for place, _ in facts.subjects if place in EEA]
    if company.country not in EEA:
        each = [
            Recipient(authority, facts.people_in(place))
            for place in places
            if (authority := authorities.of(place)) is not None
        ]
        return each, (
            f"{company.name} is established outside the EEA. Where the GDPR applies to it (Art. 3(2): it offers goods or "
            "services to people there, or watches what they do), there is no one-stop-shop; a representative under Art. 27 does "
            "not give one either. Each authority where people concerned live is notified."
        )
    seat = company.region or company.country
    lead = authorities.of(seat) or authorities.of(company.country)
    if lead is None:
        return [], f"No authority is known for {seat}: look it up at the EDPB."
    others = [place for place in places if place != company.country and alone]
    concerned = (
        f" It names {_named(others)} as concerned; nobody there is notified apart."
        if others
        else ""
    )
    land = (
        " In Germany the authority of the Land of the seat is competent: say it, companies.region."
        if seat == "DE"
        else ""
    )
    return [Recipient(lead, facts.people)], (
        f"{company.name}, established in {name(company.country)}, notifies {lead.name}"
        f"{' as lead authority (Art. 56)' if others else ''}.{concerned}{land}"
    )


def _named(places: Sequence[str]) -> str:
    names = [name(place) for place in places]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
