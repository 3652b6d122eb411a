"""Made up: numbers with true check digits that belong to nobody we know, in the groups they are written in.

Cards are drawn over the issuers' ranges, IBANs over several countries with each country's length; the personal numbers
over dates and places of birth.

>>> luhn("7992739871"), check_digits("BE", "539007547034")
('3', '68')
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tocsin.exposure.disguises import Groups

CARDS = (
    ("4", 16),
    ("4", 16),
    ("51", 16),
    ("53", 16),
    ("55", 16),
    ("2221", 16),
    ("2720", 16),
    ("34", 15),
    ("37", 15),
    ("36", 14),
    ("3530", 16),
    ("6011", 16),
    ("6703", 16),
    ("6703", 17),
)
"""Beginnings and lengths: Visa twice, for it is the commonest, Mastercard old and new, American
Express, Diners Club, JCB, Discover, and Maestro as Belgian banks issue it (Bancontact)."""

IBANS = {
    "FR": "nnnnnnnnnncccccccccccnn",
    "BE": "nnnnnnnnnnnn",
    "NL": "aaaannnnnnnnnn",
    "DE": "nnnnnnnnnnnnnnnnnn",
    "LU": "nnnccccccccccccc",
    "ES": "nnnnnnnnnnnnnnnnnnnn",
    "IT": "annnnnnnnnncccccccccccc",
    "GB": "aaaannnnnnnnnnnnnn",
    "PT": "nnnnnnnnnnnnnnnnnnnnn",
    "CH": "nnnnncccccccccccc",
}
"""What stands behind the check digits: n digit, a letter, c either. SWIFT IBAN registry (ISO 13616).
The two countries of the case, their neighbours, and where customers often come from."""

SORTS = {
    "n": "0123456789",
    "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "c": "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
}


def _cut(tight: str, sizes: Sequence[int]) -> Groups:
    groups, start = [], 0
    for size in sizes:
        groups.append(tight[start : start + size])
        start += size
    return tuple(group for group in groups if group)


def _drawn(lot: random.Random, sorts: str) -> str:
    return "".join(lot.choice(SORTS[sort]) for sort in sorts)


def _card(lot: random.Random) -> Groups:
    beginning, length = lot.choice(CARDS)
    body = beginning + _drawn(lot, "n" * (length - len(beginning) - 1))
    sizes = {14: (4, 6, 4), 15: (4, 6, 5)}.get(length, (4, 4, 4, 4, 3))
    return _cut(body + luhn(body), sizes)


def _iban(lot: random.Random) -> Groups:
    country = lot.choice(list(IBANS))
    account = _drawn(lot, IBANS[country])
    return _cut(country + check_digits(country, account) + account, (4,) * 9)


def _nir(lot: random.Random) -> Groups:
    department = lot.choice(
        [f"{number:02}" for number in range(1, 96) if number != 20] + ["2A", "2B"]
    )
    born = f"{lot.randint(0, 99):02}{lot.randint(1, 12):02}"
    body = f"{lot.choice('12')}{born}{department}{_drawn(lot, 'nnnnnn')}"
    key = 97 - int(body.replace("2A", "19").replace("2B", "18")) % 97
    return _cut(f"{body}{key:02}", (1, 2, 2, 2, 3, 3, 2))


def _belgian(lot: random.Random) -> Groups:
    body = f"{lot.randint(30, 99)}{lot.randint(1, 12):02}{lot.randint(1, 28):02}{lot.randint(1, 997):03}"
    return _cut(f"{body}{97 - int(body) % 97:02}", (2, 2, 2, 3, 2))


def _bsn(lot: random.Random) -> Groups:
    while True:
        body = str(lot.randint(10_000_000, 99_999_999))
        check = (
            sum(int(digit) * weight for digit, weight in zip(body, range(9, 1, -1), strict=True))
            % 11
        )
        if check < 10:
            return _cut(f"{body}{check}", (3, 3, 3))


def _german(lot: random.Random) -> Groups:
    while True:
        digits = lot.sample("0123456789", 9)
        body = digits[:]
        body.insert(lot.randint(1, 9), lot.choice(digits))
        if body[0] == "0":
            continue
        check = 10
        for digit in body:
            check = ((check + int(digit) + 9) % 10 + 1) * 2 % 11
        return _cut("".join(body) + str((11 - check) % 10), (2, 3, 3, 3))


def _ssn(lot: random.Random) -> Groups:
    area = lot.choice([number for number in range(1, 900) if number != 666])
    return (f"{area:03}", f"{lot.randint(1, 99):02}", f"{lot.randint(1, 9999):04}")


def _nino(lot: random.Random) -> Groups:
    begun = lot.choice("ABCEHJLMPRSTW") + lot.choice("CEHJLMPRSWXY")
    return _cut(f"{begun}{_drawn(lot, 'nnnnnn')}{lot.choice('ABCD')}", (2, 2, 2, 2, 1))


MAKERS: dict[str, Callable[[random.Random], Groups]] = {
    "payment_card": _card,
    "iban": _iban,
    "nir": _nir,
    "belgian_national_number": _belgian,
    "bsn": _bsn,
    "german_tax_id": _german,
    "ssn": _ssn,
    "nino": _nino,
}
"""How a number is made up, in its usual groups."""


def luhn(body: str) -> str:
    """Find the check digit behind a card's other digits (ISO/IEC 7812-1)."""
    doubled = (2 * int(digit) for digit in body[::-2])
    total = sum(number // 10 + number % 10 for number in doubled) + sum(map(int, body[-2::-2]))
    return str(-total % 10)


def check_digits(country: str, account: str) -> str:
    """Find the two check digits of an IBAN (ISO 7064 mod 97-10)."""
    number = int("".join(str(int(character, 36)) for character in f"{account}{country}00"))
    return f"{98 - number % 97:02}"
