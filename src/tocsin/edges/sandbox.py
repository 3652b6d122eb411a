"""Sandbox: an untrusted file is read in a process that can do nothing but compute.

The child has no network, opens no file, starts no process, and has bounds on memory, time and what
it gives out (`sandbox_child`, `seccomp`). It asks for the file's bytes piece by piece, by their offset,
and they go in through a pipe; columns and counts come back through another, and are checked here as
if an enemy had written them.

A child that dies, hangs, exceeds a bound or talks nonsense makes a Reading with `refused` ('not
read: the parser ...') and without tables. **What its sink was given until then is void**: the
batches' reader raises `Void` inside the sink, which must let it pass; only tables that the
returned Reading names count. An error of the sink's own, or of the stream, passes through `parse`.
"""

from __future__ import annotations

import builtins
import fcntl
import os
import queue
import re
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import IO, BinaryIO

import pyarrow as pa

from tocsin.edges import frames
from tocsin.edges.sandbox_process import CHILD, MEMORY, Process, taken
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Reading

Sink = Callable[[str, pa.RecordBatchReader], None]

SECONDS_PER_MIB = 5.0
"""Added to the bound on time for each MiB of the file. Measured: 0.02 s for a customer table; an
archive may unpack to a hundred times as much."""

OUTPUT_PER_BYTE = 400
"""Bytes that may come out for each byte of the file: a line of one letter makes 13 in columns, and
an archive may unpack to the `Limits.ratio` of 200."""

NONSENSE = "said what could not be understood"

LIMITS_ONLY = ("sandbox", "limits only")
"""The mark of a Reading made where the system has no way to give up system calls."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a parser may use."""

    memory: int = MEMORY
    """Bytes above what it takes to start."""

    seconds: float = 60.0
    """Time the parent waits for it in all, plus `SECONDS_PER_MIB`."""

    output: int = 64 << 20
    """Bytes that come out, plus `OUTPUT_PER_BYTE`."""


@dataclass(frozen=True, slots=True, order=True)
class _Shape:
    """A table as it was heard, or as the Reading tells it."""

    name: str
    rows: int
    columns: int


class Void(Exception):
    """The parser failed: the table that is being read does not count."""


class Sandbox:
    """Answers `ports.Parser`."""

    def __init__(
        self,
        bounds: Bounds | None = None,
        child: tuple[str, ...] = CHILD,
    ) -> None:
        self._bounds = bounds or Bounds()
        self._child = child

    def parse(
        self, untrusted: BinaryIO, name: str, sink: Sink, allowance: Allowance = PLAIN
    ) -> Reading:
        """Read a stream by its content, whatever its name; each table goes to the sink in turn."""
        start = frames.Start(name, _size(untrusted), allowance)
        process = taken(self._child, self._bounds.memory)
        child = _Child(process, self._bounds, untrusted, start)
        try:
            reading = child.reading(sink)
        except Exception:
            child.stop()
            if child.stream_error:
                raise child.stream_error from None
            if child.failure is None:
                raise
            return Reading(None, None, None, refused=f"not read: the parser {child.failure}.")
        finally:
            child.stop()
        if child.stream_error:
            raise child.stream_error
        return reading


def _size(untrusted: BinaryIO) -> int | None:
    """A stream's bytes; None where it only goes forward."""
    if not untrusted.seekable():
        return None
    size = untrusted.seek(0, os.SEEK_END)
    untrusted.seek(0)
    return size


