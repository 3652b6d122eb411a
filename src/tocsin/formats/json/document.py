"""Document: one JSON value, or several one after another, taken apart while it streams by.

What is a table in it:

- a list at the root, or a list of objects that is reached from the root by keys alone: a row for each
  element, the table named by its keys, `data.customers`;
- an object whose members are objects of one make, as Firebase exports them by their ids: a row for
  each member, its key in the column `key`;
- several values one after another: a row for each;
- what is left of a root object around these: one row, in the table `document`.

Where brackets do not fit, reading goes on at the next place that begins as the record before did.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from tocsin.formats.base import Emit
from tocsin.formats.grid import distinct
from tocsin.formats.json import flatten, grammar
from tocsin.formats.json.columns import Columns
from tocsin.formats.json.flatten import Counted
from tocsin.formats.json.grammar import DEEP
from tocsin.formats.json.text import Letters
from tocsin.formats.json.tokens import (
    BLANK,
    CLOSE_LIST,
    CLOSE_OBJECT,
    COLON,
    COMMA,
    OPEN_LIST,
    OPEN_OBJECT,
    STRING,
    Places,
    Tokens,
    pieces,
    tokens,
)
from tocsin.formats.walk import ONLY, lost
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Limits
from tocsin.terms.table import Table

DOCUMENT = "document"
"""The table of what stands around the lists of a root object."""

ALIKE = 3
"""Members of an object that must be objects of one make before it is taken for a table."""

GLANCED = 1 << 20
"""Bytes of an object that are looked at to tell that."""

MENDED = 100
"""Times that reading goes on behind brackets that do not fit. Each may cost a look at `Limits.cell`."""

BREAKS_OFF = "breaks off: its brackets are not closed"
AFTER = "stands after the end of the document"
NOTHING = "is no value, but a comma says that there is one"
TOO_LARGE = "is larger than a cell may be"
CLOSES = {OPEN_OBJECT: CLOSE_OBJECT, OPEN_LIST: CLOSE_LIST}


def too_deep() -> Refused:
    """The refusal of brackets within brackets within brackets."""
    return Refused(f"Its values are nested more than {DEEP:,} deep.", remedy="")


@dataclass(slots=True)
class Document:
    """A document under way."""

    letters: Letters
    emit: Emit
    limits: Limits
    counted: Counted = field(default_factory=Counted)
    tables: list[Table] = field(default_factory=list)
    fault: str | None = None
    """Why it is no JSON, where no table is there to say so."""

    _text: bytes = b""
    _offset: int = 0
    _over: bool = False
    _mended: int = 0
    _names: list[str] = field(default_factory=list)

    def read(self, several: bool) -> None:
        """Read it all; `several` where more than one value stands at its root."""
        self._more()
        found = self._found()
        first = int(found.kind[0]) if len(found.kind) else STRING
        if several or first > OPEN_LIST:
            self._records(ONLY, None)
            return
        if first == OPEN_LIST:
            self._take(int(found.end[0]))
            self._records(ONLY, OPEN_LIST)
        else:
            _Around(self).read()
        self._end()

    def _end(self) -> None:
        """See that nothing stands after the end."""
        while True:
            found = self._found()
            if len(found.kind) or found.open_text:
                self.stray(self._offset + (int(found.start[0]) if len(found.kind) else 0), AFTER)
                return
            if self._over:
                return
            self._take(len(self._text))
            self._more()

    def stray(self, at: int, reason: str) -> None:
        """Something that belongs to no record: a reject of the last table."""
        if not self.tables:
            self.fault = f"What begins at byte {at:,} {reason}."
            return
        self.tables[-1] = lost(self.tables[-1], f"what begins at byte {at:,} {reason}")

    # The text at hand.

    def _more(self) -> bool:
        """As much again of the text, and at least a piece; whether there was any."""
        before, pieces_ = len(self._text), [self._text]
        while not self._over and sum(map(len, pieces_)) <= 2 * before:
            piece = self.letters.next()
            self._over = not piece
            pieces_.append(piece)
        self._text = b"".join(pieces_)
        return len(self._text) > before

    def _take(self, size: int) -> None:
        self._text = self._text[size:]
        self._offset += size

    def _found(self) -> Tokens:
        found = tokens(self._text)
        if len(found.level) and int(found.level.max()) > DEEP:
            raise too_deep()
        return found

    # Tables.

    def name(self, wished: str) -> str:
        """A name that no table has yet."""
        self._names = list(distinct([*self._names, wished]))
        return self._names[-1]

    def close(self, table: Columns) -> None:
        """Keep what was read into a table."""
        told = table.close()
        if told:
            self.tables.append(told)

    def _records(self, name: str, base: int | None) -> None:
        """Read records up to the bracket that closes the `base`, or to the end where there is none."""
        keyed = base == OPEN_OBJECT
        table = Columns(self.name(name), self.emit, self.limits, self.counted, keyed)
        _Records(self, table, base).read()
        self.close(table)


class _Records:
    """The records of one table while they are read."""

    def __init__(self, document: Document, table: Columns, base: int | None) -> None:
        self._document, self._table, self._base = document, table, base
        self._begin = b""
        """How a record begins, up to its first colon; from the second on with the comma before it."""

        self._none_yet = True

    def read(self) -> None:
        """Read them all."""
        document = self._document
        while True:
            found = document._found()
            wrong = self._wrong(found)
            if wrong is not None:
                at, closes = wrong
                if closes:
                    self._take(found.of(0, at), closed=True)
                    document._take(int(found.end[at]))
                    return
                if not self._mend(found, at, grammar.NOT_JSON):
                    return
                continue
            self._complete(found, len(found.kind))
            if len(document._text) > document.limits.cell:
                if not self._mend(document._found(), None, TOO_LARGE):
                    return
            elif not document._more() and document._over and self._last():
                return

    def _wrong(self, found: Tokens) -> tuple[int, bool] | None:
        """The first bracket that closes none of the records' own; whether it closes the base."""
        below = np.flatnonzero(found.level < 0)[:1]
        within = found.of(0, int(below[0])) if len(below) else found
        unlike = _unlike(within)
        if unlike is not None:
            return unlike, False
        if not len(below):
            return None
        at = int(below[0])
        return at, self._base is not None and bool(found.kind[at] == CLOSES[self._base])

    def _complete(self, found: Tokens, before: int) -> None:
        """Read the records that are over before a token."""
        flat = found.level[:before] == 0
        if self._base is None:
            ends = np.flatnonzero(flat & np.isin(found.kind[:before], list(CLOSES.values())))
        else:
            ends = np.flatnonzero(flat & (found.kind[:before] == COMMA))
        if len(ends):
            last = int(ends[-1])
            self._take(found.of(0, last + (self._base is None)), closed=False)
            self._document._take(int(found.end[last]))

    def _last(self) -> bool:
        """What is left at the end of the file; False where reading goes on in it."""
        document = self._document
        found = document._found()
        balanced = not found.open_text and _balanced(found)
        if not balanced:
            return not self._mend(found, None, BREAKS_OFF)
        if self._base is None:
            self._take(found, closed=True)
            return True
        if len(found.kind) and found.kind[-1] in CLOSES.values():
            self._take(found, closed=True)
            document._take(int(found.end[-1]))
            found = document._found()
        self._table.reject(self._place(found), BREAKS_OFF)
        document._take(len(document._text))
        return True

    def _take(self, found: Tokens, closed: bool) -> None:
        """Read the records that these tokens hold."""
        separators = (found.level == 0) & (found.kind == COMMA)
        if self._base is None:
            ends = np.isin(found.kind, [CLOSE_OBJECT, CLOSE_LIST, COMMA, COLON])
            values = (found.level == 0) & ~ends
            record = np.maximum(np.cumsum(values) - 1, 0)
            count = max(int(values.sum()), int(len(found.kind) > 0))
        else:
            record = np.cumsum(separators)
            count = int(separators.sum()) + 1
        kept = ~separators
        if closed and not kept.any() and count == 1 and self._none_yet:
            return
        places = np.zeros(count, dtype=np.int64)
        if self._base is not None:
            places[1:] = found.start[separators]
        ours, record = found.only(kept), record[kept]
        firsts = np.flatnonzero(np.diff(record, prepend=-1))
        places[record[firsts]] = ours.start[firsts] - (ours.kind[firsts] == STRING)
        self._learn(ours, firsts, found.start[separators])
        held = np.bincount(record, minlength=count) > 0
        rejects = {int(n): NOTHING for n in np.flatnonzero(~held)}
        if len(record):
            numbers = np.cumsum(held) - 1
            keys = self._keys(ours, firsts) if self._base == OPEN_OBJECT else None
            parsed = self._table.add(ours, numbers[record].astype(np.int32), int(held.sum()), keys)
            full = np.flatnonzero(held)
            rejects |= {int(full[n]): reason for n, reason in parsed.bad.items()}
        self._none_yet = False
        for n, reason in sorted(rejects.items()):
            self._table.reject(f"byte {self._document._offset + int(places[n]):,}", reason)

    def _learn(self, found: Tokens, firsts: Places, commas: Places) -> None:
        """Remember how a record begins."""
        if self._begin[:1] == b"," or self._base == OPEN_OBJECT:
            return
        for first in firsts[:2].tolist():
            if (
                found.kind[first] == OPEN_OBJECT
                and (found.kind[first + 2 : first + 3] == COLON).any()
            ):
                begin = int(found.start[first])
                before = commas[commas < begin]
                begin = int(before[-1]) if len(before) else begin
                self._begin = found.text[begin : int(found.end[first + 2])]

    def _keys(self, found: Tokens, firsts: Places) -> pa.Array:
        """The key of each record."""
        raw = pieces(found.text, found.start[firsts], found.end[firsts])
        if b"\\" not in found.text:
            return raw
        return pa.array([flatten.text(said) for said in raw.to_pylist()], pa.string())

    def _mend(self, found: Tokens, wrong: int | None, reason: str) -> bool:
        """Go on at the next record behind brackets that do not fit; False where there is none."""
        document = self._document
        if wrong is not None:
            self._complete(found, wrong)
            found = document._found()
        document._mended += 1
        if not self._begin and len(found.kind):
            self._learn(found, np.zeros(1, dtype=np.int32), found.start[:0])
        behind = self._blank(found) + 1
        next_ = document._text.find(self._begin, behind) if self._begin else -1
        self._none_yet = False
        if next_ < 0 or document._mended > MENDED:
            self._table.reject(self._place(found), f"{reason}; what follows was not read")
            document._take(len(document._text))
            while document._more():
                document._take(len(document._text))
            return False
        self._table.reject(self._place(found), reason)
        document._take(next_ + (self._begin[:1] == b","))
        return True

    def _place(self, found: Tokens) -> str:
        """Where the text at hand begins."""
        return f"byte {self._document._offset + self._blank(found):,}"

    def _blank(self, found: Tokens) -> int:
        return len(found.text) - len(found.text.lstrip(BLANK.encode()))


