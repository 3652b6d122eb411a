r"""Mail: a message (RFC 5322), its headers as a table, its texts and attachments as files of their own.

Only the headers are parsed by a parser; the body is cut at its boundaries (RFC 2046), so that each part
is read by its own format, and a message within it by this one. Headers are shown decoded (RFC 2047),
unfolded, in their order, those that occur again too. A part's transfer encoding is undone; a text in a
charset that Windows-1252 and UTF-8 do not cover is handed on as UTF-8.

>>> import io
>>> untrusted = b"Subject: =?utf-8?q?caf=C3=A9?=\nFrom: a@x.example\nMIME-Version: 1.0\n\nHello\n"
>>> batches = []
>>> giving = unpack(Source(io.BytesIO(untrusted)), lambda name, batch: batches.append(batch))
>>> [(packed.name, packed.content.read()) for packed in giving]
[('text', b'Hello\n')]
>>> batches[0].to_pylist()[0]
{'row': 0, 'c0': 'Subject', 'c1': 'café'}
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message
from functools import cache
from io import BytesIO
from itertools import islice

import pyarrow as pa

from tocsin.formats.base import (
    Container,
    Emit,
    Marks,
    Packed,
    Rejects,
    Source,
    Unpacked,
    filled,
    rows,
)
from tocsin.formats.encoding import is_text
from tocsin.terms.table import Column, Table

HEADERS = "headers"
"""The name of the table."""

KNOWN = frozenset(
    b"""from to cc bcc subject date sender reply-to message-id mime-version content-type received
    return-path delivered-to in-reply-to references content-transfer-encoding list-id
    x-mailer user-agent dkim-signature authentication-results importance thread-topic""".split()
)
"""Headers that mail has, and that nothing else begins with."""

FEWEST = 3
"""Of them make a mail; two do where its first line is one that only mail servers write."""

SERVERS = frozenset(b"received return-path delivered-to mime-version message-id".split())

MARKED = ("Message-ID", "Date", "Received", "X-Mailer", "User-Agent", "X-Originating-IP")
"""Headers kept as marks too: when and from where it says it came."""

LARGEST_HEADERS = 4 << 20
"""Bytes of headers: a mailbox server takes at most some 100 KiB."""

DEPTH = 20
"""Multiparts within multiparts of one message."""

PARTS = 1_000
"""Parts of one multipart: more are a trap, and stay together as one."""

ENVELOPE = b"From "
"""How the line begins that a mailbox puts before a message."""

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_LINE = re.compile(rb"\r\n|\n|\r")
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_USUAL = re.compile(rb"multi-?part|mime", re.IGNORECASE)
"""What stands before the first part for those who cannot read the parts."""

_ENCODED = re.compile(r"=\?[^?\s]*\?[bqBQ]\?")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a mail: header lines only, and some that mail alone has."""
    opening = head.removeprefix(codecs.BOM_UTF8)
    if opening.startswith(ENVELOPE):
        opening = _LINE.split(opening[:1000], 1)[-1] + opening[1000:]
    if not _FIELD.match(opening[:200]) or not is_text(head[:4096]):
        return False
    end = _END.search(opening, 0, 256 << 10)
    names: list[bytes] = []
    for line in _LINE.split(opening[: end.start() if end else 64 << 10]):
        field = _FIELD.match(line)
        if field:
            names.append(field[1].lower())
        elif line[:1] not in (b" ", b"\t") and (not names or names[0] not in SERVERS):
            break
    known = len(KNOWN.intersection(names))
    return known >= FEWEST or (known == FEWEST - 1 and names[0] in SERVERS)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message, or a part of one."""

    fields: list[tuple[str, str]]
    """Names and values as they stand; bytes beyond ASCII as halves of pairs."""

    strange: list[int]
    """Lines among the headers that are none."""

    said: Message
    """The same headers, which can be asked for their parameters."""

    body: bytes


def unpack(source: Source, emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Emit the headers; give out the parts."""
    message = _message(source.whole().removeprefix(codecs.BOM_UTF8))
    told = _fields(message)
    columns = [pa.array([field[i] for field in told], pa.string()) for i in range(2)]
    emit(HEADERS, rows(0, columns))
    heads = zip(("name", "value"), columns, strict=True)
    rejects = Rejects([])
    for line in message.strange:
        rejects.add(f"line {line}", "is no header")
    table = Table(
        HEADERS,
        len(told),
        tuple(Column(head, filled=filled(cells)) for head, cells in heads),
        tuple(rejects.kept),
        rejects.count,
    )
    yield from _parts(message, 0)
    return Unpacked(tables=(table,), marks=tuple(marks(told)))


