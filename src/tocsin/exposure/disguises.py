r"""Disguises: twenty ways in which a number is written so that a plain search passes it over.

Each dresses a number in its groups; all are told by `unmasking`. Blanks, quotes or a word that a number is stuck to are met
in honest data too; the others where somebody hides a number, or a system escapes it.

>>> import random
>>> [one.dress(("4111", "1111"), random.Random(1)) for one in DISGUISES[:4]]
['41111111', '4111 1111', '4111-1111', '4111.1111']
>>> len(DISGUISES)
20
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from dataclasses import dataclass

Groups = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way of writing a number in its groups."""

    name: str
    says: str
    dress: Callable[[Groups, random.Random], str]
    chancy: bool = False
    """Whether digits in it pass for a number by chance, so that they are told with a second witness only."""


def _joined(*marks: str) -> Callable[[Groups, random.Random], str]:
    return lambda groups, lot: lot.choice(marks).join(groups)


def _either(groups: Groups, lot: random.Random) -> str:
    """Together or with blanks, before it is encoded."""
    return lot.choice(("", " ")).join(groups)


def _wide(groups: Groups, lot: random.Random) -> str:
    return "".join(
        chr(ord(character) + 0xFEE0) if character != " " else "\u3000"
        for character in _either(groups, lot)
    )


def _foreign(groups: Groups, lot: random.Random) -> str:
    nought = lot.choice((0x0660, 0x06F0, 0x0966, 0x0E50))
    return "".join(
        chr(nought + int(character)) if character.isdigit() else character
        for character in _either(groups, lot)
    )


def _quoted(groups: Groups, lot: random.Random) -> str:
    opened, closed = lot.choice(
        (('"', '"'), ("'", "'"), ("'", ""), ('="', '"'), ("«", "»"), ("[", "]"))
    )
    return f"{opened}{_either(groups, lot)}{closed}"


def _lettered(groups: Groups, lot: random.Random) -> str:
    """O for nought and l or I for one, in the groups of digits: one at least where there is any."""
    text = list(_either(groups, lot))
    digits = [at for at, character in enumerate(text) if character in "01" and at >= 2]
    for at in lot.sample(digits, lot.randint(1, len(digits))) if digits else ():
        text[at] = lot.choice("Oo") if text[at] == "0" else lot.choice("lI")
    return "".join(text)


def _base64(groups: Groups, lot: random.Random) -> str:
    made = base64.b64encode(_either(groups, lot).encode()).decode()
    return made if lot.random() < 0.5 else made.rstrip("=")


def _hexadecimal(groups: Groups, lot: random.Random) -> str:
    made = _either(groups, lot).encode().hex()
    return lot.choice((made, made.upper(), f"0x{made}"))


def _escaped(groups: Groups, lot: random.Random) -> str:
    mark, gap = lot.choice((("\\x", ""), ("0x", " "), ("\\u00", "")))
    return gap.join(f"{mark}{ord(character):02x}" for character in _either(groups, lot))


def _percent(groups: Groups, lot: random.Random) -> str:
    if lot.random() < 0.5:
        return lot.choice(("%20", "%2D")).join(groups)
    return "".join(f"%{ord(character):02X}" for character in _either(groups, lot))


def _entities(groups: Groups, lot: random.Random) -> str:
    if lot.random() < 0.3:
        return "&nbsp;".join(groups)
    form = lot.choice(("&#{};", "&#x{:x};"))
    return "".join(form.format(ord(character)) for character in _either(groups, lot))


STUCK, SPLIT = "stuck", "split"
"""Two that need more than the number: the word it is stuck to, and the cells it is split over."""

DISGUISES: tuple[Disguise, ...] = (
    Disguise("together", "written together", _joined("")),
    Disguise("blanks", "in groups with blanks", _joined(" ")),
    Disguise("hyphens", "with hyphens", _joined("-")),
    Disguise("dots", "with dots", _joined(".")),
    Disguise("slashes", "with slashes", _joined("/")),
    Disguise("no-break", "with blanks that do not break", _joined("\u00a0", "\u202f", "\u2009")),
    Disguise("spaced out", "a blank behind every character", lambda g, _: " ".join("".join(g))),
    Disguise(
        "invisible", "with invisible characters", _joined("\u200b", "\u00ad", "\u2060", "\ufeff")
    ),
    Disguise("wide", "in wide characters", _wide),
    Disguise("foreign", "in another script's digits", _foreign),
    Disguise("quoted", "in quotes or as a formula", _quoted),
    Disguise(STUCK, "stuck to a word", _joined("")),
    Disguise("lettered", "with letters O, l and I for digits", _lettered),
    Disguise("reversed", "from right to left", lambda g, lot: _either(g, lot)[::-1], chancy=True),
    Disguise(SPLIT, "split over neighbouring columns", _joined(""), chancy=True),
    Disguise("base64", "in base64", _base64),
    Disguise("hexadecimal", "in hexadecimal", _hexadecimal),
    Disguise("escaped", "in backslash or 0x escapes", _escaped),
    Disguise("percent", "percent-encoded", _percent),
    Disguise("entities", "as HTML entities", _entities),
)
"""In the order in which they are told."""
