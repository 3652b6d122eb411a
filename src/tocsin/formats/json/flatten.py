"""Flatten: JSON records as columns, each value in the column named by its path.

What a value looks like in its cell:

- a text as it reads, its escapes undone; half a surrogate pair becomes U+FFFD and is counted;
- a number, true and false exactly as written; null, and a key that is not there, as NULL;
- an object is spread over its keys, `address.city`; an empty one is `{}`;
- a list of at most `SHORT` values that are no lists is spread, `tags[0]`, `orders[1].id`; any other
  is its JSON text, as it stands;
- Extended JSON's wrappers are left out (`paths`), and its dates are written as ISO 8601.

Of a key that stands twice in an object the last counts, as in nearly all parsers, and it is counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.json import grammar
from tocsin.formats.json.grammar import Parsed
from tocsin.formats.json.paths import OTHER, ROOT, UNKNOWN, Paths
from tocsin.formats.json.tokens import (
    OPEN_LIST,
    SCALAR,
    STRING,
    Places,
    owners,
    pieces,
    slices,
)

SHORT = 4
"""Values of a list that is spread over columns: a person has two phones, seldom five."""

DEEPEST = 16
"""Levels of objects that are spread; what lies deeper is JSON text."""


@dataclass(slots=True)
class Counted:
    """What was met on the way."""

    twice: int = 0
    """Keys that stood in their object before."""

    halves: int = 0
    """Texts with half a surrogate pair."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Records as columns."""

    height: int
    columns: dict[int, pa.Array]
    """By the numbers of `Paths.column`; a column that none of the records fills may be absent."""

    others: pa.Array | None
    """What has no column, as a JSON object in each record."""


def flatten(parsed: Parsed, count: int, paths: Paths, counted: Counted) -> Flat:
    """The good ones of `count` records."""
    path = _paths(parsed, paths)
    leaf = np.flatnonzero(path.leaf)
    cells = _Cells(parsed, leaf, counted)
    record = parsed.record[leaf]
    good = np.ones(count, dtype=bool)
    good[list(parsed.bad)] = False
    ours = path.path[leaf]
    known = np.flatnonzero(ours >= 0)
    numbers = _distinct(ours[known])
    lookup = np.zeros(len(numbers) and int(numbers[-1]) + 1, dtype=np.int16)
    lookup[numbers] = [paths.column(number) for number in numbers.tolist()]
    dated = np.zeros(len(lookup), dtype=bool)
    dated[numbers] = [paths.is_date(number) for number in numbers.tolist()]
    columns: dict[int, pa.Array] = {}
    for number, places in _by_number(lookup[ours[known]], known):
        index = np.full(count, -1, dtype=np.int32)
        index[record[places]] = places
        counted.twice += len(places) - int(np.count_nonzero(index >= 0))
        index = index[good]
        columns[number] = cells.taken(index)
        dates = (index >= 0) & dated[ours[index]]
        if dates.any():
            columns[number] = _dates(columns[number], dates)
    others = _others(parsed, leaf, path, record, count, paths)
    height = int(good.sum())
    return Flat(height, columns, others.filter(pa.array(good)) if others is not None else None)


def _by_number(numbers: npt.NDArray[np.int16], places: Places) -> Iterator[tuple[int, Places]]:
    """The places that bear each number, in their order."""
    order = np.argsort(numbers, kind="stable")
    counts = np.bincount(numbers)
    for number, ours in enumerate(np.split(places[order], np.cumsum(counts)[:-1])):
        if len(ours):
            yield number, ours


@dataclass(frozen=True, slots=True)
class _Placed:
    path: Places
    leaf: npt.NDArray[np.bool_]
    """Whether a token's value stands in a cell of its own."""


def _distinct(numbers: Places) -> Places:
    """The distinct numbers of many, which are small."""
    return np.flatnonzero(np.bincount(numbers)) if len(numbers) else np.empty(0, dtype=np.int32)


