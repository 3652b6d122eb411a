"""SQLite: a database file, every table of it, read from memory.

Rows come in the order of their row numbers, values as SQLite's own `CAST AS TEXT` writes them; a blob that
is UTF-8 text is that text, any other is `0x` and its bytes. Only tables are read, never views, triggers or
anything else that would run what the file says: names are quoted, and the schema is not trusted. Rows that
were deleted are not recovered; the pages they may still lie on are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from io import BytesIO

from tocsin.formats.base import Emit, Format, Marks, Source
from tocsin.formats.grid import Grid, distinct, unread
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading, Table

MAGIC = b"SQLite format 3\x00"
"""How a database begins (https://sqlite.org/fileformat2.html, section 1.3)."""

WRITE_AHEAD = 2
"""The version in bytes 18 and 19 of a database that keeps its last changes in a file of its own."""

STEPS = 1_000
"""Instructions of SQLite's machine between two looks at whether it is time to stop."""

MOST_STEPS = 2_000_000
"""Looks after which a table is given up: two thousand million instructions, a minute or more."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is an SQLite database."""
    return head.startswith(MAGIC)


def read(source: Source, emit: Emit) -> Reading:
    """Read every table; `Refused` for what is no database, or too large for the memory."""
    content = source.whole()
    with sqlite3.connect(":memory:") as database:
        try:
            marks = _marks(content)
            database.deserialize(_rollback(content))
            _distrust(database, source.limits.cell)
            names = _tables(database)
            encoding = str(database.execute("PRAGMA encoding").fetchone()[0]).lower()
        except (sqlite3.Error, OverflowError, UnicodeError) as fault:
            raise Refused(
                f"It is an SQLite database that is corrupt ({type(fault).__name__}).", remedy=""
            ) from None
        shown = distinct(names)
        found = [
            _table(database, name, shown[place], emit, source.limits.cell)
            for place, name in enumerate(names)
        ]
    if names and not any(found):
        raise Refused("None of its tables could be read: it is corrupt.", remedy="")
    tables = [
        table or unread(shown[at], "its columns are not told", emit)
        for at, table in enumerate(found)
    ]
    return Reading("sqlite", encoding, None, tuple(tables), marks=marks)


def _rollback(content: bytes) -> bytes:
    """The database said to need no log beside it: in memory there is none."""
    if content[18:20] != bytes((WRITE_AHEAD, WRITE_AHEAD)):
        return content
    return content[:18] + b"\x01\x01" + content[20:]


def _distrust(database: sqlite3.Connection, most: int) -> None:
    """Have nothing run that the file itself says, and nothing written."""
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA query_only=ON")
    database.execute("PRAGMA cell_size_check=ON")
    database.execute("PRAGMA temp_store=MEMORY")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 8 * most)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")


def _tables(database: sqlite3.Connection) -> list[str]:
    """The tables, in the order in which they were made; SQLite's own only if they hold what was put in."""
    found = database.execute(
        "SELECT CAST(name AS TEXT) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return [name for (name,) in found]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _table(
    database: sqlite3.Connection, name: str, shown: str, emit: Emit, most: int
) -> Table | None:
    """One table; None where it has no column that could be read."""
    try:
        about = database.execute(f"PRAGMA table_xinfo({_quoted(name)})").fetchall()
        columns = [str(row[1]) for row in about if row[6] != 1]
    except sqlite3.Error:
        columns = []
    if not columns:
        return None
    grid = Grid(shown, distinct(columns), emit, most)
    looks = 0

    def tired() -> int:
        nonlocal looks
        looks += 1
        return int(looks > MOST_STEPS)

    database.set_progress_handler(tired, STEPS)
    try:
        for row in _rows(database, name, columns):
            grid.add(row)
    except (sqlite3.Error, OverflowError) as fault:
        where = f"after row {grid.rows + len(grid.waiting):,}"
        grid.reject(
            where, f"the rest could not be read: the table is corrupt ({type(fault).__name__})"
        )
    finally:
        database.set_progress_handler(None, 0)
    return grid.close()


def _rows(
    database: sqlite3.Connection, name: str, columns: list[str]
) -> Iterator[tuple[str | None, ...]]:
    """The rows as texts, by their row numbers where the table has such."""
    cells = ", ".join(
        f"CASE typeof({c}) WHEN 'blob' THEN {c} ELSE CAST({c} AS TEXT) END"
        for c in (_quoted(column) for column in columns)
    )
    query = f"SELECT {cells} FROM {_quoted(name)}"  # noqa: S608 - names are quoted, values are none
    taken = {column.lower() for column in columns}
    alias = next((a for a in ("rowid", "_rowid_", "oid") if a not in taken), None)
    try:
        found = database.execute(f"{query} NOT INDEXED ORDER BY {alias}" if alias else query)
    except sqlite3.OperationalError:  # a table WITHOUT ROWID
        found = database.execute(query)
    for row in found:
        yield tuple(text(cell) if isinstance(cell, bytes) else cell for cell in row)


def text(blob: bytes) -> str:
    r"""A blob as text, if it is such; else its bytes in hexadecimal.

    >>> text("é".encode()), text(b"\xff\x00")
    ('é', '0xff00')
    """
    try:
        said = blob.decode()
    except UnicodeDecodeError:
        return f"0x{blob.hex()}"
    binary = any(letter < " " and letter not in "\t\r\n" for letter in said)
    return f"0x{blob.hex()}" if binary else said


def _marks(content: bytes) -> Marks:
    """What the header says (section 1.3)."""
    if len(content) < 100:
        raise sqlite3.DatabaseError
    free, version, application, made_by = (
        int.from_bytes(content[at : at + 4], "big") for at in (36, 60, 68, 96)
    )
    writer = f"SQLite {made_by // 1_000_000}.{made_by // 1_000 % 1_000}.{made_by % 1_000}"
    ahead = content[18] == WRITE_AHEAD
    said = (
        ("written by", writer if made_by else ""),
        ("user version", str(version) if version else ""),
        ("application id", f"0x{application:08x}" if application else ""),
        ("free pages", f"{free:,}: deleted rows may lie there" if free else ""),
        ("write-ahead log", "not here: the last changes may be missing" if ahead else ""),
    )
    return tuple((name, value) for name, value in said if value)


def prepare() -> None:
    """Take a small database, so that all is loaded."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE t (a, b BLOB)")
        database.execute("INSERT INTO t VALUES (1.5, x'ff'), ('x', NULL)")
        database.commit()
        content = database.serialize()
    read(Source(BytesIO(content)), lambda _name, _batch: None)


FORMAT = Format("sqlite", "SQLite database", sniff, read, prepare)
