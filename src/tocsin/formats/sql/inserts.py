"""Inserts: the rows of INSERT and REPLACE statements, in all ways they are written.

The first rows of a statement are read with care; where many alike follow, they are read in runs, and
where a run cannot go on, with care again. A row that cannot be read is a reject, and reading goes on
at the next place where a row or a statement seems to begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.formats.sql import names
from tocsin.formats.sql.literals import Value
from tocsin.formats.sql.names import Head, Name
from tocsin.formats.sql.runs import Opening, run
from tocsin.formats.sql.schema import Field
from tocsin.formats.sql.script import Script
from tocsin.formats.sql.tables import Sheet
from tocsin.formats.sql.words import Piece, Short, Unreadable

FIRST = 8
"""Rows read with care before a run is tried."""

SMALLEST, LARGEST = 16 << 10, 2 << 20
"""Bytes that a run is tried on: few where runs are short, for what is beyond their end is lost work."""

LONGEST = 64 << 10
"""Bytes of an opening that may be repeated."""

_UPTO_INTO = (
    "LOW_PRIORITY",
    "DELAYED",
    "HIGH_PRIORITY",
    "IGNORE",
    "INTO",
    "ONLY",
    "OVERWRITE",
    "TABLE",
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an INSERT puts its rows, as it says."""

    table: Name
    columns: tuple[bytes, ...] | None
    form: str
    """VALUES, SELECT, SET, or '' for what is not read."""

    opening: Opening
    at: int
    """Where its first row begins."""


@dataclass(slots=True)
class Place:
    """The table and the columns that rows go to."""

    sheet: Sheet
    into: Sequence[int]


def insert(script: Script) -> str:
    """Read the INSERT that begins here; what to call it where it was passed over."""
    target = script.look(lambda text, at, ended: _target(script, text, at, ended))
    if target.form == "VALUES":
        script.tape.at = target.at
        _Rows(script, target).read()
    elif target.form == "SET":
        _set(script, target)
    elif target.form == "SELECT":
        return "" if _selected(script, target) else "INSERT ... SELECT"
    else:
        return "INSERT without values"
    return ""


def _target(script: Script, text: bytes, at: int, ended: bool) -> Target:
    """What stands before the rows of an INSERT."""
    head = Head(script.words, text, at, ended)
    verb = head.peek()
    head.on()
    if head.took("OR"):
        head.on()
    while head.took(*_UPTO_INTO):
        pass
    table = head.name()
    if head.took("PARTITION"):
        head.parentheses()
    if head.took("AS"):
        head.on()
    columns, start, end = None, head.at, head.at
    if head.sign() == b"(":
        start = head.peek()[1]
        columns = head.names()
        end = head.at
        if columns is None and text[start:end].strip(b"() \r\n\t"):
            return Target(table, None, "", Opening(b""), at)
    if head.took("OVERRIDING"):
        head.took("SYSTEM", "USER")
        head.took("VALUE")
    form = head.word()
    if form in ("VALUES", "VALUE"):
        head.on()
        if head.word() == "ROW":
            return Target(table, columns, "", Opening(b""), at)
        first = head.peek()[1]
        if text[first : first + 1] != b"(":
            raise Unreadable("has no row after VALUES")
        short = first - at <= LONGEST
        opening = (
            Opening(text[verb[1] : start], text[start:end], text[end:first])
            if short
            else Opening(b"")
        )
        return Target(table, columns, "VALUES", opening, first)
    if form == "SET" or (form == "SELECT" and text[end : head.at].strip() == b""):
        head.on()
        return Target(table, columns, form, Opening(b""), head.at)
    return Target(table, columns, "", Opening(b""), at)


