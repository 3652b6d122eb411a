"""Grid: a table as it is read, from columns or from rows; its cells counted, its mojibake undone.

>>> grid = Grid("t", ("id", "name"), lambda name, batch: print(name, batch.to_pylist()), 100)
>>> grid.add(("1", "Anna"))
>>> table = grid.close()
t [{'row': 0, 'c0': '1', 'c1': 'Anna'}]
>>> table.rows, [column.filled for column in table.columns]
(1, [1, 1])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats import repair
from tocsin.formats.base import Emit, Rejects, filled, rows
from tocsin.terms.table import Column, Table

CELLS = 1 << 17
"""Cells collected before a batch is handed out: a megabyte or two of text."""


class Grid:
    """A table under way. A cell of more than `most` bytes makes its row a reject."""

    def __init__(self, name: str, columns: Sequence[str], emit: Emit, most: int) -> None:
        self.name = name
        self._columns = tuple(columns)
        self._emit, self._most = emit, most
        self.rejects = Rejects([])
        self.rows = 0
        self._repaired = 0
        self._filled = np.zeros(len(self._columns), dtype=np.int64)
        self.waiting: list[Sequence[str | None]] = []
        self._records = 0
        self._begun = False

    def add(self, cells: Sequence[str | None]) -> None:
        """One more row, with as many cells as there are columns."""
        self.waiting.append(cells)
        if len(self.waiting) * len(self._columns) >= CELLS:
            self._flush()

    def put(self, columns: Sequence[pa.Array]) -> None:
        """Many rows, as columns of strings."""
        self._flush()
        self._put(columns)

    def reject(self, where: str, reason: str) -> None:
        """A record that is no row."""
        self._records += 1
        self.rejects.add(where, reason)

    def close(self) -> Table:
        """What was read, once all was; emits what waits, or an empty batch."""
        self._flush()
        if not self._begun:
            self._emit(self.name, rows(0, [pa.array([], pa.string())] * len(self._columns)))
        columns = tuple(
            Column(name, filled=int(count))
            for name, count in zip(self._columns, self._filled, strict=True)
        )
        rejects = self.rejects
        return Table(
            self.name, self.rows, columns, tuple(rejects.kept), rejects.count, self._repaired
        )

    def _flush(self) -> None:
        if self.waiting:
            columns = [pa.array(cells, pa.string()) for cells in zip(*self.waiting, strict=True)]
            self.waiting = []
            self._put(columns)

    def _put(self, columns: Sequence[pa.Array]) -> None:
        columns = self._bounded(columns)
        if not len(columns[0]):
            return
        whole = [repair.repaired(column) for column in columns]
        self._repaired += sum(count for _, count in whole)
        self._filled += [filled(column) for column, _ in whole]
        self._begun = True
        self._emit(self.name, rows(self.rows, [column for column, _ in whole]))
        self.rows += len(columns[0])

    def _bounded(self, columns: Sequence[pa.Array]) -> Sequence[pa.Array]:
        """The rows without a cell that is too large; the others become rejects."""
        first, height = self._records, len(columns[0])
        self._records += height
        large = [column for column in columns if column.nbytes > self._most]
        if not large:
            return columns
        over = np.zeros(height, dtype=bool)
        for column in large:
            sizes = pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
            over |= sizes > self._most
        for place in np.flatnonzero(over).tolist():
            self.rejects.add(f"record {first + place + 1:,}", over_limit(self._most))
        kept = pa.array(~over)
        return [column.filter(kept) for column in columns]


def unread(name: str, reason: str, emit: Emit) -> Table:
    """A table of which nothing could be read: no row, and a reject that says why.

    >>> unread("t", "it is corrupt", lambda name, batch: None).rejects
    (Reject(where='all of it', reason='could not be read: it is corrupt'),)
    """
    grid = Grid(name, ("column 1",), emit, 0)
    grid.reject("all of it", f"could not be read: {reason}")
    return grid.close()


def over_limit(most: int) -> str:
    """Why a row is a reject that has a cell beyond the limit."""
    return f"holds a cell of more than {most >> 20} MiB"


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names made different where two are the same.

    >>> distinct(["a", "b", "a"])
    ('a', 'b', 'a (2)')
    """
    seen: dict[str, int] = {}
    told: list[str] = []
    taken: set[str] = set()
    for name in names:
        new = name
        while new in taken:
            seen[name] = seen.get(name, 1) + 1
            new = f"{name} ({seen[name]})"
        taken.add(new)
        told.append(new)
    return tuple(told)
