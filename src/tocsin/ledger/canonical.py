"""Canonical: the one way to write a value as JSON bytes, so that its digest is the same everywhere.

A subset of RFC 8785 (JSON Canonicalization Scheme): objects, lists, strings, booleans, null and
whole numbers up to 2^53. No fractions: the ledger has none, and their text is where writers differ.
Keys are ordered by their UTF-16 code units, as the RFC has it; nothing is escaped that need not be.

>>> written({"size": 2, "at": "2014-06-13T09:30:00+02:00"})
b'{"at":"2014-06-13T09:30:00+02:00","size":2}'
>>> written(0.5)
Traceback (most recent call last):
    ...
ValueError: a float has no place in the ledger
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

SAFE = 2**53 - 1
"""Largest whole number every JSON reader keeps exactly (RFC 8785, section 3.2.2.3; RFC 7493)."""


def written(value: object) -> bytes:
    """Write a value as canonical JSON; `ValueError` for one that has no canonical form here."""
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """Give the SHA-256 of a value's canonical text, in hexadecimal."""
    return sha256(written(value)).hexdigest()


def read(line: bytes) -> dict[str, object]:
    """Read an object that is in canonical form, to the byte; `ValueError` otherwise.

    >>> read(b'{"size":2}')
    {'size': 2}
    >>> read(b'{"size": 2}')
    Traceback (most recent call last):
        ...
    ValueError: not in canonical form
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not readable as JSON") from None
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - one sort for all lines
    if written(value) != line:
        raise ValueError("not in canonical form")
    return value


def _ordered(value: object) -> object:
    """Put keys in order, and refuse what has no canonical form."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int) and abs(value) <= SAFE:
        return value
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be", "surrogatepass"))
        return {str(key): _ordered(value[key]) for key in keys}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_ordered(item) for item in value]
    raise ValueError(f"a {type(value).__name__} has no place in the ledger")
