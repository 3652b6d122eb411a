"""Loot: what the claimant brings: the note with its six rows, and the dump, with the truth of both.

Sorts: 'genuine', a copy of web accounts as they stood at `moments.COPIED`, damaged on its way;
'sample', only the note (the same six rows as the genuine leak of the same seed); 'fabricated',
rows made up by somebody outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import damage, dump, truth
from tocsin.drill.firm import Company
from tocsin.drill.history import as_of
from tocsin.drill.moments import COPIED, INSTANT
from tocsin.drill.note import note, split
from tocsin.drill.strangers import strangers
from tocsin.drill.weave import Country, Ints, chance, picked
from tocsin.terms.errors import Refused

SORTS = ("genuine", "sample", "fabricated")
"""The sorts of leak that can be made."""

SHOWN = 3
"""Rows of each country in the note (Sophos: three French and three Belgian)."""

LEAST = 50
"""The smallest leak: below, three Belgians in a hundredth part of it cannot be had."""

LOOKED_THROUGH = 400
"""Accounts of a country that are looked through for three plain ones: more than enough."""

CUT_SHARE = 25 / 650_000
"""Records cut off, besides the whole ones: some 25 at full size (issue 2), at least one."""

PLAIN = r"^\p{Lu}\p{Ll}+$"
"""A name that free text shows without doubt where it begins and ends."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak with its truth. `csv` can be gone through once; None for the sort 'sample'.

    `truth` has a row a record of the dump, in the schema `truth.TRUTH`; for 'sample', a row a person of
    the note. `facts` is ready for JSON: `scope` in the words of the report (whole rows only).
    """

    csv: Iterator[bytes] | None
    note: str
    truth: pa.Table
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Taken:
    """Web accounts copied: the rows as they stood, and which of them were shown or cut."""

    rows: pa.Table
    shown: Ints
    """Places of the six, the French first."""

    cut: Ints


def leak(company: Company, sort: str, people: int, seed: int) -> Leak:
    """Make a leak of so many rows; the same seed makes the same one, byte for byte."""
    if sort not in SORTS:
        raise Refused(f"There is no leak of the sort {sort!r}.", f"Choose from {', '.join(SORTS)}.")
    if people < LEAST:
        raise Refused(f"A leak of {people} rows cannot be made.", f"Ask for {LEAST} at least.")
    if sort == "fabricated":
        return _fabricated(company, people, seed)
    shown = _shown(company, seed)
    if sort == "sample":
        return _sample(company, _standing(company, shown), people, seed)
    return _genuine(company, _taken(company, shown, people, seed), people, seed)


def _web_accounts(company: Company, country: Country) -> Ints:
    """Find a country's web accounts that were open to be copied, as places in the register."""
    register = company.register
    there = pc.and_(register["compte_web"], pc.equal(register["pays"], country.name))
    opened = pc.less_equal(register["cree_le"], pa.scalar(COPIED, INSTANT))
    return np.flatnonzero(np.asarray(pc.and_(there, opened)))


def _standing(company: Company, places: Ints) -> pa.Table:
    """Take these accounts of the register as they stood when they were copied."""
    return as_of(company.register.take(pa.array(places)), company.history, COPIED).combine_chunks()


def _shown(company: Company, seed: int) -> Ints:
    """Choose the accounts that the claimant shows: three of each country, plain and filled."""
    rng = chance(seed, "shown")
    chosen = []
    for country in Country:
        some = picked(rng, _web_accounts(company, country), LOOKED_THROUGH)
        rows = _standing(company, some)
        filled = np.asarray(pc.and_(pc.is_valid(rows["telephone"]), pc.is_valid(rows["email"])))
        plain = np.asarray(
            pc.and_(
                pc.match_substring_regex(rows["prenom"], PLAIN),
                pc.match_substring_regex(rows["nom"], PLAIN),
            )
        )
        three = picked(rng, some[filled & plain], SHOWN)
        if len(three) < SHOWN:
            raise _too_few()
        chosen.append(three)
    return np.concatenate(chosen)