class _Child:
    """One run of the child."""

    def __init__(
        self, process: Process, bounds: Bounds, untrusted: BinaryIO, start: frames.Start
    ) -> None:
        self._process = process
        self._bounds = bounds
        self._untrusted = untrusted
        self._start = start
        self._wanted: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
        self._fed = self._heard = 0
        self._waited = 0.0
        self._errors = b""
        self._ahead: tuple[bytes, bytearray] | None = None
        self.failure: str | None = None
        self.stream_error: BaseException | None = None
        for pipe in (self._process.stdin, self._process.stdout):
            _widen(pipe)
        self._threads = [threading.Thread(target=work) for work in (self._feed, self._overhear)]
        for thread in self._threads:
            thread.start()

    def reading(self, sink: Sink) -> Reading:
        """Carry its tables to the sink, and give its Reading."""
        try:
            return self._hear(sink)
        except frames.Nonsense:
            raise self._fail(NONSENSE) from None

    def _hear(self, sink: Sink) -> Reading:
        filtered = self._locked()
        heard: list[_Shape] = []
        names: set[str] = set()
        while (frame := self._frame())[0] == frames.TABLE:
            name, schema = frames.table_from(bytes(frame[1]))
            if name in names:
                raise frames.Nonsense
            names.add(name)
            heard.append(_Shape(name, self._carry(name, schema, sink), len(schema) - 1))
        if frame[0] != frames.READING:
            raise frames.Nonsense
        said = frames.reading_from(bytes(frame[1]))
        if said.refused:
            said = replace(said, tables=())
        elif sorted(_Shape(t.name, t.rows, len(t.columns)) for t in said.tables) != sorted(heard):
            raise frames.Nonsense
        return said if filtered else replace(said, marks=(*said.marks, LIMITS_ONLY))

    def stop(self) -> None:
        """End it, and all that it may have started."""
        self._process.wait()
        self._wanted.put(None)
        for thread in self._threads:
            thread.join()
        self._process.close()

    def _locked(self) -> bool:
        """Whether its doors are locked, or only its limits set."""
        sort, content = self._frame()
        if sort != frames.LOCKED:
            raise frames.Nonsense
        return frames.locked_from(bytes(content))

    def _carry(self, name: str, schema: pa.Schema, sink: Sink) -> int:
        """Give one table to the sink, batch by batch; how many rows it had."""
        rows = 0

        def batches() -> Iterator[pa.RecordBatch]:
            nonlocal rows
            while (frame := self._frame())[0] == frames.BATCH:
                try:
                    batch = frames.batch_from(pa.py_buffer(frame[1]), schema, rows)
                except frames.Nonsense:
                    raise self._fail(NONSENSE) from None
                rows += batch.num_rows
                yield batch
            self._ahead = frame

        coming = batches()
        sink(name, pa.RecordBatchReader.from_batches(schema, coming))
        for _ in coming:  # what the sink did not care for is checked and counted all the same
            pass
        if self.failure:
            raise Void
        return rows

    def _frame(self) -> tuple[bytes, bytearray]:
        """The next frame that is not a wish for more of the file."""
        if self._ahead:
            frame, self._ahead = self._ahead, None
            return frame
        while True:
            sort, size = frames.HEAD.unpack(self._receive(frames.HEAD.size))
            content = self._receive(size)
            if sort != frames.WANT:
                return sort, content
            self._wanted.put(frames.want_from(bytes(content)))

    def _receive(self, size: int) -> bytearray:
        """That many bytes from the child; `Void` where it exceeds a bound or has ended."""
        self._heard += size
        granted_bytes = self._bounds.output + OUTPUT_PER_BYTE * self._fed
        if self._heard > granted_bytes:
            raise self._fail(f"gave out more than {granted_bytes >> 20} MiB")
        content = bytearray(size)
        view, pipe = memoryview(content), self._process.stdout
        ready = select.poll()
        ready.register(pipe, select.POLLIN)
        while view:
            begun = time.monotonic()
            granted = self._bounds.seconds + SECONDS_PER_MIB * self._fed / (1 << 20)
            heard = ready.poll(max(granted - self._waited, 0) * 1000)
            self._waited += time.monotonic() - begun
            if not heard:
                raise self._fail(f"took longer than {granted:.0f} seconds")
            got = pipe.readinto(view)  # type: ignore[attr-defined]
            if not got:
                raise self._fail(self._end())
            view = view[got:]
        return content

    def _fail(self, failure: str) -> Void:
        self.failure = failure
        return Void(failure)

    def _end(self) -> str:
        """How it ended, in words that show nothing of what it read."""
        code = self._process.ended(within=1)
        self._threads[1].join(timeout=1)
        said = self._errors.decode("utf-8", "replace").strip()
        last = said.rpartition("\n")[2]
        word = re.match(r"(?:terminate called .*'std::)?(?:\w+\.)*(\w+)", last)
        sort = word[1] if word else ""
        in_rust = re.search(r"(?m)^memory allocation of \d+ bytes failed$", said)
        if in_rust or sort in {"MemoryError", "ArrowMemoryError", "bad_alloc"}:
            return f"needed more than {self._bounds.memory >> 20} MiB of memory"
        if code is not None and code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        known = isinstance(getattr(builtins, sort, None), type) or sort.startswith("Arrow")
        return f"failed ({sort})" if known else "ended too early"

    def _feed(self) -> None:
        """Give it what it wants of the file. A thread of its own: it may speak before it has heard all."""
        pipe = self._process.stdin
        try:
            _write(pipe, frames.start_frame(self._start))
            at, end = 0, 1 << 63
            while wish := self._wanted.get():
                offset, size = wish
                if offset != at and offset < end:
                    self._untrusted.seek(offset)
                piece = _full(self._untrusted, size) if offset < end else b""
                at = offset + len(piece)
                end = at if len(piece) < size else end
                self._fed = max(self._fed, at)
                _write(pipe, frames.LENGTH.pack(len(piece)))
                _write(pipe, piece)
        except BrokenPipeError:  # it has heard enough
            pass
        except BaseException as error:
            # A file that breaks off must not be read as one that ends.
            self.stream_error = error
            self._process.end()
        finally:
            with suppress(BrokenPipeError):
                pipe.close()

    def _overhear(self) -> None:
        """Keep the end of what it writes to standard error."""
        pipe = self._process.stderr
        while piece := pipe.read(frames.PIECE):
            self._errors = (self._errors + piece)[-4096:]


def _full(untrusted: BinaryIO, size: int) -> bytes:
    """As many bytes as asked for, unless the file ends."""
    pieces = []
    while size and (piece := untrusted.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _write(pipe: IO[bytes], content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[pipe.write(left) :]


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold more, so that the two sides wait for each other less; where it can be."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, frames.PIECE)
