"""First table: where in the beginning it stands, how it is headed, and what its columns have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.formats.dialect.bare_quotes import are_loose
from tocsin.formats.dialect.found import Found
from tocsin.formats.dialect.rows import AGREE, JUDGED, LINE, Record, Row, blocks_of, usual_width
from tocsin.formats.dialect.trials import Trial
from tocsin.formats.heading import is_header
from tocsin.formats.shapes import profile, shape

SEVERAL_EARLY = 5
"""Records that end early from which their share says something."""

HEADING_MOST = 3
"""Records that a heading may have."""


def _null(text: str, delimiter: str) -> bool:
    r"""Whether `\N` stands as a whole field, as MySQL and PostgreSQL write NULL."""
    d = re.escape(delimiter)
    return re.search(rf"(?:^|{d})\\N(?:{d}|$|\r)", text, re.MULTILINE) is not None


def described(best: Trial, text: str) -> Found:
    """What the best reading shows of the first table."""
    block = _first_table(best.rows)
    delimiter, quote = best.dialect.delimiter, best.dialect.quote
    width = usual_width(block)
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
        are_loose(LINE.findall(text), best.dialect),
        edges,
        quoting(text, delimiter, quote or "", [row.fields for row in block]),
        ("\\N",) if _null(text, delimiter) else (),
    )


def _first_table(rows: Sequence[Row]) -> list[Row]:
    """The records from the first table to the first gap after which another begins."""
    blocks = blocks_of(rows)
    width = usual_width(rows)
    for at, block in enumerate(blocks):
        here = usual_width(block)
        same = sum(len(row.fields) == here for row in block)
        if here == width or (here >= 2 and same > 1 and same >= AGREE * len(block)):
            for later in blocks[at + 1 :]:
                if usual_width(later) not in {0, here} or _begins_anew(later, here):
                    break
                block = block + later
            return block
    return list(rows)


def _begins_anew(block: Sequence[Row], width: int) -> bool:
    """Whether a block has a heading of its own."""
    alike = [row.fields for row in block if len(row.fields) == width]
    return len(alike) > 1 and is_header(alike[0], alike[1:])


def _heading(block: Sequence[Row], first: int, width: int) -> tuple[int, int]:
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


def quoting(text: str, delimiter: str, quote: str, records: Sequence[Record]) -> str:
    """Which fields the writer put in quotes."""
    quoted = len(re.findall(rf"(?:^|{re.escape(delimiter)} ?){quote}", text, re.MULTILINE))
    fields = [field for record in records for field in record]
    bare = sum(not field or _NUMBER.fullmatch(field) is not None for field in fields)
    if not quoted or not quote:
        return "none"
    if quoted >= len(fields):
        return "all"
    return "all but numbers" if quoted + bare >= len(fields) else "minimal"


_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?|NULL|\\N")
