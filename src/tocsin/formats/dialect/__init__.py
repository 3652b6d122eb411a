r"""Dialect: how a delimited text is written, told from its beginning.

Each delimiter is tried with each quote over the first records. The one wins under which most
records belong to tables whose records have the same number of fields, and the fields look like
whole values: no other delimiter left inside, no quote left around. Lines above a table, below it and
between two tables are allowed for. Prose, and lines with labels ('Name: ...'), are no delimited text;
lines that are one value each are a table of one column.

Where nothing is quoted the quote is said to be '"', as RFC 4180 has it; an escape is only said where a
backslash is one, else a quote inside a quoted field is doubled.

>>> found = sniff(b"name;mail\r\nAnna;a@x.example\r\nBert;b@x.example\r\n")
>>> found.dialect, found.names
(Dialect(delimiter=';', quote='"', escape=None, header=True), ('name', 'mail'))
>>> sniff(b"We have your customers, all of them.\nPay, or we publish.\n") is None
True
"""

from __future__ import annotations

from functools import lru_cache

from tocsin.formats import combolist
from tocsin.formats.dialect.bare_quotes import loose_fields
from tocsin.formats.dialect.first_table import described
from tocsin.formats.dialect.found import Found
from tocsin.formats.dialect.rows import BLANKS, LINE
from tocsin.formats.dialect.single import (
    are_labelled,
    are_whole_values,
    is_list,
    of_pairs,
    one_column,
)
from tocsin.formats.dialect.trials import tried
from tocsin.formats.labels import is_label

__all__ = ["BLANKS", "HEAD", "Found", "loose_fields", "sniff"]


HEAD = 256 << 10
"""Bytes of text looked at: some 1,000 to 3,000 records of a customer table."""

RECORDS = 1_000
"""Lines looked at."""


@lru_cache(maxsize=2)
def sniff(text: bytes) -> Found | None:
    """The dialect of a text that begins so (UTF-8, at most `HEAD`); None: no delimited text."""
    untrusted = text.decode("utf-8", "replace")
    lines = LINE.findall(untrusted)[:RECORDS]
    sample = "".join(lines)
    bare = [line.rstrip("\r\n") for line in lines]
    filled = [line for line in bare if line.strip()]
    if not filled or are_labelled(filled):
        return None
    if pairs := combolist.sniff(filled):
        return of_pairs(pairs, filled)
    single = are_whole_values(filled)
    trials = [] if single else [*tried(lines, sample)]
    if not trials:
        return one_column(lines, sample) if single or is_list(filled) else None
    best = max(trials, key=lambda trial: trial.score)
    if (
        best.padded
        and len(best.rows[0].fields) == 1
        and not best.rows[1].gap
        and is_label(filled[0])
    ):
        return one_column(lines, sample)
    return described(best, sample)
