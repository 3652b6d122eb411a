r"""Tokens: JSON text cut into brackets, colons, commas, strings and scalars, without a loop over it.

Quotes tell what is text and what is structure (after Langdale and Lemire, "Parsing Gigabytes of JSON
per Second", VLDB Journal 28, 2019): a quote behind an odd run of backslashes is escaped, what stands
behind an odd number of quotes is text. What is left between two marks, if not blank, is a scalar.

>>> found = tokens(b'{"id": 1.10, "x": "a\\"b"}')
>>> [found.text[a:b].decode() for a, b in zip(found.start, found.end)]
['{', 'id', ':', '1.10', ',', 'x', ':', 'a\\"b', '}']
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

OPEN_OBJECT, OPEN_LIST, CLOSE_OBJECT, CLOSE_LIST, COLON, COMMA, STRING, SCALAR = range(8)

BLANK = " \t\r\n"
"""White space (RFC 8259, section 2)."""

NO_MARK = 255
_CLASS = bytes(b'{[}]:,"'.find(letter) % 256 for letter in range(256))
"""Each letter's kind, for `bytes.translate`: numpy's own way makes eight bytes of each letter first."""

_BLANK = np.isin(np.arange(256), list(BLANK.encode()))

_DEPTH = bytes([1, 1, 255, 255, *[0] * 252])
"""What a kind adds to the brackets that are open, as a signed byte."""

Places = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in its order."""

    text: bytes
    kind: npt.NDArray[np.uint8]
    start: Places
    end: Places
    """Of a string: what is between its quotes."""

    level: Places
    """How many brackets are open around it; of a closing bracket as of its opening one."""

    quotes: Places
    escapes: Places
    """Where there are quotes, but escaped ones; and backslashes."""

    controls: Places
    """Where control characters are, line ends among them."""

    def of(self, first: int, last: int) -> Tokens:
        """The tokens of one stretch; levels counted from its first."""
        level = self.level[first:last]
        return self._those(slice(first, last), level - level[0] if len(level) else level)

    def only(self, kept: npt.NDArray[np.bool_], level: Places | None = None) -> Tokens:
        """Some of the tokens, at these levels or at their own."""
        return self._those(kept, (self.level if level is None else level)[kept])

    def _those(self, which: slice | npt.NDArray[np.bool_], level: Places) -> Tokens:
        return replace(
            self,
            kind=self.kind[which],
            start=self.start[which],
            end=self.end[which],
            level=level,
        )

    @property
    def open_text(self) -> bool:
        """Whether the text ends within a string."""
        return len(self.quotes) % 2 == 1


def tokens(text: bytes) -> Tokens:
    """Cut a text that does not begin within a string. A string still open at its end is left out."""
    letters = np.frombuffer(text, dtype=np.uint8)
    classes = np.frombuffer(text.translate(_CLASS), dtype=np.uint8)
    places = np.flatnonzero(classes != NO_MARK).astype(np.int32)
    kind = classes[places]
    quote = kind == STRING
    escapes = _places(letters, 92) if b"\\" in text else np.empty(0, dtype=np.int32)
    if len(escapes):
        quote, kept = _unescaped(letters, places, quote, escapes)
        places, kind, quote = places[kept], kind[kept], quote[kept]
    outside = np.cumsum(quote, dtype=np.int32) & 1
    structure = outside == quote  # an opening quote, or anything else with no text around it
    quotes = places[quote]
    places, kind = places[structure], kind[structure]
    strings = kind == STRING
    if len(quotes) % 2:
        places, kind, strings = places[:-1], kind[:-1], strings[:-1]
    start, end = places + strings, places + 1
    end[strings] = quotes[1::2]
    start, end, kind = _with_scalars(
        text, start, end, kind, len(text) if len(quotes) % 2 == 0 else int(quotes[-1])
    )
    level = np.cumsum(depth(kind), dtype=np.int32) - (kind <= OPEN_LIST)
    controls = np.flatnonzero(letters < 32).astype(np.int32)
    return Tokens(text, kind, start, end, level, quotes, escapes, controls)


