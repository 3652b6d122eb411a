"""SQL: dumps read, beside the databases that load them: every cell, every row, and how fast.

.venv/bin/python bench/sql.py [truth|speed] [MEGABYTES]

`truth` loads each dump of the corpora (`../shared/corpora/sql` or `$TOCSIN_CORPORA/sql`; skipped where
absent) into a real MariaDB, PostgreSQL or SQLite where one answers, and counts the cells that differ
from what tocsin read. A number equals one of the same value, a moment one of the same second.
`speed` makes a MySQL dump and a COPY dump and gives MB of input for each processor second, in turns
with sqlglot's tokenizer (on 2 MB), a pattern of one match for each row, and MariaDB's own load.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pyarrow as pa

from tocsin.formats import sql
from tocsin.formats.base import Source

CORPORA = (
    Path(os.environ.get("TOCSIN_CORPORA", Path(__file__).parents[2] / "shared/corpora")) / "sql"
)
ROUNDS = 5

Rows = list[tuple[str | None, ...]]
Loaded = dict[str, tuple[list[str], Rows]]

AWAY = re.compile(
    rb"^(?:DROP|CREATE)\s+DATABASE\b[^;\n]*;|^USE\s+[^;\n]*;|^\\c(?:onnect)?\s.*$",
    re.MULTILINE | re.IGNORECASE,
)
"""What would leave the database that the bench made."""


def read(dump: bytes) -> tuple[Loaded, int, float]:
    """Tables by their last name, rejects, and processor seconds."""
    batches: dict[str, list[pa.RecordBatch]] = {}
    start = time.process_time()
    reading = sql.read(
        Source(io.BytesIO(dump), size=len(dump)), lambda n, b: batches.setdefault(n, []).append(b)
    )
    seconds = time.process_time() - start
    found: Loaded = {}
    for table in reading.tables:
        whole = pa.Table.from_batches(batches[table.name])
        cells = [whole.column(i).to_pylist() for i in range(1, whole.num_columns)]
        name = table.name.rsplit(".", 1)[-1].lower()
        found[name] = ([c.name.lower() for c in table.columns], list(zip(*cells, strict=True)))
    return found, sum(t.rejected for t in reading.tables), seconds


def shown(value: object) -> str | None:
    """A cell of a driver as text."""
    match value:
        case None:
            return None
        case bytes() | bytearray() | memoryview():
            content = bytes(value)
            with suppress(UnicodeDecodeError):
                text = content.decode()
                if text.translate({9: 32, 10: 32, 13: 32}).isprintable():
                    return text
            return "0x" + content.hex()
        case bool():
            return "1" if value else "0"
    return str(value)


def cell(value: object, kind: int) -> str | None:
    """A cell of MariaDB as text; bits as binary digits."""
    bits = 16  # MYSQL_TYPE_BIT
    return (
        f"{int.from_bytes(value):b}" if kind == bits and isinstance(value, bytes) else shown(value)
    )


def mariadb(dump: bytes) -> Loaded:
    import pymysql

    name = f"tocsin_{uuid4().hex}"
    with closing(
        pymysql.connect(host="127.0.0.1", user="root", charset="utf8mb4", autocommit=True)
    ) as connection:
        cursor = connection.cursor()
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        try:
            subprocess.run(
                ["mariadb", "-h127.0.0.1", "-uroot", "--force", "--binary-mode", "--default-character-set=utf8mb4", name],
                input=AWAY.sub(b"", dump), capture_output=True, check=False,
            )  # fmt: skip
            cursor.execute(f"USE {name}")
            cursor.execute("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")
            loaded: Loaded = {}
            for table, _ in cursor.fetchall():
                cursor.execute(f"SELECT * FROM `{table}`")
                heads = [d[0].lower() for d in cursor.description]
                kinds = [d[1] for d in cursor.description]
                rows = [tuple(map(cell, row, kinds)) for row in cursor.fetchall()]
                loaded[table.lower()] = (heads, rows)
            return loaded
        finally:
            cursor.execute(f"DROP DATABASE {name}")


def postgresql(dump: bytes) -> Loaded:
    import psycopg

    name = f"tocsin_{uuid4().hex}"
    uri = "postgresql://root@127.0.0.1:5432/"
    with psycopg.connect(uri + "test", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            subprocess.run(
                ["psql", "-q", uri + name],
                input=AWAY.sub(b"", dump),
                capture_output=True,
                check=False,
            )
            loaded: Loaded = {}
            with psycopg.connect(uri + name) as inner:
                tables = inner.execute(
                    "SELECT n.nspname, c.relname, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                    " WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema')"
                ).fetchall()
                for schema, table, oid in tables:
                    columns = inner.execute(
                        "SELECT attname, atttypid IN ('bytea'::regtype, 'bpchar'::regtype) FROM pg_attribute"
                        " WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum", [oid]
                    ).fetchall()  # fmt: skip
                    listed = ", ".join(f'"{c}"' if raw else f'"{c}"::text' for c, raw in columns)
                    rows = inner.execute(f'SELECT {listed} FROM "{schema}"."{table}"').fetchall()
                    heads = [c.lower() for c, _ in columns]
                    loaded[table.lower()] = (heads, [tuple(map(shown, row)) for row in rows])
            return loaded
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def sqlite(dump: bytes) -> Loaded:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(dump.decode())
        return held(connection)


def held(connection: sqlite3.Connection) -> Loaded:
    loaded: Loaded = {}
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in names:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        heads = [d[0].lower() for d in cursor.description]
        loaded[table.lower()] = (heads, [tuple(map(shown, row)) for row in cursor])
    return loaded


def same(ours: str | None, theirs: str | None) -> bool:
    """Whether two cells say the same."""
    if ours == theirs:
        return True
    if ours is None or theirs is None:
        return False
    with suppress(InvalidOperation):
        a, b = Decimal(ours), Decimal(theirs)
        return a == b or abs(a - b) <= abs(b) * Decimal("1e-5")  # a float of 4 bytes shows 6 digits
    if len(theirs) < 40:
        return moment(ours) == moment(theirs) is not None or {ours, theirs} in (
            {"true", "t"},
            {"false", "f"},
        )
    return False


def moment(text: str) -> datetime | None:
    parts = re.fullmatch(
        r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:\+00)?",
        text,
    )
    return datetime(*(int(p or 0) for p in parts.groups())) if parts else None  # noqa: DTZ001


def compared(ours: Loaded, theirs: Loaded) -> tuple[int, int, int, Counter[str]]:
    """Tables, rows and cells compared; what differs, by table and column."""
    tables = rows = cells = 0
    wrong: Counter[str] = Counter()
    for name, (heads, expected) in theirs.items():
        if name not in ours:
            wrong[f"{name} missing"] += len(expected) or 1
            continue
        found_heads, found = ours[name]
        tables += 1
        rows += len(expected)
        if len(found) != len(expected):
            wrong[f"{name}: {len(found)} rows of {len(expected)}"] += 1
            continue
        order = [found_heads.index(h) if h in found_heads else -1 for h in heads]
        arranged = [tuple(row[i] if i >= 0 else None for i in order) for row in found]
        if any(not all(map(same, a, b)) for a, b in zip(arranged, expected, strict=True)):
            arranged, expected = sorted(arranged, key=canonical), sorted(expected, key=canonical)
        for a, b in zip(arranged, expected, strict=True):
            cells += len(b)
            for head, x, y in zip(heads, a, b, strict=True):
                if not same(x, y):
                    wrong[f"{name}.{head}"] += 1
    return tables, rows, cells, wrong


def canonical(row: tuple[str | None, ...]) -> tuple[str, ...]:
    """A key that is the same for rows that say the same."""
    key: list[str] = []
    for cell in row:
        text = cell or ""
        when = moment(text)
        with suppress(InvalidOperation):
            text = f"{Decimal(text):.4g}" if text else text
        key.append(str(when) if when else {"t": "true", "f": "false"}.get(text, text))
    return tuple(key)


LOADS: dict[str, Callable[[bytes], Loaded]] = {
    "MySQL": mariadb,
    "PostgreSQL": postgresql,
    "SQLite": sqlite,
}


def truth() -> None:
    """Compare all dumps of the corpora."""
    dumps = sorted(CORPORA.rglob("*.sql"))
    if not dumps:
        print(f"no dumps in {CORPORA}: skipped")
    for path in dumps:
        dump = path.read_bytes()
        if path.name == "pagila-data.sql":
            dump = path.with_name("pagila-schema.sql").read_bytes() + dump
        ours, rejects, _ = read(dump)
        system = sql.style.told(dump[: sql.STYLE]).system
        where = f"{path.relative_to(CORPORA)} ({system})"
        mine = next((k for k in LOADS if k.lower() in path.name.lower()), system)
        try:
            theirs = LOADS[mine](dump)
        except Exception as error:
            rows = sum(len(r) for _, r in ours.values())
            print(
                f"{where}: {len(ours)} tables, {rows} rows, {rejects} rejects; not loaded: {type(error).__name__}"
            )
            continue
        tables, rows, cells, wrong = compared(ours, theirs)
        said = ", ".join(f"{k} {n}" for k, n in wrong.most_common(6)) or "none"
        print(
            f"{where}: {tables} tables, {rows} rows, {cells} cells, {rejects} rejects; differ: {said}"
        )
    scripts()
    chinook()


def scripts() -> None:
    """What SQLite's own tools write of each database of the corpora, read back."""
    paths = sorted({*CORPORA.rglob("*.sqlite"), *CORPORA.rglob("*.db")})
    for path in paths:
        for tool in (["python"], ["sqlite3", str(path), ".dump"]):
            try:
                with closing(
                    sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
                ) as connection:
                    theirs = held(connection)
                    if tool == ["python"]:
                        dump = "\n".join(connection.iterdump()).encode()
                    elif shutil.which("sqlite3"):
                        dump = subprocess.run(tool, capture_output=True, check=True).stdout
                    else:
                        continue
            except (sqlite3.Error, subprocess.CalledProcessError, UnicodeError) as error:
                print(
                    f"{path.relative_to(CORPORA)} by {tool[0]}: not dumped: {type(error).__name__}"
                )
                continue
            theirs.pop("sqlite_sequence", None)
            ours, rejects, _ = read(dump)
            tables, rows, cells, wrong = compared(ours, theirs)
            said = ", ".join(f"{k} {n}" for k, n in wrong.most_common(6)) or "none"
            print(
                f"{path.relative_to(CORPORA)} by {tool[0]}: {tables} tables, {rows} rows, {cells} cells, {rejects} rejects; differ: {said}"
            )


