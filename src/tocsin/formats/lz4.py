"""Lz4: one file, packed in LZ4's frame format."""

from __future__ import annotations

from collections.abc import Generator

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.formats.compressed import ByArrow, bare, one

MAGIC = b"\x04\x22\x4d\x18"


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the packed file."""
    return one(ByArrow(source, "lz4"), bare(source.name, (".lz4",)))


CONTAINER = Container(
    "lz4", "a file packed by LZ4", lambda head: head.startswith(MAGIC), unpack, transparent=True
)
