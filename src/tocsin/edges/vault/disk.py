"""Disk: files written whole or not at all, and what a person is told when the disk says no."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from tocsin.edges.vault.layout import MAKING
from tocsin.terms.errors import Unavailable

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def answers(what: str = "The case") -> Iterator[None]:
    """Turn what the disk says into a sentence. What failed leaves nothing half-written behind."""
    try:
        yield
    except OSError as said:
        raise told(said, what) from said


def told(said: OSError, what: str = "The case") -> Unavailable:
    """Say in a sentence what the disk said; a message of the disk's own may name a person's file."""
    if said.errno in FULL:
        return Unavailable(
            "The disk is full; nothing was left half-written.",
            remedy="Free some space, then give the same command again.",
        )
    if said.errno in CLOSED:
        return Unavailable(
            f"{what} cannot be read or written: permission was denied.",
            remedy="Check whose the files are, and that the disk is not read-only.",
        )
    return Unavailable(
        f"{what} cannot be read or written: {reason(said)}.",
        remedy="Check the disk, then give the same command again.",
    )


def reason(said: OSError) -> str:
    """Give the disk's reason in a few words, without any file's name."""
    return os.strerror(said.errno).lower() if said.errno else "input or output failed"


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place to write a file: a reader sees the old one or the new one, also after a crash."""
    making = path.with_name(f"{MAKING}{path.name}")
    try:
        yield making
        settle(making)
        making.replace(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
    settle(path.parent)


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with whole(path) as making:
        making.write_bytes(content)


def settle(path: Path) -> None:
    """Make what was written to a file, or the names in a directory, outlive a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, whether or not it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
