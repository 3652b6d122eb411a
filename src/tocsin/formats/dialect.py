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

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.formats import combolist
from tocsin.formats.heading import is_header
from tocsin.formats.labels import folded, is_label
from tocsin.formats.shapes import Profile, profile, shape
from tocsin.terms.table import Dialect

HEAD = 256 << 10
"""Bytes of text looked at: some 1,000 to 3,000 records of a customer table."""

RECORDS = 1_000
"""Lines looked at."""

JUDGED = 300
"""Records whose cells are looked at one by one."""

AGREE = 0.6
"""Share of the records that must lie in tables. Our choice: a damaged dump has a few per cent of
broken lines, a report a few titles; prose does not come near."""

PRIORS = {
    **dict.fromkeys(",;\t", 1.0),
    **dict.fromkeys("|\x01\x1f\x1e\x1d\x1c\x02", 0.98),
    **dict.fromkeys("^~§¦¬¶", 0.93),
    ":": 0.7,
    " ": 0.5,
    **dict.fromkeys("!#$%&*+=/\\·•", 0.5),
    "-": 0.4,
    "_": 0.3,
}
"""Delimiters of one character, and how far each is believed. Our choice, by how often each delimits and
how often it stands inside a value."""

COMMON = 0.6
"""Delimiters believed less must be in three records at least, and in nearly all."""

RARE = 0.45
"""How far a sign is believed that nobody expects to delimit."""

SEVERAL = 0.96
"""How far a delimiter of several characters is believed."""

BLANKS = "  "
"""Stands for a run of two or more blanks: columns set side by side."""

SEVERAL_EARLY = 5
"""Records that end early from which their share says something."""

HEADING_MOST = 3
"""Records that a heading may have."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_RUN = re.compile(
    r"[|:;~^#$&*!<>§¦,=+\x01-\x08\x0e-\x1f-]{2,4}|\t{2,3}|\\t|[^\w\s\"']?[|~^§¦#]{1,2}[^\w\s\"']?"
)
_LEFT_OVER = re.compile(
    r"\"[ ,]\"|[;|\t\x01\x1e\x1f]|:(?![ \d/\\])|^([\"']).*\1$|^\"[^\"]*$|^[^\"]*[^\"\\]\"$|\\$",
    re.DOTALL,
)
"""What a field holds when it was cut wrongly: another delimiter, or quotes around it."""

_SIGN = re.compile(r"[^\w\s\"'.,()@-]")
_TIGHT_COMMA = re.compile(r",(?![ \d])")
"""A comma as no writer sets it; but addresses and names hold some."""

_WORD = re.compile(r"\w")
_PLAIN = re.compile(r"[\w .,'’()&/+-]*")
_RULE = re.compile(r"[\s|+=_*~:-]+")
"""A line that only draws."""

Record = Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A dialect with what else the beginning shows."""

    dialect: Dialect
    width: int
    """Fields of a record, those at its edges that are always empty (`open`) left out."""

    names: tuple[str, ...]
    """From the header; 'c0', 'c1' ... where there is none."""

    start: int
    """Lines above the table."""

    heading: int
    """Records of its heading."""

    profiles: tuple[Profile, ...]
    """What the first cells of each column have in common."""

    short: float
    """The share of the first records that end early."""

    padded: bool
    """Whether blanks stand around the delimiter that belong to no value."""

    loose: bool
    """Whether quotes inside a quoted field are written as they are, neither doubled nor escaped."""

    open: tuple[bool, bool]
    """Whether each record begins, and ends, with a delimiter: 'a;b;', '| a | b |'."""

    quoting: str
    """'none', 'minimal', 'all but numbers' or 'all': a mark of the tool that wrote it."""

    nulls: tuple[str, ...]
    """How a missing value is written, besides nothing at all."""

    combolist: combolist.Shape | None = None

    @property
    def fields(self) -> int:
        """Fields between the delimiters of a record, the empty ones at its edges too."""
        return self.width + sum(self.open)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record of the beginning."""

    line: int
    fields: Record
    gap: bool
    """Whether blank lines stand above it."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A reading of the beginning."""

    score: float
    dialect: Dialect
    padded: bool
    rows: tuple[_Row, ...]


