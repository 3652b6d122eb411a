"""Wiring: the one place where what the desk asks for meets what answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import pyarrow as pa
from pyrage.x25519 import Identity

from tocsin.desk.base import Desk, Progress, unheard
from tocsin.desk.registers import Connect
from tocsin.desk.seeing import Eye
from tocsin.edges import databases, files, vault
from tocsin.edges.delimited import DelimitedRegister
from tocsin.edges.rates import EcbRates
from tocsin.edges.sandbox import Sandbox
from tocsin.edges.vault import identity
from tocsin.ledger.fault import Verified
from tocsin.ports import Engine, Parser, Register, Vault
from tocsin.terms.errors import Refused, Unavailable
from tocsin.terms.limits import PLAIN, Allowance

FILES = files.ClearFiles()
"""What lies outside the case, in clear."""


def clock() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC).astimezone()


@contextmanager
def opened(path: Path, received: datetime, recipients: tuple[str, ...]) -> Iterator[Vault]:
    """A new case, which appears once the block has ended well."""
    keys = tuple(str(identity.recipient(recipient)) for recipient in recipients)
    with vault.creating(path, path.resolve().name, received, keys) as new:
        yield new


@contextmanager
def case(path: Path) -> Iterator[Vault]:
    """A case that exists, held for the time of one command."""
    with vault.open_case(path).writing() as held:
        yield held


@contextmanager
def working(path: Path, told: Progress = unheard, engine: str = "duckdb") -> Iterator[Desk]:
    """A desk on a case that exists, which nobody else writes to meanwhile."""
    with case(path) as held, _desk(held, told, engine) as desk:
        yield desk


def parser() -> Parser:
    """What reads untrusted files."""
    return Sandbox()


@contextmanager
def looking(told: Progress = unheard, allowance: Allowance = PLAIN) -> Iterator[Eye]:
    """What looks into files without a case."""
    with closing(_engine("duckdb")) as engine:
        yield Eye(Sandbox(), engine, allowance, told)


@contextmanager
def scratch(
    told: Progress = unheard, engine: str = "duckdb", register: str | None = None
) -> Iterator[Desk]:
    """A desk on a case that is forgotten: encrypted for a key that nobody keeps.

    Where `register` is a file that an engine reads itself, it may read that one where it lies.
    """
    readable = [Path(register)] if register and _is_parquet(register) else []
    with (
        TemporaryDirectory(prefix="tocsin-") as folder,
        vault.creating(
            Path(folder) / "case", "scratch", clock(), identity=Identity.generate()
        ) as held,
        _desk(held, told, engine, readable) as desk,
    ):
        yield desk


@contextmanager
def rehearsing(path: Path, received: datetime, told: Progress, engine: str) -> Iterator[Desk]:
    """A desk on the drill's case: the one that is there, or a new one."""
    if not path.exists():
        vault.create(path, "Quatre Vents (drill)", received)
    with working(path, told, engine) as desk:
        yield desk


def _thrift() -> None:
    """Let Arrow give back what it has used: its usual allocator keeps a fifth more for itself."""
    if "jemalloc" in pa.supported_memory_backends():
        pa.set_memory_pool(pa.jemalloc_memory_pool())


@contextmanager
def _desk(
    held: Vault, told: Progress, engine: str, readable: Sequence[Path] = ()
) -> Iterator[Desk]:
    _thrift()
    with closing(_engine(engine, readable)) as working_engine:
        yield Desk(held, working_engine, Sandbox(), EcbRates(), clock, FILES, told)


def _engine(name: str, readable: Sequence[Path] = ()) -> Engine:
    """The engine of that name; each is imported only where it is asked for."""
    if name == "duckdb":
        from tocsin.edges.duckdb import DuckdbEngine

        return DuckdbEngine(readable)
    if name == "spark":
        from tocsin.edges.spark import SparkEngine

        return SparkEngine()
    raise Refused(f"There is no engine {name!r}.", remedy="Choose duckdb or spark.")


def _is_parquet(uri: str) -> bool:
    return not databases.is_database(uri) and uri.endswith(".parquet")


def connected(desk: Desk) -> Connect:
    """From a URI to a register; a delimited text goes through the sandbox as a leak does."""

    def connect(uri: str) -> Register:
        if databases.is_database(uri) or _is_parquet(uri):
            return databases.connect(uri)
        return DelimitedRegister(desk.parser, Path(uri.removeprefix("csv:")))

    return connect


def giving(path: Path) -> AbstractContextManager[BinaryIO]:
    """A file in clear to write, which appears whole once the block has ended well."""
    return files.giving(path)


def verified(path: Path, key: str | None, head: str | None) -> Verified:
    """Hold a case against its ledger; with one's identity, if one has one, the plaintext too."""
    try:
        own = vault.own()
    except Unavailable:
        own = None
    return vault.verify(path, own, key, head)


def shared(path: Path, recipient: str) -> None:
    """Let another person open a case."""
    with vault.open_case(path).writing() as held:
        held.share(str(identity.recipient(recipient)))