def _unlike(found: Tokens) -> int | None:
    """The first bracket that closes one of the other sort."""
    brackets = np.flatnonzero(found.kind <= CLOSE_LIST)
    order = brackets[np.argsort(found.level[brackets].astype(np.int16), kind="stable")]
    kind, level = found.kind[order], found.level[order]
    pair = (kind[:-1] <= OPEN_LIST) & (level[:-1] == level[1:])
    unlike = order[1:][pair & (kind[1:] != kind[:-1] + 2)]
    return int(unlike.min()) if len(unlike) else None


def _balanced(found: Tokens) -> bool:
    return not len(found.kind) or (
        int(found.level[-1]) == 0 and found.kind[-1] not in (OPEN_OBJECT, OPEN_LIST)
    )


class _Around:
    """A root object: its tables are read where they stand, the rest is gathered to one record."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._gathered: list[bytes] = []
        self._size = 0
        self._open: list[tuple[int, str]] = []
        """The brackets that are open, with the key that each stands under."""

        self._key = ""
        self._at_value = True
        self._swallow = False
        """Whether a comma is dropped, as what it followed was."""

    def read(self) -> None:
        """Read up to the bracket that closes the root."""
        document = self._document
        while True:
            found = document._found()
            done = self._walk(found)
            if done:
                break
            if document._over:
                self._broken()
                return
            document._more()
        self._finish()

    def _walk(self, found: Tokens) -> bool:
        """Go through the tokens; True once the root is closed. Stops where more text is needed."""
        document = self._document
        kinds, starts, ends = found.kind.tolist(), found.start.tolist(), found.end.tolist()
        index = taken = 0
        while index < len(kinds):
            kind = kinds[index]
            if index + 2 >= len(kinds) and not document._over:
                break
            if kind <= OPEN_LIST and self._at_value and self._spreadable():
                is_table = self._is_table(found, index)
                if is_table is None:
                    break
                if is_table:
                    document._take(ends[index])
                    self._table(kind)
                    if not self._open:
                        return True
                    return self._walk(document._found())
            quote = int(kind == STRING)
            self._gather(kind, document._text[starts[index] - quote : ends[index] + quote])
            taken = ends[index] + quote
            index += 1
            if not self._open:
                document._take(taken)
                return True
        document._take(taken)
        return False

    def _spreadable(self) -> bool:
        return all(kind == OPEN_OBJECT for kind, _ in self._open)

    def _is_table(self, found: Tokens, index: int) -> bool | None:
        """Whether a bracket opens a table; None where more must be read to tell."""
        kind = found.kind
        if kind[index] == OPEN_LIST:
            return bool(index + 1 < len(kind) and kind[index + 1] == OPEN_OBJECT)
        ahead = found.of(index, len(kind)) if index else found
        levels = ahead.level
        closed = np.flatnonzero((levels == 0) & (ahead.kind == CLOSE_OBJECT))[:1]
        end = int(closed[0]) if len(closed) else len(levels)
        values = np.flatnonzero((levels[:end] == 1) & (ahead.kind[:end] == COLON))[: ALIKE + 1] + 1
        enough = len(values) > ALIKE or len(closed)
        if not enough and not self._document._over and len(self._document._text) < GLANCED:
            return None
        values = values[:ALIKE]
        if len(values) < ALIKE or values[-1] >= end or (ahead.kind[values] != OPEN_OBJECT).any():
            return False
        makes = [self._make(ahead, int(value)) for value in values]
        shared = frozenset.intersection(*makes)
        return 2 * len(shared) >= max(map(len, makes)) > 0

    def _make(self, found: Tokens, index: int) -> frozenset[bytes]:
        """The keys of an object."""
        ends = np.flatnonzero(found.level[index + 1 :] <= found.level[index])[:1]
        end = index + 1 + int(ends[0]) if len(ends) else len(found.kind)
        inside = slice(index, end)
        colons = np.flatnonzero(
            (found.kind[inside] == COLON) & (found.level[inside] == found.level[index] + 1)
        )
        return frozenset(
            found.text[int(found.start[index + c - 1]) : int(found.end[index + c - 1])]
            for c in colons.tolist()
        )

    def _table(self, kind: int) -> None:
        """Read a table that stands here; it leaves nothing behind in the record around it."""
        root = not self._open
        name = ".".join(key for _, key in [*self._open[1:], (kind, self._key)])
        self._drop_key()
        self._document._records(ONLY if root else name, kind)

    def _drop_key(self) -> None:
        """Take back a key whose value is not kept, and the comma before it or the one to come."""
        if self._keyed(len(self._gathered)):
            del self._gathered[-2:]
            self._swallow = self._gathered[-1] != b","
            if not self._swallow:
                self._gathered.pop()
        self._at_value = False

    def _keyed(self, end: int) -> bool:
        """Whether what was gathered up to there ends with a key; a colon may stand behind none, in what is no JSON."""
        key, colon = self._gathered[end - 2 : end] if end > 2 else (b"", b"")
        return key[:1] == b'"' and colon == b":"

    def _gather(self, kind: int, text: bytes) -> None:
        swallow, self._swallow = self._swallow, False
        if kind == COMMA and swallow:
            return
        if kind <= OPEN_LIST:
            self._open.append((kind, self._key if self._at_value else ""))
        elif kind in CLOSES.values() and self._open:
            self._open.pop()
            emptied = swallow and self._gathered[-1] == b"{"
            if emptied and self._keyed(len(self._gathered) - 1):
                self._gathered.pop()
                self._drop_key()
                return
        elif kind == STRING and not self._at_value:
            self._key = flatten.text(text[1:-1].decode())
        if text.endswith(
            b"\\"
        ):  # a stray one, which must not escape the quote that it comes to stand before
            text += b" "
        self._at_value = kind == COLON
        self._size += len(text)
        self._gathered.append(text)
        if self._size > self._document.limits.cell:
            raise Refused(
                f"It is an object of more than {self._size >> 20} MiB that holds no table: neither a "
                "list of objects nor objects of one make.",
                remedy="",
            )

    def _broken(self) -> None:
        """The file ends within the root."""
        document = self._document
        if not document.tables:
            document.fault = f"What begins at byte 0 {BREAKS_OFF}."
            if len(self._gathered) > 1:
                self._finish(broken=True)
            return
        document.stray(document._offset, BREAKS_OFF)

    def _finish(self, broken: bool = False) -> None:
        """The record around the tables, if it holds anything."""
        document = self._document
        text = b"".join(self._gathered)
        if not text or (document.tables and not text.strip(b"{}[], \t\r\n")):
            return
        table = Columns(
            document.name(DOCUMENT if document.tables else ONLY),
            document.emit,
            document.limits,
            document.counted,
        )
        if broken:
            table.reject("byte 0", BREAKS_OFF)
        else:
            found = tokens(text)
            record = np.zeros(len(found.kind), dtype=np.int32)
            parsed = table.add(found, record, 1)
            for reason in parsed.bad.values():
                table.reject("byte 0", reason)
        document.close(table)
