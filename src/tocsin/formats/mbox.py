r"""Mbox: a mailbox, message after message in one text (RFC 4155); each message is a mail of its own.

A message begins where a line 'From ', an address and a time follow an empty line. A line of its text that
would begin so has a '>' before it, which is taken away again.

>>> import io
>>> box = b"From a@x.example Mon May 12 10:00:00 2014\nSubject: 1\n\n>From us\n\nFrom b Tue May 13 10:00:00 2014\nSubject: 2\n"
>>> [packed.content.read() for packed in unpack(Source(io.BytesIO(box)), lambda name, batch: None)]
[b'Subject: 1\n\nFrom us\n', b'Subject: 2\n']
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from io import BytesIO

from tocsin.formats.base import HEAD, Container, Emit, Packed, Source, Unpacked
from tocsin.terms.errors import Refused

PIECE = 1 << 20

_BEGINS = re.compile(
    rb"From [^\r\n]{0,300}?\b\d{1,2}:\d\d(?::\d\d)?\b[^\r\n]{0,30}\b(?:19|20)\d\d\b[^\r\n]{0,30}\r?\n"
)
_NEXT = re.compile(rb"\r?\n\r?\n(?=" + _BEGINS.pattern + rb")")
_LONGEST_LINE = 512
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is a mailbox: one message alone is read as a mail."""
    begins = _BEGINS.match(head)
    if begins is None or not re.match(
        rb"[!-9;-~]+[ \t]*:", head[begins.end() : begins.end() + 200]
    ):
        return False
    return len(head) >= HEAD or _NEXT.search(head) is not None


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the messages."""
    count = 0
    for count, message in enumerate(_messages(source), 1):
        envelope, _, mail = message.partition(b"\n")
        said = envelope.decode("utf-8", "replace").strip()
        content = BytesIO(_QUOTED.sub(rb"\1", mail))
        yield Packed(f"message {count}", content, None, (("envelope", said),))
    return Unpacked(marks=(("messages", f"{count:,}"),))


def _messages(source: Source) -> Iterator[bytes]:
    """Each message with the line before it; one larger than what may be in memory is refused."""
    text = b""
    looked = 0
    while piece := source.read(PIECE):
        text += piece
        begin = 0
        while found := _NEXT.search(text, max(begin, looked - _LONGEST_LINE)):
            yield text[begin : found.start()] + b"\n"
            begin, looked = found.end(), 0
        text = text[begin:]
        looked = len(text)
        if len(text) > source.limits.in_memory:
            raise Refused(
                f"It holds a message of more than {source.limits.in_memory >> 20} MiB.",
                remedy="Allow more with --limit in_memory=BYTES.",
            )
    if text:
        yield text


CONTAINER = Container("mbox", "a mailbox", sniff, unpack, text=True)
