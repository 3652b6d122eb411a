"""Fuzz: bytes of small files flipped, cut and doubled; whatever comes, a Reading comes out of it.

    python bench/fuzz_structured.py [--seconds 600] [--seed 0] [FORMAT ...]

So many seconds for each format named, or for each of `SAMPLES`; one line a format says how many files, what
came of them, and how much of the processor it had: on a busy machine that is less than the clock says. Each
file goes to its own reader, a mail through the walk, in a child process that tells the seed before it reads,
so that a crash of a library, or a hang, is told with it. Old and binary workbooks are those of
`$TOCSIN_CORPORA/formats/spreadsheets` up to `SMALL` bytes, and are skipped where it is not there.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing as mp
import os
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "formats"))

import pyarrow as pa
import test_formats_arrow as arrow
import test_formats_avro as avro
import test_formats_dbf as dbf
import test_formats_mail as mail
import test_formats_opendocument_lock as lock
import test_formats_outlook as outlook
import test_formats_spreadsheet as spreadsheet
import test_formats_sqlite as sqlite
from cfb import ole
from test_formats_duckdb import duckdb_file
from test_formats_formulas import formula, ods_formula
from test_formats_opendocument_lock import as_a_whole, by_aes, by_blowfish
from workbooks import ods, ods_cells, xls, xlsx

from tocsin.edges import duckdb_file as duckdb_format
from tocsin.formats import CONTAINERS, FORMATS, compound
from tocsin.formats.base import Container, Emit, Format, Source
from tocsin.formats.excel_lock import COMPOUND
from tocsin.formats.walk import walk
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance
from tocsin.terms.table import Reading

LONGEST = 20.0
"""Seconds of computing for one file, far beyond what any of these needs."""

WAITED = 300.0
"""Seconds by the clock for one file, however much else the machine does."""

FAILED = "the parser failed"
"""What the walk says of a member whose parser raised what is no refusal."""

CORPORA = Path(os.environ.get("TOCSIN_CORPORA", "../shared/corpora")) / "formats" / "spreadsheets"
SMALL = 40_000

JSON = '[{"a": 1.10, "b": {"c": ["x", {"d": null}]}, "e": "\\u00e9\\\\ \\" z"}, {"a": "FranÃ§ois"}]'.encode()
LINES = JSON[1:-1].replace(b"}, {", b"}\n{") + b"\n" + b'{"a": [[1], 2], "_id": {"$oid": "5f"}}\n'
DOCUMENT = b'{"v": 1, "u": {"x": {"n": 1}, "y": {"n": 2}, "z": {"n": 3}}, "l": ' + JSON + b"}"
XML = b'<?xml version="1.0"?><a><b i="1"><n>x &amp; y</n><p>1</p><p>2</p></b><b><n>z</n></b></a>'
HTML = (
    b"<html><table><tr><th>a<th>b<tr><td rowspan=2>1<td>x<table><tr><td>y</table><tr><td>z</table>"
)

TEXTS = [
    b"We took your data.\n\nName: Anna\nE-mail: anna@x.example\n\nName: Bert\nE-mail: b@x.example\n",
    b"Sample:\n+----+------+\n| id | name |\n+----+------+\n| 1  | Anna |\n+----+------+\nPay.\n",
    b'Proof: {"id": 1, "name": "Anna"}\nand\nINSERT INTO t (a,b) VALUES (1,\'x\');\n1;2;3\n4;5;6\n',
]

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


def of_others(ext: str) -> list[bytes]:
    """Workbooks that others made; none where they are not there."""
    files = sorted(CORPORA.glob(f"**/*.{ext}"))
    return [file.read_bytes() for file in files if 500 < file.stat().st_size <= SMALL]


SAMPLES: dict[str, list[bytes]] = {
    "json": [JSON, DOCUMENT, JSON + JSON],
    "ndjson": [LINES],
    "xml": [XML],
    "html": [HTML],
    "spreadsheet": [*WORKBOOKS * 20, spreadsheet.locked(xlsx({"s": spreadsheet.ROWS}, more={"n": "ab12" * 5_000}), "secret")],
    "xls": [xls({"s": spreadsheet.ROWS}), *of_others("xls")],
    "xlsb": of_others("xlsb"),
    "sqlite": [sqlite.database("CREATE TABLE t (v, w)", "INSERT INTO t VALUES (1, x'ff'), ('x', 2.5)")],
    "parquet": [arrow.as_parquet(arrow.TABLE.slice(0, 50)), arrow.as_parquet(arrow.TABLE.slice(0, 50), compression="none")],
    "feather": [arrow.as_arrow(arrow.TABLE.slice(0, 50)), arrow.as_stream(arrow.TABLE.slice(0, 50))],
    "avro": [avro.written(avro.SCHEMA, avro.RECORDS[:50], "deflate"), avro.written(avro.SCHEMA, avro.RECORDS[:50])],
    "dbf": [dbf.table(FIELDS, [b" Anna   12" + bytes(25), b"*Bert    7" + b"\x80" * 25], 0x30)],
    "duckdb": [duckdb_file("CREATE TABLE t AS SELECT i, 'x' || i AS n FROM range(9) r(i)")],
    "mail": [mail.PLAIN, mail.multipart(b"Content-Type: text/plain\n\nHi", mail.attached(b"filename=c.csv", b"id;name\n1;Anna\n2;Bert\n"))],
    "mbox": [mail.BOX],
    "msg": [ole(outlook.message({}))],
    "text": TEXTS,
}  # fmt: skip

READ_AS = {"xls": "spreadsheet", "xlsb": "spreadsheet"}
"""Files of these are read by a format of another name."""


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
    """The same file with what it packs damaged, in a sound zip or compound file; what packs nothing, damaged."""
    if content.startswith(COMPOUND):
        with suppress(OSError):  # another's workbook that is none, or a message
            name, stream = compound.stream_of(io.BytesIO(content))
            return compound.wrapped(name, damaged(stream, chance))
    if not content.startswith(b"PK"):
        return damaged(content, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w") as hurt:
        chosen = chance.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            hurt.writestr(name, damaged(part, chance) if name == chosen else part)
    return out.getvalue()


def attempt(form: Container | Format, content: bytes) -> str:
    """Read it; what came of it."""
    allowance = Allowance(passwords=(b"secret",))
    source = Source(io.BytesIO(content), size=len(content), allowance=allowance)
    counts: Counter[str] = Counter()

    def emit(name: str, batch: pa.RecordBatch) -> None:
        batch.validate(full=True)
        counts[name] += batch.num_rows

    try:
        reading = _reading(form, source, emit)
    except Refused:
        return "refused"
    except MemoryError:
        return "memory"
    if reading.refused:
        return "refused"
    for table in reading.tables:
        if table.name not in counts or counts[table.name] != table.rows:
            raise AssertionError("the tables told are not those handed out")
    return "rejects" if any(table.rejected for table in reading.tables) else "read"


def _reading(form: Container | Format, source: Source, emit: Emit) -> Reading:
    if isinstance(form, Format):
        return form.read(source, emit)
    reading = walk(source, emit, lambda _head: (form, *CONTAINERS, *FORMATS))
    failed = [m.refused for m in reading.members if m.refused and FAILED in m.refused]
    if failed:
        raise AssertionError(failed[0])
    return reading


def form_of(name: str) -> Container | Format:
    """The format or container that reads these samples."""
    wanted = READ_AS.get(name, name)
    forms = (duckdb_format.FORMAT, *FORMATS, *CONTAINERS)
    return next(form for form in forms if form.name == wanted)


def work(name: str, begin: int, until: float, pipe: Connection) -> None:
    """Read damaged files one after another, told beforehand by their seeds."""
    os.environ["RUST_BACKTRACE"] = "0"
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    for each in (*FORMATS, *CONTAINERS):
        each.prepare()
    form = form_of(name)
    form.prepare()
    seed = begin
    while time.monotonic() < until:
        pipe.send(("try", seed))
        chance = random.Random(seed)
        hurt = chance.choice((damaged, within))
        content = hurt(chance.choice(SAMPLES[name]), chance)
        begun = time.process_time()
        try:
            pipe.send(("done", attempt(form, content)))
        except BaseException as fault:
            where = traceback.extract_tb(fault.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            pipe.send(("fault", f"{type(fault).__name__} at {place}: {fault}"[:150]))
        if (took := time.process_time() - begun) > LONGEST:
            pipe.send(("fault", f"slow, {took:.0f} s"))
        seed += 1


def fuzz(name: str, seconds: float, first: int, tell: Callable[[str], None]) -> Counter[str]:
    """Fuzz one format for so long, from a seed on."""
    counts: Counter[str] = Counter()
    until, seed = time.monotonic() + seconds, first
    while time.monotonic() < until:
        ours, theirs = mp.Pipe(duplex=False)
        child = mp.get_context("fork").Process(target=work, args=(name, seed, until, theirs))
        child.start()
        theirs.close()
        ended = ""
        while not ended:
            if not ours.poll(WAITED):
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
    """Fuzz each format for so many seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("formats", nargs="*", default=list(SAMPLES))
    asked = parser.parse_args()
    for name in asked.formats:
        if not SAMPLES[name]:
            print(f"{name}: skipped, {CORPORA} is not there", flush=True)
            continue
        spent = processor_seconds()
        counts = fuzz(name, asked.seconds, asked.seed, lambda said: print(said, flush=True))
        spent = processor_seconds() - spent
        tried = sum(counts.values())
        took = f"{asked.seconds:,.0f} s, {spent:,.0f} s of processor time"
        print(f"{name}: {tried:,} files in {took}: {dict(counts)}", flush=True)


def processor_seconds() -> float:
    """What the children that ended have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
