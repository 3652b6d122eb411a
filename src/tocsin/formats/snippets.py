r"""Snippets: tables that stand among the sentences of a text: delimited lines, drawn tables, JSON, SQL.

Lines are a table where two or more in a row have as many parts, and a column of them has a shape that
prose has not (addresses, phones, dates, hashes), or their first line names columns. Quoting marks, numbers
of a list and bars around a line belong to the text, not to the table.

>>> told = snippets(["Some of them:", "> 1) Anna Claes, a@x.example", "> 2) Bert Dam, b@x.example", "Pay."])
>>> [(snippet.first, snippet.after, snippet.records) for snippet in told]
[(1, 3, [['Anna Claes', 'a@x.example'], ['Bert Dam', 'b@x.example']])]
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tocsin.formats.heading import is_header
from tocsin.formats.labels import is_label
from tocsin.formats.shapes import shape

DELIMITERS = ("\t", ";", "|", ",", ":")
TELLING = frozenset({"e-mail", "phone", "time", "ip", "hash", "uuid"})
"""Shapes that a column of customer data has and the parts of sentences have not."""

MOST = 0.6
"""Share of a column's cells that must have such a shape: samples have gaps."""

LONGEST = 400
"""Characters of a part: a longer one is a sentence."""

JSON_LINES = 5_000
"""Lines that a JSON value may span."""

_QUOTED = re.compile(r"(?:\s{0,3}>)+ ?")
_LISTED = re.compile(r"\s*(?:\(?\d{1,4}[.)]|[-*•–])\s+")
_BARS = str.maketrans("│┃║¦｜", "|||||")
_RULE = re.compile(r"[\s|+=_*~:─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯╪╫-]+|```\w*|~~~\w*")
_SQL = re.compile(r"(?:INSERT|REPLACE)\s+INTO\s|CREATE\s+TABLE\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A table in a text: the lines it takes, and its records or its own text."""

    first: int
    after: int
    """The line behind its last one."""

    records: list[list[str]] = field(default_factory=list)
    ragged: list[int] = field(default_factory=list)
    """Lines among them with another number of parts."""

    script: str = ""
    """JSON or SQL, to be read by their own formats."""

    @property
    def header(self) -> bool:
        """Whether the first record names the columns."""
        first, *body = self.records
        return sum(map(is_label, first)) >= 2 or is_header(first, body)


def bare(line: str) -> str:
    """A line without quoting marks, its drawn bars as '|'."""
    quoted = _QUOTED.match(line)
    return line[quoted.end() if quoted else 0 :].translate(_BARS)


def is_rule(line: str) -> bool:
    """Whether a line only draws, or fences."""
    return bool(line.strip()) and _RULE.fullmatch(line) is not None


def snippets(lines: Sequence[str]) -> list[Snippet]:
    """The tables in a text, in order."""
    told: list[Snippet] = []
    at = 0
    plain = [bare(line) for line in lines]
    while at < len(plain):
        found = _json(plain, at) or _sql(plain, at) or _run(plain, at)
        if found:
            told.append(found)
        at = found.after if found else at + 1
    return told


def _json(lines: Sequence[str], at: int) -> Snippet | None:
    """JSON that begins on this line, with a record in it; values one after another are one."""
    after = at
    decoder = json.JSONDecoder()
    found = False
    while after < len(lines) and lines[after].lstrip()[:1] in ("{", "["):
        text = "\n".join(lines[after : after + JSON_LINES]).lstrip()
        try:
            value, end = decoder.raw_decode(text)
        except (ValueError, RecursionError):
            break
        if text[end:].partition("\n")[0].strip(" \t,;"):
            break
        found = found or isinstance(value, dict) or any(isinstance(v, dict) for v in value)
        after += text.count("\n", 0, end) + 1
    return Snippet(at, after, script="\n".join(lines[at:after])) if found else None


def _sql(lines: Sequence[str], at: int) -> Snippet | None:
    """Statements that begin on this line, up to the last that ends."""
    after = place = at
    inside = False
    while place < len(lines) and (inside or _SQL.match(lines[place].lstrip())):
        inside = not lines[place].rstrip().endswith(";")
        place += 1
        if not inside:
            after = place
    return Snippet(at, after, script="\n".join(lines[at:after])) if after > at else None


def _run(lines: Sequence[str], at: int) -> Snippet | None:
    """Delimited lines from this one on, under the delimiter that makes most of them."""
    runs = (_delimited(lines, at, delimiter) for delimiter in DELIMITERS if delimiter in lines[at])
    return max(
        (run for run in runs if run is not None),
        key=lambda run: (len(run.records), len(run.records[0])),
        default=None,
    )


def _delimited(lines: Sequence[str], at: int, delimiter: str) -> Snippet | None:
    first = _parts(lines[at], delimiter)
    width, after = len(first), at + 1
    if not 2 <= width <= 200 or max(map(len, first)) > LONGEST:
        return None
    records, ragged = [first], list[int]()
    for place, parts in _following(lines, at, delimiter):
        if len(parts) == width and max(map(len, parts)) <= LONGEST:
            records.append(parts)
            after = place + 1
        elif len(parts) > 1 and place == after + len(ragged):
            ragged.append(place)
        else:
            break
    snippet = Snippet(at, after, records, [line for line in ragged if line < after])
    return snippet if len(records) > 1 and _is_table(snippet, delimiter) else None


def _following(lines: Sequence[str], at: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The lines behind, up to an empty one; those that draw are left out."""
    for place in range(at + 1, len(lines)):
        if not lines[place].strip():
            return
        if not is_rule(lines[place]):
            yield place, _parts(lines[place], delimiter)


def _parts(line: str, delimiter: str) -> list[str]:
    """The parts of a line, without what frames or numbers it."""
    line = line.strip(" ")
    if delimiter == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    listed = _LISTED.match(line)
    if listed and delimiter != "|":
        line = line[listed.end() :]
    if delimiter == ":":
        return [part.strip() for part in line.split(":", 1)]
    if '"' not in line:
        return [part.strip() for part in line.split(delimiter)]
    try:
        (record,) = csv.reader([line], delimiter=delimiter, skipinitialspace=True)
    except (ValueError, csv.Error):
        return []
    return [part.strip() for part in record]


def _is_table(snippet: Snippet, delimiter: str) -> bool:
    """Whether lines with as many parts are records, and not sentences or labelled pairs."""
    first, *rest = snippet.records
    labels = sum(map(is_label, first))
    named = labels >= 2 and labels >= len(first) / 2
    body = rest if named else snippet.records
    columns = list(zip(*body, strict=True))
    shapes = [[shape(cell) for cell in column if cell] for column in columns]
    if delimiter == ":":
        return _usual(shapes[0]) == "e-mail"
    pairs = sum(
        bool(re.match(r"[^\W\d_][^:=]{0,38}[:=]\s*\S", part)) for row in body for part in row
    )
    if pairs > len(body):
        return False
    full = sum(len(column) >= MOST * len(body) for column in shapes)
    return named or (full > 1 and any(_usual(column) in TELLING for column in shapes))


def _usual(shapes: list[str]) -> str:
    """The shape that most filled cells of a column have; '' for none."""
    best = max(set(shapes), key=shapes.count, default="")
    return best if best and shapes.count(best) >= MOST * len(shapes) else ""
