"""Lock: one command at a time writes to a case; reading needs no lock.

The lock is the system's own (`flock`): it ends with the process that holds it, however that ends.
The file's text only serves the sentence that a second command is told.
"""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tocsin.terms.errors import Unavailable

PATIENCE = 0.3
"""Seconds to try again: `verify` holds a shared lock for a moment to see whether somebody writes."""


@contextmanager
def held(path: Path, now: datetime) -> Iterator[None]:
    """Hold the lock for the time of one command, or say who has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _taken(handle):
            raise Unavailable(
                f"Another tocsin is at work in this case{_holder(handle)}.",
                remedy="Wait until it has ended, then give the same command again.",
            )
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} since {now:%H:%M}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def busy(path: Path) -> bool:
    """Whether somebody writes to the case at this moment."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(PATIENCE / 10)
        else:
            return True


def _holder(handle: int) -> str:
    """Repeat what the holder wrote, if it reads as tocsin writes it."""
    text = os.pread(handle, 64, 0).decode("ascii", "replace").strip()
    return f" ({text})" if re.fullmatch(r"process \d+ since \d\d:\d\d", text) else ""
