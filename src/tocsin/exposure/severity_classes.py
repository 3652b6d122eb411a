"""Classes: what ENISA's method makes of each kind of data, and how easily somebody is told by it.

Four classes, each with the value it begins with: simple data 1, behavioural 2, financial 3, sensitive 4.
A value is raised here where the method says so of what can be read off the data. Nothing is lowered: that
data is out of date, known to everybody or of no interest is a person's judgement.

>>> of_kind("full_name").value, of_kind("preference").value, of_kind("payment_card").value
(1, 2, 3)
>>> worst(["full_name", "payment_card", "cvv"])[1].value
4
>>> identifiability(["email"]), identifiability(["email", "full_name"])
(0.5, 1.0)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tocsin.exposure.held import CATEGORIES
from tocsin.kinds import KINDS
from tocsin.kinds.hints import HINTS
from tocsin.terms.scope import Category


@dataclass(frozen=True, slots=True)
class Classed:
    """What a kind of data counts, and why."""

    value: int
    says: str


SIMPLE = Classed(1, "which are simple data and count 1")
BEHAVIOURAL = Classed(
    2, "which tell what somebody does or likes, or where: behavioural data, which count 2"
)
FINANCIAL = Classed(3, "which are financial data and count 3")
SENSITIVE = Classed(4, "which are sensitive data and count 4")
PROFILED = Classed(2, "simple data raised to 2, since more can be told by it of how somebody lives")
ASSUMED = Classed(3, "simple data raised to 3, since health or religion may be assumed from it")
FRAUD = Classed(
    4, "with security code or expiry date: financial data raised to 4, since others can pay with it"
)

CLASSES: dict[Category, Classed] = {
    Category.FINANCIAL: FINANCIAL,
    Category.BEHAVIOUR: BEHAVIOURAL,
    Category.SPECIAL: SENSITIVE,
}
"""Every other category is simple data."""

RAISED: dict[str, Classed] = {
    "nir": PROFILED,
    "belgian_national_number": PROFILED,
    "bsn": PROFILED,
    "german_tax_id": PROFILED,
    "nino": PROFILED,
    "ssn": PROFILED,
    "passport": PROFILED,
    "identity_card": PROFILED,
    "coordinates": BEHAVIOURAL,
    "free_text": PROFILED,
    "door_code": PROFILED,
    "access": PROFILED,
    "absence": PROFILED,
    "allergy": ASSUMED,
    "health": ASSUMED,
    "religion": ASSUMED,
    "diet": ASSUMED,
    "bic": SIMPLE,
    "card_expiry": SIMPLE,
}
"""Kinds, and remarks in free text, that count more than their category, or (a bank's code, an expiry date
alone) are of another class. Which value is raised is the method's; that these are such data is our judgement."""

SAYS = {hint.name: f"remarks in free text ({hint.says})" for hint in HINTS} | {
    kind.name: kind.says for kind in KINDS
}
"""Sorts of remarks, and kinds, in words."""

FULL_CARD = ("cvv", "card_expiry")
"""What makes a payment out of a card number."""

STATE = ("nir", "belgian_national_number", "bsn", "german_tax_id", "nino", "ssn", "passport", "identity_card")  # fmt: skip
"""Numbers that a state gives to one person."""

NAMES = ("full_name", "family_name")
REACH = ("email", "phone", "postal_address", "birth_date")
"""What tells a name's bearer from others of that name."""

ALONE: tuple[tuple[tuple[str, ...], float], ...] = (
    (("phone", "postal_address"), 0.75),
    (("full_name", "family_name", "email"), 0.5),
)
"""How easily somebody is told by one of them without the other. The method gives examples, not a table; which
of its four values each of ours is compared with is our judgement."""

LEAST, MOST = 0.25, 1.0
"""Hardly possible, and with certainty."""


def of_kind(kind: str) -> Classed:
    """What one kind of data counts; a kind unknown to us is simple data."""
    if kind in RAISED:
        return RAISED[kind]
    category = CATEGORIES.get(kind)
    return CLASSES.get(category, SIMPLE) if category else SIMPLE


def worst(kinds: Collection[str]) -> tuple[str, Classed]:
    """The worst of several kinds, in words, and its class: the method takes the highest."""
    if "payment_card" in kinds and any(kind in kinds for kind in FULL_CARD):
        return named("payment_card"), FRAUD
    kind = max(kinds, key=lambda one: of_kind(one).value)
    return named(kind), of_kind(kind)


def named(kind: str) -> str:
    """Say a kind of data, or a sort of remark, in words.

    >>> named("full_name"), named("door_code"), named("shoe_size")
    ('full names', 'remarks in free text (codes of doors and gates)', 'shoe size')
    """
    return SAYS.get(kind, kind.replace("_", " "))


def identifiability(kinds: Collection[str]) -> float:
    """How easily who sees the data tells whose it is: 0.25 to 1."""
    named = any(kind in kinds for kind in NAMES) or {"given_name", "family_name"} <= set(kinds)
    if any(kind in kinds for kind in STATE) or (named and any(kind in kinds for kind in REACH)):
        return MOST
    return next((value for some, value in ALONE if any(one in kinds for one in some)), LEAST)
