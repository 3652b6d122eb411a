r"""Folding: one spelling for letters and white space, in the engine and in Python alike.

Composed Latin letters lose their accent, ligatures are spelled out, combining marks go. Most
cells are plain ASCII and most others hold only the common accents, so each is looked at before
the dearer replacement is made.

>>> fold_of("Élodie LE CŒUR")
'elodie le coeur'
>>> squeeze_of("  12\u00a0 rue\tdes Lilas ")
'12 rue des Lilas'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import reduce

import ibis
import ibis.expr.types as ir

COMMON = "éèêëàâäçîïôöûüùñ"
"""The accents of French, Dutch, German and Spanish: replaced one by one, which is fast."""

LIGATURES = (("œ", "oe"), ("æ", "ae"), ("ß", "ss"), ("ĳ", "ij"), ("þ", "th"))
"""Letters that spell out as two."""

STROKES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t"}
"""Letters whose stroke is no accent to Unicode, so that they do not decompose."""

SPACE = "[\\x00-\\x20\\x7f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+"
"""White space, control characters, invisible joiners and direction marks."""

UNTIDY = "^ | $|  |[\\x00-\\x1f" + SPACE.removesuffix("]+").removeprefix("[\\x00-\\x20") + "]"
"""What `squeeze` changes, quickly told."""

MARKS = "[\u0300-\u036f]"
"""Unicode's combining diacritical marks."""

EDGES = f"^{SPACE}|{SPACE}$"
"""White space at the ends. (An engine's own trim of these characters is slow.)"""

NOT_ASCII = "[^\\x00-\\x7f]"


def _letters() -> dict[str, str]:
    """Every lower-case Latin letter that Unicode composes of an ASCII letter and marks."""
    letters = dict(STROKES)
    for block in (range(0x00DF, 0x0250), range(0x1E00, 0x1F00)):
        for point in block:
            letter = chr(point)
            base = unicodedata.normalize("NFD", letter)
            if (
                letter == letter.lower()
                and len(base) > 1
                and base[0] in "abcdefghijklmnopqrstuvwxyz"
            ):
                letters[letter] = base[0]
    return letters


LETTERS = _letters()
"""Composed letter to its ASCII base, from the Unicode data that ship with Python."""

_TABLE = str.maketrans(LETTERS | dict(LIGATURES))


def replaced(text: ir.StringValue, pairs: Iterable[tuple[str, str]]) -> ir.StringValue:
    """Each pair's first by its second, in order."""
    return reduce(lambda value, pair: value.replace(*pair), pairs, text)


def replaced_of(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Give `replaced` of one value."""
    return reduce(lambda value, pair: value.replace(*pair), pairs, text)


Step = Callable[[ir.StringValue], ir.StringValue]
"""One step of a normal form. A table does each in a column of its own, so none is worked twice."""


def in_turn(steps: tuple[Step, ...]) -> Step:
    """All steps as one expression."""

    def worked(cell: ir.StringValue) -> ir.StringValue:
        return reduce(lambda value, step: step(value), steps, cell)

    return worked


def lowered(text: ir.StringValue) -> ir.StringValue:
    """Give the lower case."""
    return text.lower()


def lower(text: ir.StringValue) -> ir.StringValue:
    """Lower case where accents stay: a dotted capital I, which engines lower unlike, becomes i."""
    return text.replace("İ", "i").lower()


def lower_of(text: str) -> str:
    """Give `lower` of one value."""
    return text.replace("İ", "i").lower()


def without_common(low: ir.StringValue) -> ir.StringValue:
    """Take the common accents off a lower-case text."""
    common = replaced(low, [(letter, LETTERS[letter]) for letter in COMMON])
    return ibis.ifelse(low.re_search(NOT_ASCII), common, low)


def without_rare(common: ir.StringValue) -> ir.StringValue:
    """Take all other accents off, spell ligatures out, drop combining marks."""
    return ibis.ifelse(common.re_search(NOT_ASCII), _plain(common), common)


def _plain(low: ir.StringValue) -> ir.StringValue:
    letters = low.translate("".join(LETTERS), "".join(LETTERS.values()))
    return replaced(letters, LIGATURES).re_replace(MARKS, "")


FOLDING: tuple[Step, ...] = (lowered, without_common, without_rare)
"""`fold` in steps for bulk: rows that need no replacement have none."""


def fold(text: ir.StringValue) -> ir.StringValue:
    """Lower-case ASCII letters for Latin ones; other characters stay."""
    return _plain(text.lower())


def fold_of(text: str) -> str:
    """Give `fold` of one value."""
    return re.sub(MARKS, "", text.lower().translate(_TABLE))


def trim(text: ir.StringValue) -> ir.StringValue:
    """Without white space at the ends. Most cells begin and end in what is plainly none."""
    plain = text.between("!", "~") & text.right(1).between("!", "~")
    untidy = ibis.ifelse(plain, ibis.literal(value=False), text.re_search(EDGES))
    return ibis.ifelse(untidy, text.re_replace(EDGES, ""), text)


def trim_of(text: str) -> str:
    """Give `trim` of one value."""
    return re.sub(EDGES, "", text)


def bare_ends(text: ir.StringValue) -> ir.StringValue:
    """Without the single blank that a replacement left at the ends."""
    return text.re_replace("^ | $", "")


def squeeze(text: ir.StringValue) -> ir.StringValue:
    """White space of any sort as single blanks, none at the ends."""
    untidy = text.re_search(UNTIDY)
    return ibis.ifelse(untidy, bare_ends(text.re_replace(SPACE, " ")), text)


def squeeze_of(text: str) -> str:
    """Give `squeeze` of one value."""
    return re.sub(SPACE, " ", text).strip(" ")


def nth_candidate(pattern: str, before: int) -> str:
    """Write the regex whose group 1 is a candidate in a text with `before` others before it.

    A candidate is no part of a longer run of letters or digits.
    """
    edge = "[^0-9A-Za-z]"
    others = f"(?:(?:{pattern}){edge}(?:.*?{edge})?){{{before}}}" if before else ""
    return f"(?s)(?:^|{edge}){others}({pattern})(?:{edge}|$)"


def first(text: ir.StringValue, count: int) -> ir.StringValue:
    """Take the first characters; `left` would write the whole expression twice."""
    return text.re_extract(f"^(.{{{count}}})", 1)


def or_null(text: ir.StringValue) -> ir.StringValue:
    """Make NULL of an empty text."""
    return text.nullif("")


def kept(condition: ir.BooleanValue, text: ir.StringValue) -> ir.StringValue:
    """Keep the text where the condition holds; NULL elsewhere."""
    return ibis.ifelse(condition, text, ibis.null("string"))
