r"""Unmasking: one cell's text as it may be meant, and the numbers that stand in it.

A text is read as written; with the digits of other scripts, blanks of every width and invisible characters made plain;
with escapes, percent signs and entities undone; from base64 and from hexadecimal; and each of these from right to left.
What is found is a number by its check digits, in groups as such numbers are written, all between the same marks: numbers
that stand beside each other are not put together at will.

>>> sorted(seen.kind for seen in numbers("payer par 4111-1111-1111-1111 svp"))
['payment_card']
>>> [seen.kind for text in views("NDExMTExMTExMTExMTExMQ==") for seen in numbers(text)]
['payment_card']
>>> list(numbers("commande 4512789 du 12/06/2014, tel 0612345678, 0.5866336822509766"))
[]
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from tocsin.exposure.sought import (
    CARD,
    IBAN,
    IBAN_LENGTHS,
    NUMBERS,
    TO_DIGITS,
    Sizes,
    Sought,
    by_name,
)

TOKEN = re.compile("[0-9A-Za-z]+")
DIGITS = re.compile("[0-9OoIl]+")
STUCK = re.compile("[A-Za-z]{1,12}?([0-9][0-9OoIl]*)")
NIR, NINO = by_name("nir"), by_name("nino")
SHORTEST, LONGEST = 9, 19
"""Digits of the shortest and of the longest number, but for IBANs."""

WRITINGS = frozenset(writing for one in NUMBERS for writing in one.writings)
"""Groups that any of them is written in."""

FEWEST = 3
"""Digits, as digits, of any number: the others may be letters that stand for them."""

NO_DIGITS = str.maketrans("", "", "0123456789")
BETWEEN = 3
"""Characters at most between two groups of one number."""

MARKS = re.compile(r"[ ./_:,;\\-]*")
"""What may stand between groups."""

ODD = re.compile("[^\x00-\x7f\u00c0-\u024f]")
"""Neither ASCII nor a Latin letter: what has none is plain."""

ESCAPES = re.compile(r"(?:(?:\\x|0x|\\u00)[0-9A-Fa-f]{2}[ ,]?){8,}")
ESCAPE = re.compile(r"(?:\\x|0x|\\u00)([0-9A-Fa-f]{2})(?:[ ,](?=\\x|0x|\\u00))?")
PERCENT = re.compile("%[0-9A-Fa-f]{2}")
ENTITY = re.compile("&(?:#|nbsp|thinsp)")
HEXADECIMAL = re.compile("(?<![0-9A-Za-z])(?:0x)?((?:[2-7][0-9A-Fa-f]){9,})(?![0-9A-Za-z])")
BASE64 = re.compile("(?<![0-9A-Za-z+/_-])[A-Za-z0-9+/_-]{12,}={0,2}(?![0-9A-Za-z+/=_-])")
_D, _M = "[0-9OoIl]", r"[^0-9A-Za-z\n|]{0,3}"
NINO_LIKE = re.compile(
    r"(?<![0-9A-Za-z])(?:nino)?([a-z][^0-9a-z\n|]{0,3}[a-z](?:[^0-9a-z\n|]{0,3}[0-9oil]){6}[^0-9a-z\n|]{0,3}[a-d])(?![0-9a-z])",
    re.IGNORECASE,
)
NIR_CORSE = re.compile(
    rf"(?<![0-9A-Za-z])(?:[A-Za-z]{{2,12}}?)?([12]{_M}(?:{_D}{_M}){{4}}2{_M}[ABab]{_M}(?:{_D}{_M}){{7}}{_D})(?![0-9A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A number found: of which kind, and whether it is told without a second witness."""

    kind: str
    alone: bool
    tight: str
    bare: bool = False
    """Whether it is digits alone, together: what numbers of another sort pass for by chance."""

    def __repr__(self) -> str:
        """Its kind only: the number is personal."""
        return f"Seen({self.kind})"