def chinook() -> None:
    """Chinook in one dialect against Chinook in another: the same cells by table and column."""
    files = sorted((CORPORA / "chinook").glob("*.sql"))
    read_ = {path.name: read(path.read_bytes())[0] for path in files}
    plain = {
        n: {t.replace("_", ""): ([h.replace("_", "") for h in hs], rs) for t, (hs, rs) in d.items()}
        for n, d in read_.items()
    }
    for first, second in pairwise(files):
        tables, rows, cells, wrong = compared(plain[first.name], plain[second.name])
        said = ", ".join(f"{k} {n}" for k, n in wrong.most_common(6)) or "none"
        print(
            f"{first.name} beside {second.name}: {tables} tables, {rows} rows, {cells} cells; differ: {said}"
        )


FIRST = ("Anna", "Bert", "Zoé", "François", "Lien", "O'Neil", "Jean-Luc", "Siméon")
LAST = ("Peeters", "Dubois", "d'Hondt", "van den Berg", "Lefèvre", "Maes")
REMARKS = (
    "",
    "ring twice",
    "code 1234\nback door",
    'he said "hi"',
    "à l'étage",
    "3rd floor, left; no lift",
)


def people(size: int) -> list[list[str | None]]:
    """Made-up customers whose rows fill about so many bytes."""
    rows: list[list[str | None]] = []
    written = 0
    while written < size:
        i = len(rows)
        row = [
            str(i), f"{FIRST[i % 8]} {LAST[i * 7 % 6]}", f"{FIRST[i % 3].lower()}.{i}@post.example",
            f"{i % 300} rue de la Paix, bte {i % 9}", f"{1000 + i % 9000}", "Bruxelles", f"+3247{i % 10**7:07d}",
            None if i % 3 else "vip", f"{(i * 2654435761) % 2**64:032x}",
            f"{date(2000 + i % 14, 1 + i % 12, 1 + i % 28)} 10:{i % 60:02d}:00", str(i % 2), f"{i % 9999 / 7:.2f}",
            REMARKS[i % 6], None,
        ]  # fmt: skip
        rows.append(row)
        written += sum(len(c or "NULL") + 3 for c in row)
    return rows


