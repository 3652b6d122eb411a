r"""Parsing: a piece of delimited text into columns, by pyarrow, with the place of every record.

Most pieces have a record to a line: pyarrow then gives as many records as there are line ends, and
nothing else needs to be known. Only where the numbers differ is the text cut into records first.

A delimiter of several bytes, a run of blanks, or none at all (one column) is replaced by a control
character that the piece does not hold, and put back where it stood inside quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from tocsin.formats import records
from tocsin.formats.dialect import BLANKS, Found, loose_fields
from tocsin.formats.records import Numbers, Truths
from tocsin.terms.errors import Refused
from tocsin.terms.table import Dialect

STANDS_IN = "\x1f\x1e\x1d\x1c\x1a\x19\x18\x17\x16\x15\x14\x13\x12\x11\x10\x0f\x0e\x08\x07\x06\x05\x04\x03\x02\x01"
"""Control characters that may stand in for a delimiter."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A record that has not as many fields as the table."""

    number: int
    """Its place among the records of the piece."""

    fields: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, parsed."""

    cells: list[pa.Array]
    """The columns of the records that have as many fields as the table."""

    odd: tuple[Odd, ...]
    """The other records, in their order."""

    lines: Numbers
    """The line that each record begins on, the odd ones too."""

    after_gap: Truths | None
    """Whether blank lines stand before each record; None where there are none."""

    origins: Numbers | None
    """Where in the text each record begins; None where each is one line."""

    text: bytes
    """All that was parsed."""

    strays: tuple[tuple[int, str], ...]
    """Lines with a quote that is not closed: number and text."""

    rest: bytes
    """What must wait for the next piece."""

    next_line: int
    dialect: Dialect
    """As which it was parsed: its delimiter is one character."""

    def below_gap(self) -> Piece:
        """The same, where a blank line stands before its first record."""
        gaps = self.after_gap if self.after_gap is not None else np.zeros(len(self.lines), np.bool_)
        return replace(self, after_gap=np.concatenate([[True], gaps[1:]]))

    def offset(self, number: int) -> int:
        """Where in the text a record begins."""
        if self.origins is not None:
            return int(self.origins[number])
        letters = np.frombuffer(self.text, dtype=np.uint8)
        return int(np.flatnonzero(letters == 10)[number - 1]) + 1 if number else 0


def parse(text: bytes, line: int, found: Found, last: bool, whole: bool) -> Piece:
    """Parse a text that begins with a record, on this line; `whole`: most likely a record to a line."""
    text = _tight(text, found)
    plain, dialect = _single(text, found)
    parsed = _line_by_line(plain, line, found, dialect, last) if whole else None
    parsed = parsed or _record_by_record(plain, line, found, dialect, last)
    if plain is not text:
        parsed = _put_back(parsed, text, found)
    if found.padded:
        parsed = replace(parsed, cells=[_trimmed(column) for column in parsed.cells])
    if found.combolist:
        parsed = _of_pairs(parsed, found)
    return parsed


def _tight(text: bytes, found: Found) -> bytes:
    """The text as it should have been written: quotes inside doubled, no blanks around quotes."""
    delimiter, quote = found.dialect.delimiter, found.dialect.quote
    if found.loose and quote:
        q = quote.encode()
        fields = loose_fields(delimiter, quote)
        text = fields.sub(lambda field: q + field[1].replace(q, q + q) + q, text)
    if not found.padded or not quote or quote.encode() not in text:
        return text
    d, q = re.escape(delimiter).encode(), re.escape(quote).encode()
    opened = rb"(?:(?<=%b)|(?<=[\r\n])) +(?=%b(?:[^%b]|%b *(?:%b|[\r\n]|\Z)))" % (d, q, q, q, d)
    closed = rb"(?<=%b) +(?=%b|[\r\n]|\Z)" % (q, d)
    return re.sub(closed, b"", re.sub(opened, b"", text))


def _single(text: bytes, found: Found) -> tuple[bytes, Dialect]:
    """The text with a delimiter of one byte; as which dialect."""
    delimiter = found.dialect.delimiter
    if found.combolist or found.fields == 1:
        return text, replace(found.dialect, delimiter=_absent(text))
    if len(delimiter.encode()) == 1:
        return text, found.dialect
    mark = _absent(text)
    if delimiter == BLANKS:
        tight = re.sub(rb"(?m)^ +| +$", b"", text)
        plain = re.sub(rb"[ \t]{2,}", mark.encode(), tight)
    else:
        plain = text.replace(delimiter.encode(), mark.encode())
    return plain, replace(found.dialect, delimiter=mark)


def _absent(text: bytes) -> str:
    """A control character that the text does not hold."""
    for mark in STANDS_IN:
        if mark.encode() not in text:
            return mark
    raise Refused("It holds every control character there is.", remedy="Look at its bytes first.")


def _put_back(parsed: Piece, text: bytes, found: Found) -> Piece:
    """The piece with its own delimiter where the one that stands in for it is no delimiter."""
    mark, before = parsed.dialect.delimiter, found.dialect.delimiter
    cells, plain = parsed.cells, parsed.text
    if found.dialect.escape or (found.dialect.quote and found.dialect.quote.encode() in plain):
        cells = [pc.replace_substring(column, mark, before) for column in cells]
    if before == BLANKS:
        text = plain.replace(mark.encode(), BLANKS.encode())
    marks = np.flatnonzero(np.frombuffer(plain, dtype=np.uint8) == ord(mark))
    longer = len(before.encode()) - 1
    origins = parsed.origins
    if origins is not None:
        origins = origins + np.searchsorted(marks, origins) * longer
    rest = len(parsed.rest) + parsed.rest.count(mark.encode()) * longer
    return replace(parsed, cells=cells, text=text, rest=text[len(text) - rest :], origins=origins)


def _trimmed(column: pa.Array) -> pa.Array:
    """Cells without the blanks around them; what is nothing then is missing."""
    bare = pc.utf8_trim(column, " ")
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)


def _of_pairs(parsed: Piece, found: Found) -> Piece:
    """Lines as the fields of a list of logins."""
    assert found.combolist  # noqa: S101 - asked by the caller
    (lines,) = parsed.cells
    fields = found.combolist.split(lines)
    valid = np.asarray(fields.is_valid())
    columns = fields.flatten()
    if valid.all():
        return replace(parsed, cells=[_or_null(column) for column in columns])
    delimiter = found.combolist.delimiter
    odd = tuple(
        Odd(int(at), text.count(delimiter) + 1, text)
        for at in np.flatnonzero(~valid)
        for text in [lines[int(at)].as_py() or ""]
    )
    mask = pa.array(valid)
    return replace(
        parsed,
        cells=[_or_null(column.filter(mask)) for column in columns],
        odd=odd,
        dialect=replace(found.dialect, delimiter=delimiter),
    )


def _or_null(column: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _line_by_line(
    text: bytes, line: int, found: Found, dialect: Dialect, last: bool
) -> Piece | None:
    """The piece, if each of its lines is a record; else None."""
    if dialect.escape or not (last or text.endswith(b"\n")):
        return None
    ends = count(text, b"\n")
    if b"\r" in text and count(text, b"\r") != both_ends(text):
        return None
    height = ends + (not text.endswith(b"\n"))
    if dialect.quote:
        begin = text.rfind(b"\n", 0, len(text) - 1) + 1
        if text.count(dialect.quote.encode(), begin) % 2:
            return None
    cells, odd = _columns(text, found, dialect)
    if len(cells[0]) + len(odd) != height:
        return None
    return Piece(
        cells,
        odd,
        np.arange(line, line + height),
        None,
        None,
        text,
        (),
        b"",
        line + height,
        dialect,
    )


def count(text: bytes, letter: bytes) -> int:
    """How often a letter stands in a text; where it is frequent, faster than `bytes.count`."""
    return int(np.count_nonzero(np.frombuffer(text, dtype=np.uint8) == letter[0]))


def both_ends(text: bytes) -> int:
    """How many lines end with a carriage return and a line feed; faster than `bytes.count`."""
    letters = np.frombuffer(text, dtype=np.uint8)
    return int(np.count_nonzero((letters[:-1] == 13) & (letters[1:] == 10)))


def _record_by_record(text: bytes, line: int, found: Found, dialect: Dialect, last: bool) -> Piece:
    """The piece, cut into records first."""
    style = records.Style(dialect, found.fields)
    for careful in (False, True):
        part = records.cut(text, line, style, last, careful)
        cells, odd = _columns(part.body, found, dialect)
        if len(cells[0]) + len(odd) == len(part.lines):
            break
    else:
        cells, odd, part = _one_by_one(part, found, dialect)
    return Piece(
        cells,
        odd,
        part.lines,
        part.after_gap if part.after_gap.any() else None,
        part.origins,
        text,
        tuple((number, stray.decode("utf-8", "replace")) for number, stray in part.strays),
        part.rest,
        part.next_line,
        dialect,
    )


def _one_by_one(
    part: records.Cut, found: Found, dialect: Dialect
) -> tuple[list[pa.Array], tuple[Odd, ...], records.Cut]:
    """Each record parsed alone: quotes stand so that several together are not what each is alone."""
    ends = [*part.starts[1:].tolist(), len(part.body)]
    columns: list[list[pa.Array]] = []
    odd: list[Odd] = []
    for number, (start, end) in enumerate(zip(part.starts.tolist(), ends, strict=True)):
        text = part.body[start:end]
        cells, wrong = _columns(text, found, dialect)
        if len(cells[0]) == 1:
            columns.append(cells)
        else:
            fields = wrong[0].fields if wrong else 0
            odd.append(Odd(number, fields, text.decode("utf-8", "replace").rstrip("\r\n")))
    together = [pa.concat_arrays(list(column)) for column in zip(*columns, strict=True)]
    return together or [pa.array([], pa.string())] * found.fields, tuple(odd), part


def _columns(text: bytes, found: Found, dialect: Dialect) -> tuple[list[pa.Array], tuple[Odd, ...]]:
    """The columns of the records that have the table's width, and the other records."""
    width = 1 if found.combolist else found.fields
    names = [f"c{i}" for i in range(width)]
    odd: list[Odd] = []

    def keep(row: pa.csv.InvalidRow) -> str:
        odd.append(Odd(row.number - 1, row.actual_columns, row.text))
        return "skip"

    if not text or (text.isspace() and not text.strip(b"\r\n")):
        return [pa.array([], pa.string())] * width, ()
    table = pa.csv.read_csv(
        pa.py_buffer(_nulls_bare(text, found, dialect)),
        pa.csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=names),
        pa.csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            double_quote=dialect.escape is None,
            escape_char=dialect.escape or False,
            newlines_in_values=True,
            invalid_row_handler=keep,
        ),
        pa.csv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.string()),
            null_values=["", *found.nulls],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return [_one(column) for column in table.columns], tuple(odd)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _nulls_bare(text: bytes, found: Found, dialect: Dialect) -> bytes:
    r"""Where a backslash escapes, `\N` as a whole field becomes empty: it would be read as 'N'."""
    if not (found.nulls and dialect.escape):
        return text
    d = re.escape(dialect.delimiter).encode()
    return re.sub(rb"(?:(?<=[\r\n%b])|\A)\\N(?=[\r\n%b]|\Z)" % (d, d), b"", text)
