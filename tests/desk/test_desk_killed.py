"""Killed by SIGKILL in the middle, then the same command again: whole, once, and verified."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DYING = """
import os, signal, sys
calls, last = 0, int(sys.argv.pop(1))
for name in ("fsync", "replace", "rename"):
    def dying(*args, _done=getattr(os, name), **kwargs):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return _done(*args, **kwargs)
    setattr(os, name, dying)
from tocsin import cli
cli.main()
"""
"""The command line, which dies at its n-th writing to disk: before it is done."""

MOMENTS = (1, 4, 9)
"""Writings at which it dies; a command with fewer ends well, and the case is then already whole."""


def killed(moment: int, *arguments: object) -> int:
    """Run the command line until it dies."""
    return subprocess.run(
        [sys.executable, "-c", DYING, str(moment), *map(str, arguments)],
        capture_output=True,
        check=False,
    ).returncode


@pytest.fixture(scope="session")
def prepared(
    drilled: Callable[[str], Path],
    tocsin: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A case with note and register, before its leak was added."""
    drill, case = drilled("genuine"), tmp_path_factory.mktemp("prepared") / "case"
    tocsin("open", case, "--note", drill / "note.txt", "--received", "2014-06-10T09:12+02:00")
    tocsin("register", case, drill / "company" / "register.parquet")
    return case


def verified(case: Path, tocsin: Callable[..., Any]) -> bool:
    return int(tocsin("verify", case).returncode) == 0


@pytest.mark.parametrize("moment", MOMENTS)
def test_add_killed_and_done_again_has_the_exhibit_once(
    moment: int,
    prepared: Path,
    tmp_path: Path,
    drilled: Callable[[str], Path],
    tocsin: Callable[..., Any],
) -> None:
    case = shutil.copytree(prepared, tmp_path / "case")
    leak = drilled("genuine") / "leak.csv"
    died = killed(moment, "add", case, leak)

    assert tocsin("add", case, leak).returncode == 0
    assert died in {0, -signal.SIGKILL}
    assert len(list((case / "exhibits").iterdir())) == 2
    assert verified(case, tocsin)


@pytest.mark.parametrize("moment", MOMENTS)
def test_establish_killed_and_done_again_says_the_same(
    moment: int,
    prepared: Path,
    tmp_path: Path,
    tocsin: Callable[..., Any],
) -> None:
    case = shutil.copytree(prepared, tmp_path / "case")
    whole = shutil.copytree(prepared, tmp_path / "whole")
    killed(moment, "establish", case)
    again = json.loads(tocsin("establish", case, "--json").stdout)
    never = json.loads(tocsin("establish", whole, "--json").stdout)

    assert [again[key] for key in ("verdict", "claims", "scope", "kinds", "absent")] == [
        never[key] for key in ("verdict", "claims", "scope", "kinds", "absent")
    ]
    assert verified(case, tocsin)


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_report_killed_leaves_no_half_written_file(
    moment: int, drilled: Callable[[str], Path], tmp_path: Path, tocsin: Callable[..., Any]
) -> None:
    case = shutil.copytree(drilled("sample") / "case", tmp_path / "case")
    report = tmp_path / "report.json"
    killed(moment, "report", case, "--format", "json", "-o", report)
    half = report.exists() and not report.read_bytes().endswith(b"}\n")
    again = tocsin("report", case, "--format", "json", "-o", report)

    assert not half
    assert again.returncode == 0
    assert json.loads(report.read_text())["verdict"]
    assert verified(case, tocsin)


def test_of_two_establish_at_once_one_works_and_the_other_is_told(
    prepared: Path, tmp_path: Path, tocsin: Callable[..., Any]
) -> None:
    case = shutil.copytree(prepared, tmp_path / "case")
    command = [str(Path(sys.executable).with_name("tocsin")), "establish", str(case)]
    both = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]

    assert max(process.returncode for process in both) == 3
    assert any("Another tocsin is at work in this case" in error for error in said)
    assert verified(case, tocsin)
