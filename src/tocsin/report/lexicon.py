"""Lexicon: the words that the report prints for each answer, status, certainty, kind and country.

A status has a word, a symbol and (in the style sheet and in the terminal) a colour: who sees no
colour loses nothing. Red is never decoration: it says that the claimant is right.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.terms.case import Role
from tocsin.terms.claim import Status
from tocsin.terms.finding import Certainty
from tocsin.terms.verdict import Answer


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status looks and what it means."""

    symbol: str
    word: str
    means: str
    tone: str
    """Name of its colour: 'alarm', 'calm', 'doubt' or 'quiet'."""


STATUSES: dict[Status, Sign] = {
    Status.FOUND: Sign("✓", "found", "the evidence bears the claim out", "alarm"),
    Status.NOT_FOUND: Sign(
        "○", "not found", "looked for and not there, which does not disprove it", "quiet"
    ),
    Status.CONTRADICTED: Sign("✕", "contradicted", "the evidence speaks against it", "calm"),
    Status.UNTESTED: Sign("?", "untested", "this evidence can show neither", "doubt"),
}
"""In the order in which the legend explains them."""

VERDICTS: dict[Answer, tuple[str, str, str]] = {
    Answer.GENUINE: (
        "Genuine",
        "the leak is genuine: it holds the data of this company’s customers",
        "alarm",
    ),
    Answer.STALE: (
        "Stale",
        "the leak is genuine but old: it was copied long before the note",
        "alarm",
    ),
    Answer.OTHER_SYSTEM: (
        "Other system",
        "the leak is genuine but comes from another system than this register",
        "alarm",
    ),
    Answer.RECYCLED: (
        "Recycled",
        "the leak is recycled: it was put together from older leaks",
        "calm",
    ),
    Answer.FABRICATED: (
        "Fabricated",
        "the leak is made up: it was not copied from this company’s register",
        "calm",
    ),
    Answer.MIXED: ("Mixed", "the leak is mixed: some of it is genuine, some is not", "alarm"),
    Answer.CANNOT_TELL: (
        "Cannot tell",
        "the leak is genuine",
        "doubt",
    ),
}
"""Each answer as a word, as what the evidence speaks for, and its colour."""

CERTAINTIES: dict[Certainty, tuple[str, str]] = {
    Certainty.ESTABLISHED: ("established", "firm"),
    Certainty.PROBABLE: ("probable", "quiet"),
    Certainty.UNRESOLVED: ("unresolved", "doubt"),
}
"""The word and its colour."""

ROLES: dict[Role, str] = {Role.NOTE: "ransom note", Role.LEAK: "leak", Role.SAMPLE: "chosen sample"}
"""What an exhibit is, in a word."""

KINDS: dict[str, str] = {
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "full_name": "full names",
    "given_name": "given names",
    "family_name": "family names",
    "postal_address": "postal addresses",
    "postcode": "postcodes",
    "city": "towns",
    "country": "countries",
    "date": "dates",
    "password_hash": "password hashes",
    "customer_number": "customer numbers",
    "preference": "preferences",
    "free_text": "free text",
    "payment_card": "payment card numbers",
    "iban": "bank account numbers (IBAN)",
    "birth_date": "dates of birth",
    "time": "times",
    "ip": "IP addresses",
    "user_name": "user names",
    "url": "web addresses",
    "coordinates": "coordinates of places",
    "sex": "sex or gender",
    "order_number": "order numbers",
    "amount": "amounts of money",
    "bic": "bank codes (BIC)",
    "card_expiry": "expiry dates of cards",
    "cvv": "security codes of cards (CVV)",
    "nir": "French social security numbers (NIR)",
    "belgian_national_number": "Belgian national numbers",
    "bsn": "Dutch citizen service numbers (BSN)",
    "german_tax_id": "German tax numbers",
    "nino": "British national insurance numbers",
    "ssn": "US social security numbers",
    "passport": "passport numbers",
    "identity_card": "identity card numbers",
    "vat": "VAT numbers",
    "siren": "French company numbers (SIREN)",
    "siret": "French establishment numbers (SIRET)",
    "password": "passwords in plain text",
    "token": "tokens and keys to services",
    "door_code": "codes of doors and gates, in free text",
    "access": "where a key lies or a way in, in free text",
    "phone_in_text": "phone numbers in free text",
    "email_in_text": "e-mail addresses in free text",
    "name_in_text": "names of people in free text",
    "allergy": "remarks on allergies",
    "health": "remarks on health",
    "religion": "remarks on religion",
    "diet": "remarks on a diet",
    "absence": "remarks on when nobody is at home",
    "unknown": "of no known kind",
}
"""The kinds family in words; a name that is not here is shown as it is."""

COUNTRIES: dict[str, str] = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "CA": "Canada", "CH": "Switzerland",
    "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia",
    "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece",
    "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IN": "India", "IS": "Iceland",
    "IT": "Italy", "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia",
    "MC": "Monaco", "MT": "Malta", "NL": "Netherlands", "NO": "Norway", "PL": "Poland",
    "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SI": "Slovenia", "SK": "Slovakia",
    "US": "United States", "??": "not known",
}  # fmt: skip
"""Countries of the European Economic Area and their neighbours in such cases, by ISO 3166-1
alpha-2; another is shown by its code."""


def kind(name: str) -> str:
    """Say a kind in words.

    >>> kind("password_hash"), kind("shoe_size")
    ('password hashes', 'shoe size')
    """
    return KINDS.get(name, name.replace("_", " "))


def country(code: str) -> str:
    """Say a country in words.

    >>> country("BE"), country("JP")
    ('Belgium', 'JP')
    """
    return COUNTRIES.get(code, code)
