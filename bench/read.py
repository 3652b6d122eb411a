"""Read: how fast a delimited text is read in the sandbox, beside DuckDB's own reader, in one run.

.venv/bin/python bench/read.py [MIB] [ROUNDS]

A made-up customer table of so many MiB (500), in turns: the sandbox, whose batches are checked and thrown
away; DuckDB reading it into a table of text; and as DuckDB types it. Megabytes a second by the clock, and by
processor time, which a busy machine disturbs less; and the peak of memory, of the child and of the process
that hears it. At last the same text through a pipe, four times as long: memory must not grow with it.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import BinaryIO, cast

import duckdb
import numpy as np
import pyarrow as pa

from tocsin import formats
from tocsin.edges.sandbox import Sandbox
from tocsin.formats.base import Source

SEED = 20140609
BLOCK = 20_000
"""Rows made at once; the blocks are then repeated."""

PIPED = 4
"""Times that the text goes through the pipe."""

WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

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


def make(path: Path, size: int) -> None:
    blocks = [block(number) for number in range(8)]
    with path.open("wb") as file:
        file.write(HEADER)
        at = 0
        while file.tell() < size:
            file.write(blocks[at % len(blocks)])
            at += 1


def sandboxed(path: str) -> None:
    with Path(path).open("rb") as stream:
        _parse(stream)


def piped(path: str) -> None:
    """The reader alone, as its child runs it."""
    command = ["cat", *[path] * PIPED]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as feeding:
        reading = formats.read(Source(cast(BinaryIO, feeding.stdout)), lambda name, batch: None)
    assert not reading.refused, reading.refused


def _parse(stream: BinaryIO) -> None:
    def sink(name: str, batches: pa.RecordBatchReader) -> None:
        for _ in batches:
            pass

    reading = Sandbox().parse(stream, "bench.csv", sink)
    assert not reading.refused, reading.refused


def as_text(path: str) -> None:
    duckdb.execute("SET enable_progress_bar = false")
    duckdb.execute(f"CREATE TABLE t AS FROM read_csv('{path}', all_varchar=true)")


def typed(path: str) -> None:
    duckdb.execute("SET enable_progress_bar = false")
    duckdb.execute(f"CREATE TABLE t AS FROM read_csv('{path}')")


def measured(what: Callable[[str], None], path: str) -> tuple[float, float, int, int]:
    """Seconds by the clock and of the processor; peak MiB of the process, and of its children."""
    clock, before = time.perf_counter(), _spent()
    what(path)
    clock, processor = time.perf_counter() - clock, _spent() - before
    own, child = (resource.getrusage(who).ru_maxrss >> 10 for who in WHO)
    return clock, processor, own, child


def _spent() -> float:
    used = [resource.getrusage(who) for who in WHO]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    size = int(sys.argv[1] if len(sys.argv) > 1 else 500) << 20
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    runs = [
        ("tocsin, sandboxed", sandboxed),
        ("DuckDB, as text", as_text),
        ("DuckDB, typed", typed),
    ]
    print(f"{'':20} {'MB/s':>6} {'MB/s of processor':>18} {'peak MiB':>9} {'of its child':>12}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.csv"
        make(path, size)
        for name, what in [*runs * rounds, (f"tocsin, piped, x {PIPED}", piped)]:
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(1, mp_context=context) as pool:
                clock, processor, own, child = pool.submit(measured, what, str(path)).result()
            bulk = path.stat().st_size / 1e6 * (PIPED if what is piped else 1)
            print(f"{name:20} {bulk / clock:6.0f} {bulk / processor:18.0f} {own:9} {child:12}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
