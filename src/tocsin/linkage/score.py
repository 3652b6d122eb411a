"""Score: a pair's levels, their sum in bits, and the probability and pattern it makes.

The weight of a pair is the prior plus the bits of its levels, and the probability that row and
record are of the same person is 1 / (1 + 2**-weight). Fields are not quite independent, so what
follows from something else is held down: a name or password under an agreeing e-mail address (the
address was built from the name), an address that is nearly the same under one name, phone and address together (a household shares both), and a customer number (it can be guessed).

>>> round(prior(2_500_000), 1)
-21.3
>>> round(probability(4.25), 3)
0.95
"""

from __future__ import annotations

import math
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from tocsin.linkage.comparisons import (
    ADDRESS,
    BIRTH_DATE,
    CITY,
    COMPARISONS,
    CUSTOMER_NUMBER,
    EMAIL,
    IDENTITY,
    NAME,
    PASSWORD_HASH,
    PHONE,
)
from tocsin.linkage.levels import Comparison, Similarity

SAME, CLOSE = 0, 1
"""The first two levels of e-mail and name, by their place."""

POPULATION = 2**16
"""A register of ten customers is still ten people out of a town: the prior does not fall below it."""

HOUSEHOLD = 2.0
"""Bits that phone and address together may say beyond the prior: four to one that it is the person
and not one who lives with them. In French and Belgian statistics a household is 2.2 people."""

GUESSED = 6.0
"""Bits withheld from an agreeing customer number, once the prior is undone: 64 made-up rows for a real one."""

RARE_NAME = 1e-6
"""No name counts as rarer than this: fifty people in France."""

RARE_HASH = 2e-4
"""No password counts as rarer than this: who copies one old leak into another copies its hashes too."""

SMOOTHING = 1000.0
"""Records that are thought to bear the prior's u, beside those the register counts (Laplace)."""


def prior(size: int) -> float:
    """Weigh a pair of which nothing is compared yet: one record of the register, or of a small town."""
    return -math.log2(max(size, POPULATION))


def probability(weight: float) -> float:
    """Say the probability that a weight in bits stands for."""
    return 1.0 / (1.0 + math.exp2(-weight))


def levels(pairs: ir.Table, similarity: Similarity) -> ir.Table:
    """Put the level of each comparison beside the pairs: `at_email`, `at_name` ... (int8)."""
    for comparison in COMPARISONS:
        pairs = comparison.beside(pairs)
    return pairs.mutate(**{f"at_{c.name}": c.number(pairs, similarity) for c in COMPARISONS})


def levels_alike(pairs: ir.Table) -> ir.Table:
    """Put the levels beside pairs that are the same wherever both sides have something.

    As `levels` does, but nothing is asked of how like two values are.
    """
    known = pairs.mutate(names_agree=ibis.null("string"))
    return known.mutate(**{f"at_{c.name}": c.number(known, _unlike) for c in COMPARISONS})


def _unlike(_left: ir.StringValue, _right: ir.StringValue) -> ir.FloatingValue:
    return ibis.literal(0.0)


def learned_bits(comparison: Comparison, place: int) -> str:
    """Name the column in which pairs have what a level was learned to be worth."""
    return f"bits_{comparison.name}_{place}"


def _bits(pairs: ir.Table, comparison: Comparison) -> ir.FloatingValue:
    """Say the bits of a comparison: as learned, where the pairs have that beside them."""
    at = pairs[f"at_{comparison.name}"]
    learned = [learned_bits(comparison, place) for place in range(len(comparison.levels))]
    worth = [
        pairs[name] if name in pairs.columns else ibis.literal(level.bits)
        for name, level in zip(learned, comparison.levels, strict=True)
    ]
    told = [(at == place, bits) for place, bits in enumerate(worth)]
    return ibis.cases(*told, else_=ibis.literal(0.0))


