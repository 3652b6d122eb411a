"""RegisterMap: what a person says about the controller's register, where the desk could not know or guessed wrong."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    exports: tuple[str, ...] = ()
    """URIs of earlier exports of the same register."""
