"""Names: reading the words of a statement's head one after another.

>>> from tocsin.formats.sql.style import SQL_SERVER
>>> head = Head(Words(SQL_SERVER), b"INSERT [dbo].[Our Users] (a)", 0, True)
>>> head.took("INSERT"), head.took("INTO"), head.name(), head.sign()
(True, False, (b'dbo', b'Our Users'), b'(')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.formats.sql.words import Piece, Unreadable, Words, unquoted

Name = tuple[bytes, ...]

MOST = 400_000
"""Words in one pair of parentheses: some hundred for each of the most columns that a table may have."""


class Head:
    """A place in a statement. What it meets at the end of the text is `Short`."""

    def __init__(self, words: Words, text: bytes, at: int, ended: bool) -> None:
        self._words, self._text, self.at, self._ended = words, text, at, ended

    def peek(self) -> Piece:
        """The next piece; one of the kind 'end' where the file ends."""
        if self._ended and nothing_after(self._text, self.at):
            return "end", self.at, self.at
        return self._words.next(self._text, self.at, self._ended)

    def word(self) -> str:
        """The next word in capitals, without going on; '' where there is none."""
        kind, start, end = self.peek()
        return self._text[start:end].decode("ascii", "replace").upper() if kind == "word" else ""

    def sign(self) -> bytes:
        """The next sign, without going on; nothing where there is none."""
        kind, start, end = self.peek()
        return self._text[start:end] if kind == "op" else b""

    def on(self) -> Piece:
        """Go on by one piece."""
        piece = self.peek()
        self.at = piece[2]
        return piece

    def took(self, *words: str) -> bool:
        """Whether the next word is one of these; then go on."""
        if self.word() not in words:
            return False
        self.on()
        return True

    def name(self) -> Name:
        """A name in its parts."""
        parts: list[bytes] = []
        while True:
            kind, start, end = self.on()
            if kind not in ("word", "name", "string"):
                raise Unreadable("has no name where one must be")
            parts.append(unquoted(self._text[start:end]))
            if self._text[self.at : self.at + 1] != b".":
                return tuple(parts)
            self.at += 1
            while self._text[self.at : self.at + 1] == b".":  # SQL Server's db..table
                self.at += 1

    def parentheses(self) -> list[Piece]:
        """All pieces of the parentheses that begin here, these included."""
        pieces: list[Piece] = []
        depth = 0
        while True:
            piece = self.on()
            if piece[0] == "end":
                raise Unreadable("goes on until the file ends")
            pieces.append(piece)
            if piece[0] == "op":
                letter = self._text[piece[1] : piece[2]]
                depth += (letter == b"(") - (letter == b")")
                if not depth:
                    return pieces
            if len(pieces) > MOST:
                raise Unreadable(f"has more than {MOST:,} words in parentheses")

    def names(self) -> tuple[bytes, ...] | None:
        """The names in the parentheses that begin here; None where they hold anything else."""
        pieces = self.parentheses()
        found: list[bytes] = []
        for i, (kind, start, end) in enumerate(pieces[1:-1]):
            if i % 2:
                if self._text[start:end] != b",":
                    return None
            elif kind in ("word", "name", "string"):
                found.append(unquoted(self._text[start:end]))
            else:
                return None
        return tuple(found) or None


_SPACE = re.compile(rb"[\s\0]*+")


def nothing_after(text: bytes, at: int) -> bool:
    """Whether only space follows."""
    space = _SPACE.match(text, at)
    return space is not None and space.end() == len(text)


def told(parts: Sequence[bytes]) -> str:
    """A name as a person reads it."""
    return ".".join(part.decode("utf-8", "replace") for part in parts)


def key(parts: Sequence[bytes]) -> str:
    """A name as it is looked up: capitals do not matter."""
    return "\0".join(part.decode("utf-8", "replace").lower() for part in parts)
