"""Read: how fast a delimited text is read, its columns' kinds included, beside DuckDB's own reader, in one run.

.venv/bin/python bench/read.py [MIB | FILE] [ROUNDS]

A made-up customer table of so many MiB (500), or a file; in turns, each a process of its own with all that it
starts: `tocsin read`, which also tells and counts kinds; the sandbox alone, whose batches are checked and
thrown away; DuckDB, every cell of every column touched (a hash of each), once as text and once as DuckDB
types it; and DuckDB reading it into a table of text. DuckDB is given the file in UTF-8, and leave to pass
over what it cannot read. Megabytes a second by the clock, and by processor time, which a busy machine
disturbs less; the peak of memory of the largest process. Then what `tocsin read` takes of DuckDB's time (goal:
2.0); and the same text through a pipe, four times as long: memory must not grow with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import duckdb
import numpy as np
import pyarrow as pa

from tocsin import formats
from tocsin.edges.sandbox import Sandbox
from tocsin.formats.base import Source
from tocsin.formats.encoding import is_utf8

SEED = 20140609
BLOCK = 20_000
"""Rows made at once; the blocks are then repeated."""

PIPED = 4
"""Times that the text goes through the pipe."""

GOAL = 2.0
"""Times DuckDB's own time, all columns touched as text."""

HEADER = b"id,given_name,family_name,email,address,postcode,city,phone,created,password_hash\n"


def block(number: int) -> bytes:
    chance = np.random.default_rng((SEED, number))
    draw = chance.integers(0, 1 << 62, (BLOCK, 4)).tolist()
    return "".join(
        f"{number * BLOCK + i},Prénom{a % 9999},Nom{a % 99991},user{i}@mail{a % 99}.example,"
        f'"{b % 999}, rue de la Gare",{b % 90000 + 10000},Lille,+33{c % 900000000 + 100000000},'
        f"2014-0{c % 9 + 1}-{c % 18 + 10} 12:{d % 50 + 10}:00,{d:016x}{c:016x}\n"
        for i, (a, b, c, d) in enumerate(draw)
    ).encode()


def make(path: str, mib: str) -> None:
    """Make the table of customers."""
    blocks = [block(number) for number in range(8)]
    with Path(path).open("wb") as file:
        file.write(HEADER)
        at = 0
        while file.tell() < int(mib) << 20:
            file.write(blocks[at % len(blocks)])
            at += 1


def recode(path: str, utf8: str) -> None:
    """Write a file in UTF-8."""
    text = Path(path).read_bytes()
    Path(utf8).write_bytes(text if is_utf8(text) else text.decode("cp1252", "replace").encode())


def sandboxed(path: str) -> None:
    """Read it in the sandbox, without its kinds."""

    def sink(name: str, batches: pa.RecordBatchReader) -> None:
        for _ in batches:
            pass

    with Path(path).open("rb") as stream:
        reading = Sandbox().parse(stream, "bench.csv", sink)
    assert not reading.refused, reading.refused


def piped(path: str) -> None:
    """Read it several times over, in the reader alone, as its child runs it."""
    command = ["cat", *[path] * PIPED]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as feeding:
        reading = formats.read(Source(cast(BinaryIO, feeding.stdout)), lambda name, batch: None)
    assert not reading.refused, reading.refused


def touched(path: str, how: str = ", all_varchar=true") -> None:
    """Let DuckDB hash every cell."""
    read = f"read_csv('{path}', ignore_errors=true{how})"
    names = [column[0] for column in _duckdb(f"FROM {read} LIMIT 0").description or ()]
    _duckdb("SELECT " + ", ".join(f'bit_xor(hash("{name}"))' for name in names) + f" FROM {read}")


def typed(path: str) -> None:
    """Let DuckDB type every cell, and hash it."""
    touched(path, how="")


def kept(path: str) -> None:
    """Let DuckDB read it into a table."""
    _duckdb(f"CREATE TABLE t AS FROM read_csv('{path}', ignore_errors=true, all_varchar=true)")


def _duckdb(question: str) -> duckdb.DuckDBPyConnection:
    duckdb.execute("SET enable_progress_bar = false")
    return duckdb.execute(question)


ALONE: dict[str, Callable[..., None]] = {
    what.__name__: what for what in (make, recode, sandboxed, touched, typed, kept, piped)
}
"""What this file does when it is run as a process of its own: a process begins with the memory that the
one which started it has ever had, so that this one must stay small."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process and those it started took."""

    clock: float
    processor: float
    peak: int
    """MiB of the largest of them."""


def run(*command: str) -> Run:
    """Run a process to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 1}, command
    clock = time.perf_counter() - begun
    return Run(clock, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)


def main() -> None:
    """Print speeds, memory, and how many times DuckDB's time it takes."""
    if len(sys.argv) > 2 and sys.argv[1] in ALONE:
        ALONE[sys.argv[1]](*sys.argv[2:])
        return
    which = sys.argv[1] if len(sys.argv) > 1 else "500"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    tocsin = str(Path(sys.executable).with_name("tocsin"))
    with tempfile.TemporaryDirectory() as folder:
        path, utf8 = Path(which), Path(folder) / "bench.csv"
        if which.isdigit():
            path = utf8
            run(__file__, "make", str(utf8), which)
        else:
            run(__file__, "recode", str(path), str(utf8))
        runs = (
            ("tocsin read, kinds included", (tocsin, "read", str(path))),
            ("tocsin's sandbox alone", (__file__, "sandboxed", str(path))),
            ("DuckDB, text, touched", (__file__, "touched", str(utf8))),
            ("DuckDB, typed, touched", (__file__, "typed", str(utf8))),
            ("DuckDB, text, kept", (__file__, "kept", str(utf8))),
        )
        bulk = path.stat().st_size / 1e6
        print(
            f"{bulk:.0f} MB{'':24} {'seconds':>8} {'of processor':>13} {'MB/s':>6} {'of processor':>13} {'peak MiB':>9}"
        )
        taken: dict[str, list[Run]] = {}
        for name, command in runs * rounds:
            taken.setdefault(name, []).append(_shown(name, run(*command), bulk))
        piping = run(__file__, "piped", str(path))
        _shown(f"tocsin's reader, piped, x {PIPED}", piping, bulk * PIPED)
    ours, theirs = (taken[name] for name in (runs[0][0], runs[2][0]))
    for sort, seconds in (
        ("clock", lambda one: one.clock),
        ("processor", lambda one: one.processor),
    ):
        times = min(map(seconds, ours)) / min(map(seconds, theirs))
        print(f"by the {sort}: {times:.1f} times DuckDB's time (goal {GOAL})")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def _shown(name: str, one: Run, bulk: float) -> Run:
    print(
        f"{name:32} {one.clock:8.2f} {one.processor:13.2f} {bulk / one.clock:6.0f}"
        f" {bulk / one.processor:13.0f} {one.peak:9}",
        flush=True,
    )
    return one


if __name__ == "__main__":
    main()
