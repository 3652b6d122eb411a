r"""Words: SQL cut into its smallest pieces, by the style of its system.

A piece that the text at hand may not hold to its end is `Short`: more must be read first. One that
can never end is `Unreadable`.

>>> from tocsin.formats.sql.style import POSTGRESQL
>>> words = Words(POSTGRESQL)
>>> [(kind, at) for kind, at, _ in words.all(b"SELECT $a$it's$a$, E'\\'' -- done")]
[('word', 0), ('string', 7), ('op', 17), ('escaped', 19)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.formats.sql.style import Style


class Short(Exception):
    """The text at hand ends too early to tell."""


class Unreadable(Exception):
    """What stands here is not what SQL has in such a place; the reason holds no value of the file."""


Piece = tuple[str, int, int]
"""Kind, where it begins, and where it ends."""

_PLAIN = rb"'[^']*+(?:''[^']*+)*+'"
_ESCAPED = rb"'[^'\\]*+(?:(?:''|\\.)[^'\\]*+)*+'"
_PAIRS = {b"[": b"]", b"{": b"}", b"(": b")", b"<": b">"}

HALF = 80
"""Bytes at the end of the text at hand that may be half of a piece whose beginning alone is another one."""

_HALF = rb"(?:0b|(?:\d++(?:\.\d*+)?|\.\d++)[eE][+-]?|[uU]&)\Z"
_HALF_A_TAG = rb"|\$(?:[A-Za-z_\x80-\xff][\w\x80-\xff]*+)?\Z"

NEVER = 990_000
"""A conditional comment for a version that no server has is a comment: MariaDB's own first line."""


class Words:
    """Cuts text in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        ordinary = _ESCAPED if style.escapes else _PLAIN
        double = (
            rb'"[^"\\]*+(?:(?:""|\\.)[^"\\]*+)*+"' if style.escapes else rb'"[^"]*+(?:""[^"]*+)*+"'
        )
        name = rb'"[^"]*+(?:""[^"]*+)*+"'
        as_string = b'"' in style.strings
        kinds: list[tuple[str, bytes]] = [
            ("space", rb"[\s\0]++" if not style.conditional else rb"(?:[\s\0]|\*/)++"),
            ("open_comment", rb"/\*"),
            ("comment", rb"--(?=\s|\Z)[^\n]*+\n?" if style.conditional else rb"--[^\n]*+\n?"),
            *([("hash", rb"#[^\n]*+\n?")] if style.hashes else []),
            *([("chosen", rb"[nN]?[qQ]'")] if style.chosen else []),
            ("escaped", rb"[eE]" + _ESCAPED),
            ("national", rb"[nN]" + ordinary),
            ("hex", rb"(?:[gG]?[xX]'[0-9a-fA-F\s]*+'|0x[0-9a-fA-F]*+(?![\w]))"),
            ("bits", rb"(?:[bB]'[01]*+'|0b[01]++(?![\w]))"),
            ("unicode", rb"[uU]&" + _PLAIN),
            ("string", ordinary + (b"|" + double if as_string else b"")),
            ("name", (b"" if as_string else name + b"|") + rb"`[^`]*+(?:``[^`]*+)*+`"
             + (rb"|\[[^\[\]\n]*+(?:\]\][^\]\n]*+)*+\]" if style.brackets else b"")),
            *([("dollar", rb"\$(?:[A-Za-z_\x80-\xff][\w\x80-\xff]*+)?\$")] if style.dollars else []),
            ("number", rb"(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?"),
            # What the text at hand does not end:
            ("open", rb"(?:[eEnN]|[uU]&)?['\"`]|[gG]?[xX]'[0-9a-fA-F\s]*+\Z|[bB]'[01]*+\Z"
             + (rb"|\[[^\[\]\n]*+(?:\]\][^\]\n]*+)*+\Z" if style.brackets else b"")),
            ("word", rb"[A-Za-z_@%b\x80-\xff][\w@$\#\x80-\xff]*+" % (b"" if style.hashes else b"#")),
            ("op", rb"\|\||::|:=|[^\w\s]|\w"),
        ]  # fmt: skip
        pattern = b"|".join(b"(?P<%b>%b)" % (k.encode(), p) for k, p in kinds)
        self._piece = re.compile(pattern, re.DOTALL)
        self._half = re.compile(_HALF + (_HALF_A_TAG if style.dollars else b""))

    def piece(self, text: bytes, at: int, ended: bool = True) -> Piece:
        """The piece at a place; `Short` at the end of the text, and where it may go on."""
        if not ended and len(text) - at <= HALF and self._half.match(text, at):
            raise Short
        found = self._piece.match(text, at)
        if found is None:
            raise Short
        kind, end = str(found.lastgroup), found.end()
        if kind == "open_comment":
            kind, end = self._comment(text, at)
        elif kind == "dollar":
            kind, end = "string", _after(text, found.group(), end)
        elif kind == "chosen":
            opening = text[end : end + 1]
            kind, end = "string", _after(text, _PAIRS.get(opening, opening) + b"'", end + 1)
        elif kind == "open":
            raise Short
        elif kind == "hash":
            kind = "comment"
        if end >= len(text) and not ended:
            raise Short
        return kind, at, end

    def next(self, text: bytes, at: int, ended: bool = True) -> Piece:
        """The first piece from a place on that is neither space nor comment."""
        while True:
            piece = self.piece(text, at, ended)
            if piece[0] not in ("space", "comment"):
                return piece
            at = piece[2]

    def all(self, text: bytes) -> Iterator[Piece]:
        """All of a text's pieces but spaces and comments."""
        at = 0
        while at < len(text):
            piece = self.piece(text, at)
            if piece[0] not in ("space", "comment"):
                yield piece
            at = piece[2]

    def _comment(self, text: bytes, at: int) -> tuple[str, int]:
        if self.style.conditional:
            condition = _CONDITION.match(text, at)
            if condition and int(condition[1] or b"0") < NEVER:
                return "space", condition.end()
        if not self.style.nested:
            return "comment", _after(text, b"*/", at + 2)
        depth, place = 1, at + 2
        while depth:
            mark = _NESTING.search(text, place)
            if mark is None:
                raise Short
            depth += 1 if mark.group() == b"/*" else -1
            place = mark.end()
        return "comment", place


_CONDITION = re.compile(rb"/\*M?!(\d{5,6})?(?!\d)")
_NESTING = re.compile(rb"/\*|\*/")


def _after(text: bytes, closing: bytes, at: int) -> int:
    """Where the first `closing` from a place on ends."""
    found = text.find(closing, at)
    if found < 0:
        raise Short
    return found + len(closing)


def unquoted(name: bytes) -> bytes:
    """A name without what it is put in.

    >>> unquoted(b'"a ""b"" c"'), unquoted(b"[x]"), unquoted(b"plain")
    (b'a "b" c', b'x', b'plain')
    """
    mark = name[:1]
    if mark in (b'"', b"`", b"'"):
        return name[1:-1].replace(mark * 2, mark)
    return name[1:-1].replace(b"]]", b"]") if mark == b"[" else name
