"""How is this file read? One format a file; the first whose content fits, in the order of the lists.

The order is the policy: containers first, told by marks that no text begins with; then what is told
most surely; plain text, which anything may be, last. What is in a container is read by its own format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from tocsin.formats.base import Container, Emit, Format, Source
    from tocsin.terms.table import Reading

F = TypeVar("F", "Container", "Format")


@dataclass(frozen=True, slots=True)
class Marked:
    """A format by the name of its file, and what every file of it begins with."""

    name: str
    begins: tuple[bytes, ...]


class Family(Iterable[F], Generic[F]):
    """Formats by the names of their files, in the order in which they are asked.

    A file is loaded when its turn comes: the process that only hands bytes to the sandbox needs none, and
    a text needs none of those that are told by a mark.
    """

    def __init__(self, constant: str, *entries: str | Marked) -> None:
        self._constant = constant
        self._entries = tuple(
            entry if isinstance(entry, Marked) else Marked(entry, (b"",)) for entry in entries
        )

    def __iter__(self) -> Iterator[F]:
        return (self._loaded(entry) for entry in self._entries)

    def fitting(self, head: bytes) -> Iterator[F]:
        """Those that a file which begins so may be of; whether it is, each tells itself."""
        return (self._loaded(entry) for entry in self._entries if head.startswith(entry.begins))

    def _loaded(self, entry: Marked) -> F:
        form: F = getattr(import_module(f"{__name__}.{entry.name}"), self._constant)
        return form


ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"

CONTAINERS: Family[Container] = Family(
    "CONTAINER",
    Marked("document", (ZIP,)),
    Marked("zip", (ZIP,)),
    Marked("seven_zip", (b"7z",)),
    Marked("rar", (b"Rar!", b"RE~^")),
    Marked("outlook", (OLE,)),
    "pdf",
    "tar",
    "gzip",
    "bzip2",
    "xz",
    "zstd",
    "lz4",
    "unopened",
    Marked("rtf", (b"{",)),
    "mbox",
    "mail",
)

FORMATS: Family[Format] = Family(
    "FORMAT",
    Marked("sqlite", (b"SQLite",)),
    Marked("parquet", (b"PAR",)),
    Marked("feather", (b"ARROW1", b"FEA1", b"\xff\xff\xff\xff")),
    Marked("avro", (b"Obj",)),
    "dbf",
    Marked("spreadsheet", (ZIP, OLE)),
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

    return walk(source, emit, lambda head: _fitting(head, more))


def plain(head: bytes) -> bool:
    """Whether a file that begins so is text, and no container such as a mail."""
    from tocsin.formats.encoding import is_text

    return is_text(head) and not any(box.sniff(head) for box in CONTAINERS.fitting(head))


def prepare(head: bytes, size: int | None, more: tuple[Format, ...] = ()) -> None:
    """Load what reading a file that begins so may need, since later nothing can be opened.

    Text that is no mail is read by Python and Arrow alone; anything else may hold anything.
    """
    from tocsin.formats import charset
    from tocsin.formats.encoding import is_utf8

    only_text = plain(head)
    forms: Iterable[Container | Format] = _fitting(head, more)
    if not only_text:
        forms = (*FORMATS, *more, *CONTAINERS)
    for form in forms:
        if not only_text or form.text:
            form.prepare()
    if not only_text or size != len(head) or not is_utf8(head):
        charset.prepare()


def _fitting(head: bytes, more: tuple[Format, ...]) -> Iterator[Container | Format]:
    """The order in which the formats are asked of a file that begins so."""
    yield from CONTAINERS.fitting(head)
    yield from more
    yield from FORMATS.fitting(head)
