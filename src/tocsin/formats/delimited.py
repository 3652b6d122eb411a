r"""Delimited: CSV and its kin, in any dialect, several tables to a file, read by columns.

Every record is a row, or a reject with its line and the reason: it has too few or too many fields and
`ragged` does not tell where they belong, or it opens a quote that it does not close. An empty field is
NULL, but an empty pair of quotes is an empty text. Nothing is cast or dropped: NULs, formulas and
signs of direction stay. Blanks are taken from around a cell only where the dialect sets them there.

Lines that are of no table - titles above it, comments, notes after a blank line, headings that come
again - are neither rows nor rejects; the Reading's marks say where they stand. Another table may begin
after a blank line or a title, with its own heading or width: it is a table of its own, 'table 2'.

>>> import io
>>> source = Source(io.BytesIO(b"id;name\n1;Anna\n2;Bert;Els;9\n3;\n"))
>>> batches = []
>>> reading = read(source, lambda name, batch: batches.append(batch))
>>> batches[0].to_pylist()
[{'row': 0, 'c0': '1', 'c1': 'Anna'}, {'row': 1, 'c0': '3', 'c1': None}]
>>> reading.tables[0].rejects
(Reject(where='line 3', reason='has 4 of 2 fields'),)
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats import dialect, parsing, ragged, repair
from tocsin.formats.base import Emit, Format, Rejects, Source, filled, rows
from tocsin.formats.encoding import CHUNK, MARKS, Text, is_text, opening
from tocsin.formats.heading import votes
from tocsin.formats.parsing import Odd, Piece
from tocsin.formats.records import Numbers
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column, Dialect, Reading, Table

NAME = "table"
"""A delimited text gives its tables no names: the others are 'table 2', 'table 3' ..."""

STRAY = "opens a quote that it does not close"

MOST_TABLES = 100
"""Tables in one file: what differs from the last of them is then a reject. A report has some ten."""

ENOUGH = 3
"""Records alike, of another width than the table, that may be a table without a blank line above."""

MOST_LOOKED_AT = 20
"""Places in a piece that are looked at for another table; each costs as much as a file's beginning."""

AHEAD = 64 << 10
"""Bytes that are waited for before it is told what begins after a table."""

SEPARATORS = b"\x01\x02\x1c\x1d\x1e\x1f"
"""Control characters that delimit, as some exports have it: Hive's and ASCII's own."""

_NOTE = re.compile(r"[\s|+=_*~:-]*|(?:#|//|--).*|\(?\d+ rows?\b.*", re.DOTALL)
"""A line that only draws, a comment, or a count of rows as database clients print it."""

_ENDS_BLANK = re.compile(rb"(?:\n|\r|\A)(?:\r\n|\r|(?<!\r)\n|(?<=\r\n\r)\n)\Z")
DRAWN = r"^\s*:?[-=+]{2,}:?\s*$"
"""A cell of a line that only draws."""

