"""How is this file read? One format a file; the first whose content fits, in the order of the lists.

The order is the policy: containers first, told by marks that no text begins with; then what is told
most surely; plain text, which anything may be, last. What is in a container is read by its own format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from tocsin.formats.base import Container, Emit, Format, Source
    from tocsin.terms.table import Reading

F = TypeVar("F", "Container", "Format")


class Family(Iterable[F], Generic[F]):
    """Formats by the names of their files, in the order in which they are asked.

    A file is loaded when its turn comes: the process that only hands bytes to the sandbox needs none.
    """

    def __init__(self, constant: str, *names: str) -> None:
        self._constant, self._names = constant, names

    def __iter__(self) -> Iterator[F]:
        for name in self._names:
            yield getattr(import_module(f"{__name__}.{name}"), self._constant)


CONTAINERS: Family[Container] = Family(
    "CONTAINER",
    "document",
    "zip",
    "seven_zip",
    "rar",
    "outlook",
    "pdf",
    "tar",
    "gzip",
    "bzip2",
    "xz",
    "zstd",
    "lz4",
    "unopened",
    "rtf",
    "mbox",
    "mail",
)

FORMATS: Family[Format] = Family(
    "FORMAT",
    "sqlite",
    "parquet",
    "feather",
    "avro",
    "dbf",
    "spreadsheet",
    "ndjson",
    "json_document",
    "xml",
    "html",
    "sql",
    "delimited",
    "free_text",
)


def read(source: Source, emit: Emit, more: tuple[Format, ...] = ()) -> Reading:
    """Read a file by the format its content shows; `emit` takes its rows as they come.

    `more` are formats that stand outside this room, asked first. A file that cannot be read is a
    Reading with `refused`; what was emitted of it is then void.
    """
    from tocsin.formats.walk import walk

    return walk(source, emit, CONTAINERS, (*more, *FORMATS))


def plain(head: bytes) -> bool:
    """Whether a file that begins so is text, and no container such as a mail."""
    from tocsin.formats.encoding import is_text

    return is_text(head) and not any(container.sniff(head) for container in CONTAINERS)


def prepare(head: bytes, size: int | None, more: tuple[Format, ...] = ()) -> None:
    """Load what reading a file that begins so may need, since later nothing can be opened.

    Text that is no mail is read by Python and Arrow alone; anything else may hold anything.
    """
    from tocsin.formats import charset
    from tocsin.formats.encoding import is_utf8

    only_text = plain(head)
    forms: tuple[Container | Format, ...] = (*FORMATS, *more, *CONTAINERS)
    for form in forms:
        if not only_text or form.text:
            form.prepare()
    if not only_text or size != len(head) or not is_utf8(head):
        charset.prepare()
