"""Free text: a note, a mail or a paste; its lines as they stand, and the people in it.

Two tables: 'text' with one row a line, and 'sample' with one row a person, where any are found.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from tocsin.formats import repair
from tocsin.formats.base import Emit, Format, Source, filled, rows
from tocsin.formats.encoding import Text, is_text
from tocsin.formats.people import people
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column, Reading, Table

LONGEST = 4 << 20
"""Bytes of text: more than any note, mail or paste has (pastebin.com takes 512 KiB). What is longer
and has no other format is refused, for nobody would read it as prose."""


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
    tables = [_table("text", ("line",), [lines], emit)]
    sample = people(lines)
    if sample.persons:
        columns = [list(column) for column in zip(*sample.persons, strict=True)]
        tables.append(_table("sample", sample.columns, columns, emit))
    marks = (("byte order mark", text.mark[0] if text.mark and text.mark[1] else "none"),)
    return Reading("text", text.encoding, None, tuple(tables), marks=marks)


def _table(
    name: str, heads: Sequence[str], columns: Sequence[Sequence[str | None]], emit: Emit
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
        repaired=sum(count for _, count in whole),
    )


FORMAT = Format("text", "free text", is_text, read, text=True)
