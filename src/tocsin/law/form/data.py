"""Data: what a kind of data is in the template's words (field 70), and what it can be used for (field 85).

Both are judgements of ours, one kind at a time, and are shown as suggestions; the template maps none.

>>> letters(("email", "password_hash", "full_name"))
('a', 'b', 's')
>>> [impact.letter for impact in impacts(("full_name", "email", "iban"))]
['a', 'e', 'f', 'j']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.kinds import KINDS
from tocsin.kinds.hints import HINTS
from tocsin.terms.scope import Category

BASIC, CONTACT, HEALTH, BELIEF, MONEY, NUMBERS = "a", "b", "k", "g", "l", "n"
PLACES, PAYMENT, PROFILE, ACCESS, OTHER = "o", "q", "r", "s", "u"

LETTERS: dict[str, str] = {
    **dict.fromkeys(("full_name", "given_name", "family_name", "birth_date", "sex"), BASIC),
    **dict.fromkeys(("email", "phone", "postal_address", "postcode", "city", "country"), CONTACT),
    **dict.fromkeys(("user_name", "password", "password_hash", "token"), ACCESS),
    **dict.fromkeys(("payment_card", "card_expiry", "cvv", "iban", "bic"), PAYMENT),
    **dict.fromkeys(
        ("nir", "belgian_national_number", "bsn", "german_tax_id", "nino", "ssn", "passport",
         "identity_card"),
        NUMBERS,
    ),
    "amount": MONEY,
    "coordinates": PLACES,
    "preference": PROFILE,
    "health": HEALTH,
    "allergy": HEALTH,
    "religion": BELIEF,
    "name_in_text": BASIC,
    **dict.fromkeys(("phone_in_text", "email_in_text"), CONTACT),
    **dict.fromkeys(("door_code", "access", "absence", "diet"), OTHER),
}  # fmt: skip
"""Kinds, and sorts of remarks in free text, to the letter of field 70. What is not here goes by its category,
and else is other data; so does a diet, of which only counsel can say what it reveals."""

BY_CATEGORY: dict[Category, str] = {
    Category.IDENTITY: BASIC,
    Category.CONTACT: CONTACT,
    Category.LOCATION: PLACES,
    Category.CREDENTIAL: ACCESS,
    Category.FINANCIAL: MONEY,
    Category.BEHAVIOUR: PROFILE,
}

CATEGORIES: dict[str, Category] = {
    **{kind.name: kind.category for kind in KINDS},
    **{hint.name: hint.category for hint in HINTS},
}
SAYS: dict[str, str] = {
    **{kind.name: kind.says for kind in KINDS},
    **{hint.name: hint.says for hint in HINTS},
}

REACH = frozenset({"email", "phone", "postal_address"})
IDENTIFY = frozenset(
    {"birth_date", "nir", "belgian_national_number", "bsn", "german_tax_id", "nino", "ssn",
     "passport", "identity_card"}
)  # fmt: skip
NAMED = frozenset({"full_name", "given_name", "family_name"})
PAY = frozenset({"payment_card", "iban"})
ENTER = frozenset({"password", "password_hash", "token"})
UNREADABLE = frozenset({"password_hash"})
"""Kinds that do not say in clear what they stand for."""


@dataclass(frozen=True, slots=True)
class Impact:
    """Something that may befall people (field 85), and why it is suggested."""

    letter: str
    because: str


def letter(kind: str) -> str:
    """The letter of field 70 for a kind."""
    category = CATEGORIES.get(kind)
    return LETTERS.get(kind) or (BY_CATEGORY.get(category, OTHER) if category else OTHER)


def letters(kinds: Sequence[str]) -> tuple[str, ...]:
    """The letters of field 70 for these kinds, each once, in the template's order."""
    return tuple(sorted({letter(kind) for kind in kinds}))


def words(kind: str) -> str:
    """A kind in words."""
    return SAYS.get(kind, kind.replace("_", " "))


def clear(kinds: Sequence[str]) -> tuple[str, ...]:
    """Kinds of those that whoever has the leak can read."""
    return tuple(kind for kind in kinds if kind not in UNREADABLE)


def impacts(kinds: Sequence[str]) -> tuple[Impact, ...]:
    """What may befall people of whom somebody else holds these kinds, in the template's order."""
    held = frozenset(kinds)
    told = [Impact("a", "somebody else holds their data and says he will publish them")]
    if held & IDENTIFY and held & NAMED:
        told.append(Impact("d", "names stand beside what proves identity"))
    if held & REACH or held & ENTER:
        told.append(
            Impact("e", "people can be reached, or their accounts tried, in the company's name")
        )
    if held & PAY:
        told.append(Impact("f", "means of payment are among the data"))
    told.append(Impact("j", "the claimant has seen them, and others may"))
    return tuple(told)
