"""Fuzz: bytes of small files flipped, cut and doubled; whatever comes, a Reading comes out of it.

Run by hand, for as many seconds as are asked for: `python tests/formats/fuzz_structured.py 600 [FORMAT ...]`.
Each file goes to its own reader in a child process, which tells what it read before it reads it, so that
a crash of a library, or a hang, is told with its seed.
"""

from __future__ import annotations

import io
import multiprocessing as mp
import os
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection

import test_formats_arrow as arrow
import test_formats_avro as avro
import test_formats_dbf as dbf
import test_formats_opendocument_lock as lock
import test_formats_spreadsheet as spreadsheet
import test_formats_sqlite as sqlite
from test_formats_duckdb import duckdb_file
from test_formats_formulas import formula, ods_formula
from test_formats_opendocument_lock import as_a_whole, by_aes, by_blowfish
from workbooks import ods, ods_cells, xlsx

from tocsin.edges import duckdb_file as duckdb_format
from tocsin.formats import FORMATS
from tocsin.formats.base import Format, Source
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance

LONGEST = 20.0
"""Seconds for one file, far beyond what any of these needs."""

JSON = '[{"a": 1.10, "b": {"c": ["x", {"d": null}]}, "e": "\\u00e9\\\\ \\" z"}, {"a": "FranÃ§ois"}]'.encode()
LINES = JSON[1:-1].replace(b"}, {", b"}\n{") + b"\n" + b'{"a": [[1], 2], "_id": {"$oid": "5f"}}\n'
DOCUMENT = b'{"v": 1, "u": {"x": {"n": 1}, "y": {"n": 2}, "z": {"n": 3}}, "l": ' + JSON + b"}"
XML = b'<?xml version="1.0"?><a><b i="1"><n>x &amp; y</n><p>1</p><p>2</p></b><b><n>z</n></b></a>'
HTML = (
    b"<html><table><tr><th>a<th>b<tr><td rowspan=2>1<td>x<table><tr><td>y</table><tr><td>z</table>"
)

FIELDS = [
    ("NAME", "C", 5),
    ("NO", "N", 4),
    ("AT", "T", 8),
    ("DAY", "D", 8),
    ("L", "L", 1),
    ("Y", "Y", 8),
]

WORKBOOKS = [
    xlsx({"s": spreadsheet.ROWS}),
    ods((("id", "mail"), ("1", "a@x.example"))),
    xlsx({"s": (("id", "sum"), (1, formula("A2+$B$1", how=' t="shared" ref="B2:B3" si="0"')))}),
    ods_cells((ods_formula("of:=[.A1]", ' table:number-columns-repeated="3"'),)),
    by_aes(lock.PLAIN, 1),
    by_blowfish(lock.PLAIN),
    as_a_whole(lock.PLAIN),
]
"""Those that take little time: Excel's lock takes a fifth of a second."""

