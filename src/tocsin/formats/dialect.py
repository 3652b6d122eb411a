r"""Dialect: how a delimited text is written, told from its beginning.

Each delimiter is tried with each quote over the first records. The one wins under which the
records have the same number of fields, and the fields look like whole values: no other
delimiter left inside, no quote left around. A text of one column, prose, and lines with labels
('Name: ...') are no delimited text.

>>> found = sniff(b"name;mail\r\nAnna;a@x.example\r\nBert;b@x.example\r\n")
>>> found.dialect, found.names
(Dialect(delimiter=';', quote='"', escape=None, header=True), ('name', 'mail'))
>>> sniff(b"We have your customers, all of them.\nPay, or we publish.\n") is None
True
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from tocsin.formats.heading import is_header
from tocsin.terms.limits import USUAL
from tocsin.terms.table import Dialect

HEAD = 256 << 10
"""Bytes of text looked at: some 1,000 to 3,000 records of a customer table."""

RECORDS = 1_000
"""Records looked at."""

AGREE = 0.7
"""Share of the records that must have the same number of fields. Our choice: a damaged dump has
a few per cent of broken lines; prose does not come near."""

DELIMITERS = (",", ";", "\t", "|", ":")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_LEFT_OVER = re.compile(r"[;|\t]|,(?![ \d])|:(?![ \d/\\])|^([\"']).*\1$", re.DOTALL)
"""What a field holds when it was cut wrongly: another delimiter, or quotes around it."""

Record = Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A dialect with what else the beginning shows."""

    dialect: Dialect
    width: int
    names: tuple[str, ...]
    """From the header; 'c0', 'c1' ... where there is none."""

    quoting: str
    """'none', 'minimal', 'all but numbers' or 'all': a mark of the tool that wrote it."""

    nulls: tuple[str, ...]
    """How a missing value is written, besides nothing at all."""


def sniff(text: bytes) -> Found | None:
    """The dialect of a text that begins so (UTF-8, at most `HEAD`); None: no delimited text."""
    untrusted = text.decode("utf-8", "replace")
    lines = [line for line in _LINE.findall(untrusted) if line.strip("\r\n")]
    best: tuple[float, str, str, list[Record]] | None = None
    escape = "\\" if _escapes(untrusted) else None
    for delimiter in DELIMITERS:
        if delimiter not in untrusted:
            continue
        for quote in _quotes(untrusted, delimiter):
            trial = Dialect(delimiter, quote, escape, header=False)
            for records in _readings(lines, trial, quoted=quote in untrusted):
                score = _score(records, delimiter)
                if score > 0 and (best is None or score > best[0]):
                    best = (score, delimiter, quote, records)
    if best is None:
        return None
    _, delimiter, quote, records = best
    width, _ = _usual_width(records)
    usual = [record for record in records if len(record) == width]
    header = is_header(records[0], [r for r in usual if r is not records[0]])
    return Found(
        Dialect(delimiter, quote, escape, header),
        width,
        _names(records[0], width) if header else tuple(f"c{i}" for i in range(width)),
        _quoting(untrusted, delimiter, quote, records),
        ("\\N",) if _null(untrusted, delimiter) else (),
    )


def _escapes(text: str) -> bool:
    """Whether a backslash, and not a second quote, keeps a quote from ending its field."""
    return re.search(r'\\"(?![",;\t|:\r\n]|\Z)', text) is not None


def _null(text: str, delimiter: str) -> bool:
    r"""Whether `\N` stands as a whole field, as MySQL and PostgreSQL write NULL."""
    d = re.escape(delimiter)
    return re.search(rf"(?:^|{d})\\N(?:{d}|$|\r)", text, re.MULTILINE) is not None


def _quotes(text: str, delimiter: str) -> tuple[str, ...]:
    """The quotes worth a try: the apostrophe only where it stands around a whole field."""
    d = re.escape(delimiter)
    single = re.search(rf"(?:^|{d})'[^'\r\n]*'(?:{d}|$|\r)", text, re.MULTILINE)
    return ('"', "'") if single else ('"',)


def _readings(lines: list[str], trial: Dialect, quoted: bool) -> list[list[Record]]:
    """The first records; and again line by line, for a stray quote swallows what follows it."""
    together = _records(lines, trial)
    if not quoted:
        return [together]
    return [together, [record for line in lines[:RECORDS] for record in _records([line], trial)]]


def _records(lines: list[str], trial: Dialect) -> list[Record]:
    reader = csv.reader(
        lines,
        delimiter=trial.delimiter,
        quotechar=trial.quote,
        escapechar=trial.escape,
        doublequote=trial.escape is None,
    )
    records: list[Record] = []
    # An error is a field beyond the module's bound: what was read before it must do.
    with suppress(csv.Error):
        records.extend(islice(reader, RECORDS))
    return records


def _usual_width(records: Sequence[Record]) -> tuple[int, float]:
    """The number of fields most records have, and the share of them."""
    counts = Counter(map(len, records))
    width = max(counts, key=lambda w: (counts[w], w))
    return width, counts[width] / len(records)


def _score(records: Sequence[Record], delimiter: str) -> float:
    """How well the records hang together, from 0 (no table) to 1."""
    if not records:
        return 0.0
    width, share = _usual_width(records)
    usual = [record for record in records if len(record) == width]
    if not 2 <= width <= USUAL.columns or share < AGREE or not _is_table(usual, width, delimiter):
        return 0.0
    whole = sum(_LEFT_OVER.search(field) is None for record in usual for field in record)
    return float(share * (1 - 1 / width) ** 0.5 * (whole / (width * len(usual))) ** 2)


def _is_table(usual: Sequence[Record], width: int, delimiter: str) -> bool:
    """Whether the fields can be those of a table, and not pieces of sentences or labelled lines."""
    later = [field for record in usual for field in record[1:]]
    spaced = sum(field.startswith(" ") for field in later) > len(later) / 2
    if delimiter == ":":
        addresses = max(sum("@" in record[i] for record in usual) for i in range(width))
        return not spaced and (addresses > len(usual) / 2 or width >= 4)
    if delimiter == "," and spaced:
        ends = sum(record[-1].endswith(_ENDS) for record in usual)
        words = sum(len(field.split()) for field in later) / len(later)
        return len(usual) > 1 and ends <= len(usual) / 3 and words <= 4
    return len(usual) > 1 or width > 2


def _names(header: Record, width: int) -> tuple[str, ...]:
    """The header's words, one for each column; a header that is too short leaves some unnamed."""
    return (*header[:width], *("" for _ in range(width - len(header))))


def _quoting(text: str, delimiter: str, quote: str, records: Sequence[Record]) -> str:
    """Which fields the writer put in quotes."""
    quoted = len(re.findall(rf"(?:^|{re.escape(delimiter)}){quote}", text, re.MULTILINE))
    fields = [field for record in records for field in record]
    bare = sum(not field or _NUMBER.fullmatch(field) is not None for field in fields)
    if not quoted:
        return "none"
    if quoted >= len(fields):
        return "all"
    return "all but numbers" if quoted + bare >= len(fields) else "minimal"


_ENDS = (".", "!", "?", ":", ",")
"""How lines of prose end."""

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?|NULL|\\N")
