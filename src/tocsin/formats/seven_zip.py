"""7z: an archive that packs many members together (7-Zip's DOC/7zFormat.txt), locked ones too.

Members of one folder come out of one stream, one after another, so what is damaged in one is lost for
those behind it, and no further. Unpacked are LZMA, LZMA2, PPMd, BZip2, Deflate, Zstandard and copies, with
the filters for programs and numbers; BCJ2 is not.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import struct
import zlib
from bz2 import BZ2Decompressor
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
from tocsin.formats.compressed import (
    BREAKS_OFF,
    DEFLATE64_FEED,
    ByArrow,
    Bytes,
    Checked,
    Deflate,
    Deflate64,
    Unpacking,
    Window,
    exactly,
)
from tocsin.formats.seven_zip_header import (
    ENCODED,
    END,
    FILES,
    HEADER,
    PROPERTIES,
    Coder,
    Folder,
    Item,
    Streams,
    Unreadable,
    items,
    streams,
)
from tocsin.formats.seven_zip_header import Bytes as Header
from tocsin.terms.errors import Refused

MAGIC = b"7z\xbc\xaf\x27\x1c"
_START = struct.Struct("<6s2sIQQI")

LARGEST_HEADER = 64 << 20
"""Bytes of a header, unpacked: some 500,000 members."""

TURNS = 4
"""Headers packed within headers."""

COPY, DELTA, BCJ, LZMA, LZMA2 = b"\x00", b"\x03", b"\x03\x03\x01\x03", b"\x03\x01\x01", b"\x21"
PPMD, DEFLATE, DEFLATE64, BZIP2 = b"\x03\x04\x01", b"\x04\x01\x08", b"\x04\x01\x09", b"\x04\x02\x02"
ZSTD, AES = b"\x04\xf7\x11\x01", b"\x06\xf1\x07\x01"
"""Methods (7-Zip's DOC/Methods.txt)."""

FILTERS = {
    BCJ: lzma.FILTER_X86,
    b"\x04": lzma.FILTER_X86,
    b"\x05": lzma.FILTER_POWERPC,
    b"\x06": lzma.FILTER_IA64,
    b"\x07": lzma.FILTER_ARM,
    b"\x08": lzma.FILTER_ARMTHUMB,
    b"\x09": lzma.FILTER_SPARC,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
}
"""Filters for programs, which stand before LZMA2."""

ROUNDS = 22
"""Rounds of hashing that a password may cost, as a power of two: 7-Zip has 19, half a second."""

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
UNIX, LINK_MODE = 0x8000, 0o120000
"""Attributes: whether the high half is a mode of Unix; the mode of a link."""

REPARSE = 0x400
"""Attributes: a link of Windows."""

DAMAGED = "Its directory is missing or damaged: what it holds cannot be told."


class _Locked(Exception):
    """A password is needed; or none of those given fits."""


class _Cannot(Exception):
    """A folder cannot be unpacked: why."""


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the members."""
    file = source.random()
    passwords = [_utf16(password) for password in source.allowance.passwords]
    most = source.limits.in_memory
    try:
        told, members = _directory(file, passwords, most)
    except _Locked:
        raise Refused(WRONG if passwords else LOCKED, remedy="") from None
    except _Cannot as reason:
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
                cast(BinaryIO, _chain(folder, Window(*window), password, most)), folder.size
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
        window = (file, at, sum(sizes))
        at += sum(sizes)
        try:
            password = _fitting(folder, parts, window, passwords, most)
            run = _Run(_chain(folder, Window(*window), password, most))
        except _Cannot as reason:
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
        raise _Cannot(LOCKED)
    size, crc = parts[0] if parts else (0, None)
    for password in passwords:
        try:
            content = exactly(
                cast(BinaryIO, _chain(folder, Window(*window), password, most)), min(size, 1 << 20)
            )
        except (Damaged, lzma.LZMAError, OSError, ValueError, EOFError):
            continue
        if crc is None or len(content) < size or zlib.crc32(content) == crc:
            return password
    raise _Cannot(WRONG)


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


def _chain(folder: Folder, packed: Bytes, password: bytes, most: int) -> Bytes:
    """A folder's bytes: its packed ones through each of its coders."""
    if not folder.order:
        raise _Cannot("It is packed by a method that is not read here (BCJ2).")
    content = packed
    filters: list[dict[str, int]] = []
    for place in folder.order:
        coder, size = folder.coders[place], folder.sizes[place]
        if coder.method in FILTERS or coder.method == DELTA:
            continue  # taken up with the LZMA before it
        following = folder.order[folder.order.index(place) + 1 :]
        filters = [_filter(folder.coders[next_]) for next_ in following]
        content = _step(coder, content, size, password, most, [f for f in filters if f])
    return content


def _filter(coder: Coder) -> dict[str, int]:
    if coder.method == DELTA:
        return {"id": lzma.FILTER_DELTA, "dist": coder.properties[0] + 1}
    return {"id": FILTERS[coder.method]} if coder.method in FILTERS else {}


def _step(
    coder: Coder,
    packed: Bytes,
    size: int,
    password: bytes,
    most: int,
    filters: list[dict[str, int]],
) -> Bytes:
    """What one coder unpacks, with the filters that follow it."""
    method, told = coder.method, coder.properties
    if method == LZMA2 and len(told) == 1:
        return _lzma2(packed, told[0], most, filters)
    if filters and method != AES:
        raise _Cannot("It is packed by a chain of methods that is not read here.")
    if method == COPY:
        return packed
    if method == AES:
        return _decrypted(packed, told, password)
    if method == LZMA and len(told) == 5:
        return _lzma1(packed, told, size, most)
    if method == PPMD and len(told) >= 5:
        return _ppmd(packed, told, size, most)
    if method == DEFLATE:
        return Unpacking(packed, Deflate, single=True)
    if method == DEFLATE64:
        return Unpacking(packed, Deflate64, single=True, feed=DEFLATE64_FEED)
    if method == BZIP2:
        return Unpacking(packed, BZ2Decompressor)
    if method == ZSTD:
        return ByArrow(packed, "zstd")
    raise _Cannot(f"It is packed by a method that is not read here (number {method.hex()}).")


def _dictionary(size: int, most: int) -> int:
    if size > most:
        raise _Cannot(f"It needs {size >> 20:,} MiB of memory to be unpacked: that is not allowed.")
    return size


def _lzma2(packed: Bytes, bits: int, most: int, filters: list[dict[str, int]]) -> Bytes:
    if bits > 40:
        raise Unreadable
    size = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << (bits // 2 + 11)
    last = {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(size, most)}
    chain = [*reversed(filters), last]
    return Unpacking(
        packed, lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), single=True
    )


def _lzma1(packed: Bytes, told: bytes, size: int, most: int) -> Bytes:
    _dictionary(int.from_bytes(told[1:5], "little"), most)
    head = told + size.to_bytes(8, "little")

    def begin() -> lzma.LZMADecompressor:
        stream = lzma.LZMADecompressor(lzma.FORMAT_ALONE)
        stream.decompress(head, 0)
        return stream

    return Unpacking(packed, begin, single=True)


def _ppmd(packed: Bytes, told: bytes, size: int, most: int) -> Bytes:
    order, memory = told[0], int.from_bytes(told[1:5], "little")
    if not 2 <= order <= 64 or memory < 1 << 11:
        raise Unreadable
    return _Ppmd(packed, order, _dictionary(memory, most), size)


class _Ppmd(io.RawIOBase):
    """What PPMd (variant H) unpacks."""

    def __init__(self, packed: Bytes, order: int, memory: int, size: int) -> None:
        import pyppmd

        self._packed, self._left = packed, size
        self._decoder = pyppmd.Ppmd7Decoder(order, memory)
        self._dry = False

    def read(self, size: int = -1) -> bytes:
        most = min(64 << 10, self._left) if size < 0 else min(size, self._left, 64 << 10)
        while most:
            data = b""
            if self._decoder.needs_input and not self._dry:
                data = self._packed.read(64 << 10)
                self._dry = not data
            piece = self._decoder.decode(data or b"\0" * self._dry, most)
            if piece:
                self._left -= len(piece)
                return bytes(piece)
            if self._dry:
                raise Damaged(BREAKS_OFF)
        return b""


def _utf16(password: bytes) -> bytes:
    """A password as 7-Zip hashes it."""
    try:
        return password.decode().encode("utf-16-le")
    except UnicodeDecodeError:
        return password.decode("cp1252", "replace").encode("utf-16-le")


def _decrypted(packed: Bytes, told: bytes, password: bytes) -> Bytes:
    """AES-256 in CBC mode, with a key that is the hash of a password, many times over."""
    rounds = told[0] & 0x3F
    salt_size, iv_size = told[0] >> 7 & 1, told[0] >> 6 & 1
    if len(told) > 1:
        salt_size, iv_size = salt_size + (told[1] >> 4), iv_size + (told[1] & 0x0F)
    salt = told[2 : 2 + salt_size]
    iv = told[2 + salt_size : 2 + salt_size + iv_size].ljust(16, b"\0")
    if rounds == 0x3F:
        key = (salt + password)[:32].ljust(32, b"\0")
    elif rounds > ROUNDS:
        raise _Cannot("Its password would take too long to try.")
    else:
        key = _key(salt, password, rounds)
    return _Aes(packed, key, iv)


def _key(salt: bytes, password: bytes, rounds: int) -> bytes:
    digest = hashlib.sha256()
    for begin in range(0, 1 << rounds, 1 << 12):
        end = min(begin + (1 << 12), 1 << rounds)
        digest.update(
            b"".join(salt + password + turn.to_bytes(8, "little") for turn in range(begin, end))
        )
    return digest.digest()


class _Aes(io.RawIOBase):
    def __init__(self, packed: Bytes, key: bytes, iv: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        self._packed = packed
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()

    def read(self, size: int = -1) -> bytes:
        while piece := self._packed.read(size):
            if plain := self._cipher.update(piece):
                return plain
        return b""


def prepare() -> None:
    """Load what decrypting and PPMd load at first use."""
    _Aes(io.BytesIO(bytes(16)), bytes(32), bytes(16)).read(16)
    _Ppmd(io.BytesIO(bytes(16)), 6, 1 << 16, 4).read()


CONTAINER = Container("7z", "a 7z archive", lambda head: head.startswith(MAGIC), unpack, prepare)
