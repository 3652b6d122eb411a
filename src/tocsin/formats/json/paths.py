"""Paths: which places of the records there are, and which column each is read into.

A path is the keys that lead to a value: `address.city`; a place in a list is `tags[0]`. MongoDB's
Extended JSON (v2, and the older v1) wraps a value to say its type: `{"_id": {"$oid": "..."}}` is
read as `_id`, the wrapper left out.

>>> paths = Paths(100)
>>> a = paths.below(ROOT, paths.step("_id"))
>>> paths.column(paths.below(a, paths.step("$oid"))) == paths.column(a), paths.names()
(True, ('_id',))
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

ROOT = 0
"""The path of a record itself."""

UNKNOWN, OTHER = -1, -2
"""Not met yet; and beyond the most that are kept apart."""

VALUE = "value"
"""The column of a record that is no object."""

WRAPPERS = frozenset(
    [
        "$oid",
        "$numberInt",
        "$numberLong",
        "$numberDouble",
        "$numberDecimal",
        "$uuid",
        "$symbol",
        "$date",
        "$binary",
        "$base64",
        "$code",
        "$undefined",
        "$minKey",
        "$maxKey",
    ]
)
"""Keys of Extended JSON that say the type of the value below them."""

DATE = "$date"

STEPS_EACH = 64
"""Room made at a time for new keys and paths."""


class Paths:
    """The paths met so far, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._steps: dict[str | int, int] = {}
        self._words: list[str | int] = []
        self._parent = [UNKNOWN]
        self._step = [UNKNOWN]
        self._table = np.full((STEPS_EACH, STEPS_EACH), UNKNOWN, dtype=np.int32)
        self._columns: list[int] = []
        """The path that names each column."""

        self._column_of: dict[int, int] = {}
        self.full = False
        """Whether new paths belong to the others from now on."""

    def step(self, word: str | int) -> int:
        """The number of a key, or of a place in a list; `OTHER` where there are too many."""
        if word not in self._steps:
            if self.full or len(self._words) >= self._most:
                return OTHER
            self._steps[word] = len(self._words)
            self._words.append(word)
            if len(self._words) > self._table.shape[1]:
                self._grow(1)
        return self._steps[word]

    def below(self, path: int, step: int) -> int:
        """The path one step further down."""
        if step == OTHER:
            return OTHER
        if self._table[path, step] == UNKNOWN:
            if self.full or len(self._parent) >= self._most:
                return OTHER
            self._parent.append(path)
            self._step.append(step)
            if len(self._parent) > self._table.shape[0]:
                self._grow(0)
            self._table[path, step] = len(self._parent) - 1
        return int(self._table[path, step])

    def all_below(
        self, paths: npt.NDArray[np.int32], steps: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.int32]:
        """The path one step further down, of many."""
        found = np.where(steps == OTHER, OTHER, self._table[paths, np.maximum(steps, 0)])
        new = np.flatnonzero(found == UNKNOWN)
        if len(new):
            codes = paths[new].astype(np.int64) << 32 | steps[new]
            _, first, which = np.unique(codes, return_index=True, return_inverse=True)
            told = np.empty(len(first), dtype=np.int32)
            for place in np.argsort(first).tolist():
                at = new[first[place]]
                told[place] = self.below(int(paths[at]), int(steps[at]))
            found[new] = told[which]
        return found.astype(np.int32)

    def column(self, path: int) -> int:
        """The column that a path is read into."""
        while path != ROOT and self._words[self._step[path]] in WRAPPERS:
            path = self._parent[path]
        if path not in self._column_of:
            self._column_of[path] = len(self._columns)
            self._columns.append(path)
        return self._column_of[path]

    def is_date(self, path: int) -> bool:
        """Whether numbers there are milliseconds since 1970."""
        while path != ROOT and self._words[self._step[path]] in WRAPPERS:
            if self._words[self._step[path]] == DATE:
                return True
            path = self._parent[path]
        return False

    def names(self) -> tuple[str, ...]:
        """The columns' names, by their numbers."""
        return tuple(self.name(path) for path in self._columns)

    def order(self) -> list[int]:
        """The columns as they stand in a record, what lies below a key where the key is."""
        return sorted(
            range(len(self._columns)), key=lambda column: self._way(self._columns[column])
        )

    def name(self, path: int) -> str:
        """A path in words.

        >>> paths = Paths(100)
        >>> paths.name(paths.below(paths.below(ROOT, paths.step("tags")), paths.step(0)))
        'tags[0]'
        """
        if path == ROOT:
            return VALUE
        said = ""
        for at in self._way(path):
            word = self._words[self._step[at]]
            said += f"[{word}]" if isinstance(word, int) else f".{word}" if said else word
        return said

    def _way(self, path: int) -> list[int]:
        """The paths that lead to a path, it included."""
        way: list[int] = []
        while path != ROOT:
            way.append(path)
            path = self._parent[path]
        return way[::-1]

    def _grow(self, axis: int) -> None:
        more = list(self._table.shape)
        self._table = np.concatenate(
            [self._table, np.full(more, UNKNOWN, dtype=np.int32)], axis=axis
        )
