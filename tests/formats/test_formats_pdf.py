"""PDF: the text of its pages, attached files, locked and damaged ones."""

from __future__ import annotations

import pytest
from packing import CSV, ROWS, locked, opened, refusals

LINES = ("Name: Anna Claes", "E-mail: a@x.example", "", "Name: Bert Dam", "E-mail: b@x.example")


def pdf(*pages: tuple[str, ...], attached: bytes = b"") -> bytes:
    """A PDF of these pages, line by line, in a font that every reader has."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    names = b"/Names<</EmbeddedFiles<</Names[(c.csv) 6 0 R]>>>>" if attached else b""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R" + names + b">>endobj\n",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>endobj\n".encode(),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n",
        b"6 0 obj<</Type/Filespec/F(c.csv)/UF(c.csv)/EF<</F 7 0 R>>>>endobj\n",
        b"7 0 obj<</Type/EmbeddedFile/Length %d>>stream\n%b\nendstream endobj\n"
        % (len(attached), attached),
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 20 {280 - 14 * at} Tm ({line}) Tj " for at, line in enumerate(lines) if line
        )
        text = f"BT /F 9 Tf {shown}ET".encode("cp1252")
        here = 10 + 2 * number
        parts.append(
            f"{here} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents {here + 1} 0 R"
            f"/Resources<</Font<</F 3 0 R>>>>>>endobj\n".encode()
        )
        parts.append(
            b"%d 0 obj<</Length %d>>stream\n%b\nendstream endobj\n" % (here + 1, len(text), text)
        )
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R/Size 99>>\n"


def test_the_text_of_all_pages_is_one_text() -> None:
    got = opened(pdf(("Bonjour,", "à payer : 20"), ("Second page.",)))

    assert got.reading.format == "pdf"
    assert got.reading.marks[0] == ("pages", "2")
    assert got.cells("text/text") == [("Bonjour,",), ("à payer : 20",), ("Second page.",)]


def test_people_in_it_are_found() -> None:
    assert opened(pdf(LINES)).cells("text/sample") == [
        ("Anna Claes", "a@x.example"),
        ("Bert Dam", "b@x.example"),
    ]


def test_an_attached_file_is_a_member() -> None:
    assert opened(pdf(LINES, attached=CSV)).cells("c.csv") == ROWS


def test_pages_that_hold_no_text_are_counted() -> None:
    assert refusals(opened(pdf(LINES, ()))) == {
        "text": None,
        "pages without text": "1 of its 2 pages hold no text: pictures.",
    }


@pytest.mark.parametrize(
    ("passwords", "sentence"),
    [
        pytest.param((), "It is locked with a password. Give it with --password-file.", id="none"),
        pytest.param(
            (b"guess",), "It is locked, and none of the passwords given opens it.", id="a wrong one"
        ),
        pytest.param((b"guess", b"secret"), None, id="the right one"),
    ],
)
def test_a_locked_one_is_opened_by_its_password(
    passwords: tuple[bytes, ...], sentence: str | None
) -> None:
    assert locked("locked.pdf", *passwords).reading.refused == sentence


def test_a_damaged_one_is_told() -> None:
    assert opened(b"%PDF-1.4\n" + b"?" * 500).reading.refused == (
        "It is a damaged PDF: its pages cannot be told."
    )