def plain(untrusted: str) -> str:
    """Other scripts' digits and wide letters as ASCII, blanks of every width as one, invisible characters gone."""
    if not ODD.search(untrusted):
        return untrusted
    folded = unicodedata.normalize("NFKC", untrusted.replace("\u00ad", ""))
    return "".join(
        str(unicodedata.decimal(character)) if category == "Nd" else character
        for character in folded
        if (category := unicodedata.category(character)) != "Cf"
    )


def views(untrusted: str) -> Iterator[str]:
    """The text as it may be meant, forwards: as written first, then what it is an encoding of."""
    text = plain(untrusted)
    yield text
    if ENTITY.search(text):
        yield plain(html.unescape(text))
    if PERCENT.search(text):
        yield plain(unquote(text.replace("+", " "), errors="replace"))
    if ESCAPES.search(text):
        yield ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
    for found in HEXADECIMAL.finditer(text):
        if len(found.group(1)) % 2 == 0:
            yield bytes.fromhex(found.group(1)).decode("ascii", "replace")
    for found in BASE64.finditer(text):
        decoded = _from_base64(found.group())
        if decoded is not None:
            yield decoded


def _from_base64(token: str) -> str | None:
    """What a token is the base64 of, where that is plain text."""
    bare = token.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return text if text.isprintable() else None


def numbers(text: str) -> Iterator[Seen]:
    """The numbers in one plain text. Those inside an IBAN are not told again."""
    if len(text) < SHORTEST or len(text) - len(text.translate(NO_DIGITS)) < FEWEST:
        return
    taken: list[tuple[int, int]] = []
    tokens = list(TOKEN.finditer(text))
    for seen, span in _ibans(text, tokens):
        taken.append(span)
        yield seen
    for groups, marks, (start, end) in _runs(text, tokens):
        if not any(begun < end and start < ended for begun, ended in taken):
            yield from _in_run(groups, marks)
    for found in NINO_LIKE.finditer(text):
        tight = "".join(TOKEN.findall(found.group(1)))
        yield from _seen(NINO, tight[:2] + tight[2:8].translate(TO_DIGITS) + tight[8], alone=False)
    for found in NIR_CORSE.finditer(text):
        yield from _seen(
            NIR, "".join(TOKEN.findall(found.group(1))).translate(TO_DIGITS), alone=True
        )


def _seen(sought: Sought, tight: str, *, alone: bool, bare: bool = False) -> Iterator[Seen]:
    if sought.valid(tight.upper()):
        yield Seen(sought.name, alone, tight, bare)


def _runs(
    text: str, tokens: list[re.Match[str]]
) -> Iterator[tuple[list[str], list[str], tuple[int, int]]]:
    """Groups of digits that stand beside each other, the marks between them, and where."""
    groups: list[str] = []
    marks: list[str] = []
    begun, ended = 0, -1
    for token in tokens:
        word = token.group()
        whole = DIGITS.fullmatch(word) is not None
        stuck = None if whole else STUCK.fullmatch(word)
        between = text[ended : token.start()]
        if groups and not (whole and len(between) <= BETWEEN and "\n" not in between):
            yield groups, marks, (begun, ended)
            groups, marks = [], []
        if whole or stuck:
            marks += [between] if groups else []
            begun = begun if groups else token.start()
            groups.append(stuck.group(1) if stuck else word)
        ended = token.end()
    if groups:
        yield groups, marks, (begun, ended)


def _in_run(groups: list[str], marks: list[str]) -> Iterator[Seen]:
    """Numbers of digits in a run of groups: whole groups, the marks between them alike."""
    if sum(map(len, groups)) < SHORTEST:
        return
    sizes = [len(group) for group in groups]
    singles = len(sizes) > 1 and max(sizes) == 1
    for start in range(1 if singles else len(sizes)):
        if not singles and start and _decimal(groups, marks, start):
            continue
        total = 0
        for end in range(start, len(sizes)):
            total += sizes[end]
            if total > LONGEST:
                break
            if total < SHORTEST or (singles and end + 1 < len(sizes)):
                continue
            window = tuple(sizes[start : end + 1])
            if len(window) in (1, total) or window in WRITINGS:
                tight = "".join(groups[start : end + 1]).translate(TO_DIGITS)
                yield from _of_window(tight, window, marks[start:end])


