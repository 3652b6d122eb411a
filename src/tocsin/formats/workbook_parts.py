"""Workbook parts: what is looked through before a library reads a workbook.

That it unpacks to no more than is allowed, that its cells lie no further apart than memory holds, what it
says of itself, and which of its cells are formulas.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from io import BytesIO
from typing import IO, BinaryIO
from xml.parsers import expat

import python_calamine as calamine

from tocsin.formats import biff, biff12, compound, formulas
from tocsin.formats.base import Marks
from tocsin.formats.formulas import Formulas
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Limits

SPREAD = 64 << 20
"""Cells that a sheet may span, filled or not: the library holds each, in 32 bytes, and ends the process
where memory does."""

HELD = 48 << 20
"""Cells that all sheets of an old workbook may span: the library holds all at once, and one sheet twice."""

BINARY, SHEETS = "xl/workbook.bin", "xl/worksheets/"
"""The parts of an xlsb ([MS-XLSB] 2.1.7)."""

PROPERTIES = (
    ("written by", rb"<(?:\w+:)?(?:Application|generator)>([^<]{1,200})<"),
    ("version", rb"<(?:\w+:)?AppVersion>([^<]{1,50})<"),
    ("author", rb"<(?:\w+:)?(?:creator|initial-creator)>([^<]{1,200})<"),
    ("created", rb"<(?:\w+:)?(?:created|creation-date)\b[^>]*>([^<]{1,50})<"),
    ("changed", rb"<(?:\w+:)?(?:modified|date)\b[^>]*>([^<]{1,50})<"),
)
"""What a workbook says of itself (ECMA-376, part 2, section 11; OpenDocument 1.3, part 3, section 4)."""


def looked_through(content: BinaryIO, sort: str, limits: Limits) -> tuple[Marks, list[Formulas]]:
    """What a packed workbook says of itself, and its formulas; `Refused` where it would unpack to too much."""
    content.seek(0)
    if content.read(2) != b"PK":
        return (), []
    try:
        with zipfile.ZipFile(content) as packed:
            parts = packed.infolist()
            _check(packed, limits)
            said = b"".join(
                _some(packed, part.filename)
                for part in parts
                if part.filename in ("docProps/core.xml", "docProps/app.xml", "meta.xml")
            )
            names = packed.namelist()
            if sort == "ods" and "content.xml" in names:
                with packed.open("content.xml") as part:
                    _whole(part)
            if BINARY in map(str.lower, names):
                for sheet in (name for name in names if name.lower().startswith(SHEETS)):
                    with suppress(*formulas.DAMAGED), packed.open(sheet) as part:
                        _fits(biff12.spread(part), SPREAD)
            written = formulas.of_workbook(packed, sort)
    except Refused:
        raise
    except Exception as fault:  # a zip that Python does not take
        raise unreadable(fault) from None
    found = ((name, re.search(pattern, said)) for name, pattern in PROPERTIES)
    marks = (
        (name, " ".join(hit[1].decode("utf-8", "replace").split())) for name, hit in found if hit
    )
    return tuple(marks), written


def _check(packed: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse what unpacks to too much."""
    parts = packed.infolist()
    if max((part.file_size for part in parts), default=0) > limits.in_memory:
        raise Refused(
            f"One of its parts unpacks to more than {limits.in_memory >> 20} MiB.",
            remedy="Allow more with --limit in_memory=BYTES.",
        )


def _whole(part: IO[bytes]) -> None:
    """Refuse XML that is not whole: the library reads a sheet of OpenDocument on and on to its end tag."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    try:
        while piece := part.read(1 << 20):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        line, why = fault.lineno, expat.ErrorString(fault.code)
        raise Refused(
            f"It is a workbook that is damaged: its XML is not whole (line {line:,}: {why}).",
            remedy="",
        ) from None


def _refuse(*_declared: object) -> None:
    raise Refused("Its XML declares entities, as a trap does.", remedy="")


def _some(packed: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part."""
    with packed.open(name) as part:
        return part.read(1 << 20)


def sound(content: BinaryIO) -> BinaryIO:
    """The workbook of a compound file in a sound one; `Refused` where memory would not hold its sheets."""
    try:
        name, stream = compound.stream_of(content)
        stream, cells = biff.tamed(stream)
    except MemoryError:
        raise
    except Exception as fault:  # whatever olefile says of hostile bytes
        raise unreadable(fault) from None
    _fits(cells, HELD)
    return BytesIO(compound.wrapped(name, stream))


def _fits(cells: int, most: int) -> None:
    """Refuse a binary workbook whose cells lie further apart than memory holds."""
    if cells > most:
        raise Refused(f"Its sheets span {cells:,} cells, more than memory holds.", remedy="")


def unreadable(fault: BaseException) -> Refused:
    """What is said of a workbook that a library does not take."""
    if isinstance(fault, calamine.PasswordError):
        return Refused("It is locked with a password.", remedy="Save it without one.")
    if isinstance(fault, zipfile.BadZipFile):
        return Refused(
            "It is a workbook that breaks off, or whose directory is damaged: it cannot be read.",
            remedy="",
        )
    return Refused(
        f"It is a workbook that is corrupt, or none at all ({type(fault).__name__}).", remedy=""
    )