def place(script: Script, table: Name, columns: tuple[bytes, ...] | None, width: int) -> Place:
    """The table and columns for rows of so many values; the table is made where there is none."""
    known = script.tables.find(_key(script, table))
    if known is None:
        listed = columns or tuple(b"c%d" % i for i in range(width))
        known = make(script, table, [Field(name) for name in listed])
    if columns is None:
        every = range(len(known.fields))
        given = [i for i in every if known.fields[i].given]
        return Place(known, given if width == len(given) else every)
    wanted = [name.decode("utf-8", "replace").lower() for name in columns]
    if len(set(wanted)) < len(wanted):
        raise Unreadable("names a column twice")
    at = {f.name.decode("utf-8", "replace").lower(): i for i, f in enumerate(known.fields)}
    missing = [Field(n) for n, w in zip(columns, wanted, strict=True) if w not in at]
    if missing:
        wider = script.tables.widen(known, missing)
        if wider is None:
            raise Unreadable(f"has more than {script.limits.columns:,} columns")
        known = wider
        at = {f.name.decode("utf-8", "replace").lower(): i for i, f in enumerate(known.fields)}
    return Place(known, [at[name] for name in wanted])


def make(script: Script, table: Name, fields: list[Field]) -> Sheet:
    """A new table."""
    called = [names.told(table)]
    if script.database and len(table) == 1:
        called.append(names.told((script.database, *table)))
    sheet = script.tables.make(_key(script, table), called, fields)
    if sheet is None:
        raise Unreadable(
            f"is beyond the {script.limits.tables:,} tables or {script.limits.columns:,} columns that are read"
        )
    return sheet


def known(script: Script, table: Name) -> Sheet | None:
    """The table of this name, if the dump has had it."""
    return script.tables.find(_key(script, table))


def _key(script: Script, table: Name) -> str:
    if len(table) == 1 and script.database:
        return names.key((script.database, *table))
    return names.key(table)


