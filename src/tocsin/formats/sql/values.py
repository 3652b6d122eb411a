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
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable

from tocsin.formats.sql import moments, strings
from tocsin.formats.sql.words import Piece, Unreadable, Words

Value = bytes | None

DEEPEST = 32
"""Calls within calls that are looked into; deeper ones stay as they are written."""

MOST = 20_000
"""Words of one value. A value of more is no literal."""


class Values:
    """Reads values in one style."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._style = words.style
        inside = (
            rb"[^'\\]*+(?:(?:''|\\.)[^'\\]*+)*+"
            if self._style.escapes
            else rb"[^']*+(?:''[^']*+)*+"
        )
        self.trims = words.style.system == "PostgreSQL"
        """N'...' is of a type that has no spaces at its end."""

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
                return self._inside(inside, b"'"), found.end()
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
            return _Expression(self, text, pieces).whole()
        except _AsWrittenError:
            if strict:
                raise Unreadable("has a value that is no literal") from None
            return text[pieces[0][1] : pieces[-1][2]]

    def literal(self, text: bytes, piece: Piece) -> Value:
        """What a literal of one piece says."""
        kind, start, end = piece
        word = text[start:end]
        match kind:
            case "string":
                return self._string(word)
            case "national":
                inside = self._inside(word[2:-1], b"'")
                return inside.rstrip(b" ") if self.trims else inside
            case "escaped":
                return strings.escaped(word[2:-1])
            case "hex" if word[:1] in b"gG":
                return _bytes(word).decode("utf-16-be", "replace").encode()
            case "hex":
                return strings.shown(_bytes(word))
            case "bits":
                return word[2:-1] if word[1:2] == b"'" else word[2:]
            case "unicode":
                return strings.unistr(word[3:-1].replace(b"''", b"'"))
            case _:
                return word

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

    def _string(self, word: bytes) -> bytes:
        mark = word[:1]
        if mark == b"$":
            tag = word.index(b"$", 1) + 1
            return word[tag:-tag]
        if mark in (b"'", b'"'):
            return self._inside(word[1:-1], mark)
        return word[word.index(b"'") + 2 : -2]

    def _inside(self, inside: bytes, quote: bytes) -> bytes:
        if self._style.escapes:
            return strings.mysql(inside, quote)
        return inside.replace(quote * 2, quote)


LITERALS = ("string", "national", "escaped", "hex", "bits", "unicode")
_AFTER = {b"collate", b"at", b"as", b"and", b"or", b"is", b"in", b"like", b"div", b"mod", b"from", b"using",
          b"uescape", b"escape", b"when", b"then", b"else", b"end", b"on", b"null", b"order", b"separator",
          b"between", b"not", b"year", b"month", b"day", b"hour", b"minute", b"second", b"days"}  # fmt: skip
"""Words that may follow a literal. Any other shows that a string was closed too early."""


def _bytes(word: bytes) -> bytes:
    """The bytes of a literal in hexadecimal: X'..', GX'..' or 0x..."""
    digits = b"".join((word.split(b"'")[1] if b"'" in word else word[2:]).split())
    return bytes.fromhex((b"0" * (len(digits) % 2) + digits).decode("ascii"))


def _check(text: bytes, before: Piece, after: Piece) -> None:
    """`Unreadable` where a literal is followed by what cannot follow one."""
    if before[0] in LITERALS and (
        (after[0] == "word" and text[after[1] : after[2]].lower() not in _AFTER)
        or after[0] in ("number", "name")
    ):
        raise Unreadable("has a string that ends too early")


class _AsWrittenError(Exception):
    """It is no literal."""


class _Expression:
    """A literal and what wraps it."""

    def __init__(self, values: Values, text: bytes, pieces: list[Piece]) -> None:
        self._values, self._text, self._pieces = values, text, pieces
        self._at = 0
        self._depth = 0

    def whole(self) -> Value:
        value = self._sum()
        if self._at < len(self._pieces):
            raise _AsWrittenError
        return value

    def _sum(self) -> Value:
        """Literals put together."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _AsWrittenError
        value, is_string = self._suffixed()
        while self._at < len(self._pieces):
            if self._took(b"||"):
                more, _ = self._suffixed()
            elif is_string and self._now() == b"+":
                self._at += 1
                more, follows = self._suffixed()
                if not follows:
                    raise _AsWrittenError
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
            raise _AsWrittenError
        kind, start, end = piece = self._pieces[self._at]
        self._at += 1
        if kind in LITERALS:
            if kind == "unicode" and self._word() == b"uescape":
                return self._escaped_by(piece), True
            return self._values.literal(self._text, piece), kind != "bits"
        if kind == "number":
            return self._text[start:end], False
        word = self._text[start:end]
        if kind == "op":
            return self._sign(word)
        if kind == "word":
            return self._named(word.lower(), piece)
        raise _AsWrittenError

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
            number = self._values.literal(self._text, self._pieces[self._at])
            self._at += 1
            return (sign if sign == b"-" else b"") + (number or b""), False
        raise _AsWrittenError

    def _named(self, name: bytes, piece: Piece) -> tuple[Value, bool]:
        following = self._now()
        system = self._values._style.system
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
        raise _AsWrittenError

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
            return _bytes(self._text[start:end])
        return self._values.literal(self._text, piece) or b""

    def _escaped_by(self, piece: Piece) -> Value:
        mark = self._values.literal(self._text, self._pieces[self._at + 1]) or b"\\"
        self._at += 2
        inside = self._text[piece[1] + 3 : piece[2] - 1].replace(b"''", b"'")
        return strings.unistr(inside, mark[:1])

    def _call(self, name: bytes) -> tuple[Value, bool]:
        if name in (b"cast", b"try_cast"):
            return self._cast(), True
        if name in (b"convert", b"try_convert"):
            return self._convert(), True
        if name not in _CALLS and name not in _BINARY:
            raise _AsWrittenError
        arguments: list[Value] = []
        while not self._took(b")"):
            if name in _BINARY and not arguments and self._kind() in LITERALS:
                arguments.append(self._raw())
            else:
                arguments.append(self._sum())
            if not self._took(b","):
                self._want(b")")
                break
        value = (_CALLS.get(name) or _BINARY[name])(arguments)
        return value, name != b"to_number"

    def _cast(self) -> Value:
        hexadecimal = (
            self._text[slice(*self._pieces[self._at][1:])] if self._kind() == "hex" else b""
        )
        value = self._sum()
        if self._word() != b"as":
            raise _AsWrittenError
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
                    raise _AsWrittenError
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
            raise _AsWrittenError
        while self._now() in (b"(", b"["):
            closing = b")" if self._now() == b"(" else b"]"
            while not self._took(closing):
                self._at += 1
                if self._at >= len(self._pieces):
                    raise _AsWrittenError
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
            raise _AsWrittenError


