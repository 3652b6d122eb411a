r"""Encoding: the text of a file as UTF-8, in chunks that end where a line ends.

A byte order mark decides, or the NULs of UTF-16 and UTF-32 without one, the blanks of EBCDIC, the
escapes of ISO-2022. Other text is UTF-8 wherever it is valid UTF-8, for hardly any other text is; what
is not, is in a code page, which the first lines of that sort tell (`charset`). This is decided chunk by
chunk in one pass, so that a file which is plain ASCII for its first 100 MB and turns out Windows-1252
afterwards is read right. In a chunk that holds both, the more frequent one decides: where UTF-8
prevails, each line is read on its own; where a code page does, so is the whole chunk, and what looks
like UTF-8 in it is mojibake, which `repair` undoes.

Windows-1252 leaves five bytes undefined. They are kept as control characters of the same number
(WHATWG Encoding Standard, index windows-1252; ftfy's `sloppy-windows-1252`), so nothing is lost.

>>> import io
>>> text = Text(Source(io.BytesIO("café\n".encode("windows-1252"))))
>>> [chunk.decode() for chunk in text], text.encoding
(['café\n'], 'windows-1252')
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pyarrow as pa

from tocsin.formats import charset
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused

CHUNK = 4 << 20
"""Bytes read at a time: large enough that the work per chunk vanishes, small beside the memory."""

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

BLANK = 0x40
"""EBCDIC's blank; '@' in ASCII."""

BLANKS = 0.02
"""Share of blanks from which a text without any of ASCII's is EBCDIC."""

_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
"""In UTF-8, a control character of Latin-1 that is beyond ASCII."""

_USUAL = [bytes([byte]).decode(charset.codec(charset.USUAL)).encode() for byte in range(0xA0)]
"""The usual code page's characters as UTF-8."""

PART = 64 << 10
"""Bytes of a text beyond which it is worth while to do it otherwise."""

SEEN = 500
"""Lines beyond ASCII that tell whether UTF-8 or a code page prevails in a chunk of both."""


def mark(head: bytes) -> tuple[str, int] | None:
    r"""The encoding that holds from a file's first byte to its last, and the length of its mark (0: none).

    >>> mark(b"\xef\xbb\xbfname")
    ('utf-8', 3)
    """
    found = next((m for m in MARKS if head.startswith(m[0])), None)
    if found:
        return found[1], len(found[0])
    name = _wide(head[:4096]) or _ebcdic(head[:4096]) or charset.stateful(head)
    return (name, 0) if name else None


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in Western text most bytes of a unit but one are NUL."""
    if len(head) < 4:
        return None
    shares = [part.count(0) / len(part) for part in (head[i::4] for i in range(4))]
    if min(shares[1:]) >= MANY and shares[0] <= BINARY:
        return "utf-32-le"
    if min(shares[:3]) >= MANY and shares[3] <= BINARY:
        return "utf-32-be"
    even, odd = (shares[0] + shares[2]) / 2, (shares[1] + shares[3]) / 2
    if max(even, odd) < MANY or min(even, odd) > BINARY:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _ebcdic(head: bytes) -> str | None:
    """A code page of EBCDIC: its own blanks, none of ASCII's, and letters beyond ASCII's."""
    beyond = sum(byte > 0x80 for byte in head)
    if b" " in head or head.count(BLANK) < BLANKS * len(head) or beyond < len(head) / 2:
        return None
    name = charset.told(head)
    return name if len("A1".encode(name).strip(b"A1")) else None


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
    return _Pages().utf8(text)


def _head_of(head: bytes, found: tuple[str, int]) -> str:
    """The head decoded; the last character may be cut in two."""
    name, length = found
    return _lines(name, codecs.getincrementaldecoder(name)("replace").decode(head[length:]))


def _lines(name: str, text: str) -> str:
    """Text whose lines end as ours do: EBCDIC has an end of its own."""
    return text if name.startswith("utf") else text.replace("\x85", "\n")


class Text:
    """A source's text. Iterate once; `encoding` is complete after that."""

    def __init__(self, source: Source, chunk: int = CHUNK) -> None:
        self._source = source
        self._chunk = chunk
        self._pages = _Pages()
        self._longest = source.limits.cell
        self.mark = mark(source.head)

    @property
    def encoding(self) -> str:
        """'utf-8' (plain ASCII too), 'windows-1252', 'utf-8 and windows-1252', 'utf-16-le' ..."""
        if self.mark and self.mark[0] != "utf-8":
            return self.mark[0]
        return " and ".join(sorted(self._pages.seen)) or "utf-8"

    def __iter__(self) -> Iterator[bytes]:
        """UTF-8, in chunks that end where a line ends; `Refused` for an endless line."""
        carry = b""
        for piece in self._pieces():
            text, carry = _whole_lines(carry, piece)
            if len(carry) > self._longest:
                raise Refused(
                    f"A line is longer than {self._longest >> 20} MiB.",
                    remedy="Allow more with --limit cell=BYTES, if it is text at all.",
                )
            if text:
                yield self._pages.utf8(text)
        if carry:
            yield self._pages.utf8(carry)

    def _pieces(self) -> Iterator[bytes]:
        """The file's bytes after its mark; UTF-16 and UTF-32 already as UTF-8."""
        name, length = self.mark or ("utf-8", 0)
        self._source.read(length)
        decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)("replace")
        while raw := self._source.read(self._chunk):
            yield _lines(name, decoder.decode(raw)).encode() if decoder else raw
        if decoder:
            yield _lines(name, decoder.decode(b"", final=True)).encode()