def fields(untrusted: bytes) -> list[tuple[str, str]]:
    """Names and values of headers alone, as they are shown."""
    return _fields(_message(untrusted))


def letters(untrusted: bytes) -> str:
    """Text of which nobody said what it is written in."""
    return _decoded(untrusted, None)


def _fields(message: _Message) -> list[tuple[str, str]]:
    return [(_letters(name), _shown(value)) for name, value in message.fields]


def marks(told: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """When and from where a mail says it came."""
    wanted = {name.lower(): name for name in MARKED}
    for name, value in told:
        if name.lower() in wanted:
            yield wanted[name.lower()], value[:1000]


def _message(untrusted: bytes) -> _Message:
    """Headers and body told apart; no line of either is lost."""
    end = None
    if untrusted[:1] not in (b"\r", b"\n"):
        end = _END.search(untrusted, 0, LARGEST_HEADERS)
        headers = untrusted[: end.start() if end else len(untrusted)]
        body = untrusted[end.end() :] if end else b""
    else:  # a part without headers
        headers, body = b"", untrusted
    fields: list[tuple[str, str]] = []
    strange: list[int] = []
    for number, line in enumerate(_LINE.split(headers) if headers else (), 1):
        text = line.decode("ascii", "surrogateescape")
        field = _FIELD.match(line)
        if line[:1] in (b" ", b"\t") and fields:
            name, value = fields[-1]
            fields[-1] = name, f"{value}\n{text}"
        elif number == 1 and line.startswith(ENVELOPE):
            fields.append((ENVELOPE.decode().strip(), text[len(ENVELOPE) :]))
        elif field:
            fields.append((text[: field.end(1)], text[field.end() :]))
        else:
            strange.append(number)
    said = Message()
    for name, value in fields:
        said[name] = _letters(value).lstrip()
    return _Message(fields, strange, said, body)


def _shown(value: str) -> str:
    """A header's value, unfolded and decoded, whatever it is written in."""
    text = re.sub(r"\s*[\r\n]\s*", " ", _letters(value)).strip()
    if not _ENCODED.search(text):
        return text
    try:
        pieces = decode_header(text)
    except (ValueError, LookupError):  # base64 that is none
        return text
    return "".join(
        piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces
    )


def _letters(value: str) -> str:
    """A value in which bytes beyond ASCII stand as they were: UTF-8 or Windows-1252."""
    return _decoded(value.encode("utf-8", "surrogateescape"), None)


def _decoded(untrusted: bytes, charset: str | None) -> str:
    """Text in a charset; what was said of it may be wrong."""
    for name in (_codec(charset or ""), "utf-8"):
        with suppress(UnicodeDecodeError):
            return untrusted.decode(name or "utf-8")
    return untrusted.decode("sloppy-windows-1252")


@cache
def _codecs() -> frozenset[str]:
    return frozenset(codecs.lookup(name).name for name in CHARSETS)


def _codec(charset: str) -> str | None:
    """The name that Python has for a charset, if it is one of those loaded."""
    try:
        name = codecs.lookup(charset.strip(" \"'")).name
    except (LookupError, ValueError, OSError):  # it would be a file, and cannot be opened
        return None
    return name if name in _codecs() else None


def _parts(message: _Message, depth: int) -> Iterator[Packed]:
    """The leaves of a message, in order."""
    said = message.said
    boundary = said.get_boundary("") or ""
    if said.get_content_maintype() == "multipart" and boundary and depth < DEPTH:
        before, parts, after = _cut(message.body, boundary.encode("utf-8", "replace"))
        if parts:
            if before.strip() and not (len(before) < 500 and _USUAL.search(before)):
                yield Packed("before the parts", BytesIO(before))
            for part in parts:
                yield from _parts(_message(part), depth + 1)
            if after.strip():
                yield Packed("after the parts", BytesIO(after))
            return
    kind = said.get_content_type()
    content, marks = _content(message, kind)
    if content.strip() or not kind.startswith(("text/", "multipart/")):
        yield Packed(_name(said, kind), BytesIO(content), None, marks)


def _cut(body: bytes, boundary: bytes) -> tuple[bytes, list[bytes], bytes]:
    """What stands before a multipart's parts; the parts, the last of which may break off; what is after."""
    line = re.compile(rb"(?:\A|\r?\n|\r)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r|\n|\Z)")
    edges = list(islice(line.finditer(body), PARTS))
    if not edges:
        return body, [], b""
    last = next((i for i, edge in enumerate(edges) if edge[1]), len(edges))
    begins = [edge.end() for edge in edges[:last]]
    ends = [*(edge.start() for edge in edges[1 : last + 1]), len(body)]
    parts = [body[begin:end] for begin, end in zip(begins, ends, strict=False)]
    after = body[edges[last].end() :] if last < len(edges) else b""
    whole = [part.removeprefix(b"\r").removeprefix(b"\n") for part in parts]
    return body[: edges[0].start()], whole, after


def _name(said: Message, kind: str) -> str:
    """The name of a part: its file's; else what it is."""
    try:
        name = _shown(said.get_filename("") or "")
    except Exception:  # of a name in a charset that is none
        name = ""
    usual = {"text/plain": "text", "text/html": "html", "message/rfc822": "message"}
    return name or usual.get(kind, kind.replace("/", "-"))


def _content(message: _Message, kind: str) -> tuple[bytes, Marks]:
    """A part's bytes with their transfer encoding undone; a text's in letters that are read here."""
    said = message.said
    content = _transferred(message.body, str(said.get("Content-Transfer-Encoding", "")).lower())
    charset = said.get_param("charset", "")
    charset = charset[2] if isinstance(charset, tuple) else str(charset)
    if kind == "text/html" and not charset and (found := _CHARSET.search(content[:2048])):
        charset = found[1].decode()
    marks = [("content type", kind)]
    if charset:
        marks.append(("charset", charset[:100]))
    name = _codec(charset) if kind.startswith("text/") else None
    if name not in READ_ANYWAY and name and not _is_utf8(content, name):
        with suppress(UnicodeDecodeError):
            content = content.decode(name).encode()
    return content, tuple(marks)


def _is_utf8(content: bytes, charset: str) -> bool:
    """Whether text that is said to be in a charset of one byte a letter is UTF-8 all the same."""
    if charset.startswith(("utf", "iso2022")) or content.isascii():
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _transferred(body: bytes, encoding: str) -> bytes:
    """A body with its transfer encoding undone (RFC 2045); as it stands where it has none."""
    if "base64" in encoding:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body.partition(b"=")[0])
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    if "quoted" in encoding:
        return quopri.decodestring(body)
    if "uu" in encoding:
        return _uu(body)
    return body


