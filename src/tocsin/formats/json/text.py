r"""Text: the letters of a JSON file as UTF-8, in pieces that may end anywhere between two letters.

JSON is UTF-8 (RFC 8259, section 8.1). A byte order mark is let pass and told; UTF-16 and UTF-32 are
read, as RFC 4627 allowed them; what is not valid UTF-8 is read as Windows-1252, piece by piece, and told.

>>> import io
>>> found = Letters(Source(io.BytesIO('["café"]'.encode("utf-16"))))
>>> found.next().decode(), found.next(), found.encoding
('["café"]', b'', 'utf-16-le')
"""

from __future__ import annotations

import codecs

from tocsin.formats.base import HEAD, Marks, Source
from tocsin.formats.encoding import mark
from tocsin.formats.json.tokens import BLANK

CHUNK = 4 << 20
"""Bytes read at a time."""


class Letters:
    """The letters of a source."""

    def __init__(self, source: Source, chunk: int = CHUNK) -> None:
        self._source, self._chunk = source, chunk
        self._mark = mark(source.head)
        name, length = self._mark or ("utf-8", 0)
        source.read(length)
        self._decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)("replace")
        self._rest = b""
        self._mended = False
        self._over = False
        self._plain_from = 0
        self.crlf = self.slashes = self.codes = False
        """Whether lines end with CRLF; whether `\\/` and `\\u00e9` are written so."""

    @property
    def encoding(self) -> str:
        """As far as it was read."""
        name = self._mark[0] if self._mark else "utf-8"
        return "utf-8 and windows-1252" if self._mended else name

    @property
    def marks(self) -> Marks:
        """What the way of writing says of the program that wrote it."""
        habits = (("\\/", self.slashes), ("\\u00e9", self.codes))
        return (
            ("byte order mark", self._mark[0] if self._mark and self._mark[1] else "none"),
            ("line ends", "CRLF" if self.crlf else "LF"),
            ("written as", " and ".join(said for said, so in habits if so) or "plain"),
        )

    def next(self) -> bytes:
        """The next piece; nothing once the file is at its end."""
        while not self._over:
            raw = self._source.read(self._chunk)
            self._over = len(raw) < self._chunk
            text = self._decoded(raw)
            if text:
                self._look(text)
                return text
        return b""

    def _look(self, text: bytes) -> None:
        self.crlf = self.crlf or b"\r\n" in text
        if b"\\" in text:
            self.slashes = self.slashes or b"\\/" in text
            self.codes = self.codes or b"\\u00" in text

    def _decoded(self, raw: bytes) -> bytes:
        if self._decoder:
            return self._decoder.decode(raw, final=self._over).encode("utf-8", "replace")
        raw = self._rest + raw
        end = len(raw) if self._over else whole(raw)
        raw, self._rest = raw[:end], raw[end:]
        if raw.isascii():
            return raw
        try:
            raw.decode()
        except UnicodeDecodeError:
            self._mended = True
            return raw.decode("sloppy-windows-1252").encode()
        return raw


def whole(raw: bytes) -> int:
    """How many bytes there are before a letter that is cut in two."""
    for back in range(1, min(4, len(raw)) + 1):
        if raw[-back] >= 0xC0:
            size = 2 if raw[-back] < 0xE0 else 3 if raw[-back] < 0xF0 else 4
            return len(raw) - back if size > back else len(raw)
        if raw[-back] < 0x80:
            break
    return len(raw)


def beginning(head: bytes) -> bytes:
    """The head as UTF-8, without its mark and the white space before the first letter."""
    name, length = mark(head) or ("utf-8", 0)
    text = head[length:]
    if name != "utf-8":
        said = codecs.getincrementaldecoder(name)("replace").decode(text)
        text = said.encode("utf-8", "replace")
    elif not text.isascii():
        text = text[: whole(text)]
        try:
            text.decode()
        except UnicodeDecodeError:
            text = text.decode("sloppy-windows-1252").encode()
    return text.lstrip(BLANK.encode())


def is_all(head: bytes) -> bool:
    """Whether a head may be the whole of its file."""
    return len(head) < HEAD
