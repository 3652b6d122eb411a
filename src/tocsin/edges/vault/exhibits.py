"""Exhibits: a file's bytes encrypted as they stream in, and decrypted as they stream out.

Neither way holds more than a megabyte in memory. age authenticates every 64 KiB, so a changed byte
stops the reading there; what is read after it would never be shown.
"""

from __future__ import annotations

import io
import json
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

import pyrage

from tocsin.edges.vault import disk
from tocsin.edges.vault.keys import Secrets
from tocsin.edges.vault.layout import ABOUT, CONTENT
from tocsin.terms.case import Exhibit, Role
from tocsin.terms.errors import Refused

SKIP = 1 << 20
"""Bytes passed over at a time on the way to a later place."""

AHEAD = 16
"""Pieces of 64 KiB decrypted ahead of the reader: a megabyte."""


class _Measured:
    """A stream passed on with its digest and length; keeps an error that pyrage would flatten."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = sha256()
        self.bytes = 0
        self.failed: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Read, and measure what was read."""
        try:
            piece = self._stream.read(size)
        except Exception as why:
            self.failed = why
            raise
        self._digest.update(piece)
        self.bytes += len(piece)
        return piece

    def write(self, piece: bytes) -> int:
        """Write, keeping the disk's own words."""
        try:
            return self._stream.write(piece)
        except Exception as why:
            self.failed = why
            raise

    def flush(self) -> None:
        """Pass on."""
        self._stream.flush()

    @property
    def sha256(self) -> str:
        """Digest of what was read."""
        return self._digest.hexdigest()


def encrypt(stream: BinaryIO, folder: Path, case: Secrets) -> tuple[str, int]:
    """Encrypt a stream into a folder; returns the SHA-256 and the length of what came in."""
    source = _Measured(stream)
    with (folder / CONTENT).open("wb") as file:
        target = _Measured(cast(BinaryIO, file))
        try:
            pyrage.encrypt_io(source, target, [case.identity.to_public()])
        except Exception as why:
            if isinstance(source.failed, OSError):
                raise disk.told(source.failed, "The file to take") from source.failed
            raise (source.failed or target.failed or why) from None
    if source.bytes == 0:
        raise Refused("The file is empty.", remedy="Name a file that holds something.")
    return source.sha256, source.bytes


def describe(exhibit: Exhibit, folder: Path, case: Secrets) -> None:
    """Write down, encrypted, what the exhibit is and the name it came under."""
    about = {
        "sha256": exhibit.sha256,
        "bytes": exhibit.bytes,
        "role": exhibit.role.value,
        "name": exhibit.name,
    }
    (folder / ABOUT).write_bytes(case.encrypt(json.dumps(about).encode()))


def described(folder: Path, case: Secrets) -> Exhibit:
    """Read what an exhibit is."""
    with disk.answers():
        about = json.loads(case.decrypt((folder / ABOUT).read_bytes()))
    return Exhibit(about["sha256"], about["bytes"], Role(about["role"]), about["name"])


@contextmanager
def reading(folder: Path, case: Secrets, size: int) -> Iterator[BinaryIO]:
    """Give an exhibit's bytes as acquired; `Refused` where they were changed."""
    with disk.answers():
        file = (folder / CONTENT).open("rb")
    with file:
        source = _Rewinding(cast(BinaryIO, file), case, size)
        try:
            yield cast(BinaryIO, io.BufferedReader(source, buffer_size=1 << 16))
        finally:
            source.stop()


class _Rewinding(io.RawIOBase):
    """An exhibit's bytes in any order. age is a stream: to go back is to decrypt again from the start.

    Whoever reads an archive's directory at the end, and then its files in their order, goes back once.
    """

    def __init__(self, file: BinaryIO, case: Secrets, size: int) -> None:
        self._file, self._case, self._size = file, case, size
        self._at = self._reached = 0
        self._source = _Decrypting(file, case)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go there; nothing is decrypted before it is read."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def readinto(self, buffer: object) -> int:
        """Give the bytes that lie here."""
        if self._at < self._reached:
            self._source.stop()
            self._file.seek(0)
            self._source, self._reached = _Decrypting(self._file, self._case), 0
        while self._reached < self._at:
            passed = self._source.readinto(bytearray(min(SKIP, self._at - self._reached)))
            if not passed:
                return 0
            self._reached += passed
        given = self._source.readinto(buffer)
        self._reached += given
        self._at = self._reached
        return given

    def stop(self) -> None:
        """End the thread that decrypts."""
        self._source.stop()


class _StoppedError(Exception):
    """The reader has had enough."""


class _Decrypting(io.RawIOBase):
    """Bytes decrypted by a thread, a few pieces ahead of the reader.

    A queue and not a pipe: a child process that inherits a pipe's writing end never sees its end.
    """

    def __init__(self, file: BinaryIO, case: Secrets) -> None:
        self._pieces: queue.Queue[bytes | None] = queue.Queue(AHEAD)
        self._rest = memoryview(b"")
        self._done = False
        self._stopping = False
        self._failed: Exception | None = None
        self._worker = threading.Thread(target=self._work, args=(file, case), daemon=True)
        self._worker.start()

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: object) -> int:
        """Give what is decrypted; 0 only where all was, and nothing was changed."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer
        while not self._rest and not self._done:
            piece = self._pieces.get()
            self._done = piece is None
            self._rest = memoryview(piece or b"")
        if self._failed and not self._rest:
            raise Refused(
                "An exhibit was changed since it was sealed, or is not of this case.",
                remedy="Run tocsin verify to see which, and restore it from a copy.",
            )
        size = min(len(into), len(self._rest))
        into[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def stop(self) -> None:
        """End the thread, whatever it has still to say."""
        self._stopping = True
        while self._worker.is_alive():
            try:
                self._pieces.get(timeout=0.01)
            except queue.Empty:
                continue
        self._worker.join()

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # pyrage writes to what reads here
        """Take a decrypted piece from pyrage."""
        if self._stopping:
            raise _StoppedError
        self._pieces.put(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def _work(self, file: BinaryIO, case: Secrets) -> None:
        try:
            pyrage.decrypt_io(file, self, [case.identity])
        except Exception as why:
            self._failed = why
        if not self._stopping:
            self._pieces.put(None)
