"""Scheme: one way in which passwords are kept, as its written form shows it.

A form is written with its marks as they stand and what varies in angle brackets:

    <h32>  hexadecimal digits, so many, all small or all large; <h2-64> any even number between
    <c22>  characters of crypt(3), ./0-9A-Za-z; <c0-16> any number between
    <d22:16>  the same, the last of them one that leaves so many bytes whole, lowest bits first
    <b20>  Base64 with its padding of exactly so many bytes; <b20-64> of any number between
    <u20>  Base64 without padding of exactly so many bytes; <u8-64> of any number between
    <usual>  the same of a length that a digest has: 16 to 256 bytes
    <n>    a decimal number; <cost> and <log>: the number that says what it costs, or its power of two
    <rounds>, <iterations>  the same in full, 'rounds=5000$' and ':600000', or nothing
    <t>    some text without the marks $ : * and blanks; <s> salt, also of those but $; <x> anything
    <~...> a regular expression

>>> re.search(pattern("$1$<c0-8>$<d22:16>"), "$1$ab$0123456789abcdefghijk/") is not None
True
>>> re.search(pattern("{SHA}<b20>"), "{SHA}AAAA") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Strength(Enum):
    """What keeps a password from who holds its hash."""

    PLAIN = "plain"
    """Nothing: it stands there, or is turned back by a known key."""

    UNSALTED = "fast, unsalted"
    """One guess is held against all hashes at once, billions a second."""

    SALTED = "fast, salted"
    """One guess is held against one hash, billions a second."""

    SLOW = "slow"
    """Made to take long: iterated a thousand times and more, or in need of memory."""


@dataclass(frozen=True)
class Scheme:
    """A written form and what keeps passwords so. Forms that several share name them all."""

    names: tuple[str, ...]
    """Likeliest first; those behind it cannot be told apart by form."""

    form: str
    strength: Strength
    says: str = ""
    """In a report, where it is more than the first name."""

    common: bool = False
    """Kept in customer databases: told in bulk too, and not only of one value."""

    @cached_property
    def shape(self) -> re.Pattern[str]:
        """The form as a regular expression."""
        return re.compile(pattern(self.form), re.DOTALL)

    @property
    def salted(self) -> bool:
        """Whether a salt goes in that the form shows."""
        return self.strength in (Strength.SALTED, Strength.SLOW)

    @property
    def said(self) -> str:
        """The scheme as a report names it."""
        return self.says or self.names[0]


HEX = "(?:[0-9a-f]{0}|[0-9A-F]{0})"
CRYPT = "./0-9A-Za-z"
CRYPT_64 = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
TOKEN = re.compile("<(~.+?|[a-z]+|[hcdbu][0-9:-]+)>(?![^<]*~>)")


def pattern(form: str) -> str:
    """Write a form as a regular expression for a whole value."""
    written, end = "", 0
    for token in TOKEN.finditer(form):
        written += re.escape(form[end : token.start()]) + _token(token[1])
        end = token.end()
    return f"^{written}{re.escape(form[end:])}$".replace("\\-", "-").replace("\\ ", " ")


USUAL = (16, 20, 24, 28, 32, 40, 48, 64, 80, 96, 100, 112, 128, 256)

WORDS = {
    "n": "[0-9]+",
    "cost": "(?P<cost>[1-9][0-9]{0,9})",
    "log": "(?P<log>[0-9]{1,2})",
    "rounds": "(?:rounds=(?P<cost>[1-9][0-9]{0,9})\\$)?",
    "iterations": "(?::(?P<cost>[1-9][0-9]{0,9}))?",
    "t": "[^$:* ]+",
    "s": "[^$]{1,128}",
    "x": ".*",
    "h": "(?:(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)",
}


def _token(mark: str) -> str:
    if mark.startswith("~"):
        return f"(?:{mark[1:]})"
    if mark == "usual":
        return f"(?:{'|'.join(_base_64(size, size, padded=False) for size in USUAL)})"
    if mark in WORDS:
        return WORDS[mark]
    sort, _, size = mark[0], "", mark[1:]
    if sort == "d":
        count, _, whole = size.partition(":")
        return f"[{CRYPT}]{{{int(count) - 1}}}[{_last(CRYPT_64, int(count), int(whole), low=True)}]"
    least, _, most = size.partition("-")
    low, high = int(least), int(most or least)
    if sort == "h":
        repeat = f"{{{low}}}" if low == high else f"{{{low // 2},{high // 2}}}"
        digits = ("[0-9a-f]", "[0-9A-F]")
        one = digits if low == high else tuple(f"(?:{digit}{{2}})" for digit in digits)
        return f"(?:{one[0]}{repeat}|{one[1]}{repeat})"
    if sort == "c":
        return f"[{CRYPT}]{{{low},{high}}}" if low != high else f"[{CRYPT}]{{{low}}}"
    return _base_64(low, high, padded=sort == "b")


def _base_64(low: int, high: int, *, padded: bool) -> str:
    """Base64 of `low` to `high` bytes: whole groups of four, and for each rest its own ending."""
    endings = []
    for rest in range(3):
        whole = [size // 3 for size in range(low, high + 1) if size % 3 == rest]
        if not whole:
            continue
        ending = ""
        if rest:
            last = _last(BASE_64, rest + 1, rest, low=False)
            ending = f"[+/0-9A-Za-z]{{{rest}}}[{last}]" + "=" * (3 - rest if padded else 0)
        endings.append(f"(?:[+/0-9A-Za-z]{{4}}){{{whole[0]},{whole[-1]}}}{ending}")
    return f"(?:{'|'.join(endings)})"


def _last(alphabet: str, count: int, whole: int, *, low: bool) -> str:
    """Characters that may come last, where `count` of six bits hold `whole` bytes."""
    spare = count * 6 - whole * 8
    values = range(2 ** (6 - spare)) if low else range(0, 64, 2**spare)
    return "".join(alphabet[value] for value in values)


@dataclass(frozen=True, slots=True)
class Told:
    """What the form of one value tells."""

    says: str
    """The likeliest scheme, as a report names it."""

    names: tuple[str, ...]
    """All schemes that write so, the likeliest first."""

    strength: Strength
    salted: bool
    cost: int | None
    """Iterations or the like, where the value itself says so."""
