"""Workbooks: every sheet, every cell as a person would see it; what is locked or corrupt is refused."""

from __future__ import annotations

import io
import secrets
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from reading import got
from workbooks import ods, packed, xlsx

from tocsin import formats
from tocsin.formats import spreadsheet
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance, Limits

ROWS = (("id", "phone"), (1, "0612345678"), (2, "0698765432"))


def locked(content: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def refusal(untrusted: bytes, allowance: Allowance | None = None) -> str:
    source = Source(io.BytesIO(untrusted), allowance=allowance or Allowance())
    with pytest.raises(Refused) as refused:
        spreadsheet.read(source, lambda _name, _batch: None)
    return str(refused.value)


def test_every_sheet_is_a_table_and_a_hidden_one_is_told() -> None:
    read = got(xlsx({"one": ROWS, "two": (("a@x.example",),)}, hidden=("two",)))

    assert [(t.name, t.rows) for t in read.reading.tables] == [("one", 2), ("two", 1)]
    assert ("hidden sheet", "two") in read.reading.marks


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        ("0612345678", "0612345678"),
        (123456789012345.0, "123456789012345"),
        (1.5e20, "150000000000000000000"),
        (0.00001, "0.00001"),
        ("  blanks stay ", "  blanks stay "),
        ('<c r="AT" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="AT" t="e"><v>#N/A</v></c>', None),
        ('<c r="AT"><f>cmd|calc!A0</f><v>7</v></c>', "7"),
        ('<c r="AT" t="str"><f>A1&amp;"x"</f><v>ax</v></c>', "ax"),
        ('<c r="AT" t="d"><v>2014-06-13T00:00:00</v></c>', "2014-06-13"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_is_as_a_person_would_see_it(cell: str | float, expected: str | None) -> None:
    read = got(xlsx({"s": (("customer_id", "v"), (1, cell), (2, "x"))}))

    assert read.cells("s")[0][1] == expected


def test_rows_above_the_heading_are_rejects_and_empty_rows_are_counted() -> None:
    rows = (("Export of 13 June",), (), *ROWS, (None, None), (3, "0611111111"))

    read = got(xlsx({"s": rows}))

    assert [c.name for c in read.reading.tables[0].columns] == ["id", "phone"]
    assert read.cells("s") == [("1", "0612345678"), ("2", "0698765432"), ("3", "0611111111")]
    assert read.rejects == [("row 1", "stands above the heading of its table")]
    assert ("empty rows", "s: 2") in read.reading.marks


def test_a_sheet_without_a_heading_keeps_its_first_row() -> None:
    assert got(xlsx({"s": (("Anna", 12), ("Bert", 13))})).cells("s") == [
        ("Anna", "12"),
        ("Bert", "13"),
    ]


def test_an_open_document_is_read() -> None:
    assert got(ods((("id", "mail"), ("1", "a@x.example")))).cells("s") == [("1", "a@x.example")]


def test_a_locked_workbook_is_refused_saying_so() -> None:
    assert refusal(
        locked(xlsx({"s": ROWS}, more={"xl/noise": secrets.token_hex(9_999)}), "secret")
    ).startswith("It is locked with a password.")


def test_a_locked_workbook_is_opened_with_a_password_that_is_allowed() -> None:
    source = Source(
        io.BytesIO(
            locked(xlsx({"s": ROWS}, more={"xl/noise": secrets.token_hex(9_999)}), "secret")
        ),
        allowance=Allowance(passwords=(b"wrong", b"secret")),
    )

    assert spreadsheet.read(source, lambda _name, _batch: None).tables[0].rows == 2


def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    content = xlsx({"s": ROWS}, more={"xl/sharedStrings.xml": "x" * 5_000_000})

    said = refusal(content, Allowance(Limits(in_memory=4_000_000)))

    assert said.startswith("One of its parts unpacks to more than 3 MiB.")


def test_entities_of_entities_are_not_expanded() -> None:
    bomb = (
        "<!DOCTYPE s ["
        + '<!ENTITY a0 "x">'
        + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    )
    sheet = xlsx({"s": (("id",), (1,))})
    with zipfile.ZipFile(io.BytesIO(sheet)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    parts["xl/worksheets/s0.xml"] = (
        bomb + "]>" + parts["xl/worksheets/s0.xml"].replace("<v>1</v>", "<v>&a11;</v>")
    )

    reading = got(packed(parts)).reading

    assert sum(table.rows for table in reading.tables) <= 2


@pytest.mark.parametrize("kept", [30, 200, 700])
def test_a_workbook_that_breaks_off_is_refused(kept: int) -> None:
    said = refusal(xlsx({"s": ROWS})[:kept])

    assert said == (
        "It is a workbook that breaks off, or whose directory is damaged: it cannot be read."
    )


def test_a_zip_of_workbooks_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.xlsx", xlsx({"s": ROWS}))

    assert not spreadsheet.sniff(out.getvalue())
    assert formats.read(Source(io.BytesIO(out.getvalue())), lambda _n, _b: None).format != "xlsx"


def far(*sheets: str, dimension: str = "") -> bytes:
    """A workbook whose sheets, but for the first, hold a cell in the first and one in the last corner."""
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    whole = xlsx(dict.fromkeys(("one", *sheets), ROWS))
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    for place in range(1, 1 + len(sheets)):
        part = f"xl/worksheets/s{place}.xml"
        parts[part] = parts[part].replace("</sheetData>", corner)
        parts[part] = parts[part].replace("<sheetData>", f"{dimension}<sheetData>")
    return packed(parts)


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:XFD1048576"/>'])
def test_a_sheet_that_spans_more_than_memory_holds_is_a_reject_and_the_others_are_read(
    dimension: str,
) -> None:
    one, two = got(far("two", dimension=dimension)).reading.tables

    assert (one.name, one.rows) == ("one", 2)
    assert (two.name, two.rows) == ("two", 0)
    assert two.rejects[0].reason == (
        "could not be read: its cells span 1,048,576 rows and 16,384 columns, more than memory holds"
    )


def test_a_cell_without_a_value_lies_nowhere_far_out() -> None:
    rows = (*ROWS, ('<c r="XFD1048576" s="1"/>',))

    assert got(xlsx({"s": rows})).reading.tables[0].rows == 2


@pytest.mark.parametrize("lost", ["</table:table-row>", "</table:table>", "</office:spreadsheet>"])
def test_an_open_document_whose_xml_breaks_off_is_refused_at_once(lost: str) -> None:
    with zipfile.ZipFile(io.BytesIO(ods((("id", "mail"), ("1", "a@x.example"))))) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    broken = parts["content.xml"][: parts["content.xml"].index(lost)]

    said = refusal(packed(parts | {"content.xml": broken}))

    assert (
        said == "It is a workbook that is damaged: its XML is not whole (line 1: no element found)."
    )