def mysqldump(rows: list[list[str | None]]) -> bytes:
    """As mysqldump writes them: INSERTs of a megabyte."""
    numbers = {0, 10, 11}
    escapes = str.maketrans({"'": "\\'", '"': '\\"', "\n": "\\n", "\\": "\\\\"})

    def cell(i: int, c: str | None) -> str:
        return "NULL" if c is None else c if i in numbers else f"'{c.translate(escapes)}'"

    out = [
        b"-- MySQL dump 10.13  Distrib 5.7.33, for Linux (x86_64)\n/*!40101 SET NAMES utf8 */;\n",
        CREATE.encode(),
        b";\n",
    ]
    part: list[str] = []
    size = 0
    for row in rows:
        part.append("(" + ",".join(cell(i, c) for i, c in enumerate(row)) + ")")
        size += len(part[-1]) + 1
        if size > 1_000_000 or row is rows[-1]:
            out.append(f"INSERT INTO `customers` VALUES {','.join(part)};\n".encode())
            part, size = [], 0
    return b"".join(out)


CREATE = """CREATE TABLE customers (id int, name varchar(99), mail varchar(99), address varchar(99), zip char(4),
 city varchar(99), phone varchar(20), badge varchar(9), hash char(32), made datetime, active int, spent decimal(10,2),
 remark text, left_on date)"""


