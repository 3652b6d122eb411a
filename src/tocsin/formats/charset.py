r"""Charset: which code page text is in that is not UTF-8.

chardet ranks the code pages by models of many languages. Where several are nearly as likely, as for a
few names and streets they often are, the text itself decides: letters, not frames or fractions, stand
within words; capitals begin them; one word is of one script. Where two pages give the same text, it has
the name of the usual one: Windows-1252 rather than ISO-8859-1.

>>> told("id;ville\n1;Liège\n2;Orléans\n".encode("windows-1252"))
'windows-1252'
>>> told("nom;ville\nÁlvaro Peña;A Coruña\nÍñigo Gómez;Cádiz\n".encode("cp850"))
'cp850'
"""

from __future__ import annotations

import codecs
import encodings
import pkgutil
import re
import unicodedata
from functools import lru_cache
from math import exp

import ftfy.bad_codecs

ftfy.bad_codecs.ok()  # registers sloppy-windows-1252

USUAL = "windows-1252"
"""The page of French, Dutch, German and English exports, where nothing speaks for another."""

LOOKED_AT = 64 << 10
"""Bytes of lines with something to tell: some thousand names."""

NEAR = 0.4
"""Share of the best rank from which a code page is as good as it, until the text has spoken."""

ODD = 4.0
"""How much an oddity speaks against a page: a page of whose letters a tenth are odd is as likely as
one without that has two thirds of its rank. Our choice, on made-up names and streets (`bench/encoding.py`)."""

SAMPLES = ("Zoé;Liège".encode("cp1252"), "山田太郎;東京都".encode("cp932"), "Пётр".encode("cp1251"))
"""Texts on which everything is loaded."""

LIKELIER = 2.0
"""How much likelier than its rank the usual page is before the text has said anything. Our choice."""

FEW = 3
"""Different places beyond ASCII at which half of that is left."""

UNDEFINED = 0.1
"""What is left of the usual page's rank where the text has one of the five bytes that it leaves undefined."""

STATEFUL = re.compile(rb"\x1b\$|~\{")
"""Marks of the seven-bit encodings ISO-2022 and HZ, which else look like ASCII."""

BEYOND = re.compile(r"[^\x00-\x7f]")
"""A letter beyond ASCII."""

SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
    "tis-620": "cp874",
    "ascii": USUAL,
    "iso8859-1": USUAL,
    "cp1252": USUAL,
    "iso8859-9": "cp1254",
}
"""Pages that another holds whole, but for control characters: the larger one reads strictly more."""

WITHIN = "’‐‑·・"
"""Punctuation beyond ASCII that stands within words."""

NAMES = {"cp125": "windows-125", "iso8859-": "iso-8859-"}
"""How Python's names begin, and the registered ones (IANA)."""


def prepare() -> None:
    """Load chardet's models and Python's codecs, a quarter of a second's work that UTF-8 does not need."""
    for module in pkgutil.iter_modules(encodings.__path__):
        _known(module.name)
    for sample in (*SAMPLES, b"\x1b$B;3ED\x1b(B"):
        told(sample)


def told(lines: bytes) -> str:
    """The code page of lines that are not UTF-8, by its registered name."""
    return _of(telling(lines))


@lru_cache(maxsize=4)
def _of(sample: bytes) -> str:
    """The code page of a sample; a file's beginning is asked of by several formats."""
    best, score = USUAL, 0.0
    for name, rank in _ranked(sample):
        text = _decoded(sample, name)
        if text is None:
            continue
        oddity, places = _oddity(text)
        fits = rank * exp(-ODD * oddity)
        if name == USUAL:
            fits *= LIKELIER ** exp(-places / FEW) * (1.0 if _strict(sample) else UNDEFINED)
        if fits > score:
            best, score = name, fits
    return registered(_usual(sample, best))


def stateful(head: bytes) -> str | None:
    """The encoding of text in seven bits that switches between alphabets; None for all other text."""
    if not head.isascii() or not STATEFUL.search(head):
        return None
    import chardet

    found = chardet.detect(head[:LOOKED_AT])["encoding"]
    name = codecs.lookup(found).name if found else ""
    return name if name.startswith(("iso2022", "hz")) else None


def codec(name: str) -> str:
    """Python's codec for a page: that of Windows-1252 leaves no byte undefined."""
    return "sloppy-windows-1252" if name == USUAL else name


def telling(lines: bytes) -> bytes:
    """Those lines that are not ASCII, as many as are looked at."""
    chosen, size = [], 0
    for line in lines.splitlines(keepends=True):
        if not line.isascii():
            chosen.append(line)
            size += len(line)
            if size > LOOKED_AT:
                break
    return b"".join(chosen) or lines[:LOOKED_AT]


def _ranked(sample: bytes) -> list[tuple[str, float]]:
    """The likely pages with their ranks, the usual one always among them."""
    import chardet

    found = [
        (codecs.lookup(result["encoding"]).name, float(result["confidence"]))
        for result in chardet.detect_all(sample, ignore_threshold=True)
        if result["encoding"] and _known(result["encoding"])
    ]
    top = max((rank for _, rank in found), default=0.0)
    near = [(SUPERSETS.get(name, name), rank) for name, rank in found if rank >= NEAR * top]
    return [*near, (USUAL, NEAR * top)]


@lru_cache
def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _decoded(sample: bytes, name: str) -> str | None:
    """The sample's text in a page; None where it holds a byte that the page does not have."""
    try:
        return sample.decode(codec(registered(name)))
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(sample: bytes) -> bool:
    """Whether the usual page has all bytes of the sample."""
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _usual(sample: bytes, name: str) -> str:
    """The usual page where it gives the same text."""
    return USUAL if _decoded(sample, USUAL) == _decoded(sample, name) else name


def registered(name: str) -> str:
    """A page's registered name.

    >>> registered("iso8859-15"), registered("cp1251"), registered("koi8-r")
    ('iso-8859-15', 'windows-1251', 'koi8-r')
    """
    for python, iana in NAMES.items():
        if name.startswith(python):
            return iana + name.removeprefix(python)
    return name


def _oddity(text: str) -> tuple[float, int]:
    """Share of the different places beyond ASCII that no text has, from 0 to 1; and how many there are."""
    padded = f" {text} "
    places = {padded[at.start() - 1 : at.end() + 1] for at in BEYOND.finditer(padded)}
    odd = sum(_odd(*place) for place in places)
    return (odd / len(places) if places else 0.0), len(places)


@lru_cache(maxsize=65_536)
def _odd(before: str, letter: str, after: str) -> bool:
    """Whether a letter beyond ASCII stands where none of its sort does."""
    sort = unicodedata.category(letter)
    if sort in {"Cc", "Co", "Cn"} or "\u2500" <= letter <= "\u259f":
        return True
    if letter in "‚„" and before.isalpha():
        return True
    if sort[0] in "SN" or (sort[0] == "P" and letter not in WITHIN) or letter in "ªº":
        return before.isalpha() and after.isalpha()
    if sort == "Lu" and before.islower():
        return True
    return any(
        near.isalpha() and sort[0] == "L" and _script(near) != _script(letter)
        for near in (before, after)
    )


@lru_cache(maxsize=65_536)
def _script(letter: str) -> str:
    """The script of a letter; those that are written together count as one."""
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return (
        "EAST"
        if name in {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH"}
        else name
    )
