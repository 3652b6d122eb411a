"""Calls: what a call gives that only wraps, writes or joins literals. Nothing is executed."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable

from tocsin.formats.sql import strings
from tocsin.formats.sql.literals import Value


class AsWrittenError(Exception):
    """It is no literal."""


Call = Callable[[list[Value]], Value]


def _first(arguments: list[Value]) -> Value:
    return arguments[0] if arguments else _no()


def _no() -> Value:
    raise AsWrittenError


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


CALLS: dict[bytes, Call] = {
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

BINARY: dict[bytes, Call] = {
    b"to_blob": lambda a: strings.shown(a[0]) if a and a[0] is not None else None,
    b"binary": lambda a: strings.shown(a[0]) if a and a[0] is not None else None,
}
