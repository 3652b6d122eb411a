r"""Ragged: what becomes of a record that has not as many fields as its table.

Two things must not happen: that a person is lost, and that a cell is made up or put under the wrong
heading. So such a record is a row only where its cells can stand in one way and no other:

- fields at its end that are empty and too many, or that only the table's open edge lacks, mean nothing;
- a record that ends early is a row, its missing cells NULL, if its cells fit their columns and the
  missing ones are columns that are often empty, or the file often leaves them out. Otherwise the
  line was cut off, and its last cell may be half a value;
- fields too many are one cell of free text where an unquoted delimiter stands inside it, or an empty field that
  nobody meant, if that explains the record in exactly one place: every other cell fits its column, and
  some of them could stand nowhere else;
- a record written with another delimiter is a row if it has the table's width so, and fits.

All others are rejects, with the number of their fields. "Fits" is told by `shapes.Profile`.

>>> from tocsin.formats.shapes import profile
>>> columns = tuple(map(profile, [["1", "2", "3"], ["Dam 1", "Rue 5", "Kaai 9"], ["9000", "59000", "75001"]]))
>>> mend(["4", "12", " rue Haute", "1000"], columns, ",", 0.0)
['4', '12, rue Haute', '1000']
>>> mend(["4", "Dam 2"], columns, ",", 0.0) is None
True
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from contextlib import suppress

from tocsin.formats.shapes import Profile
from tocsin.terms.table import Dialect

MANNER = 0.05
"""Share of records that end early from which that is the file's manner, not damage. Our choice."""

OTHERS = ",;\t|"
"""Delimiters that a single record may have been written with."""

MOST_SURPLUS = 8
"""Fields too many beyond which nothing is explained: each costs another try."""


def mend(
    fields: Sequence[str], columns: Sequence[Profile], delimiter: str, short: float
) -> list[str] | None:
    """The record's cells, as many as there are columns or fewer where the last are missing; or None."""
    width = len(columns)
    kept = list(fields)
    while len(kept) > width and not kept[-1].strip():
        kept.pop()
    if len(kept) == width:
        return kept
    if len(kept) < width:
        return _early(kept, columns, short)
    return _surplus(kept, columns, delimiter)


def _early(kept: list[str], columns: Sequence[Profile], short: float) -> list[str] | None:
    """A record that ends early."""
    missing = columns[len(kept) :]
    usual = short >= MANNER or all(column.may_be_left_out for column in missing)
    if not usual or not any(cell.strip() for cell in kept):
        return None
    present = list(zip(columns, kept, strict=False))
    if not all(column.fits(cell) for column, cell in present):
        return None
    told = any(column.telling and cell.strip() for column, cell in present)
    told = told or (len(kept) > 1 and not any(column.telling for column in columns))
    return kept if told else None


def _surplus(kept: list[str], columns: Sequence[Profile], delimiter: str) -> list[str] | None:
    """A record with fields too many."""
    width = len(columns)
    surplus = len(kept) - width
    if surplus > MOST_SURPLUS:
        return None
    explained: list[list[str]] = []
    for at in range(width):
        pieces = kept[at : at + surplus + 1]
        filled = [piece for piece in pieces if piece.strip()]
        cell = filled[0] if len(filled) == 1 else "" if not filled else delimiter.join(pieces)
        cells = [*kept[:at], cell, *kept[at + surplus + 1 :]]
        if len(filled) > 1 and not columns[at].wordy:
            continue
        if fit(cells, columns) and cells not in explained:
            explained.append(cells)
    return explained[0] if len(explained) == 1 and _told(explained[0], columns) else None


def fit(cells: Sequence[str], columns: Sequence[Profile]) -> bool:
    """Whether each cell may stand in its column."""
    return all(column.fits(cell) for column, cell in zip(columns, cells, strict=True))


def _told(cells: Sequence[str], columns: Sequence[Profile]) -> bool:
    """Whether some of the cells could not stand elsewhere."""
    return any(c.telling and cell.strip() for c, cell in zip(columns, cells, strict=True))


def apart(text: str, dialect: Dialect, columns: Sequence[Profile]) -> list[str] | None:
    """The cells of a record that was written with another delimiter."""
    for delimiter in OTHERS:
        if delimiter == dialect.delimiter or delimiter not in text:
            continue
        cells = split(text, Dialect(delimiter, dialect.quote, dialect.escape, header=False))
        if len(cells) == len(columns) and fit(cells, columns) and _told(cells, columns):
            return cells
    return None


def split(text: str, dialect: Dialect) -> list[str]:
    """The fields of one record; none where it is no record."""
    reader = csv.reader(
        [text.rstrip("\r\n")],
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar=dialect.escape,
        doublequote=dialect.escape is None,
    )
    with suppress(csv.Error, StopIteration):
        return next(reader)
    return []


def unclosed(text: str, dialect: Dialect) -> list[str]:
    """The fields of a line with a quote that is not closed: that quote is a letter of its cell.

    None of them if it is the last cell's: that cell may go on, on a line that was lost.
    """
    q, d = re.escape(dialect.quote or ""), re.escape(dialect.delimiter)
    field = re.compile(rf"(?:{q}((?:[^{q}]|{q}{q})*){q}|([^{d}]*))({d}|\Z)")
    fields: list[str] = []
    at, text = 0, text.rstrip("\r\n")
    while found := field.match(text, at):
        quoted, bare, end = found.groups()
        cell = (
            bare
            if quoted is None
            else quoted.replace((dialect.quote or "") * 2, dialect.quote or "")
        )
        fields.append(cell)
        at = found.end()
        if not end:
            return [] if (bare or "").startswith(dialect.quote or " ") else fields
    return []
