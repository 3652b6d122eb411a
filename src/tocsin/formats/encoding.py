r"""Encoding: the text of a file as UTF-8, in chunks that end where a line ends.

A byte order mark decides, or the NULs of UTF-16 without one. Other text is UTF-8 wherever it is
valid UTF-8, for hardly any other text is; what is not, is read as Windows-1252, the usual one of
French and Dutch exports. This is decided chunk by chunk in one pass, so that a file which is plain
ASCII for its first 100 MB and turns out Windows-1252 afterwards is read right. In a chunk that
holds both, the more frequent one decides: where UTF-8 prevails, each line is read on its own; where
Windows-1252 does, so is the whole chunk, and what looks like UTF-8 in it is mojibake, which
`repair` undoes.

Windows-1252 leaves five bytes undefined. They are kept as control characters of the same number
(WHATWG Encoding Standard, index windows-1252; ftfy's `sloppy-windows-1252`), so nothing is lost.

>>> import io
>>> text = Text(Source(io.BytesIO("café\n".encode("windows-1252"))))
>>> [chunk.decode() for chunk in text], text.encoding
(['café\n'], 'windows-1252')
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import ftfy.bad_codecs
import numpy as np

from tocsin.formats.base import Source
from tocsin.terms.errors import Refused

ftfy.bad_codecs.ok()  # registers sloppy-windows-1252

CHUNK = 4 << 20
"""Bytes read at a time: large enough that the work per chunk vanishes, small beside the memory."""

LONGEST_LINE = 16 << 20
"""A line longer than this is not text that people or exports write, and would fill the memory."""

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks (Unicode 16.0, section 23.8). UTF-32 first: its mark begins with UTF-16's."""

CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
"""Bytes that text has little use for; the terminal's escape is left out, as logs hold it."""

BINARY = 0.05
"""Share of control bytes from which a file is not text. Random bytes have 11%, and a text with a
NUL here and there far below 1%."""

MANY = 0.7
"""Share of NULs, on one side of each pair, from which text without a mark is UTF-16."""


def mark(head: bytes) -> tuple[str, int] | None:
    r"""The encoding that a byte order mark names, and the mark's length (0: UTF-16 without one).

    >>> mark(b"\xef\xbb\xbfname")
    ('utf-8', 3)
    """
    found = next((m for m in MARKS if head.startswith(m[0])), None)
    return (found[1], len(found[0])) if found else _unmarked_utf16(head[:4096])


def _unmarked_utf16(head: bytes) -> tuple[str, int] | None:
    """UTF-16 without a mark: in Western text nearly every other byte is NUL, on one side only."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if (
        len(head) < 4
        or max(even, odd) < MANY * len(head) / 2
        or min(even, odd) > BINARY * len(head) / 2
    ):
        return None
    return ("utf-16-be" if even > odd else "utf-16-le"), 0


def is_text(head: bytes) -> bool:
    """Whether a file that begins so is text.

    >>> is_text(b"name;mail"), is_text(bytes(100)), is_text(b"")
    (True, False, False)
    """
    found = mark(head)
    if found and found[0] != "utf-8":
        head = _head_of(head, found).encode()
    if not head:
        return False
    return len(head) - len(head.translate(None, CONTROLS)) <= BINARY * len(head)


def opening(head: bytes, size: int) -> bytes:
    """At most `size` bytes of the head's text as UTF-8, cut after a line where it can be."""
    found = mark(head)
    if found and found[0] != "utf-8":
        text = _head_of(head[: 4 * size], found).encode()
        whole = len(head) <= 4 * size
    else:
        text, whole = head[found[1] if found else 0 :], True
    if len(text) > size or not whole:
        text = text[:size]
        text = text[: _after_last_line(text) or len(text)]
    return _utf8(text, set())


def _head_of(head: bytes, found: tuple[str, int]) -> str:
    """The head decoded; the last character may be cut in two."""
    name, length = found
    return codecs.getincrementaldecoder(name)("replace").decode(head[length:])


class Text:
    """A source's text. Iterate once; `encoding` is complete after that."""

    def __init__(self, source: Source, chunk: int = CHUNK) -> None:
        self._source = source
        self._chunk = chunk
        self._seen: set[str] = set()
        self.mark = mark(source.head)

    @property
    def encoding(self) -> str:
        """'utf-8' (plain ASCII too), 'windows-1252', 'utf-8 and windows-1252', 'utf-16-le' ..."""
        if self.mark and self.mark[0] != "utf-8":
            return self.mark[0]
        return " and ".join(sorted(self._seen)) or "utf-8"

    def __iter__(self) -> Iterator[bytes]:
        """UTF-8, in chunks that end where a line ends; `Refused` for an endless line."""
        carry = b""
        for piece in self._pieces():
            text = carry + piece if carry else piece
            end = _after_last_line(text)
            carry = text[end:]
            if len(carry) > LONGEST_LINE:
                raise Refused(
                    f"A line is longer than {LONGEST_LINE >> 20} MiB.",
                    remedy="Look at the file with a tool for binary files.",
                )
            if end:
                yield self._as_utf8(text[:end])
        if carry:
            yield self._as_utf8(carry)

    def _pieces(self) -> Iterator[bytes]:
        """The file's bytes after its mark; UTF-16 and UTF-32 already as UTF-8."""
        name, length = self.mark or ("utf-8", 0)
        self._source.read(length)
        decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)("replace")
        while raw := self._source.read(self._chunk):
            yield decoder.decode(raw).encode() if decoder else raw
        if decoder:
            yield decoder.decode(b"", final=True).encode()

    def _as_utf8(self, text: bytes) -> bytes:
        return _utf8(text, self._seen)


def _after_last_line(text: bytes) -> int:
    """Where the last whole line ends; 0 where none does.

    A carriage return as the last byte may be half of a line end, so it does not count.
    """
    return text.rfind(b"\n") + 1 or text.rfind(b"\r", 0, max(len(text) - 1, 0)) + 1


def _utf8(text: bytes, seen: set[str]) -> bytes:
    """Text of one chunk as UTF-8; what it was is added to `seen`."""
    if text.isascii():
        return text
    try:
        text.decode()
    except UnicodeDecodeError:
        pass
    else:
        seen.add("utf-8")
        return text
    if _utf8_prevails(text):
        return b"\n".join(_line(line, seen) for line in text.split(b"\n"))
    seen.add("windows-1252")
    return text.decode("sloppy-windows-1252").encode()


def _utf8_prevails(text: bytes) -> bool:
    """Whether more bytes that can lead a UTF-8 sequence are followed as it demands than are not."""
    letters = np.frombuffer(text, dtype=np.uint8)
    leads = np.flatnonzero(letters[:-1] >= 0xC2)
    followed = int(np.count_nonzero(letters[leads + 1] & 0xC0 == 0x80))
    return followed > len(leads) - followed


def _line(line: bytes, seen: set[str]) -> bytes:
    """One line of a chunk that holds both."""
    if line.isascii():
        return line
    try:
        line.decode()
    except UnicodeDecodeError:
        seen.add("windows-1252")
        return line.decode("sloppy-windows-1252").encode()
    seen.add("utf-8")
    return line
