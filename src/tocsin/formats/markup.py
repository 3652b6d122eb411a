"""Markup: the text of XML and HTML, decoded as it is declared, and mended where XML could not bear it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5

from tocsin.formats.base import Source
from tocsin.formats.encoding import mark
from tocsin.formats.json.text import Letters

ENCODINGS = [
    "ascii",
    "latin-1",
    "iso8859_2",
    "iso8859_5",
    "iso8859_7",
    "iso8859_9",
    "iso8859_15",
    "cp437",
    "cp850",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1257",
    "koi8_r",
    "mac_roman",
    "shift_jis",
    "euc_jp",
    "gbk",
    "gb18030",
    "big5",
    "euc_kr",
]
"""Encodings that a file may declare: looked up beforehand."""

PIECE = 1 << 20

LONGEST = 40
"""Letters of the longest name of a sign: `&CounterClockwiseContourIntegral;`."""

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(\w{2,32};)?")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
"""What no XML may hold, not even by its number (XML 1.0, section 2.2)."""


class Text:
    """The text of a file as UTF-8, once; `encoding` and `mended` are complete after that."""

    def __init__(self, source: Source, declared: str, mend: bool) -> None:
        self.declared = declared
        self._source, self._mend = source, mend
        unicode = declared.lower().replace("-", "").startswith(("utf", "ucs"))
        plain = not declared or unicode or mark(source.head) is not None
        self._letters = Letters(source) if plain else None
        self.mended = 0

    @property
    def encoding(self) -> str:
        """As it was read."""
        return self._letters.encoding if self._letters else self.declared.lower()

    def __iter__(self) -> Iterator[bytes]:
        """Pieces that end behind whole letters, and never within the name of a sign."""
        rest, first = "", True
        for piece in self._pieces():
            text = rest + piece
            if first:
                text, first = text.lstrip(), False
            cut = text.rfind("&", max(len(text) - LONGEST, 0)) if self._mend else -1
            cut = cut if cut >= 0 else len(text)
            rest = text[cut:]
            yield self._whole(text[:cut])
        yield self._whole(rest)

    def _whole(self, text: str) -> bytes:
        if self._mend:
            text, count = mended(text)
            self.mended += count
        return text.encode("utf-8", "replace")

    def _pieces(self) -> Iterator[str]:
        if self._letters:
            while piece := self._letters.next():
                yield piece.decode()
            return
        try:
            decoder = codecs.getincrementaldecoder(self.declared)("replace")
        except (LookupError, OSError):
            decoder = codecs.getincrementaldecoder("cp1252")("replace")
        while raw := self._source.read(PIECE):
            yield decoder.decode(raw)
        yield decoder.decode(b"", final=True)


def mended(text: str) -> tuple[str, int]:
    """A text whose ampersands and control characters XML can bear; how many were mended."""
    text, controls = _CONTROLS.subn("\ufffd", text)
    if "&" not in text:
        return text, controls
    text, ampersands = _ENTITY.subn(_said, text)
    return text, controls + ampersands


def _said(found: re.Match[str]) -> str:
    """What a name of HTML's stands for; another ampersand as itself."""
    name = found[1] or ""
    letters = html5.get(name, "")
    return f"&amp;{name}" if not letters or letters in "<&" else letters


def prepare() -> None:
    """Look up every encoding that may be declared."""
    for name in ENCODINGS:
        codecs.lookup(name)
