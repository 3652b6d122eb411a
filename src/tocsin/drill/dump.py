r"""Dump: a leak's columns as the bytes of a semicolon CSV in Windows-1252 with CRLF line ends.

Cells with a delimiter, quotes or a line end are quoted (RFC 4180); a character that Windows-1252
lacks becomes a question mark; a few records are cut off.

>>> cells = {"id_client": pa.array(["L", 'L"A'])} | {n: pa.array(["", "é"]) for n in HEADER[1:3]}
>>> b"".join(written(cells, np.array([], dtype=np.int64), ())).splitlines()[1:]
[b'L;;', b'"L""A";\xe9;\xe9']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.moments import local_times
from tocsin.drill.weave import Ints, put

HEADER = (
    "id_client", "nom", "prenom", "adresse", "cp", "ville", "telephone", "email", "password",
    "instructions", "date_inscription",
)  # fmt: skip
"""The leak's columns. Toppings are claimed in the note and are not among them, as in the real
leak (Have I Been Pwned lists none); nor is the country."""

CHUNK = 50_000
"""Records written at a time."""

QUOTED = r'[;"\r\n]'
"""What a cell may only hold inside quotes."""

SHORTEST, LONGEST = 3, 8
"""Whole fields that stay of a record cut off; part of the next stays as well."""


def printed(table: pa.Table) -> dict[str, pa.Array]:
    """Rows of the register as the leak's columns: all text, empty where the register has null."""
    opened = table["cree_le"].combine_chunks().cast(pa.int64()).to_numpy() // 1000
    columns = {
        "id_client": table["customer_no"].combine_chunks().cast(pa.string()),
        "nom": table["nom"].combine_chunks(),
        "prenom": table["prenom"].combine_chunks(),
        "adresse": table["adresse"].combine_chunks(),
        "cp": table["code_postal"].combine_chunks(),
        "ville": table["ville"].combine_chunks(),
        "telephone": table["telephone"].combine_chunks(),
        "email": table["email"].combine_chunks(),
        "password": table["mot_de_passe"].combine_chunks(),
        "instructions": table["instructions_livraison"].combine_chunks(),
        "date_inscription": local_times(opened),
    }
    return {name: pc.fill_null(column, "") for name, column in columns.items()}


def written(columns: dict[str, pa.Array], cut: Ints, kept: Sequence[int]) -> Iterator[bytes]:
    """Write the file, chunk by chunk. Records at the places `cut` keep so many whole fields only."""
    yield (";".join(columns) + "\r\n").encode("cp1252")
    rows = len(next(iter(columns.values())))
    for start in range(0, rows, CHUNK):
        cells = [_quoted(column.slice(start, CHUNK)) for column in columns.values()]
        lines = pc.binary_join_element_wise(*cells, ";")
        here = (cut >= start) & (cut < start + CHUNK)
        if here.any():
            at = cut[here] - start
            whole = lines.take(pa.array(at)).to_pylist()
            short = [
                _cut(line, kept[k])
                for line, k in zip(whole, np.flatnonzero(here).tolist(), strict=True)
            ]
            lines = put(lines, at, pa.array(short))
        yield "".join(f"{line}\r\n" for line in lines.to_pylist()).encode("cp1252", "replace")


def _quoted(cells: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(cells, QUOTED)
    if not pc.any(needs).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), cells)


def _cut(line: str, kept: int) -> str:
    """Break off a line without quotes inside field number `kept`."""
    cells = line.split(";")
    return ";".join([*cells[:kept], cells[kept][: len(cells[kept]) // 2]])
