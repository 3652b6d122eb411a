"""Rows: the records of the beginning as one dialect reads them, and how evenly they are built."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tocsin.terms.table import Dialect

JUDGED = 300
"""Records whose cells are looked at one by one."""

AGREE = 0.6
"""Share of the records that must lie in tables. Our choice: a damaged dump has a few per cent of
broken lines, a report a few titles; prose does not come near."""

BLANKS = "  "
"""Stands for a run of two or more blanks: columns set side by side."""

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")

RULE = re.compile(r"[\s|+=_*~:-]+")
"""A line that only draws."""

Record = Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A record of the beginning."""

    line: int
    fields: Record
    gap: bool
    """Whether blank lines stand above it."""


def rows_of(lines: list[str], trial: Dialect, blank: bool = False) -> tuple[Row, ...]:
    """The records of these lines; lines that only draw are left out."""
    delimiter = trial.delimiter
    if delimiter == BLANKS:
        lines, delimiter = [re.sub(r"[ \t]{2,}", "\x1f", line.strip(" ")) for line in lines], "\x1f"
    elif len(delimiter) > 1:
        lines, delimiter = [line.replace(delimiter, "\x1f") for line in lines], "\x1f"
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        quotechar=trial.quote,
        quoting=csv.QUOTE_MINIMAL if trial.quote else csv.QUOTE_NONE,
        escapechar=trial.escape,
        doublequote=trial.escape is None,
        skipinitialspace=blank,
    )
    rows: list[Row] = []
    at, gap = 0, False
    # An error is a field beyond the module's bound: what was read before it must do.
    with suppress(csv.Error):
        for fields in reader:
            if delimiter == "|" and all(map(RULE.fullmatch, filter(None, fields))):
                at = reader.line_num
                continue
            if any(map(str.strip, fields)) or len(fields) > 1:
                if delimiter != trial.delimiter:
                    fields = [field.replace(delimiter, trial.delimiter) for field in fields]
                rows.append(Row(at, fields, gap))
                gap = False
            else:
                gap = True
            at = reader.line_num
    return tuple(rows)


def usual_width(rows: Iterable[Row]) -> int:
    """The number of fields most records have, of those that have several; 0 where none has."""
    counts = Counter(len(row.fields) for row in rows if len(row.fields) > 1)
    return max(counts, key=lambda w: (counts[w], w)) if counts else 0


def evenness(rows: Sequence[Row]) -> float:
    """The share of the records that have the usual number of fields."""
    width = usual_width(rows)
    return sum(len(row.fields) == width for row in rows) / len(rows) if rows else 0.0


def blocks_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The records between one gap and the next."""
    blocks: list[list[Row]] = []
    for row in rows:
        if row.gap or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    return blocks
