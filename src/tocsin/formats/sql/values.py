r"""Values: one value of a row, from its SQL to the text that the loaded database would show.

Most are a string, a number or NULL, and one search reads them. The others are cut into words: what
only wraps a literal (CAST, TO_DATE, N'', a charset's name, parentheses) is unwrapped; strings put
together are put together; chr(10) and its like are the letter. What would have to be executed, as
NOW(), stays as it is written. DEFAULT is NULL: the file does not hold the value.

>>> from tocsin.formats.sql.style import MYSQL, ORACLE, SQL_SERVER
>>> Values(Words(MYSQL)).row(rb"(1, 'Zo\'s', NULL, _binary 'x', NOW())", 0)
([b'1', b"Zo's", None, b'x', b'NOW()'], 38)
>>> Values(Words(SQL_SERVER)).row(b"(CAST(N'2014-06-13' AS DateTime), N'a' + CHAR(13), -5)", 0)[0]
[b'2014-06-13', b'a\r', b'-5']
>>> Values(Words(ORACLE)).row(b"(TO_DATE('2014-06-13','YYYY-MM-DD'), q'[it's]', 'a'||chr(10)||'b')", 0)[0]
[b'2014-06-13', b"it's", b'a\nb']
"""

from __future__ import annotations

import re

from tocsin.formats.sql.calls import AsWrittenError
from tocsin.formats.sql.expression import Expression
from tocsin.formats.sql.literals import LITERALS, Literals, Value
from tocsin.formats.sql.words import Piece, Unreadable, Words

MOST = 20_000
"""Words of one value. A value of more is no literal."""


class Values:
    """Reads values in one style."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._literals = Literals(words.style)
        self.trims = self._literals.trims
        inside = (
            rb"[^'\\]*+(?:(?:''|\\.)[^'\\]*+)*+"
            if words.style.escapes
            else rb"[^']*+(?:''[^']*+)*+"
        )
        national = b"" if self.trims else b"[nN]?"
        self._usual = re.compile(
            rb"\s*+(?:" + national + b"'(" + inside + rb")'|(NULL)|([+-]?(?:\d++(?:\.\d*+)?|\.\d++)"
            rb"(?:[eE][+-]?\d++)?))\s*+(?=[,)])",
            re.DOTALL | re.IGNORECASE,
        )

    def row(
        self, text: bytes, at: int, ended: bool = True, most: int = 1 << 20
    ) -> tuple[list[Value], int]:
        """The values in the parentheses that begin here, and where the text goes on."""
        values: list[Value] = []
        place = at + 1
        while True:
            value, place = self.value(text, place, ended)
            values.append(value)
            if len(values) > most:
                raise Unreadable(f"has more than {most:,} values")
            place += 1
            if text[place - 1] == 41:
                return values, place

    def value(self, text: bytes, at: int, ended: bool = True) -> tuple[Value, int]:
        """A value, and the place of the comma or parenthesis after it."""
        found = self._usual.match(text, at)
        if found:
            inside, null, number = found.groups()
            if inside is not None:
                return self._literals.inside(inside, b"'"), found.end()
            return (None if null else number), found.end()
        pieces, end = self._pieces(text, at, ended)
        return self.of(text, pieces), end

    def of(self, text: bytes, pieces: list[Piece], strict: bool = False) -> Value:
        """The value of an expression in pieces; as it is written where it is no literal.

        `strict`: `Unreadable` then.
        """
        if not pieces:
            raise Unreadable("has a value missing")
        try:
            return Expression(self._literals, text, pieces).whole()
        except AsWrittenError:
            if strict:
                raise Unreadable("has a value that is no literal") from None
            return text[pieces[0][1] : pieces[-1][2]]

    def _pieces(self, text: bytes, at: int, ended: bool) -> tuple[list[Piece], int]:
        """The words of a value, up to the comma or parenthesis that ends it."""
        pieces: list[Piece] = []
        depth = 0
        while True:
            piece = self._words.next(text, at, ended)
            kind, start, at = piece
            if kind == "op":
                letter = text[start:at]
                if letter in b"([{":
                    depth += 1
                elif letter in b")]}" and depth:
                    depth -= 1
                elif letter in (b",", b")") and not depth:
                    return pieces, start
                elif letter == b";" and not depth:
                    raise Unreadable("breaks off within a row")
            if pieces:
                _check(text, pieces[-1], piece)
            pieces.append(piece)
            if len(pieces) > MOST:
                raise Unreadable("has a value that is no literal")


_AFTER = {b"collate", b"at", b"as", b"and", b"or", b"is", b"in", b"like", b"div", b"mod", b"from", b"using",
          b"uescape", b"escape", b"when", b"then", b"else", b"end", b"on", b"null", b"order", b"separator",
          b"between", b"not", b"year", b"month", b"day", b"hour", b"minute", b"second", b"days"}  # fmt: skip
"""Words that may follow a literal. Any other shows that a string was closed too early."""


def _check(text: bytes, before: Piece, after: Piece) -> None:
    """`Unreadable` where a literal is followed by what cannot follow one."""
    if before[0] in LITERALS and (
        (after[0] == "word" and text[after[1] : after[2]].lower() not in _AFTER)
        or after[0] in ("number", "name")
    ):
        raise Unreadable("has a string that ends too early")
