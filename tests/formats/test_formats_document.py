"""Text documents, and archives that are told and not opened."""

from __future__ import annotations

import pytest
from packing import CSV, ROWS, opened, zipped

from tocsin.terms.limits import Allowance, Limits

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def docx(body: str, more: dict[str, bytes] | None = None, before: str = "") -> bytes:
    document = (
        f"<?xml version='1.0'?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>"
    )
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    return zipped(parts | (more or {}))


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def test_the_paragraphs_of_a_docx_are_lines() -> None:
    got = opened(docx(paragraph("We have it all.") + paragraph("Payez : 20 000 €")))

    assert got.reading.format == "document"
    assert got.cells("text/text") == [("We have it all.",), ("Payez : 20 000 €",)]


def test_a_table_in_a_docx_is_a_table() -> None:
    body = paragraph("A sample:") + table(("Name", "Email"), ("Anna", "a@x.example"), ("Bert", ""))

    got = opened(docx(body))

    assert got.cells(got.reading.tables[-1].name) == [("Anna", "a@x.example"), ("Bert", None)]


def test_what_was_deleted_is_not_read() -> None:
    body = paragraph("Kept.") + f"<w:del>{paragraph('Gone.')}</w:del>"

    assert ("Gone.",) not in opened(docx(body)).cells("text/text")


def test_a_file_embedded_in_a_docx_is_a_member() -> None:
    got = opened(docx(paragraph("See."), {"word/embeddings/c.csv": CSV}))

    assert got.cells("word/embeddings/c.csv") == ROWS


def test_the_paragraphs_of_an_odt_are_lines() -> None:
    content = (
        f"<office:document-content {OPEN}><office:body><office:text><text:h>Note</text:h>"
        "<text:p>Pay <text:span>us</text:span>.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}

    assert opened(zipped(odt, method=0)).cells("text/text") == [("Note",), ("Pay us.",)]


def test_entities_are_not_expanded() -> None:
    bomb = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"

    assert opened(docx(paragraph("&b;"), before=bomb)).reading.refused == (
        "Its XML declares entities, as a trap does."
    )


def test_a_document_too_long_for_the_memory_is_refused() -> None:
    got = opened(docx(paragraph("word " * 100_000)), Allowance(Limits(in_memory=100_000)))

    assert got.reading.refused == (
        "It is longer than is allowed. Allow more with --limit in_memory=BYTES."
    )


def test_a_docx_that_is_damaged_is_told() -> None:
    assert opened(docx("<w:p>")[:-30]).reading.refused == (
        "It is a damaged document: its text cannot be told."
    )


@pytest.mark.parametrize(
    ("untrusted", "said"),
    [
        pytest.param(b"MSCF" + bytes(100), "a Windows cabinet", id="cab"),
        pytest.param(b"\x1f\x9d\x90" + bytes(range(200)), "a file packed by compress (.Z)", id="Z"),
        pytest.param(bytes(32769) + b"CD001" + bytes(100), "a disc image", id="iso"),
        pytest.param(b"!BDN" + bytes(100), "a store of Outlook (.pst)", id="pst"),
    ],
)
def test_an_archive_that_is_not_opened_is_told_by_its_name(untrusted: bytes, said: str) -> None:
    assert opened(untrusted).reading.refused == (
        f"It is {said}, which is not opened here. Unpack it, and add what was in it."
    )
