r"""Compressed: what gz, bz2, xz, zst and lz4 have in common: one file, packed, in one stream or several.

Streams one after another are one file (as `cat a.gz b.gz` makes); NULs between and after them are
padding. Bytes at the end that are no stream are damage, and said; so is an end too early.

>>> import bz2
>>> packed = bz2.compress(b"id;name\n") + bz2.compress(b"1;Anna\n")
>>> unpacking = Unpacking(io.BytesIO(packed), bz2.BZ2Decompressor)
>>> unpacking.read(100), unpacking.read(100), unpacking.read(100)
(b'id;name\n', b'1;Anna\n', b'')
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from typing import BinaryIO, Protocol, cast

import pyarrow as pa

from tocsin.formats.base import Damaged, Marks, Packed, Unpacked

PIECE = 64 << 10
"""Packed bytes taken at a time, and the most that is lost before the place of a damage."""

TAIL = 1 << 20
"""Bytes at the end of an archive that are held while its directory is read: that of some 10,000 members."""

HELD = 128 << 10
"""Bytes at the beginning of what is locked that are held while passwords are tried on them: two pieces of
packed bytes, of which the first is read whole."""

BREAKS_OFF = "it breaks off"


class Stream(Protocol):
    """Unpacks one stream, as the decompressors of `bz2` and `lzma` do."""

    @property
    def eof(self) -> bool:
        """Whether its end was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether it has nothing more to give without more bytes."""

    @property
    def unused_data(self) -> bytes:
        """What came after its end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """What these bytes unpack to, at most so many."""


DEFLATE64_FEED = 256
"""Packed bytes that are given to deflate64 at a time: it has no bound of its own, and may unpack each
to 30,000."""


class Bytes(Protocol):
    """What packed bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Some bytes, at most `size`; none at the end."""


class Deflate:
    """zlib's decompressor, as those of `bz2` and `lzma` are."""

    def __init__(self, bits: int = -zlib.MAX_WBITS) -> None:
        self._zlib = zlib.decompressobj(bits)
        self._damaged = False
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether its end was reached."""
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        """What came after its end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """What these bytes unpack to, at most so many; all that comes before the place of a damage."""
        if self._damaged:
            raise Damaged("it is damaged from there on, or its checksum is wrong")
        packed = self._zlib.unconsumed_tail + data
        before = self._zlib.copy()
        try:
            piece = self._zlib.decompress(packed, max_length)
        except zlib.error:
            self._damaged, self.needs_input = True, False
            return _as_far_as(before, packed)
        self.needs_input = not self._zlib.unconsumed_tail and len(piece) < max_length
        return piece


def _as_far_as(stream: zlib._Decompress, packed: bytes) -> bytes:
    """What packed bytes unpack to before the one that cannot be unpacked."""
    pieces: list[bytes] = []
    with suppress(zlib.error):
        for at in range(len(packed)):
            pieces.append(stream.decompress(packed[at : at + 1]))  # noqa: PERF401 - until it fails
    return b"".join(pieces)


class Deflate64:
    """Deflate64's decompressor, as those of `bz2` and `lzma` are."""

    def __init__(self) -> None:
        import inflate64  # where it is needed: see `prepare` of those who use it

        self._inflater = inflate64.Inflater()
        self._ready = b""
        self.unused_data = b""

    @property
    def eof(self) -> bool:
        """Whether its end was reached."""
        return not self._ready and bool(self._inflater.eof)

    @property
    def needs_input(self) -> bool:
        """Whether it has nothing more to give without more bytes."""
        return not self._ready

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """What these bytes unpack to, at most so many."""
        self._ready += self._inflater.inflate(data) if data else b""
        piece, self._ready = self._ready[:max_length], self._ready[max_length:]
        return piece


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a source, to be read once, in pieces that may be smaller than asked for."""

    def __init__(
        self,
        source: Bytes,
        begin: Callable[[], Stream],
        *,
        single: bool = False,
        feed: int = PIECE,
    ) -> None:
        """`single`: what follows the first stream is not looked at. `feed`: packed bytes at a time."""
        self._source, self._begin = source, begin
        self._single, self._feed = single, feed
        self._stream: Stream | None = begin()
        self._left = b""
        self._streams = 1

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most `size`; none at the end; `Damaged` where it is."""
        most = PIECE if size < 0 else size
        while most:
            if self._stream is None:
                if self._single:
                    self._pass_by()
                    return b""
                if not self._past_padding():
                    return b""
                self._stream = self._begin()
                self._streams += 1
            piece = self._some(self._stream, most)
            if piece:
                return piece
        return b""

    def _some(self, stream: Stream, most: int) -> bytes:
        """What one step of unpacking gives, which may be nothing."""
        if stream.needs_input and not self._left:
            self._left = self._source.read(self._feed)
            if not self._left:
                raise Damaged(BREAKS_OFF)
        try:
            piece = stream.decompress(self._left, most)
        except Damaged:
            raise
        except Exception:
            if self._streams == 1:
                raise
            raise Damaged("it goes on with bytes that are not packed, or are damaged") from None
        self._left = b""
        if stream.eof:
            self._left, self._stream = stream.unused_data, None
        return piece

    def _pass_by(self) -> None:
        """Read what is left unlooked at: whoever decrypts it proves it at its end."""
        while self._source.read(PIECE):
            pass

    def _past_padding(self) -> bool:
        """Whether anything follows but NULs."""
        left = self._left.lstrip(b"\0")
        while not left:
            piece = self._source.read(PIECE)
            if not piece:
                return False
            left = piece.lstrip(b"\0")
        self._left = left
        return True


