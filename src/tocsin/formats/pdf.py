"""PDF: the text of its pages as one text, and the files attached to it, by PDFium.

The letters are those that the PDF says its glyphs stand for; a page that is only a picture has none, which
is counted and said. Nothing is rendered, no script is run, no link is followed.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from io import BytesIO
from typing import Any

from tocsin.formats.base import LOCKED, WRONG, Container, Emit, Packed, Source, Unpacked
from tocsin.terms.errors import Refused

_MARK = re.compile(rb"[\x00-\x20]*(?:\xef\xbb\xbf)?%PDF-\d")
PAGES = 10_000
"""Pages that are read."""

MARKED = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate")
"""What a PDF says of itself that is kept."""

PASSWORD = 4
"""PDFium's number of the error that a password is needed (FPDF_ERR_PASSWORD)."""

Document = Any
"""What PDFium gives, which has no types. It is imported where it is needed: plain text needs it not."""

DAMAGED = "It is a damaged PDF: its pages cannot be told."


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the text, and the attached files."""
    document = _opened(source.whole(), source.allowance.passwords)
    pages = len(document)
    texts: list[str] = []
    damaged = silent = 0
    left = source.limits.in_memory
    for number in range(min(pages, PAGES)):
        text = _text(document, number)
        damaged += text is None
        silent += text == ""
        texts.append(text or "")
        left -= len(texts[-1])
        if left < 0:
            raise Refused("Its text is longer than is allowed.", remedy="")
    if any(texts):
        yield Packed("text", BytesIO("\n".join(filter(None, texts)).encode("utf-8", "replace")))
    if pages > PAGES:
        yield Packed("further pages", None, f"It has {pages:,} pages; {PAGES:,} were read.")
    if damaged:
        yield Packed("damaged pages", None, f"{damaged:,} of its {pages:,} pages are damaged.")
    if silent:
        yield Packed(
            "pages without text", None, f"{silent:,} of its {pages:,} pages hold no text: pictures."
        )
    yield from _attached(document)
    said = document.get_metadata_dict(skip_empty=True)
    marks = [(name, str(said[name])[:1_000]) for name in MARKED if name in said]
    return Unpacked(marks=(("pages", f"{pages:,}"), *marks))


def _opened(untrusted: bytes, passwords: tuple[bytes, ...]) -> Document:
    """The document, opened by the first password that fits, if it needs one."""
    import pypdfium2

    locked = False
    for password in (None, *(word.decode("utf-8", "replace") for word in passwords)):
        try:
            return pypdfium2.PdfDocument(untrusted, password=password)
        except pypdfium2.PdfiumError as fault:
            if fault.err_code != PASSWORD:
                raise Refused(DAMAGED, remedy="") from None
            locked = True
    if locked and not passwords:
        raise Refused(LOCKED, remedy="")
    raise Refused(WRONG, remedy="")


def _text(document: Document, number: int) -> str | None:
    """A page's text, line by line; None where the page is damaged."""
    import pypdfium2

    try:
        page = document[number]
        read = page.get_textpage()
        text = str(read.get_text_bounded())
        read.close()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    return text.replace("\r\n", "\n").replace("\ufffe", "").strip("\n\0 ")


def _attached(document: Document) -> Iterator[Packed]:
    """The attached files."""
    import pypdfium2

    for number in range(document.count_attachments()):
        try:
            file = document.get_attachment(number)
            name, content = str(file.get_name()), bytes(file.get_data())
        except pypdfium2.PdfiumError:
            yield Packed(f"attachment {number + 1}", None, "It is damaged.")
            continue
        yield Packed(name or f"attachment {number + 1}", BytesIO(content))


SAMPLE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 28>>stream
BT /F 9 Tf 9 9 Td (id) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""
"""A page of two letters, in a font that every reader has."""


def prepare() -> None:
    """Load PDFium and the fonts that it looks for."""
    for packed in unpack(Source(BytesIO(SAMPLE)), lambda _name, _batch: None):
        if packed.content:
            packed.content.read()


CONTAINER = Container(
    "pdf", "a PDF", lambda head: _MARK.match(head[:1024]) is not None, unpack, prepare
)
