"""Zip: an archive whose directory stands at its end (APPNOTE.TXT 6.3.10); zip64, and locked entries.

Entries are read by the directory. Where it is missing or damaged, because the file was cut off or is a
trap, they are read one after another by the headers of their own, as far as these go. Entries whose bytes
overlap are a bomb (Fifield, "A better zip bomb", 2019) or damage: only the first of them is unpacked. Names
are shown as they stand, and never used as a place to write to.

Entries are given in the order in which they lie, not in that of the directory: an exhibit in a case is decrypted
from its start, and again from its start whenever a reader goes back. Beyond the one step from the directory to
the first entry, none goes back.
"""

from __future__ import annotations

import codecs
import io
import lzma
import stat
import struct
import zipfile
import zlib
from bz2 import BZ2Decompressor
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, cast

from tocsin.formats import zip_locks, zip_marks
from tocsin.formats.base import (
    DEVICE,
    LINK,
    LOCKED,
    REST,
    WRONG,
    Container,
    Emit,
    Marks,
    Packed,
    Source,
    Unpacked,
)
from tocsin.formats.compressed import (
    DEFLATE64_FEED,
    HELD,
    TAIL,
    ByArrow,
    Bytes,
    Checked,
    Deflate,
    Deflate64,
    Held,
    Stream,
    Unpacking,
    Window,
    exactly,
)

HEADER, DIRECTORY, EMPTY, SPLIT = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"
READ_ELSEWHERE = frozenset({"xlsx", "ods", "docx", "odt"})
"""Zips that are documents, and have a format of their own."""

LARGEST_DIRECTORY = 16 << 20
"""Bytes of a directory that is read as one: some 150,000 entries, far beyond `Limits.members`."""

STORED, DEFLATED, DEFLATE64, BZIP2, LZMA, ZSTD_OLD, ZSTD, XZ, AES = 0, 8, 9, 12, 14, 20, 93, 95, 99
OTHERS = {1: "Shrink", 6: "Implode", 10: "DCL Implode", 96: "JPEG", 97: "WavPack", 98: "PPMd"}
"""Methods of packing (APPNOTE.TXT, section 4.4.5) that are read; and the names of some that are not."""

ENCRYPTED, ENDS_BY_MARK, SIZES_FOLLOW, STRONG, UTF8 = 1 << 0, 1 << 1, 1 << 3, 1 << 6, 1 << 11
"""Bits of the flags."""

EXTRA_ZIP64, EXTRA_TIME, EXTRA_NAME, EXTRA_AES = 0x0001, 0x5455, 0x7075, 0x9901

SYSTEMS = {0: "Windows or DOS", 3: "Unix", 7: "Macintosh", 10: "Windows", 19: "macOS"}
"""Where an entry says it was made (section 4.4.2)."""

MISSING = (
    "Its directory is missing or damaged: what is told here was found by its own headers, and "
    "there may have been more."
)
OFFICE = (
    "It is a document of an office program that breaks off, or whose directory is damaged: it cannot "
    "be told which, and not be read as one."
)
OFFICE_FIRST = frozenset({zip_marks.TYPES, "mimetype"})
"""The parts by which such a document is known, before its others are reached."""

OVERLAP = "Its bytes belong to another entry too: it was not unpacked."
NO_HEADER = "Its directory points to where no entry is."

