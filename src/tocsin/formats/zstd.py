"""Zstd: one file, packed by Zstandard (RFC 8878), in one frame or several; frames to skip are skipped.

A frame that asks for a window of more than 128 MiB (`zstd --long=28` and beyond) is not unpacked.
"""

from __future__ import annotations

import re
from collections.abc import Generator

import pyarrow as pa

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.formats.compressed import ByArrow, bare, one

_HEAD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
"""The mark of a frame; or of one to be skipped, which may stand first."""


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the packed file."""
    return one(ByArrow(source, "zstd"), bare(source.name, (".zst", ".zstd", ".tzst=.tar")))


def prepare() -> None:
    """Load Arrow's codec."""
    pa.decompress(pa.compress(b"id;name", "zstd", asbytes=True), 7, "zstd")


CONTAINER = Container(
    "zstd",
    "a file packed by Zstandard",
    lambda head: _HEAD.match(head) is not None,
    unpack,
    prepare,
    transparent=True,
)
