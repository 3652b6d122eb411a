r"""Copies: the data of PostgreSQL's COPY ... FROM stdin: a line a row, tabs between cells.

A block of lines is cut into cells at once (PostgreSQL manual, "COPY", text format): `\N` is NULL, a
backslash escapes, `\.` ends the data. Only cells that hold a backslash are looked into. The statement is
in the dump; nothing else of COPY is done: no file or program is read.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tocsin.formats.sql import cells, inserts, strings
from tocsin.formats.sql.cells import Letters, Places, Which
from tocsin.formats.sql.inserts import Place
from tocsin.formats.sql.literals import Value
from tocsin.formats.sql.names import Head, Name
from tocsin.formats.sql.script import Script
from tocsin.formats.sql.words import Short, Unreadable

BLOCK = 1 << 20
"""Bytes of lines that are cut at once."""

_OPTION = re.compile(rb"\b(DELIMITERS?|NULL)\s+(?:AS\s+)?(E?)'((?:[^']|'')*)'", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Data:
    """What a COPY says of the lines after it."""

    table: Name
    columns: tuple[bytes, ...] | None
    at: int
    """Where they begin."""

    delimiter: bytes
    null: bytes
    is_csv: bool
    header: bool


def copy(script: Script) -> bool:
    """Read the COPY that begins here with its data; False where no data follow it."""
    data = script.look(lambda text, at, ended: _data(script, text, at, ended))
    if data is None:
        return False
    script.tape.at = data.at
    reader = _Lines(script, data)
    if data.is_csv:
        reader.read_csv()
    else:
        reader.read()
    return True


def _data(script: Script, text: bytes, at: int, ended: bool) -> Data | None:
    head = Head(script.words, text, at, ended)
    head.on()
    if head.took("BINARY") or head.sign() == b"(":
        return None
    table = head.name()
    columns = head.names() if head.sign() == b"(" else None
    if not head.took("FROM") or not head.took("STDIN"):
        return None
    start = head.at
    while head.sign() != b";":
        if head.on()[0] == "end":
            return None
    options = text[start : head.at]
    head.on()
    end = text.find(b"\n", head.at) + 1
    if not end:
        if not ended:
            raise Short
        end = len(text)
    upper = options.upper()
    is_csv = b"CSV" in upper
    delimiter, null = (b",", b"") if is_csv else (b"\t", rb"\N")
    for name, escaped, value in _OPTION.findall(options):
        value = strings.escaped(value) if escaped else value.replace(b"''", b"'")
        if name.upper() == b"NULL":
            null = value
        elif len(value) == 1:
            delimiter = value
    return Data(table, columns, end, delimiter, null, is_csv, b"HEADER" in upper)


class _Lines:
    """The lines of one COPY."""

    def __init__(self, script: Script, data: Data) -> None:
        self._script, self._data = script, data
        self._place: Place | None = None

    def read(self) -> None:
        """Read them to the line that ends them."""
        tape = self._script.tape
        while True:
            if tape.unread < 2 * BLOCK:
                tape.grow()
            text, at = tape.text, tape.at
            closing = _closing(text, at, at + BLOCK, tape.ended)
            if closing == at:
                tape.at = min(_line_end(text, at), len(text))
                return
            stop = min(closing if closing >= 0 else len(text), at + BLOCK)
            end = stop if stop == closing else text.rfind(b"\n", at, stop) + 1
            if end > at:
                self._block(text, at, end)
                tape.at = end
            elif not self._further(text, at):
                return

    def _further(self, text: bytes, at: int) -> bool:
        """A line that is longer than a block, or the last, which nothing ends."""
        script, tape = self._script, self._script.tape
        end = text.find(b"\n", at + BLOCK)
        if end >= 0:
            self._block(text, at, end + 1)
            tape.at = end + 1
            return True
        if tape.ended:
            sheet = self._place.sheet if self._place else self._to(text, at, len(text)).sheet
            script.reject(sheet, at, "breaks off: the file ends within the table's data")
            tape.at = len(text)
            return False
        if tape.unread > script.limits.cell:
            script.reject(None, at, f"is longer than {script.limits.cell >> 20} MiB")
            tape.at = len(text)
            while tape.grow() and (end := tape.text.find(b"\n")) < 0:
                tape.at = len(tape.text)
            tape.at = end + 1 if not tape.ended or end >= 0 else len(tape.text)
            return True
        tape.grow()
        return True

    def _to(self, text: bytes, at: int, end: int) -> Place:
        if self._place is None:
            data = self._data
            line = text[at : text.find(b"\n", at, end)]
            width = len(data.columns or line.split(data.delimiter))
            self._place = inserts.place(self._script, data.table, data.columns, width)
        return self._place

    def _block(self, text: bytes, at: int, end: int) -> None:
        """Whole lines."""
        script, data = self._script, self._data
        to = self._to(text, at, end)
        width = len(to.into)
        letters = np.frombuffer(text, dtype=np.uint8, count=end)
        block = letters[at:]
        delimiter = data.delimiter[0]
        marks = np.flatnonzero((block == 10) | (block == delimiter)) + at
        line_ends = np.flatnonzero(letters[marks] == 10)
        before = np.concatenate(([-1], line_ends[:-1]))
        good = line_ends - before == width
        if not good.all():
            self._reject(to, marks, before, line_ends, ~good, at)
            line_ends, before = line_ends[good], before[good]
            if not len(line_ends):
                return
            places = before[:, None] + np.arange(width + 1)
            edges = np.where(places < 0, at - 1, marks[np.maximum(places, 0)]).T
        else:
            edges = np.empty((width + 1, len(line_ends)), dtype=np.int64)
            edges[1:] = marks.reshape(-1, width).T
            edges[0, 0], edges[0, 1:] = at - 1, edges[width, :-1]
        columns = [
            self._column(text, letters, edges[j] + 1, edges[j + 1], j == width - 1)
            for j in range(width)
        ]
        to.sheet = script.tables.add(to.sheet, columns, to.into)

    def _column(
        self, text: bytes, letters: Letters, starts: Places, ends: Places, last: bool
    ) -> pa.Array:
        if last:
            ends = ends - ((letters[ends - 1] == 13) & (ends > starts))
        null = ends - starts == len(self._data.null)
        for i, letter in enumerate(self._data.null):
            null &= letters[np.minimum(starts + i, len(letters) - 1)] == letter
        column = cells.cut(text, starts, ends, null if null.any() else None)
        content = column.buffers()[2]
        if content is None or b"\\" not in content.to_pybytes():
            return column
        slashed = cells.with_backslash(column)
        done = cells.unescaped(column.filter(pa.array(slashed)), strings.COPY, strings.copied)
        return cells.replaced(column, slashed, done)

    def _reject(
        self, to: Place, marks: Places, before: Places, ends: Places, bad: Which, at: int
    ) -> None:
        """Lines with a wrong number of cells."""
        width = len(to.into)
        for i in np.flatnonzero(bad).tolist():
            start = at if before[i] < 0 else int(marks[before[i]]) + 1
            count = int(ends[i] - before[i])
            self._script.reject(to.sheet, start, f"has {count:,} of {width:,} values")

    def read_csv(self) -> None:
        """The same as comma-separated values."""
        script, data = self._script, self._data
        tape = script.tape
        header = data.header
        while True:
            record = script.look(_record)
            if record is None:
                return
            line, end = record
            if line.rstrip(b"\r\n") == rb"\." or not line:
                tape.at = end
                return
            if not header:
                self._csv(line)
            header = False
            tape.at = end

    def _csv(self, line: bytes) -> None:
        script, data = self._script, self._data
        text = line.decode("latin-1")
        try:
            row = next(
                csv.reader(
                    io.StringIO(text, newline=""), delimiter=data.delimiter.decode("latin-1")
                ),
                [],
            )
        except csv.Error:
            raise Unreadable("is no comma-separated row") from None
        found: list[Value] = [cell.encode("latin-1") for cell in row]
        if self._place is None:
            self._place = inserts.place(script, data.table, data.columns, len(found))
        to = self._place
        if len(found) != len(to.into):
            script.reject(
                to.sheet, script.tape.at, f"has {len(found):,} of {len(to.into):,} values"
            )
            return
        values = [None if cell == data.null else cell for cell in found]
        to.sheet = script.tables.add_one(to.sheet, values, to.into)


_RECORD = re.compile(rb'(?:[^"\n]|"[^"]*+")*+(?:\n|\Z)')


def _record(text: bytes, at: int, ended: bool) -> tuple[bytes, int] | None:
    found = _RECORD.match(text, at)
    if found is None or (found.end() == len(text) and not ended):
        if ended:
            return None
        raise Short
    return found.group(), found.end()


def _closing(text: bytes, at: int, stop: int, ended: bool) -> int:
    r"""Where the line `\.` begins; -1 where none begins before `stop`."""
    if text.startswith(b"\\.", at) and _is_closing(text, at, ended):
        return at
    place = at
    while (found := text.find(b"\n\\.", place, stop + 2)) >= 0:
        if _is_closing(text, found + 1, ended):
            return found + 1
        place = found + 1
    return -1


def _is_closing(text: bytes, at: int, ended: bool) -> bool:
    after = text[at + 2 : at + 4]
    return after[:1] == b"\n" or after == b"\r\n" or (ended and not after.strip())


def _line_end(text: bytes, at: int) -> int:
    return text.find(b"\n", at) + 1 or len(text)