def _paths(parsed: Parsed, paths: Paths) -> _Placed:
    """The path of each value, and whether it is a cell."""
    kind = parsed.tokens.kind
    count = len(kind)
    path = np.full(count, UNKNOWN, dtype=np.int32)
    leaf = np.zeros(count, dtype=bool)
    spread = np.zeros(count, dtype=bool)
    steps = _steps(parsed, paths)
    above: Places = np.empty(0, dtype=np.int32)
    for depth, here in enumerate(parsed.levels[: DEEPEST + 2]):
        values = here[parsed.value[here]]
        if depth == 0:
            path[values] = ROOT
        elif len(above):
            slot = owners(above, values)
            ours = spread[above[slot]]
            lists = kind[above] == OPEN_LIST
            step = steps[np.maximum(values - 2, 0)]
            if lists.any():
                rank = np.arange(len(values), dtype=np.int32)
                first = np.searchsorted(slot, np.arange(len(above)))
                rank -= first[slot].astype(np.int32)
                most = int(rank[lists[slot] & ours].max(initial=-1))
                numbers = np.array([paths.step(i) for i in range(most + 1)] or [0], dtype=np.int32)
                step = np.where(lists[slot], numbers[np.minimum(rank, max(0, most))], step)
            values, step = values[ours], step[ours]
            over = path[parsed.parent[values]]
            path[values] = paths.all_below(over, step.astype(np.int32)) if len(values) else over
        opens = values[kind[values] <= OPEN_LIST]
        spread[opens] = _spread(parsed, opens, depth) & (path[opens] >= 0)
        leaf[values] = ~spread[values]
        above = here[kind[here] <= OPEN_LIST]
    return _Placed(path, leaf)


def _spread(parsed: Parsed, opens: Places, depth: int) -> npt.NDArray[np.bool_]:
    """Which of these brackets, all of one level, are spread over columns."""
    kind = parsed.tokens.kind
    if depth >= DEEPEST:
        return np.zeros(len(opens), dtype=bool)
    empty = parsed.match[opens] == opens + 1
    lists = kind[opens] == OPEN_LIST
    if not lists.any():
        return np.asarray(~empty)
    below = parsed.levels[depth + 1] if len(parsed.levels) > depth + 1 else opens[:0]
    values = below[parsed.value[below]]
    slot = owners(opens, values)
    inside = (slot >= 0) & (parsed.match[opens[slot]] > values)
    many = np.bincount(slot[inside], minlength=len(opens))
    nested = inside & (kind[values] == OPEN_LIST)
    deep = np.bincount(slot[nested], minlength=len(opens)) > 0
    short = (many <= SHORT) & ~deep if depth else np.ones(len(opens), dtype=bool)
    return np.asarray(~empty & (~lists | short))


def _steps(parsed: Parsed, paths: Paths) -> Places:
    """The step that each key is; of other tokens nothing is meant."""
    tokens = parsed.tokens
    keys = np.flatnonzero(parsed.key)
    steps = np.full(len(tokens.kind), OTHER, dtype=np.int32)
    if not len(keys):
        return steps
    coded = pieces(tokens.text, tokens.start[keys], tokens.end[keys]).dictionary_encode()
    numbers = np.array([paths.step(text(raw)) for raw in coded.dictionary.to_pylist()], np.int32)
    steps[keys] = numbers[coded.indices.to_numpy()]
    return steps


class _Cells:
    """The values that stand in a cell."""

    def __init__(self, parsed: Parsed, leaf: Places, counted: Counted) -> None:
        tokens = parsed.tokens
        start, end, kind = tokens.start[leaf], tokens.end[leaf].copy(), tokens.kind[leaf]
        opens = np.flatnonzero(kind <= OPEN_LIST)
        end[opens] = tokens.end[parsed.match[leaf[opens]]]
        self._texts = slices(tokens.text, start, end)
        self._plain = 2
        letters = np.frombuffer(tokens.text, dtype=np.uint8)
        self._null = (kind == SCALAR) & (letters[start] == ord("n")) if len(leaf) else kind == 0
        strings = np.flatnonzero(kind == STRING)
        escaped = strings[grammar.holds_escape(tokens, leaf[strings])]
        if len(escaped):
            mask = np.zeros(len(leaf), dtype=bool)
            mask[escaped] = True
            whole = self._texts.take(pa.array(np.arange(len(leaf)) * 2))
            undone = unescaped(whole.filter(pa.array(mask)), counted)
            self._texts = pc.replace_with_mask(whole, pa.array(mask), undone)
            self._plain = 1

    def taken(self, index: Places) -> pa.Array:
        """The cells of these numbers; NULL for null and for a negative one."""
        nothing = (index < 0) | self._null[index]
        return self._texts.take(pa.array(index * self._plain, mask=nothing))