def _uu(body: bytes) -> bytes:
    """What uuencode packed (POSIX.1-2017, uuencode), as far as it can be read."""
    _, begun, lines = body.partition(b"begin ")
    out: list[bytes] = []
    for line in lines.splitlines()[1:] if begun else []:
        if line.strip() in (b"end", b"`"):
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            size = ((line[0] - 32 & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:size]))
            except binascii.Error:
                break
    return b"".join(out) if begun else body


def prepare() -> None:
    """Load the charsets that mail is written in; at the first use of each it would be a file."""
    _codecs()
    sample = b"Subject: =?utf-8?b?w6k=?=\nContent-Type: text/plain; name*=utf-8''a; charset=x\n\na"
    for _ in unpack(Source(BytesIO(sample)), lambda _name, _batch: None):
        pass


CHARSETS = (
    *("ascii", "utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"),
    *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    *(f"cp125{n}" for n in range(9)),
    *("cp437", "cp850", "cp852", "cp866", "koi8-r", "koi8-u", "mac-roman", "tis-620"),
    *("shift-jis", "cp932", "euc-jp", "iso2022-jp", "iso2022-jp-1", "iso2022-jp-2", "iso2022-kr"),
    *("euc-kr", "cp949", "gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp950"),
    "sloppy-windows-1252",
)
"""What Python decodes of the charsets registered for mail."""

READ_ANYWAY = frozenset({"ascii", "utf-8", "cp1252", "iso8859-1"})
"""Texts in these are handed on as they are: the formats read them, and see when it was said wrongly."""

CONTAINER = Container("mail", "a mail", sniff, unpack, prepare, text=True)
