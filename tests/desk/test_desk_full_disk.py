"""A disk that fills under a command: one sentence, the case as it was, and the same command later."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

LEFT = 24 << 10
"""Bytes left on the disk: less than any of these commands must write."""

ACTS = ("add", "establish", "report")

Prepared = Callable[[str], Path]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def prepared(registered: Path, unanswered: Path, answered: Path) -> Prepared:
    """A case that stands just before an act."""
    return {"add": registered, "establish": unanswered, "report": answered}.__getitem__


def filled(disk: Path) -> Path:
    """Fill a disk but for what is left; returns what fills it."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(bytes(free - LEFT))
    return filler


def held(case: Path) -> dict[str, bytes]:
    """Every file of a case, but the lock and the signatures of the ledger."""
    unread = {"lock", "checkpoints.jsonl"}
    files = (path for path in case.rglob("*") if path.is_file() and path.name not in unread)
    return {str(path.relative_to(case)): path.read_bytes() for path in files}


@pytest.mark.parametrize("act", ACTS)
def test_a_full_disk_is_said_leaves_the_case_as_it_was_and_is_made_good(
    act: str,
    small_disk: Path,
    prepared: Prepared,
    drilled: Callable[[str], Path],
    tocsin: Callable[..., Any],
) -> None:
    case = shutil.copytree(prepared(act), small_disk / "case")
    command = {
        "add": ("add", case, drilled("genuine") / "leak.csv"),
        "establish": ("establish", case),
        "report": ("report", case, "-o", small_disk / "report.html"),
    }[act]
    before, filler = held(case), filled(small_disk)

    failed = tocsin(*command)
    after, whole = held(case), tocsin("verify", case).returncode == 0
    filler.unlink()
    again = tocsin(*command)

    assert (failed.returncode, failed.stderr.strip()) == (
        3,
        "tocsin: The disk is full; nothing was left half-written."
        " Free some space, then give the same command again.",
    )
    # What an establish had done before the disk was full stands in the ledger, and is not done again.
    ledgers = [after.pop("ledger.jsonl"), before.pop("ledger.jsonl")]
    assert ledgers[0].startswith(ledgers[1])
    assert act == "establish" or ledgers[0] == ledgers[1]
    assert {name: after.get(name) for name in before} == before
    assert not list(small_disk.rglob(".making-*"))
    assert whole
    assert again.returncode in (0, 1), again.stderr
    assert tocsin("verify", case).returncode == 0


def test_a_report_for_which_there_is_no_room_is_not_entered_as_given(
    small_disk: Path, prepared: Prepared, tmp_path: Path, tocsin: Callable[..., Any]
) -> None:
    case = shutil.copytree(prepared("report"), tmp_path / "case")
    before = held(case)
    filled(small_disk)

    failed = tocsin("report", case, "-o", small_disk / "report.html")

    assert failed.returncode == 3
    assert held(case) == before
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
