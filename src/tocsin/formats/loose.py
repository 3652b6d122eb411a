"""Loose: rows whose columns come as they come, one after another.

Rows are held until `HELD` cells were read; then the columns are those met so far, and what comes under a
new name later stands as JSON in a last column, so that nothing is lost.

>>> table = Loose("t", lambda name, batch: print(batch.to_pylist()), 100, 10)
>>> table.add({"a": "1"})
>>> table.add({"b": "2"})
>>> [column.name for column in table.close().columns]
[{'row': 0, 'c0': '1', 'c1': None}, {'row': 1, 'c0': None, 'c1': '2'}]
['a', 'b']
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tocsin.formats.base import Emit
from tocsin.formats.grid import Grid, distinct
from tocsin.terms.table import Table

HELD = 2_000_000
"""Cells over which a table's columns are learned."""

OTHERS = "other keys"
"""The column of what has none."""


class Loose:
    """A table under way."""

    def __init__(self, name: str, emit: Emit, most: int, columns: int) -> None:
        self.name = name
        self._emit, self._most, self._width = emit, most, columns - 1
        self._columns: dict[str, int] = {}
        self._held: list[Mapping[str, str | None]] = []
        self._rejects: list[tuple[str, str]] = []
        self._cells = 0
        self._others = False
        self._grid: Grid | None = None

    def add(self, row: Mapping[str, str | None]) -> None:
        """One more row."""
        if self._grid:
            self._put(self._grid, row)
            return
        for name in row:
            if name not in self._columns:
                if len(self._columns) < self._width:
                    self._columns[name] = len(self._columns)
                else:
                    self._others = True
        self._held.append(row)
        self._cells += len(row) + 1
        if self._cells > HELD:
            self._others = True
            self._settle()

    def reject(self, where: str, reason: str) -> None:
        """A record that is no row."""
        if self._grid:
            self._grid.reject(where, reason)
        else:
            self._rejects.append((where, reason))

    def close(self) -> Table:
        """What was read, once all was."""
        return (self._grid or self._settle()).close()

    def _settle(self) -> Grid:
        """Fix the columns, and let the rows go that were held."""
        self._others = self._others or not self._columns
        names = distinct([*self._columns, *([OTHERS] * self._others)])
        grid = self._grid = Grid(self.name, names, self._emit, self._most)
        for where, reason in self._rejects:
            grid.reject(where, reason)
        for row in self._held:
            self._put(grid, row)
        self._held = []
        return grid

    def _put(self, grid: Grid, row: Mapping[str, str | None]) -> None:
        cells: list[str | None] = [None] * (len(self._columns) + self._others)
        others: dict[str, str | None] = {}
        for name, value in row.items():
            place = self._columns.get(name)
            if place is None:
                others[name] = value
            else:
                cells[place] = value
        if others:
            cells[-1] = json.dumps(others, ensure_ascii=False)
        grid.add(cells)
