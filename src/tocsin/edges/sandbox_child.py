"""Sandbox, the child's side: lock all doors, then read what comes in, and say what it is.

Everything that reading needs is imported before the doors are locked; after that nothing can be
opened any more. Run as a module, with the bound on memory as its argument.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv

from tocsin import formats
from tocsin.edges import frames, seccomp
from tocsin.formats.base import Emit
from tocsin.formats.encoding import MARKS
from tocsin.terms.table import Reading

CPU_SECONDS = 3_600
"""Last resort, should the parent's own bound on time not hold."""

SAMPLE = 'id;name\n1;"FranÃ§ois"\n2\n3;Zoé\n'.encode()
"""A table that takes every path on which something is loaded: quotes, mojibake, a wrong record."""

Read = Callable[[BinaryIO, Emit], Reading]


def main(read: Read = formats.read) -> None:
    """Read standard input; write frames to standard output; end."""
    seccomp.die_with_parent()
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not get between the frames
    _warm_up()
    network = seccomp.leave_network()
    _limit(int(sys.argv[1]))
    filtered = seccomp.lock()
    speaker = _Speaker(out)
    speaker.say(frames.LOCKED, json.dumps([filtered, network]).encode())
    reading = read(sys.stdin.buffer, speaker.emit)
    speaker.say(frames.READING, frames.reading_frame(reading))
    os._exit(0)


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


def _warm_up() -> None:
    """Load what Python and pyarrow load at first use: it cannot be loaded afterwards."""
    for _, name in MARKS:
        codecs.lookup(name)
    codecs.lookup("sloppy-windows-1252")
    formats.read(io.BytesIO(SAMPLE), lambda _name, _batch: None)


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