_LINE_END = re.compile(rb"\r\n|\r|\n")


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is delimited text."""
    if not is_text(head) and not is_text(head.translate(None, SEPARATORS)):
        return False
    return dialect.sniff(opening(head, dialect.HEAD)) is not None


def read(source: Source, emit: Emit, chunk: int = CHUNK) -> Reading:
    """Read it in one pass; memory is a few times `chunk`, whatever the size of the file."""
    found = dialect.sniff(opening(source.head, dialect.HEAD))
    if found is None:
        raise Refused("It is not delimited text.", remedy="")
    most = source.limits.columns
    if found.fields > most:
        raise Refused(
            f"It has {found.fields:,} columns; more than {most:,} are not read.",
            remedy="Allow more with --limit columns=N.",
        )
    text = Text(source, chunk)
    reader = _Reader(found, emit, most)
    ends = _LineEnds()
    for part in text:
        ends.count(part)
        reader.take(part)
    reader.take(b"", last=True)
    marks = (
        ("line ends", str(ends)),
        ("quoting", found.quoting),
        ("missing values", " or ".join(("empty", *found.nulls))),
        ("byte order mark", text.mark[0] if text.mark and text.mark[1] else "none"),
        *reader.marks(),
    )
    return Reading("csv", text.encoding, found.dialect, reader.told(), marks=marks)


class _LineEnds:
    """Which line ends a file has: a mark of the system it was written on."""

    def __init__(self) -> None:
        self._crlf = self._lf = self._cr = 0

    def count(self, text: bytes) -> None:
        crlf = parsing.both_ends(text) if b"\r" in text else 0
        self._crlf += crlf
        self._lf += parsing.count(text, b"\n") - crlf
        self._cr += parsing.count(text, b"\r") - crlf if b"\r" in text else 0

    def __str__(self) -> str:
        named = (("CRLF", self._crlf), ("LF", self._lf), ("CR", self._cr))
        return " and ".join(name for name, count in named if count) or "none"


class _Places:
    """The lines that are of no table."""

    def __init__(self) -> None:
        self.count = 0
        self._spans: list[list[int]] = []

    def add(self, line: int) -> None:
        self.count += 1
        if self._spans and self._spans[-1][1] == line - 1:
            self._spans[-1][1] = line
        elif len(self._spans) <= 20:
            self._spans.append([line, line])

    def __str__(self) -> str:
        told = [str(a) if a == b else f"{a}-{b}" for a, b in self._spans[:20]]
        return ", ".join(told) + (" ..." if len(self._spans) > 20 else "")


class _Reader:
    """The tables of a file, one after another, while they are read."""

    def __init__(self, found: dialect.Found, emit: Emit, most_columns: int) -> None:
        self._emit = emit
        self._most_columns = most_columns
        self._first = found
        self._outside = _Places()
        self._tables: list[_Table] = []
        self._rest = b""
        self._line = 1
        self._gap = False
        """Whether the last piece ended in a blank line."""

        self._whole = True
        """Whether the last piece had a record to a line, as the next most likely has."""

    def take(self, text: bytes, last: bool = False) -> None:
        """A further piece of text; with `last`, what was still open."""
        text = self._rest + text
        self._rest = b""
        while text:
            if not self._tables:
                text = self._begin(text, self._first)
                continue
            table = self._tables[-1]
            piece = parsing.parse(text, self._line, table.found, last, self._whole)
            if self._gap and len(piece.lines):
                piece = piece.below_gap()
            self._whole = piece.origins is None
            turn = self._next_table(table, piece, last)
            table.add(piece, self._outside, turn.number if turn else len(piece.lines))
            if turn is None:
                self._gap = not piece.rest and _ENDS_BLANK.search(text[-4:]) is not None
                self._line, self._rest = piece.next_line, piece.rest
                break
            self._gap = piece.after_gap is not None and bool(piece.after_gap[turn.number])
            self._line = int(piece.lines[turn.number])
            text = piece.text[piece.offset(turn.number) :]
            if turn.found is None:
                self._rest = text
                break
            table.end()
            text = self._begin(text, turn.found)
        if last and not self._tables:
            self._begin(b"", self._first)
        if last:
            self._tables[-1].end()

    def _begin(self, text: bytes, found: dialect.Found) -> bytes:
        """Begin a table; what of the text is below the lines that stand above it."""
        number = len(self._tables) + 1
        name = NAME if number == 1 else f"{NAME} {number}"
        self._tables.append(_Table(name, found, self._emit))
        at = 0
        for _ in range(found.start):
            end = _LINE_END.search(text, at)
            if end is None:
                break
            if text[at : end.start()].strip():
                self._outside.add(self._line)
            self._line += 1
            at = end.end()
        return text[at:]

    def _next_table(self, table: _Table, piece: Piece, last: bool) -> _Turn | None:
        """Where in a piece another table begins."""
        if len(self._tables) >= MOST_TABLES or table.found.fields == 1 or table.found.combolist:
            return None
        for number in islice(table.turns(piece, last), MOST_LOOKED_AT):
            text = piece.text[piece.offset(number) :][: dialect.HEAD]
            if not last and len(text) < AHEAD:
                return _Turn(number, None)
            found = dialect.sniff(text)
            if found and found.fields <= self._most_columns and table.differs(found, piece, number):
                return _Turn(number, found)
        return None

    def told(self) -> tuple[Table, ...]:
        """What was read, once all was."""
        return tuple(table.told() for table in self._tables)

    def marks(self) -> Iterator[tuple[str, str]]:
        """What is told of the file beside its tables."""
        if self._outside.count:
            lines = "line" if self._outside.count == 1 else "lines"
            yield "outside the tables", f"{self._outside.count:,} {lines}: {self._outside}"
        if early := sum(table.early for table in self._tables):
            yield "rows that end early", f"{early:,}"
        if mended := sum(table.mended for table in self._tables):
            yield "rows with other fields made out", f"{mended:,}"
        if self._first.open[1]:
            yield "delimiter at the line's end", "always"


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where in a piece another table begins, or may begin."""

    number: int
    """Of its first record."""

    found: dialect.Found | None
    """How it is written; None where more must be seen first."""


