"""Gzip: one file, packed by deflate (RFC 1952); its first name and time are kept as marks.

>>> header(bytes.fromhex("1f8b0808 00f15365 0003") + b"clients.csv" + bytes(9))
('clients.csv', '2023-11-14T22:13:20+00:00')
"""

from __future__ import annotations

import zlib
from collections.abc import Generator
from datetime import UTC, datetime

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.formats.compressed import Deflate, Unpacking, bare, one

MAGIC = b"\x1f\x8b\x08"
EXTRA, NAME = 4, 8
"""Bits of the flags: an extra field; the original name, in Latin-1, ended by NUL."""

GZIP = 16 + zlib.MAX_WBITS
"""Tells zlib to expect gzip's header and checksum."""


def header(head: bytes) -> tuple[str, str]:
    """The original name and time that a header holds; '' where it does not."""
    flags, seconds = head[3], int.from_bytes(head[4:8], "little")
    at = 10
    if flags & EXTRA:
        at += 2 + int.from_bytes(head[10:12], "little")
    name = head[at : head.find(b"\0", at)].decode("latin-1") if flags & NAME else ""
    return name, datetime.fromtimestamp(seconds, UTC).isoformat() if seconds else ""


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the packed file."""
    name, time = header(source.head)
    said = (("original name", name), ("time", time))
    marks = tuple((what, value) for what, value in said if value)
    own = name or bare(source.name, (".gz", ".tgz=.tar", ".gzip"))
    return one(Unpacking(source, lambda: Deflate(GZIP)), own, marks)


CONTAINER = Container(
    "gzip",
    "a file packed by gzip",
    lambda head: head.startswith(MAGIC) and len(head) >= 10,
    unpack,
    transparent=True,
)
