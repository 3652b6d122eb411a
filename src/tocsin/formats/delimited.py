r"""Delimited: CSV and its kin, in any of five delimiters, read by columns.

A record that has too few or too many fields, or opens a quote it never closes, is a reject with
its line; every other record is a row. An empty field is NULL, but an empty pair of quotes is an
empty text. Nothing is trimmed, cast or dropped: NULs, formulas and signs of direction stay.

>>> import io
>>> source = Source(io.BytesIO(b"id;name\n1;Anna\n2\n3;\n"))
>>> batches = []
>>> reading = read(source, lambda name, batch: batches.append(batch))
>>> batches[0].to_pylist()
[{'row': 0, 'c0': '1', 'c1': 'Anna'}, {'row': 1, 'c0': '3', 'c1': None}]
>>> reading.tables[0].rejects
(Reject(where='line 3', reason='has 1 of 2 fields'),)
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pyarrow as pa
import pyarrow.csv

from tocsin.formats import dialect, records, repair
from tocsin.formats.base import Emit, Format, Rejects, Source, filled, rows
from tocsin.formats.encoding import CHUNK, MARKS, Text, is_text, opening
from tocsin.terms.errors import Broken, Refused
from tocsin.terms.table import Column, Reading, Table

NAME = "table"
"""A delimited text holds one table, and gives it no name."""

STRAY = "opens a quote that it does not close"


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is delimited text."""
    return is_text(head) and dialect.sniff(opening(head, dialect.HEAD)) is not None


def read(source: Source, emit: Emit, chunk: int = CHUNK) -> Reading:
    """Read it in one pass; memory is a few times `chunk`, whatever the size of the file."""
    found = dialect.sniff(opening(source.head, dialect.HEAD))
    if found is None:
        raise Refused("It is not delimited text.", remedy="")
    text = Text(source, chunk)
    table = _Table(found)
    ends = _LineEnds()
    for part in text:
        ends.count(part)
        for batch in table.batches(part):
            emit(NAME, batch)
    for batch in table.batches(b"", last=True):
        emit(NAME, batch)
    marks = (
        ("line ends", str(ends)),
        ("quoting", found.quoting),
        ("missing values", " or ".join(("empty", *found.nulls))),
        ("byte order mark", text.mark[0] if text.mark and text.mark[1] else "none"),
    )
    return Reading("csv", text.encoding, found.dialect, (table.told(),), marks=marks)


class _LineEnds:
    """Which line ends a file has: a mark of the system it was written on."""

    def __init__(self) -> None:
        self._crlf = self._lf = self._cr = 0

    def count(self, text: bytes) -> None:
        letters = np.frombuffer(text, dtype=np.uint8)
        returns = np.flatnonzero(letters == 13)
        crlf = int(np.count_nonzero(letters[np.minimum(returns + 1, len(letters) - 1)] == 10))
        self._crlf += crlf
        self._lf += int(np.count_nonzero(letters == 10)) - crlf
        self._cr += len(returns) - crlf

    def __str__(self) -> str:
        named = (("CRLF", self._crlf), ("LF", self._lf), ("CR", self._cr))
        return " and ".join(name for name, count in named if count) or "none"


