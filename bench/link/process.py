"""Process: what a whole command costs, its children included.

Wall and processor seconds are the system's. The peak is the largest sum, seen every `EVERY` seconds,
of what the processes of the tree hold in memory (RSS); what they share counts in each.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks."""

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Cost:
    """Seconds, processor seconds, and the peak in MiB."""

    wall: float
    cpu: float
    mib: float


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it cost."""

    code: int
    said: str
    cost: Cost


def run(command: list[object], *, env: dict[str, str] | None = None, nice: int = 0) -> Ended:
    """Run a command to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(
        ["nice", "-n", str(nice), *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | (env or {}),
    )
    watch = _Watch(process.pid)
    watch.start()
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    watch.ended.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    cost = Cost(wall, usage.ru_utime + usage.ru_stime, watch.peak / 2**20)
    return Ended(process.returncode, said, cost)


class _Watch(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(EVERY):
            self.peak = max(self.peak, tree(self.pid))


def tree(pid: int) -> int:
    """Bytes that a process and all below it hold now."""
    return sum(_held(one) for one in _tree(pid))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            threads = list(Path(f"/proc/{one}/task").iterdir())
            for thread in threads:
                children = (thread / "children").read_text()
                found += [int(child) for child in children.split()]
        except OSError:
            continue
    return found


def _held(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
