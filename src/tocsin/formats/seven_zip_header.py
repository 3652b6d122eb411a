"""7z header: what an archive says of its members, and how they are packed (7-Zip's DOC/7zFormat.txt).

Everything here reads bytes that are in memory; a number that leads beyond them, or is beyond reason, is
an `Unreadable`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

END, HEADER, FILES, PACKED, UNPACKED, PARTS = 0x00, 0x01, 0x05, 0x06, 0x07, 0x08
SIZES, SUMS, FOLDERS, CODER_SIZES, COUNTS = 0x09, 0x0A, 0x0B, 0x0C, 0x0D
NO_STREAM, EMPTY_FILE, NAMES, CHANGED, ATTRIBUTES, PROPERTIES = 0x0E, 0x0F, 0x11, 0x14, 0x15, 0x02
ENCODED = 0x17
"""Marks of the header's parts."""

CODERS = 8
"""Steps of unpacking; 7-Zip itself makes at most four."""

MOST = 1 << 20
"""Folders, streams or members: beyond `Limits.members` by far."""


class Unreadable(Exception):
    """The header does not say what a header says."""


@dataclass(frozen=True, slots=True)
class Coder:
    """One step of unpacking."""

    method: bytes
    properties: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """Some members packed together: the steps that unpack them, in order, and the size after each."""

    coders: tuple[Coder, ...]
    order: tuple[int, ...]
    """The coders from the packed bytes on; empty where they are no chain (BCJ2)."""

    streams: int = 1
    """Packed streams that it takes."""

    sizes: tuple[int, ...] = ()
    crc: int | None = None

    @property
    def size(self) -> int:
        """Bytes that it unpacks to."""
        return self.sizes[self.order[-1]]


@dataclass(slots=True)
class Streams:
    """Where the packed bytes lie, how they unpack, and where that is cut into members."""

    begin: int = 0
    packed: list[int] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)
    parts: list[list[tuple[int, int | None]]] = field(default_factory=list)
    """Size and checksum of each member of each folder."""


@dataclass(frozen=True, slots=True)
class Item:
    """One member as the header has it."""

    name: str
    has_stream: bool
    folder: bool = False
    changed: int | None = None
    """In tenths of microseconds since 1601, UTC."""

    attributes: int = 0


