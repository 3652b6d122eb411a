"""Alike: a value made anew in the style of one that lends it, so that it does not stand out beside it.

>>> style("MARTIN", "Dupont"), style("de Vries", "Dupont")
('DUPONT', 'Dupont')
>>> drawn("$2y$10$ab/9", Random(1)), number("C000123", 50, Random(1)), number("C000050", 50, Random(1)) is None
('$2y$10$es/1', 'C000118', True)
>>> local("jdupont75", ("Jean", "Dupont"), ("Jean", "Martin"), Random(1))
'jmartin29'
>>> address("12 rue des Lilas, 75011 Paris", "7, av. Foch, 69003 Lyon", Random(1))
'9, av. Foch, 75011 Paris'
"""

from __future__ import annotations

import re
import string
from random import Random

from tocsin.kinds import postal_address
from tocsin.kinds.folding import fold_of

NUMBERS_BACK = 25
"""How far before the lender's number a decoy's lies, at most: who sorts by numbers sees no time out of its
order by more than it took to give out so many."""

DIGITS = 2
"""Digits of a local part, at least: a name alone could be guessed."""

PATTERNS = ("{0}.{1}", "{0}{1}", "{0}_{1}", "{1}.{0}", "{1}{0}")
"""Local parts of an e-mail address by the two words of a name, where the lender's own is not made of them."""


def style(lender: str, word: str) -> str:
    """Write a word as another one is written: all capitals, all small, or as names are."""
    if lender.isupper():
        return word.upper()
    if lender.islower():
        return word.lower()
    return word if not word.isupper() and not word.islower() else word.title()


def drawn(value: str, chance: Random) -> str:
    """Draw a value of the same shape; what stands before its last $ says how it was made, and stays."""
    head, mark, rest = value.rpartition("$")
    small = string.hexdigits[:16] if re.fullmatch("[0-9a-f]+", rest) else string.ascii_lowercase
    large = "0123456789ABCDEF" if re.fullmatch("[0-9A-F]+", rest) else string.ascii_uppercase
    hexadecimal = len(small) + len(large) < 52 and not rest.isdigit()

    def sign(old: str) -> str:
        if not (old.isascii() and old.isalnum()):
            return old
        if hexadecimal:
            return chance.choice(small if len(small) == 16 else large)
        return chance.choice(string.digits if old.isdigit() else small if old.islower() else large)

    return head + mark + "".join(map(sign, rest))


def local(local: str, old: tuple[str, str], new: tuple[str, str], chance: Random) -> str:
    """Make a local part as the lender's is made of the lender's name."""
    before, after = ([re.sub("[^a-z]", "", fold_of(word)) for word in name] for name in (old, new))
    low = re.sub("[^a-z0-9._-]", "", fold_of(local))
    if len(before[1]) > 2 and before[1] in low:
        low = low.replace(before[1], after[1], 1)
    else:
        low = chance.choice(PATTERNS).format(*after)
    low = re.sub("[0-9]", lambda _: str(chance.randrange(10)), low)
    if len(re.findall("[0-9]", low)) < DIGITS:
        low += str(chance.randrange(10**DIGITS, 10 ** (DIGITS + 2)))
    return low.strip("._-")


def number(value: str, least: int, chance: Random) -> str | None:
    """Draw a number a little before the lender's, written alike, none below `least`; of a UUID, another one."""
    if re.fullmatch("[0-9a-fA-F-]{36}", value):
        return drawn(value, chance)
    found = re.search("[0-9]+$", value)
    if not found:
        return None
    room = min(NUMBERS_BACK, int(found[0]) - least)
    if room < 1:
        return None
    before = int(found[0]) - chance.randrange(1, room + 1)
    return value[: found.start()] + str(before).zfill(len(found[0]))


def address(own: str, other: str | None, chance: Random) -> str | None:
    """Put the other's street, with another number, before the lender's town, where the line names it."""
    if not other:
        return None
    (street, house, theirs), (_, _, code) = map(postal_address.parts_of, (other, own))
    if bool(theirs) != bool(code) or not street:
        return None
    head, comma, _ = other.rpartition(",") if code else (other, "", "")
    tail = own.rpartition(",")[2] if code else ""
    if code and not (comma and code in tail):
        return None
    digits = re.match("[0-9]+", house or "")
    if digits:
        number = chance.randrange(1, 2 * int(digits[0]) + 40)
        head = re.sub(f"(?<![0-9]){digits[0]}(?![0-9])", str(number), head, count=1)
    return head + comma + tail
