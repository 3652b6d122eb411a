"""Free text: a note, a mail or a paste; its lines as they stand, and the tables and people in it.

Tables: 'text' with one row a line; 'sample' with one row a person, where people are described by labels;
and 'sample', 'sample 2' ... for what stands in the text as a table of its own: delimited lines, JSON, SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import count

import pyarrow as pa

from tocsin.formats import json_document, ndjson, repair, sql
from tocsin.formats.base import Emit, Format, Source, filled, rows
from tocsin.formats.encoding import Text, is_text
from tocsin.formats.people import people
from tocsin.formats.snippets import Snippet, snippets
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column, Reading, Reject, Table

TEXT = "text"
"""The table of lines, one a row."""

LONGEST = 4 << 20
"""Bytes of text: more than any note, mail or paste has (pastebin.com takes 512 KiB). What is longer
and has no other format is refused, for nobody would read it as prose."""

SCRIPTS = (sql.FORMAT, ndjson.FORMAT, json_document.FORMAT)
"""What reads a snippet that is a text of its own."""

KEPT = 1_000
"""Ragged lines kept with their place."""


def read(source: Source, emit: Emit) -> Reading:
    """Read a text as a whole; `Refused` where it is longer than `LONGEST`."""
    text = Text(source)
    pieces: list[bytes] = []
    for piece in text:
        pieces.append(piece)
        if sum(map(len, pieces)) > LONGEST:
            raise Refused(
                f"It is text of more than {LONGEST >> 20} MiB, in no table that tocsin reads.",
                remedy="Cut it, or bring it into a format that tocsin reads.",
            )
    untrusted = b"".join(pieces).decode()
    lines = untrusted.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    tables = [_table(TEXT, ("line",), [lines], emit)]
    found = snippets(lines)
    names = (f"sample {n}" if n > 1 else "sample" for n in count(1))
    taken = {line for snippet in found for line in range(snippet.first, snippet.after)}
    sample = people(["" if number in taken else line for number, line in enumerate(lines)])
    if sample.persons:
        columns = [list(column) for column in zip(*sample.persons, strict=True)]
        tables.append(_table(next(names), sample.columns, columns, emit))
    for snippet in found:
        if snippet.records:
            tables.append(_delimited(next(names), snippet, emit))
        else:
            tables += _script(snippet, emit, names)
    marks = (("byte order mark", text.mark[0] if text.mark and text.mark[1] else "none"),)
    return Reading("text", text.encoding, None, tuple(tables), marks=marks)


def _delimited(name: str, snippet: Snippet, emit: Emit) -> Table:
    """Emit a table whose lines stand in the text."""
    first, body = snippet.records[0], snippet.records
    heads = [f"c{i}" for i in range(len(first))]
    if snippet.header:
        heads, body = first, body[1:]
    columns = [[record[i] or None for record in body] for i in range(len(first))]
    rejects = tuple(
        Reject(f"line {line + 1}", "has another number of fields") for line in snippet.ragged[:KEPT]
    )
    return _table(name, heads, columns, emit, rejects, len(snippet.ragged))


def _script(snippet: Snippet, emit: Emit, names: Iterator[str]) -> list[Table]:
    """Emit the tables of JSON or SQL that stands in the text; none where it cannot be read."""
    untrusted = snippet.script.encode()
    form = next((form for form in SCRIPTS if form.sniff(untrusted)), None)
    if form is None:
        return []
    held: dict[str, list[pa.RecordBatch]] = {}
    try:
        reading = form.read(
            Source(BytesIO(untrusted), size=len(untrusted)),
            lambda name, batch: held.setdefault(name, []).append(batch),
        )
    except Refused:
        return []
    tables: list[Table] = []
    for table in reading.tables:
        name = next(names)
        for batch in held[table.name]:
            emit(name, batch)
        tables.append(replace(table, name=name))
    return tables


def _table(
    name: str,
    heads: Sequence[str],
    columns: Sequence[Sequence[str | None]],
    emit: Emit,
    rejects: tuple[Reject, ...] = (),
    rejected: int = 0,
) -> Table:
    """Emit a small table, and say what it is."""
    whole = [repair.repaired(pa.array(column, pa.string())) for column in columns]
    emit(name, rows(0, [cells for cells, _ in whole]))
    return Table(
        name,
        len(columns[0]),
        tuple(
            Column(head, filled=filled(cells))
            for head, (cells, _) in zip(heads, whole, strict=True)
        ),
        rejects,
        rejected,
        repaired=sum(changed for _, changed in whole),
    )


FORMAT = Format("text", "free text", is_text, read, text=True)
