"""7z: an archive that packs many members together (7-Zip's DOC/7zFormat.txt), locked ones too.

Members of one folder come out of one stream, one after another, so what is damaged in one is lost for
those behind it, and no further. How they are packed is told in `seven_zip_methods`.
"""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import BinaryIO, cast

from tocsin.formats.base import (
    LINK,
    LOCKED,
    WRONG,
    Container,
    Damaged,
    Emit,
    Packed,
    Source,
    Unpacked,
)
from tocsin.formats.compressed import HELD, TAIL, Bytes, Checked, Held, Window, exactly
from tocsin.formats.seven_zip_header import (
    ENCODED,
    END,
    FILES,
    HEADER,
    PROPERTIES,
    Folder,
    Item,
    Streams,
    Unreadable,
    items,
    streams,
)
from tocsin.formats.seven_zip_header import Bytes as Header
from tocsin.formats.seven_zip_methods import AES, Cannot, chain, prepare
from tocsin.terms.errors import Refused

MAGIC = b"7z\xbc\xaf\x27\x1c"
_START = struct.Struct("<6s2sIQQI")

LARGEST_HEADER = 64 << 20
"""Bytes of a header, unpacked: some 500,000 members."""

TURNS = 4
"""Headers packed within headers."""

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
UNIX, LINK_MODE = 0x8000, 0o120000
"""Attributes: whether the high half is a mode of Unix; the mode of a link."""

REPARSE = 0x400
"""Attributes: a link of Windows."""

DAMAGED = "Its directory is missing or damaged: what it holds cannot be told."


