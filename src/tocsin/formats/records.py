r"""Records: where in a text one record ends and the next begins, a stray quote notwithstanding.

A quoted field may span lines, so a quote that is opened and never closed would swallow all that
follows. A record that seems to span lines is believed only if, read to the next line that can
close it, it has as many fields as the table. Otherwise the line that opens the quote is a stray,
left out on its own, and reading goes on with the next line.

Nearly all lines need no such thought. A line with an even number of quotes closes what it opens,
or holds quotes that mean nothing; the few odd ones are looked at one by one.

>>> style = Style(Dialect(";", '"', None, header=False), width=2)
>>> found = cut(b'1;"a"\n2;"b\n3;c\n\n4;"d\ne"\n', 1, style, last=True)
>>> found.body, found.lines.tolist(), found.after_gap.tolist(), found.strays
(b'1;"a"\n3;c\n\n4;"d\ne"\n', [1, 3, 5], [False, False, True], ((2, b'2;"b\n'),))
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.terms.table import Dialect

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

LONGEST = 1 << 20
"""Bytes of a record that spans lines: beyond, its quote is taken for a stray. Our choice: a
megabyte is longer than any remark a customer leaves."""


class Style:
    """A dialect made ready for cutting. Its delimiter is one byte."""

    def __init__(self, dialect: Dialect, width: int) -> None:
        self.width = width
        self.quote = ord(dialect.quote) if dialect.quote else None
        escape = re.escape(dialect.escape).encode() if dialect.escape else None
        self._escaped = re.compile(escape + b".", re.DOTALL) if escape else None
        q = re.escape(dialect.quote or "").encode()
        d = re.escape(dialect.delimiter).encode()
        self._delimiter = dialect.delimiter.encode()
        if not q:
            return
        quoted = rb"%b(?:[^%b]|%b%b)*+%b" % (q, q, q, q, q)
        bare = rb"(?!%b)[^%b\r\n]*" % (q, d)
        end = rb"(%b|\r\n|\r|\n|\Z)" % d
        self._field = re.compile(rb"(?:%b[^%b\r\n]*|%b)%b" % (quoted, d, bare, end))
        self._strict_field = re.compile(rb"(?:%b|%b)%b" % (quoted, bare, end))

    def bare(self, text: bytes) -> bytes:
        """The text, as long as before, without what an escape makes meaningless."""
        if self._escaped is None:
            return text
        return self._escaped.sub(b"..", text)

    def fields(self, text: bytes, strict: bool = False) -> int:
        """Count the fields of one record; 0 if it ends before the text does, or is still open.

        A closing quote may be followed by more of its field, but not where that is `strict`.
        """
        field = self._strict_field if strict else self._field
        at = count = 0
        while found := field.match(text, at):
            count += 1
            at = found.end()
            if found[1] != self._delimiter:
                return count if at == len(text) else 0
        return 0


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into records."""

    body: bytes
    """Whole records and blank lines only."""

    lines: Numbers
    """The line that each record of the body begins on."""

    starts: Numbers
    """Where in the body each record begins."""

    origins: Numbers
    """Where in the text each record begins."""

    after_gap: Truths
    """Whether a blank line stands before the record."""

    strays: tuple[tuple[int, bytes], ...]
    """The lines left out of the body: their numbers and texts."""

    rest: bytes
    """An open record, to be put before the next text."""

    next_line: int
    """The line that the next text begins on, `rest` included."""