def _array_or(value: Value, kind: bytes) -> Value:
    """A value cast to a type: bytes where that is bytea."""
    if kind == b"bytea" and value is not None:
        return bytea(value)
    return value


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


def _element(value: bytes) -> bytes:
    if value and not re.search(rb'[{},"\\\s]', value) and value.lower() != b"null":
        return value
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def strings_codec(charset: bytes) -> str | None:
    """The codec of a charset as the databases name it; None where it is UTF-8 or unknown."""
    return CODECS.get(charset.lower().decode("ascii", "replace").replace("-", "").replace("_", ""))


CODECS = {
    "latin1": "sloppy-windows-1252", "cp1252": "sloppy-windows-1252", "win1252": "sloppy-windows-1252",
    "latin2": "iso8859-2", "latin5": "iso8859-9", "latin7": "iso8859-13", "latin9": "iso8859-15",
    "iso88591": "sloppy-windows-1252", "iso885915": "iso8859-15", "iso885915euro": "iso8859-15",
    "cp1250": "cp1250", "win1250": "cp1250", "cp1251": "cp1251", "win1251": "cp1251", "win1253": "cp1253",
    "win1254": "cp1254", "win1255": "cp1255", "cp1256": "cp1256", "win1256": "cp1256", "cp1257": "cp1257",
    "win1257": "cp1257", "win1258": "cp1258", "win866": "cp866", "cp866": "cp866", "cp850": "cp850",
    "cp852": "cp852", "koi8r": "koi8-r", "koi8u": "koi8-u", "greek": "iso8859-7", "hebrew": "iso8859-8",
    "iso88595": "iso8859-5", "iso88596": "iso8859-6", "iso88597": "iso8859-7", "iso88598": "iso8859-8",
    "macroman": "mac-roman", "gbk": "gbk", "gb2312": "gb2312", "gb18030": "gb18030", "big5": "big5",
    "sjis": "shift_jis", "cp932": "cp932", "ujis": "euc_jp", "eucjp": "euc_jp", "euckr": "euc_kr",
    "uhc": "cp949", "tis620": "tis_620", "ucs2": "utf-16-be", "utf16": "utf-16-be", "utf16le": "utf-16-le",
    "utf32": "utf-32-be",
}  # fmt: skip
"""MySQL's `latin1` is Windows-1252 (reference manual 10.10.3); PostgreSQL's names are in its 24.3.1."""

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