class _Locked(Exception):
    """A password is needed; or none of those given fits."""


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the members."""
    file = source.random()
    passwords = [_utf16(password) for password in source.allowance.passwords]
    most = source.limits.in_memory
    try:
        end = Held(file, max(file.seek(0, io.SEEK_END) - TAIL, 0), TAIL)
        told, members = _directory(cast(BinaryIO, end), passwords, most)
    except _Locked:
        raise Refused(WRONG if passwords else LOCKED, remedy="") from None
    except Cannot as reason:
        raise Refused(str(reason), remedy="") from None
    except (Unreadable, Damaged, lzma.LZMAError, struct.error, ValueError, IndexError):
        raise Refused(DAMAGED, remedy="") from None
    yield from _members(file, told, members, passwords, most)
    return Unpacked()


def _directory(file: BinaryIO, passwords: Sequence[bytes], most: int) -> tuple[Streams, list[Item]]:
    """Where the packed bytes lie, and the members."""
    file.seek(0)
    _, _, _, offset, size, crc = _START.unpack(exactly(file, _START.size))
    if size > LARGEST_HEADER:
        raise Unreadable
    file.seek(_START.size + offset)
    content = exactly(file, size)
    if len(content) != size or zlib.crc32(content) != crc:
        raise Unreadable
    if not size:
        return Streams(), []
    for _ in range(TURNS):
        header = Header(content)
        mark = header.byte()
        if mark == HEADER:
            return _header(header)
        if mark != ENCODED:
            break
        content = _encoded(file, streams(header), passwords, most)
    raise Unreadable


def _header(header: Header) -> tuple[Streams, list[Item]]:
    told, members = Streams(), list[Item]()
    while (mark := header.byte()) != END:
        if mark == PROPERTIES:
            while header.byte() != END:
                header.take(header.number())
        elif mark == FILES:
            members = items(header)
        elif mark == 0x04:
            told = streams(header)
        else:
            raise Unreadable
    return told, members


def _encoded(file: BinaryIO, told: Streams, passwords: Sequence[bytes], most: int) -> bytes:
    """A header that is packed itself."""
    (folder,) = told.folders
    if folder.size > LARGEST_HEADER:
        raise Unreadable
    window = (file, _START.size + told.begin, told.packed[0])
    locked = any(coder.method == AES for coder in folder.coders)
    for password in passwords if locked else [b""]:
        try:
            content = exactly(
                cast(BinaryIO, chain(folder, Window(*window), password, most)), folder.size
            )
        except (Damaged, lzma.LZMAError, ValueError):
            if not locked:
                raise
            continue
        if zlib.crc32(content) == folder.crc or (folder.crc is None and _plausible(content)):
            return content
    if locked:
        raise _Locked
    raise Unreadable


def _plausible(content: bytes) -> bool:
    """Whether bytes without a checksum are a header all the same."""
    try:
        header = Header(content)
        mark = header.byte()
        if mark == HEADER:
            _header(header)
    except (Unreadable, ValueError, struct.error):
        return False
    return mark in (HEADER, ENCODED)


def _members(
    file: BinaryIO, told: Streams, members: list[Item], passwords: Sequence[bytes], most: int
) -> Iterator[Packed]:
    """The members in the order of their streams; folders are left out, empty files are not."""
    shares = _shares(file, told, passwords, most)
    for item in members:
        share: Bytes | str = next(shares, DAMAGED) if item.has_stream else io.BytesIO()
        if item.folder or (item.attributes & 0x10 and not item.has_stream):
            continue
        marks = tuple(_marks(item))
        mode = item.attributes >> 16 if item.attributes & UNIX else 0
        if mode & 0o170000 == LINK_MODE or item.attributes & REPARSE:
            to = "" if isinstance(share, str) else share.read(1_024).decode("utf-8", "replace")
            yield Packed(item.name, None, LINK, (*marks, ("link to", to)) if to else marks)
        elif isinstance(share, str):
            yield Packed(item.name, None, share, marks)
        else:
            yield Packed(item.name, cast(BinaryIO, share), None, marks)


def _marks(item: Item) -> Iterator[tuple[str, str]]:
    """When a member was last changed."""
    if item.changed is not None and item.changed < 1 << 62:
        try:
            yield "changed", (EPOCH + timedelta(microseconds=item.changed // 10)).isoformat()
        except OverflowError:
            return


def _shares(
    file: BinaryIO, told: Streams, passwords: Sequence[bytes], most: int
) -> Iterator[io.RawIOBase | str]:
    """For each member with a stream, its bytes; or why they cannot be had."""
    at = _START.size + told.begin
    packed = iter(told.packed)
    for folder, parts in zip(told.folders, told.parts, strict=True):
        sizes = list(islice(packed, folder.streams))
        packed_file = file
        if any(coder.method == AES for coder in folder.coders):
            packed_file = cast(BinaryIO, Held(file, at, min(HELD, sum(sizes))))
        window = (packed_file, at, sum(sizes))
        at += sum(sizes)
        try:
            password = _fitting(folder, parts, window, passwords, most)
            run = _Run(chain(folder, Window(*window), password, most))
        except Cannot as reason:
            yield from [str(reason)] * len(parts)
        except (Unreadable, lzma.LZMAError, ValueError, IndexError):
            yield from [DAMAGED] * len(parts)
        else:
            for size, crc in parts:
                yield run.share(size, crc)


def _fitting(
    folder: Folder,
    parts: list[tuple[int, int | None]],
    window: tuple[BinaryIO, int, int],
    passwords: Sequence[bytes],
    most: int,
) -> bytes:
    """The password that opens a folder, as far as its first bytes show; b'' where it is not locked."""
    if not any(coder.method == AES for coder in folder.coders):
        return b""
    if not passwords:
        raise Cannot(LOCKED)
    size, crc = parts[0] if parts else (0, None)
    for password in passwords:
        try:
            content = exactly(
                cast(BinaryIO, chain(folder, Window(*window), password, most)), min(size, 1 << 20)
            )
        except (Damaged, lzma.LZMAError, OSError, ValueError, EOFError):
            continue
        if crc is None or len(content) < size or zlib.crc32(content) == crc:
            return password
    raise Cannot(WRONG)


class _Run:
    """The bytes of a folder, which its members share in order."""

    def __init__(self, content: Bytes) -> None:
        self._content = content
        self._before: Checked | None = None

    def share(self, size: int, crc: int | None) -> Checked:
        """The next member's, once the one before is read to its end, if only to come so far."""
        if self._before:
            try:
                while self._before.read(1 << 20):
                    pass
            except Damaged:
                pass
            except Exception:
                self._content = io.BytesIO()  # what follows is lost too
        self._before = Checked(_Share(self._content, size), size, crc)
        return self._before


class _Share(io.RawIOBase):
    def __init__(self, content: Bytes, size: int) -> None:
        self._content, self._left = content, size

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            return b""
        piece = self._content.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(piece)
        return piece


def _utf16(password: bytes) -> bytes:
    """A password as 7-Zip hashes it."""
    try:
        return password.decode().encode("utf-16-le")
    except UnicodeDecodeError:
        return password.decode("cp1252", "replace").encode("utf-16-le")


CONTAINER = Container("7z", "a 7z archive", lambda head: head.startswith(MAGIC), unpack, prepare)
