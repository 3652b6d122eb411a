r"""Rar: archives of RAR 1.4 to 7, locked ones too, unpacked in memory by `rars`, each member as a whole.

A member larger than `Limits.in_memory` is not unpacked, nor one that goes on in another volume. An archive
that breaks off is read as far as its blocks are whole (RAR 5.0 archive format; RAR 4's technote).

>>> whole(b"Rar!\x1a\x07\x01\x00" + bytes.fromhex("c51a3332 03 01 00 00") + b"broken off")
16
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Sequence
from typing import Any, BinaryIO, cast

import rars

from tocsin.formats.base import (
    LINK,
    LOCKED,
    REST,
    WRONG,
    Container,
    Damaged,
    Emit,
    Packed,
    Source,
    Unpacked,
)
from tocsin.terms.errors import Refused

RAR5, RAR4, RAR14 = b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00", b"RE~^"

DAMAGED = "The archive is damaged: what it holds cannot be told."
ENDS_EARLY = "The archive is damaged, or breaks off: what comes after is missing."
VOLUME = (
    "It lies in several volumes (.part1.rar, .part2.rar ...), which are not joined here: unpack them "
    "together, and add what was in them."
)

Archive = Any
Info = Any
"""What `rars` gives, which has no types."""


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the members."""
    untrusted = source.whole()
    passwords = [password.decode("utf-8", "replace") for password in source.allowance.passwords]
    most = source.limits.in_memory
    cut = False
    try:
        archive = _opened(untrusted, passwords, most)
    except rars.Error:
        cut = True
        try:
            archive = _opened(untrusted[: whole(untrusted)], passwords, most)
        except rars.Error:
            raise Refused(DAMAGED, remedy="") from None
    members = [info for info in archive.infolist() if not info.is_dir()]
    together = _together(archive, members, most)
    for place, info in enumerate(members):
        content = together[place] if together else None
        yield _packed(archive, info, content, passwords, most)
    if cut:
        yield Packed(REST, None, ENDS_EARLY)
    comment = archive.comment if isinstance(archive.comment, str) else ""
    return Unpacked(marks=(("comment", comment[:1_000]),) if comment else ())


def _opened(untrusted: bytes, passwords: Sequence[str], most: int) -> Archive:
    """The archive, its list of members unlocked."""
    locked = False
    for password in (None, *passwords):
        try:
            return rars.RarFile.from_bytes(untrusted, password, options=_options(most))
        except (rars.PasswordRequired, rars.BadPassword):
            locked = True
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as fault:  # Rust's panics among them
            if not locked:
                raise rars.BadRarFile from fault
    raise Refused(WRONG if passwords else LOCKED, remedy="")


def _options(most: int) -> Archive:
    return rars.ReadOptions(
        max_member_output_bytes=most,
        max_total_output_bytes=most,
        max_reader_workspace_bytes=2 * most,
        rar50_dictionary_size_limit=most,
    )


def _together(archive: Archive, members: list[Info], most: int) -> list[bytes]:
    """All members at once where each builds on the one before; nothing where that cannot be."""
    solid = any(info.is_solid for info in members)
    if not solid or sum(info.file_size for info in members) > most:
        return []
    try:
        return list(archive.read_many(members, options=_options(most)))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return []  # one by one, as far as each can be had


def _packed(
    archive: Archive, info: Info, content: bytes | None, passwords: Sequence[str], most: int
) -> Packed:
    """One member, ready to be read; or why it is not."""
    name, marks = str(info.filename), tuple(_marks(info))
    if to := _link(archive, info):
        return Packed(name, None, LINK, (*marks, ("link to", to)))
    if info.is_split_before or info.is_split_after:
        return Packed(name, None, VOLUME, marks)
    if info.file_size > most:
        return Packed(name, None, _too_large(most), marks)
    if info.is_encrypted and not passwords:
        return Packed(name, None, LOCKED, marks)
    if content is not None:
        return Packed(name, io.BytesIO(content), None, marks)
    if not info.is_encrypted:
        return Packed(name, cast(BinaryIO, _Later(archive, info, most)), None, marks)
    for password in passwords:
        try:
            return Packed(name, io.BytesIO(_read(archive, info, password, most)), None, marks)
        except Damaged:
            continue
    return Packed(name, None, WRONG, marks)


def _too_large(most: int) -> str:
    return (
        f"It unpacks to more than {most >> 20:,} MiB, and can only be unpacked as a whole. "
        "Allow more with --limit in_memory=BYTES."
    )


def _link(archive: Archive, info: Info) -> str:
    """Where a link points to; '' for a file."""
    try:
        target: bytes | None = archive.readlink(info)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return ""
    return target[:1_000].decode("utf-8", "replace") if target else ""


def _read(archive: Archive, info: Info, password: str | None, most: int) -> bytes:
    try:
        return bytes(archive.read(info, password, options=_options(most)))
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        raise Refused(_too_large(most), remedy="") from None
    except BaseException:
        raise Damaged("it breaks off, or its checksum is wrong") from None


class _Later(io.RawIOBase):
    """A member that is unpacked when it is first read."""

    def __init__(self, archive: Archive, info: Info, most: int) -> None:
        self._archive, self._info, self._most = archive, info, most
        self._content: io.BytesIO | None = None

    def read(self, size: int = -1) -> bytes:
        if self._content is None:
            self._content = io.BytesIO(_read(self._archive, self._info, None, self._most))
        return self._content.read(size)


def _marks(info: Info) -> Iterator[tuple[str, str]]:
    """When a member was last changed: in UTC in RAR 5, by the clock of who packed it before."""
    if info.date_time:
        year, month, day, hour, minute, second = info.date_time
        time = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        utc = str(info.rar_version).startswith(("rar50", "rar70"))
        yield ("changed", f"{time}+00:00") if utc else ("changed (local)", time)


def whole(untrusted: bytes) -> int:
    """How many bytes at the beginning of an archive are whole blocks."""
    at = len(RAR5) if untrusted.startswith(RAR5) else len(RAR4)
    size = _block5 if untrusted.startswith(RAR5) else _block4
    while 0 < (length := size(untrusted, at)) <= len(untrusted) - at:
        at += length
    return at


def _block5(untrusted: bytes, at: int) -> int:
    """The size of a block of RAR 5; 0 where there is none."""
    head, begin = _number(untrusted, at + 4)
    _, place = _number(untrusted, begin)
    flags, place = _number(untrusted, place)
    if flags & 1:
        _, place = _number(untrusted, place)
    data = _number(untrusted, place)[0] if flags & 2 else 0
    return begin - at + head + data if head and begin > at + 4 else 0


def _number(untrusted: bytes, at: int) -> tuple[int, int]:
    """A number, seven bits a byte; and where it ends."""
    value = 0
    for place, byte in enumerate(untrusted[at : at + 10]):
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return value, at + place + 1
    return 0, at


def _block4(untrusted: bytes, at: int) -> int:
    """The size of a block of RAR 4; 0 where there is none."""
    head = untrusted[at : at + 40]
    if len(head) < 7:
        return 0
    sort, flags, size = (
        head[2],
        int.from_bytes(head[3:5], "little"),
        int.from_bytes(head[5:7], "little"),
    )
    more = int.from_bytes(head[7:11], "little") if flags & 0x8000 or sort == 0x74 else 0
    if sort == 0x74 and flags & 0x0100:
        more += int.from_bytes(head[32:36], "little") << 32
    return size + more if size >= 7 else 0


CONTAINER = Container(
    "rar", "a RAR archive", lambda head: head.startswith((RAR5, RAR4, RAR14)), unpack
)
