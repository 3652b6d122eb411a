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
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.sql import cells, strings
from tocsin.formats.sql.cells import Letters, Places, Which
from tocsin.formats.sql.values import Value, Values
from tocsin.formats.sql.words import Short, Unreadable

NUMBER = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"

ROW, LIST, AFTER_LIST = 1, 2, 3
"""What a gap leads to: a row, the column list of a further INSERT, the row after that list."""

_DOUBT = r"\\[%_]"
"""Escapes that keep their backslash."""


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
    edges, quotes, heights, end, whole = _rows(text, letters, at, stop, width, opening, escapes)
    if not heights:
        return Run([], 0, at, False)
    slashed = _slashed(letters, edges, at, end) if escapes else {}
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


def _slashed(letters: Letters, edges: Places, at: int, end: int) -> dict[int, Which]:
    """By column that has any, which of its cells hold a backslash."""
    slashes = np.flatnonzero(letters[at:end] == 92)
    if not len(slashes):
        return {}
    sides, height = edges.shape
    cell = np.searchsorted(edges.T.ravel(), slashes + at, side="right") - 1
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
    escapes: bool,
) -> tuple[Places, Places, int, int, bool]:
    """Edges of cells and quotes before each, both by column; rows; their end; whether all are there."""
    nothing = np.empty((0, 0), dtype=np.int64)
    marks = np.flatnonzero(np.subtract(letters[at:], 39) < 6)  # ' ( ) * + ,
    codes = letters[at:][marks]
    marks += at
    quote = codes == 39
    if escapes and text.find(b"\\", at, stop) >= 0:
        kept = _escaped(letters, at)
        places = np.minimum(np.searchsorted(marks, kept), len(marks) - 1)
        quote[places[marks[places] == kept]] = False
    before = np.cumsum(quote, dtype=np.int32)
    outside = (before & 1 == 0) & ~quote & ((codes == 44) | (codes == 40) | (codes == 41))
    marks, codes, before = marks[outside], codes[outside], before[outside]
    opens, closes = codes == 40, codes == 41
    depth = np.cumsum(opens.view(np.int8) - closes.view(np.int8), dtype=np.int32)
    edge = np.where(closes, depth == 0, depth == 1)
    marks, codes, before = marks[edge], codes[edge], before[edge]
    opens, closes = np.flatnonzero(codes == 40), np.flatnonzero(codes == 41)
    height = min(len(opens), len(closes))
    if not height or opens[0] != 0:
        return nothing, nothing, 0, at, False
    opens, closes = opens[:height], closes[:height]
    rows, whole = _led_to(text, marks, opens, closes, opening)
    wrong = np.flatnonzero(closes[rows] - opens[rows] != width)
    if len(wrong):
        rows, whole = rows[: wrong[0]], False
    if not len(rows):
        return nothing, nothing, 0, at, False
    if rows[-1] == len(rows) - 1:
        size = len(rows) * (width + 1)
        edges, quotes = marks[:size].reshape(-1, width + 1), before[:size].reshape(-1, width + 1)
    else:
        places = opens[rows][:, None] + np.arange(width + 1)
        edges, quotes = marks[places], before[places]
    edges, quotes = np.ascontiguousarray(edges.T), np.ascontiguousarray(quotes.T)
    return edges, quotes, len(rows), int(edges[-1][-1]) + 1, whole


def _escaped(letters: Letters, at: int) -> Places:
    """Places after an odd number of backslashes."""
    slashes = np.flatnonzero(letters[at:] == 92) + at
    apart = np.diff(slashes) != 1
    first, last = np.insert(apart, 0, True), np.append(apart, True)
    begins, ends = slashes[first], slashes[last]
    after: Places = ends[(ends - begins) % 2 == 0] + 1
    return after


def _led_to(
    text: bytes, marks: Places, opens: Places, closes: Places, opening: Opening
) -> tuple[Places, bool]:
    """Which pairs of parentheses are rows, up to the first that nothing known leads to."""
    starts, ends = marks[closes[:-1]] + 1, marks[opens[1:]]
    gaps = cells.cut(text, starts, ends, None)
    number = gaps.dictionary_encode()
    kinds = [opening.leads_to(gap) for gap in number.dictionary.to_pylist()]
    leads = np.array(kinds or [0], dtype=np.int8)[number.indices.to_numpy(zero_copy_only=False)]
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


class _Column:
    """One column of a run while it is read."""

    def __init__(
        self,
        text: bytes,
        letters: Letters,
        starts: Places,
        ends: Places,
        quotes: Places,
    ) -> None:
        self._text, self._letters, self._quotes = text, letters, quotes
        self._cut = starts, ends
        self._starts, self._ends = self._trimmed(starts, ends)

    def read(self, values: Values, slashed: Which | None) -> tuple[pa.Array, int]:
        """The cells, and how many from the first on are proved."""
        starts, ends = self._starts, self._ends
        size = ends - starts
        first, last = self._letters[starts], self._letters[ends - 1]
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
            done = cells.unescaped(
                column.filter(pa.array(slashed)), strings.MYSQL, strings.mysql, _DOUBT
            )
            column = cells.replaced(column, slashed, done)
        if other is None or not other.any():
            return column, len(starts)
        return self._one_by_one(column, other, values)

    def _trimmed(self, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Without up to four spaces on either side; a cell with more is read by itself."""
        for _ in range(4):
            blank = (self._letters[starts] <= 32) & (starts < ends)
            if not blank.any():
                break
            starts = starts + blank
        for _ in range(4):
            blank = (self._letters[ends - 1] <= 32) & (starts < ends)
            if not blank.any():
                break
            ends = ends - blank
        return starts, ends

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