def _too_few() -> Refused:
    return Refused(
        "The register has too few web accounts for this leak.",
        remedy="Ask for a larger register, or for fewer people.",
    )


def _taken(company: Company, shown: Ints, people: int, seed: int) -> _Taken:
    """Choose the accounts copied, in the order of their numbers: whole ones, and a few cut off."""
    rng = chance(seed, "taken")
    cuts = split(max(1, round(people * CUT_SHARE)))
    copied, cut = [shown], []
    for country, whole, broken in zip(Country, split(people), cuts, strict=True):
        accounts = _web_accounts(company, country)
        others = accounts[~np.isin(accounts, shown)]
        others = picked(rng, others, whole - SHOWN + broken)
        short = _plain(rng, company, others, broken)
        if len(others) < whole - SHOWN + broken or len(short) < broken:
            raise _too_few()
        copied.append(others)
        cut.append(short)
    places = np.sort(np.concatenate(copied))
    return _Taken(
        _standing(company, places),
        np.searchsorted(places, shown),
        np.searchsorted(places, np.sort(np.concatenate(cut))),
    )


def _plain(rng: np.random.Generator, company: Company, places: Ints, count: int) -> Ints:
    """Choose so many accounts whose record has no quotes, so that it can be cut off anywhere."""
    some = picked(rng, places, 2 * count + LOOKED_THROUGH)
    columns = dump.printed(_standing(company, some))
    quoted = damage.matching(columns, tuple(columns), dump.QUOTED)
    return picked(rng, some[~quoted], count)


def _genuine(company: Company, taken: _Taken, people: int, seed: int) -> Leak:
    rng = chance(seed, "damage")
    whole = dump.printed(taken.rows)
    spared = np.zeros(taken.rows.num_rows, dtype=bool)
    spared[taken.shown] = True
    columns, hits = damage.struck(rng, whole, spared)
    hits[damage.TRUNCATED] = taken.cut
    kept = rng.integers(dump.SHORTEST, dump.LONGEST + 1, len(taken.cut)).tolist()
    number = taken.rows["customer_no"].to_numpy()
    records = truth.truth(
        number, company, taken.rows["pays"], taken.cut, damage.labels(hits, len(number))
    )
    facts = truth.told("genuine", seed, people, records, company) | {
        "damage": {name: len(at) for name, at in hits.items()},
        "sample": number[taken.shown].tolist(),
    }
    return Leak(
        dump.written(columns, taken.cut, kept), _note(people, whole, taken.shown), records, facts
    )


def _sample(company: Company, six: pa.Table, people: int, seed: int) -> Leak:
    number = six["customer_no"].to_numpy()
    nothing = pa.array([""] * len(number))
    records = truth.truth(number, company, six["pays"], np.array([], dtype=np.int64), nothing)
    facts = truth.told("sample", seed, people, records, company)
    return Leak(
        csv=None,
        note=_note(people, dump.printed(six), np.arange(len(number))),
        truth=records,
        facts=facts | {"damage": {}, "sample": number.tolist()},
    )


def _fabricated(company: Company, people: int, seed: int) -> Leak:
    columns, country = strangers(company, *split(people), seed)
    filled = np.asarray(pc.not_equal(columns["telephone"], ""))
    shown = np.concatenate([np.flatnonzero(filled & (country == one))[:SHOWN] for one in Country])
    record = pa.array(np.arange(people))
    nobody = pa.nulls(people, pa.int64())
    said = pa.array([one.name for one in Country]).take(pa.array(country))
    empty = pa.repeat(pa.scalar("", pa.string()), people)
    records = pa.table([record, record, nobody, nobody, said, empty], schema=truth.TRUTH)
    facts = truth.told("fabricated", seed, people, records, company) | {
        "damage": {},
        "sample": None,
    }
    never = np.array([], dtype=np.int64)
    return Leak(dump.written(columns, never, ()), _note(people, columns, shown), records, facts)


def _note(people: int, columns: dict[str, pa.Array], shown: Ints) -> str:
    rows = pa.table(columns).take(pa.array(shown)).to_pylist()
    return note(people, rows[:SHOWN], rows[SHOWN:])
