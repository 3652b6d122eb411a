"""Trials: each delimiter worth a try, with each quote and escape, and the records that it makes.

Of those that do equally well the first is taken, so their order counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.formats.dialect.bare_quotes import are_loose, doubled
from tocsin.formats.dialect.rows import AGREE, BLANKS, Row, evenness, rows_of
from tocsin.formats.dialect.scores import PRIORS, score_of
from tocsin.terms.table import Dialect

_RUN = re.compile(
    r"[|:;~^#$&*!<>§¦,=+\x01-\x08\x0e-\x1f-]{2,4}|\t{2,3}|\\t|[^\w\s\"']?[|~^§¦#]{1,2}[^\w\s\"']?"
)

_SIGN = re.compile(r"[^\w\s\"'.,()@-]")


@dataclass(frozen=True, slots=True)
class Trial:
    """A reading of the beginning."""

    score: float
    dialect: Dialect
    padded: bool
    rows: tuple[Row, ...]


def tried(lines: list[str], text: str) -> Iterable[Trial]:
    """The readings of the beginning that make tables of it."""
    filled = sum(bool(line.strip()) for line in lines)
    for delimiter in (*PRIORS, *_others(lines), *_several(lines), BLANKS):
        held = sum(delimiter in line for line in lines)
        spans = '"' in text and delimiter in "".join(lines[:3])
        if not held or (held < filled * AGREE / 2 and not spans):
            continue
        straight = 0.0
        for trial in _dialects(text, delimiter):
            between = f"{trial.quote}{delimiter}{trial.quote}" if trial.quote else text + "!"
            for rows in _readings(lines, trial, quoted=(trial.quote or text + "!") in text):
                even = evenness(rows)
                if trial.escape and even <= straight:
                    continue
                straight = max(even, straight)
                padded = _padded(rows, delimiter)
                read = _unpadded(lines, trial, rows) if padded else rows
                score = score_of(read, delimiter, padded, between in text)
                if score > 0:
                    yield Trial(score, trial, padded, read)


def _dialects(text: str, delimiter: str) -> Iterable[Dialect]:
    """The quotes and escapes worth a try; of those that do equally well the first is taken."""
    for quote in _quotes(text, delimiter):
        escape = _escape(text, quote, delimiter)
        yield Dialect(delimiter, quote, escape, header=False)
        if escape is None and ("\\" + delimiter in text or "\\\n" in text or "\\\r" in text):
            yield Dialect(delimiter, quote, "\\", header=False)
            escape = "\\"
        if escape and quote in text:
            yield Dialect(delimiter, None, escape, header=False)


def _others(lines: Sequence[str]) -> list[str]:
    """Signs that nobody expects to delimit, and that most of the lines hold."""
    found = Counter(sign for line in lines for sign in set(_SIGN.findall(line)))
    return [s for s, count in found.items() if s not in PRIORS and count >= AGREE * len(lines)]


def _several(lines: Sequence[str]) -> list[str]:
    """Delimiters of several characters that most of the lines hold."""
    found = Counter(run for line in lines for run in set(_RUN.findall(line)) if len(run) > 1)
    return [run for run, count in found.most_common(6) if count >= AGREE * len(lines)]


def _escape(text: str, quote: str, delimiter: str) -> str | None:
    """The backslash, where it and not a second quote keeps a quote from ending its field."""
    q, d = re.escape(quote), re.escape(delimiter)
    inside = re.search(rf"\\{q}(?![{q},;\t|:\r\n]|{d}|\Z)", text)
    return "\\" if inside and text.count(quote * 2) <= text.count("\\" + quote) * 2 else None


def _quotes(text: str, delimiter: str) -> tuple[str, ...]:
    """The quotes worth a try: the apostrophe only where it stands around a whole field."""
    d = re.escape(delimiter)
    single = re.search(rf"(?:^|{d} ?)'(?:[^']|'')*'(?:{d}|$|\r)", text, re.MULTILINE)
    return ('"', "'") if single else ('"',)


def _readings(lines: list[str], trial: Dialect, quoted: bool) -> list[tuple[Row, ...]]:
    """The first records; and again line by line, for a stray quote swallows what follows it."""
    if quoted and are_loose(lines, trial):
        lines = doubled(lines, trial)
    together = rows_of(lines, trial)
    if not quoted:
        return [together]
    apart = [
        Row(at, row.fields, at > 0 and not lines[at - 1].strip())
        for at, line in enumerate(lines)
        for row in rows_of([line], trial)
    ]
    return [together, tuple(apart)]


def _unpadded(lines: list[str], trial: Dialect, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same records without the blanks around delimiters; after one, a quote may open."""
    again = rows_of(lines, trial, blank=True)
    best = again if len(again) >= len(rows) else rows
    return tuple(Row(row.line, [field.strip(" ") for field in row.fields], row.gap) for row in best)


def _padded(rows: Sequence[Row], delimiter: str) -> bool:
    """Whether a blank follows nearly every delimiter."""
    later = [field for row in rows for field in row.fields[1:] if field]
    return (
        delimiter.strip() != ""
        and len(later) > 0
        and (sum(field.startswith(" ") for field in later) >= 0.9 * len(later))
    )