_LOCAL = struct.Struct("<4s5H3I2H")
_LINK_TO = 1_024
"""Bytes of a link's target that are looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, by the directory or by its own header."""

    name: str
    begin: int
    """Where its packed bytes begin."""

    packed: int | None
    """How many they are; None where only unpacking tells."""

    size: int | None
    crc: int | None
    method: int
    flags: int
    extra: dict[int, bytes]
    check: int
    """The byte that the password's proof ends with."""

    mode: int = 0
    marks: Marks = ()


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a zip, and no document that is read elsewhere."""
    if head.startswith(SPLIT):
        head = head[4:]
    if head.startswith(EMPTY):
        return True
    return head.startswith(HEADER) and zip_marks.office(head) not in READ_ELSEWHERE


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the entries."""
    file = source.random()
    passwords = source.allowance.passwords
    try:
        directory = zipfile.ZipFile(cast(BinaryIO, _Bounded(file)))
    except Exception:  # whatever is said of a hostile directory: the entries tell for themselves
        office = False
        for entry in _by_headers(file):
            office = office or entry.name.lower() in OFFICE_FIRST
            yield _packed(file, entry, passwords)
        yield Packed(REST, None, OFFICE if office else MISSING)
        return Unpacked()
    infos = sorted(directory.infolist(), key=lambda info: (info.header_offset, -info.compress_size))
    overlapping = _overlapping(infos)
    for info in infos:
        if info.is_dir() and not info.file_size:
            continue
        if info in overlapping:
            yield Packed(_name(info), None, OVERLAP)
            continue
        found = _entry(file, info)
        if found is None:
            yield Packed(_name(info), None, NO_HEADER)
        else:
            yield _packed(file, found, passwords)
    comment = _text(directory.comment)
    return Unpacked(marks=(("comment", comment),) if comment else ())


class _Bounded(io.RawIOBase):
    """The file, for reading its directory, which is not read if it is too large; its end held."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = self._at = file.seek(0, io.SEEK_END)
        self._held = max(self._size - TAIL, 0)
        file.seek(self._held)
        self._tail = exactly(file, self._size - self._held)

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        if self._at < 0:
            raise OSError
        return self._at

    def read(self, size: int = -1) -> bytes:
        most = min(size % (1 << 63), LARGEST_DIRECTORY + 1)
        if self._at >= self._held:
            begin = self._at - self._held
            content = self._tail[begin : begin + most]
        else:
            self._file.seek(self._at)
            content = exactly(self._file, most)
        self._at += len(content)
        if len(content) > LARGEST_DIRECTORY:
            raise zipfile.BadZipFile
        return content


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[zipfile.ZipInfo]:
    """Of entries in their order, those that begin before the one that lies before them has ended."""
    overlapping: set[zipfile.ZipInfo] = set()
    end = 0
    for info in infos:
        if info.header_offset < end:
            overlapping.add(info)
        else:
            least = _LOCAL.size + len(info.orig_filename)
            end = info.header_offset + least + info.compress_size
    return overlapping


def _entry(file: BinaryIO, info: zipfile.ZipInfo) -> Entry | None:
    """An entry of the directory; None where its own header is not where it says."""
    file.seek(info.header_offset)
    local = exactly(file, _LOCAL.size)
    if len(local) < _LOCAL.size or not local.startswith(HEADER):
        return None
    _, _, _, _, time, _, _, _, _, name_size, extra_size = _LOCAL.unpack(local)
    own_name = exactly(file, name_size)
    flags = info.flag_bits
    extra = _extra(info.extra)
    marks = list(_times(info.date_time, extra))
    if system := SYSTEMS.get(info.create_system):
        marks.append(("made on", system))
    if info.comment:
        marks.append(("comment", _text(info.comment)))
    name = _name(info)
    if _decoded(own_name, flags, {}) not in (name, info.orig_filename):
        marks.append(("name in its own header", _decoded(own_name, flags, {})))
    return Entry(
        name,
        info.header_offset + _LOCAL.size + name_size + extra_size,
        info.compress_size,
        info.file_size,
        info.CRC,
        info.compress_type,
        flags,
        extra,
        time >> 8 if flags & SIZES_FOLLOW else info.CRC >> 24,
        info.external_attr >> 16,
        tuple(marks),
    )


def _name(info: zipfile.ZipInfo) -> str:
    """An entry's name, in the letters it was most likely written in."""
    name = info.orig_filename
    if info.flag_bits & UTF8:
        return name
    return _decoded(name.encode("cp437", "replace"), 0, _extra(info.extra))