class _Table:
    """One table while it is read."""

    def __init__(self, name: str, found: dialect.Found, emit: Emit) -> None:
        self.found = found
        self._heading_left = found.heading
        self.early = self.mended = 0
        self._name, self._emit = name, emit
        self._rows = 0
        self._filled = np.zeros(found.width, dtype=np.int64)
        self._rejects = Rejects([])
        self._repaired = 0
        self._begun = False

    def turns(self, piece: Piece, last: bool) -> Iterator[int]:
        """Records that another table could begin with: after a gap, or where several alike differ."""
        gaps = [] if piece.after_gap is None else np.flatnonzero(piece.after_gap).tolist()
        odd = {o.number: o for o in piece.odd}
        bad = np.array(list(odd), dtype=np.int64)
        runs: list[int] = []
        run: list[Odd] = []
        for o in piece.odd:
            if run and (o.number != run[-1].number + 1 or o.fields != run[-1].fields):
                run = []
            run.append(o)
            if len(run) == ENOUGH and o.fields > 1:
                runs.append(run[0].number)
        if run and len(run) < ENOUGH and run[-1].number == len(piece.lines) - 1 and not last:
            runs.append(run[0].number)  # more of them may follow
        for number in sorted({*gaps, *runs}):
            if number < self._heading_left or (number == 0 and not self._rows):
                continue
            if number in odd:
                one = odd[number].fields == 1
                if not one and self._mended(odd[number].text, piece.dialect) is not None:
                    continue
                yield number
            else:
                at = number - int(np.searchsorted(bad, number))
                if self._is_strange([column[at].as_py() or "" for column in piece.cells]):
                    yield number

    def _is_strange(self, cells: list[str]) -> bool:
        """Whether a record of the table's width may be the heading of another table."""
        inner = cells[int(self.found.open[0]) :][: self.found.width]
        telling = [(p, c) for p, c in zip(self.found.profiles, inner, strict=True) if p.telling]
        if telling:
            return any(cell.strip() and not p.fits(cell) for p, cell in telling)
        return votes(inner, []) > 0

    def differs(self, found: dialect.Found, piece: Piece, number: int) -> bool:
        """Whether what begins at a record, and is written so, is a table of its own."""
        ours = self.found
        height = len(piece.lines) - number
        if found.width < 2 or found.combolist or not (found.heading or height >= ENOUGH):
            return False
        if found.width != ours.width or found.dialect.delimiter != ours.dialect.delimiter:
            return found.start == 0 or found.heading > 0
        return found.heading > 0 and found.names != ours.names

    def add(self, piece: Piece, outside: _Places, until: int) -> None:
        """The rows of a piece, up to a record."""
        bad = np.array([odd.number for odd in piece.odd], dtype=np.int64)
        numbers = np.setdiff1d(np.arange(len(piece.lines)), bad, assume_unique=True)
        skipped, self._heading_left = self._heading_left, max(0, self._heading_left - until)
        begin, end = np.searchsorted(numbers, (skipped, until))
        numbers = numbers[begin:end]
        cells = [column.slice(begin, end - begin) for column in piece.cells]
        cells, numbers = self._inner(cells, numbers, piece)
        cells, numbers = self._without_headings(cells, numbers, piece, outside)
        cells, numbers = self._without_rules(cells, numbers, piece, outside)
        mended = self._odd(piece, skipped, until, outside)
        if mended:
            cells = _woven(cells, numbers, mended, self.found)
        self._hand_out(cells)

    def _odd(
        self, piece: Piece, skipped: int, until: int, outside: _Places
    ) -> list[tuple[float, list[str]]]:
        """The records without the table's width: rows with their places; the others are told."""
        mended: list[tuple[float, list[str]]] = []
        rejected: list[tuple[int, str]] = []
        note = -1
        for odd in piece.odd:
            if not skipped <= odd.number < until:
                continue
            line = int(piece.lines[odd.number])
            row = self._mended(odd.text, piece.dialect)
            if row is not None:
                mended.append((odd.number, row))
            elif _is_note(odd, piece, note, self.found.fields):
                note = odd.number
                outside.add(line)
            else:
                rejected.append((line, f"has {odd.fields} of {self.found.fields} fields"))
        end = int(piece.lines[until]) if until < len(piece.lines) else piece.next_line
        for line, text in piece.strays:
            if line >= end:
                continue
            row = self._mended(text, piece.dialect, stray=True)
            if row is not None:
                mended.append((float(np.searchsorted(piece.lines, line)) - 0.5, row))
            elif _NOTE.fullmatch(text):
                outside.add(line)
            else:
                rejected.append((line, STRAY))
        for line, reason in sorted(rejected):
            self._rejects.add(f"line {line}", reason)
        self.early += sum(len(row) < self.found.width for _, row in mended)
        self.mended += sum(len(row) == self.found.width for _, row in mended)
        return mended

    def _mended(self, text: str, written: Dialect, stray: bool = False) -> list[str] | None:
        """The cells of a record that has not the table's width, where it is plain which they are."""
        found = self.found
        fields = ragged.unclosed(text, written) if stray else ragged.split(text, written)
        if found.open[0] and fields and not fields[0].strip():
            fields = fields[1:]
        if found.padded:
            fields = [field.strip(" ") for field in fields]
        row = (
            ragged.mend(fields, found.profiles, written.delimiter, found.short) if fields else None
        )
        if stray:
            fits = (
                row is not None and len(fields) == found.width and ragged.fit(row, found.profiles)
            )
            row = row if fits else None
        elif row is None and not found.combolist:
            row = ragged.apart(text, written, found.profiles)
        if row is not None and written.delimiter != found.dialect.delimiter:
            row = [cell.replace(written.delimiter, found.dialect.delimiter) for cell in row]
        return row

    def _inner(
        self, cells: list[pa.Array], numbers: Numbers, piece: Piece
    ) -> tuple[list[pa.Array], Numbers]:
        """Without the empty columns at the table's edges; what stands in one of them is a reject."""
        first, last = self.found.open
        edges = [column for column, is_open in ((cells[0], first), (cells[-1], last)) if is_open]
        cells = cells[int(first) : len(cells) - int(last)]
        empty = np.ones(len(numbers), dtype=np.bool_)
        for column in edges:
            if column.null_count < len(column):
                empty &= np.asarray(
                    pc.fill_null(pc.equal(pc.utf8_trim_whitespace(column), ""), True)
                )
        if empty.all():
            return cells, numbers
        for line in piece.lines[numbers[~empty]].tolist():
            self._rejects.add(
                f"line {line}", f"has {self.found.width + 1} of {self.found.width} fields"
            )
        return [column.filter(pa.array(empty)) for column in cells], numbers[empty]

    def _without_headings(
        self, cells: list[pa.Array], numbers: Numbers, piece: Piece, outside: _Places
    ) -> tuple[list[pa.Array], Numbers]:
        """Without the heading, where it comes again among the rows."""
        if not self.found.heading or not len(numbers) or not self.found.names[0]:
            return cells, numbers
        again = np.flatnonzero(pc.fill_null(pc.equal(cells[0], self.found.names[0]), False))
        if not len(again):
            return cells, numbers
        same = [
            at
            for at in again.tolist()
            if all((c[at].as_py() or "") == n for c, n in zip(cells, self.found.names, strict=True))
        ]
        if not same:
            return cells, numbers
        for at in same:
            outside.add(int(piece.lines[numbers[at]]))
        keep = np.ones(len(numbers), dtype=np.bool_)
        keep[same] = False
        return [column.filter(pa.array(keep)) for column in cells], numbers[keep]

    def _without_rules(
        self, cells: list[pa.Array], numbers: Numbers, piece: Piece, outside: _Places
    ) -> tuple[list[pa.Array], Numbers]:
        """Without the lines that only draw, in a table drawn with bars."""
        if self.found.dialect.delimiter != "|":
            return cells, numbers
        drawn = np.ones(len(numbers), dtype=np.bool_)
        for column in cells:
            if not drawn.any():
                return cells, numbers
            drawn &= np.asarray(pc.fill_null(pc.match_substring_regex(column, DRAWN), False))
        for line in piece.lines[numbers[drawn]].tolist():
            outside.add(line)
        return [column.filter(pa.array(~drawn)) for column in cells], numbers[~drawn]

    def _hand_out(self, cells: list[pa.Array]) -> None:
        if not len(cells[0]):
            return
        whole = [repair.repaired(column) for column in cells]
        self._repaired += sum(count for _, count in whole)
        self._filled += [filled(column) for column, _ in whole]
        self._begun = True
        cells = [column for column, _ in whole]
        self._emit(self._name, rows(self._rows, cells, self.found.names))
        self._rows += len(cells[0])

    def end(self) -> None:
        """Nothing follows."""
        if not self._begun:
            self._emit(self._name, rows(0, [pa.array([], pa.string())] * self.found.width))
            self._begun = True

    def told(self) -> Table:
        """What was read, once all was."""
        columns = tuple(
            Column(name, filled=int(count))
            for name, count in zip(self.found.names, self._filled, strict=True)
        )
        rejects = self._rejects
        return Table(
            self._name, self._rows, columns, tuple(rejects.kept), rejects.count, self._repaired
        )


