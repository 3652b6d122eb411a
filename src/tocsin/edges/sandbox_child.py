"""Sandbox, the child's side: lock all doors, then read what comes in, and say what it is.

Everything that reading needs is imported before the doors are locked; after that nothing can be
opened any more. What may be needed is told from the file's first bytes, which are looked at but not
parsed. Run as a module, with the bound on memory as its argument.
"""

from __future__ import annotations

import io
import os
import resource
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

from tocsin import formats
from tocsin.edges import duckdb_file, frames, seccomp
from tocsin.edges.arrow_alone import arrow_alone
from tocsin.formats.base import Emit, Source
from tocsin.terms.table import Reading

CPU_SECONDS = 3_600
"""Last resort, should the parent's own bound on time not hold."""

GLANCE = 64 << 10
"""Bytes looked at before the doors are locked: whether they are text, and which archive's mark they bear."""

AHEAD = 2
"""Pieces asked for before they are needed, so that decrypting and parsing share two cores."""

MORE = (duckdb_file.FORMAT,)
"""Formats whose library the room `formats` may not know."""

Read = Callable[[Source, Emit], Reading]


def main(read: Read | None = None) -> None:
    """Read standard input; write frames to standard output; end."""
    seccomp.die_with_parent()
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not get between the frames
    arrow_alone()
    speaker = _Speaker(out)
    start = frames.start_from(_exactly(_length()))
    exhibit = _Exhibit(speaker, start.size)
    formats.prepare(exhibit.read(GLANCE), start.size, MORE)
    exhibit.seek(0)
    network = seccomp.leave_network()
    _limit(int(sys.argv[1]))
    filtered = seccomp.lock()
    speaker.say(frames.LOCKED, frames.locked_frame(filtered, network))
    source = Source(
        cast(BinaryIO, exhibit),
        name=start.name,
        size=start.size,
        allowance=start.allowance,
    )
    read = read or partial(formats.read, more=MORE)
    speaker.say(frames.READING, frames.reading_frame(read(source, speaker.emit)))
    os._exit(0)


def _length() -> int:
    (length,) = frames.LENGTH.unpack(_exactly(frames.LENGTH.size))
    return int(length)


def _exactly(size: int) -> bytes:
    """That many bytes of what the parent says; its end is our end."""
    content = sys.stdin.buffer.read(size)
    if len(content) < size:
        os._exit(1)
    return content


class _Exhibit(io.RawIOBase):
    """The exhibit's bytes, asked of the parent piece by piece, some of them ahead."""

    def __init__(self, speaker: _Speaker, size: int | None) -> None:
        self._speaker, self._size = speaker, size
        self._at = 0
        self._piece, self._piece_at = b"", 0
        self._asked: deque[int] = deque()
        """Offsets of the pieces that are on their way."""

        self._end = size
        """Where the file ends, once that is known."""

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether the parent can go back."""
        return self._size is not None

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go elsewhere; within the piece at hand, even where the parent cannot go back."""
        self._at = offset + (0, self._at, self._size or 0)[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        """What the piece at hand has of so many bytes, copied no oftener than need be."""
        return self.readall() if size < 0 else self._given(size)

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as the piece at hand reaches."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer
        given = self._given(len(into))
        into[: len(given)] = given
        return len(given)

    def _given(self, most: int) -> bytes:
        """At most so many bytes, none only at the end; a file that has grown is read as it was."""
        if not most or (self._end is not None and self._at >= self._end):
            return b""
        if not self._piece_at <= self._at < self._piece_at + len(self._piece):
            self._fetch()
        begin = self._at - self._piece_at
        if self._end is not None:
            most = min(most, self._end - self._at)
        given = self._piece[begin : begin + most]
        self._at += len(given)
        return given

    def _fetch(self) -> None:
        """Have the piece that begins here; after a second one in a row, those that follow are asked too."""
        in_a_row = self._at == self._piece_at + len(self._piece)
        if not self._asked or self._asked[0] != self._at:
            while self._asked:  # a jump: what is on its way is not wanted
                self._take()
            self._ask(self._at)
        following = self._asked[-1] + frames.PIECE
        while (
            in_a_row and len(self._asked) < AHEAD and (self._end is None or following < self._end)
        ):
            self._ask(following)
            following += frames.PIECE
        self._take()

    def _ask(self, offset: int) -> None:
        self._speaker.say(frames.WANT, frames.PLACE.pack(offset, frames.PIECE))
        self._asked.append(offset)

    def _take(self) -> None:
        offset = self._asked.popleft()
        self._piece, self._piece_at = _exactly(_length()), offset
        if len(self._piece) < frames.PIECE:
            end = offset + len(self._piece)
            self._end = end if self._end is None else min(self._end, end)


class _Speaker:
    """Writes frames."""

    def __init__(self, out: int) -> None:
        self._out = out
        self._table = ""

    def emit(self, name: str, batch: pa.RecordBatch) -> None:
        """Hand out a batch; a new name begins the next table."""
        if name != self._table:
            self._table = name
            self.say(frames.TABLE, frames.table_head(name, batch))
        self.say(frames.BATCH, batch.serialize())

    def say(self, sort: bytes, content: bytes | pa.Buffer) -> None:
        """Write one frame."""
        for part in (frames.HEAD.pack(sort, len(content)), content):
            left = memoryview(part)
            while left:
                left = left[os.write(self._out, left) :]


def _limit(memory: int) -> None:
    """Bound what the process may use; a bound that the system does not know is left out."""
    open_now = 4  # input, output, errors, and the frames
    limits = (
        (resource.RLIMIT_AS, _address_space() + memory),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, open_now),
    )
    for which, most in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


def _address_space() -> int:
    """Bytes of addresses in use: libraries and thread stacks, mostly never touched."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 1 << 30
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