def _decoded(name: bytes, flags: int, extra: dict[int, bytes]) -> str:
    """UTF-8 where it says so, or is so; else the code page of DOS, as the format has it."""
    better = extra.get(EXTRA_NAME, b"")
    if len(better) > 5 and zlib.crc32(name) == int.from_bytes(better[1:5], "little"):
        return better[5:].decode("utf-8", "replace")
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("utf-8" if flags & UTF8 else "cp437", "replace")


def _text(comment: bytes) -> str:
    return _decoded(comment[:_LINK_TO], 0, {})


def _extra(content: bytes) -> dict[int, bytes]:
    """The extra fields by their number."""
    fields: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(content):
        number, size = struct.unpack_from("<2H", content, at)
        fields[number] = content[at + 4 : at + 4 + size]
        at += 4 + size
    return fields


def _times(written: tuple[int, ...], extra: dict[int, bytes]) -> Iterator[tuple[str, str]]:
    """When an entry was last changed: on the clock of who packed it, and in UTC where it says so."""
    year, month, day, hour, minute, second = written
    if (year, month, day) > (1980, 1, 1):
        yield "changed (local)", f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
    exact = extra.get(EXTRA_TIME, b"")
    if len(exact) >= 5 and exact[0] & 1:
        seconds = int.from_bytes(exact[1:5], "little", signed=True)
        yield "changed", datetime.fromtimestamp(seconds, UTC).isoformat()


def _by_headers(file: BinaryIO) -> Iterator[Entry]:
    """The entries one after another, without a directory."""
    at = 0
    while (begin := _found(file, HEADER, at)) is not None:
        file.seek(begin)
        local = exactly(file, _LOCAL.size)
        if len(local) < _LOCAL.size:
            return
        _, _, flags, method, time, date, crc, packed, size, name_size, extra_size = _LOCAL.unpack(
            local
        )
        name, extra = exactly(file, name_size), _extra(exactly(file, extra_size))
        data = begin + _LOCAL.size + name_size + extra_size
        if packed == 0xFFFFFFFF and len(extra.get(EXTRA_ZIP64, b"")) >= 16:
            size, packed = struct.unpack_from("<2Q", extra[EXTRA_ZIP64])
        follows = bool(flags & SIZES_FOLLOW)
        if follows:
            end = _found(file, HEADER, data) or _found(file, DIRECTORY, data)
            known = end - data if end else None
        else:
            known = packed
        if not name.endswith(b"/"):
            yield Entry(
                _decoded(name, flags, extra),
                data,
                known,
                None if follows else size,
                None if follows else crc,
                method,
                flags,
                extra,
                time >> 8 if follows else crc >> 24,
                marks=tuple(_times(_dos(date, time), extra)),
            )
        at = data + (known or 0) if known or not follows else data


def _dos(date: int, time: int) -> tuple[int, ...]:
    """A date and time of DOS, field by field."""
    return (
        *((date >> 9) + 1980, date >> 5 & 15, date & 31),
        *(time >> 11, time >> 5 & 63, 2 * (time & 31)),
    )


def _found(file: BinaryIO, mark: bytes, at: int) -> int | None:
    """Where a mark next stands in the file."""
    file.seek(at)
    tail = b""
    while piece := file.read(1 << 20):
        block = tail + piece
        if (place := block.find(mark)) >= 0:
            return at - len(tail) + place
        at += len(piece)
        tail = block[-(len(mark) - 1) :]
    return None


