"""Volumes: files that are one, cut into pieces whose names count up, joined again.

`x.zip.001`, `x.zip.002`; `x.7z.001`; `x.tar.gz.aa`, `x.tar.gz.ab`: each piece stays an exhibit of its own;
together they are read as the one file. Nothing is joined where a piece is missing in between, or alone.
Volumes that are no plain cuts (`.part1.rar`, `.z01`) are not joined: each is read for what it holds.

>>> joined(["b.txt", "x.zip.002", "x.zip.001"])
[Volumes(name='x.zip', pieces=('x.zip.001', 'x.zip.002'))]
>>> joined(["x.zip.001", "x.zip.003"])
[]
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import BinaryIO, cast

from tocsin.terms.table import Reading

_NUMBERED = re.compile(r"(?P<name>.+)\.(?P<place>\d{2,4})")
_LETTERED = re.compile(r"(?P<name>.+\.[A-Za-z0-9]+)\.(?P<place>[a-z]{2,3})")
"""As 7-Zip and `split -d` number the pieces, and as `split` letters them."""


@dataclass(frozen=True, slots=True)
class Volumes:
    """Files that are one."""

    name: str
    """The name of the whole."""

    pieces: tuple[str, ...]
    """Their names, in order."""


def joined(names: Iterable[str]) -> list[Volumes]:
    """Which of these files are pieces of one, in order; those that count up without a gap from the first."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for name in names:
        if numbered := _NUMBERED.fullmatch(name):
            found[numbered["name"]].setdefault(int(numbered["place"]), name)
        elif lettered := _LETTERED.fullmatch(name):
            found[lettered["name"] + "/"].setdefault(_count(lettered["place"]), name)
    whole: list[Volumes] = []
    for name, places in found.items():
        counted = sorted(places)
        first, last = counted[0], counted[-1]
        begins = (0,) if name.endswith("/") else (0, 1)
        alike = len({len(piece) for piece in places.values()}) == 1
        if first in begins and alike and first < last == first + len(counted) - 1:
            whole.append(Volumes(name.rstrip("/"), tuple(places[at] for at in counted)))
    return whole


def _count(letters: str) -> int:
    """'aa' is 0, 'ab' is 1, 'ba' is 26."""
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("a")
    return value


class Joined(io.RawIOBase):
    """Streams one after another, as one that can be read in any order.

    >>> stream = Joined([io.BytesIO(b"PK"), io.BytesIO(b"...")], [2, 3])
    >>> stream.seek(1), stream.read(3), stream.read()
    (1, b'K..', b'.')
    """

    def __init__(self, streams: Sequence[BinaryIO], sizes: Sequence[int]) -> None:
        self._streams = streams
        self._ends = list(accumulate(sizes))
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether each of them can be."""
        return all(stream.seekable() for stream in self._streams)

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go elsewhere."""
        self._at = max(offset + (0, self._at, self._ends[-1])[whence], 0)
        return self._at

    def read(self, size: int = -1) -> bytes:
        """The next bytes, over the edges of the pieces."""
        left = self._ends[-1] - self._at if size < 0 else size
        pieces: list[bytes] = []
        while left > 0:
            which = next((i for i, end in enumerate(self._ends) if self._at < end), None)
            if which is None:
                break
            begin = self._ends[which - 1] if which else 0
            stream = self._streams[which]
            stream.seek(self._at - begin)
            piece = stream.read(min(left, self._ends[which] - self._at))
            if not piece:
                break
            pieces.append(piece)
            self._at += len(piece)
            left -= len(piece)
        return b"".join(pieces)


def together(streams: Sequence[BinaryIO], sizes: Sequence[int]) -> BinaryIO:
    """Streams as one; a single one as it is."""
    return streams[0] if len(streams) == 1 else cast(BinaryIO, Joined(streams, sizes))


def later(whole: str) -> Reading:
    """What is said of a piece that is not the first."""
    return Reading("piece", None, None, marks=(("piece of", whole),))
