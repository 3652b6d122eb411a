"""Compound: the workbook's stream of an Excel file before 2007, taken out of its compound file ([MS-CFB]).

The library that reads workbooks follows a compound file's chains of sectors as they are written, and one
that runs in a circle it follows until memory ends, and the process with it. So the stream is taken out by
olefile, which follows none further than the file is long, and handed over in a compound file of its own.

>>> from io import BytesIO
>>> stream_of(BytesIO(wrapped("Workbook", b"records")))[1][:7]
b'records'
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import olefile

NAMES = ("Workbook", "Book", "WORKBOOK", "BOOK")
"""The stream of a workbook ([MS-XLS] 2.1.2), as programs spell it; the first that is there is read."""

SECTOR = 512
LEAST = 4096
"""Bytes below which a stream would lie elsewhere ([MS-CFB] 2.2: mini stream cutoff)."""

FREE, END, TABLE, DOUBLE, NOTHING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
"""What a sector's entry may say but the next one ([MS-CFB] 2.1)."""

IN_HEADER = 109
"""Sectors of the table that the header names; more are named by sectors of their own."""


def stream_of(content: BinaryIO) -> tuple[str, bytes]:
    """The workbook's stream and its name; `OSError` or `ValueError` where there is none, or it is damaged."""
    content.seek(0)
    with olefile.OleFileIO(content) as file:
        there = {"/".join(path): path for path in file.listdir()}
        name = next((name for name in NAMES if name in there), None)
        if name is None:
            raise OSError("no workbook")
        return name, file.openstream(there[name]).read()


def wrapped(name: str, stream: bytes) -> bytes:
    """A compound file that holds a stream and nothing else."""
    stream = stream.ljust(LEAST, b"\0")
    lengths = [_sectors(len(stream)), 1]
    """Of the stream and the directory."""

    tables = doubles = 0
    while True:
        every = sum(lengths) + tables + doubles
        more = _sectors(4 * every), -(-max(0, tables - IN_HEADER) // (SECTOR // 4 - 1))
        if more == (tables, doubles):
            break
        tables, doubles = more
    at_directory = lengths[0]
    at_tables = at_directory + 1
    at_doubles = at_tables + tables
    chain = [*range(1, lengths[0]), END, END, *[TABLE] * tables, *[DOUBLE] * doubles]
    chain += [FREE] * (-len(chain) % (SECTOR // 4))
    directory = _entry("Root Entry", 5, child=1, start=END, size=0)
    directory += _entry(name, 2, child=NOTHING, start=0, size=len(stream))
    directory += _entry("", 0, child=NOTHING, start=0, size=0) * 2
    places = list(range(at_tables, at_tables + tables))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables)
    head += struct.pack("<IIIIII", at_directory, 0, LEAST, END, 0, at_doubles if doubles else END)
    head += struct.pack("<I", doubles)
    head += _numbers([*places[:IN_HEADER], *[FREE] * (IN_HEADER - tables)])
    parts = [head, stream, bytes(-len(stream) % SECTOR), directory, _numbers(chain)]
    for double in range(doubles):
        begin = IN_HEADER + double * (SECTOR // 4 - 1)
        named = places[begin : begin + SECTOR // 4 - 1]
        named += [FREE] * (SECTOR // 4 - 1 - len(named))
        parts.append(_numbers([*named, at_doubles + double + 1 if double + 1 < doubles else END]))
    return b"".join(parts)


def _sectors(size: int) -> int:
    return -(-size // SECTOR)


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _entry(name: str, sort: int, *, child: int, start: int, size: int) -> bytes:
    """An entry of the directory ([MS-CFB] 2.6.1): 5 is the root, 2 a stream, 0 nothing."""
    letters = f"{name}\0".encode("utf-16-le") if name else b""
    numbers = (len(letters), sort, 1, NOTHING, NOTHING, child, b"", 0, 0, 0, start, size)
    return letters.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", *numbers)