@lru_cache(maxsize=2)
def sniff(text: bytes) -> Found | None:
    """The dialect of a text that begins so (UTF-8, at most `HEAD`); None: no delimited text."""
    untrusted = text.decode("utf-8", "replace")
    lines = _LINE.findall(untrusted)[:RECORDS]
    sample = "".join(lines)
    bare = [line.rstrip("\r\n") for line in lines]
    filled = [line for line in bare if line.strip()]
    if not filled or _labelled(filled):
        return None
    if pairs := combolist.sniff(filled):
        return _of_pairs(pairs, filled)
    single = _whole_values(filled)
    trials = [] if single else [*_trials(lines, sample)]
    if not trials:
        return _one_column(lines, sample) if single or _is_list(filled) else None
    best = max(trials, key=lambda trial: trial.score)
    if (
        best.padded
        and len(best.rows[0].fields) == 1
        and not best.rows[1].gap
        and is_label(filled[0])
    ):
        return _one_column(lines, sample)
    return _found(best, sample)


def _trials(lines: list[str], text: str) -> Iterable[_Trial]:
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
                even = _evenness(rows)
                if trial.escape and even <= straight:
                    continue
                straight = max(even, straight)
                padded = _padded(rows, delimiter)
                read = _unpadded(lines, trial, rows) if padded else rows
                score = _score(read, delimiter, padded, between in text)
                if score > 0:
                    yield _Trial(score, trial, padded, read)


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


def _null(text: str, delimiter: str) -> bool:
    r"""Whether `\N` stands as a whole field, as MySQL and PostgreSQL write NULL."""
    d = re.escape(delimiter)
    return re.search(rf"(?:^|{d})\\N(?:{d}|$|\r)", text, re.MULTILINE) is not None


def _quotes(text: str, delimiter: str) -> tuple[str, ...]:
    """The quotes worth a try: the apostrophe only where it stands around a whole field."""
    d = re.escape(delimiter)
    single = re.search(rf"(?:^|{d} ?)'(?:[^']|'')*'(?:{d}|$|\r)", text, re.MULTILINE)
    return ('"', "'") if single else ('"',)


def _readings(lines: list[str], trial: Dialect, quoted: bool) -> list[tuple[_Row, ...]]:
    """The first records; and again line by line, for a stray quote swallows what follows it."""
    if quoted and _is_loose(lines, trial):
        lines = _doubled(lines, trial)
    together = _rows(lines, trial)
    if not quoted:
        return [together]
    apart = [
        _Row(at, row.fields, at > 0 and not lines[at - 1].strip())
        for at, line in enumerate(lines)
        for row in _rows([line], trial)
    ]
    return [together, tuple(apart)]


