"""Literals: what a literal of one word says, in the style of its system."""

from __future__ import annotations

from tocsin.formats.sql import strings
from tocsin.formats.sql.style import Style
from tocsin.formats.sql.words import Piece

Value = bytes | None


class Literals:
    """Reads literals in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.trims = style.system == "PostgreSQL"
        """N'...' is of a type that has no spaces at its end."""

    def literal(self, text: bytes, piece: Piece) -> Value:
        """What a literal of one piece says."""
        kind, start, end = piece
        word = text[start:end]
        match kind:
            case "string":
                return self._string(word)
            case "national":
                inside = self.inside(word[2:-1], b"'")
                return inside.rstrip(b" ") if self.trims else inside
            case "escaped":
                return strings.escaped(word[2:-1])
            case "hex" if word[:1] in b"gG":
                return raw_bytes(word).decode("utf-16-be", "replace").encode()
            case "hex":
                return strings.shown(raw_bytes(word))
            case "bits":
                return word[2:-1] if word[1:2] == b"'" else word[2:]
            case "unicode":
                return strings.unistr(word[3:-1].replace(b"''", b"'"))
            case _:
                return word

    def _string(self, word: bytes) -> bytes:
        mark = word[:1]
        if mark == b"$":
            tag = word.index(b"$", 1) + 1
            return word[tag:-tag]
        if mark in (b"'", b'"'):
            return self.inside(word[1:-1], mark)
        return word[word.index(b"'") + 2 : -2]

    def inside(self, inside: bytes, quote: bytes) -> bytes:
        """What stands between quotes, its escapes undone."""
        if self.style.escapes:
            return strings.mysql(inside, quote)
        return inside.replace(quote * 2, quote)


LITERALS = ("string", "national", "escaped", "hex", "bits", "unicode")


def raw_bytes(word: bytes) -> bytes:
    """The bytes of a literal in hexadecimal: X'..', GX'..' or 0x..."""
    digits = b"".join((word.split(b"'")[1] if b"'" in word else word[2:]).split())
    return bytes.fromhex((b"0" * (len(digits) % 2) + digits).decode("ascii"))


def bytea(value: bytes) -> bytes:
    r"""PostgreSQL's bytes, as its hex format writes them, as a cell shows them.

    >>> bytea(rb"\x416e6e61"), bytea(rb"\xff"), bytea(b"plain")
    (b'Anna', b'0xff', b'plain')
    """
    if not value.startswith(b"\\x"):
        return value
    try:
        return strings.hexed(value[2:])
    except ValueError:
        return value
