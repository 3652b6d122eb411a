"""Small cases for the tests of the vault."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyrage.x25519 import Identity

from tocsin.edges.vault import DiskVault, create, open_case
from tocsin.ports import Making
from tocsin.terms.case import Exhibit, Role, Step

MARK = "Zwanenburg-Ostendaele"
"""A name that stands in every plaintext and must stand in no file."""

RECEIVED = datetime(2014, 6, 13, 20, tzinfo=UTC)
READ = Step("read", "1", ("ab" * 32,), (("header", "yes"),))
NOTE = f"We have it all, {MARK}.".encode()


def a_case(at: Path, me: Identity) -> DiskVault:
    return create(at, "drill", RECEIVED, identity=me)


def take(vault: DiskVault, content: bytes = NOTE, name: str = f"{MARK}.txt") -> Exhibit:
    return vault.take(io.BytesIO(content), Role.NOTE, name, "the note came in")


def rows(count: int = 3) -> pa.Table:
    return pa.table({"row": list(range(count)), "c0": [MARK] * count})


def reads(table: pa.Table | None = None) -> Callable[[Making], None]:
    def how(making: Making) -> None:
        making.table(MARK, (rows() if table is None else table).to_reader())
        making.value("summary", MARK.encode())

    return how


def a_full_case(at: Path, me: Identity) -> DiskVault:
    """A case with one exhibit and one step: four entries."""
    vault = a_case(at, me)
    exhibit = take(vault)
    made = vault.work(READ, reads())
    vault.record("report", (exhibit.sha256, made.digest), (), "the report was made")
    return open_case(at, me)


def files(case: Path) -> list[Path]:
    return sorted(path for path in case.rglob("*") if path.is_file())