def cut(text: bytes, line: int, style: Style, last: bool, careful: bool = False) -> Cut:
    """Cut a text that begins with a record, on this line.

    Unless it is the `last`, an open record or line at its end is left as `rest`.

    `careful` looks at every line that has a quote: needed where quotes that mean nothing make
    the count of a line even though it leaves a field open. Slow, so only done when the records
    read are fewer than the lines cut here.
    """
    bare = style.bare(text)
    edges = _edges(bare)
    starts, height = edges[:-1], len(edges) - 1
    blank = _blank(bare, edges)
    records = ~blank
    whole = height
    if not last and bare[-1] not in b"\r\n" and edges[-1] - edges[-2] <= LONGEST:
        whole -= 1
    look = odd = np.empty(0, dtype=np.int64)
    if style.quote is not None and bytes([style.quote]) in bare:
        quotes = np.flatnonzero(np.frombuffer(bare, dtype=np.uint8) == style.quote)
        owners = np.searchsorted(starts, quotes, side="right") - 1
        counts = np.bincount(owners, minlength=height)[:whole]
        odd = np.flatnonzero(counts % 2)
        look = np.flatnonzero(counts) if careful else odd
    spans, strays, end = _spans(bare, edges[: whole + 1], look, odd, style, last)
    for first, final in spans:
        records[first] = True
        records[first + 1 : final + 1] = False
        blank[first : final + 1] = False
    records[strays] = False
    records[end:] = False
    numbers = np.flatnonzero(records)
    lost = np.zeros(height + 1, dtype=np.int64)
    lost[1:][strays] = np.diff(edges)[strays]
    after_gap = np.zeros(len(numbers), dtype=np.bool_)
    if blank.any():
        after_gap = blank[np.maximum(numbers - 1, 0)] & (numbers > 0)
    return Cut(
        _without(text, edges, strays, end),
        line + numbers,
        starts[numbers] - np.cumsum(lost)[numbers],
        starts[numbers],
        after_gap,
        tuple((line + at, text[edges[at] : edges[at + 1]]) for at in strays),
        text[edges[end] :],
        line + end,
    )


def _edges(text: bytes) -> Numbers:
    """Where each line begins, and the end of the last one."""
    letters = np.frombuffer(text, dtype=np.uint8)
    ends = letters == 10
    if b"\r" in text:
        returns = np.flatnonzero(letters == 13)
        ends[returns[letters[np.minimum(returns + 1, len(letters) - 1)] != 10]] = True
    after = np.flatnonzero(ends) + 1
    closed = len(after) > 0 and after[-1] == len(text)
    return np.concatenate([[0], after] if closed else [[0], after, [len(text)]]).astype(np.int64)


def _blank(text: bytes, edges: Numbers) -> Truths:
    """Which lines hold nothing but their end."""
    letters = np.frombuffer(text, dtype=np.uint8)
    sizes = np.diff(edges)
    first = letters[np.minimum(edges[:-1], len(text) - 1)]
    blank = (sizes == 1) & ((first == 10) | (first == 13)) | (sizes == 2) & (first == 13)
    return np.asarray(blank, dtype=np.bool_)


def _spans(
    bare: bytes, edges: Numbers, look: Numbers, odd: Numbers, style: Style, last: bool
) -> tuple[list[tuple[int, int]], list[int], int]:
    """The first and final lines of records that span lines; strays; and where reading must wait."""
    spans: list[tuple[int, int]] = []
    strays: list[int] = []
    done = -1
    for opening in look.tolist():
        start = int(edges[opening])
        if opening <= done or style.fields(bare[start : edges[opening + 1]]):
            continue
        after = int(np.searchsorted(odd, opening, side="right"))
        if after == len(odd):
            if not last and len(bare) - start <= LONGEST:
                return spans, strays, opening
            strays.append(opening)
            continue
        closing = int(odd[after])
        end = int(edges[closing + 1])
        if end - start <= LONGEST and style.fields(bare[start:end], strict=True) == style.width:
            spans.append((opening, closing))
            done = closing
        else:
            strays.append(opening)
    return spans, strays, len(edges) - 1


def _without(text: bytes, edges: Numbers, strays: list[int], end: int) -> bytes:
    """The text up to a line, with the strays taken out."""
    if not strays:
        return text[: edges[end]]
    kept, at = [], 0
    for stray in strays:
        kept.append(text[at : edges[stray]])
        at = int(edges[stray + 1])
    kept.append(text[at : edges[end]])
    return b"".join(kept)
