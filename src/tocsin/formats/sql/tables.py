"""Tables: the tables of a dump, held until they can be handed out one after another.

A dump may write its tables' rows by turns, and a table must be handed out in one piece. Tables are
held in memory up to a bound; beyond it the largest is handed out, and its further rows as they come.
When another table needs that, the first is closed: what comes for it later is 'name (2)'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import pyarrow as pa

from tocsin.formats import repair
from tocsin.formats.base import KEPT, Emit, Rejects, filled, rows
from tocsin.formats.sql import cells, literals, strings
from tocsin.formats.sql.literals import Value
from tocsin.formats.sql.schema import Field
from tocsin.terms.limits import Limits
from tocsin.terms.table import Column, Table

HELD = 64 << 20
"""Bytes of all tables held in memory."""

BATCH = 4 << 20
"""Bytes of a batch that is handed out."""

TOGETHER = 4_096
"""Rows read one by one that are made columns together."""


@dataclass(slots=True)
class Sheet:
    """A table while it is read."""

    key: str
    name: str
    fields: list[Field]
    rejects: Rejects = field(default_factory=lambda: Rejects([]))
    rows: int = 0
    emitted: int = 0
    """Rows handed out."""

    begun: bool = False
    """Whether anything was handed out: it can get no further columns then."""

    held: list[list[pa.Array]] = field(default_factory=list)
    size: int = 0
    filled: list[int] = field(default_factory=list)
    repaired: int = 0
    loose: list[list[Value]] = field(default_factory=list)
    loose_size: int = 0
    into: Sequence[int] = ()
    """Which columns the loose rows are for."""

    closed: bool = False
    """It was handed out, and another after it."""

    @property
    def height(self) -> int:
        """Its rows, those that came one by one included."""
        return self.rows + len(self.loose)

    def told(self) -> Table:
        """What was read of it."""
        counts = [*self.filled, *([0] * (len(self.fields) - len(self.filled)))]
        named = zip(self.fields, counts, strict=True)
        columns = tuple(
            Column(f.name.decode("utf-8", "replace"), filled=count) for f, count in named
        )
        rejects = self.rejects
        return Table(
            self.name, self.rows, columns, tuple(rejects.kept), rejects.count, self.repaired
        )


class Tables:
    """All tables of a dump."""

    def __init__(self, emit: Emit, limits: Limits, held: int = HELD) -> None:
        self._emit, self._limits, self._most = emit, limits, held
        self._all: list[Sheet] = []
        self._now: dict[str, Sheet] = {}
        """The table that a name means at present."""

        self._alike: dict[str, Sheet | None] = {}
        """What was found for names that are not those of a table in full."""

        self._names: set[str] = set()
        self._held = 0
        self._flowing: Sheet | None = None
        self.codec: str | None = None
        """The charset that the dump names for text that is not UTF-8."""

        self.numbered_bits = False
        """A column of bits holds MySQL's."""

        self.encodings: set[str] = set()
        self.latest: Sheet | None = None
        """The table that was met last."""

    def find(self, key: str) -> Sheet | None:
        """The table of a key: its name in full, or the only one whose name ends or begins it."""
        sheet = self._now.get(key)
        if sheet is None and key not in self._alike:
            if len(self._alike) > self._limits.tables:
                self._alike.clear()
            alike = [s for k, s in self._now.items() if _ends_with(k, key) or _ends_with(key, k)]
            self._alike[key] = alike[0] if len(alike) == 1 else None
        sheet = sheet or self._alike.get(key)
        self.latest = sheet or self.latest
        return sheet

    def make(self, key: str, names: Sequence[str], fields: list[Field]) -> Sheet | None:
        """A table under the first name that is free; None beyond the bounds.

        One of the same key that has rows stays beside it; one that has none is made anew.
        """
        before = self._now.get(key)
        if before and not before.height and not before.rejects.count:
            self._remove(key, before)
        if len(self._all) >= self._limits.tables or not 0 < len(fields) <= self._limits.columns:
            return None
        sheet = self.latest = Sheet(key, self._free(names), fields)
        self._all.append(sheet)
        self._names.add(sheet.name)
        self._now[key] = sheet
        self._alike.clear()
        return sheet

    def forget(self, sheet: Sheet) -> None:
        """Drop a table that has nothing in it; one that has is kept, whatever the dump says."""
        if not sheet.height and not sheet.rejects.count and self._now.get(sheet.key) is sheet:
            self._remove(sheet.key, sheet)

    def widen(self, sheet: Sheet, more: list[Field]) -> Sheet | None:
        """The table with further columns; None beyond the bounds."""
        if len(sheet.fields) + len(more) > self._limits.columns:
            return None
        if sheet.begun or sheet.closed:
            sheet = self._again(sheet)
        sheet.fields = [*sheet.fields, *more]
        return sheet

    def add(self, sheet: Sheet, columns: Sequence[pa.Array], into: Sequence[int]) -> Sheet:
        """Rows in columns of bytes; `into` says which of the table's each is. Gives the table they are in."""
        self._settle(sheet)
        return self._keep(sheet, columns, into)

    def add_one(self, sheet: Sheet, row: list[Value], into: Sequence[int]) -> Sheet:
        """One row."""
        if sheet.into != into:
            self._settle(sheet)
            sheet.into = into
        sheet.loose.append(row)
        sheet.loose_size += 64 + sum(len(cell) for cell in row if cell is not None)
        if len(sheet.loose) >= TOGETHER or sheet.loose_size > BATCH:
            return self._settle(sheet)
        return sheet

    def done(self, unplaced: Rejects) -> tuple[Table, ...]:
        """Hand out what is held, and say what all tables are; the first has the rejects before it."""
        if self._all:
            first = self._all[0].rejects
            first.kept[:] = [*unplaced.kept, *first.kept][:KEPT]
            first.count += unplaced.count
        for sheet in list(self._all):
            self._settle(sheet)
        if self._flowing:
            self._flush(self._flowing)
        for sheet in self._all:
            if sheet is not self._flowing and not sheet.closed:
                self._flush(sheet)
                if not sheet.begun:
                    self._emit(sheet.name, rows(0, [pa.array([], pa.string())] * len(sheet.fields)))
        return tuple(sheet.told() for sheet in self._all)

    def _settle(self, sheet: Sheet) -> Sheet:
        """Make columns of the rows that came one by one."""
        if not sheet.loose:
            return sheet
        loose, sheet.loose, sheet.loose_size = sheet.loose, [], 0
        columns = [pa.array(column, pa.binary()) for column in zip(*loose, strict=True)]
        return self._keep(sheet, columns, sheet.into)

    def _keep(self, sheet: Sheet, columns: Sequence[pa.Array], into: Sequence[int]) -> Sheet:
        if sheet.closed:
            sheet = self._again(sheet)
        height = len(columns[0])
        given = dict(zip(into, columns, strict=True))
        sheet.filled += [0] * (len(sheet.fields) - len(sheet.filled))
        whole: list[pa.Array] = []
        for i, made in enumerate(sheet.fields):
            if i in given:
                column, mended = repair.repaired(self._text(given[i], made))
                sheet.repaired += mended
            else:
                default = None if made.default is None else made.default.decode("utf-8", "replace")
                column = pa.repeat(pa.scalar(default, pa.string()), height)
            sheet.filled[i] += filled(column)
            whole.append(column)
        size = sum(column.nbytes for column in whole)
        sheet.held.append(whole)
        sheet.size += size
        sheet.rows += height
        if sheet is self._flowing:
            if sheet.size >= BATCH:
                self._flush(sheet)
        else:
            self._held += size
            self._balance()
        return sheet

    def _text(self, column: pa.Array, made: Field) -> pa.Array:
        if made.hex:
            content = column.to_pylist()
            column = pa.array([c if c is None else literals.bytea(c) for c in content], pa.binary())
        if made.bits and self.numbered_bits:
            content = column.to_pylist()
            column = pa.array([c if c is None else strings.bits(c) for c in content], pa.binary())
        return cells.text_of(column, self.codec, made.raw, self.encodings)

    def _balance(self) -> None:
        """Hand out the largest where more is held than may be."""
        if self._held <= self._most:
            return
        if self._flowing:
            self._settle(self._flowing)
            self._flush(self._flowing)
            self._flowing.closed = True
        self._flowing = max((s for s in self._all if not s.closed), key=lambda s: s.size)
        self._held -= self._flowing.size
        self._flush(self._flowing)

    def _flush(self, sheet: Sheet) -> None:
        for batch in _batches(sheet):
            sheet.begun = True
            self._emit(sheet.name, rows(sheet.emitted, batch))
            sheet.emitted += len(batch[0])

    def _again(self, sheet: Sheet) -> Sheet:
        """The table that takes the further rows of one that is closed."""
        current = self._now.get(sheet.key)
        if current and current is not sheet and not current.closed:
            return current
        again = Sheet(sheet.key, self._free((sheet.name,)), sheet.fields)
        self._all.append(again)
        self._names.add(again.name)
        self._now[sheet.key] = again
        self._alike.clear()
        return again

    def _remove(self, key: str, sheet: Sheet) -> None:
        del self._now[key]
        self._alike.clear()
        self._all.remove(sheet)
        self._names.discard(sheet.name)
        if self.latest is sheet:
            self.latest = None

    def _free(self, names: Sequence[str]) -> str:
        later = (f"{names[-1]} ({i})" for i in range(2, self._limits.tables + 3))
        return next(name for name in chain(names, later) if name not in self._names)


def _ends_with(long: str, short: str) -> bool:
    return long.endswith(f"\0{short}")


def _batches(sheet: Sheet) -> Iterator[list[pa.Array]]:
    """What is held, in pieces of about `BATCH`; narrower rows of an earlier time made as wide."""
    held, sheet.held, sheet.size = sheet.held, [], 0
    part: list[list[pa.Array]] = []
    size = 0
    for columns in held:
        part.append(columns)
        size += sum(column.nbytes for column in columns)
        if size >= BATCH:
            yield _joined(part, len(sheet.fields))
            part, size = [], 0
    if part:
        yield _joined(part, len(sheet.fields))


def _joined(parts: list[list[pa.Array]], width: int) -> list[pa.Array]:
    if len(parts) == 1 and len(parts[0]) == width:
        return parts[0]
    return [
        pa.concat_arrays([p[i] if i < len(p) else pa.nulls(len(p[0]), pa.string()) for p in parts])
        for i in range(width)
    ]
