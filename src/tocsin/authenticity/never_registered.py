"""Never registered: e-mail addresses that no customer has, had, or had before leaving.

A true copy holds addresses that are or were in the register. Addresses change (surveys of 2000 to
2002 by Return Path and NFO found about a third a year), so their absence from today's register says
little; absence from its history as well says more. Without a history the check is silent against.

A low share of strangers is mild support: the strong identifiers already count those who agree. It
weighs more only where the addresses are so many that nobody has tried them one by one.

>>> weigh({"addresses": 600_000, "never": 590_000, "history": 40_000}).log10
-2.0
>>> weigh({"addresses": 600_000, "never": 590_000, "history": 0}).log10
0.0
>>> weigh({"addresses": 600_000, "never": 12_000, "history": 0}).log10
0.5
>>> weigh({"addresses": 6, "never": 0, "history": 0}).log10
0.2
>>> weigh({"addresses": 600_000, "never": 200_000, "history": 40_000}).log10
0.0
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import (
    Tally,
    bounded,
    ever,
    held,
    sample,
    strength,
)
from tocsin.authenticity.check import Asked
from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "never registered"

LOW, HIGH = 0.10, 0.50
"""Shares of strangers that fit a true copy (damage and typing errors make a few in a hundred), and
that do not. What lies between fits a copy of another system, a padded leak and a register that is
not the one copied: the check is silent."""

GENUINE, OTHERWISE = 0.05, 0.90
"""Chance that an address of a true copy, and one made up, was never registered. Judgement."""

AGAINST = 2.0
"""A hundred times likelier, not more: a true copy of another system, or one older than the history,
holds strangers too."""

MANY, FOR, MILD = 1_000, 0.5, 0.2
"""From a thousand addresses on, low strangeness is worth three times likelier: fewer can be tried
one by one at a sign-in page and only the hits kept. Below, 1.6 times, which is less than what
ENFSI's scale calls weak support (2), so that it cannot make up a verdict with one other check."""


def ask(leak: ir.Table, ground: Ground) -> ir.Table:
    """One row: distinct `addresses`, those `never` registered, rows of `history`.

    The register has former customers too, as `deleted`.
    """
    addresses = held(leak, "email").select("email").distinct()
    found = addresses.semi_join(ever(ground.register, ground.past, "email"), "email")
    counted = addresses.aggregate(addresses=addresses.count())
    counted = counted.cross_join(found.aggregate(found=found.count()))
    return counted.select(
        "addresses",
        never=counted.addresses - counted.found,
        history=ibis.literal(ground.history, "int64"),
    )


def weigh(answer: Row) -> Support:
    """Speak against where most addresses are strangers to a register whose history is known."""
    addresses, never = whole(answer, "addresses"), whole(answer, "never")
    history = whole(answer, "history")
    if not addresses:
        return Support(NAME, 0.0, "the leak holds no e-mail addresses")
    share = never / addresses
    because = (
        f"{never:,} of {addresses:,} e-mail addresses ({share:.0%}) were never registered, "
        "former customers " + ("and history " if history else "") + "included"
    )
    if share <= LOW:
        log = min(FOR if addresses >= MANY else MILD, strength(_strangers(never, addresses)))
        return Support(NAME, log, because + sample(addresses))
    if share < HIGH:
        return Support(NAME, 0.0, because + ": a share that fits either account")
    if not history:
        return Support(NAME, 0.0, because + ": without a history, an old copy would look the same")
    log = bounded(strength(_strangers(never, addresses)), 0.0, AGAINST)
    return Support(NAME, log, because + sample(addresses))


def _strangers(never: int, addresses: int) -> Tally:
    return Tally(never, addresses, GENUINE, OTHERWISE)


CHECK = Asked(
    NAME,
    Question.COPIED,
    "Take a register with its history (tocsin register --history): then strangers can be told from customers who changed.",
    ask=ask,
    weigh=weigh,
)
