"""Kin: which accounts belong to one person, which to one household, and when each was open.

>>> who = kin(np.random.default_rng(1), 1_000)
>>> len(who.second), len(who.housemate), len(set(who.person.tolist()))
(30, 60, 970)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tocsin.drill import names, people
from tocsin.drill.moments import EXPORTED, FIRST, seconds
from tocsin.drill.people import Traits
from tocsin.drill.weave import Ints

BELGIAN_SHARE = 0.12
"""Share of Belgian customers: about the 58,000 of 650,000 of the case, and then some."""

TWO_ACCOUNTS, HOUSEHOLD = 0.03, 0.06
"""Shares of accounts that are somebody's second, and that share a household's phone (issue 2)."""

ELSEWHERE = 0.4
"""Share of second accounts opened at another address. An assumption."""

DELETED = 0.06
"""Share of accounts closed by the time of the export: former customers. Softly: the row stays."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Who is who: for each account the account whose phone it shares (or itself), and its person."""

    origin: Ints
    person: Ints
    second: Ints
    """Second accounts of somebody, as places."""

    housemate: Ints
    alone: Ints
    """Accounts that share nothing with any other."""


@dataclass(frozen=True, slots=True)
class Lives:
    """When each account was opened, and closed (the end of time where it was not), in seconds."""

    opened: Ints
    closed: Ints


def lives(rng: np.random.Generator, count: int) -> Lives:
    """Accounts opened ever faster, and closed at any time since."""
    first, last = seconds(FIRST), seconds(EXPORTED) - 60
    opened = np.sort(first + (np.sqrt(rng.random(count)) * (last - first)).astype(np.int64))
    closed = opened + 1 + (rng.random(count) * (last - opened)).astype(np.int64)
    never = rng.random(count) >= DELETED
    return Lives(opened, np.where(never, np.iinfo(np.int64).max // 2000, closed))


def kin(rng: np.random.Generator, count: int) -> Kin:
    """Draw second accounts and housemates, each with an account of their own to go with."""
    shuffled = rng.permutation(count)
    seconds_, mates = int(count * TWO_ACCOUNTS), int(count * HOUSEHOLD)
    second, their_first, mate, their_host, alone = np.split(
        shuffled, np.cumsum([seconds_, seconds_, mates, mates])
    )
    origin = np.arange(count)
    origin[second] = their_first
    person = origin.copy()
    origin[mate] = their_host
    return Kin(origin, person, np.sort(second), np.sort(mate), np.sort(alone))


def traits(rng: np.random.Generator, kin: Kin) -> Traits:
    """People's traits; kin share name or household with their origin."""
    own = people.drawn(rng, people.countries(rng, len(kin.origin), BELGIAN_SHARE))
    shared = own.take(kin.origin)
    mate = kin.housemate
    given = names.GIVEN.draw(rng, shared.milieu[mate])
    shared.given[mate] = np.where(given == shared.given[mate], names.GIVEN.after(given), given)
    elsewhere = kin.second[rng.random(len(kin.second)) < ELSEWHERE]
    moved = shared.take(elsewhere).moved(rng)
    shared.place[elsewhere] = moved.place
    shared.street[elsewhere] = moved.street
    shared.milieu[elsewhere] = moved.milieu
    return shared