def text(raw: str) -> str:
    """A JSON string without its quotes, its escapes undone."""
    return _one(raw)[0] if "\\" in raw else raw


def _one(raw: str) -> tuple[str, bool]:
    """A string with its escapes undone, and whether it held half a surrogate pair."""
    try:
        said = json.loads(f'"{raw}"')
    except ValueError:  # its record is bad already
        return raw, False
    whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole, whole != said


def unescaped(raw: pa.Array, counted: Counted) -> pa.Array:
    """Strings with their escapes undone."""
    written = raw.to_pylist()
    try:
        return pa.array(msgspec.json.decode('["' + '","'.join(written) + '"]'), pa.string())
    except (msgspec.DecodeError, UnicodeError):
        pass
    told = [_one(said) for said in written]
    counted.halves += sum(half for _, half in told)
    return pa.array([said for said, _ in told], pa.string())


EPOCH_LIMIT = 253_402_300_799_999
"""Milliseconds from 1970 to the end of the year 9999."""


def _dates(column: pa.Array, which: npt.NDArray[np.bool_]) -> pa.Array:
    """Milliseconds since 1970 as ISO 8601 where `which`; what is no number stays."""
    mask = pc.and_(
        pa.array(which), pc.fill_null(pc.match_substring_regex(column, r"^-?[0-9]{1,15}$"), False)
    )
    numbers = pc.cast(column.filter(mask), pa.int64())
    if not len(numbers):
        return column
    inside = pc.less_equal(pc.abs(numbers), EPOCH_LIMIT)
    whole = np.array(mask.to_numpy(zero_copy_only=False))
    whole[whole] = inside.to_numpy(zero_copy_only=False)
    moments = pc.cast(numbers.filter(inside), pa.timestamp("ms"))
    said = pc.strftime(moments, format="%Y-%m-%dT%H:%M:%SZ")
    return pc.replace_with_mask(column, pa.array(whole), said)


def _others(
    parsed: Parsed, leaf: Places, placed: _Placed, record: Places, count: int, paths: Paths
) -> pa.Array | None:
    """What has no column of its own, as a JSON object in each record."""
    lost = leaf[placed.path[leaf] == OTHER]
    if not len(lost):
        return None
    tokens = parsed.tokens
    said: dict[int, list[str]] = {}
    for at in lost.tolist():
        over = int(placed.path[parsed.parent[at]]) if parsed.parent[at] >= 0 else ROOT
        last = int(parsed.match[at]) if tokens.kind[at] <= OPEN_LIST else at
        quote = int(tokens.kind[at] == STRING)
        value = tokens.text[int(tokens.start[at]) - quote : int(tokens.end[last]) + quote].decode()
        in_list = parsed.parent[at] >= 0 and tokens.kind[parsed.parent[at]] == OPEN_LIST
        key = (
            ""
            if in_list
            else tokens.text[int(tokens.start[at - 2]) : int(tokens.end[at - 2])].decode()
        )
        way = json.dumps(paths.name(over), ensure_ascii=False)[1:-1] + "." if over != ROOT else ""
        said.setdefault(int(parsed.record[at]), []).append(f'"{way}{key}": {value}')
    objects = [f"{{{', '.join(said[n])}}}" if n in said else None for n in range(count)]
    return pa.array(objects, pa.string())
