"""Curves: which share of people's passwords so many guesses find, as two published curves say.

The first guesses at a password are the commonest ones. Two curves tell how far guessing gets:

- the higher, of a buyer who knows how people choose: F(g) = y * g^s, fitted to the passwords of RockYou
  (CDF-Zipf: Wang and others 2017; Blocki, Harsha and Zhou, S&P 2018), held at the 98% that were found of
  LinkedIn's (2016);
- the lower, of people who choose with more care: the same law fitted to 000webhost up to 45%, then what
  Kaspersky found of 193 million real passwords with its best method on one card (2024): 45% in a
  minute, 59% in an hour, 73% in a month, 77% in a year.

Between Kaspersky's points the share not yet found falls evenly with each power of ten.

A guess at an unsalted hash is held against all of them at once; of salted ones, each account is a race of
its own: the money is spread over them. One card is rented by the hour, whatever the number of cards.

>>> fast = {"per_second": 164.1e9, "salted_hashes": 0}
>>> percent(recoverable(euros=1_000, **fast))
'75% to 98%'
>>> bcrypt_12 = {"per_second": 1974.0, "salted_hashes": 650_000}
>>> [percent(recoverable(euros=euros, **bcrypt_12)) for euros in BUDGETS]
['5% to 16%', '10% to 25%', '20% to 39%']

Money that does not reach for one guess at each account finds the commonest password of those it reaches:

>>> low, high = recoverable(per_second=1.0, salted_hashes=18_000_000, euros=1_000)
>>> round(low, 4), round(high, 4)
(0.0029, 0.0187)
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tocsin.terms.password import Reach

BUDGETS = (100, 1_000, 10_000)
"""What a buyer spends, in euros. Round figures: pocket money, a month's rent of a room, a small business."""

EUROS_PER_HOUR = 0.40
"""Rent of one RTX 4090, the upper end of what is asked (0.16 to 0.40, vast.ai, secondary pages of 2026)."""

ROCKYOU = (0.0374, 0.1872)
"""y and s of the higher curve. As commonly cited; the fit was not checked against its own paper."""

WEBHOST = (0.0059, 0.2816)
"""y and s of the lower curve. As commonly cited; the fit was not checked against its own paper."""

MOST = 0.98
"""Share of LinkedIn's 177.5 million hashes that were found (Gosney 2016): no curve says more."""

CARE = 0.45
"""Where the lower curve leaves the law for what Kaspersky measured."""

KASPERSKY: Sequence[tuple[float, float]] = (
    (1e13, 0.45),
    (6e14, 0.59),
    (4e17, 0.73),
    (5.2e18, 0.77),
)
"""Guesses, and the share found: a minute, an hour, a month and a year at the 164 billion guesses a second
of an RTX 4090 at MD5 (securelist.com, password-brute-force-time, 2024)."""


def higher(guesses: float) -> float:
    """Share found of people's passwords, as the higher curve says.

    >>> round(higher(10_000), 2), higher(1e12)
    (0.21, 0.98)
    """
    return min(MOST, _zipf(guesses, *ROCKYOU))


def lower(guesses: float) -> float:
    """Share found of people's passwords, as the lower curve says.

    >>> [round(lower(guesses), 2) for guesses in (10_000, 1e9, 6e14, 1e20)]
    [0.08, 0.45, 0.59, 0.77]
    """
    first, _ = KASPERSKY[0]
    if guesses <= first:
        return min(CARE, _zipf(guesses, *WEBHOST))
    left, share = KASPERSKY[0]
    for right, then in KASPERSKY[1:]:
        if guesses <= right:
            way = math.log(guesses / left) / math.log(right / left)
            return 1.0 - (1.0 - share) * math.pow((1.0 - then) / (1.0 - share), way)
        left, share = right, then
    return share


def _zipf(guesses: float, y: float, s: float) -> float:
    """The law; below one guess an account, only so many accounts are tried at all."""
    return y * guesses if guesses < 1.0 else y * math.pow(guesses, s)


def guesses(
    per_second: float, salted_hashes: int, euros: float, euros_per_hour: float = EUROS_PER_HOUR
) -> float:
    """Guesses at each account: `salted_hashes` is how many must be guessed one by one, 0 for unsalted.

    >>> f"{guesses(164.1e9, 0, 1_000):.2g}", f"{guesses(1974.0, 650_000, 1_000):,.0f}"
    ('1.5e+18', '27,332')
    """
    return per_second * 3600 * euros / euros_per_hour / max(salted_hashes, 1)


def recoverable(
    per_second: float, salted_hashes: int, euros: float, euros_per_hour: float = EUROS_PER_HOUR
) -> tuple[float, float]:
    """Share of the passwords that a buyer finds who spends so much: lower and higher end.

    Accounts that are found drop out and leave more money for the others, which adds two or three
    points at a third found; it is left out.

    A table of slow schemes, 100,000 accounts for 100 and 1,000 EUR, then 650,000 for 1,000 and 10,000:

    >>> sizes = ((100_000, 100), (100_000, 1_000), (650_000, 1_000), (650_000, 10_000))
    >>> for speed in (1_179_600, 14_761, 7_126, 5_750, 1_974, 1_703):
    ...     print(*(percent(recoverable(speed, n, euros)) for n, euros in sizes), sep=" | ")
    45% to 77% | 45% to 98% | 45% to 84% | 45% to 98%
    16% to 34% | 31% to 52% | 18% to 37% | 35% to 57%
    13% to 30% | 25% to 46% | 15% to 32% | 29% to 50%
    13% to 29% | 24% to 44% | 14% to 31% | 27% to 48%
    9% to 23% | 18% to 36% | 10% to 25% | 20% to 39%
    9% to 23% | 17% to 35% | 10% to 25% | 19% to 38%

    (SHA-512 crypt 5,000; PBKDF2-SHA256 600,000; scrypt 16384:8:1; bcrypt 10 and 12; Argon2id 64 MiB, 3.)
    Fast ones: unsalted SHA-1 and NTLM, the ends of what is guessed without a salt, then salted SHA-256 and MD5.

    >>> for speed, salted in ((50.6387e9, 0), (288.5e9, 0), (19.4508e9, 1), (84.6548e9, 1)):
    ...     print(*(percent(recoverable(speed, n * salted, euros)) for n, euros in sizes), sep=" | ")
    69% to 98% | 73% to 98% | 73% to 98% | 77% to 98%
    72% to 98% | 76% to 98% | 76% to 98% | 77% to 98%
    45% to 98% | 45% to 98% | 45% to 98% | 45% to 98%
    45% to 98% | 45% to 98% | 45% to 98% | 46% to 98%
    """
    reach = guesses(per_second, salted_hashes, euros, euros_per_hour)
    return lower(reach), higher(reach)


def drawn() -> tuple[Reach, ...]:
    """The two curves for a plot: two points for each power of ten, from one guess to 10^20."""
    steps = (10.0 ** (half / 2) for half in range(41))
    return tuple(Reach(reach, lower(reach), higher(reach)) for reach in steps)


def percent(share: tuple[float, float]) -> str:
    """Write a range in whole percent.

    >>> percent((0.0042, 0.23)), percent((0.98, 0.98))
    ('0% to 23%', '98%')
    """
    low, high = (f"{end:.0%}" for end in share)
    return low if low == high else f"{low} to {high}"
