"""Heading row: which row of a sheet, or of a table in XML or HTML, heads those below it.

>>> heading_of([["List of customers", None], ["id", "mail"], ["1", "a@x.example"]], 2)
(1, ('id', 'mail'))
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.formats import heading
from tocsin.formats.grid import distinct

LOOKED_AT = 60
"""Rows in which a heading is looked for, and by which it is judged."""

ABOVE = 20
"""Rows that may stand above a heading."""

ABOVE_HEADING = "stands above the heading of its table"


def heading_of(rows: Sequence[Sequence[str | None]], width: int) -> tuple[int, tuple[str, ...]]:
    """The row that heads the others (-1 for none), and the columns' names.

    It is the first that is as full as those below it mostly are, if it is a heading at all.
    """
    plain = [[cell or "" for cell in row] for row in rows]
    counts = [sum(bool(cell) for cell in row) for row in plain]
    usual = sorted(counts)[len(counts) // 2] if counts else 0
    for place in range(min(ABOVE, len(plain))):
        if 2 * counts[place] <= usual or (counts[place] == 1 < usual):
            continue
        if heading.is_header(plain[place], plain[place + 1 :]):
            names = [cell or f"column {at + 1}" for at, cell in enumerate(plain[place])]
            return place, distinct(names)
        break
    return -1, tuple(f"column {at + 1}" for at in range(width))
