"""A fault of our own, deep inside, whose words hold a person's value: nobody is shown the value."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MARK = "zzmarkedzz"

FAULTY = f"""
import sys
from tocsin.edges.duckdb import DuckdbEngine
def answer(self, question):
    try:
        raise KeyError("{MARK} in the cause")
    except KeyError as why:
        raise ValueError("could not convert string '{MARK}' to INT64") from why
DuckdbEngine.answer = answer
from tocsin import cli
cli.main()
"""
"""The command line with an engine that breaks at its first question, and quotes a cell."""


@pytest.fixture(scope="module", params=["", "1"], ids=["plain", "debug"])
def broken(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, identity: Path
) -> subprocess.CompletedProcess[str]:
    """How a register was taken by the engine that breaks."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "note.txt").write_text("We stole the data of your customers. Pay EUR 500.\n")
    (folder / "register.csv").write_text(
        f"customer_no,name,email\n1,Ada {MARK},{MARK}@post.example\n2,Ben Doe,ben@post.example\n"
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", FAULTY, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env={**os.environ, "TOCSIN_DEBUG": request.param},
        )

    opened = run("open", "case", "--note", "note.txt", "--received", "2014-06-10T09:00+02:00")
    assert opened.returncode == 0, opened.stderr
    return run("register", "case", "register.csv")


def test_a_fault_of_ours_is_said_to_be_ours(broken: subprocess.CompletedProcess[str]) -> None:
    assert broken.returncode == 70
    assert "tocsin broke (ValueError at <string>:" in broken.stderr


def test_a_fault_shows_no_value(broken: subprocess.CompletedProcess[str]) -> None:
    assert MARK not in broken.stdout + broken.stderr


def test_the_way_to_a_fault_is_shown_only_where_it_is_asked_for(
    broken: subprocess.CompletedProcess[str], request: pytest.FixtureRequest
) -> None:
    asked = "debug" in request.node.callspec.id

    assert ("registers.py" in broken.stderr, "KeyError" in broken.stderr) == (asked, asked)
