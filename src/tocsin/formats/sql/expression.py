"""Expression: a literal and what wraps it: casts, charsets' names, signs, strings put together, arrays."""

from __future__ import annotations

import re

from tocsin.formats.sql import moments, strings
from tocsin.formats.sql.calls import BINARY, CALLS, AsWrittenError
from tocsin.formats.sql.charsets import strings_codec
from tocsin.formats.sql.literals import LITERALS, Literals, Value, bytea, raw_bytes
from tocsin.formats.sql.words import Piece

DEEPEST = 32
"""Calls within calls that are looked into; deeper ones stay as they are written."""


class Expression:
    """A literal and what wraps it."""

    def __init__(self, literals: Literals, text: bytes, pieces: list[Piece]) -> None:
        self._literals, self._text, self._pieces = literals, text, pieces
        self._at = 0
        self._depth = 0

    def whole(self) -> Value:
        """Its value; `AsWrittenError` where it is no literal."""
        value = self._sum()
        if self._at < len(self._pieces):
            raise AsWrittenError
        return value

    def _sum(self) -> Value:
        """Literals put together."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise AsWrittenError
        value, is_string = self._suffixed()
        while self._at < len(self._pieces):
            if self._took(b"||"):
                more, _ = self._suffixed()
            elif is_string and self._now() == b"+":
                self._at += 1
                more, follows = self._suffixed()
                if not follows:
                    raise AsWrittenError
            elif is_string and self._pieces[self._at][0] in ("string", "national", "escaped"):
                more, _ = self._suffixed()
            else:
                break
            value = None if value is None or more is None else value + more
            is_string = True
        self._depth -= 1
        return value

    def _suffixed(self) -> tuple[Value, bool]:
        value, is_string = self._term()
        while True:
            if self._took(b"::"):
                value = _array_or(value, self._type())
            elif self._word() == b"collate" or self._word() == b"uescape":
                self._at += 2
            else:
                return value, is_string

    def _term(self) -> tuple[Value, bool]:
        if self._at >= len(self._pieces):
            raise AsWrittenError
        kind, start, end = piece = self._pieces[self._at]
        self._at += 1
        if kind in LITERALS:
            if kind == "unicode" and self._word() == b"uescape":
                return self._escaped_by(piece), True
            return self._literals.literal(self._text, piece), kind != "bits"
        if kind == "number":
            return self._text[start:end], False
        word = self._text[start:end]
        if kind == "op":
            return self._sign(word)
        if kind == "word":
            return self._named(word.lower(), piece)
        raise AsWrittenError

    def _sign(self, sign: bytes) -> tuple[Value, bool]:
        if sign == b"(":
            value = self._sum()
            self._want(b")")
            return value, True
        if (
            sign in (b"-", b"+")
            and self._at < len(self._pieces)
            and self._pieces[self._at][0] == "number"
        ):
            number = self._literals.literal(self._text, self._pieces[self._at])
            self._at += 1
            return (sign if sign == b"-" else b"") + (number or b""), False
        raise AsWrittenError

    def _named(self, name: bytes, piece: Piece) -> tuple[Value, bool]:
        following = self._now()
        system = self._literals.style.system
        if following == b"(":
            self._at += 1
            return self._call(name)
        if name == b"null":
            return None, True
        if name == b"default":
            return None, False
        if name in (b"true", b"false") and system in ("MySQL", "SQLite"):
            return (b"1" if name == b"true" else b"0"), False
        if name == b"array" and following == b"[":
            return self._array(), True
        if name in _TYPED and self._kind() in LITERALS:
            return self._term()
        if name.startswith(b"_") and self._kind() in LITERALS:
            return self._introduced(name[1:]), True
        raise AsWrittenError

    def _introduced(self, charset: bytes) -> Value:
        """A literal under the name of its charset."""
        raw = self._raw()
        if charset == b"binary":
            return strings.shown(raw)
        codec = strings_codec(charset)
        return raw.decode(codec, "replace").encode() if codec else raw

    def _raw(self) -> bytes:
        """The bytes of the next literal, as a server would store them."""
        kind, start, end = piece = self._pieces[self._at]
        self._at += 1
        if kind == "hex":
            return raw_bytes(self._text[start:end])
        return self._literals.literal(self._text, piece) or b""

    def _escaped_by(self, piece: Piece) -> Value:
        mark = self._literals.literal(self._text, self._pieces[self._at + 1]) or b"\\"
        self._at += 2
        inside = self._text[piece[1] + 3 : piece[2] - 1].replace(b"''", b"'")
        return strings.unistr(inside, mark[:1])

    def _call(self, name: bytes) -> tuple[Value, bool]:
        if name in (b"cast", b"try_cast"):
            return self._cast(), True
        if name in (b"convert", b"try_convert"):
            return self._convert(), True
        if name not in CALLS and name not in BINARY:
            raise AsWrittenError
        arguments: list[Value] = []
        while not self._took(b")"):
            if name in BINARY and not arguments and self._kind() in LITERALS:
                arguments.append(self._raw())
            else:
                arguments.append(self._sum())
            if not self._took(b","):
                self._want(b")")
                break
        value = (CALLS.get(name) or BINARY[name])(arguments)
        return value, name != b"to_number"

    def _cast(self) -> Value:
        hexadecimal = (
            self._text[slice(*self._pieces[self._at][1:])] if self._kind() == "hex" else b""
        )
        value = self._sum()
        if self._word() != b"as":
            raise AsWrittenError
        self._at += 1
        kind = self._type()
        self._want(b")")
        if hexadecimal[:2].lower() == b"0x":
            return moments.shown(hexadecimal[2:], kind) or value
        return _array_or(value, kind)

    def _convert(self) -> Value:
        """SQL Server's CONVERT(type, value, style), or MySQL's CONVERT(value, type)."""
        if self._kind() in ("word", "name") and self._word() not in (b"null", *_WRAPPING):
            self._type()
            self._want(b",")
            value = self._sum()
            if self._took(b","):
                self._sum()
        else:
            value = self._sum()
            if self._word() == b"using":
                self._at += 1
            else:
                self._want(b",")
            self._type()
        self._want(b")")
        return value

    def _array(self) -> Value:
        """ARRAY[...] as PostgreSQL shows it."""
        self._want(b"[")
        cells: list[bytes] = []
        while not self._took(b"]"):
            if self._now() == b"[" or self._word() == b"array":
                if self._word() == b"array":
                    self._at += 1
                self._depth += 1
                if self._depth > DEEPEST:
                    raise AsWrittenError
                cells.append(self._array() or b"")
                self._depth -= 1
            else:
                value = self._sum()
                cells.append(b"NULL" if value is None else _element(value))
            if not self._took(b","):
                self._want(b"]")
                break
        return b"{" + b",".join(cells) + b"}"

    def _type(self) -> bytes:
        """The name of a type, with what it has in parentheses and brackets left out."""
        names: list[bytes] = []
        while self._kind() in ("word", "name") and self._word() not in (b"as", b"collate"):
            names.append(self._word() or b"")
            self._at += 1
            if self._now() == b".":
                self._at += 1
                names.clear()
        if not names:
            raise AsWrittenError
        while self._now() in (b"(", b"["):
            closing = b")" if self._now() == b"(" else b"]"
            while not self._took(closing):
                self._at += 1
                if self._at >= len(self._pieces):
                    raise AsWrittenError
        while self._kind() == "word" and self._word() in (
            b"with",
            b"without",
            b"time",
            b"zone",
            b"character",
            b"set",
        ):
            self._at += 1
        return b" ".join(names)

    def _kind(self) -> str:
        return self._pieces[self._at][0] if self._at < len(self._pieces) else ""

    def _now(self) -> bytes:
        if self._at >= len(self._pieces):
            return b""
        kind, start, end = self._pieces[self._at]
        return self._text[start:end] if kind == "op" else b""

    def _word(self) -> bytes | None:
        if self._kind() not in ("word", "name"):
            return None
        return self._text[slice(*self._pieces[self._at][1:])].lower().strip(b'[]"`')

    def _took(self, sign: bytes) -> bool:
        if self._now() != sign:
            return False
        self._at += 1
        return True

    def _want(self, sign: bytes) -> None:
        if not self._took(sign):
            raise AsWrittenError


def _array_or(value: Value, kind: bytes) -> Value:
    """A value cast to a type: bytes where that is bytea."""
    if kind == b"bytea" and value is not None:
        return bytea(value)
    return value


def _element(value: bytes) -> bytes:
    if value and not re.search(rb'[{},"\\\s]', value) and value.lower() != b"null":
        return value
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


_TYPED = {b"date", b"time", b"timestamp", b"datetime", b"interval", b"binary", b"timestamptz", b"bytea",
          b"json", b"jsonb", b"uuid", b"inet", b"point"}  # fmt: skip
"""Types that may stand before their literal."""

_WRAPPING = (
    b"cast",
    b"convert",
    b"char",
    b"nchar",
    b"chr",
    b"concat",
    b"replace",
    b"unhex",
    b"date",
    b"time",
)
