"""Draw: the companies and the leaks that are judged; the same seed draws the same ones.

Each company has `EACH` leaks. What is drawn of a leak is its sort and every parameter of that sort, evenly over
what is plausible; the bounds are written here and are judgements; or of what is plausible only a part, if `Wish` says so, so
that a run may spend its drills where a question is. Copies that were made 80 to 100 days
before the note are left out: whether they are to be called stale is a matter of taste.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from tocsin.drill import How
from tocsin.drill.weave import chance

T = TypeVar("T")

EACH = 20

REGISTERS = (4_000, 25_000)
HISTORY = 0.8
"""Share of companies that kept a history of changes."""

SIZES = (
    (2, 6, 0.15),
    (7, 49, 0.15),
    (50, 999, 0.3),
    (1_000, 5_000, 0.37),
    (5_001, 12_000, 0.03),
)
"""Rows of a leak, from and to, and how often."""

SORTS = {
    "genuine": 0.24,
    "stale": 0.13,
    "fabricated": 0.17,
    "recycled": 0.14,
    "other-system": 0.12,
    "padded": 0.08,
    "mixed": 0.06,
    "poisoned": 0.06,
}

NEW, OLD = (0.2, 80.0), (100.0, 1_000.0)
"""Days before the note of a copy that is of now, and of one that is not."""

DAMAGE = (0.0, 0.5, 1.0, 1.0, 1.0, 2.0, 3.0)
PLANNED, CONFINED = 0.3, 0.15
"""Share of copies that are copies by plan, and of those confined to some customers."""

SUPPLIED = 0.8
"""Share of recycled leaks whose earlier one is at hand."""

STRANGE = 0.15
"""Share of other leaks beside which some other firm's earlier leak is at hand, which has nothing to do with it."""


@dataclass(frozen=True)
class Wish:
    """How many drills of which seed, and of what: of all that is plausible where nothing is said."""

    seed: int
    cases: int
    only: tuple[str, ...] = ()
    """Of these sorts."""

    least: int = SIZES[0][0]
    """Of so many rows at least."""

    @property
    def whole(self) -> bool:
        """Whether all that is plausible is drawn."""
        return not self.only and self.least <= SIZES[0][0]

    @property
    def name(self) -> str:
        """A name for its answers."""
        return "-".join([str(self.seed), *self.only, *([] if self.whole else [str(self.least)])])

    @property
    def sorts(self) -> dict[str, float]:
        """The sorts that are drawn, and how often."""
        return _odds({sort: odds for sort, odds in SORTS.items() if sort in (self.only or SORTS)})

    @property
    def sizes(self) -> dict[tuple[int, int], float]:
        """The sizes that are drawn, from and to, and how often."""
        large = [(low, high, odds) for low, high, odds in SIZES if high > self.least]
        return _odds({(max(low, self.least), high): odds for low, high, odds in large})


def _odds(of: dict[T, float]) -> dict[T, float]:
    whole = round(sum(of.values()), 9)
    return {one: odds / whole for one, odds in of.items()}


@dataclass(frozen=True)
class Firm:
    """A company to be made."""

    number: int
    seed: int
    register: int
    history: bool


@dataclass(frozen=True)
class Case:
    """A leak to be made of it. `reference`: which earlier leak is at hand: 'own', 'strange' or 'none'."""

    number: int
    seed: int
    sort: str
    people: int
    how: How
    reference: str


def firms(wish: Wish) -> list[Firm]:
    """As many as so many cases need."""
    return [_firm(wish.seed, number) for number in range(-(-wish.cases // EACH))]


def _firm(seed: int, number: int) -> Firm:
    rng = chance(seed, f"firm {number}")
    size = round(_log_even(rng, *REGISTERS))
    return Firm(number, int(rng.integers(1 << 31)), size, bool(rng.random() < HISTORY))


def cases(wish: Wish, firm: Firm) -> Iterator[Case]:
    """The leaks of a company."""
    first = firm.number * EACH
    for number in range(first, min(first + EACH, wish.cases)):
        yield _case(chance(wish.seed, f"case {number}"), number, firm, wish)


def _case(rng: np.random.Generator, number: int, firm: Firm, wish: Wish) -> Case:
    sorts, sizes = wish.sorts, wish.sizes
    sort = str(rng.choice(list(sorts), p=list(sorts.values())))
    low, high = list(sizes)[rng.choice(len(sizes), p=list(sizes.values()))]
    people = min(round(_log_even(rng, low, high)), round(firm.register * 0.4))
    how = How(
        share=_share(rng, sort),
        age=_age(rng, sort),
        damage=float(rng.choice(DAMAGE)),
        knowing=sort in ("fabricated", "padded") and bool(rng.random() < 0.5),
        only=str(rng.choice(["FR", "BE", "email"])) if _confined(rng, sort) else None,
        whence=_whence(rng, sort),
        history=firm.history,
    )
    if sort == "fabricated" and not how.knowing:
        how = How(damage=how.damage, history=firm.history)
    luck = rng.random()
    if sort == "recycled":
        reference = "own" if luck < SUPPLIED else "none"
    else:
        reference = "strange" if luck < STRANGE else "none"
    return Case(number, int(rng.integers(1 << 31)), sort, people, how, reference)


def _log_even(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _share(rng: np.random.Generator, sort: str) -> float | None:
    between = {
        "padded": (0.15, 0.85),
        "fabricated": (0.05, 0.6),
        "recycled": (0.7, 1.0),
        "other-system": (0.05, 0.8),
        "mixed": (0.2, 0.8),
        "poisoned": (0.01, 0.2),
    }.get(sort)
    return round(float(rng.uniform(*between)), 3) if between else None


def _age(rng: np.random.Generator, sort: str) -> float | None:
    if sort in ("genuine", "padded", "poisoned"):
        return round(_log_even(rng, *NEW), 4)
    if sort in ("stale", "recycled", "mixed"):
        return round(_log_even(rng, *OLD), 4)
    return None


def _confined(rng: np.random.Generator, sort: str) -> bool:
    return bool(rng.random() < CONFINED) and sort in ("genuine", "stale", "poisoned")


def _whence(rng: np.random.Generator, sort: str) -> str | None:
    if sort == "genuine" or sort == "stale":
        planned = ["nightly-backup", "mail-house-feed"]
        return str(rng.choice(planned)) if rng.random() < PLANNED else None
    if sort == "recycled":
        return str(rng.choice(["ours", "another"]))
    if sort == "other-system":
        return str(rng.choice(["newsletter", "side-site", "sister"]))
    return None
