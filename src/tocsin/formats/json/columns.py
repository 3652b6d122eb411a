"""Columns: records laid under each other, whatever keys each of them has.

Which keys there are is known once all records were read, but a table's columns before its first row
goes out. So rows are held until `HELD` bytes of text were read; a key that is first met later has no
column of its own: it stands, with its value, as JSON in the last column, and nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from tocsin.formats.base import Emit
from tocsin.formats.grid import Grid, distinct
from tocsin.formats.json.flatten import Counted, Flat, flatten
from tocsin.formats.json.grammar import ALONE, Parsed
from tocsin.formats.json.grammar import parsed as judged
from tocsin.formats.json.paths import Paths
from tocsin.formats.json.tokens import Places, Tokens
from tocsin.terms.limits import Limits
from tocsin.terms.table import Table

HELD = 64 << 20
"""Bytes of text over which a table's keys are learned: some 300,000 customers."""

OTHERS = "other keys"
"""The column of what has none."""

KEY = "key"
"""The column of the key under which a record stood."""


@dataclass(frozen=True, slots=True)
class _Part:
    flat: Flat
    keys: pa.Array | None


@dataclass(slots=True)
class Columns:
    """A table of JSON records under way."""

    name: str
    emit: Emit
    limits: Limits
    counted: Counted
    keyed: bool = False
    """Whether each record stands under a key, which is a column."""

    _paths: Paths = field(init=False)
    _parts: list[_Part] = field(default_factory=list)
    _size: int = 0
    _grid: Grid | None = None
    _order: list[int] = field(default_factory=list)
    _rejects: list[tuple[str, str]] = field(default_factory=list)
    _rejected: int = 0
    _others: bool = False

    def __post_init__(self) -> None:
        self._paths = Paths(self.limits.columns - 2)

    def add(
        self, tokens: Tokens, record: Places, count: int, keys: pa.Array | None = None
    ) -> Parsed:
        """Take records; the bad ones among them are left out, and stay to be rejected."""
        parsed = judged(tokens, record, 0 if self.keyed else ALONE)
        if keys is not None and parsed.bad:
            keys = keys.filter(pa.array([n not in parsed.bad for n in range(count)]))
        flat = flatten(parsed, count, self._paths, self.counted)
        self._others = self._others or flat.others is not None
        part = _Part(flat, keys)
        if self._grid:
            self._put(self._grid, part)
            return parsed
        self._parts.append(part)
        if len(tokens.start):
            self._size += int(tokens.end[-1] - tokens.start[0])
        if self._size > HELD:
            self._others = self._paths.full = True
            self._settle()
        return parsed

    def reject(self, where: str, reason: str) -> None:
        """A record that is no row."""
        if self._grid:
            self._grid.reject(where, reason)
        else:
            self._rejects.append((where, reason))

    @property
    def empty(self) -> bool:
        """Whether nothing was read into it: neither a row with a value in it nor a reject."""
        return not self._grid and not self._rejects and not any(p.flat.height for p in self._parts)

    def close(self) -> Table | None:
        """What was read, once all was; None where it has no column, and no row."""
        grid = self._grid or self._settle()
        return grid.close() if grid else None

    def _settle(self) -> Grid | None:
        """Fix the columns, and let the rows go that were held."""
        self._order = self._paths.order()
        every = self._paths.names()
        names = [every[number] for number in self._order]
        names = [KEY] * self.keyed + names + [OTHERS] * self._others
        if not names and (self._rejects or any(part.flat.height for part in self._parts)):
            names, self._others = [OTHERS], True
        if not names:
            return None
        grid = self._grid = Grid(self.name, distinct(names), self.emit, self.limits.cell)
        for where, reason in self._rejects:
            grid.reject(where, reason)
        for part in self._parts:
            self._put(grid, part)
        self._parts, self._rejects = [], []
        return grid

    def _put(self, grid: Grid, part: _Part) -> None:
        flat = part.flat
        if not flat.height:
            return
        empty = pa.nulls(flat.height, pa.string())
        cells = [part.keys] if part.keys is not None else []
        cells += [flat.columns.get(number, empty) for number in self._order]
        cells += [flat.others if flat.others is not None else empty] * self._others
        grid.put([filled_out(column) for column in cells])


def filled_out(column: pa.Array) -> pa.Array:
    """A column with its offsets written out, as every batch has them."""
    return column if column.buffers()[1] is not None else pa.array(column.to_pylist(), pa.string())