def _unpadded(lines: list[str], trial: Dialect, rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
    """The same records without the blanks around delimiters; after one, a quote may open."""
    again = _rows(lines, trial, blank=True)
    best = again if len(again) >= len(rows) else rows
    return tuple(
        _Row(row.line, [field.strip(" ") for field in row.fields], row.gap) for row in best
    )


def _rows(lines: list[str], trial: Dialect, blank: bool = False) -> tuple[_Row, ...]:
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
    rows: list[_Row] = []
    at, gap = 0, False
    # An error is a field beyond the module's bound: what was read before it must do.
    with suppress(csv.Error):
        for fields in reader:
            if delimiter == "|" and all(map(_RULE.fullmatch, filter(None, fields))):
                at = reader.line_num
                continue
            if any(map(str.strip, fields)) or len(fields) > 1:
                if delimiter != trial.delimiter:
                    fields = [field.replace(delimiter, trial.delimiter) for field in fields]
                rows.append(_Row(at, fields, gap))
                gap = False
            else:
                gap = True
            at = reader.line_num
    return tuple(rows)


def _padded(rows: Sequence[_Row], delimiter: str) -> bool:
    """Whether a blank follows nearly every delimiter."""
    later = [field for row in rows for field in row.fields[1:] if field]
    return (
        delimiter.strip() != ""
        and len(later) > 0
        and (sum(field.startswith(" ") for field in later) >= 0.9 * len(later))
    )


def _usual_width(rows: Iterable[_Row]) -> int:
    """The number of fields most records have, of those that have several; 0 where none has."""
    counts = Counter(len(row.fields) for row in rows if len(row.fields) > 1)
    return max(counts, key=lambda w: (counts[w], w)) if counts else 0


def _evenness(rows: Sequence[_Row]) -> float:
    """The share of the records that have the usual number of fields."""
    width = _usual_width(rows)
    return sum(len(row.fields) == width for row in rows) / len(rows) if rows else 0.0


def _blocks(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The records between one gap and the next."""
    blocks: list[list[_Row]] = []
    for row in rows:
        if row.gap or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _score(rows: Sequence[_Row], delimiter: str, padded: bool, sure: bool) -> float:
    """How well the records hang together, from 0 (no table) to 1."""
    width = _usual_width(rows)
    usual = [row.fields for row in rows if len(row.fields) == width]
    if width < 2 or not (sure or _is_table(usual, width, delimiter, padded)):
        return 0.0
    covered, outside = _covered(rows, width)
    share = covered / max(len(rows) - outside, 1)
    if share < AGREE or covered < outside / 2:
        return 0.0
    judged = usual[:JUDGED]
    quality = sum(_quality(field, delimiter) for record in judged for field in record) / (
        width * len(judged)
    )
    prior = PRIORS.get(delimiter, SEVERAL if len(delimiter) > 1 else RARE)
    if prior < COMMON and (len(usual) < 3 or width < 3 or share < 0.9):
        return 0.0
    if prior < 0.97 and len(usual) < 2 and not sure:
        return 0.0
    if delimiter in " -_/" and (quality < 0.8 or not _some_tell(usual, width)):
        return 0.0
    columns = list(zip(*judged, strict=True))
    void = sum(not any(map(_WORD.search, column)) for column in columns[1:-1]) / width
    bulk = len(rows) / (len(rows) + outside / 2)
    breadth: float = (1 - 1 / width) ** 0.5
    return share * bulk * breadth * quality**2 * prior * max(1 - void, 0.3)


def _some_tell(usual: Sequence[Record], width: int) -> bool:
    """Whether a third of the columns have a shape: words between blanks are a sentence."""
    telling = sum(profile([r[i] for r in usual[:JUDGED]]).telling for i in range(width))
    return telling >= width / 3


def _covered(rows: Sequence[_Row], width: int) -> tuple[float, int]:
    """How many records lie in tables, those that end early for a half; and how many lines outside."""
    covered, outside = 0.0, 0
    for block in _blocks(rows):
        here = _usual_width(block)
        same = sum(len(row.fields) == here for row in block)
        own = here if here >= 2 and same > 1 and same >= AGREE * len(block) else width
        inside = False
        for row in block:
            fields = len(row.fields)
            if fields in (own, width):
                covered, inside = covered + 1, True
            elif fields == 1 and (
                not inside or row.gap or _RULE.fullmatch(row.fields[0]) or _is_comment(row.fields)
            ):
                outside += 1
            elif fields > 1 and inside:
                covered += 0.5
    return covered, outside


def _is_comment(fields: Record) -> bool:
    return fields[0].startswith(("#", "//", "--"))


def _quality(field: str, delimiter: str) -> float:
    """How much a field looks like a whole value; the delimiter in it was quoted, and tells nothing."""
    field = field.replace(delimiter, " ") if delimiter in field else field
    if not field:
        return 0.7
    if _LEFT_OVER.search(field) or field.count('"') % 2:
        return 0.0
    if shape(field):
        return 1.0
    if _TIGHT_COMMA.search(field):
        return 0.6
    return 0.92 if _PLAIN.fullmatch(field) else 0.75


def _is_table(usual: Sequence[Record], width: int, delimiter: str, padded: bool) -> bool:
    """Whether the fields can be those of a table, and not pieces of sentences or labelled lines."""
    later = [field for record in usual for field in record[1:]]
    spaced = padded or sum(field.startswith(" ") for field in later) > len(later) / 2
    if delimiter == ":":
        telling = sum(bool(profile([r[i] for r in usual[:JUDGED]]).shape) for i in range(width))
        addresses = max(sum("@" in record[i] for record in usual) for i in range(width))
        return not spaced and (
            addresses > len(usual) / 2 or width >= 4 or (width == 3 and telling > 0)
        )
    if delimiter == ",":
        ends = sum(record[-1].rstrip().endswith(_ENDS) for record in usual)
        words = sum(len(field.split()) for field in later) / len(later)
        telling = any(profile([r[i] for r in usual[:JUDGED]]).telling for i in range(width))
        if spaced and not telling and (len(usual) < 2 or ends > len(usual) / 3 or words > 4):
            return False
        wordy = sum(len(record[0].split()) for record in usual) / len(usual)
        if width == 2 and words > 3 and wordy > 3 and ends > len(usual) / 3:
            return False
    return len(usual) > 1 or width > 2 or not any(re.search(r"\s", field) for field in usual[0])


def _labelled(lines: Sequence[str]) -> bool:
    """Whether the lines are labels with what they name ('Name: Anna'), or objects of JSON."""
    if sum(line[:1] == "{" for line in lines) > len(lines) / 2:
        return True
    heads = [line.partition(":") for line in lines]
    labels = [folded(head) for head, _, value in heads if value.strip() and is_label(head)]
    return len(labels) > len(lines) / 3 and len(set(labels)) >= min(2, len(lines))


def _whole_values(lines: Sequence[str]) -> bool:
    """Whether each line, but perhaps a heading, is one value: a date, a number, an address."""
    later = lines[1:] if len(lines) > 1 else lines
    if any(d in line for line in later for d in ";\t|"):
        return False
    shapes = Counter(map(shape, later))
    name, count = shapes.most_common(1)[0]
    if not name or sum(count for own, count in shapes.items() if own) < 0.95 * len(later):
        return False
    return not any("," in line for line in later) and count >= len(later) / 2


def _is_list(lines: Sequence[str]) -> bool:
    """Whether each line can be one value of a list: a name, a word, a code."""
    quoted = sum(line[:1] == '"' == line[-1:] and len(line) > 1 for line in lines)
    if quoted == len(lines) or (quoted and quoted == len(lines) - 1 and lines[0][:1] != '"'):
        return True
    short = sum(len(line.split()) <= 3 and len(line) <= 60 for line in lines)
    sentences = sum(line.rstrip().endswith(_ENDS) or "{" in line or "<" in line for line in lines)
    return len(lines) > 1 and short >= 0.9 * len(lines) and sentences <= len(lines) / 10


def _of_pairs(shape: combolist.Shape, lines: Sequence[str]) -> Found:
    """A list of logins."""
    pattern = re.compile(shape.pattern)
    fields = [match.groups() for line in lines if (match := pattern.match(line))]
    return Found(
        Dialect(shape.delimiter, None, None, header=False),
        shape.width,
        tuple(f"c{i}" for i in range(shape.width)),
        0,
        0,
        tuple(map(profile, zip(*fields, strict=True))),
        1.0,
        False,
        False,
        (False, False),
        "none",
        (),
        shape,
    )


def _one_column(lines: Sequence[str], text: str) -> Found | None:
    """A table of one column."""
    absent = next(c for c in "\x1f\x1e\x1d\x1c\x02\x01\x03" if c not in text or c == "\x03")
    rows = _rows(list(lines), Dialect(absent, '"', None, header=False))
    if not rows:
        return None
    body = [row.fields for row in rows[1:] if len(row.fields) == 1]
    header = is_header(rows[0].fields, body)
    return Found(
        Dialect(",", '"', None, header),
        1,
        tuple(rows[0].fields[:1]) if header else ("c0",),
        rows[0].line,
        int(header),
        (profile([record[0] for record in body]),),
        0.0,
        False,
        False,
        (False, False),
        _quoting(text, absent, '"', body),
        (),
    )


def _found(best: _Trial, text: str) -> Found:
    """What the best reading shows of the first table."""
    block = _first_table(best.rows)
    delimiter, quote = best.dialect.delimiter, best.dialect.quote
    width = _usual_width(block)
    first = next(at for at, row in enumerate(block) if len(row.fields) == width)
    begin, heading = _heading(block, first, width)
    body = [row.fields for row in block[begin + heading :] if len(row.fields) == width]
    edges = _open([row.fields for row in block[begin:] if len(row.fields) == width])
    inner = slice(int(edges[0]), width - int(edges[1]))
    names = _names([row.fields for row in block[begin : begin + heading]], width)[inner]
    columns = list(zip(*body[:JUDGED], strict=True)) or [()] * width
    kept = [row for row in block[begin:] if len(row.fields) > 1]
    early = sum(len(row.fields) < width for row in kept)
    return Found(
        replace(best.dialect, header=heading > 0),
        len(names),
        names if heading else tuple(f"c{i}" for i in range(len(names))),
        block[begin].line,
        heading,
        tuple(map(profile, columns[inner])),
        early / len(kept) if early >= SEVERAL_EARLY else 0.0,
        best.padded,
        _is_loose(_LINE.findall(text), best.dialect),
        edges,
        _quoting(text, delimiter, quote or "", [row.fields for row in block]),
        ("\\N",) if _null(text, delimiter) else (),
    )


def _is_loose(lines: Sequence[str], dialect: Dialect) -> bool:
    """Whether more fields hold bare quotes, that should end them but do not, than doubled ones."""
    if not dialect.quote or dialect.escape or len(dialect.delimiter) > 1:
        return False
    strict = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)
    try:
        for _ in strict:
            pass
    except csv.Error as fault:
        if "expected after" not in str(fault):
            return False
    else:
        return False
    text = "".join(lines).encode()
    fields: list[bytes] = loose_fields(dialect.delimiter, dialect.quote).findall(text)
    quotes = dialect.quote.encode()
    bare = sum(field.replace(quotes * 2, b"").count(quotes) > 0 for field in fields)
    return bare > len(fields) - bare and bare > text.count(quotes * 2) / 4


def _doubled(lines: list[str], dialect: Dialect) -> list[str]:
    """The lines with the quotes inside quoted fields doubled."""
    quote = (dialect.quote or "").encode()
    fields = loose_fields(dialect.delimiter, dialect.quote or "")
    text = fields.sub(
        lambda f: quote + f[1].replace(quote, quote * 2) + quote, "".join(lines).encode()
    )
    return _LINE.findall(text.decode())


def loose_fields(delimiter: str, quote: str) -> re.Pattern[bytes]:
    """Fields (as group 1, without their quotes) that hold quotes inside: none of these ends a field."""
    d, q = re.escape(delimiter).encode(), re.escape(quote).encode()
    begin, end = rb"(?:(?<=%b)|(?<=[\r\n])|\A)" % d, rb"(?=%b|[\r\n]|\Z)" % d
    inner = rb"[^%b\r\n]*(?:%b(?!%b|[\r\n]|\Z)[^%b\r\n]*)+" % (q, q, d, q)
    return re.compile(begin + q + rb"(%b)" % inner + q + end)


def _first_table(rows: Sequence[_Row]) -> list[_Row]:
    """The records from the first table to the first gap after which another begins."""
    blocks = _blocks(rows)
    width = _usual_width(rows)
    for at, block in enumerate(blocks):
        here = _usual_width(block)
        same = sum(len(row.fields) == here for row in block)
        if here == width or (here >= 2 and same > 1 and same >= AGREE * len(block)):
            for later in blocks[at + 1 :]:
                if _usual_width(later) not in {0, here} or _begins_anew(later, here):
                    break
                block = block + later
            return block
    return list(rows)


def _begins_anew(block: Sequence[_Row], width: int) -> bool:
    """Whether a block has a heading of its own."""
    alike = [row.fields for row in block if len(row.fields) == width]
    return len(alike) > 1 and is_header(alike[0], alike[1:])


def _heading(block: Sequence[_Row], first: int, width: int) -> tuple[int, int]:
    """Where in the block the table begins, and how many records its heading has."""
    body = [row.fields for row in block[first:] if len(row.fields) == width]
    if first and width > len(block[first - 1].fields) >= max(2, width / 2):
        short = block[first - 1].fields
        if is_header([*short, *[""] * (width - len(short))], body):
            return first - 1, 1
    longer = first > 0 and not block[first].gap and len(block[first - 1].fields) > width
    if longer and is_header(block[first - 1].fields[:width], body):
        return first - 1, 1
    at = 0
    while (
        width > 2 and at < min(10, len(body) - 1) and sum(map(bool, map(str.strip, body[at]))) < 2
    ):
        at += 1
    if at and is_header(body[at], body[at + 1 :]):
        begin = next(i for i, row in enumerate(block) if row.fields is body[at])
    else:
        at, begin = 0, first
    if not is_header(body[at], body[at + 1 :]):
        return begin, 0
    depth = 1
    while (
        depth < HEADING_MOST
        and len(body) > at + depth + 1
        and _heads_too(body[at], body[at + depth], body[at + depth + 1 :])
    ):
        depth += 1
    return begin, depth


def _heads_too(heading: Record, next_: Record, body: Sequence[Record]) -> bool:
    """Whether a record below a heading is more of the heading."""
    if list(heading) == list(next_):
        return True
    profiles = [profile(column) for column in zip(*body[:JUDGED], strict=True)]
    telling = [
        (p, cell) for p, cell in zip(profiles, next_, strict=True) if p.telling and p.filled > 2
    ]
    return len(telling) > 0 and all(
        cell.strip() and not p.fits(cell) and not shape(cell) for p, cell in telling
    )


def _open(records: Sequence[Record]) -> tuple[bool, bool]:
    """Whether each record begins, and ends, with an empty field."""
    if len(records) < 2 or len(records[0]) < 3:
        return False, False
    return not any(r[0].strip() for r in records), not any(r[-1].strip() for r in records)


def _names(heading: Sequence[Record], width: int) -> tuple[str, ...]:
    """The heading's words, one name a column; one that is too short leaves some unnamed."""
    if not heading:
        return ("",) * width
    full = [(*record[:width], *[""] * (width - len(record))) for record in heading]
    return tuple(
        " ".join(dict.fromkeys(filter(None, column))) for column in zip(*full, strict=True)
    )


def _quoting(text: str, delimiter: str, quote: str, records: Sequence[Record]) -> str:
    """Which fields the writer put in quotes."""
    quoted = len(re.findall(rf"(?:^|{re.escape(delimiter)} ?){quote}", text, re.MULTILINE))
    fields = [field for record in records for field in record]
    bare = sum(not field or _NUMBER.fullmatch(field) is not None for field in fields)
    if not quoted or not quote:
        return "none"
    if quoted >= len(fields):
        return "all"
    return "all but numbers" if quoted + bare >= len(fields) else "minimal"


_ENDS = (".", "!", "?", ":", ",")
"""How lines of prose end."""

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?|NULL|\\N")
