"""Spreadsheet: Excel's and OpenDocument's workbooks, every sheet a table, hidden ones too.

Cells are as a person would see them: 12 and not 12.0, dates as ISO 8601, text as it stands. Of a formula
the value that was stored with it is the cell; where there is none, its text is (`formulas`). None is ever
evaluated. Rows without a value are left out and counted; rows that stand above a heading (a title, a date of
export) are rejects with their place.

A workbook locked with a password is opened with one that was allowed, or refused saying that it is
locked (`excel_lock`, `opendocument_lock`). What might exhaust memory is found out before
(`workbook_parts`); reading is done by calamine (Rust).
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import BinaryIO

import python_calamine as calamine

from tocsin.formats import excel_lock, opendocument_lock, workbook_parts
from tocsin.formats.base import HEAD, Emit, Format, Source
from tocsin.formats.excel_lock import COMPOUND
from tocsin.formats.formulas import Formulas
from tocsin.formats.grid import Grid, distinct, unread
from tocsin.formats.heading_row import ABOVE_HEADING, LOOKED_AT, heading_of
from tocsin.formats.workbook_parts import looked_through, sound, unreadable
from tocsin.formats.zip_marks import office
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance, Limits
from tocsin.terms.table import Reading, Table

STREAMS = (
    *(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK")),
    excel_lock.ENCRYPTED,
)
"""The streams of a compound file that hold a workbook ([MS-XLS] 2.1, [MS-OFFCRYPTO] 2.3)."""

NOT_ITS_OWN = (MemoryError, KeyboardInterrupt, SystemExit)
"""What passes through, whatever else the library raises on hostile bytes."""

Cell = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | None
)


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, or an Office document that is locked."""
    if head.startswith(COMPOUND):
        return any(name in head for name in STREAMS) or head[512:514] == b"\x09\x08"
    return office(head) in ("xlsx", "ods")


def read(source: Source, emit: Emit) -> Reading:
    """Read all sheets; `Refused` for what is locked, corrupt, or unpacks to too much."""
    content = source.random()
    if source.head.startswith(COMPOUND):
        content = excel_lock.unlocked(content, source.allowance)
    elif office(source.head) == "ods":
        content = _opened(content, source.allowance)
    content.seek(0)
    head = content.read(HEAD)
    name = office(head) or "xls"
    if head.startswith(COMPOUND):
        content = sound(content)
    marks, written = looked_through(content, name, source.limits)
    content.seek(0)
    try:
        book = calamine.CalamineWorkbook.from_filelike(content)
        sheets = book.sheets_metadata
    except BaseException as fault:  # a panic of the library is no Exception
        if isinstance(fault, NOT_ITS_OWN):
            raise
        raise unreadable(fault) from None
    tables: list[Table] = []
    notes: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    """Sheets of which nothing could be read, and why."""

    names = distinct(sheet.name for sheet in sheets)
    for place, sheet in enumerate(sheets):
        shown = names[place]
        if sheet.visible is not calamine.SheetVisibleEnum.Visible:
            notes.append(("hidden sheet", shown))
        if sheet.typ not in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            continue
        ours = written[place] if len(written) == len(sheets) else Formulas()
        if ours.rows * ours.columns > workbook_parts.SPREAD:
            spread = f"its cells span {ours.rows:,} rows and {ours.columns:,} columns"
            lost.append((shown, f"{spread}, more than memory holds"))
            continue
        try:
            cells = book.get_sheet_by_index(place)
        except BaseException as fault:
            if isinstance(fault, NOT_ITS_OWN):
                raise
            lost.append((shown, f"it is corrupt ({type(fault).__name__})"))
            continue
        table = _Sheet(shown, cells, ours, source.limits).read(emit, notes)
        if table:
            tables.append(table)
    if lost and not tables:
        raise Refused(f"None of its sheets could be read: {lost[0][1]}.", remedy="")
    tables += [unread(shown, why, emit) for shown, why in lost]
    return Reading(name, None, None, tuple(tables), marks=(*marks, *notes))


