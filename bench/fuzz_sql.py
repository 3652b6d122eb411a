"""Fuzz SQL: scripts damaged at random, read in pieces of every size.

.venv/bin/python bench/fuzz_sql.py [MINUTES] [SEED]

Each script is a piece of every system's SQL, with bytes changed, left out, doubled and moved, and bits
of SQL put in. Nothing but a refusal may be raised, nothing may take longer than `SLOW`, and what is
read must not depend on where the pieces of the file end.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections import Counter

import pyarrow as pa

from tocsin.formats import sql
from tocsin.formats.base import Source
from tocsin.terms.errors import Refused

SLOW = 5.0
"""Seconds of computing."""

SEEDS = (
    b"-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\nCREATE TABLE `t` (`a` int, `b` text, `c` blob);\n"
    b"INSERT INTO `t` VALUES (1,'it\\'s',_binary '\\0'),(2,'a\\\\','x'),(3,NULL,0xFF),(4,\"b\",'c');\n" * 3,
    b"-- MySQL dump 10.13\nINSERT INTO `t` (a,b) VALUES " + b",".join(b"(%d,'x\\n''%d')" % (i, i) for i in range(60)) + b";\n",
    b"-- PostgreSQL database dump\nCREATE TABLE public.t (a int, b bytea);\nCOPY public.t (a, b) FROM stdin;\n"
    + b"1\t\\\\x41\n2\ta\\tb\\n\n3\t\\N\n" * 20 + b"\\.\nSELECT 1;\n",
    b"-- PostgreSQL database dump\nINSERT INTO t VALUES (1, E'it\\'s', $a$x$a$, ARRAY['a','b'], '1'::text, U&'\\0061');\n" * 12,
    b"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(a,b);\n"
    + b"INSERT INTO t VALUES(X'FF',replace('a\\nb','\\n',char(10)));\n" * 20 + b"COMMIT;\n",
    b"SET ANSI_NULLS ON\r\nGO\r\n" + b"INSERT [dbo].[t] ([a], [b]) VALUES (1, CAST(N'x' AS DateTime))\r\nGO\r\n" * 20,
    b"SET DEFINE OFF;\nINSERT ALL\n INTO t (a,b) VALUES (1,q'[x]')\n INTO t (a,b) VALUES (2,TO_DATE('1','Y'))\nSELECT * FROM dual;\n/\n" * 6,
    b"CREATE TRIGGER x BEGIN INSERT INTO t VALUES (1); END;\nDELIMITER ;;\nINSERT INTO u SET a=1, b='x';;\nDELIMITER ;\n"
    b"INSERT INTO u SELECT 1, 'a' UNION ALL SELECT 2, 'b';\nALTER TABLE u ADD c int;\n" * 5,
)  # fmt: skip
BITS = (b"'", b'"', b"`", b"\\", b"(", b")", b",", b";", b"--", b"/*", b"*/", b"/*!40101 ", b"$$", b"#", b"\n", b"\r\n", b"\0",
        b"E'", b"N'", b"q'[", b"\\.", b"\n\\.\n", b"NULL", b"),(", b"VALUES", b"INSERT INTO t ", b"CREATE TABLE ", b"COPY t FROM stdin;\n",
        b"\nGO\n", b"\xff", b"\xc3", b"[", b"]", b"::", b"0x", b"DELIMITER ", b"SET sql_mode='NO_BACKSLASH_ESCAPES';",
        b"999999999999999999999", b"CAST(", b" AS ", b"\xff\xfe", b"''", b"\\'")  # fmt: skip


def damaged(script: bytes, chance: random.Random) -> bytes:
    """The script with some changes."""
    text = bytearray(script)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 12))):
        at, size = chance.randrange(len(text) + 1), chance.choice((1, 2, 5, 40))
        match chance.randrange(5):
            case 0:
                text[at:at] = chance.choice(BITS)
            case 1:
                del text[at : at + size]
            case 2:
                text[at:at] = text[at : at + size]
            case 3:
                text[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                other = chance.choice(SEEDS)
                begin = chance.randrange(len(other))
                text[at:at] = other[begin : begin + size * 4]
    return bytes(text)


def read(script: bytes, piece: int) -> object:
    """All that is told and handed out."""
    rows: dict[str, list[pa.RecordBatch]] = {}

    def emit(name: str, batch: pa.RecordBatch) -> None:
        batch.validate(full=True)
        rows.setdefault(name, []).append(batch)

    try:
        told = sql.read(Source(io.BytesIO(script), size=len(script)), emit, piece)
    except Refused as refusal:
        return str(refusal)
    for table in told.tables:
        assert sum(batch.num_rows for batch in rows[table.name]) == table.rows
    return told, {
        name: pa.Table.from_batches(batches).to_pylist() for name, batches in rows.items()
    }


def main(minutes: float, seed: int) -> int:
    chance = random.Random(seed)
    end = time.monotonic() + minutes * 60
    found: Counter[str] = Counter()
    slowest = 0.0
    while time.monotonic() < end:
        found["scripts"] += 1
        script = damaged(chance.choice(SEEDS), chance)
        begin = time.process_time()
        try:
            whole = read(script, sql.PIECE)
            found["refused"] += isinstance(whole, str)
            if read(script, chance.choice((1, 7, 64, 1000))) != whole:
                found["differs by pieces"] += 1
                print("differs by pieces:", script)
        except Exception as fault:
            found[type(fault).__name__] += 1
            print(f"{type(fault).__name__}: {fault}:", script)
        slowest = max(slowest, time.process_time() - begin)
        found["slow"] += time.process_time() - begin > SLOW
    print(dict(found), f"slowest {slowest:.2f} s")
    return int(bool(set(found) - {"scripts", "refused", "slow"} or found["slow"]))


if __name__ == "__main__":
    arguments = [float(a) for a in sys.argv[1:]]
    sys.exit(main(*(arguments[:1] or [10.0]), int(*(arguments[1:2] or [0]))))
