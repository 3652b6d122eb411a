"""Runs: the many rows of an INSERT read at once, without a loop over rows or cells.

Where strings are is told by counting quotes: after an odd number one is inside. Commas and
parentheses outside then cut rows into cells. A cell is believed at once if it is one string, one
number or NULL. Any other is read by itself from where it begins, and must end where it was cut. So each
row rests on the one before it, and the first that cannot be proved ends the run; `values` takes it from
there. Strings of other kinds, comments and broken rows are thus never read wrongly, only more slowly.

A dump with one INSERT for each row is a run as well, as long as each begins like the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.sql import cells, strings
from tocsin.formats.sql.cells import Counts, Letters, Places, Which
from tocsin.formats.sql.literals import Value
from tocsin.formats.sql.values import Values
from tocsin.formats.sql.words import Short, Unreadable

NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"

ROW, LIST, AFTER_LIST = 1, 2, 3
"""What a gap leads to: a row, the column list of a further INSERT, the row after that list."""

BLOCK = 128 << 10
"""Bytes looked through at a time: what comes of them stays in the processor's cache."""


class Opening:
    """How an INSERT begins, up to its first row; the next may begin in the same way."""

    def __init__(self, before: bytes, columns: bytes = b"", after: bytes = b"") -> None:
        self.text = before + columns + after
        self.columns = columns
        """The column list with its parentheses, as it is written."""

        self._comma = re.compile(rb"\s*,\s*")
        if not columns:
            before, after = before + after, b""
        self._next = re.compile(
            rb"[;\s]*(?:(?<=[;\s])GO\s+)?" + re.escape(before.strip()) + rb"\s*"
        )
        self._after = after.strip()

    def leads_to(self, gap: bytes) -> int:
        """What a text between two parentheses leads to; 0: to nothing known."""
        if self._comma.fullmatch(gap):
            return ROW
        if self._next.fullmatch(gap):
            return LIST if self.columns else ROW
        return AFTER_LIST if self.columns and gap.strip() == self._after else 0


@dataclass(frozen=True, slots=True)
class Run:
    """Rows read at once."""

    columns: list[pa.Array]
    """Of bytes."""

    rows: int
    end: int
    """Just after the last row."""

    whole: bool
    """Whether every row that the text holds to its end was read."""


def run(
    text: bytes, at: int, stop: int, width: int, opening: Opening, values: Values, escapes: bool
) -> Run:
    """The rows from this parenthesis on, within the text up to `stop`; each of `width` values."""
    letters = np.frombuffer(text, dtype=np.uint8, count=stop)
    slashes = np.empty(0, dtype=np.int64)
    if escapes and text.find(b"\\", at, stop) >= 0:
        slashes = _places(letters, at, stop, lambda block: block == 92)
    edges, quotes, heights, end, whole = _rows(text, letters, at, stop, width, opening, slashes)
    if not heights:
        return Run([], 0, at, False)
    slashed = _slashed(slashes, edges, end)
    columns: list[pa.Array] = []
    for j in range(width):
        column = _Column(text, letters, edges[j] + 1, edges[j + 1], quotes[j + 1] - quotes[j])
        mine = slashed.get(j)
        done, good = column.read(values, None if mine is None else mine[:heights])
        if good < heights:
            heights, whole = good, False
            if not heights:
                return Run([], 0, at, False)
            columns = [c.slice(0, heights) for c in columns]
            edges, quotes = edges[:, :heights], quotes[:, :heights]
            done = done.slice(0, heights)
        columns.append(done)
    return Run(columns, heights, int(edges[width][heights - 1]) + 1, whole)


def _slashed(slashes: Places, edges: Places, end: int) -> dict[int, Which]:
    """By column that has any, which of its cells hold a backslash."""
    slashes = slashes[: np.searchsorted(slashes, end)]
    if not len(slashes):
        return {}
    sides, height = edges.shape
    cell = np.searchsorted(edges.T.ravel(), slashes, side="right") - 1
    row, column = np.divmod(cell, sides)
    found: dict[int, Which] = {}
    for j in np.flatnonzero(np.bincount(column, minlength=sides)[: sides - 1]).tolist():
        found[j] = np.zeros(height, dtype=np.bool_)
        found[j][row[column == j]] = True
    return found


