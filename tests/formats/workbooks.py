"""Makes small workbooks, as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

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
