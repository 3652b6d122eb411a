"""Outlook: a mail as Outlook saves it (.msg, [MS-OXMSG]): headers, texts and attachments, as of any mail.

Where the message came over the internet its own headers are kept in it and read; else they are made of
what Outlook keeps: subject, sender, recipients, time. A message attached to it is given out as a .msg of
its own cannot be: its headers and texts are, under its name.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pyarrow as pa

from tocsin.formats import mail
from tocsin.formats.base import Container, Emit, Packed, Rejects, Source, Unpacked, filled, rows
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column, Table

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTIES = "__properties_version1.0"
SUBSTANCE = "__substg1.0_"
ATTACHMENT, RECIPIENT, EMBEDDED = "__attach_version1.0_", "__recip_version1.0_", "3701000D"

UNICODE, BYTES, BINARY, TIME = "001F", "001E", "0102", 0x0040
"""Types of properties ([MS-OXCDATA], section 2.11.1)."""

HEADERS, SUBJECT, SENDER, SENDER_MAIL, TO, CC, ID = (
    "007D",
    "0037",
    "0C1A",
    "0C1F",
    "0E04",
    "0E03",
    "1035",
)
SENDER_SMTP, TEXT, HTML, RTF = "5D01", "1000", "1013", "1009"
FILE_NAME, LONG_NAME, SHOWN_NAME, FILE = "3704", "3707", "3001", "3701"
SENT, DELIVERED, CODE_PAGE = 0x0039, 0x0E06, 0x3FFD
"""Properties ([MS-OXPROPS])."""

EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
NESTED = 5
"""Messages attached to messages."""

File = Any
"""What olefile gives, which has no types."""

DAMAGED = "It is a damaged Outlook message."


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is an OLE file with a message's properties."""
    return head.startswith(MAGIC) and PROPERTIES.encode("utf-16-le") in head


def unpack(source: Source, emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Emit the headers; give out texts and attachments."""
    import olefile

    try:
        file = olefile.OleFileIO(BytesIO(source.whole()))
    except (OSError, ValueError, IndexError):
        raise Refused(DAMAGED, remedy="") from None
    message = _Message(file, ())
    fields = message.fields()
    columns = [pa.array([field[i] for field in fields], pa.string()) for i in range(2)]
    emit(mail.HEADERS, rows(0, columns))
    heads = zip(("name", "value"), columns, strict=True)
    told = tuple(Column(head, filled=filled(cells)) for head, cells in heads)
    yield from message.parts("", 0)
    rejects = Rejects([])
    table = Table(mail.HEADERS, len(fields), told, tuple(rejects.kept), rejects.count)
    return Unpacked(tables=(table,), marks=tuple(mail.marks(fields)))


class _Message:
    """One message in the file: at its root, or attached to another."""

    def __init__(self, file: File, path: tuple[str, ...]) -> None:
        self._file, self._path = file, path
        self._names = {
            tuple(entry[len(path) :]): entry
            for entry in file.listdir(streams=True, storages=True)
            if tuple(entry[: len(path)]) == path
        }

    def fields(self) -> list[tuple[str, str]]:
        """The headers."""
        own = self._text(HEADERS)
        if own.strip():
            return mail.fields(own.encode("utf-8", "replace"))
        address = self._text(SENDER_SMTP) or self._text(SENDER_MAIL)
        sender = f"{self._text(SENDER)} <{address}>" if address else self._text(SENDER)
        made = (
            ("From", sender.strip()),
            ("To", self._text(TO)),
            ("Cc", self._text(CC)),
            ("Subject", self._text(SUBJECT)),
            ("Date", self._time(SENT) or self._time(DELIVERED)),
            ("Message-ID", self._text(ID)),
        )
        return [(name, value.strip("\0 ")) for name, value in made if value.strip("\0 ")]

    def parts(self, under: str, depth: int) -> Iterator[Packed]:
        """Its texts, and what is attached."""
        if text := self._text(TEXT):
            yield Packed(f"{under}text", BytesIO(text.encode("utf-8", "replace")))
        html = self._stream((f"{SUBSTANCE}{HTML}{BINARY}",)) or self._text(HTML).encode()
        if html.strip():
            yield Packed(f"{under}html", BytesIO(html))
        elif not text and (f"{SUBSTANCE}{RTF}{BINARY}",) in self._names:
            yield Packed(
                f"{under}text", None, "It is written in compressed RTF, which is not read."
            )
        for first in dict.fromkeys(name[0] for name in self._names if name):
            if first.startswith(ATTACHMENT):
                yield from self._attached(first, under, depth)

    def _attached(self, storage: str, under: str, depth: int) -> Iterator[Packed]:
        named = (self._text(word, storage) for word in (LONG_NAME, FILE_NAME, SHOWN_NAME))
        name = f"{under}{next(filter(None, named), 'attachment')}"
        if (storage, f"{SUBSTANCE}{EMBEDDED}") in self._names:
            if depth >= NESTED:
                yield Packed(name, None, "It lies too many messages deep.")
                return
            inner = _Message(self._file, (*self._path, storage, f"{SUBSTANCE}{EMBEDDED}"))
            headers = "".join(f"{field}: {value}\n" for field, value in inner.fields())
            yield Packed(f"{name}/headers", BytesIO(headers.encode("utf-8", "replace") + b"\n"))
            yield from inner.parts(f"{name}/", depth + 1)
            return
        key = (storage, f"{SUBSTANCE}{FILE}{BINARY}")
        if key not in self._names:
            yield Packed(name, None, "It is a link to a file, which the message does not hold.")
            return
        content = self._stream(key)
        if content is None:
            yield Packed(name, None, "It is damaged.")
        else:
            yield Packed(name, BytesIO(content))

    def _text(self, word: str, *storage: str) -> str:
        """A property that is text; '' where there is none."""
        wide = self._stream((*storage, f"{SUBSTANCE}{word}{UNICODE}"))
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream((*storage, f"{SUBSTANCE}{word}{BYTES}"))
        return mail.letters(narrow).rstrip("\0") if narrow else ""

    def _stream(self, key: tuple[str, ...]) -> bytes | None:
        if key not in self._names:
            return None
        try:
            return bytes(self._file.openstream(list(self._names[key])).read())
        except (OSError, ValueError, IndexError):
            return None

    def _time(self, word: int) -> str:
        """A property that is a time, as a header has it; '' where there is none."""
        content = self._stream((PROPERTIES,)) or b""
        for at in range(32 if not self._path else 24, len(content) - 15, 16):
            tag = int.from_bytes(content[at : at + 4], "little")
            if tag == word << 16 | TIME:
                ticks = int.from_bytes(content[at + 8 : at + 16], "little")
                if 0 < ticks < 1 << 60:
                    return (EPOCH + timedelta(microseconds=ticks // 10)).isoformat()
        return ""


def prepare() -> None:
    """Load olefile."""
    import_module("olefile")


CONTAINER = Container("msg", "an Outlook message", sniff, unpack, prepare)