def _whole_lines(carry: bytes, piece: bytes) -> tuple[bytes, bytes]:
    """The whole lines of a text that comes in two, and what follows them. Large texts are copied once."""
    end = piece.rfind(b"\n") + 1
    if end:
        return b"".join((carry, memoryview(piece)[:end])), piece[end:]
    text = carry + piece
    end = _after_last_line(text)
    return text[:end], text[end:]


def _after_last_line(text: bytes) -> int:
    """Where the last whole line ends; 0 where none does.

    A carriage return as the last byte may be half of a line end, so it does not count.
    """
    return text.rfind(b"\n") + 1 or text.rfind(b"\r", 0, max(len(text) - 1, 0)) + 1


class _Pages:
    """What a text that is not UTF-8 throughout is in; and what of it was seen."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._page = ""

    def utf8(self, text: bytes) -> bytes:
        """Text of one chunk as UTF-8."""
        if text.isascii():
            return text
        if is_utf8(text):
            self.seen.add("utf-8")
            return text
        beyond = list(islice(_beyond_ascii(text), SEEN))
        other = [line for line in beyond if not is_utf8(line)]
        if not self._page and other:
            self._page = charset.told(b"\n".join(other))
        if not other or len(other) < len(beyond) / 2:
            return b"\n".join(self._line(line) for line in text.split(b"\n"))
        return self._in_page(text)

    def _line(self, line: bytes) -> bytes:
        """One line of a chunk in which UTF-8 prevails."""
        if line.isascii():
            return line
        if is_utf8(line):
            self.seen.add("utf-8")
            return line
        return self._in_page(line)

    def _in_page(self, text: bytes) -> bytes:
        self._page = self._page or charset.told(text)
        self.seen.add(self._page)
        if self._page == charset.USUAL:
            return _usual(text)
        return text.decode(charset.codec(self._page), "replace").encode()


def _beyond_ascii(text: bytes) -> Iterator[bytes]:
    """The lines that are not ASCII, looked for as far as they are wanted."""
    at = 0
    while at < len(text):
        end = text.find(b"\n", at + PART) + 1 or len(text)
        yield from (line for line in text[at:end].split(b"\n") if not line.isascii())
        at = end


def _usual(text: bytes) -> bytes:
    """Text in the usual code page as UTF-8: as Latin-1, for which there are fast ways, then what differs."""
    return _CONTROL.sub(_as_usual, text.decode("latin-1").encode())


def _as_usual(control: re.Match[bytes]) -> bytes:
    """What stands in the usual code page where Latin-1 has a control character."""
    return _USUAL[control[0][1]]


def is_utf8(text: bytes) -> bool:
    """Whether it is valid UTF-8; plain ASCII is."""
    if len(text) > PART:
        ends = pa.py_buffer(np.array([0, len(text)], dtype=np.int64))
        whole = pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(text)])
        try:
            whole.validate(full=True)
        except pa.ArrowInvalid:
            return False
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
