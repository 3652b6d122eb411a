"""Fuzz: change bytes of small archives, mails and PDFs, and read them; say what was not a sentence.

    python bench/fuzz_packed.py [SECONDS [FIRST SEED]]

Each sample is changed in some bytes, cut, or crossed with another, by a seed that is printed with what it
found: an exception that left the reader, a reading that took longer than `SLOW`, and a process that died.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import resource
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "formats"))

from packing import CSV, PACKED, opened, tarred, zipped
from test_formats_mail import BOX, PLAIN, attached, multipart
from test_formats_outlook import message
from test_formats_pdf import LINES, pdf

from tocsin.terms.limits import Allowance, Limits

SLOW = 5.0
"""Seconds of computing for a file of some hundred bytes."""

BATCH = 2_000
"""Files that one process reads."""

ALLOWANCE = Allowance(Limits(free=64 << 20, in_memory=64 << 20), (b"secret",))


def samples() -> dict[str, bytes]:
    """One small file of each sort."""
    from cfb import ole

    made = {
        "gzip": gzip.compress(CSV),
        "bzip2": bz2.compress(CSV),
        "xz": lzma.compress(CSV),
        "lzma": lzma.compress(CSV, lzma.FORMAT_ALONE),
        "zip": zipped({"a.csv": CSV, "b/c.csv": CSV}, comment=b"x"),
        "tar": tarred({"a.csv": CSV, "b" * 120: CSV}),
        "nested": zipped({"a.tar.gz": gzip.compress(tarred({"a.csv": CSV}))}),
        "mail": PLAIN,
        "multipart": multipart(b"Content-Type: text/plain\n\nHi", attached(b"filename=c.csv", CSV)),
        "mbox": BOX,
        "pdf": pdf(LINES, attached=CSV),
        "msg": ole(message({})),
    }
    return made | {
        file.name: file.read_bytes() for file in sorted(PACKED.iterdir()) if file.suffix != ".md"
    }


def changed(sample: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A sample with some bytes changed, cut out, doubled or from another."""
    content = bytearray(sample)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        at = chance.randrange(len(content) + 1)
        way = chance.random()
        if way < 0.6 and at < len(content):
            content[at] = chance.choice((0, 0xFF, 0x7F, 0x80, chance.randrange(256)))
        elif way < 0.75:
            del content[at : at + chance.randrange(1, 40)]
        elif way < 0.9:
            content[at:at] = content[at : at + chance.randrange(1, 40)]
        else:
            other = chance.choice(others)
            begin = chance.randrange(len(other))
            content[at:at] = other[begin : begin + chance.randrange(1, 200)]
    return bytes(content)


def batch(first: int) -> None:
    """Read files of `BATCH` seeds; each seed is written down before, should the process die of it."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    every = samples()
    others = list(every.values())
    names = list(every)
    for seed in range(first, first + BATCH):
        name = names[seed % len(names)]
        print("at", seed, name, flush=True)
        begun = time.process_time()
        try:
            opened(changed(every[name], others, random.Random(seed)), ALLOWANCE)
        except AssertionError:
            print("found", seed, f"{name}: tables told are not those emitted", flush=True)
        except Exception as fault:
            where = traceback.extract_tb(fault.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            print("found", seed, f"{name}: {type(fault).__name__} at {place}", flush=True)
        if (took := time.process_time() - begun) > SLOW:
            print("found", seed, f"{name}: slow, {took:.0f} s", flush=True)


def main(seconds: float, first: int) -> None:
    """Fuzz for so long, and print what was found."""
    tried, found = 0, Counter[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ran = subprocess.run(
            [sys.executable, __file__, "batch", str(first)],
            capture_output=True,
            text=True,
            check=False,
        )
        lines = ran.stdout.splitlines()
        tried += sum(line.startswith("at ") for line in lines)
        for line in lines:
            if line.startswith("found "):
                _, seed, what = line.split(" ", 2)
                print(seed, what, flush=True)
                found[what] += 1
        first += BATCH
        if ran.returncode:
            _, seed, name = lines[-1].split(" ", 2) if lines else ("", "?", "none")
            print(seed, f"{name}: died with {ran.returncode}", flush=True)
            found[f"{name}: died with {ran.returncode}"] += 1
            first = int(seed) + 1 if seed.isdigit() else first
    print(f"{tried:,} files in {seconds:.0f} s:", dict(found))


if __name__ == "__main__":
    if sys.argv[1:2] == ["batch"]:
        batch(int(sys.argv[2]))
    else:
        main(*(float(sys.argv[1]) if sys.argv[1:] else 600, int((sys.argv[2:] or ["0"])[0])))