def _is_note(odd: Odd, piece: Piece, before: int, columns: int) -> bool:
    """Whether a record is no record, but a line beside the table; `before`: the last that was one."""
    if _NOTE.fullmatch(odd.text):
        return True
    below = piece.after_gap is not None and bool(piece.after_gap[odd.number])
    few = odd.fields <= max(1, columns // 3)
    return few and (below or odd.number == before + 1 > 0)


def _woven(
    cells: list[pa.Array],
    numbers: Numbers,
    mended: list[tuple[float, list[str]]],
    found: dialect.Found,
) -> list[pa.Array]:
    """Columns with rows put in at their places."""
    places = np.concatenate([numbers, [place for place, _ in mended]])
    order = pa.array(np.argsort(places, kind="stable"))
    missing = {"", *found.nulls}
    woven = []
    for at, column in enumerate(cells):
        new = [row[at] if at < len(row) and row[at] not in missing else None for _, row in mended]
        woven.append(pa.concat_arrays([column, pa.array(new, pa.string())]).take(order))
    return woven


SAMPLE = 'id;name\n1;"FranÃ§ois"\n2\n3;Zoé\n4;"a\nb"\n5;x;y;z\n\nLast: none\n'.encode()
"""A table that takes the paths on which something is loaded: quotes, mojibake, wrong records."""

LIST = b"a@x.example:1\nb@x.example:2\nc@x.example:3:4\n"


def prepare() -> None:
    """Load what Python and pyarrow load at first use."""
    for _, name in MARKS:
        codecs.lookup(name)
    codecs.lookup("sloppy-windows-1252")
    for sample in (SAMPLE, LIST, SAMPLE.replace(b";", b" || ")):
        read(Source(BytesIO(sample)), lambda _name, _batch: None)


FORMAT = Format("csv", "delimited text", sniff, read, prepare, text=True)