class ByArrow(io.RawIOBase):
    """The unpacked bytes of a source whose codec Arrow has; all its frames."""

    def __init__(self, source: Bytes, codec: str) -> None:
        packed = pa.PythonFile(_Readable(source), mode="r")
        self._stream = pa.CompressedInputStream(packed, codec)

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most `size`; none at the end; `Damaged` where it is."""
        try:
            return bytes(self._stream.read(PIECE if size < 0 else min(size, PIECE)))
        except OSError as fault:
            if "Truncated" in str(fault):
                raise Damaged(BREAKS_OFF) from None
            raise Damaged("it cannot be unpacked from there on") from None


class _Readable(io.RawIOBase):
    """A source as a file of Python's."""

    def __init__(self, source: Bytes) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._source.read(size)


class Window(io.RawIOBase):
    """Some bytes of a file, from a place on."""

    def __init__(self, file: BinaryIO, begin: int, size: int | None) -> None:
        self._file, self._at = file, begin
        self._end = None if size is None else begin + size

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most `size`; none at the end."""
        if self._end is not None:
            size = min(size, self._end - self._at)
        self._file.seek(self._at)
        piece = self._file.read(size)
        self._at += len(piece)
        return piece


class Held(io.RawIOBase):
    """A file whose bytes from a place on are held, so that reading them again goes nowhere back.

    An exhibit in a case is decrypted from its start, and again from its start whenever a reader goes back.
    """

    def __init__(self, file: BinaryIO, begin: int, size: int) -> None:
        file.seek(begin)
        self._file, self._begin, self._bytes = file, begin, exactly(file, size)
        self._at = begin

    def seek(self, offset: int, _whence: int = 0) -> int:
        """Go to a place, counted from the file's beginning."""
        self._at = offset
        return offset

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most `size`; none at the end."""
        begin = self._at - self._begin
        piece = self._bytes[begin : begin + size] if 0 <= begin < len(self._bytes) else b""
        if size and not piece:
            self._file.seek(self._at)
            piece = self._file.read(size)
        self._at += len(piece)
        return piece


class Checked(io.RawIOBase):
    """Unpacked bytes, held against what the entry says of them once they end."""

    def __init__(self, content: Bytes, size: int | None, crc: int | None) -> None:
        self._content, self._size, self._crc = content, size, crc
        self._read = self._sum = 0

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most `size`; none at the end."""
        piece = self._content.read(size)
        self._read += len(piece)
        self._sum = zlib.crc32(piece, self._sum)
        if not piece and size:
            if self._size is not None and self._read < self._size:
                raise Damaged(BREAKS_OFF)
            if self._size is not None and self._read > self._size:
                raise Damaged("it unpacks to more than it says")
            if self._crc is not None and self._sum != self._crc:
                raise Damaged("its checksum is wrong")
        return piece


def exactly(file: BinaryIO, size: int) -> bytes:
    """So many bytes, or fewer at the end."""
    pieces: list[bytes] = []
    while size and (piece := file.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def one(content: io.RawIOBase, name: str, marks: Marks = ()) -> Generator[Packed, None, Unpacked]:
    """Give out the one file that is packed."""
    yield Packed(name, cast(BinaryIO, content))
    return Unpacked(marks=marks)


def bare(name: str, endings: Iterable[str]) -> str:
    """The name of the packed file where nothing in it says so: without the ending.

    >>> bare("clients.csv.GZ", (".gz",)), bare("a.tgz", (".tgz=.tar",)), bare("noise", (".gz",))
    ('clients.csv', 'a.tar', 'unpacked')
    """
    for ending in endings:
        end, _, instead = ending.partition("=")
        if name.lower().endswith(end) and len(name) > len(end):
            return name[: -len(end)] + instead
    return "unpacked"
