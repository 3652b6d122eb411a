r"""NDJSON: one JSON value a line (JSON Lines, mongoexport, log files), read by columns.

A line that is no JSON is a reject with its number; every other line that is not blank is a row. What
its values look like in their cells is told in `json.flatten`.

>>> import io
>>> batches = []
>>> source = Source(io.BytesIO(b'{"id": 1, "at": {"city": "Gent"}}\n{"id": 2.50}\n{"id": \n'))
>>> reading = read(source, lambda name, batch: batches.append(batch))
>>> batches[0].to_pylist()
[{'row': 0, 'c0': '1', 'c1': 'Gent'}, {'row': 1, 'c0': '2.50', 'c1': None}]
>>> reading.tables[0].rejects
(Reject(where='line 3', reason='is not JSON: its brackets, commas or colons do not fit'),)
"""

from __future__ import annotations

from io import BytesIO

import msgspec
import numpy as np

from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.json import grammar
from tocsin.formats.json.columns import Columns
from tocsin.formats.json.flatten import Counted
from tocsin.formats.json.text import CHUNK, Letters, beginning, is_all
from tocsin.formats.json.tokens import (
    BLANK,
    Places,
    Tokens,
    depth,
    tokens,
)
from tocsin.formats.walk import ONLY
from tocsin.terms.table import Reading

LOOKED_AT = 200
"""Lines by which a file is judged."""

MOST = 0.5
"""Share of those lines that are JSON objects or lists: the rest may be damaged."""

TOO_DEEP = f"is nested more than {grammar.DEEP:,} deep"

OPEN_TEXT = "opens a text that it does not close"


def sniff(head: bytes) -> bool:
    """Whether a file that begins so has a JSON object or list on each line."""
    text = beginning(head)
    if text[:1] not in (b"{", b"["):
        return False
    lines = text.splitlines()
    if not is_all(head):
        lines = lines[:-1]
    lines = [line for line in lines[: 2 * LOOKED_AT] if line.strip()][:LOOKED_AT]
    if len(lines) < 2 or not any(_is_json(line) for line in lines[:2]):
        return False
    return sum(map(_is_json, lines)) >= MOST * len(lines)


