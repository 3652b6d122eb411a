"""Walk: a file, and what is in it, and what is in that, each read by the format its content shows.

Bounds hold for the exhibit as a whole, however its archives are nested: depth, members, tables, and
bytes unpacked for each byte of the exhibit (`terms.limits`). A member that cannot be read is told
with its reason, and the others are read. A member whose packed bytes are damaged, or break off, keeps
the rows that came before; the loss is a reject of its last table. An archive that is itself damaged
has, as its last member, `REST`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import RawIOBase
from typing import BinaryIO, cast

import pyarrow as pa

from tocsin.formats.base import REST, Container, Damaged, Emit, Format, Packed, Source, Unpacked
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Limits
from tocsin.terms.table import Column, Member, Reading, Reject, Table

EMPTY = "The file is empty."
UNKNOWN = "The file is in no format that tocsin reads: it is neither a table nor text."
ONLY = "table"
"""The name a format gives to a table that has none: a member's path says more."""

STOPPED = "reading stopped"
"""The mark of an exhibit that exceeds a limit: what comes after it there is not known."""

CUT = "the file that holds it could not be read to its end"

TOO_MUCH = "It needs more memory than a parser is allowed."

SAID = 3
"""Reasons said of a container in which nothing could be read; its members have each its own."""

LONGEST_NAME = 1_024
"""Characters of a member's name that are told: systems end at 255 a part, and 4,096 bytes a path."""

PIECE = 1 << 20


Fitting = Callable[[bytes], Iterable[Container | Format]]
"""What a file that begins so may be, in the order in which it is asked."""


def walk(source: Source, emit: Emit, fitting: Fitting) -> Reading:
    """Read a file and all in it; `refused` only where nothing of the file itself could be read."""
    return _Walk(source, emit, fitting).all()


class _Limit(Refused):
    """A bound of the whole exhibit: nothing further is read."""


@dataclass(slots=True)
class _Spent:
    """What of the limits is used."""

    exhibit: Source
    unpacked: int = 0
    members: int = 0
    tables: int = 0

    @property
    def limits(self) -> Limits:
        return self.exhibit.limits

    def unpack(self, size: int) -> None:
        self.unpacked += size
        most = min(self.limits.unpacked, self.limits.free + self.limits.ratio * self.exhibit.size)
        if self.unpacked > most:
            raise _Limit(
                f"It unpacks to more than {most >> 20:,} MiB: reading stopped there.",
                remedy="Allow more with --limit ratio=N or --limit unpacked=BYTES.",
            )

    def member(self) -> None:
        self.members += 1
        if self.members > self.limits.members:
            raise _Limit(
                f"It holds more than {self.limits.members:,} files.",
                remedy="Allow more with --limit members=N.",
            )

    def table(self) -> None:
        self.tables += 1
        if self.tables > self.limits.tables:
            raise _Limit(
                f"It holds more than {self.limits.tables:,} tables.",
                remedy="Allow more with --limit tables=N.",
            )


class _Member(RawIOBase):
    """A member's bytes as they are unpacked: measured, bounded, and ended where they are damaged."""

    def __init__(self, content: BinaryIO, spent: _Spent) -> None:
        self._content, self._spent = content, spent
        self._digest = sha256()
        self.bytes = 0
        self.damaged = ""

    def read(self, size: int = -1) -> bytes:
        if self.damaged:
            return b""
        try:
            piece = self._content.read(PIECE if size < 0 else size)
        except Refused:
            raise
        except MemoryError:
            self.damaged = "it needs more memory to be unpacked than is allowed"
            return b""
        except Damaged as damage:
            self.damaged = str(damage)
            return b""
        except Exception as fault:  # whatever an unpacking library says of hostile bytes
            self.damaged = f"it cannot be unpacked from there on ({type(fault).__name__})"
            return b""
        self._spent.unpack(len(piece))
        self._digest.update(piece)
        self.bytes += len(piece)
        return piece

    def exhaust(self) -> None:
        """Read what nobody asked for: size and digest are of all of it."""
        while self.read(PIECE):
            pass

    def seekable(self) -> bool:
        return False

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@dataclass(slots=True)
class _Emitted:
    """What a format has handed out, should it stop before it can say so itself."""

    emit: Emit
    prefix: str
    spent: _Spent
    tabled: set[str]
    """Names of all tables of the exhibit."""

    names: dict[str, str] = field(default_factory=dict)
    """The format's name of each table, and the exhibit's."""

    shapes: dict[str, list[int]] = field(default_factory=dict)
    """Rows and columns of each table, by the exhibit's name."""

    def __call__(self, name: str, batch: pa.RecordBatch) -> None:
        if name not in self.names:
            self.spent.table()
            columns = batch.num_columns - 1
            if columns > self.spent.limits.columns:
                raise Refused(
                    f"It has {columns:,} columns; more than {self.spent.limits.columns:,} are not read.",
                    remedy="Allow more with --limit columns=N.",
                )
            self.names[name] = told_apart(self._named(name), self.tabled)
            self.tabled.add(self.names[name])
            self.shapes[self.names[name]] = [0, columns]
        ours = self.names[name]
        self.shapes[ours][0] += batch.num_rows
        self.emit(ours, batch)

    def _named(self, name: str) -> str:
        if not self.prefix:
            return name
        return self.prefix if name == ONLY else f"{self.prefix}/{name}"

    def told(self, reading: Reading) -> tuple[Table, ...]:
        """The tables of a reading under the exhibit's names."""
        return tuple(replace(t, name=self.names.get(t.name, t.name)) for t in reading.tables)

    def broken_off(self, reason: str) -> tuple[Table, ...]:
        """The tables of a reading that ended too early, the loss as a reject of the last."""
        tables = [
            Table(name, rows, tuple(Column(f"c{i}") for i in range(columns)))
            for name, (rows, columns) in self.shapes.items()
        ]
        if tables:
            tables[-1] = lost(tables[-1], reason)
        return tuple(tables)