def _rows(
    text: bytes,
    letters: Letters,
    at: int,
    stop: int,
    width: int,
    opening: Opening,
    slashes: Places,
) -> tuple[Places, Counts, int, int, bool]:
    """Edges of cells and quotes before each, both by column; rows; their end; whether all are there."""
    nothing = np.empty((0, 0), dtype=np.int64)
    marks = _places(letters, at, stop, lambda block: np.subtract(block, 39) < 6)  # ' ( ) * + ,
    codes = letters[marks]
    quote = codes == 39
    if len(slashes) and len(marks):
        kept = _escaped(slashes)
        places = np.minimum(np.searchsorted(marks, kept), len(marks) - 1)
        quote[places[marks[places] == kept]] = False
    before = np.cumsum(quote, dtype=np.int32)
    mark = (codes == 44) | (codes == 40) | (codes == 41)
    outside = np.flatnonzero(mark & (before & 1 == 0))
    codes = codes[outside]
    opens, closes = codes == 40, codes == 41
    depth = np.cumsum(opens.view(np.int8) - closes.view(np.int8), dtype=np.int32)
    # An edge lies within a row's own parentheses, or is the last of them.
    edge = np.flatnonzero(depth + closes == 1)
    codes, outside = codes[edge], outside[edge]
    marks, before = marks[outside], before[outside]
    opens, closes = np.flatnonzero(codes == 40), np.flatnonzero(codes == 41)
    height = min(len(opens), len(closes))
    if not height or opens[0] != 0:
        return nothing, nothing.astype(np.int32), 0, at, False
    opens, closes = opens[:height], closes[:height]
    rows, whole = _led_to(text, letters, marks, opens, closes, opening)
    wrong = np.flatnonzero(closes[rows] - opens[rows] != width)
    if len(wrong):
        rows, whole = rows[: wrong[0]], False
    if not len(rows):
        return nothing, nothing.astype(np.int32), 0, at, False
    if rows[-1] == len(rows) - 1:
        size = len(rows) * (width + 1)
        edges, quotes = marks[:size].reshape(-1, width + 1), before[:size].reshape(-1, width + 1)
    else:
        places = opens[rows][:, None] + np.arange(width + 1)
        edges, quotes = marks[places], before[places]
    edges, quotes = np.ascontiguousarray(edges.T), np.ascontiguousarray(quotes.T)
    return edges, quotes, len(rows), int(edges[-1][-1]) + 1, whole


def _places(letters: Letters, at: int, stop: int, which: Callable[[Letters], Which]) -> Places:
    """Where the letters are of a kind; block by block, so that the work stays near the processor."""
    found = [
        np.flatnonzero(which(letters[i : min(i + BLOCK, stop)])) + i for i in range(at, stop, BLOCK)
    ]
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _escaped(slashes: Places) -> Places:
    """Places after an odd number of backslashes."""
    apart = np.diff(slashes) != 1
    first, last = np.insert(apart, 0, True), np.append(apart, True)
    begins, ends = slashes[first], slashes[last]
    after: Places = ends[(ends - begins) % 2 == 0] + 1
    return after


def _led_to(
    text: bytes, letters: Letters, marks: Places, opens: Places, closes: Places, opening: Opening
) -> tuple[Places, bool]:
    """Which pairs of parentheses are rows, up to the first that nothing known leads to."""
    starts, ends = marks[closes[:-1]] + 1, marks[opens[1:]]
    leads = np.full(len(starts), ROW, dtype=np.int8)
    others = np.flatnonzero((ends - starts != 1) | (letters[starts] != 44))
    if len(others):
        gaps = cells.cut(text, starts[others], ends[others], None).dictionary_encode()
        kinds = np.array([opening.leads_to(g) for g in gaps.dictionary.to_pylist()], dtype=np.int8)
        leads[others] = kinds[gaps.indices.to_numpy(zero_copy_only=False)]
    follows = np.append(np.array([ROW], dtype=np.int8), leads)
    before = np.append(np.array([ROW], dtype=np.int8), follows[:-1])
    good = (follows != 0) & ((follows == AFTER_LIST) == (before == LIST))
    lists = np.flatnonzero(follows == LIST)
    if len(lists):
        written = cells.cut(text, marks[opens[lists]], marks[closes[lists]] + 1, None)
        good[lists] &= np.asarray(pc.equal(written, opening.columns), dtype=np.bool_)
    wrong = np.flatnonzero(~good)
    until = int(wrong[0]) if len(wrong) else len(good)
    if until and follows[until - 1] == LIST:
        until -= 1
    rows = np.flatnonzero(follows[:until] != LIST)
    return rows, not len(wrong)


