r"""JSON: a document of lists and objects, or several one after another; its lists of objects are tables.

What is a table, and what its cells look like, is told in `json.document` and `json.flatten`.

>>> import io
>>> batches = []
>>> source = Source(io.BytesIO(b'{"shop": "x", "customers": [{"id": 1}, {"id": 0.10}]}'))
>>> reading = read(source, lambda name, batch: batches.append((name, batch.to_pylist())))
>>> batches
[('customers', [{'row': 0, 'c0': '1'}, {'row': 1, 'c0': '0.10'}]), ('document', [{'row': 0, 'c0': 'x'}])]
"""

from __future__ import annotations

import re
from io import BytesIO

import msgspec
import numpy as np

from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.json.document import Document
from tocsin.formats.json.text import CHUNK, Letters, beginning, is_all
from tocsin.formats.json.tokens import COMMA, OPEN_LIST, OPEN_OBJECT, Tokens, tokens
from tocsin.formats.ndjson import told_counts
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

BEGINS = re.compile(
    rb"""\{\s*(?:\}|"(?:[^"\\]|\\.)*+"\s*:)
    |\[\s*(?:[{\]]|\[|"(?:[^"\\]|\\.)*+"\s*(?:[,\]]|\Z)
    |(?:true|false|null|-?[0-9][0-9.eE+-]*)\s*(?:[,\]]|\Z))""",
    re.VERBOSE | re.DOTALL,
)
"""How a JSON object or list begins; a line of a log begins with a bracket too."""

FOLLOWS = (OPEN_OBJECT, OPEN_LIST, COMMA)
"""What may stand behind a value where there are several."""

LOOKED_AT = 256 << 10

ALONE = 1_000
"""Bytes of a file that may hold one lonely text or number and is called JSON."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is JSON."""
    text = beginning(head)
    if not BEGINS.match(text):
        return is_all(head) and _lonely(text)
    found = tokens(text[:LOOKED_AT])
    after = _after_first(found)
    if not after:
        return True
    if found.kind[after] in FOLLOWS:
        return True
    return found.kind[0] == OPEN_OBJECT or len(text.splitlines()) == 1


def _lonely(text: bytes) -> bool:
    """Whether a file holds one text, number, true, false or null."""
    if not text or len(text) > ALONE or text[:1] in b"{[" or b"\n" in text.strip():
        return False
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError):
        return False
    return True


def _after_first(found: Tokens) -> int:
    """The token behind the first value; 0 where there is none."""
    ends = np.flatnonzero(found.level[1:] <= 0)[:1] + 1
    return int(ends[0]) + 1 if len(ends) and int(ends[0]) + 1 < len(found.kind) else 0


def read(source: Source, emit: Emit, chunk: int = CHUNK) -> Reading:
    """Read it in one pass; memory is a few times `chunk`, the largest record, and `columns.HELD`."""
    text = beginning(source.head)
    found = tokens(text[:LOOKED_AT])
    after = _after_first(found)
    several = bool(after) and found.kind[0] == OPEN_OBJECT and found.kind[after] in FOLLOWS
    letters = Letters(source, chunk)
    document = Document(letters, emit, source.limits)
    document.read(several)
    if document.fault and not document.tables:
        raise Refused(f"It is no JSON: {document.fault[:1].lower()}{document.fault[1:]}", remedy="")
    indented = bool(re.match(rb"[\[{]\s*\n", text))
    marks = (
        *letters.marks,
        (
            "layout",
            f"{'values in a row' if several else 'document'}{', indented' if indented else ''}",
        ),
        *told_counts(document.counted),
    )
    return Reading("json", letters.encoding, None, tuple(document.tables), marks=marks)


SAMPLES = (
    '{"a": {"x": {"n": 1}, "y": {"n": "\\u00e9\\ud800"}, "z": {"n": NaN}}, "l": [{"o": 1}, {"o": 2}], "b": [',
    '[{"a": 1}, {"a": {"$date": 0}}, [1, 2], {"a": }, "é", {"a": "FranÃ§ois"}',
    '{"a": 1}\n{"a": {}}',
)
"""Documents that take every path on which something is loaded."""


def prepare() -> None:
    """Load what Python and pyarrow load at first use."""
    for sample in SAMPLES:
        for encoding in ("utf-8", "utf-16-le", "utf-32-be"):
            sniff(sample.encode(encoding))
            read(Source(BytesIO(sample.encode(encoding))), lambda _name, _batch: None)


FORMAT = Format("json", "JSON", sniff, read, prepare, text=True)