def _decimal(groups: list[str], marks: list[str], start: int) -> bool:
    """Whether a long group is what stands behind a decimal point: '40.080101013183594'."""
    return marks[start - 1] in (".", ",") and len(groups[start]) >= SHORTEST


def _of_window(tight: str, sizes: Sizes, marks: list[str]) -> Iterator[Seen]:
    whole = len(sizes) == 1 or set(sizes) == {1}
    for sought in NUMBERS:
        if len(tight) not in sought.lengths or sought is IBAN:
            continue
        if not whole and sizes not in sought.writings:
            continue
        if not whole and len(set(marks)) > 1 and "".join(marks) != "..-.":
            continue
        alone = sought.alone(sizes, "".join(marks))
        yield from _seen(sought, tight, alone=alone, bare=sought is CARD and len(sizes) == 1)


def _ibans(text: str, tokens: list[re.Match[str]]) -> Iterator[tuple[Seen, tuple[int, int]]]:
    """IBANs: together, in fours, in single characters, or stuck to a word."""
    at = 0
    while at < len(tokens):
        found = _iban_at(text, tokens, at)
        if found is None:
            at += 1
            continue
        tight, last = found
        yield Seen(IBAN.name, alone=True, tight=tight), (tokens[at].start(), tokens[last].end())
        at = last + 1


def _iban_at(text: str, tokens: list[re.Match[str]], at: int) -> tuple[str, int] | None:
    first = tokens[at].group()
    if len(first) == 1:
        return _single_iban(text, tokens, at)
    if not first[:2].isalpha():
        return None
    length = IBAN_LENGTHS.get(first[:2].upper())
    if length is not None and (len(first) == 4 or len(first) >= length):
        joined, last = first, at
        while len(joined) < length and last + 1 < len(tokens):
            if len(tokens[last].group()) != 4 or not _beside(text, tokens[last], tokens[last + 1]):
                break
            last += 1
            joined += tokens[last].group()
        if len(joined) == length and (tight := _iban(joined)):
            return tight, last
    return _stuck_iban(first, at)


def _stuck_iban(first: str, at: int) -> tuple[str, int] | None:
    for cut in range(2, min(13, len(first) - 14)):
        if not first[:cut].isalpha():
            break
        rest = first[cut:]
        if IBAN_LENGTHS.get(rest[:2].upper()) == len(rest) and (tight := _iban(rest)):
            return tight, at
    return None


def _single_iban(text: str, tokens: list[re.Match[str]], at: int) -> tuple[str, int] | None:
    last = at
    while (
        last + 1 < len(tokens)
        and last - at < 34
        and len(tokens[last + 1].group()) == 1
        and _beside(text, tokens[last], tokens[last + 1])
    ):
        last += 1
    joined = "".join(token.group() for token in tokens[at : last + 1])
    length = IBAN_LENGTHS.get(joined[:2].upper())
    if length is None or len(joined) < length:
        return None
    tight = _iban(joined[:length])
    return (tight, at + length - 1) if tight else None


def _beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()]
    return len(between) <= BETWEEN and MARKS.fullmatch(between) is not None


def _iban(tight: str) -> str | None:
    """The number; letters that stand for digits are read so where a bank has no letters of its own."""
    if not tight[2:4].translate(TO_DIGITS).isdigit():
        return None
    for own in (len(tight), 4, 5, 8):
        tried = tight[:2] + tight[2:4].translate(TO_DIGITS)
        tried = (tried + tight[4:own] + tight[own:].translate(TO_DIGITS)).upper()
        if IBAN.valid(tried):
            return tried
    return None
