"""Watched: a file that tells how far it has been read."""

from __future__ import annotations

import io
import os
from typing import BinaryIO, cast

from tocsin.desk.base import Progress

DOING = "Reading the exhibits"


def watch(stream: BinaryIO, told: Progress, size: int) -> BinaryIO:
    """The same stream, whose reading is told."""
    return cast(BinaryIO, _Watched(stream, told, size))


class _Watched(io.RawIOBase):
    def __init__(self, stream: BinaryIO, told: Progress, size: int) -> None:
        self._stream, self._told, self._size = stream, told, size
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._at += len(piece)
        self._told(DOING, self._at, self._size)
        return piece

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = self._stream.seek(offset, whence)
        return self._at
