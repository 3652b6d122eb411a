"""DBF: tables of dBase III and IV, FoxPro and Visual FoxPro, as shapefiles and old shops have them.

Records that were deleted are still in the file: they are read into a table of their own, `deleted`. Memos
lie in a file beside it that is not here: their cells hold the number of their block, and that is told.
Text is decoded by the code page that the header names, else as UTF-8 if it is such, else Windows-1252.
(Layouts: dBase "File Structure for dBASE Version 7"; Microsoft, "Visual FoxPro Table File Structure".)
"""

from __future__ import annotations

import codecs
import datetime
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.grid import Grid, distinct
from tocsin.formats.walk import ONLY
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading, Table

VERSIONS = {
    0x02: "FoxBASE",
    0x03: "dBase III",
    0x04: "dBase IV",
    0x05: "dBase V",
    0x30: "Visual FoxPro",
    0x31: "Visual FoxPro",
    0x32: "Visual FoxPro",
    0x43: "dBase IV",
    0x63: "dBase IV",
    0x83: "dBase III with memos",
    0x8B: "dBase IV with memos",
    0xCB: "dBase IV with memos",
    0xF5: "FoxPro 2 with memos",
}
"""The first byte, and who writes it."""

PAGES = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x04: "mac_roman", 0x08: "cp865", 0x09: "cp437",
    0x0A: "cp850", 0x0B: "cp437", 0x0D: "cp437", 0x0E: "cp850", 0x0F: "cp437", 0x10: "cp850",
    0x11: "cp437", 0x12: "cp850", 0x13: "cp932", 0x14: "cp850", 0x15: "cp437", 0x16: "cp850",
    0x17: "cp865", 0x18: "cp437", 0x19: "cp437", 0x1A: "cp850", 0x1B: "cp437", 0x1C: "cp863",
    0x1D: "cp850", 0x1F: "cp852", 0x22: "cp852", 0x23: "cp852", 0x24: "cp860", 0x25: "cp850",
    0x26: "cp866", 0x37: "cp850", 0x40: "cp852", 0x4D: "gbk", 0x4E: "cp949", 0x4F: "big5",
    0x50: "cp874", 0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852", 0x65: "cp866",
    0x66: "cp865", 0x67: "cp861", 0x6A: "cp737", 0x6B: "cp857", 0x78: "big5", 0x79: "cp949",
    0x7A: "gbk", 0x7B: "cp932", 0x7C: "cp874", 0x86: "cp737", 0x87: "cp852", 0x88: "cp857",
    0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253", 0xCC: "cp1257",
}  # fmt: skip
"""The code page of each language driver (byte 29)."""

SORTS = b"CNFDLMIBYTO@+VQGP0W"
"""The sorts of fields there are."""

MEMOS = b"MGPW"

HEADER = struct.Struct("<B3BIHH17xBB2x")
FIELD = struct.Struct("<11sc4xBB14x")
DELETED, LIVE = ord("*"), ord(" ")

AT_ONCE = 1 << 20
"""Bytes of records read at a time."""

JULIAN = 1_721_425
"""The Julian day of 1 January of the year 1, as FoxPro counts days."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    sort: int
    at: int
    size: int
    decimals: int


@dataclass(frozen=True, slots=True)
class _Layout:
    version: int
    changed: str
    records: int
    begin: int
    size: int
    page: int
    fields: tuple[_Field, ...]


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a DBF: its header must add up."""
    return _layout(head) is not None


def _layout(head: bytes) -> _Layout | None:
    """The header, if it is one."""
    if len(head) < HEADER.size + FIELD.size + 1 or head[0] not in VERSIONS:
        return None
    version, year, month, day, records, begin, size, _, page = HEADER.unpack_from(head)
    if month > 12 or day > 31 or begin < 65 or begin > len(head) or size < 2:
        return None
    fields, at = [], 1
    for place in range(HEADER.size, begin, FIELD.size):
        if head[place] == 0x0D or place + FIELD.size > begin:
            break
        name, sort, length, decimals = FIELD.unpack_from(head, place)
        if sort[0] not in SORTS or not length:
            return None
        if sort == b"C":
            length, decimals = length + 256 * decimals, 0
        word = name.partition(b"\0")[0]
        if not word or min(word) < 32:
            return None
        fields.append(_Field(word.decode("cp1252", "replace"), sort[0], at, length, decimals))
        at += length
    if not fields or at != size:
        return None
    changed = f"{1900 + year + (100 if year < 80 else 0)}-{month:02}-{day:02}" if month else ""
    return _Layout(version, changed, records, begin, size, page, tuple(fields))


def read(source: Source, emit: Emit) -> Reading:
    """Read its records, those that are deleted into a second table."""
    layout = _layout(source.head)
    if layout is None:
        raise Refused("It is a DBF whose header is corrupt.", remedy="")
    content = source.random()
    fields = [field for field in layout.fields if field.sort != ord("0")]
    names = distinct(field.name for field in fields)
    page = PAGES.get(layout.page) or _unnamed(content, layout)
    tables: list[Table] = []
    read_ = 0
    for name, flag in ((ONLY, LIVE), ("deleted", DELETED)):
        grid = Grid(name, names, emit, source.limits.cell)
        read_ = 0
        for records in _records(content, layout):
            flags = records[:, 0]
            ours = records[flags == flag]
            if flag == LIVE:
                for place in np.flatnonzero((flags != LIVE) & (flags != DELETED)).tolist():
                    grid.reject(f"record {read_ + place + 1:,}", "is neither live nor deleted")
            read_ += len(records)
            if len(ours):
                grid.put([_column(ours, field, layout, page) for field in fields])
        if flag == LIVE and read_ < layout.records:
            missing = layout.records - read_
            grid.reject(
                f"record {read_ + 1:,}", f"{missing:,} records are announced that are not there"
            )
        if flag == LIVE or grid.rows:
            tables.append(grid.close())
    memos = sorted(field.name for field in fields if field.sort in MEMOS and layout.version != 0x02)
    said = (
        ("written by", VERSIONS[layout.version]),
        ("changed", layout.changed),
        ("code page", PAGES.get(layout.page, "not named")),
        ("memos not here", ", ".join(memos)),
    )
    return Reading("dbf", page, None, tuple(tables), marks=tuple(m for m in said if m[1]))


