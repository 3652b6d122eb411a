"""Copied: accounts taken from the company's register as they stood at a moment, damaged on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import damage, dump
from tocsin.drill.firm import Company
from tocsin.drill.history import as_of
from tocsin.drill.moments import INSTANT
from tocsin.drill.rows import Rows, instant, nowhere
from tocsin.drill.weave import Bools, Country, Ints, chance, picked
from tocsin.terms.errors import Refused

SHOWN = 3
"""Rows of each country in the note (Sophos: three French and three Belgian)."""

LOOKED_THROUGH = 400
"""Accounts of a country that are looked through for three plain ones: more than enough."""

PLAIN = r"^\p{Lu}\p{Ll}+$"
"""A name that free text shows without doubt where it begins and ends."""

EVERY = -1
"""Instead of a number of accounts: all that there are."""


@dataclass(frozen=True, slots=True)
class Take:
    """What is taken: when, how many accounts and cut records of each country, and of whom."""

    at: datetime
    counts: tuple[int, int]
    """French and Belgian accounts; or `EVERY`."""

    cuts: tuple[int, int] = (0, 0)
    mailed: bool = False
    """Whether only accounts with an e-mail address are copied."""

    damage: float = 1.0
    mark: str = ""
    """Another mark draws other accounts from the same seed."""

    besides: Ints = field(default_factory=nowhere)
    """Customer numbers that are left out."""


def copied(company: Company, take: Take, seed: int) -> Rows:
    """Take accounts in the order of their numbers: whole ones, and a few cut off."""
    shown = shown_accounts(company, take, seed)
    places, cut = _places(company, take, shown, seed)
    rows = standing(company, places, take.at)
    at, cut = np.searchsorted(places, np.concatenate(shown)), np.searchsorted(places, cut)
    rng = chance(seed, f"damage{take.mark}")
    spared = np.zeros(len(places), dtype=bool)
    spared[at] = True
    columns, hits = damage.struck(rng, dump.printed(rows), spared, take.damage)
    hits[damage.TRUNCATED] = cut
    kept = rng.integers(dump.SHORTEST, dump.LONGEST + 1, len(cut)).tolist()
    return Rows(
        columns,
        rows["customer_no"].combine_chunks(),
        rows["pays"].combine_chunks(),
        instant(take.at, len(places)),
        damage.labels(hits, len(places)),
        at,
        cut,
        tuple(kept),
    )


def shown_rows(company: Company, take: Take, seed: int) -> Rows:
    """Take only the accounts that the note shows, the French first, as they stood."""
    shown = np.concatenate(shown_accounts(company, take, seed))
    order = np.argsort(shown)
    rows = standing(company, shown[order], take.at).take(pa.array(np.argsort(order)))
    rows = rows.combine_chunks()
    return Rows(
        dump.printed(rows),
        rows["customer_no"].combine_chunks(),
        rows["pays"].combine_chunks(),
        instant(take.at, len(shown)),
        pa.array([""] * len(shown)),
        np.arange(len(shown)),
    )


def standing(company: Company, places: Ints, at: datetime) -> pa.Table:
    """Take these accounts of the register (places, ascending) as they stood at a moment."""
    return as_of(company.register.take(pa.array(places)), company.history, at).combine_chunks()


def web_accounts(company: Company, country: Country, take: Take) -> Ints:
    """Find a country's web accounts that were open to be copied, as places in the register."""
    register = company.register
    there = pc.and_(register["compte_web"], pc.equal(register["pays"], country.name))
    opened = pc.less_equal(register["cree_le"], pa.scalar(take.at, INSTANT))
    places = np.flatnonzero(np.asarray(pc.and_(there, opened)))
    if len(take.besides):
        places = places[~np.isin(register["customer_no"].to_numpy()[places], take.besides)]
    if take.mailed:
        mails = standing(company, places, take.at)["email"]
        places = places[np.asarray(mails.is_valid())]
    return places


def shown_accounts(company: Company, take: Take, seed: int) -> Sequence[Ints]:
    """Choose those that the claimant shows: three of each country, or all he has; plain and filled."""
    rng = chance(seed, f"shown{take.mark}")
    chosen = []
    for country, count in zip(Country, take.counts, strict=True):
        wanted = SHOWN if count == EVERY else min(SHOWN, count)
        some = picked(rng, web_accounts(company, country, take), LOOKED_THROUGH)
        rows = standing(company, some, take.at)
        three = picked(rng, some[_filled(rows) & _plain_names(rows)], wanted)
        if len(three) < wanted:
            raise too_few()
        chosen.append(three)
    return chosen


def _filled(rows: pa.Table) -> Bools:
    return np.asarray(pc.and_(pc.is_valid(rows["telephone"]), pc.is_valid(rows["email"])))


def _plain_names(rows: pa.Table) -> Bools:
    return np.asarray(
        pc.and_(
            pc.match_substring_regex(rows["prenom"], PLAIN),
            pc.match_substring_regex(rows["nom"], PLAIN),
        )
    )


def too_few() -> Refused:
    """Say that the company is too small for what is wanted of it."""
    return Refused(
        "The register has too few web accounts for this leak.",
        remedy="Ask for a larger register, for fewer people, or for a smaller age.",
    )


def _places(company: Company, take: Take, shown: Sequence[Ints], seed: int) -> tuple[Ints, Ints]:
    """Choose the accounts copied, and those whose record is cut, as places in the register, ascending."""
    rng = chance(seed, f"taken{take.mark}")
    copied, cut = list(shown), []
    for country, count, broken, three in zip(Country, take.counts, take.cuts, shown, strict=True):
        accounts = web_accounts(company, country, take)
        others = accounts[~np.isin(accounts, three)]
        wanted = len(others) if count == EVERY else count - len(three) + broken
        others = picked(rng, others, wanted)
        short = _plain(rng, company, others, broken, take.at)
        if len(others) < wanted or len(short) < broken:
            raise too_few()
        copied.append(others)
        cut.append(short)
    return np.sort(np.concatenate(copied)), np.sort(np.concatenate(cut))


def _plain(
    rng: np.random.Generator, company: Company, places: Ints, count: int, at: datetime
) -> Ints:
    """Choose so many accounts whose record has no quotes, so that it can be cut off anywhere."""
    some = picked(rng, places, 2 * count + LOOKED_THROUGH)
    columns = dump.printed(standing(company, some, at))
    quoted = damage.matching(columns, tuple(columns), dump.QUOTED)
    return picked(rng, some[~quoted], count)