def depth(kind: npt.NDArray[np.uint8]) -> npt.NDArray[np.int8]:
    """What each token adds to the brackets that are open."""
    return np.frombuffer(kind.tobytes().translate(_DEPTH), dtype=np.int8)


def owners(before: Places, places: Places) -> Places:
    """For each of some places the number of the last of others that stands before it; -1 where none does.

    Both ascend, and none is in both. The few are looked for among the many, not the other way round.
    """
    ends = np.searchsorted(places, before)
    runs = np.diff(ends, prepend=0, append=len(places))
    return np.repeat(np.arange(-1, len(before), dtype=np.int32), runs)


def slices(text: bytes, start: Places, end: Places) -> pa.Array:
    """The pieces of a text from each start to each end, which ascend and do not overlap.

    They stand at the even places of the array; at the odd ones is what lies between them.
    """
    edges = np.empty(2 * len(start), dtype=np.int32)
    edges[0::2], edges[1::2] = start, end
    offsets = edges if len(edges) else np.zeros(1, dtype=np.int32)
    return pa.StringArray.from_buffers(
        max(len(edges) - 1, 0), pa.py_buffer(offsets), pa.py_buffer(text)
    )


def pieces(text: bytes, start: Places, end: Places) -> pa.Array:
    """The pieces of a text alone."""
    return slices(text, start, end).take(pa.array(np.arange(len(start)) * 2))


def _places(letters: npt.NDArray[np.uint8], letter: int) -> Places:
    return np.flatnonzero(letters == letter).astype(np.int32)


def _unescaped(
    letters: npt.NDArray[np.uint8], places: Places, quote: npt.NDArray[np.bool_], escapes: Places
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which marks are quotes that count, and which marks count at all."""
    begins = np.empty(len(escapes), dtype=bool)
    begins[0] = True
    np.not_equal(np.diff(escapes), 1, out=begins[1:])
    order = np.arange(len(escapes), dtype=np.int32)
    run = order - np.maximum.accumulate(np.where(begins, order, 0)) + 1
    before = np.maximum(places - 1, 0)
    doubtful = np.flatnonzero(quote & (letters[before] == 92) & (places > 0))
    odd = run[np.searchsorted(escapes, before[doubtful])] % 2 == 1
    kept = np.ones(len(places), dtype=bool)
    kept[doubtful[odd]] = False
    return quote & kept, kept


def _with_scalars(
    text: bytes, start: Places, end: Places, kind: npt.NDArray[np.uint8], size: int
) -> tuple[Places, Places, npt.NDArray[np.uint8]]:
    """The tokens with the scalars that stand between them."""
    strings = kind == STRING
    begins = np.concatenate([np.zeros(1, dtype=np.int32), end + strings])
    ends = np.concatenate([start - strings, np.array([size], dtype=np.int32)])
    letters = np.frombuffer(text, dtype=np.uint8)
    width = ends - begins
    gaps = np.flatnonzero(width > 0)
    gaps = gaps[(width[gaps] > 1) | ~_BLANK[letters[begins[gaps]]]]
    if not len(gaps):
        return start, end, kind
    left = pc.ascii_ltrim(pieces(text, begins[gaps], ends[gaps]), characters=BLANK)
    begin = ends[gaps] - _sizes(left)
    size_ = _sizes(pc.ascii_rtrim(left, characters=BLANK))
    full = size_ > 0
    gaps, begin, size_ = gaps[full], begin[full], size_[full]
    return (
        np.insert(start, gaps, begin),
        np.insert(end, gaps, begin + size_),
        np.insert(kind, gaps, SCALAR),
    )


def _sizes(texts: pa.Array) -> Places:
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)
    return np.diff(offsets[texts.offset : texts.offset + len(texts) + 1])
