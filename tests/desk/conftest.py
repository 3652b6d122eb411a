"""Small drills, made once a session and answered as the command line answers them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
PEOPLE, REGISTER = 650, 4_000


@pytest.fixture(scope="session")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A person's key of this test session's own."""
    path = tmp_path_factory.mktemp("person") / "identity.txt"
    before = os.environ.get("TOCSIN_IDENTITY")
    os.environ["TOCSIN_IDENTITY"] = str(path)
    yield path
    if before is None:
        del os.environ["TOCSIN_IDENTITY"]
    else:
        os.environ["TOCSIN_IDENTITY"] = before


@pytest.fixture(scope="session")
def tocsin(identity: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the real command line in a process of its own."""

    def command(*arguments: object, **wishes: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [TOCSIN, *map(str, arguments)], capture_output=True, text=True, check=False, **wishes
        )

    return command


@pytest.fixture(scope="session")
def drilled(
    tocsin: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], Path]:
    """The folder of an answered drill of a sort; each sort is made once."""
    made: dict[str, Path] = {}

    def of(sort: str) -> Path:
        if sort not in made:
            folder = tmp_path_factory.mktemp("drills") / sort
            ended = tocsin(
                "drill", folder, "--leak", sort, "--people", PEOPLE, "--register", REGISTER
            )
            assert ended.returncode == 0, ended.stderr
            made[sort] = folder
        return made[sort]

    return of


@pytest.fixture(scope="session")
def registered(
    drilled: Callable[[str], Path],
    tocsin: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A case with the note and the register of the true copy, before its leak was added."""
    drill, case = drilled("genuine"), tmp_path_factory.mktemp("registered") / "case"
    tocsin("open", case, "--note", drill / "note.txt", "--received", "2014-06-10T09:12+02:00")
    tocsin("register", case, drill / "company" / "register.parquet")
    return case


@pytest.fixture(scope="session")
def told(drilled: Callable[[str], Path]) -> Callable[[str], dict[str, Any]]:
    """The JSON report of a drill."""
    return lambda sort: dict(json.loads((drilled(sort) / "report.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def truth(drilled: Callable[[str], Path]) -> Callable[[str], dict[str, Any]]:
    """What the drill was made from."""
    return lambda sort: dict(json.loads((drilled(sort) / "truth.json").read_text("utf-8")))