def _records(content: BinaryIO, layout: _Layout) -> Iterator[npt.NDArray[np.uint8]]:
    """The records, as bytes in rows."""
    content.seek(layout.begin)
    left, at_once = layout.records, max(AT_ONCE // layout.size, 1)
    while left:
        raw = content.read(min(left, at_once) * layout.size)
        count = len(raw) // layout.size
        if not count:
            return
        yield np.frombuffer(raw, dtype=np.uint8, count=count * layout.size).reshape(
            count, layout.size
        )
        if len(raw) % layout.size:
            return
        left -= count


def _unnamed(content: BinaryIO, layout: _Layout) -> str:
    """The encoding where the header names none."""
    for records in _records(content, layout):
        for field in layout.fields:
            if field.sort != ord("C"):
                continue
            for raw in {
                r.tobytes() for r in records[:, field.at : field.at + field.size] if r.max() > 127
            }:
                try:
                    raw.decode()
                except UnicodeDecodeError:
                    return "cp1252"
    return "utf-8"


def _column(records: npt.NDArray[np.uint8], field: _Field, layout: _Layout, page: str) -> pa.Array:
    """The cells of one field; blank ones are NULL."""
    raw = np.ascontiguousarray(records[:, field.at : field.at + field.size])
    sort = chr(field.sort)
    foxpro = 0x30 <= layout.version <= 0x32
    if sort in "I+" and field.size == 4:
        return pc.cast(pa.array(raw.view("<i4").ravel()), pa.string())
    if sort == "Y" and field.size == 8:
        return _cells([str(Decimal(v).scaleb(-4)) for v in raw.view("<i8").ravel().tolist()])
    if (sort == "O" or (sort == "B" and foxpro)) and field.size == 8:
        return pc.cast(pa.array(raw.view("<f8").ravel()), pa.string())
    if sort in "T@" and field.size == 8:
        return _cells([_moment(*pair) for pair in raw.view("<i4").reshape(-1, 2).tolist()])
    if sort in "MGP" and field.size == 4 and foxpro:
        blocks = raw.view("<u4").ravel().tolist()
        return _cells([str(block) if block else None for block in blocks])
    if sort == "Q":
        return _cells([r.tobytes().rstrip(b"\0").hex() or None for r in raw])
    text = _text(raw, page)
    if sort == "D":
        dates = pc.replace_substring_regex(text, r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3")
        return _blank(pc.if_else(pc.equal(dates, "0000-00-00"), "", dates))
    if sort == "L":
        return _blank(pc.replace_substring(text, "?", ""))
    return _blank(text)


def _text(raw: npt.NDArray[np.uint8], page: str) -> pa.Array:
    """Fixed fields as text, without the blanks and NULs that fill them."""
    height, width = raw.shape
    if not raw.size or raw.max() < 128:
        cells = pa.FixedSizeBinaryArray.from_buffers(
            pa.binary(width), height, [None, pa.py_buffer(raw.tobytes())]
        )
        text = pc.cast(pc.cast(cells, pa.binary()), pa.string())
    else:
        text = pa.array([row.tobytes().decode(page, "replace") for row in raw], pa.string())
    return pc.utf8_trim(pc.utf8_rtrim(text, characters=" \0"), characters=" ")


def _blank(text: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(text, ""), None, text)


def _cells(cells: list[str | None]) -> pa.Array:
    return pa.array(cells, pa.string())


def _moment(day: int, milliseconds: int) -> str | None:
    """A day, as FoxPro counts them, and the time of it."""
    if not day:
        return None
    try:
        date = datetime.date.fromordinal(day - JULIAN)
    except (ValueError, OverflowError):
        return f"day {day}"
    seconds = milliseconds // 1000
    return f"{date} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def prepare() -> None:
    """Take a small table with a field of each sort, and look up every code page."""
    for page in PAGES.values():
        codecs.lookup(page)
    read(Source(BytesIO(sample())), lambda _name, _batch: None)


def sample() -> bytes:
    """A table of two records."""
    fields = (("NAME", "C", 4), ("DAY", "D", 8), ("OK", "L", 1), ("NO", "I", 4), ("AT", "T", 8))
    size = 1 + sum(length for _, _, length in fields)
    begin = HEADER.size + FIELD.size * len(fields) + 1
    head = HEADER.pack(0x30, 114, 6, 13, 2, begin, size, 0, 0x03)
    told = b"".join(FIELD.pack(n.encode(), s.encode(), length, 0) for n, s, length in fields)
    record = "Zoé ".encode("cp1252") + b"20140613T" + struct.pack("<iii", 7, 2_456_822, 60_000)
    return head + told + b"\r" + b" " + record + b"*" + record + b"\x1a"


FORMAT = Format("dbf", "dBase table", sniff, read, prepare)
