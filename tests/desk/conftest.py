"""Small drills and cases, made once for all processes of a run, answered as the command line answers them."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tocsin.edges.vault import identity as identities

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
FORKING = Path(__file__).with_name("forking.py")
PEOPLE, REGISTER = 650, 4_000
RECEIVED = ("--received", "2014-06-10T09:12+02:00")

Tocsin = Callable[..., subprocess.CompletedProcess[str]]
Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its processes share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "desk"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def once(shared: Path) -> Once:
    """Have a shared folder made by the first process that wants it; nobody may change it.

    Where making it fails, it fails for all, and is not tried again.
    """

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, failed = shared / name, shared / f"{name}.failed"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if failed.exists():
                pytest.fail(f"{name}: {failed.read_text()}")
            if not folder.exists():
                failed.write_text("its making was broken off")
                try:
                    make(folder)
                except BaseException as why:
                    failed.write_text(str(why))
                    raise
                failed.unlink()
        return folder

    return made


@pytest.fixture(scope="session")
def identity(once: Once) -> Iterator[Path]:
    """A person's key of this run's own."""
    before = os.environ.get("TOCSIN_IDENTITY")
    path = once("person", lambda it: identities.own_or_new(it / "identity.txt")) / "identity.txt"
    os.environ["TOCSIN_IDENTITY"] = str(path)
    yield path
    if before is None:
        del os.environ["TOCSIN_IDENTITY"]
    else:
        os.environ["TOCSIN_IDENTITY"] = before


@pytest.fixture(scope="session")
def started(identity: Path) -> Tocsin:
    """Start the installed command, which loads all it needs."""

    def command(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [TOCSIN, *map(str, arguments)], capture_output=True, text=True, check=False
        )

    return command


@pytest.fixture(scope="session")
def tocsin(identity: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tocsin]:
    """Run the real command line in a process of its own, which was loaded beforehand.

    It may be told to kill itself before its n-th writing: `tocsin("add", case, leak, dies=3)`.
    """
    said = tmp_path_factory.mktemp("said")
    with subprocess.Popen(
        [sys.executable, str(FORKING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        asked, told = server.stdin, server.stdout
        assert asked is not None
        assert told is not None

        def command(*arguments: object, dies: int = 0) -> subprocess.CompletedProcess[str]:
            out, err = said / "out", said / "err"
            for file in (out, err):
                file.write_bytes(b"")
            line = {
                "arguments": [str(argument) for argument in arguments],
                "environment": dict(os.environ),
                "where": str(Path.cwd()),
                "out": str(out),
                "err": str(err),
                "dies": dies,
            }
            print(json.dumps(line), file=asked, flush=True)
            code = int(told.readline())
            return subprocess.CompletedProcess(
                [TOCSIN, *map(str, arguments)], code, out.read_text("utf-8"), err.read_text("utf-8")
            )

        yield command
        asked.close()


@pytest.fixture(scope="session")
def drilled(started: Tocsin, once: Once) -> Callable[[str], Path]:
    """The folder of an answered drill of a sort."""

    def of(sort: str) -> Path:
        def make(folder: Path) -> None:
            size = ("--people", PEOPLE, "--register", REGISTER)
            ended = started("drill", folder, "--leak", sort, *size)
            assert ended.returncode == 0, ended.stderr

        return once(f"drill-{sort}", make)

    return of


@pytest.fixture(scope="session")
def registered(drilled: Callable[[str], Path], tocsin: Tocsin, once: Once) -> Path:
    """A case with the note and the register of the true copy, before its leak was added."""

    def make(folder: Path) -> None:
        drill = drilled("genuine")
        folder.mkdir()
        tocsin("open", folder / "case", "--note", drill / "note.txt", *RECEIVED)
        tocsin("register", folder / "case", drill / "company" / "register.parquet")

    return once("registered", make) / "case"


@pytest.fixture(scope="session")
def unanswered(
    registered: Path, drilled: Callable[[str], Path], tocsin: Tocsin, once: Once
) -> Path:
    """The same case with its leak, before anything was established."""

    def make(folder: Path) -> None:
        case = shutil.copytree(registered, folder / "case")
        tocsin("add", case, drilled("genuine") / "leak.csv")

    return once("unanswered", make) / "case"


@pytest.fixture(scope="session")
def answered(unanswered: Path, tocsin: Tocsin, once: Once) -> Path:
    """The same case, established, and beside it what the establishing said (`said.json`)."""

    def make(folder: Path) -> None:
        case = shutil.copytree(unanswered, folder / "case")
        (folder / "said.json").write_text(tocsin("establish", case, "--json").stdout)

    return once("answered", make) / "case"


@pytest.fixture(scope="session")
def told(drilled: Callable[[str], Path]) -> Callable[[str], dict[str, Any]]:
    """The JSON report of a drill."""
    return lambda sort: dict(json.loads((drilled(sort) / "report.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def truth(drilled: Callable[[str], Path]) -> Callable[[str], dict[str, Any]]:
    """What the drill was made from."""
    return lambda sort: dict(json.loads((drilled(sort) / "truth.json").read_text("utf-8")))