def told_apart(name: str, *taken: Set[str]) -> str:
    """A name that no other has."""
    times, free = 1, name
    while any(free in names for names in taken):
        times += 1
        free = f"{name} ({times})"
    return free


def _short(name: str) -> str:
    """A member's name, cut where it is longer than any system lets a name be."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME]}... ({sha256(name.encode()).hexdigest()[:8]})"


def lost(table: Table, reason: str) -> Table:
    """A table with one more reject: what comes after its rows."""
    reject = Reject(f"after row {table.rows:,}", reason)
    return replace(table, rejects=(*table.rejects, reject), rejected=table.rejected + 1)


class _Walk:
    def __init__(self, source: Source, emit: Emit, fitting: Fitting) -> None:
        self._source, self._emit, self._fitting = source, emit, fitting
        self._spent = _Spent(source)
        self._tables: list[Table] = []
        self._members: list[Member] = []
        self._paths: dict[str, int] = {}
        """How often each path is used."""

        self._tabled: set[str] = set()
        """Names of tables."""

        self._taken: set[str] = set()
        """Names of tables, and what they begin with."""

    def all(self) -> Reading:
        """Read the exhibit."""
        source = self._source
        if not source.head:
            return Reading(None, None, None, refused=EMPTY)
        found = self._found(source.head)
        if found is None:
            return Reading(None, None, None, refused=UNKNOWN)
        emitted = _Emitted(self._emit, "", self._spent, self._tabled)
        try:
            if isinstance(found, Format):
                reading = found.read(source, emitted)
                return replace(reading, tables=emitted.told(reading))
            return self._opened(found, source, emitted)
        except Refused as refusal:
            return Reading(found.name, None, None, refused=str(refusal))

    def _found(self, head: bytes) -> Container | Format | None:
        return next((form for form in self._fitting(head) if form.sniff(head)), None)

    def _opened(self, container: Container, source: Source, emitted: _Emitted) -> Reading:
        """Read the exhibit where it is a container."""
        try:
            said = self._unpack(container, source, emitted, "", 1)
        except _Limit as limit:
            rest = Packed(REST, None, str(limit))
            self._say(REST, rest, None, Reading(None, None, None, refused=rest.refused))
            said = Unpacked(marks=((STOPPED, str(limit)),))
        own = said.tables or emitted.broken_off(CUT)
        self._tables[:0] = emitted.told(Reading(container.name, None, None, own))
        encoding, dialect = said.encoding, None
        if container.transparent and len(self._members) == 1:
            encoding, dialect = self._members[0].encoding, self._members[0].dialect
        refused = self._all_refused()
        return Reading(
            container.name,
            encoding,
            dialect,
            tuple(self._tables) if not refused else (),
            refused,
            said.marks,
            tuple(self._members),
        )

    def _all_refused(self) -> str | None:
        """Why nothing in a container could be read, where nothing could."""
        reasons = list(dict.fromkeys(member.refused for member in self._members))
        if self._tables or None in reasons:
            return None
        if not reasons:
            return "It holds no file."
        return f"Nothing in it could be read: {' '.join(map(str, reasons[:SAID]))}"

    def _unpack(
        self, container: Container, source: Source, emitted: _Emitted, path: str, depth: int
    ) -> Unpacked:
        """Read what is in a container, member by member; `Refused` where it has none to give."""
        giving = container.unpack(source, emitted)
        given = 0
        while True:
            try:
                packed = next(giving)
            except StopIteration as end:
                said = cast(Unpacked | None, end.value) or Unpacked()
                return said if said.tables else replace(said, tables=emitted.broken_off(CUT))
            except _Limit:
                raise
            except (Refused, MemoryError) as refusal:
                if not given:
                    raise
                packed = Packed(REST, None, str(refusal) or TOO_MUCH)
            except Exception as fault:  # whatever an unpacking library says of hostile bytes
                packed = Packed(REST, None, f"The archive is damaged ({type(fault).__name__}).")
            given += 1
            self._spent.member()
            name = _short(packed.name.encode("utf-8", "replace").decode())
            self._member(packed, self._unique(f"{path}/{name}" if path else name), depth)

    def _unique(self, path: str) -> str:
        """The path, told from an earlier one that is the same."""
        while (times := self._paths.get(path, 0) + 1) > 1:
            self._paths[path] = times
            path = f"{path} ({times})"
        self._paths[path] = 1
        return path

    def _member(self, packed: Packed, path: str, depth: int) -> None:
        if packed.content is None:
            self._say(path, packed, None, Reading(None, None, None, refused=packed.refused))
            return
        content = _Member(packed.content, self._spent)
        emitted = _Emitted(self._emit, self._free(path), self._spent, self._tabled)
        place = len(self._members)
        try:
            reading = self._attempt(packed, content, emitted, path, depth)
            content.exhaust()
        except _Limit as limit:
            refused = Reading(None, None, None, refused=str(limit))
            self._say(path, packed, content, refused, place)
            self._tables += emitted.broken_off(f"reading stopped here: {limit}")
            self._keep(emitted)
            raise
        tables = emitted.told(reading) if not reading.refused else ()
        if reading.refused and emitted.shapes:
            tables = emitted.broken_off(f"reading stopped here: {reading.refused}")
        if content.damaged and tables:
            said = f"the packed file is damaged: {content.damaged}"
            tables = (*tables[:-1], lost(tables[-1], said))
        elif content.damaged and place == len(self._members):
            other = "" if reading.refused in (None, EMPTY, UNKNOWN) else f"{reading.refused} "
            reading = replace(reading, refused=f"{other}It is damaged: {content.damaged}.")
        self._say(path, packed, content, reading, place)
        self._tables += tables
        self._keep(emitted)

    def _attempt(
        self, packed: Packed, content: _Member, emitted: _Emitted, path: str, depth: int
    ) -> Reading:
        """Read a member; whatever fails is its own affair, and the others are read."""
        name: str | None = None
        try:
            source = Source(
                cast(BinaryIO, content), name=packed.name, allowance=self._source.allowance
            )
            found = self._found(source.head) if source.head else None
            name = found.name if found else None
            return self._read(found, source, emitted, path, depth)
        except _Limit:
            raise
        except Refused as refusal:
            said = str(refusal)
        except MemoryError:
            said = TOO_MUCH
        except Exception as fault:  # a parser's, at hostile bytes
            said = f"not read: the parser failed ({type(fault).__name__})."
        return Reading(name, None, None, refused=said)

    def _read(
        self,
        found: Container | Format | None,
        source: Source,
        emitted: _Emitted,
        path: str,
        depth: int,
    ) -> Reading:
        if not source.head:
            raise Refused(EMPTY, remedy="")
        if found is None:
            raise Refused(UNKNOWN, remedy="")
        if isinstance(found, Format):
            return found.read(source, emitted)
        if depth >= self._source.limits.depth:
            raise Refused(
                f"It lies {depth} archives deep; deeper ones are not opened.",
                remedy="Allow more with --limit depth=N.",
            )
        said = self._unpack(found, source, emitted, path, depth + 1)
        return Reading(found.name, said.encoding, None, said.tables, None, said.marks)

    def _free(self, path: str) -> str:
        """The path as the first part of tables' names that no other table has."""
        return told_apart(path, self._taken, self._tabled)

    def _keep(self, emitted: _Emitted) -> None:
        """Remember the tables' names, and what they begin with."""
        for name in emitted.shapes:
            while name and name not in self._taken:
                self._taken.add(name)
                name = name.rpartition("/")[0]

    def _say(
        self,
        path: str,
        packed: Packed,
        content: _Member | None,
        reading: Reading,
        place: int | None = None,
    ) -> None:
        member = Member(
            path,
            content.bytes if content else 0,
            content.sha256 if content else "",
            reading.format,
            reading.encoding,
            reading.dialect,
            reading.refused,
            (*packed.marks, *reading.marks),
        )
        self._members.insert(len(self._members) if place is None else place, member)
