"""Table: what was read out of an exhibit, and what could not be read.

An Exhibit is read into Tables; each has its columns, its count of rows, and its
Rejects: rows not understood, which are kept, counted and shown. Counts add up:
every record of the file is a row or a reject.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited text is written."""

    delimiter: str
    quote: str | None
    escape: str | None
    header: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was not understood: where it stands and why. Its text stays in the exhibit."""

    where: str
    """'line 812' or 'bytes 100-140': a place, never a value."""

    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it holds.

    `kind` is the name of a kind (`tocsin.kinds.KINDS`) or 'unknown'; `share` is the
    share of filled cells that are of that kind, from 0 to 1.
    """

    name: str
    kind: str = "unknown"
    share: float = 0.0
    filled: int = 0
    judged_by: str = "content"
    """'content', or 'person' where a map corrected it."""

    mixed: tuple[tuple[str, float], ...] = ()
    """Of a column that holds several kinds: each with its share of the cells of a sample."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an exhibit. `name` is unique within its exhibit."""

    name: str
    rows: int
    columns: tuple[Column, ...]
    rejects: tuple[Reject, ...] = ()
    """The first of them, as many as the format keeps; `rejected` counts them all."""

    rejected: int = 0
    repaired: int = 0
    """Cells whose mojibake was undone; the exhibit keeps the original bytes."""


LOCKED = "It is locked with a password."
"""How `refused` begins where a password would help."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file found inside another: in an archive, a mail, a compressed file."""

    path: str
    """Where it lies in the exhibit: 'clients.csv', 'inner.zip/clients.csv'."""

    bytes: int
    """Its size as unpacked, as far as it was read."""

    sha256: str
    """Digest of those bytes."""

    format: str | None
    encoding: str | None
    dialect: Dialect | None
    refused: str | None = None
    """Why it was not read; the others of its exhibit are."""

    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How an exhibit was read, and what came out; or, in `refused`, why it was not."""

    format: str | None
    encoding: str | None
    dialect: Dialect | None
    tables: tuple[Table, ...] = ()
    refused: str | None = None
    marks: tuple[tuple[str, str], ...] = ()
    """The file's own marks, name and value: line ends, quoting style, null style."""

    members: tuple[Member, ...] = ()
    """What an archive or a mail holds, in its own order, containers before what is in them."""

    @property
    def whole(self) -> bool:
        """Whether it, and each file in it, was read."""
        return not self.refused and not any(member.refused for member in self.members)

    @property
    def locked(self) -> bool:
        """Whether a password would let more of it be read."""
        refusals = (self.refused, *(member.refused for member in self.members))
        return any(refused and LOCKED in refused for refused in refusals)