_SPACE = np.isin(np.arange(256), np.frombuffer(b" \t\n\r\v\f", dtype=np.uint8))


class _Column:
    """One column of a run while it is read."""

    def __init__(
        self,
        text: bytes,
        letters: Letters,
        starts: Places,
        ends: Places,
        quotes: Counts,
    ) -> None:
        self._text, self._letters, self._quotes = text, letters, quotes
        self._cut = starts, ends
        self._trimmed(starts, ends)

    def read(self, values: Values, slashed: Which | None) -> tuple[pa.Array, int]:
        """The cells, and how many from the first on are proved."""
        starts, ends = self._starts, self._ends
        size = ends - starts
        first, last = self._first, self._last
        quoted = (first == 39) & (last == 39) & (size > 1)
        single = quoted & (self._quotes == 2)
        null = other = doubled = None
        if not single.all():
            national = (
                ((first | 32) == 110)
                & (self._letters[starts + 1] == 39)
                & (last == 39)
                & (size > 2)
            )
            if national.any() and not values.trims:
                starts = starts + national
                quoted |= national
                single |= national & (self._quotes == 2)
            rest = ~single
            null = rest & self._null(starts, size)
            doubled = quoted & rest & (self._quotes & 1 == 0)
            other = rest & ~null & ~doubled
            if doubled.any() and slashed is not None:
                other |= doubled & slashed
                doubled &= ~slashed
            other = self._no_numbers(starts, ends, other)
        column = cells.cut(self._text, starts + quoted, ends - quoted, null)
        if doubled is not None and doubled.any():
            plain, alone = cells.without_doubles(column.filter(pa.array(doubled)))
            column = cells.replaced(column, doubled, plain)
            if alone.any() and other is not None:
                other[np.flatnonzero(doubled)[alone]] = True
        if slashed is not None and (slashed := slashed & single).any():
            done = cells.unescaped(column.filter(pa.array(slashed)), strings.MYSQL, strings.mysql)
            column = cells.replaced(column, slashed, done)
        if other is None or not other.any():
            return column, len(starts)
        return self._one_by_one(column, other, values)

    def _trimmed(self, starts: Places, ends: Places) -> None:
        """Leave out up to four spaces on either side; a cell with more is read by itself."""
        first, last = self._letters[starts], self._letters[ends - 1]
        for _ in range(4):
            before, after = _SPACE[first], _SPACE[last]
            if not before.any() and not after.any():
                break
            starts = starts + (before & (starts < ends))
            ends = ends - (after & (starts < ends))
            first, last = self._letters[starts], self._letters[ends - 1]
        self._starts, self._ends, self._first, self._last = starts, ends, first, last

    def _null(self, starts: Places, size: Places) -> Which:
        null: Which = size == 4
        places = np.flatnonzero(null)
        at = starts[places]
        good = np.ones(len(places), dtype=np.bool_)
        for i, letter in enumerate(b"null"):
            good &= (self._letters[at + i] | 32) == letter
        null[places[~good]] = False
        return null

    def _no_numbers(self, starts: Places, ends: Places, other: Which) -> Which:
        """Of these cells, those that are no plain number."""
        if not other.any():
            return other
        bare = cells.cut(self._text, starts[other], ends[other], None)
        content = bare.buffers()[2]
        if (ends > starts)[other].all():
            left_over = content.to_pybytes().translate(None, b"0123456789")
            if not left_over.translate(None, b".-") and b"--" not in left_over:
                return np.zeros_like(other)
        number = np.asarray(pc.match_substring_regex(bare, NUMBER), dtype=np.bool_)
        left = other.copy()
        left[np.flatnonzero(other)[number]] = False
        return left

    def _one_by_one(self, column: pa.Array, other: Which, values: Values) -> tuple[pa.Array, int]:
        known: dict[bytes, Value] = {}
        found: list[Value] = []
        good = len(column)
        places = np.flatnonzero(other)
        starts, ends = self._cut[0][places].tolist(), self._cut[1][places].tolist()
        for place, start, end in zip(places.tolist(), starts, ends, strict=True):
            written = self._text[start:end]
            if written not in known:
                try:
                    value, stop = values.value(self._text, start)
                except (Short, Unreadable):
                    stop = -1
                if stop != end:
                    good = place
                    break
                if len(known) < 1000:
                    known[written] = value
            else:
                value = known[written]
            found.append(value)
        other[places[len(found) :]] = False
        return cells.replaced(column, other, pa.array(found, pa.binary())), good
