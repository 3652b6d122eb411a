"""Sandbox, the process: started, waited for, and ended with all that it may have started.

Nothing that takes long to load is loaded here, so that a process can be started `ahead`, first of all, and
load what it needs while the one that started it does the same.

A process that has ended keeps its number until it is waited for; after that the number may be another's.
So it is waited for last, once its group was ended.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO, cast

CHILD = ("-I", "-B", "-m", "tocsin.edges.sandbox_child")
"""What Python runs: -I keeps out the environment, the user's packages and the current folder."""

MEMORY = 2 << 30
"""Bytes above what it takes to start. The house has 2 GiB for all of `establish`."""

ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
}
"""All that the child is told of the world: text is UTF-8, and memory is taken as it is needed, not
reserved beforehand, so that the bound on memory means what it says. What a piece of a file took is kept
for the next: it would be zeroed anew each time."""

LOOK = 0.005
"""Seconds between two looks at a process that is about to end."""


class Process:
    """One run of the child."""

    def __init__(self, command: tuple[str, ...] = CHILD, memory: int = MEMORY) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own Python
            [sys.executable, *command, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        self.stdin, self.stdout, self.stderr = (cast(IO[bytes], pipe) for pipe in pipes)
        self._ending = threading.Lock()

    def end(self) -> None:
        """End it and all that it may have started, unless it was waited for: then it is gone."""
        with self._ending, suppress(ProcessLookupError):
            if self._process.returncode is None:
                os.killpg(self._process.pid, signal.SIGKILL)

    def ended(self, within: float) -> int | None:
        """The code with which it ends within so many seconds, a signal's as its negative; None if it does not."""
        until = time.monotonic() + within
        while (found := self._told()) is None and time.monotonic() < until:
            time.sleep(LOOK)
        return found

    def wait(self) -> None:
        """End it, and wait for it."""
        self.end()
        with self._ending:
            self._process.wait()

    def close(self) -> None:
        """Close what leads to it and comes from it."""
        for pipe in (self.stdin, self.stdout, self.stderr):
            with suppress(BrokenPipeError):
                pipe.close()

    def _told(self) -> int | None:
        """Its code, if it has ended; it is not waited for yet, where the system knows how to do that."""
        if self._process.returncode is not None or not hasattr(os, "waitid"):
            return self._process.poll()
        found = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found is None:
            return None
        return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status


_waiting: list[Process] = []
"""Processes started ahead, with nothing of their own: whoever needs one takes it."""


def ahead() -> None:
    """Start one before it is needed; it is ended with this process where it was not."""
    if not _waiting:
        _waiting.append(Process())
        atexit.register(_leave)


def taken(command: tuple[str, ...], memory: int) -> Process:
    """One that runs this command within this memory: the one that waits, or a new one."""
    if _waiting and (command, memory) == (CHILD, MEMORY):
        return _waiting.pop()
    return Process(command, memory)


def _leave() -> None:
    while _waiting:
        process = _waiting.pop()
        process.wait()
        process.close()