def pg_dump(rows: list[list[str | None]]) -> bytes:
    """As pg_dump writes them: one COPY."""
    escapes = str.maketrans({"\n": "\\n", "\t": "\\t", "\\": "\\\\"})
    lines = ("\t".join("\\N" if c is None else c.translate(escapes) for c in row) for row in rows)
    head = (
        "-- PostgreSQL database dump\n"
        + CREATE.replace("datetime", "timestamp")
        + ";\nCOPY customers FROM stdin;\n"
    )
    return (head + "\n".join(lines) + "\n\\.\n").encode()


def speed(megabytes: int) -> None:
    """Time readers on made dumps, in turns."""
    rows = people(megabytes * 1_000_000)
    made = {"MySQL": mysqldump(rows), "COPY": pg_dump(rows)}
    want = [tuple(row) for row in rows]
    for name in made:
        small = mysqldump(rows[:5_000]) if name == "MySQL" else pg_dump(rows[:5_000])
        got, rejects, _ = read(small)
        assert (got["customers"][1], rejects) == (want[:5_000], 0), f"{name} is not read right"
    del want
    count = len(rows)
    del rows
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, dump in made.items():
            times.setdefault(f"tocsin, {name}", []).append(
                len(dump) / 1e6 / timed(lambda d=dump: emptied(d))
            )
        mysql = made["MySQL"]
        times.setdefault("a pattern, one match for each row, no cells", []).append(
            len(mysql) / 1e6 / timed(lambda d=mysql: matched(d, count))
        )
    times["sqlglot's tokenizer, on 2 MB"] = [2 / timed(lambda: glot(made["MySQL"][:2_000_000]))]
    for name, found in times.items():
        print(
            f"{name}: {statistics.median(found):.1f} MB for each processor second ({min(found):.1f} to {max(found):.1f})"
        )
    print(
        f"dumps of {', '.join(f'{len(d) / 1e6:.0f} MB ({n})' for n, d in made.items())}, {count:,} rows each"
    )
    for name, dump in made.items():
        print(f"memory to read {name} from a file: {peak(dump)} MiB at most")
    with suppress(Exception):
        print(f"MariaDB loads the MySQL dump at {loaded(made['MySQL']):.1f} MB/s of wall time")


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def emptied(dump: bytes) -> None:
    sql.read(Source(io.BytesIO(dump), size=len(dump)), lambda _name, _batch: None)


def matched(dump: bytes, count: int) -> None:
    text, number = rb"'(?:[^'\\]++|\\.|'')*+'", rb"(?:NULL|[-0-9.]++|'(?:[^'\\]++|\\.|'')*+')"
    row = re.compile(
        rb"\("
        + b",".join(
            [
                number,
                text,
                text,
                text,
                text,
                text,
                text,
                number,
                text,
                text,
                number,
                number,
                text,
                number,
            ]
        )
        + rb"\)",
        re.DOTALL,
    )
    assert sum(1 for _ in row.finditer(dump)) == count


def glot(dump: bytes) -> None:
    import sqlglot

    with suppress(sqlglot.errors.TokenError):
        sqlglot.tokenize(dump.decode("utf-8", "ignore"), read="mysql")


def peak(dump: bytes) -> int:
    """The most memory of a process that reads a dump from a file."""
    code = (
        "import sys; from tocsin.formats import sql; from tocsin.formats.base import Source;"
        "sql.read(Source(open(sys.argv[1], 'rb')), lambda n, b: None);"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    with tempfile.NamedTemporaryFile() as file:
        file.write(dump)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-c", code, file.name], capture_output=True, check=True
        )
    return int(done.stdout) // 1024


def loaded(dump: bytes) -> float:
    import pymysql

    name = f"tocsin_{uuid4().hex}"
    with closing(pymysql.connect(host="127.0.0.1", user="root", autocommit=True)) as connection:
        cursor = connection.cursor()
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        try:
            start = time.perf_counter()
            subprocess.run(
                ["mariadb", "-h127.0.0.1", "-uroot", name],
                input=dump,
                capture_output=True,
                check=True,
            )
            return len(dump) / 1e6 / (time.perf_counter() - start)
        finally:
            cursor.execute(f"DROP DATABASE {name}")


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "truth speed"
    if "truth" in what:
        truth()
    if "speed" in what:
        speed(int(sys.argv[2]) if len(sys.argv) > 2 else 130)
    print(json.dumps({"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
