r"""Strings: what a literal says, without its quotes and escapes.

Each system has its own escapes: MySQL reference manual 9.1.1 (Table 9.1), PostgreSQL manual 4.1.2.2
and its COPY, SQLite's unistr(). Bytes come in and go out; what encoding they are in is another question.

>>> backslashed(rb"Zo\'s \% \n", MYSQL), copied(rb"a\tb\x41\101"), hexed(b"416e6e61"), hexed(b"ff00")
(b"Zo's \\% \n", b'a\tbAA', b'Anna', b'0xff00')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

MYSQL: Mapping[bytes, bytes] = {
    b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a",
    b"%": b"\\%", b"_": b"\\_",
}  # fmt: skip
"""What a letter after a backslash becomes; any other stands for itself."""

COPY: Mapping[bytes, bytes] = {
    b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v",
}  # fmt: skip

_ONE = re.compile(rb"\\(.)", re.DOTALL)
_POSTGRESQL = re.compile(
    rb"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|''", re.DOTALL
)
_COPIED = re.compile(rb"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_UNISTR = re.compile(
    rb"\\(?:([0-9a-fA-F]{4})|u([0-9a-fA-F]{4})|\+([0-9a-fA-F]{6})|U([0-9a-fA-F]{8})|(\\))"
)


def backslashed(inside: bytes, letters: Mapping[bytes, bytes]) -> bytes:
    """The inside of a string in which a backslash escapes; doubled quotes are left as they are."""
    return _ONE.sub(lambda m: letters.get(m[1], m[1]), inside)


def mysql(inside: bytes, quote: bytes = b"'") -> bytes:
    r"""The inside of an ordinary MySQL string.

    >>> mysql(rb"l''eau \'")
    b"l'eau '"
    """
    if b"\\" not in inside:
        return inside.replace(quote * 2, quote)
    return b"\\".join(
        backslashed(part.replace(quote * 2, quote), MYSQL) for part in inside.split(rb"\\")
    )


def escaped(inside: bytes) -> bytes:
    """The inside of PostgreSQL's E'...'."""
    return _POSTGRESQL.sub(_postgresql, inside)


def _postgresql(found: re.Match[bytes]) -> bytes:
    octal, byte, short, long, letter = found.groups()
    if octal:
        return bytes([int(octal, 8) & 255])
    if byte:
        return bytes([int(byte, 16)])
    if short or long:
        return _letter(int(short or long, 16))
    return COPY.get(letter, letter) if letter else b"'"


def copied(cell: bytes) -> bytes:
    """A cell of a COPY."""
    return _COPIED.sub(_copy, cell)


def _copy(found: re.Match[bytes]) -> bytes:
    octal, byte, letter = found.groups()
    if octal:
        return bytes([int(octal, 8) & 255])
    return bytes([int(byte, 16)]) if byte else COPY.get(letter, letter)


def unistr(inside: bytes, escape: bytes = b"\\") -> bytes:
    r"""What SQLite's unistr and U&'...' say; two halves of a pair become one letter.

    >>> unistr(rb"d\0061ta\000a\\"), unistr(rb"\d83c\df55").decode()
    (b'data\n\\', '🍕')
    """
    if escape != b"\\":
        inside = inside.replace(b"\\", b"\\\\").replace(escape, b"\\")
    whole = _UNISTR.sub(_unit, inside)
    if b"\xed" not in whole:
        return whole
    text = whole.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return text.decode("utf-16-le", "replace").encode()


def _unit(found: re.Match[bytes]) -> bytes:
    digits = found[1] or found[2] or found[3] or found[4]
    return _letter(int(digits, 16)) if digits else b"\\"


def _letter(number: int) -> bytes:
    return chr(number).encode("utf-8", "surrogatepass") if number < 0x110000 else b"\xef\xbf\xbd"


def hexed(digits: bytes) -> bytes:
    """Bytes written in hexadecimal, as a cell shows them."""
    clean = b"".join(digits.split())
    if len(clean) % 2:
        clean = b"0" + clean
    return shown(bytes.fromhex(clean.decode("ascii")))


def shown(content: bytes) -> bytes:
    r"""Bytes as a cell shows them: as text where they are text, else as 0x and hexadecimal.

    >>> shown("Zoé\n".encode()), shown(b"\0a")
    (b'Zo\xc3\xa9\n', b'0x0061')
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return b"0x" + content.hex().encode()
    plain = text.translate(_SPACES)
    return content if plain.isprintable() else b"0x" + content.hex().encode()


def bits(content: bytes) -> bytes:
    r"""MySQL's bits as binary digits, whether they are written so, in hexadecimal or as bytes.

    >>> bits(b"0101"), bits(b"0x05"), bits(b"\x01"), bits(b"\0")
    (b'101', b'101', b'1', b'0')
    """
    if not content or len(content) > 64 or not content.strip(b"01"):
        return content.lstrip(b"0") or content[-1:]
    try:
        number = int(content, 16) if content[:2] == b"0x" else int.from_bytes(content)
    except ValueError:
        return content
    return f"{number:b}".encode()


_SPACES = {ord(space): " " for space in "\t\n\r\xa0\u202f"}

Unescape = Callable[[bytes], bytes]
