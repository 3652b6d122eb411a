r"""Formulas: which cells of a workbook are formulas, and what stands in those that have no stored value.

A program that only writes workbooks stores no value beside a formula; what was written is then all there
is, and stands as text: `=A1+B1`. It is taken from the parts themselves, in pieces, by their tags alone: nothing
is resolved, and nothing evaluated. Of xlsx and xlsm (ECMA-376, part 1, section 18.3.1.40) and ods
(OpenDocument 1.3, part 3, section 19.642). In xls and xlsb a formula always has a value beside it
([MS-XLS] 2.4.127, [MS-XLSB] 2.4.672): there they are not looked for.

On the way it is told how far out the filled cells of a sheet of xlsx lie, before anybody lays them all out.

>>> from io import BytesIO
>>> sheet = b'<row r="1"><c r="A1"><f>B1+$C$1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
>>> found = of_cells(BytesIO(sheet))
>>> found.count, found.texts
(2, {(0, 0): '=B1+$C$1'})
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import IO

MOST = 1_000_000
"""Formulas of a sheet whose text is kept: some 200 MB of memory."""

PIECE = 1 << 20

LONGEST = 16 << 20
"""Bytes of a part in which no cell ends, beyond which they are passed over."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
"""What a part is answered with that cannot be unpacked."""

_ATTRIBUTES = rb"((?:[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?)"
"""What stands in a tag behind its name; an end that is missing costs nothing beyond the next tag."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet" + _ATTRIBUTES + rb">")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship" + _ATTRIBUTES + rb">")
_CELL = re.compile(
    rb"<((?:\w+:)?)c%b>\s*<\1f%b>(?:([^<]*)</\1f\s*>)?\s*(?:<(\1v)%b>([^<]?))?"
    % (_ATTRIBUTES, _ATTRIBUTES, _ATTRIBUTES)
)
"""A cell of a sheet that is a formula: in it, the formula stands first, then the value."""

_FAR = re.compile(rb"\sr=[\"'](?:[A-Z]{3}[0-9]|[A-Z]{2}[0-9]{6})")
"""A cell so far out that the sheet may span more than memory holds: beyond column ZZ, or Z and row 100,000."""

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*ref=[\"'](?:[^\"':]*:)?([A-Z0-9]*)")
"""Where a sheet says that its last cell lies."""

_FILLED = re.compile(
    rb"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*(?<!/)>\s*<(?:\w+:)?(?:v|is)[\s>]"
)

_TABLE = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)%b>|<text:(p)[\s/>]" % _ATTRIBUTES
)
_STORED = re.compile(rb"\soffice:(?:value|date-value|time-value|boolean-value|string-value)\s*=")
_BRACKETED = re.compile(r"\[([^\]]*)\]")
_LANGUAGE = re.compile(r"\w+:(?==)")

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_REFERENCE = re.compile(
    r"\"[^\"]*\"|'[^']*'|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w(.!])"
)
"""A cell that a formula names; or a text, or a sheet's name, in which none is."""


@dataclass(slots=True)
class Formulas:
    """The formulas of a sheet."""

    count: int = 0
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """Those without a stored value, by row and column, both counted from 0."""

    rows: int = 0
    columns: int = 0
    """How many the filled cells span, where some lie far out."""


def of_workbook(packed: zipfile.ZipFile, sort: str) -> list[Formulas]:
    """The formulas of each sheet, in the order of the sheets; none where they cannot be told."""
    names = set(packed.namelist())
    if sort == "ods":
        if "content.xml" not in names or not _named(packed, "content.xml", b"table:formula"):
            return []
        with packed.open("content.xml") as part:
            return of_tables(part)
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, links} <= names:
        return []
    targets = {
        _attribute(tag[1], b"Id"): _attribute(tag[1], b"Target")
        for tag in _RELATION.finditer(packed.read(links))
    }
    sheets: list[Formulas] = []
    for tag in _SHEET.finditer(packed.read(book)):
        target = targets.get(_attribute(tag[1], rb"\w+:id"), "")
        name = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        sheets.append(Formulas())
        with suppress(*DAMAGED):  # the sheet itself is then not read
            if name in names:
                with packed.open(name) as part:
                    sheets[-1] = of_cells(part)
    return sheets


def _named(packed: zipfile.ZipFile, name: str, word: bytes) -> bool:
    """Whether a word stands in a part."""
    rest = b""
    with packed.open(name) as part:
        while piece := part.read(PIECE):
            if word in rest + piece:
                return True
            rest = piece[-len(word) :]
    return False