class Bytes:
    """The header's bytes, read from the beginning."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
        if not 0 <= size <= len(self._content) - self._at:
            raise Unreadable
        self._at += size
        return self._content[self._at - size : self._at]

    def byte(self) -> int:
        """The next byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """A number, whose first byte says by its leading ones how many follow."""
        first, value = self.byte(), 0
        mask = 0x80
        for place in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * place)
            value |= self.byte() << (8 * place)
            mask >>= 1
        return value

    def count(self) -> int:
        """A number of things, within reason."""
        value = self.number()
        if value > MOST:
            raise Unreadable
        return value

    def bits(self, count: int) -> list[bool]:
        """So many yeses and noes."""
        content = self.take((count + 7) // 8)
        return [bool(content[i // 8] & 0x80 >> i % 8) for i in range(count)]

    def bits_or_all(self, count: int) -> list[bool]:
        """The same, where a byte first may say that all are yes."""
        return [True] * count if self.byte() else self.bits(count)

    def sums(self, count: int) -> list[int | None]:
        """Checksums of so many things, of those that have one."""
        return [
            struct.unpack("<I", self.take(4))[0] if there else None
            for there in self.bits_or_all(count)
        ]

    def inline(self) -> None:
        """What follows stands here, not in a further stream."""
        if self.byte():
            raise Unreadable


def streams(content: Bytes) -> Streams:
    """The packed streams, up to their end mark."""
    told = Streams()
    while (mark := content.byte()) != END:
        if mark == PACKED:
            _packed(content, told)
        elif mark == UNPACKED:
            _folders(content, told)
        elif mark == PARTS:
            _parts(content, told)
        else:
            raise Unreadable
    if not told.parts:
        told.parts = [
            [(folder.size, folder.crc)] if folder.order else [] for folder in told.folders
        ]
    return told


def _packed(content: Bytes, told: Streams) -> None:
    told.begin, count = content.number(), content.count()
    while (mark := content.byte()) != END:
        if mark == SIZES:
            told.packed = [content.number() for _ in range(count)]
        elif mark == SUMS:
            content.sums(count)
        else:
            raise Unreadable


def _folders(content: Bytes, told: Streams) -> None:
    if content.byte() != FOLDERS:
        raise Unreadable
    count = content.count()
    content.inline()
    made = [_folder(content) for _ in range(count)]
    sums: list[int | None] = [None] * count
    while (mark := content.byte()) != END:
        if mark == CODER_SIZES:
            made = [
                replace(folder, sizes=tuple(content.number() for _ in folder.coders))
                for folder in made
            ]
        elif mark == SUMS:
            sums = content.sums(count)
        else:
            raise Unreadable
    if any(not folder.sizes for folder in made):
        raise Unreadable
    told.folders = [replace(folder, crc=crc) for folder, crc in zip(made, sums, strict=True)]


def _folder(content: Bytes) -> Folder:
    count = content.number()
    if not 0 < count <= CODERS:
        raise Unreadable
    coders: list[Coder] = []
    inputs = outputs = 0
    for _ in range(count):
        flags = content.byte()
        method = content.take(flags & 0x0F)
        more = (content.number(), content.number()) if flags & 0x10 else (1, 1)
        inputs, outputs = inputs + more[0], outputs + more[1]
        if inputs > 4 * CODERS or outputs > 4 * CODERS:
            raise Unreadable
        coders.append(Coder(method, content.take(content.number()) if flags & 0x20 else b""))
    bound = {}
    for _ in range(outputs - 1):
        into, out_of = content.number(), content.number()
        bound[out_of] = into
    packed = inputs - len(bound)
    firsts = [i for i in range(inputs) if i not in bound.values()]
    if packed > 1:
        for _ in range(packed):
            content.number()
    if inputs != count or outputs != count or len(firsts) != 1:
        return Folder(tuple(coders), (), max(packed, 1))
    order = [firsts[0]]
    while order[-1] in bound and len(order) <= count:
        order.append(bound[order[-1]])
    return Folder(tuple(coders), tuple(order) if len(order) == count else ())


def _parts(content: Bytes, told: Streams) -> None:
    counts = [1] * len(told.folders)
    mark = content.byte()
    if mark == COUNTS:
        counts = [content.count() for _ in told.folders]
        if sum(counts) > MOST:
            raise Unreadable
        mark = content.byte()
    sizes: list[list[int]] = [
        [folder.size if folder.order else 0] if count == 1 else []
        for folder, count in zip(told.folders, counts, strict=True)
    ]
    if mark == SIZES:
        for place, (folder, count) in enumerate(zip(told.folders, counts, strict=True)):
            if count:
                some = [content.number() for _ in range(count - 1)]
                rest = (folder.size if folder.order else 0) - sum(some)
                if rest < 0 and folder.order:
                    raise Unreadable
                sizes[place] = [*some, rest]
        mark = content.byte()
    if any(len(some) != count for some, count in zip(sizes, counts, strict=True)):
        raise Unreadable
    known = [
        count == 1 and folder.crc is not None
        for folder, count in zip(told.folders, counts, strict=True)
    ]
    sums: list[int | None] = [None] * sum(c for c, k in zip(counts, known, strict=True) if not k)
    while mark != END:
        if mark != SUMS:
            raise Unreadable
        sums = content.sums(len(sums))
        mark = content.byte()
    coming = iter(sums)
    told.parts = [
        [(size, folder.crc if whole else next(coming)) for size in some]
        for folder, some, whole in zip(told.folders, sizes, known, strict=True)
    ]


def items(content: Bytes) -> list[Item]:
    """The members, up to their end mark."""
    count = content.count()
    no_stream = [False] * count
    empty: list[bool] = []
    names: Sequence[str] = [""] * count
    changed: list[int | None] = [None] * count
    attributes: list[int | None] = [None] * count
    while (mark := content.byte()) != END:
        part = Bytes(content.take(content.number()))
        if mark == NO_STREAM:
            no_stream = part.bits(count)
        elif mark == EMPTY_FILE:
            empty = part.bits(sum(no_stream))
        elif mark == NAMES:
            part.inline()
            names = _names(part, count)
        elif mark == CHANGED:
            changed = _numbers(part, count, "<Q")
        elif mark == ATTRIBUTES:
            attributes = _numbers(part, count, "<I")
    files = iter(empty)
    return [
        Item(name, not nothing, nothing and not next(files, False), time, attribute or 0)
        for name, nothing, time, attribute in zip(
            names, no_stream, changed, attributes, strict=True
        )
    ]


def _names(part: Bytes, count: int) -> list[str]:
    rest = part.take(len(part._content) - part._at)
    names = rest.decode("utf-16-le", "replace").split("\0")
    if len(names) <= count:
        raise Unreadable
    return names[:count]


def _numbers(part: Bytes, count: int, form: str) -> list[int | None]:
    there = part.bits_or_all(count)
    part.inline()
    size = struct.calcsize(form)
    return [int(struct.unpack(form, part.take(size))[0]) if one else None for one in there]
