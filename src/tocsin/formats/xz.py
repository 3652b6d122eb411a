r"""Xz: one file, packed by LZMA: xz with its checks, or the older lzma, which has neither mark nor check.

A stream that asks for a dictionary beyond the memory allowed is refused, not begun.

>>> sniff(b"\xfd7zXZ\x00"), sniff(lzma.compress(b"id;name", lzma.FORMAT_ALONE)), sniff(b"]name")
(True, True, False)
"""

from __future__ import annotations

import lzma
from collections.abc import Generator

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.formats.compressed import Unpacking, bare, one

MAGIC = b"\xfd7zXZ\x00"
USUAL = 0x5D
"""The first byte of nearly every .lzma: lc 3, lp 0, pb 2."""

DICTIONARIES = frozenset(1 << n for n in range(12, 31)) | frozenset(3 << n for n in range(11, 30))
"""Sizes of dictionaries that lzma writes: powers of two, and those halfway between."""

LARGEST = 1 << 40
"""Bytes of an unpacked file that an .lzma may claim; it may also say that it does not know."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is packed by xz or lzma."""
    if head.startswith(MAGIC):
        return True
    if len(head) < 14 or head[0] != USUAL or head[13]:
        return False
    size = int.from_bytes(head[5:13], "little")
    known = int.from_bytes(head[1:5], "little") in DICTIONARIES
    return known and (size < LARGEST or size == (1 << 64) - 1)


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the packed file."""
    most = source.limits.in_memory

    def begin() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(memlimit=most)

    name = bare(source.name, (".xz", ".lzma", ".txz=.tar", ".tlz=.tar"))
    return one(Unpacking(source, begin), name)


CONTAINER = Container("xz", "a file packed by xz or lzma", sniff, unpack, transparent=True)