def _by_rarity(
    pairs: ir.Table, comparison: Comparison, size: int, least: float
) -> ir.FloatingValue:
    """Say the bits of a comparison, 'same' weighed by how many records of the register bear the value."""
    column = f"{comparison.name}_borne"
    flat = _bits(pairs, comparison)
    if column not in pairs.columns:
        return flat
    same = comparison.level("same")
    share = (pairs[column] + SMOOTHING * same.u) / (size + SMOOTHING)
    rarity = math.log2(same.m) - ibis.greatest(share, ibis.literal(least)).log2()
    counted = (
        (pairs[f"at_{comparison.name}"] == SAME)
        & (pairs.at_email != SAME)
        & pairs[column].notnull()
    )
    return ibis.ifelse(counted, rarity, flat)


def _email(pairs: ir.Table) -> ir.FloatingValue:
    """Say the bits of the e-mail address: namesakes have addresses that are nearly the same by nature."""
    by_nature = (pairs.at_email == CLOSE) & pairs.at_name.isin((SAME, CLOSE))
    return ibis.ifelse(by_nature, 0.0, _bits(pairs, EMAIL))


def _customer_number(pairs: ir.Table, size: int) -> ir.FloatingValue:
    same = max(0.0, -prior(size) - GUESSED)
    differs = CUSTOMER_NUMBER.level("differs").bits
    at = pairs.at_customer_number
    return ibis.cases((at == SAME, same), (at > SAME, differs), else_=0.0)


def _city(pairs: ir.Table) -> ir.FloatingValue:
    """Say the bits of the town, which the address has said already where it speaks for the pair."""
    for_it = [place for place, level in enumerate(ADDRESS.levels) if level.bits > 0]
    return ibis.ifelse(pairs.at_address.isin(for_it), 0.0, _bits(pairs, CITY))


def parts(pairs: ir.Table, size: int) -> dict[str, ir.FloatingValue]:
    """Say what each part of a pair's weight is, in bits, as it is counted: the waterfall of a link.

    `size` is the number of register records. Where the pairs have `name_borne` or
    `password_hash_borne` (how many records bear the value), rare values weigh more.
    """
    household = ibis.least(
        _bits(pairs, PHONE) + _bits(pairs, ADDRESS), ibis.literal(HOUSEHOLD - prior(size))
    )
    return {
        "prior": ibis.literal(prior(size)),
        "email": _email(pairs),
        "name": _by_rarity(pairs, NAME, size, RARE_NAME),
        "phone and address": household,
        "customer_number": _customer_number(pairs, size),
        "password_hash": _by_rarity(pairs, PASSWORD_HASH, size, RARE_HASH),
        "identity": _bits(pairs, IDENTITY),
        "birth_date": _bits(pairs, BIRTH_DATE),
        "city": _city(pairs),
    }


def weigh(pairs: ir.Table, size: int) -> ir.Table:
    """Put `weight`, the sum of its `parts`, beside pairs that have their levels."""
    return pairs.mutate(weight=reduce(add, parts(pairs, size).values()).round(3))


def pattern(pairs: ir.Table) -> ir.StringValue:
    """Write the levels as a word: 'email=same;name=close;phone=missing;...'."""
    parts: list[ir.StringValue] = []
    for comparison in COMPARISONS:
        at = pairs[f"at_{comparison.name}"]
        end = "" if comparison is COMPARISONS[-1] else ";"
        said = [f"{comparison.name}={level.name}{end}" for level in comparison.levels]
        branches = [(at == place, ibis.literal(word)) for place, word in enumerate(said)]
        parts.append(ibis.cases(*branches, else_=ibis.literal(f"{comparison.name}=missing{end}")))
    return reduce(add, parts)


def told(weight: ir.FloatingValue) -> ir.FloatingValue:
    """Say the probability of a weight, in the engine."""
    return (1.0 / (1.0 + ibis.literal(2.0).pow(-weight))).round(9)