def of_cells(part: IO[bytes]) -> Formulas:
    """The formulas of a sheet of xlsx."""
    found = Formulas()
    shared: dict[str, tuple[int, int, str]] = {}
    wide: bool | None = None
    for block in _blocks(part, (b"/c>", b":c>")):
        wide = _may_be_wide(block) if wide is None else wide
        if wide and _FAR.search(block):
            for letters, number in set(_FILLED.findall(block)):
                found.columns = max(found.columns, _number(letters.decode()) + 1)
                found.rows = max(found.rows, int(number))
        for cell in _CELL.finditer(block) if b"<f" in block or b":f" in block else ():
            _, about, how, text, valued, _, value = cell.groups()
            found.count += 1
            place = _PLACE.fullmatch(_attribute(about, b"r"))
            said = unescape((text or b"").decode("utf-8", "replace")).strip()
            sharing = _attribute(how, b"si") if _attribute(how, b"t") == "shared" else ""
            if place is None or len(found.texts) >= MOST:
                continue
            row, column = int(place[2]) - 1, _number(place[1])
            if sharing and said:
                shared[sharing] = (row, column, said)
            if value or (valued and _attribute(about, b"t") == "str"):
                continue
            if sharing in shared:
                first_row, first_column, said = shared[sharing]
                said = moved(said, row - first_row, column - first_column)
            if said:
                found.texts[row, column] = f"={said}"
    return found


def _may_be_wide(beginning: bytes) -> bool:
    """Whether a sheet says that its cells reach far out, or does not say how far."""
    said = _DIMENSION.search(beginning)
    return said is None or _FAR.search(b' r="' + said[1]) is not None


def of_tables(part: IO[bytes]) -> list[Formulas]:
    """The formulas of the sheets of ods."""
    sheets: list[Formulas] = []
    row = column = 0
    rows = columns = 1
    waiting = ""
    for block in _blocks(part, (b"</table:table-cell>", b"</table:table-row>", b"</table:table>")):
        for tag in _TABLE.finditer(block):
            name, about, text = tag.groups()
            if text:
                waiting = ""
                continue
            if waiting and sheets:
                _repeat(sheets[-1], waiting, (row, rows), (column, columns))
            waiting = ""
            if name == b"table":
                sheets.append(Formulas())
                row, rows, column, columns = 0, 0, 0, 0
            elif name == b"table-row":
                row, rows = row + rows, _times(about, b"rows")
                column, columns = 0, 0
            elif sheets:
                column, columns = column + columns, _times(about, b"columns")
                said = _attribute(about, b"table:formula")
                sheets[-1].count += rows * columns if said else 0
                waiting = "" if _STORED.search(about) else said
    if waiting and sheets:
        _repeat(sheets[-1], waiting, (row, rows), (column, columns))
    return sheets


def _repeat(found: Formulas, text: str, rows: tuple[int, int], columns: tuple[int, int]) -> None:
    """A formula without a value, in all the cells that are written as one."""
    said = spelled(text)
    for row in range(rows[0], sum(rows)):
        for column in range(columns[0], sum(columns)):
            if len(found.texts) >= MOST:
                return
            found.texts[row, column] = said


def _blocks(part: IO[bytes], ends: tuple[bytes, ...]) -> Iterator[bytes]:
    """A part in pieces that end where something does."""
    rest = b""
    while piece := part.read(PIECE):
        rest += piece
        cut = max(rest.rfind(end) + len(end) if end in rest else 0 for end in ends)
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST:
            rest = b""
    yield rest


def spelled(formula: str) -> str:
    """A formula of OpenDocument's as a person would write it.

    >>> spelled("of:=SUM([.A1:.B2])&[$Sheet2.C3]")
    '=SUM(A1:B2)&$Sheet2.C3'
    """
    bare = _LANGUAGE.sub("", formula, count=1)
    return _BRACKETED.sub(lambda found: re.sub(r"(^|:)\.", r"\1", found[1]), bare)


def moved(formula: str, rows: int, columns: int) -> str:
    r"""A formula as it stands so many rows and columns further on, where cells share it.

    >>> moved("A1+$B$1&LOG10(C$2)&'Q1'!D4&\"E5\"", 2, 1)
    'B3+$B$1&LOG10(D$2)&\'Q1\'!E6&"E5"'
    """

    def further(found: re.Match[str]) -> str:
        fixed_column, column, fixed_row, row = found.groups()
        if column is None:
            return found[0]
        letters = column if fixed_column else _letters(_number(column) + columns)
        return f"{fixed_column}{letters}{fixed_row}{int(row) + (0 if fixed_row else rows)}"

    return _REFERENCE.sub(further, formula)


def _number(letters: str) -> int:
    """The place of a column: 'A' is 0, 'AA' is 26."""
    value = 0
    for letter in letters:
        value = 26 * value + ord(letter) - 64
    return value - 1


def _letters(number: int) -> str:
    """The letters of a column."""
    letters = ""
    number += 1
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _attribute(about: bytes, name: bytes) -> str:
    """What an attribute says; nothing where there is none."""
    said = re.search(rb"\s%b\s*=\s*(?:\"([^\"]*)\"|'([^']*)')" % name, about)
    return unescape((said[1] or said[2] or b"").decode("utf-8", "replace")) if said else ""


def _times(about: bytes, what: bytes) -> int:
    """How often a row or a cell is repeated."""
    said = _attribute(about, b"table:number-%b-repeated" % what)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 1
