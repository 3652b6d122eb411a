"""Explain: why a row is linked to a record, or is not: a sentence, and the weight part by part.

Neither names a value of any person.

>>> sentence("email=same;name=same;phone=missing;address=differs", 4.7)
'The e-mail address is the same and the name is the same, although the addresses differ; 4.7 bits, probability 0.963.'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

import ibis.expr.types as ir

from tocsin.linkage import pairing
from tocsin.linkage.comparisons import COMPARISONS
from tocsin.linkage.levels import Level, Similarity
from tocsin.linkage.links import LINKED
from tocsin.linkage.score import probability
from tocsin.terms.answer import Row

SHOWN = 2
"""Records of a row that are shown: the best, and the one it has to stand out from."""


class Fate(Enum):
    """What became of a row."""

    LINKED = "linked"
    AMBIGUOUS = "ambiguous"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a weight."""

    name: str
    levels: tuple[str, ...]
    """Of each comparison that it rests on: 'same', 'missing'; none for the prior."""

    bits: float


@dataclass(frozen=True, slots=True)
class Held:
    """A record that the row was held against."""

    record: str = field(repr=False)
    person: int
    weight: float
    probability: float
    pattern: str
    parts: tuple[Part, ...]
    """Their bits add up to the weight."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A row: what became of it, why, and the records it fits best, the best first."""

    row: int
    fate: Fate
    says: str
    records: tuple[Held, ...]


def read(pattern: str) -> tuple[Level, ...]:
    """Find the levels a pattern names, those that were missing left out."""
    named = levels(pattern)
    return tuple(
        level
        for comparison in COMPARISONS
        if comparison.name in named
        for level in (comparison.level(named[comparison.name]),)
        if level.says
    )


def levels(pattern: str) -> dict[str, str]:
    """Take a pattern apart: the level of each comparison.

    >>> levels("email=same;name=close")
    {'email': 'same', 'name': 'close'}
    """
    return dict(part.split("=", 1) for part in pattern.split(";") if part)


def sentence(pattern: str, weight: float) -> str:
    """Say a link's reasons for and against, with its weight and probability."""
    reasons = _reasons(pattern)
    sure = min(probability(weight), 0.999)
    return f"{reasons[0].upper()}{reasons[1:]}; {weight:.1f} bits, probability {sure:.3f}."


def _reasons(pattern: str) -> str:
    found = read(pattern)
    why = " and ".join(level.says for level in found if level.bits > 0)
    but = " and ".join(level.says for level in found if level.bits < 0)
    return ", although ".join(part for part in (why, but) if part) or "nothing could be compared"


def ask(
    row: ir.Table,
    records: ir.Table,
    size: int,
    similarity: Similarity,
    learned: Row | None = None,
) -> ir.Table:
    """Hold one row of a leak against the records that share a key with it, the best first.

    In the columns of `pairing.weighed`, with `register_id` as text; `SHOWN` rows at most, and of
    the same weight the record of the smallest key, as in `links`.
    """
    pairs = pairing.near(row, records, size)
    held = pairing.weighed(pairs, row, records, size, similarity, learned)
    best = held.order_by(held.weight.desc(), held.register_id).limit(SHOWN)
    return best.mutate(register_id=best.register_id.cast("string"))


def weigh(answer: Iterable[Row], row: int, fate: Fate) -> Explained:
    """Say what became of a row, and why."""
    held = sorted((_held(found) for found in answer), key=lambda one: -one.weight)
    return Explained(row, fate, f"Row {row:,} {_says(fate, held)}", tuple(held))


def _held(found: Row) -> Held:
    pattern = str(found["pattern"])
    named = levels(pattern)
    return Held(
        str(found["register_id"]),
        int(str(found["person"])),
        float(str(found["weight"])),
        float(str(found["probability"])),
        pattern,
        tuple(
            Part(name, tuple(named[on] for on in name.split(" and ") if on in named), float(str(b)))
            for column, b in found.items()
            if column.startswith(pairing.PART)
            for name in (column.removeprefix(pairing.PART),)
        ),
    )


def _says(fate: Fate, held: list[Held]) -> str:
    if fate is Fate.LINKED:
        return "is linked. " + sentence(held[0].pattern, held[0].weight) if held else "is linked."
    if fate is Fate.AMBIGUOUS:
        return (
            "is linked to no record: the records of two people fit it equally well, within one bit."
        )
    if not held:
        return (
            "is linked to no record: it shares with none what would make one worth a look (an "
            "e-mail address, a number, a name in a postcode, a door)."
        )
    if held[0].weight >= LINKED:
        return (
            "is linked to no record. One would fit, but by values that too many records share, "
            "which are not looked up."
        )
    nearest = _reasons(held[0].pattern)
    return (
        f"is linked to no record. Of the nearest, {nearest}: {held[0].weight:.1f} bits, probability "
        f"{held[0].probability:.3f}, and a link needs {probability(LINKED):.2f}."
    )