class _Sheet:
    """One sheet."""

    def __init__(
        self, name: str, cells: calamine.CalamineSheet, written: Formulas, limits: Limits
    ) -> None:
        self._name, self._cells, self._limits = name, cells, limits
        self._written = written
        self._left = cells.start[1] if cells.start else 0
        self._texts: dict[int, dict[int, str]] = {}
        """Formulas without a stored value, by their row."""

        for (row, column), text in written.texts.items():
            self._texts.setdefault(row, {})[column] = text

    def read(self, emit: Emit, notes: list[tuple[str, str]]) -> Table | None:
        """Its rows; None where it has no value at all."""
        cells = self._cells
        used = self._used()
        if not used:
            return None
        first = list(islice(self._rows(used), LOOKED_AT))
        filled = [(number, row) for number, row in first if any(c is not None for c in row)]
        above, names = heading_of([row for _, row in filled], len(used))
        if not filled and not any(c is not None for _, row in self._rows(used) for c in row):
            return None
        grid = Grid(self._name, names, emit, self._limits.cell)
        for number, _ in filled[: max(above, 0)]:
            grid.reject(f"row {number:,}", ABOVE_HEADING)
        skipped = filled[above][0] if above >= 0 else 0
        empty = 0
        for number, row in self._rows(used):
            if not any(cell is not None for cell in row):
                empty += 1
            elif number > skipped:
                grid.add(row)
        if empty:
            notes.append(("empty rows", f"{self._name}: {empty:,}"))
        if cells.merged_cell_ranges:
            notes.append(("merged cells", f"{self._name}: {len(cells.merged_cell_ranges):,}"))
        if self._written.count:
            notes.append(("formulas", f"{self._name}: {self._written.count:,}"))
        if texts := len(self._written.texts):
            notes.append(("formulas without a stored value", f"{self._name}: {texts:,}"))
        return grid.close()

    def _rows(self, used: Sequence[int]) -> Iterator[tuple[int, list[str | None]]]:
        """The rows with their numbers, as a spreadsheet counts them."""
        read = [(place, at - self._left) for place, at in enumerate(used)]
        number = 0
        for number, row in enumerate(self._cells.iter_rows(), 1):
            cells = [shown(row[at]) if 0 <= at < len(row) else None for _, at in read]
            yield number, self._with_formulas(number, cells, used)
        for below in sorted(row for row in self._texts if row >= number):
            yield below + 1, self._with_formulas(below + 1, [None] * len(used), used)

    def _with_formulas(
        self, number: int, cells: list[str | None], used: Sequence[int]
    ) -> list[str | None]:
        texts = self._texts.get(number - 1)
        if not texts:
            return cells
        return [texts.get(used[at]) if cell is None else cell for at, cell in enumerate(cells)]

    def _used(self) -> list[int]:
        """The columns that hold a value; only where there are many are they looked at one by one."""
        used = {column for _, column in self._written.texts}
        begin, end = self._cells.start, self._cells.end
        if begin is None or end is None:
            return sorted(used)
        if end[1] - begin[1] < self._limits.columns:
            return sorted({*range(begin[1], end[1] + 1), *used})
        for row in self._cells.iter_rows():
            used.update(at for at, cell in enumerate(row, self._left) if shown(cell) is not None)
        return sorted(used)


def shown(cell: Cell) -> str | None:
    """A cell as a person would see it; NULL where it is empty, or an error.

    >>> shown(12.0), shown(0.1 + 0.2), shown(1e21), shown(True), shown("")
    ('12', '0.3', '1000000000000000000000', 'TRUE', None)
    >>> shown(datetime.datetime(2014, 6, 13)), shown(datetime.datetime(2014, 6, 13, 9, 30))
    ('2014-06-13', '2014-06-13 09:30:00')
    """
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode() if cell else None
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number(cell)
    if isinstance(cell, datetime.datetime):
        whole = cell.time() == datetime.time()
        return cell.date().isoformat() if whole else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.timedelta):
        seconds = round(cell.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def number(value: float) -> str:
    """A number with the 15 digits that spreadsheets keep, and without an exponent."""
    said = f"{value:.15g}"
    if "e" not in said:
        return said
    return said if abs(value) > 1e40 or abs(value) < 1e-40 else f"{Decimal(said):f}"


def _opened(content: BinaryIO, allowance: Allowance) -> BinaryIO:
    """An OpenDocument, decrypted where it is locked."""
    try:
        return opendocument_lock.unlocked(content, allowance)
    except (Refused, MemoryError):
        raise
    except Exception as fault:  # a zip that Python does not take
        raise unreadable(fault) from None


def prepare() -> None:
    """Take a small workbook, and the cipher of locked ones, so that all is loaded."""
    excel_lock.prepare()
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in SAMPLE.items():
            packed.writestr(name, part)
    read(Source(BytesIO(out.getvalue())), lambda _name, _batch: None)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SAMPLE = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r" Type="{_OFFICE}/worksheet" Target="worksheets/s.xml"/></Relationships>',
    "xl/worksheets/s.xml": f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
    "</row></sheetData></worksheet>",
}
"""A workbook of one cell."""


FORMAT = Format("spreadsheet", "workbook", sniff, read, prepare)