def _is_json(line: bytes) -> bool:
    """Whether a line is a JSON object or list by itself."""
    line = line.strip()
    if line[:1] + line[-1:] not in (b"{}", b"[]"):
        return False
    try:
        msgspec.json.decode(line, type=dict[str, msgspec.Raw] | list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def read(source: Source, emit: Emit, chunk: int = CHUNK) -> Reading:
    """Read it in one pass; memory is a few times `chunk`, and what `columns.HELD` keeps."""
    letters = Letters(source, chunk)
    counted = Counted()
    table = Columns(ONLY, emit, source.limits, counted)
    lines = _Lines(table, source.limits.cell)
    while text := letters.next():
        lines.take(text)
    lines.end()
    told = table.close()
    marks = (*letters.marks, ("layout", "one value a line"), *told_counts(counted))
    return Reading("ndjson", letters.encoding, None, (told,) if told else (), marks=marks)


def told_counts(counted: Counted) -> tuple[tuple[str, str], ...]:
    """What was met on the way, as marks."""
    said = (("keys given twice", counted.twice), ("half surrogate pairs", counted.halves))
    return tuple((name, f"{count:,}") for name, count in said if count)


class _Lines:
    """The lines while they are read."""

    def __init__(self, table: Columns, most: int) -> None:
        self._table, self._most = table, most
        self._rest: list[bytes] = []
        self._waiting = 0
        self._line = 1
        self._skipping = False

    def take(self, text: bytes) -> None:
        """The lines of a further piece of text; the last, unless it is closed, waits for the next."""
        end = text.rfind(b"\n") + 1
        if end:
            self._skipping = self._skipping or self._waiting + text.find(b"\n") > self._most
            self._whole(b"".join((*self._rest, text[:end])))
            self._rest, self._waiting = [], 0
        if not self._skipping:
            self._rest.append(text[end:])
        self._waiting += len(text) - end
        if self._waiting > self._most and not self._skipping:
            self._skipping, self._rest = True, []

    def end(self) -> None:
        """What was still open."""
        if self._skipping or any(self._rest):
            self._whole(b"".join(self._rest))

    def _whole(self, text: bytes) -> None:
        """Whole lines."""
        if self._skipping:
            self._table.reject(f"line {self._line:,}", f"has more than {self._most >> 20} MiB")
            self._line += 1
            self._skipping = False
            text = text[text.find(b"\n") + 1 :] if b"\n" in text else b""
        if not text:
            return
        found = tokens(text)
        edges = _edges(found, text)
        quotes = np.searchsorted(found.quotes, edges)
        odd = np.diff(quotes) % 2 == 1
        rejects = dict.fromkeys(np.flatnonzero(odd).tolist(), OPEN_TEXT)
        if odd.any():
            found = tokens(_without(text, edges, odd))
        self._records(found, edges, rejects)
        self._line += len(edges) - 1

    def _records(self, found: Tokens, edges: Places, rejects: dict[int, str]) -> None:
        """The lines that hold tokens, each of them a record."""
        bounds = np.searchsorted(found.start, edges)
        counts = np.diff(bounds)
        open_ = np.concatenate([[0], np.cumsum(depth(found.kind), dtype=np.int32)])[bounds]
        level = found.level - np.repeat(open_[:-1], counts).astype(np.int32)
        full = np.flatnonzero(counts)
        lowest, deepest = np.zeros((2, len(counts)), dtype=np.int32)
        if len(full):
            lowest[full] = np.minimum.reduceat(level, bounds[:-1][full])
            deepest[full] = np.maximum.reduceat(level, bounds[:-1][full])
        unbalanced = (np.diff(open_) != 0) | (lowest < 0)
        too_deep = deepest > grammar.DEEP
        rejects |= dict.fromkeys(np.flatnonzero(unbalanced).tolist(), grammar.NOT_JSON)
        rejects |= dict.fromkeys(np.flatnonzero(too_deep).tolist(), TOO_DEEP)
        fine = (counts > 0) & ~unbalanced & ~too_deep
        number = np.cumsum(fine) - 1
        kept = np.repeat(fine, counts)
        record = np.repeat(number, counts)[kept].astype(np.int32)
        ours = found.only(kept, level)
        lines = np.flatnonzero(fine)
        if len(lines):
            parsed = self._table.add(ours, record, len(lines))
            rejects |= {int(lines[n]): reason for n, reason in parsed.bad.items()}
        for line, reason in sorted(rejects.items()):
            self._table.reject(f"line {self._line + line:,}", reason)


def _edges(found: Tokens, text: bytes) -> Places:
    """Where each line begins, and the end of the last."""
    letters = np.frombuffer(text, dtype=np.uint8)
    ends = found.controls[letters[found.controls] == 10] + 1
    edges = [np.zeros(1, dtype=np.int32), ends]
    if not len(ends) or ends[-1] != len(text):
        edges.append(np.array([len(text)], dtype=np.int32))
    return np.concatenate(edges)


def _without(text: bytes, edges: Places, odd: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> bytes:
    """The text with some of its lines made blank."""
    letters = np.frombuffer(text, dtype=np.uint8).copy()
    for line in np.flatnonzero(odd).tolist():
        letters[edges[line] : edges[line + 1]] = ord(BLANK[0])
    return letters.tobytes()


SAMPLE = """{"id": 1.50, "n\\u00e9": "\\u00e9\\ud800", "at": {"$date": 0}, "l": [1, {"a": []}], "o": null}
{"id": 1, "id": NaN}
{"id": "FranÃ§ois"
{"id": ["a", "b", "c", "d", "e"]}
"""
"""Lines that take every path on which something is loaded."""


def prepare() -> None:
    """Load what Python and pyarrow load at first use."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1"):
        read(Source(BytesIO(SAMPLE.encode(encoding, "replace"))), lambda _name, _batch: None)


FORMAT = Format("ndjson", "JSON, one value a line", sniff, read, prepare, text=True)
