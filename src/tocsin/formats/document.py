"""Document: a text document (.docx, .odt): its words line by line, its tables' rows between tabs.

Only the document's own XML is read, as it streams; entities are not expanded, and what the document links
to is not fetched. Files embedded in it are given out as they are.
"""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from io import BytesIO
from typing import BinaryIO
from xml.parsers import expat

from tocsin.formats import opendocument_lock, zip_marks
from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked
from tocsin.terms.errors import Refused

SORTS = {"docx": "word/document.xml", "odt": "content.xml"}
"""Where each keeps its text."""

EMBEDDED = "word/embeddings/"
"""The folder of files that a .docx holds."""

PARAGRAPHS, CELLS, ROWS = {"p", "h"}, {"tc", "table-cell"}, {"tr", "table-row"}
BREAKS, TABS, WORDS = {"br", "cr", "line-break"}, {"tab"}, {"t"}
SPACES, DELETED = {"s"}, {"del", "moveFrom", "tracked-changes", "annotation"}
"""Names of elements: WordprocessingML (ECMA-376, part 1, section 17); OpenDocument 1.3, part 3."""

PIECE = 64 << 10
TOO_LONG = "It is longer than is allowed. Allow more with --limit in_memory=BYTES."
DAMAGED = "It is a damaged document: its text cannot be told."


class _Entity(Exception):
    """The XML declares an entity, as no document's does."""


class _Lines:
    """The text of a document as its XML is read."""

    def __init__(self, office: str) -> None:
        self._word = office == "docx"
        self.lines: list[str] = []
        self._line: list[str] = []
        self._row: list[str] | None = None
        self._rows = self._deleted = self._text = 0

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2]
        self._deleted += name in DELETED
        self._text += name in WORDS if self._word else name in PARAGRAPHS
        if name in ROWS:
            self._rows += 1
            if self._rows == 1:
                self._row = []
        elif name in TABS:
            self._line.append(" " if self._row is not None else "\t")
        elif name in BREAKS:
            self._end_line()
        elif name in SPACES and not self._word:
            self._line.append(" ")

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(":")[2]
        self._deleted -= name in DELETED
        self._text -= name in WORDS if self._word else name in PARAGRAPHS
        if name in PARAGRAPHS:
            self._end_line()
        elif name in CELLS and self._row is not None and self._rows == 1:
            self._row.append(" ".join(filter(None, self._line)).strip())
            self._line = []
        elif name in ROWS:
            self._rows -= 1
            if not self._rows and self._row is not None:
                self.lines.append("\t".join(self._row))
                self._row = None

    def words(self, text: str) -> None:
        """Some letters."""
        if self._text and not self._deleted:
            self._line.append(text)

    def _end_line(self) -> None:
        if self._row is not None:
            self._line.append(" ")
            return
        self.lines.append("".join(self._line))
        self._line = []


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is such a document."""
    return head.startswith(zip_marks.SIGNATURE) and zip_marks.office(head) in SORTS


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the text, and the files embedded."""
    office = zip_marks.office(source.head) or ""
    try:
        content = source.random()
        if office == "odt":
            content = opendocument_lock.unlocked(content, source.allowance)
        archive = zipfile.ZipFile(content)
        lines = _read(archive, SORTS[office], _Lines(office), source.limits.in_memory)
    except _Entity:
        raise Refused("Its XML declares entities, as a trap does.", remedy="") from None
    except (zipfile.BadZipFile, KeyError, expat.ExpatError, OSError, ValueError, EOFError):
        raise Refused(DAMAGED, remedy="") from None
    yield Packed("text", BytesIO("\n".join(lines).encode("utf-8", "replace")))
    yield from _embedded(archive)
    return Unpacked()


def _read(archive: zipfile.ZipFile, part: str, told: _Lines, most: int) -> list[str]:
    """The lines of the document's main part."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = told.begin
    parser.EndElementHandler = told.end
    parser.CharacterDataHandler = told.words
    parser.EntityDeclHandler = _refuse
    left = most
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise Refused(TOO_LONG, remedy="")
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    return told.lines


def _refuse(*_declared: object) -> None:
    raise _Entity


def _embedded(archive: zipfile.ZipFile) -> Iterator[Packed]:
    for info in archive.infolist():
        if info.filename.startswith(EMBEDDED) and not info.is_dir():
            try:
                content: BinaryIO = archive.open(info)  # type: ignore[assignment]  # reads bytes
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
                yield Packed(info.filename, None, "It is damaged.")
            else:
                yield Packed(info.filename, content)


CONTAINER = Container("document", "a text document", sniff, unpack)
