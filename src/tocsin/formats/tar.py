r"""Tar: an archive that is read from its beginning: the old one, ustar, GNU's and pax.

Links and devices are named and not followed; names are shown as they stand. What an archive says of
its members before them (long names, pax headers) is read as far as `Limits.cell` allows. A checksum
tells the first header from text.

>>> import io, tarfile
>>> archive = tarfile.TarInfo("clients.csv").tobuf() + bytes(1024)
>>> sniff(archive), sniff(b"clients.csv;" + archive[12:])
(True, False)
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Generator
from datetime import UTC, datetime
from typing import BinaryIO, cast

from tocsin.formats.base import (
    DEVICE,
    LINK,
    REST,
    Container,
    Damaged,
    Emit,
    Marks,
    Packed,
    Source,
    Unpacked,
)
from tocsin.formats.compressed import BREAKS_OFF

BLOCK = 512
PIECE = 8 * BLOCK
"""Bytes of a member taken at a time: as many are lost where an archive breaks off."""

_CHECKSUM = slice(148, 156)
"""Where a header holds the sum of its bytes, itself taken for blanks (POSIX.1-1988, ustar)."""

TOO_LONG = "What stands before a member is longer than is allowed."
NO_MEMBER = (
    "Bytes here belong to no member that can be told: the archive is damaged, or breaks off."
)


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a tar."""
    header = head[:BLOCK]
    if len(header) < BLOCK or not header[0]:
        return False
    try:
        told = int(header[_CHECKSUM].strip(b" \0") or b"-1", 8)
    except ValueError:
        return False
    blank = header[:148] + b" " * 8 + header[156:]
    signed = sum(byte - 256 if byte > 127 else byte for byte in blank)
    return told in (sum(blank), signed)


class _Blocks(io.RawIOBase):
    """The archive's bytes, block by block, of which only so many may be read for a header."""

    def __init__(self, source: Source, most: int) -> None:
        self._source, self._most = source, most
        self._left = most
        self._last = b""
        self._again = b""
        self.in_member = False

    def at_header(self) -> None:
        """From here on a header is read."""
        self._left, self._last, self.in_member = self._most, b"", False

    def read(self, size: int = -1) -> bytes:
        if not self.in_member:
            self._left -= size
            if self._left < 0:
                raise Damaged
        piece, self._again = self._again or self._source.read(size), b""
        self._last = piece or self._last
        return piece

    def to_header(self, after_end: bool) -> tuple[bool, bool]:
        """Go to the next header; whether there is one, and whether anything before it is no member.

        Unless it is `after_end`, the block read last was to be a header and was none.
        """
        strange = False
        block = self._source.read(BLOCK) if after_end else self._last
        may_be = after_end
        while block:
            if may_be and sniff(block):
                self._again = block
                return True, strange
            strange = strange or block.strip(b"\0") != b""
            block, may_be = self._source.read(BLOCK), True
        return False, strange


class _Content(io.RawIOBase):
    """A member's bytes."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none at the end; `Damaged` where they end too early."""
        try:
            piece = self._file.read(min(size, self._left, PIECE) if size >= 0 else PIECE)
        except tarfile.ReadError:
            raise Damaged(BREAKS_OFF) from None
        self._left -= len(piece)
        return piece


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the members; what is damaged is stepped over."""
    blocks = _Blocks(source, source.limits.cell)
    marks: Marks = ()
    more, strange = blocks.to_header(after_end=True)
    while more:
        marks = (*marks, *(yield from _members(blocks)))
        more, strange = blocks.to_header(after_end=False)
        if strange:
            yield Packed(REST, None, NO_MEMBER)
    return Unpacked(marks=marks)


def _members(blocks: _Blocks) -> Generator[Packed, None, Marks]:
    """Give out the members up to the archive's end, or to a header that is none."""
    blocks.at_header()
    try:
        archive = tarfile.open(  # noqa: SIM115 - nothing to close: it opens nothing
            fileobj=cast(BinaryIO, blocks), mode="r|", bufsize=BLOCK, encoding="utf-8"
        )
        while member := archive.next():
            blocks.in_member = True
            if not member.isdir():
                yield _packed(archive, member)
            archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            blocks.at_header()
    except Damaged:
        yield Packed(REST, None, TOO_LONG)
        return ()
    except (tarfile.TarError, ValueError, OverflowError):
        return ()
    return _global(archive)


def _global(archive: tarfile.TarFile) -> Marks:
    """What the archive says of itself."""
    return tuple((name, value) for name, value in archive.pax_headers.items() if name == "comment")


def _packed(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Packed:
    """One member, ready to be read; or why it is not."""
    name = _letters(member.name)
    marks = tuple(_marks(member))
    if member.issym() or member.islnk():
        return Packed(name, None, LINK, (*marks, ("link to", _letters(member.linkname))))
    if not member.isfile():
        return Packed(name, None, DEVICE, marks)
    buffered = cast(io.BufferedReader, archive.extractfile(member))
    content = _Content(cast(BinaryIO, buffered.raw), member.size)
    return Packed(name, cast(BinaryIO, content), None, marks)


def _letters(name: str) -> str:
    """A name whose bytes are no UTF-8, in letters all the same."""
    untrusted = name.encode("utf-8", "surrogateescape")
    try:
        return untrusted.decode()
    except UnicodeDecodeError:
        return untrusted.decode("latin-1")


def _marks(member: tarfile.TarInfo) -> Generator[tuple[str, str], None, None]:
    """When it was last changed, and whose it was."""
    if 0 < member.mtime < 1 << 33:
        yield "changed", datetime.fromtimestamp(int(member.mtime), UTC).isoformat()
    if member.uname or member.uid:
        yield "owner", _letters(member.uname) or str(member.uid)


CONTAINER = Container("tar", "a tar archive", sniff, unpack)
