r"""Tape: a dump's bytes as they come, and the place that was reached in them.

What was read is let go; what is not yet read stays until it is whole. UTF-16 and UTF-32 become UTF-8
on the way; of other files the bytes are kept, since a dump may hold text of several encodings and
bytes that are no text.

>>> import io
>>> tape = Tape(Source(io.BytesIO(b"SELECT 1;\nSELECT 2;\n")), piece=12)
>>> tape.text, tape.grow(), tape.text, tape.line(10)
(b'SELECT 1;\nSE', True, b'SELECT 1;\nSELECT 2;\n', 2)
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from tocsin.formats.base import Source
from tocsin.formats.encoding import mark

PIECE = 4 << 20
"""Bytes read at a time."""


class Tape:
    """The text at hand, from `at` on still to be read."""

    def __init__(self, source: Source, piece: int = PIECE) -> None:
        self.mark = mark(source.head)
        self.text = b""
        self.at = 0
        self.ended = False
        """Whether nothing comes after the text at hand."""

        self.returns = self.feeds = 0
        """Line ends met: CR LF, and LF alone."""

        self._pieces = _pieces(source, self.mark, piece)
        self._counted = 0
        self._line = 1
        self._after_return = False
        self.grow()

    def grow(self) -> bool:
        """Have more of the text, at least as much again as is unread; False: there is no more."""
        if self.ended:
            return False
        unread = len(self.text) - self.at
        more: list[bytes] = []
        taken = 0
        while taken < max(unread, 1):
            piece = next(self._pieces, b"")
            if not piece:
                self.ended = True
                break
            more.append(piece)
            taken += len(piece)
        for piece in more:
            self._count(piece)
        self._line = self.line(self.at)
        self.text = b"".join((self.text[self.at :], *more))
        self.at = self._counted = 0
        return bool(more)

    def _count(self, piece: bytes) -> None:
        """Count the line ends of a piece."""
        returns = piece.count(b"\r\n") if b"\r" in piece else 0
        returns += self._after_return and piece.startswith(b"\n")
        self.returns += returns
        self.feeds += piece.count(b"\n") - returns
        self._after_return = piece.endswith(b"\r")

    @property
    def unread(self) -> int:
        """Bytes at hand that are still to be read."""
        return len(self.text) - self.at

    def line(self, place: int) -> int:
        """The line of a place in the text at hand; cheap where places are asked in their order."""
        if place < self._counted:
            return self._line - self.text.count(b"\n", place, self._counted)
        self._line += self.text.count(b"\n", self._counted, place)
        self._counted = place
        return self._line


def _pieces(source: Source, found: tuple[str, int] | None, size: int) -> Iterator[bytes]:
    name, length = found or ("utf-8", 0)
    source.read(length)
    decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)("replace")
    while raw := source.read(size):
        piece = decoder.decode(raw).encode("utf-8", "replace") if decoder else raw
        if piece:
            yield piece
    if decoder and (rest := decoder.decode(b"", final=True)):
        yield rest.encode("utf-8", "replace")
