"""Scheme: one way in which passwords are kept, as its written form shows it.

A form is written with its marks as they stand and what varies in angle brackets:

    <h32>  hexadecimal digits, so many, all small or all large; <h2-64> any even number between
    <c22>  characters of crypt(3), ./0-9A-Za-z; <c0-16> any number between
    <d22:16>  the same, the last of them one that leaves so many bytes whole, lowest bits first
    <b20>  Base64 with its padding of exactly so many bytes; <b20-64> of any number between
    <u20>  Base64 without padding of exactly so many bytes; <u8-64> of any number below 16, or even one, between
    <k16>  the same in the letters of crypt(3), lowest bits first; <k0-64> likewise
    <n>    a decimal number; <cost> and <log>: the number that says what it costs, or its power of two; <two>: the same in two digits
    <rounds>, <iterations>  the same in full, 'rounds=5000$' and ':600000', or nothing
    <t>    some text without the marks $ : * and blanks; <s> salt, also of those but $; <x> anything
    <~...> a regular expression

>>> re.search(pattern("$1$<c0-8>$<d22:16>"), "$1$ab$0123456789abcdefghijk/") is not None
True
>>> re.search(pattern("{SHA}<b20>"), "{SHA}AAAA") is None
True

Where no padding tells that a letter is missing or too many, evenness does: programs make salts and
digests of an even number of bytes, and a letter more or less of Base64 is a byte more or less. Salts of
fewer than 16 bytes may be typed by hand.
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
TOKEN = re.compile("<(~.+?|[a-z]+|[hcdbuk][0-9:-]+)>(?![^<]*~>)")


def pattern(form: str) -> str:
    """Write a form as a regular expression for a whole value."""
    written, end = "", 0
    for token in TOKEN.finditer(form):
        written += re.escape(form[end : token.start()]) + _token(token[1])
        end = token.end()
    return f"^{written}{re.escape(form[end:])}$".replace("\\-", "-").replace("\\ ", " ")


WORDS = {
    "n": "[0-9]+",
    "cost": "(?P<cost>[1-9][0-9]{0,9})",
    "log": "(?P<log>[0-9]{1,2})",
    "two": "(?P<log>[0-3][0-9])",
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
    if sort == "b":
        return _base_64(range(low, high + 1), padded=True)
    typed, made = range(low, min(high, TYPED) + 1), range(max(low, TYPED + 1), high + 1, 2)
    both = [_base_64(sizes, crypt=sort == "k") for sizes in (typed, made) if sizes]
    return f"(?:{'|'.join(both)})"


TYPED = 15
"""Bytes of a salt that somebody may have typed."""


def _base_64(sizes: range, *, padded: bool = False, crypt: bool = False) -> str:
    """Base64 of so many bytes: whole groups of four letters, and for each rest its own ending."""
    letters, alphabet = (f"[{CRYPT}]", CRYPT_64) if crypt else ("[+/0-9A-Za-z]", BASE_64)
    endings = []
    for rest in range(3):
        groups = [size // 3 for size in sizes if size % 3 == rest]
        if not groups:
            continue
        more = f"(?:{letters}{{{4 * sizes.step}}}){{0,{(groups[-1] - groups[0]) // sizes.step}}}"
        ending = f"(?:{letters}{{4}}){{{groups[0]}}}" + (more if len(groups) > 1 else "")
        if rest:
            last = _last(alphabet, rest + 1, rest, low=crypt)
            ending += f"{letters}{{{rest}}}[{last}]" + "=" * (3 - rest if padded else 0)
        endings.append(ending)
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