Call = Callable[[list[Value]], Value]


def _first(arguments: list[Value]) -> Value:
    return arguments[0] if arguments else _no()


def _no() -> Value:
    raise _AsWrittenError


def _letters(arguments: list[Value]) -> Value:
    try:
        return b"".join(chr(int(a or b"0")).encode("utf-8", "replace") for a in arguments)
    except (ValueError, OverflowError):
        return _no()


def _replaced(arguments: list[Value]) -> Value:
    if len(arguments) != 3:
        return _no()
    text, old, new = arguments
    if text is None or old is None or new is None:
        return None
    if not old or len(text) + text.count(old) * len(new) > 1 << 25:
        return text if not old else _no()
    return text.replace(old, new)


def _together(arguments: list[Value]) -> Value:
    known = [a for a in arguments if a is not None]
    return b"".join(known) if len(known) == len(arguments) else None


def _bytes_of(arguments: list[Value]) -> Value:
    try:
        return None if not arguments or arguments[0] is None else strings.hexed(arguments[0])
    except ValueError:
        return _no()


def _decoded(arguments: list[Value]) -> Value:
    """PostgreSQL's decode(text, 'hex' | 'base64' | 'escape')."""
    if len(arguments) != 2 or arguments[0] is None:
        return _no()
    try:
        match arguments[1]:
            case b"hex":
                return strings.hexed(arguments[0])
            case b"base64":
                return strings.shown(b64decode(arguments[0]))
            case b"escape":
                return strings.shown(strings.escaped(arguments[0]))
    except (ValueError, NoBase64):
        pass
    return _no()


def _unistr(arguments: list[Value]) -> Value:
    return None if not arguments or arguments[0] is None else strings.unistr(arguments[0])


_CALLS: dict[bytes, Call] = {
    **dict.fromkeys(
        (b"to_date", b"to_timestamp", b"to_timestamp_tz", b"to_number", b"to_char", b"to_nchar", b"to_clob",
         b"to_nclob", b"date", b"time", b"timestamp", b"datetime", b"str_to_date", b"xmltype", b"json",
         b"char_to_date", b"parse_json", b"to_dsinterval", b"to_yminterval", b"clob", b"varchar", b"blob",
         b"decimal", b"n"),
        _first,
    ),
    **dict.fromkeys((b"chr", b"char", b"nchar", b"unichar"), _letters),
    b"replace": _replaced,
    b"concat": _together,
    b"unistr": _unistr,
    b"decode": _decoded,
    b"hextoraw": _bytes_of,
    b"unhex": _bytes_of,
    b"from_hex": _bytes_of,
    **dict.fromkeys((b"empty_clob", b"empty_blob"), lambda a: b"" if not a else _no()),
}  # fmt: skip
"""What a call gives that only wraps, writes or joins literals."""

_BINARY: dict[bytes, Call] = {
    b"to_blob": lambda a: strings.shown(a[0]) if a and a[0] is not None else None,
    b"binary": lambda a: strings.shown(a[0]) if a and a[0] is not None else None,
}
