r"""RTF: the words of a document in Rich Text Format (1.9.1), line by line, cells of a row between tabs.

>>> untrusted = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Vos donn\'e9es\par 20\u8364?\par}"
>>> text(untrusted)
'Vos données\n20€\n'
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from io import BytesIO

from tocsin.formats.base import Container, Emit, Packed, Source, Unpacked

MAGIC = b"{\\rtf"

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(\r?\n|[^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)
SKIPPED = frozenset(
    b"""fonttbl colortbl stylesheet listtable listoverridetable info pict object themedata datastore
    latentstyles generator xmlnstbl rsidtbl fldinst filetbl revtbl header footer""".split()
)
"""Groups that hold no words of the document."""

SIGNS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}

PAGES = {
    437: "cp437",
    850: "cp850",
    852: "cp852",
    932: "cp932",
    936: "gbk",
    949: "cp949",
    950: "big5",
}
"""Code pages that are not Windows-125x."""

DEEPEST = 10_000
"""Groups within groups."""


def text(untrusted: bytes) -> str:
    """The words of an RTF document."""
    return "".join(_words(untrusted))


def _words(untrusted: bytes) -> Iterator[str]:
    page = "cp1252"
    skip, after = False, 1
    """Whether the group holds no words; characters that follow \\u for those who cannot read it."""
    stack: list[tuple[bool, int]] = []
    held, due = bytearray(), 0
    for word, number, code, sign, brace, plain in _TOKEN.findall(untrusted):
        if held and not code:
            yield held.decode(page, "replace")
            held.clear()
        if brace == b"{":
            if len(stack) < DEEPEST:
                stack.append((skip, after))
        elif brace:
            skip, after = stack.pop() if stack else (False, 1)
        elif word in SKIPPED or sign == b"*":
            skip = True
        elif word == b"ansicpg":
            page = _page(int(number or 0))
        elif word == b"uc":
            after = min(int(number or 1), 10)
        elif skip:
            continue
        elif word == b"u" and number:
            due = after
            yield (
                chr(int(number) % 0x10000) if int(number) % 0x10000 not in SURROGATES else "\ufffd"
            )
        elif word:
            yield SIGNS.get(word, "")
        elif due and code:
            due -= 1
        elif code:
            held += bytes.fromhex(code.decode())
        elif sign:
            yield {b"~": " ", b"_": "-"}.get(
                sign, sign.decode("latin-1") if sign in b"\\{}" else ""
            )
        elif plain:
            yield plain[due:].decode(page, "replace")
            due = max(due - len(plain), 0)
    if held:
        yield held.decode(page, "replace")


SURROGATES = range(0xD800, 0xE000)


def _page(number: int) -> str:
    """The codec of a code page; Windows-1252 where it is none that is known."""
    return f"cp{number}" if 1250 <= number <= 1258 else PAGES.get(number, "cp1252")


def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
    """Give out the text."""
    yield Packed("text", BytesIO(text(source.whole()).encode("utf-8", "replace")))
    return Unpacked()


def prepare() -> None:
    """Load the code pages."""
    for page in (*range(1250, 1259), *PAGES):
        b"a".decode(_page(page))


CONTAINER = Container(
    "rtf", "a text document in RTF", lambda head: head.startswith(MAGIC), unpack, prepare, text=True
)