def _packed(file: BinaryIO, entry: Entry, passwords: tuple[bytes, ...]) -> Packed:
    """One entry, ready to be unpacked; or why it is not."""
    if stat.S_ISLNK(entry.mode):
        target = _content(file, entry, None) if not entry.flags & ENCRYPTED else None
        to = _text(target.read(_LINK_TO)) if isinstance(target, io.RawIOBase) else ""
        marks = (*entry.marks, ("link to", to)) if to else entry.marks
        return Packed(entry.name, None, LINK, marks)
    if not entry.size and stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG):
        return Packed(entry.name, None, DEVICE, entry.marks)
    if not entry.flags & ENCRYPTED:
        content = _content(file, entry, None)
    elif not passwords:
        content = LOCKED
    else:
        held = HELD if entry.packed is None else min(HELD, entry.packed)
        file = cast(BinaryIO, Held(file, entry.begin, held))
        fitting = (word for word in passwords if _opens(file, entry, word))
        word = next(fitting, None)
        content = WRONG if word is None else _content(file, entry, word)
    if isinstance(content, str):
        return Packed(entry.name, None, content, entry.marks)
    return Packed(entry.name, cast(BinaryIO, content), None, entry.marks)


def _opens(file: BinaryIO, entry: Entry, password: bytes) -> bool:
    """Whether a password opens an entry, as far as its first bytes show."""
    content = _content(file, entry, password)
    if isinstance(content, str):
        return content != WRONG
    if entry.method == AES:
        return True  # its own check is wrong once in 65,536
    try:
        content.read(_LINK_TO)
    except Exception:
        return False
    return True


def _content(file: BinaryIO, entry: Entry, password: bytes | None) -> io.RawIOBase | str:
    """An entry's bytes, unpacked and held against its checksum; or why it cannot be unpacked."""
    packed: Bytes = Window(file, entry.begin, entry.packed)
    method, crc = entry.method, entry.crc
    if entry.flags & STRONG or (method == AES) != (EXTRA_AES in entry.extra):
        return "It is encrypted in a way that is not read here."
    if method == AES:
        extra = entry.extra[EXTRA_AES]
        strength = zip_locks.STRENGTHS.get(extra[4] if len(extra) == 7 else 0)
        if strength is None or entry.packed is None:
            return "It is encrypted in a way that is not read here."
        version, method = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[5:], "little")
        crc = None if version == 2 else crc
        opened = zip_locks.Aes(packed, entry.packed, password or b"", strength)
        if not opened.opens:
            return WRONG
        packed = opened
    elif password is not None:
        lock = zip_locks.ZipCrypto(packed, password, entry.check)
        if not lock.opens:
            return WRONG
        packed = lock
    unpacked = _unpacked(packed, method, None if entry.flags & ENDS_BY_MARK else entry.size)
    return unpacked if isinstance(unpacked, str) else Checked(unpacked, entry.size, crc)


def _unpacked(packed: Bytes, method: int, size: int | None) -> Bytes | str:
    """What packed bytes unpack to; or why they cannot be."""
    if method == STORED:
        return packed
    if method in (ZSTD, ZSTD_OLD):
        return ByArrow(packed, "zstd")
    if method == DEFLATE64:
        return Unpacking(packed, Deflate64, single=True, feed=DEFLATE64_FEED)
    streams: dict[int, Callable[[], Stream]] = {
        DEFLATED: Deflate,
        BZIP2: BZ2Decompressor,
        XZ: lzma.LZMADecompressor,
    }
    if method == LZMA:
        return _lzma(packed, size)
    if method in streams:
        return Unpacking(packed, streams[method], single=True)
    return f"It is packed by a method that is not read here ({OTHERS.get(method, f'number {method}')})."


def _lzma(packed: Bytes, size: int | None) -> Bytes:
    """LZMA as zip has it: a version, the size of what follows, then an .lzma without its size."""
    head = packed.read(9)
    properties = head[4:9] + (size if size is not None else (1 << 64) - 1).to_bytes(8, "little")

    def begin() -> lzma.LZMADecompressor:
        stream = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=512 << 20)
        stream.decompress(properties, 0)
        return stream

    return Unpacking(packed, begin, single=True)


def prepare() -> None:
    """Load the code page of names, and what decrypting and Deflate64 load at first use."""
    Deflate64()
    codecs.lookup("cp437")
    zip_locks.Aes(io.BytesIO(bytes(64)), 64, b"", zip_locks.STRENGTHS[3]).read(16)


CONTAINER = Container("zip", "a zip archive", sniff, unpack, prepare)
