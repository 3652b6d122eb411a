"""Schema: the columns that a CREATE TABLE names.

>>> from tocsin.formats.sql.style import MYSQL
>>> from tocsin.formats.sql.words import Words
>>> words = Words(MYSQL)
>>> text = b"(`id` int NOT NULL, name varchar(9) DEFAULT 'x', pic blob, PRIMARY KEY (`id`), KEY k (name))"
>>> [(c.name, c.raw, c.default) for c in columns(text, list(words.all(text)))]
[(b'id', False, None), (b'name', False, b'x'), (b'pic', True, None)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.formats.sql.words import Piece, unquoted


@dataclass(frozen=True, slots=True)
class Field:
    """A column as it is made."""

    name: bytes
    raw: bool = False
    """It holds bytes, not text."""

    hex: bool = False
    """It holds PostgreSQL's bytes, written in hexadecimal."""

    bits: bool = False
    """It holds MySQL's bits, which a dump may write as bytes."""

    given: bool = True
    """A row gives its value; the server itself does not make it."""

    default: bytes | None = None
    """The literal that a row holds where it is not given one."""


_BYTES = {b"blob", b"tinyblob", b"mediumblob", b"longblob", b"binary", b"varbinary", b"image", b"raw",
          b"geometry", b"point", b"linestring", b"polygon"}  # fmt: skip
_NO_COLUMN = {b"constraint", b"primary", b"unique", b"foreign", b"check", b"fulltext", b"spatial", b"exclude",
              b"like", b"period", b"supplemental", b"index", b"key"}  # fmt: skip
_TYPES = {b"text", b"varchar", b"nvarchar", b"char", b"int", b"integer", b"bigint", b"blob", b"numeric",
          b"varchar2", b"character", b"real", b"date", b"timestamp", b"boolean", b"uuid", b"smallint"}  # fmt: skip

Entry = Sequence[Piece]


def columns(text: bytes, pieces: Sequence[Piece]) -> list[Field]:
    """The columns in these parentheses, which are the first and the last piece."""
    return [field for entry in entries(text, pieces[1:-1]) if (field := _field(text, entry))]


def entry(text: bytes, pieces: Entry) -> Field | None:
    """The column that one entry makes; None: it makes an index, a constraint ..."""
    return _field(text, pieces)


def entries(text: bytes, pieces: Sequence[Piece]) -> list[Entry]:
    """What stands between the commas that are in no further parentheses."""
    entries: list[list[Piece]] = [[]]
    depth = 0
    for piece in pieces:
        sign = text[piece[1] : piece[2]] if piece[0] == "op" else b""
        if sign == b"(":
            depth += 1
        elif sign == b")":
            depth -= 1
        if sign == b"," and not depth:
            entries.append([])
        else:
            entries[-1].append(piece)
    return [entry for entry in entries if entry]


def _field(text: bytes, entry: Entry) -> Field | None:
    def word(i: int) -> bytes:
        return text[entry[i][1] : entry[i][2]].lower() if i < len(entry) else b""

    kind, start, end = entry[0]
    if kind not in ("word", "name", "string"):
        return None
    if kind == "word" and word(0) in _NO_COLUMN:
        named = word(0) in (b"key", b"index", b"period", b"like", b"check", b"exclude")
        if not (named and word(1).partition(b"(")[0] in _TYPES):
            return None
    sort = word(1).strip(b'[]"`')
    rest = [text[s:e].lower() for k, s, e in entry if k == "word"]
    return Field(
        unquoted(text[start:end]),
        raw=sort in _BYTES,
        hex=sort == b"bytea",
        bits=sort == b"bit",
        given=not ({b"identity", b"rowversion"} & set(rest) and b"generated" not in rest)
        and not (b"as" in rest and b"identity" not in rest),
        default=_default(text, entry),
    )


def _default(text: bytes, entry: Entry) -> bytes | None:
    for i, (kind, start, end) in enumerate(entry[:-1]):
        if kind == "word" and text[start:end].lower() == b"default":
            kind, start, end = entry[i + 1]
            word = text[start:end]
            if kind == "number":
                return word
            if kind == "string" and word[:1] == b"'" and b"\\" not in word:
                return word[1:-1].replace(b"''", b"'")
            return None
    return None
