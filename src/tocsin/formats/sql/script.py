"""Script: a dump while it is read; what all that read it share.

A thing is read by a function that only looks: from a text and a place it gives what it found and where
the text goes on. When it comes to the end of the text at hand, more is fetched and it looks again;
when it has looked far enough, it gives up. So nothing is taken that was not understood to its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from tocsin.formats.base import Emit, Rejects, Source
from tocsin.formats.sql import style as styles
from tocsin.formats.sql.charsets import strings_codec
from tocsin.formats.sql.marks import Comments
from tocsin.formats.sql.style import Style
from tocsin.formats.sql.tables import HELD, Sheet, Tables
from tocsin.formats.sql.tape import PIECE, Tape
from tocsin.formats.sql.values import Values
from tocsin.formats.sql.words import Short, Unreadable, Words

T = TypeVar("T")
Look = Callable[[bytes, int, bool], T]
"""Text, place, and whether nothing comes after the text."""

PATIENCE = 16
"""How often a thing may go on beyond all bounds before the rest of the file is left unread."""

STARTS = rb"(?:INSERT|REPLACE\s+INTO|CREATE\s+TABLE|COPY\s|SET\s+IDENTITY_INSERT|ALTER\s+TABLE|DROP\s+TABLE|--\s)"
_AFRESH = re.compile(rb";[ \t]*\r?\n|\n(?=[ \t]*%b)|\nGO[ \t]*\r?\n" % STARTS, re.IGNORECASE)
_ROW = re.compile(rb"\)\s*,\s*(?=\()|;[ \t]*\r?\n|\n(?=[ \t]*%b)" % STARTS, re.IGNORECASE)
_BLANK = re.compile(rb"[\s\0]++")
_CHARSET = re.compile(
    rb"\bSET\s+(?:NAMES\s+|client_encoding\s*(?:=|TO)\s*)['\"]?([\w-]+)", re.IGNORECASE
)
_ZONE = re.compile(rb"\bTIME_?ZONE\s*=\s*'([^']+)'", re.IGNORECASE)


class Stopped(Exception):
    """Too much of the file is unreadable; the rest is left."""


class Script:
    """The state of reading."""

    def __init__(
        self, source: Source, emit: Emit, style: Style, piece: int = PIECE, held: int = HELD
    ) -> None:
        self.limits = source.limits
        self.tape = Tape(source, piece)
        self.tables = Tables(emit, source.limits, held)
        self.comments = Comments()
        self.unplaced = Rejects([])
        """Rejects before any table."""

        self.database = b""
        self.delimiter = b";"
        self._patience = PATIENCE
        self.turn(style)

    def turn(self, style: Style) -> None:
        """Go on in this style."""
        self.style = style
        self.words = Words(style)
        self.values = Values(self.words)
        self.tables.numbered_bits = style.system == "MySQL"

    def look(self, look: Look[T]) -> T:
        """What a function finds from here on; `Unreadable` where it finds no end."""
        tape = self.tape
        while True:
            try:
                return look(tape.text, tape.at, tape.ended)
            except Short:
                if tape.ended:
                    self._lose_patience()
                    raise Unreadable("goes on until the file ends") from None
                if tape.unread > self.limits.cell:
                    self._lose_patience()
                    raise Unreadable(f"is longer than {self.limits.cell >> 20} MiB") from None
                tape.grow()

    def blank(self) -> bool:
        """Go on to what is neither space nor comment; False: there is nothing more."""
        tape = self.tape
        while True:
            space = _BLANK.match(tape.text, tape.at)
            if space:
                tape.at = space.end()
            if tape.at >= len(tape.text):
                if not tape.grow():
                    return False
                continue
            kind, end = self.look(self._aside)
            if not kind:
                return True
            if kind == "comment":
                self.comments.hear(tape.text[tape.at : end])
            tape.at = end

    def _aside(self, text: bytes, at: int, ended: bool) -> tuple[str, int]:
        """Kind and end of the space or comment that stands here; no kind where none does."""
        if text[at] not in b"-#/*":
            return "", at
        if text.startswith(b"--", at):
            end = text.find(b"\n", at) + 1
            if not end and not ended:
                raise Short
            return "comment", end or len(text)
        kind, _, end = self.words.piece(text, at, ended)
        return (kind, end) if kind in ("space", "comment") else ("", at)

    def reject(self, sheet: Sheet | None, place: int, reason: str) -> None:
        """Keep what stands here as not understood."""
        sheet = sheet or self.tables.latest
        rejects = sheet.rejects if sheet else self.unplaced
        rejects.add(f"line {self.tape.line(place)}", reason)

    def afresh(self) -> None:
        """Go on where a statement seems to begin, after this place."""
        self._seek(_AFRESH)

    def next_row(self) -> bool:
        """Go on where a row seems to begin, after this place; False: a statement does, or nothing."""
        found = self._seek(_ROW)
        return found is not None and found[0].startswith(b")")

    def _seek(self, sign: re.Pattern[bytes]) -> re.Match[bytes] | None:
        tape = self.tape
        tape.at += 1
        while True:
            found = sign.search(tape.text, tape.at)
            if found and (found.end() + 64 < len(tape.text) or tape.ended):
                tape.at = found.end()
                return found
            if tape.ended:
                tape.at = len(tape.text)
                return None
            tape.at = found.start() if found else max(tape.at, len(tape.text) - 256)
            if found and tape.unread > self.limits.cell:
                tape.at = found.end()
                return found
            tape.grow()

    def heed(self, statement: bytes) -> None:
        """Take in what a SET says of charset, escapes and zone."""
        charset = _CHARSET.search(statement)
        if charset:
            self.comments.note("charset", charset[1])
            self.tables.codec = strings_codec(charset[1])
        zone = _ZONE.search(statement)
        if zone:
            self.comments.note("time zone", zone[1])
        turned = styles.set_by(statement, self.style)
        if turned != self.style:
            self.turn(turned)

    def _lose_patience(self) -> None:
        self._patience -= 1
        if not self._patience:
            raise Stopped
