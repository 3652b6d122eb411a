"""RegisterMap: what a person says about the controller's register, where the desk could not know or guessed wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tocsin.terms.period import Clocks


@dataclass(frozen=True, slots=True)
class HistoryMap:
    """A long table of changes: one row a change of one field of one customer."""

    table: str
    """Name of a table in the same database, or the URI of a file or of another table."""

    id: str | None = None
    """Its column with the register's key."""

    field: str | None = None
    """Its column that names the register's column that changed."""

    old: str | None = None
    """Its column with the value before the change."""

    at: str | None = None
    """Its column with the time of the change; without times it says what was, and not when."""


@dataclass(frozen=True, slots=True)
class TimesMap:
    """The register's columns of times, and the zone of those that state none."""

    created: str | None = None
    """When the customer was opened."""

    deleted: str | None = None
    """When the customer was deleted; the map's own `deleted` may be the same column."""

    updated: str | None = None
    """When anything of the record was last changed."""

    zone: str | None = None
    """An IANA name, as 'Europe/Paris', of all times in register, history and copies that state no zone."""

    as_of: str | None = None
    """When the register given was itself exported, ISO 8601; else it is as of its being taken."""


@dataclass(frozen=True, slots=True)
class CopyMap:
    """A copy of the register that is made as a rule: an export, a backup, a replica, a partner's feed.

    Either the moments `at`, or `every` 'hour', 'day', 'week' or 'month' at a `time` ('02:00'; of a
    week or a month on the `day` 'mon' ... 'sun', or 1 to 31), between `since` and `until`.
    """

    name: str
    system: str = ""
    at: tuple[str, ...] = ()
    """ISO 8601; without a zone, in `zone`."""

    every: str | None = None
    time: str = "00:00"
    day: str | int | None = None
    zone: str | None = None
    since: str | None = None
    until: str | None = None
    columns: tuple[str, ...] = ()
    """How its files are headed, in their order."""

    marks: dict[str, str] = field(default_factory=dict)
    """Marks of its files, as `tocsin read` tells them: 'line ends', 'encoding', 'delimiter', 'tool', 'host' ..."""


@dataclass(frozen=True, slots=True)
class ExportMap:
    """An earlier export that says when it was made."""

    uri: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """The file that `tocsin register --map` takes, in TOML. Everything may be left out."""

    table: str | None = None
    key: str | None = None
    """The column whose value names a customer."""

    keyless: bool = False
    """Where no column names a customer, its row number does; else such a register is refused."""

    deleted: str | None = None
    """The column with the time, or mark, of deletion."""

    columns: dict[str, str] = field(default_factory=dict)
    """A column of the register to the name of its kind, or to 'unknown'."""

    history: HistoryMap | None = None
    exports: tuple[str | ExportMap, ...] = ()
    """Earlier exports of the same register: a URI, or one with its time."""

    times: TimesMap = TimesMap()
    copies: tuple[CopyMap, ...] = ()
    """`[[copies]]`: what copies of it are made, and when."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Which times a prepared register has, and what copies of it are known."""

    as_of: datetime
    """How the register stood then; no later time of it is believed."""

    created: bool = False
    numbered: bool = False
    """Whether `created` is the time of the last export whose customer numbers did not reach so far."""

    deleted: bool = False
    updated: bool = False
    changes: bool = False
    """Whether the history says when."""

    exports: bool = False
    """Whether earlier exports do, in place of a history."""

    clocks: Clocks = field(default_factory=Clocks)
    copies: tuple[CopyMap, ...] = ()
    headings: tuple[tuple[str, ...], ...] = ()
    """How the earlier exports that were read are headed."""