class _Rows:
    """The rows of one INSERT, and of those after it that begin like it."""

    def __init__(self, script: Script, target: Target) -> None:
        self._script, self._target = script, target
        self._opening = target.opening
        self._again = re.compile(
            rb"[;\s]*(?:(?<=[;\s])GO\s+)?" + re.escape(self._opening.text.strip()) + rb"\s*(?=\()"
        )
        self._place: Place | None = None
        self._careful = FIRST
        self._window = SMALLEST

    def read(self) -> None:
        """Read them; the text goes on after the last."""
        script, tape = self._script, self._script.tape
        while True:
            if self._careful or self._place is None:
                self._careful -= self._careful > 0
                if not self._one():
                    if not script.next_row():
                        return
                    continue
            else:
                if tape.unread < LARGEST + (64 << 10):
                    tape.grow()
                if not self._many(self._place):
                    self._careful = 1
                    continue
            more, at = script.look(self._next)
            tape.at = at
            if not more:
                return

    def _one(self) -> bool:
        """Read one row; False where it could not be."""
        script, tape = self._script, self._script.tape
        values, most = script.values, script.limits.columns
        try:
            row, end = script.look(lambda text, at, ended: values.row(text, at, ended, most))
            if self._place is None:
                self._place = place(script, self._target.table, self._target.columns, len(row))
        except Unreadable as fault:
            sheet = self._place.sheet if self._place else known(script, self._target.table)
            script.reject(sheet, tape.at, str(fault))
            return False
        self._take(self._place, row)
        tape.at = end
        return True

    def _take(self, to: Place, row: list[Value]) -> None:
        script = self._script
        if len(row) == len(to.into):
            to.sheet = script.tables.add_one(to.sheet, row, to.into)
            return
        script.reject(to.sheet, script.tape.at, f"has {len(row):,} of {len(to.into):,} values")

    def _many(self, to: Place) -> bool:
        """Read a run; False where there is none."""
        script, tape = self._script, self._script.tape
        stop = min(len(tape.text), tape.at + self._window)
        found = run(
            tape.text,
            tape.at,
            stop,
            len(to.into),
            self._opening,
            script.values,
            script.style.escapes,
        )
        if found.whole:
            self._window = min(4 * self._window, LARGEST)
        else:
            self._window = max(self._window // 4, SMALLEST)
        if not found.rows:
            return False
        to.sheet = script.tables.add(to.sheet, found.columns, to.into)
        tape.at = found.end
        if found.rows < FIRST and not found.whole:
            self._careful = FIRST
        return True

    def _next(self, text: bytes, at: int, ended: bool) -> tuple[bool, int]:
        """Whether a further row follows, and where; else where the statement's values end."""
        if text.startswith(b",(", at):
            return True, at + 1
        again = self._again.match(text, at) if self._opening.text else None
        if again:
            return True, again.end()
        if not ended and len(text) - at < len(self._opening.text) + 256:
            raise Short
        if names.nothing_after(text, at):
            return False, at
        kind, start, end = self._script.words.next(text, at, ended)
        if kind == "op" and text[start:end] == b",":
            kind, start, end = self._script.words.next(text, end, ended)
            if text[start:end] == b"(":
                return True, start
        return False, at


def _set(script: Script, target: Target) -> None:
    """INSERT INTO t SET a = 1, b = 'x'."""
    skip = target.at - script.tape.at

    def assigned(text: bytes, at: int, ended: bool) -> tuple[list[bytes], list[Value], int]:
        head = Head(script.words, text, at + skip, ended)
        columns: list[bytes] = []
        row: list[Value] = []
        while True:
            columns.append(head.name()[-1])
            if head.on()[0] == "end":
                raise Unreadable("breaks off within a row")
            pieces, sign = _expression(head, text, ("ON", "AS"))
            row.append(script.values.of(text, pieces))
            if sign != b",":
                return columns, row, head.at
            head.on()

    columns, row, end = script.look(assigned)
    to = place(script, target.table, tuple(columns), len(row))
    script.tables.add_one(to.sheet, row, to.into)
    script.tape.at = end


def _selected(script: Script, target: Target) -> bool:
    """INSERT INTO t SELECT 1, 'x' FROM dual UNION ALL SELECT ...; False where it selects from tables."""
    tape = script.tape
    skip = target.at - tape.at
    to: Place | None = None
    while True:
        try:
            row, more, end = script.look(
                lambda text, at, ended, skip=skip: _listed(script, text, at + skip, ended)  # type: ignore[misc]
            )
            to = to or place(script, target.table, target.columns, len(row))
        except Unreadable as fault:
            if to is None:
                return False
            script.reject(to.sheet, tape.at + skip, str(fault))
            return True
        if len(row) == len(to.into):
            to.sheet = script.tables.add_one(to.sheet, row, to.into)
        else:
            script.reject(to.sheet, tape.at + skip, f"has {len(row):,} of {len(to.into):,} values")
        tape.at, skip = end, 0
        if not more:
            return True


def _listed(script: Script, text: bytes, at: int, ended: bool) -> tuple[list[Value], bool, int]:
    """The literals of one SELECT; whether a further one follows; and where the text goes on."""
    head = Head(script.words, text, at, ended)
    row: list[Value] = []
    while True:
        pieces, sign = _expression(head, text, ("FROM", "UNION"))
        if len(pieces) > 2 and text[slice(*pieces[-2][1:])].upper() == b"AS":
            pieces = pieces[:-2]
        row.append(script.values.of(text, pieces, strict=True))
        if sign != b",":
            break
        head.on()
    if head.took("FROM") and names.told(head.name()).lower() not in NOWHERE:
        raise Unreadable("selects from a table")
    more = head.took("UNION")
    if more:
        head.took("ALL")
        if not head.took("SELECT"):
            raise Unreadable("has no row after UNION")
    elif (
        head.peek()[0] != "end"
        and head.sign() != b";"
        and head.word() not in ("ON", "GO", "INSERT")
    ):
        raise Unreadable("selects from a table")
    return row, more, head.at


NOWHERE = ("dual", "sysibm.sysdummy1")
"""Oracle's and DB2's tables of one row, from which literals are selected."""


def _expression(head: Head, text: bytes, closing: tuple[str, ...]) -> tuple[list[Piece], bytes]:
    """The pieces up to a comma, a semicolon, or one of these words; and what ends them."""
    pieces: list[Piece] = []
    depth = 0
    while True:
        kind, start, end = piece = head.peek()
        sign = text[start:end]
        if kind == "end" or (
            not depth
            and (
                sign in (b",", b";")
                or (kind == "word" and sign.upper().decode("ascii", "replace") in closing)
            )
        ):
            return pieces, sign
        if kind == "op":
            depth += (sign == b"(") - (sign == b")")
        pieces.append(piece)
        if len(pieces) > names.MOST:
            raise Unreadable("has a value that is no literal")
        head.on()