SAMPLES: dict[str, list[bytes]] = {
    "json": [JSON, DOCUMENT, JSON + JSON],
    "ndjson": [LINES],
    "xml": [XML],
    "html": [HTML],
    "spreadsheet": [*WORKBOOKS * 20, spreadsheet.locked(xlsx({"s": spreadsheet.ROWS}, more={"n": "ab12" * 5_000}), "secret")],
    "sqlite": [sqlite.database("CREATE TABLE t (v, w)", "INSERT INTO t VALUES (1, x'ff'), ('x', 2.5)")],
    "parquet": [arrow.as_parquet(arrow.TABLE.slice(0, 50)), arrow.as_parquet(arrow.TABLE.slice(0, 50), compression="none")],
    "feather": [arrow.as_arrow(arrow.TABLE.slice(0, 50)), arrow.as_stream(arrow.TABLE.slice(0, 50))],
    "avro": [avro.written(avro.SCHEMA, avro.RECORDS[:50], "deflate"), avro.written(avro.SCHEMA, avro.RECORDS[:50])],
    "dbf": [dbf.table(FIELDS, [b" Anna   12" + bytes(25), b"*Bert    7" + b"\x80" * 25], 0x30)],
    "duckdb": [duckdb_file("CREATE TABLE t AS SELECT i, 'x' || i AS n FROM range(9) r(i)")],
}  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The same file with a few bytes changed, cut out, doubled, or its end lost."""
    hurt = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        if not hurt:
            break
        at = chance.randrange(len(hurt))
        deed = chance.randrange(6)
        if deed <= 1:
            hurt[at] ^= 1 << chance.randrange(8)
        elif deed == 2:
            hurt[at] = chance.choice((0, 255, 127, chance.randrange(256)))
        elif deed == 3:
            del hurt[at : at + chance.randrange(1, 40)]
        elif deed == 4:
            hurt[at:at] = hurt[at : at + chance.randrange(1, 40)]
        elif chance.random() < 0.3:
            del hurt[at:]
    return bytes(hurt)


def within(content: bytes, chance: random.Random) -> bytes:
    """The same zip with one of its parts damaged, and its checksum right again; what is no zip, damaged."""
    if not content.startswith(b"PK"):
        return damaged(content, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w") as hurt:
        chosen = chance.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            hurt.writestr(name, damaged(part, chance) if name == chosen else part)
    return out.getvalue()


def attempt(form: Format, content: bytes) -> str:
    """Read it; what came of it."""
    try:
        reading = form.read(
            Source(
                io.BytesIO(content), size=len(content), allowance=Allowance(passwords=(b"secret",))
            ),
            lambda _n, b: b.validate(full=True),
        )
    except Refused:
        return "refused"
    except MemoryError:
        return "memory"
    return "rejects" if any(table.rejected for table in reading.tables) else "read"


def work(name: str, begin: int, until: float, pipe: Connection) -> None:
    """Read damaged files one after another, told beforehand by their seeds."""
    import resource

    os.environ["RUST_BACKTRACE"] = "0"
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    form = next(f for f in (duckdb_format.FORMAT, *FORMATS) if f.name == name)
    form.prepare()
    seed = begin
    while time.monotonic() < until:
        pipe.send(("try", seed))
        chance = random.Random(seed)
        hurt = chance.choice((damaged, within))
        content = hurt(chance.choice(SAMPLES[name]), chance)
        try:
            pipe.send(("done", attempt(form, content)))
        except BaseException as fault:
            pipe.send(("fault", f"{type(fault).__name__}: {fault}"[:150]))
        seed += 1


def fuzz(name: str, seconds: float, tell: Callable[[str], None]) -> Counter[str]:
    """Fuzz one format for so long."""
    counts: Counter[str] = Counter()
    until, seed = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        ours, theirs = mp.Pipe(duplex=False)
        child = mp.get_context("fork").Process(target=work, args=(name, seed, until, theirs))
        child.start()
        theirs.close()
        ended = ""
        while not ended:
            if not ours.poll(LONGEST + 30 * (seed == 0)):
                ended = "HANG"
                child.kill()
                break
            try:
                sort, said = ours.recv()
            except EOFError:
                child.join()
                ended = (
                    "over"
                    if time.monotonic() >= until or child.exitcode == 0
                    else f"DIED {child.exitcode}"
                )
                break
            if sort == "try":
                seed = int(said)
            elif sort == "done":
                counts[str(said)] += 1
            else:
                counts["FAULT"] += 1
                tell(f"{name} seed {seed}: {said}")
        child.join()
        if ended != "over":
            counts[ended.split()[0]] += 1
            tell(f"{name} seed {seed}: {ended}")
        seed += 1
    return counts


def main() -> None:
    """Share the seconds among the formats."""
    names = sys.argv[2:] or list(SAMPLES)
    for name in names:
        counts = fuzz(name, float(sys.argv[1]) / len(names), lambda said: print(said, flush=True))
        print(name, dict(counts), flush=True)


if __name__ == "__main__":
    main()
