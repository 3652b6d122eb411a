"""Fuzz delimited text for some minutes, and say what was found.

.venv/bin/python bench/fuzz_delimited.py [SECONDS] [SEED]

Two sorts in turns. Tables written by `csv.writer`, after a dozen plain records so that their dialect is not in
doubt, must come back cell for cell, with nothing rejected. And such texts damaged - bytes changed, cut out,
doubled, put together with others - must never raise anything but `Refused`, and all counts must add up.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import time
from collections import Counter, defaultdict

import ftfy
import pyarrow as pa

from tocsin.formats import delimited
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

SIGNS = "aé€\"',;\t|: \r\n\0😀=\\^~#-"
WORDS = (
    "Anna",
    "Claes",
    "12, rue Haute",
    "a@x.example",
    "2014-06-09",
    "",
    "7501",
    "+32 478 12 34 56",
    "NULL",
)
Row = tuple[str | None, ...]


def cell(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(WORDS)
    return "".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 9)))


def read(untrusted: bytes, chunk: int) -> tuple[Reading, dict[str, list[Row]]]:
    rows: dict[str, list[Row]] = defaultdict(list)

    def emit(name: str, batch: pa.RecordBatch) -> None:
        batch.validate(full=True)
        assert batch.column(0).to_pylist() == list(
            range(len(rows[name]), len(rows[name]) + len(batch))
        )
        rows[name] += zip(*(column.to_pylist() for column in batch.columns[1:]), strict=True)

    reading = delimited.read(Source(io.BytesIO(untrusted)), emit, chunk)
    for table in reading.tables:
        assert len(rows[table.name]) == table.rows
        assert table.rejected >= len(table.rejects)
        for place, column in enumerate(table.columns):
            assert column.filled == sum(bool(row[place]) for row in rows[table.name])
    return reading, rows


def written(chance: random.Random) -> tuple[bytes, list[Row], str]:
    delimiter = chance.choice(",;\t|^~\x1f")
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    end = chance.choice(["\n", "\r\n"])
    plain = [(str(i), f"name{i}", "ring twice", f"2014-06-{10 + i}") for i in range(12)]
    dirty = [
        (str(100 + i), *(cell(chance) for _ in range(2)), "2014-06-09")
        for i in range(chance.randint(0, 9))
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([("customer_number", "last_name", "remarks", "since"), *plain, *dirty])
    empty = "" if quoting == csv.QUOTE_ALL else None
    return (
        out.getvalue().encode(),
        [tuple(c or empty for c in row) for row in (*plain, *dirty)],
        end,
    )


def damaged(chance: random.Random, text: bytes) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = text[at:to][: chance.choice([1, 2, 30, 1000])]
        other = bytes(chance.randrange(256) for _ in range(chance.randint(0, 3)))
        sign = chance.choice(SIGNS).encode()
        text = (
            text[:at]
            + chance.choice([b"", piece * 2, other, sign, b"\n\n" + piece])
            + text[at + len(piece) :]
        )
    return text


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        chance = random.Random(seed)
        content, rows, line_end = written(chance)
        chunk = chance.choice([64, 500, 1 << 20])
        whole = seed % 2
        what = "written"
        try:
            if whole:
                reading, cells = read(content, chunk)
                bare = line_end == "\n" and any("\r" in (c or "") for row in rows for c in row)
                mojibake = any(c and ftfy.fix_encoding(c) != c for row in rows for c in row)
                if not (bare or mojibake):
                    same = cells["table"] == rows and not reading.tables[0].rejected
                    what = "came back" if same and len(cells) == 1 else "CAME BACK OTHERWISE"
            else:
                content = damaged(chance, content)
                if delimited.sniff(content):
                    read(content, chunk)
                what = "damaged"
        except Refused:
            what = "refused"
        except Exception as fault:
            what = f"RAISED {type(fault).__name__} {'whole' if whole else 'damaged'}"
        found[what] += 1
        if what.isupper() or what.startswith("RAISED"):
            shown.setdefault(what, f"seed {seed}")
        seed += 1
    for what, count in found.most_common():
        print(f"{count:8,} {what} {shown.get(what, '')}")


if __name__ == "__main__":
    main()
