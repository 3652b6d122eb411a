"""Unopened: archives that are told by their mark and not opened, with what to do about them."""

from __future__ import annotations

from collections.abc import Generator

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.formats.encoding import is_text
from tocsin.terms.errors import Refused

MARKS = (
    (0, b"MSCF\0\0\0\0", "a Windows cabinet"),
    (0, b"\x60\xea", "an ARJ archive"),
    (7, b"**ACE**", "an ACE archive"),
    (2, b"-lh", "an LHA archive"),
    (0, b"\x1f\x9d", "a file packed by compress (.Z)"),
    (0, b"\x1f\xa0", "a file packed by LZH"),
    (0, b"LZIP", "a file packed by lzip"),
    (0, b"\x89LZO\x00\r\n\x1a\n", "a file packed by lzop"),
    (0, b"\xff\x06\x00\x00sNaPpY", "a file packed by Snappy"),
    (32769, b"CD001", "a disc image"),
    (0, b"xar!", "a xar archive"),
    (0, b"KDMV", "a disc of a virtual machine"),
    (0, b"conectix", "a disc of a virtual machine"),
    (0, b"vhdxfile", "a disc of a virtual machine"),
    (0, b"QFI\xfb", "a disc of a virtual machine"),
    (0, b"TAPE\0\0", "a backup by SQL Server"),
    (0, b"PGDMP", "a PostgreSQL dump in its own format; pg_restore -f FILE.sql makes text of it"),
    (0, b"!BDN", "a store of Outlook (.pst)"),
)
"""Where in a file, what stands there, and what that is."""


def what(head: bytes) -> str:
    r"""What a file that begins so is; '' where it is none of these, or text.

    >>> what(b"PGDMP\x01\x0e\x00")[:17], what(b"PGDMP;name")
    ('a PostgreSQL dump', '')
    """
    found = (said for at, mark, said in MARKS if head.startswith(mark, at))
    said = next(found, "")
    return "" if said and is_text(head[:4096]) else said


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Refuse it by its name."""
    raise Refused(
        f"It is {what(source.head)}, which is not opened here.",
        remedy="Unpack it, and add what was in it.",
    )
    yield  # a generator, as every container's


CONTAINER = Container(
    "unopened", "an archive that is not opened", lambda head: bool(what(head)), unpack
)
