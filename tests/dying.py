"""Dying: a process that kills itself (SIGKILL) just before its n-th fsync, rename or replace."""

import os
import signal
from collections.abc import Callable

WORDS = ("fsync", "rename", "replace")


def deadly(last: int) -> None:
    """Let this process die at its `last` word with the disk."""
    said = [0]

    def dying(word: Callable[..., object]) -> Callable[..., object]:
        def speak(*args: object, **options: object) -> object:
            said[0] += 1
            if said[0] == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return word(*args, **options)

        return speak

    for name in WORDS:
        setattr(os, name, dying(getattr(os, name)))
