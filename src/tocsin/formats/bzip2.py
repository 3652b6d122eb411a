"""Bzip2: one file, packed by bzip2, in one stream or several (as pbzip2 writes it)."""

from __future__ import annotations

import bz2
import re
from collections.abc import Generator

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.formats.compressed import Unpacking, bare, one

_HEAD = re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)")
"""Its mark, the size of its blocks, and the mark of a block or of the end."""


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the packed file."""
    name = bare(source.name, (".bz2", ".tbz2=.tar", ".tbz=.tar"))
    return one(Unpacking(source, bz2.BZ2Decompressor), name)


CONTAINER = Container(
    "bzip2",
    "a file packed by bzip2",
    lambda head: _HEAD.match(head) is not None,
    unpack,
    transparent=True,
)
