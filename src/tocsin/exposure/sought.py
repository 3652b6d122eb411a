r"""Sought: the numbers that are looked for in every cell: how they are written, checked, and made up as controls.

Check digits and issuers' ranges are those of `kinds`. A number that others pass for by chance is told only with a second
witness in its row: a word such as 'carte' or 'BSN', or an expiry date. How often chance passes it is why:

    payment card       4 in 100 of random numbers of 16 digits (range and Luhn)      told alone, but not with 13 digits
    IBAN               1 in 97 of what begins like a country's and has its length   told alone
    NIR                1 in 600 of 15 digits (key, month)                           told alone
    Belgian number     1 in 400 of 11 digits, among them mobile numbers             alone only in its official writing
    BSN, tax id        1 in 11 of 9 digits, 1 in 40 of 11                           never alone
    SSN, NINO          no check digit                                               never alone

>>> by_name("payment_card").valid("4111111111111111"), by_name("bsn").valid("111222334")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tocsin.kinds import (
    belgian_national_number,
    bsn,
    german_tax_id,
    iban,
    nino,
    nir,
    payment_card,
    ssn,
)
from tocsin.kinds.base import Kind

Sizes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """One sort of number."""

    kind: Kind
    lengths: tuple[int, ...]
    """How many letters and digits it has."""

    writings: tuple[Sizes, ...]
    """The groups it is usually written in."""

    alone: Callable[[Sizes, str], bool]
    """Whether it is told without a second witness: by the groups it is written in and what stands between."""

    words: str
    """The second witness: words of folded text."""

    prefixes: tuple[str, ...]
    """Words it is stuck to."""

    @property
    def name(self) -> str:
        """As the kind's."""
        return self.kind.name

    def valid(self, tight: str) -> bool:
        """Whether letters and digits without marks are such a number."""
        return self.kind.normal_of(tight) is not None


def _always(_: Sizes, __: str) -> bool:
    return True


def _never(_: Sizes, __: str) -> bool:
    return False


def _card_alone(sizes: Sizes, _: str) -> bool:
    return sum(sizes) >= 14


def _belgian_alone(sizes: Sizes, between: str) -> bool:
    """In its official writing, 85.07.30-033.28."""
    return sizes == (2, 2, 2, 3, 2) and between == "..-."


_EXPIRY = "(?:^|[^0-9./-])(?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?[1-4][0-9](?:[^0-9./-]|$)"

CARD = Sought(
    payment_card.KIND,
    tuple(range(13, 20)),
    ((4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2)),
    _card_alone,
    "\\b(?:carte|cb|card|cards|visa|mastercard|amex|maestro|bancontact|kaart|kreditkarte|karte|creditcard|bankkaart|cvv|cvc|pan|tarjeta|kaartnummer|kartennummer|cardnumber|cc)\\b"
    f"|{_EXPIRY}",
    ("CB", "carte", "card", "visa", "no", "nr", "kaart"),
)
IBAN = Sought(
    iban.KIND,
    tuple(range(15, 34)),
    (),
    _always,
    "\\b(?:iban|rib|compte|konto|rekening|account)\\b",
    ("IBAN", "compte", "konto", "rekening", "rib"),
)
NUMBERS = (
    CARD,
    IBAN,
    Sought(
        nir.KIND,
        (15,),
        ((1, 2, 2, 2, 3, 3, 2), (13, 2)),
        _always,
        "\\b(?:nir|secu|securite sociale|nss|insee|vitale)\\b",
        ("NIR", "secu", "no"),
    ),
    Sought(
        belgian_national_number.KIND,
        (11,),
        ((2, 2, 2, 3, 2), (6, 3, 2)),
        _belgian_alone,
        "\\b(?:niss|insz|rrn|registre national|rijksregister(?:nummer)?|numero national|no national|nationaal nummer|national number)\\b",
        ("NISS", "INSZ", "rrn", "nr"),
    ),
    Sought(
        bsn.KIND,
        (9,),
        ((3, 3, 3), (4, 2, 3)),
        _never,
        "\\b(?:bsn|burgerservicenummer|sofinummer|sofi)\\b",
        ("BSN", "bsnnr"),
    ),
    Sought(
        german_tax_id.KIND,
        (11,),
        ((2, 3, 3, 3),),
        _never,
        "\\b(?:steuer-?(?:id|idnr|identifikationsnummer|nummer|nr)|idnr|tin|tax id|steuerliche)\\b",
        ("IdNr", "SteuerID"),
    ),
    Sought(
        ssn.KIND,
        (9,),
        ((3, 2, 4),),
        _never,
        "\\b(?:ssn|social security|soc sec)\\b",
        ("SSN",),
    ),
    Sought(
        nino.KIND,
        (9,),
        ((2, 2, 2, 2, 1), (2, 6, 1)),
        _never,
        "\\b(?:nino|national insurance|ni number|ni no)\\b",
        ("NINO",),
    ),
)
"""In the order in which they are told."""

NAMES = tuple(one.name for one in NUMBERS)
_BY_NAME = {one.name: one for one in NUMBERS}

WITNESSES = {one.name: re.compile(one.words) for one in NUMBERS}
"""For one line of folded text."""

WORDS = "|".join(one.words.removesuffix(f"|{_EXPIRY}") for one in NUMBERS if one is not IBAN)
"""Any of the words, for the sieve: expiry dates are too common to be sifted by."""

IBAN_LENGTHS = {
    country: 4 + sum(map(int, re.findall("[0-9]+(?=!)", structure)))
    for country, _, structure in (entry.partition("=") for entry in iban.COUNTRIES.split())
}
"""A country's IBAN in letters and digits."""

TO_DIGITS = str.maketrans("OoIl", "0011")
"""Letters that are written for digits."""


def by_name(name: str) -> Sought:
    """One of them."""
    return _BY_NAME[name]
