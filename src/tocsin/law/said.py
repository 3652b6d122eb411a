"""Said: a file of facts (TOML), read into the terms that laws turn on; what is no fact is refused.

>>> from datetime import UTC
>>> text = '''
... [times]
... claim_received = 2026-11-20T16:40:00+01:00
... aware = { at = 2026-11-20T18:00:00+01:00, who = "DPO", because = "rows found in the register" }
... [risk]
... level = "high"
... because = "passwords that can be recovered, and e-mail addresses"
... [people]
... FR = 592000
... BE = 58000
... [[companies]]
... name = "Quatre Vents SA"
... country = "FR"
... decides = true
... '''
>>> facts = read(text, datetime(2026, 11, 23, tzinfo=UTC))
>>> facts.people, facts.risk.name, facts.companies[0].country
(650000, 'HIGH', 'FR')
>>> read(text.replace("FR =", "XX ="), datetime(2026, 11, 23, tzinfo=UTC))
Traceback (most recent call last):
    ...
tocsin.terms.errors.Refused: 'XX' is no country. Write it by its two letters of ISO 3166-1, as FR; '??' where it is \
not known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal

import msgspec

from tocsin.law import authorities, currencies, places
from tocsin.law.packs import PACKS
from tocsin.terms.claim import Money
from tocsin.terms.errors import Refused
from tocsin.terms.facts import Awareness, Company, Facts, Given, Part, Risk, Sector, Times


class SaidTimes(msgspec.Struct, forbid_unknown_fields=True):
    """The recorded times, each with its zone."""

    claim_received: datetime
    investigation_opened: datetime | None = None
    aware: Awareness | None = None
    classified: datetime | None = None
    began: datetime | None = None


class SaidRisk(msgspec.Struct, forbid_unknown_fields=True):
    """How likely a risk to the people is, and why."""

    level: Literal["unlikely", "likely", "high"]
    because: str


class SaidMoney(msgspec.Struct, forbid_unknown_fields=True):
    """A sum."""

    amount: Decimal | int | float
    currency: str


class SaidCompany(msgspec.Struct, forbid_unknown_fields=True):
    """A company that had the data."""

    name: str
    country: str
    part: Part = Part.CONTROLLER
    decides: bool | None = None
    region: str = ""


class SaidGiven(msgspec.Struct, forbid_unknown_fields=True):
    """A message that was sent."""

    duty: str
    at: datetime
    to: str = ""


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """The file, as it is written: every name in it is one of these."""

    times: SaidTimes | None = None
    compromised: bool | None = None
    risk: SaidRisk | None = None
    people: dict[str, int] = {}
    kinds: tuple[str, ...] = ()
    special: bool | None = None
    weak_passwords: bool | None = None
    companies: tuple[SaidCompany, ...] = ()
    unintelligible: bool | None = None
    key_taken: bool | None = None
    risk_averted: bool | None = None
    disproportionate: bool | None = None
    processor_involved: bool | None = None
    sectors: tuple[Sector, ...] = ()
    significant: bool | None = None
    insured: bool | None = None
    cards: bool | None = None
    demand: SaidMoney | None = None
    given: tuple[SaidGiven, ...] = ()


PLAIN = (
    "compromised", "special", "weak_passwords", "unintelligible", "key_taken", "risk_averted",
    "disproportionate", "processor_involved", "significant", "insured", "cards",
)  # fmt: skip
"""Facts that are a yes or a no."""


def parse(text: str) -> Said:
    """The file's text, checked for names and types; `Refused` for what is no file of facts."""
    try:
        return msgspec.convert(tomllib.loads(text), Said)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise Refused(
            f"This is no file of facts: {fault}.", remedy="See tocsin duties --help."
        ) from None


def read(text: str, now: datetime) -> Facts:
    """The facts of a file that has its times; `Refused` where they contradict each other or cannot be."""
    said = parse(text)
    if said.times is None:
        raise Refused(
            "The file does not say when the claim was received.",
            remedy="Write, below [times]: claim_received = 2026-11-20T16:40:00+01:00.",
        )
    stated = said.times
    times = Times(
        stated.claim_received,
        stated.investigation_opened,
        stated.aware,
        stated.classified,
        stated.began,
    )
    return joined(said, Facts(times), now)


def joined(said: Said, found: Facts, now: datetime) -> Facts:
    """What was found, and what was said; where both speak, what a person said holds."""
    plain = {name: value for name in PLAIN if (value := getattr(said, name)) is not None}
    facts = replace(
        found,
        times=found.times.checked(now),
        subjects=_people(said.people) or found.subjects,
        kinds=_kinds(said.kinds) or found.kinds,
        companies=tuple(_company(one) for one in said.companies) or found.companies,
        sectors=said.sectors or found.sectors,
        given=tuple(_given(one, found.times, now) for one in said.given) or found.given,
        **plain,
    )
    if said.demand is not None:
        amount = Decimal(str(said.demand.amount))
        if not (amount.is_finite() and amount > 0):
            raise Refused("The demand is no sum of money.", remedy="Write its amount in figures.")
        facts = replace(facts, demand=Money(amount, currencies.known(said.demand.currency)))
    if said.risk is not None:
        if not said.risk.because.strip():
            raise Refused("The risk has no reason.", remedy='Write, below [risk]: because = "...".')
        level = Risk[{"unlikely": "UNLIKELY", "likely": "LIKELY", "high": "HIGH"}[said.risk.level]]
        facts = replace(facts, risk=level, risk_because=said.risk.because)
    return facts


def _people(by_country: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    named = ((places.known(place), people) for place, people in by_country.items())
    return tuple(sorted(named, key=lambda one: -one[1]))


def _kinds(names: tuple[str, ...]) -> tuple[str, ...]:
    if names:
        from tocsin.kinds import KINDS  # half a second: only where kinds are named

        known = [kind.name for kind in KINDS]
        for name in names:
            if name not in known:
                raise Refused(f"{name!r} is no kind of data.", remedy=_near(name, known))
    return names


def _company(said: SaidCompany) -> Company:
    places.known(said.country)
    if said.region and (said.region[:2] != said.country or authorities.of(said.region) is None):
        raise Refused(
            f"{said.region!r} is no region of {places.name(said.country)} with an authority of its own.",
            remedy="Leave region out; for a company in Germany name its Land, as DE-BY.",
        )
    return Company(said.name, said.country, said.part, said.decides, said.region)


def _given(said: SaidGiven, times: Times, now: datetime) -> Given:
    keys = [duty.key for pack in PACKS for duty in pack.duties]
    if said.duty.partition("@")[0] not in keys:
        raise Refused(f"There is no duty {said.duty!r}.", remedy=_near(said.duty, keys))
    if said.at.tzinfo is None or not times.claim_received <= said.at <= now:
        raise Refused(
            f"The message for {said.duty!r} cannot have been sent at that time.",
            remedy="Write a time with its zone, after the claim and not in the future.",
        )
    return Given(said.duty, said.at, said.to)


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Choose among: {', '.join(known)}."