class _Table:
    """The table while it is read."""

    def __init__(self, found: dialect.Found) -> None:
        self._found = found
        self._style = records.Style(found.dialect, found.width)
        self._header_due = found.dialect.header
        self._rest = b""
        self._line = 1
        self._rows = 0
        self._filled = np.zeros(found.width, dtype=np.int64)
        self._rejects = Rejects([])
        self._repaired = 0
        self._begun = False

    def batches(self, text: bytes, last: bool = False) -> Iterator[pa.RecordBatch]:
        """The rows of a further piece of text; with `last`, of what was still open."""
        text = self._rest + text
        if text:
            part = records.cut(text, self._line, self._style, last)
            parsed = _parse(part, self._found) or self._carefully(text, last)
            if parsed is None:
                raise Broken("The records of a file do not add up.", remedy="")
            cells, bad, part = parsed
            self._rest, self._line = part.rest, part.next_line
            yield from self._rows_of(cells, bad, part)
        if last and not self._begun:
            yield rows(0, [pa.array([], pa.string())] * self._found.width)

    def _carefully(self, text: bytes, last: bool) -> _Parsed | None:
        part = records.cut(text, self._line, self._style, last, careful=True)
        return _parse(part, self._found)

    def _rows_of(
        self, cells: list[pa.Array], bad: list[tuple[int, int]], part: records.Cut
    ) -> Iterator[pa.RecordBatch]:
        if self._header_due and len(part.lines):
            self._header_due = False
            if bad and bad[0][0] == 1:
                bad = bad[1:]
            else:
                cells = [column.slice(1) for column in cells]
        places = [(int(part.lines[n - 1]), f"has {w} of {len(cells)} fields") for n, w in bad]
        for line, reason in sorted(places + [(line, STRAY) for line in part.strays]):
            self._rejects.add(f"line {line}", reason)
        if not len(cells[0]):
            return
        whole = [repair.repaired(column) for column in cells]
        self._repaired += sum(count for _, count in whole)
        self._filled += [filled(column) for column, _ in whole]
        self._begun = True
        yield rows(self._rows, [column for column, _ in whole])
        self._rows += len(cells[0])

    def told(self) -> Table:
        """What was read, once all was."""
        columns = tuple(
            Column(name, filled=int(count))
            for name, count in zip(self._found.names, self._filled, strict=True)
        )
        rejects = self._rejects
        return Table(NAME, self._rows, columns, tuple(rejects.kept), rejects.count, self._repaired)


_Parsed = tuple[list[pa.Array], list[tuple[int, int]], records.Cut]


def _parse(part: records.Cut, found: dialect.Found) -> _Parsed | None:
    """Columns; number (from 1) and fields of each record with a wrong count; None if some are lost.

    Records are lost where a quote was taken for closed that was not: then fewer come out than
    were cut.
    """
    names = [f"c{i}" for i in range(found.width)]
    bad: list[tuple[int, int]] = []

    def keep(row: pa.csv.InvalidRow) -> str:
        bad.append((row.number, row.actual_columns))
        return "skip"

    if not len(part.lines):
        return [pa.array([], pa.string())] * found.width, bad, part
    table = pa.csv.read_csv(
        pa.BufferReader(_nulls_bare(part.body, found)),
        pa.csv.ReadOptions(use_threads=False, block_size=len(part.body) + 1, column_names=names),
        pa.csv.ParseOptions(
            delimiter=found.dialect.delimiter,
            quote_char=found.dialect.quote or False,
            double_quote=found.dialect.escape is None,
            escape_char=found.dialect.escape or False,
            newlines_in_values=part.spans,
            invalid_row_handler=keep,
        ),
        pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=["", *found.nulls],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    if len(table) + len(bad) != len(part.lines):
        return None
    return [column.combine_chunks() for column in table.columns], bad, part


def _nulls_bare(text: bytes, found: dialect.Found) -> bytes:
    r"""Where a backslash escapes, `\N` as a whole field becomes empty: it would be read as 'N'."""
    if not (found.nulls and found.dialect.escape):
        return text
    d = re.escape(found.dialect.delimiter).encode()
    return re.sub(rb"(?:(?<=[\r\n%b])|\A)\\N(?=[\r\n%b]|\Z)" % (d, d), b"", text)


SAMPLE = 'id;name\n1;"FranÃ§ois"\n2\n3;Zoé\n'.encode()
"""A table that takes every path on which something is loaded: quotes, mojibake, a wrong record."""


def prepare() -> None:
    """Load what Python and pyarrow load at first use."""
    for _, name in MARKS:
        codecs.lookup(name)
    codecs.lookup("sloppy-windows-1252")
    read(Source(BytesIO(SAMPLE)), lambda _name, _batch: None)


FORMAT = Format("csv", "delimited text", sniff, read, prepare, text=True)
