"""Makes small workbooks, as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from tocsin.formats import compound
from tocsin.formats.spreadsheet import SAMPLE

Cell = str | int | float | None


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    hidden: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook; a cell that begins with '<' is written as it stands."""
    main = SAMPLE["xl/workbook.xml"].partition("<sheets>")[0]
    links = SAMPLE["xl/_rels/workbook.xml.rels"].partition("<Relationship ")[0]
    sort = SAMPLE["xl/_rels/workbook.xml.rels"].partition('Type="')[2].partition('"')[0]
    head = SAMPLE["xl/worksheets/s.xml"].partition("<sheetData>")[0]
    parts = dict(SAMPLE)
    for number, (name, rows) in enumerate(sheets.items()):
        state = ' state="hidden"' if name in hidden else ""
        main += "<sheets>" * (not number)
        main += f'<sheet name="{escape(name)}" sheetId="{number + 1}"{state} r:id="r{number}"/>'
        links += f'<Relationship Id="r{number}" Type="{sort}" Target="worksheets/s{number}.xml"/>'
        cells = "".join(
            f'<row r="{r}">{"".join(_cell(f"{chr(65 + c)}{r}", cell) for c, cell in enumerate(row))}</row>'
            for r, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/s{number}.xml"] = f"{head}<sheetData>{cells}</sheetData></worksheet>"
    parts["xl/workbook.xml"] = f"{main}</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = f"{links}</Relationships>"
    return packed(parts | dict(more or {}))


def packed(parts: Mapping[str, str]) -> bytes:
    """Parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def _cell(at: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith("<"):
        return cell.replace("AT", at)
    if isinstance(cell, str):
        return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{at}"><v>{cell!r}</v></c>'


def ods(rows: Sequence[Sequence[str]], manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet of texts."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text")
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="s">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_cells(*rows: Sequence[str]) -> bytes:
    """An OpenDocument spreadsheet whose cells are written as they stand."""
    whole = ods((("CELLS",),))
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    before, _, after = parts["content.xml"].partition("<table:table-row>")
    after = after.rpartition("</table:table-row>")[2]
    cells = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return packed(parts | {"content.xml": before + cells + after})


def xls(sheets: Mapping[str, Sequence[Sequence[Cell]]], *more: tuple[int, bytes]) -> bytes:
    """A workbook of before 2007; `more` are records that stand in each sheet before its cells."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    names = [name.encode("latin-1") for name in sheets]
    bodies = [
        begin + b"".join(record(*one) for one in (*more, *_records(rows), (0x000A, b"")))
        for rows in sheets.values()
    ]
    at = len(begin) + sum(12 + len(name) for name in names) + 4
    said = b""
    for name, body in zip(names, bodies, strict=True):
        said += record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
        at += len(body)
    return compound.wrapped("Workbook", begin + said + record(0x000A, b"") + b"".join(bodies))


def record(sort: int, content: bytes) -> bytes:
    """A record of a workbook ([MS-XLS] 2.1.4)."""
    return struct.pack("<HH", sort, len(content)) + content


def number(row: int, column: int, value: float) -> tuple[int, bytes]:
    """A cell with a number."""
    return 0x0203, struct.pack("<HHHd", row, column, 0, value)


def _records(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, bytes]]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                text = struct.pack("<HHHHB", row, column, 0, len(cell), 0) + cell.encode("latin-1")
                yield 0x0204, text
            elif cell is not None:
                yield number(row, column, cell)


def xlsb(rows: Sequence[Sequence[Cell]], *more: tuple[int, int, float]) -> bytes:
    """A binary workbook of one sheet; `more` are numbers by their row and column."""
    far = {(row, column): value for row, column, value in more}
    cells = {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)} | far
    sheet = binary(0x0094, bytes(16)) + binary(0x0091, b"")
    for (row, column), cell in cells.items():
        sheet += binary(0x0000, struct.pack("<I", row) + bytes(13))
        at = struct.pack("<II", column, 0)
        if isinstance(cell, str):
            sheet += binary(0x0006, at + wide(cell))
        elif cell is not None:
            sheet += binary(0x0005, at + struct.pack("<d", cell))
    relation = f'<Relationship Id="r" Type="{_SHEET}" Target="worksheets/s.bin"/>'
    book = binary(0x009C, bytes(8) + wide("r") + wide("s")) + binary(0x0090, b"")
    out = io.BytesIO(
        packed(
            {
                "xl/_rels/workbook.bin.rels": f"<Relationships>{relation}</Relationships>",
                "[Content_Types].xml": "<Types/>",
            }
        )
    )
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.bin", book + binary(0x009D, b""))
        file.writestr("xl/worksheets/s.bin", sheet + binary(0x0092, b""))
    return out.getvalue()


_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def binary(sort: int, content: bytes) -> bytes:
    """A record of a binary workbook ([MS-XLSB] 2.1.4), of at most 127 bytes."""
    kind = bytes([sort]) if sort < 0x80 else bytes([sort & 0x7F | 0x80, sort >> 7])
    return kind + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
