"""Killed by SIGKILL in the middle, then the same command again: whole, once, and verified."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin import wiring

MOMENTS = (1, 3, 6)
"""Writings at which it dies; a command with fewer ends well, and the case is then already whole."""


def verified(case: Path, tocsin: Callable[..., Any]) -> bool:
    return int(tocsin("verify", case).returncode) == 0


@pytest.mark.parametrize("moment", MOMENTS)
def test_add_killed_and_done_again_has_the_exhibit_once(
    moment: int,
    registered: Path,
    tmp_path: Path,
    drilled: Callable[[str], Path],
    tocsin: Callable[..., Any],
) -> None:
    case = shutil.copytree(registered, tmp_path / "case")
    leak = drilled("genuine") / "leak.csv"
    died = tocsin("add", case, leak, dies=moment).returncode

    assert tocsin("add", case, leak).returncode == 0
    assert died == -signal.SIGKILL
    assert len(list((case / "exhibits").iterdir())) == 2
    assert verified(case, tocsin)


@pytest.fixture(scope="module")
def never_killed(answered: Path) -> dict[str, Any]:
    """What an establish says that nothing interrupted."""
    return dict(json.loads((answered.parent / "said.json").read_text("utf-8")))


@pytest.mark.parametrize("moment", [3, 15, 30])
def test_establish_killed_and_done_again_says_the_same(
    moment: int,
    unanswered: Path,
    never_killed: dict[str, Any],
    tmp_path: Path,
    tocsin: Callable[..., Any],
) -> None:
    case = shutil.copytree(unanswered, tmp_path / "case")
    died = tocsin("establish", case, dies=moment).returncode
    again = json.loads(tocsin("establish", case, "--json").stdout)

    assert died == -signal.SIGKILL
    assert [again[key] for key in ("verdict", "claims", "scope", "kinds", "absent")] == [
        never_killed[key] for key in ("verdict", "claims", "scope", "kinds", "absent")
    ]
    assert verified(case, tocsin)


@pytest.mark.parametrize("moment", [2, 8])
def test_register_killed_and_done_again_is_taken_whole(
    moment: int, tmp_path: Path, drilled: Callable[[str], Path], tocsin: Callable[..., Any]
) -> None:
    drill, case = drilled("genuine"), tmp_path / "case"
    tocsin("open", case, "--note", drill / "note.txt", "--received", "2014-06-10T09:12+02:00")
    register = drill / "company" / "register.parquet"
    died = tocsin("register", case, register, dies=moment).returncode
    again = tocsin("register", case, register)

    assert died == -signal.SIGKILL
    assert "4,000 customers are in the case" in again.stderr
    assert verified(case, tocsin)


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_report_killed_leaves_no_half_written_file(
    moment: int, drilled: Callable[[str], Path], tmp_path: Path, tocsin: Callable[..., Any]
) -> None:
    case = shutil.copytree(drilled("sample") / "case", tmp_path / "case")
    report = tmp_path / "report.json"
    tocsin("report", case, "--format", "json", "-o", report, dies=moment)
    half = report.exists() and not report.read_bytes().endswith(b"}\n")
    again = tocsin("report", case, "--format", "json", "-o", report)

    assert not half
    assert again.returncode == 0
    assert json.loads(report.read_text())["verdict"]
    assert verified(case, tocsin)


def test_while_one_works_another_is_told_and_a_third_may_read(
    unanswered: Path, tmp_path: Path, tocsin: Callable[..., Any]
) -> None:
    case = shutil.copytree(unanswered, tmp_path / "case")
    with wiring.case(case):
        second, reader = tocsin("establish", case), tocsin("verify", case)

    assert second.returncode == 3
    assert f"Another tocsin is at work in this case (process {os.getpid()}" in second.stderr
    assert reader.returncode == 0
