"""How is this file read? One format a file; the first whose content fits, in the order of the lists.

The order is the policy: containers first, told by marks that no text begins with; then what is told
most surely; plain text, which anything may be, last. What is in a container is read by its own format.
"""

from __future__ import annotations

from tocsin.formats import (
    avro,
    bzip2,
    charset,
    dbf,
    delimited,
    document,
    feather,
    free_text,
    gzip,
    html,
    json_document,
    lz4,
    mail,
    mbox,
    ndjson,
    outlook,
    parquet,
    pdf,
    rar,
    rtf,
    seven_zip,
    spreadsheet,
    sql,
    sqlite,
    tar,
    unopened,
    xml,
    xz,
    zip,
    zstd,
)
from tocsin.formats.base import Container, Emit, Format, Source
from tocsin.formats.encoding import is_text, is_utf8
from tocsin.formats.walk import walk
from tocsin.terms.table import Reading

CONTAINERS: tuple[Container, ...] = (
    document.CONTAINER,
    zip.CONTAINER,
    seven_zip.CONTAINER,
    rar.CONTAINER,
    outlook.CONTAINER,
    pdf.CONTAINER,
    tar.CONTAINER,
    gzip.CONTAINER,
    bzip2.CONTAINER,
    xz.CONTAINER,
    zstd.CONTAINER,
    lz4.CONTAINER,
    unopened.CONTAINER,
    rtf.CONTAINER,
    mbox.CONTAINER,
    mail.CONTAINER,
)

FORMATS: tuple[Format, ...] = (
    sqlite.FORMAT,
    parquet.FORMAT,
    feather.FORMAT,
    avro.FORMAT,
    dbf.FORMAT,
    spreadsheet.FORMAT,
    ndjson.FORMAT,
    json_document.FORMAT,
    xml.FORMAT,
    html.FORMAT,
    sql.FORMAT,
    delimited.FORMAT,
    free_text.FORMAT,
)


def read(source: Source, emit: Emit, more: tuple[Format, ...] = ()) -> Reading:
    """Read a file by the format its content shows; `emit` takes its rows as they come.

    `more` are formats that stand outside this room, asked first. A file that cannot be read is a
    Reading with `refused`; what was emitted of it is then void.
    """
    return walk(source, emit, CONTAINERS, (*more, *FORMATS))


def plain(head: bytes) -> bool:
    """Whether a file that begins so is text, and no container such as a mail."""
    return is_text(head) and not any(container.sniff(head) for container in CONTAINERS)


def prepare(head: bytes, size: int | None, more: tuple[Format, ...] = ()) -> None:
    """Load what reading a file that begins so may need, since later nothing can be opened.

    Text that is no mail is read by Python and Arrow alone; anything else may hold anything.
    """
    only_text = plain(head)
    forms: tuple[Container | Format, ...] = (*FORMATS, *more, *CONTAINERS)
    for form in forms:
        if not only_text or form.text:
            form.prepare()
    if not only_text or size != len(head) or not is_utf8(head):
        charset.prepare()
