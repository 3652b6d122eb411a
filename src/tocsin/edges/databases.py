"""Databases: the register where it lives, on a PostgreSQL or MySQL server or in a file, read only.

`connect` takes the address as the person gave it. What an address holds of names and passwords is
in no error, repr or log: those name the host and the database. A server's session is read only
before its first query, each query runs in a child process (`databases_child`), and rows stream.

>>> connect("postgresql://anna:secret@db.example/shop")
<postgresql register: database shop at db.example>
>>> sort_of("customers.csv")
'csv'
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from urllib.parse import unquote, urlsplit

import pyarrow as pa

from tocsin.edges.register_files import ParquetRegister, SqliteRegister, chosen, hand_over
from tocsin.edges.register_sql import MYSQL, POSTGRESQL, Server
from tocsin.ports import Register
from tocsin.terms.errors import Refused, Unavailable

REACHED_WITHIN = 5.0
"""Seconds for a server to take a connection."""

ANSWERED_WITHIN = 15.0
"""Seconds for a server to let us in and answer what tables it has."""

FIRST_ROWS_WITHIN = 600.0
"""Seconds for the first rows of a table: a view may have to be worked out first."""

SERVERS: dict[str, Server] = {
    "postgresql": POSTGRESQL,
    "postgres": POSTGRESQL,
    "mysql": MYSQL,
    "mariadb": MYSQL,
}
"""By the scheme of the address."""

CHECK = "Check the address, and that the server runs and may be reached from here."
SAID: dict[str, tuple[str, str]] = {
    "login": (
        "refused the user name or password",
        "Check both; characters such as @ and / are written %40 and %2F.",
    ),
    "database": ("has no such database, or does not open it to this user", "Check its name."),
    "connection": ("did not answer", CHECK),
    "query": (
        "could not be read",
        "Check that this user may SELECT from the table and that its values are valid.",
    ),
    "read-only": (
        "was asked to write, which it refuses",
        "Read a table or a view that only reads.",
    ),
}
"""What each sort of refusal is to a person, after 'The database ... '."""

REFUSALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("login", ("access denied for user", "authentication failed", "role ", "password", "pg_hba")),
    ("database", ("unknown database", "database ", "access denied")),
    ("connection", ("",)),
)
"""What the drivers say of a connection that fails, in the order to look for it."""

COMPLAINT = b"r2d2"
"""The connection pool's name, with which it begins what it complains of."""


def sort_of(uri: str) -> str:
    """'postgresql', 'mysql', 'sqlite', 'parquet' or 'csv'; `Refused` where an address is none."""
    scheme = uri.partition(":")[0].lower()
    if scheme in SERVERS:
        return SERVERS[scheme].sort
    if scheme == "sqlite":
        return "sqlite"
    suffix = Path(uri).suffix.lower()
    if suffix in (".parquet", ".pq"):
        return "parquet"
    if suffix in (".csv", ".tsv", ".txt"):
        return "csv"
    raise Refused(
        "This is not an address of a register.",
        "Give postgresql://..., mysql://..., sqlite:FILE, FILE.parquet or FILE.csv.",
    )


def is_database(uri: str) -> bool:
    """Whether an address is one of a database, known here or not, and no plain path of a file.

    >>> is_database("oracle://db.example/shop"), is_database("C:/customers.csv")
    (True, False)
    """
    return "://" in uri or uri.partition(":")[0].lower() in {*SERVERS, "sqlite"}


def connect(uri: str) -> Register:
    """The register at an address. Nothing is opened before it is read.

    A text file is `Refused` here: whoever reads it hands it to the sandbox's parser.
    """
    sort = sort_of(uri)
    if sort == "sqlite":
        return SqliteRegister(Path(uri[len("sqlite:") :].removeprefix("//")))
    if sort == "parquet":
        return ParquetRegister(Path(uri))
    if sort == "csv":
        raise Refused("A text file is not read as a database.", "Hand it to the parser.")
    return ServerRegister.at(uri)


@dataclass(frozen=True, slots=True, repr=False)
class ServerRegister:
    """`ports.Register` on a PostgreSQL or MySQL (MariaDB) server."""

    server: Server
    host: str
    port: int
    database: str
    _uri: str = field(repr=False)

    @classmethod
    def at(cls, uri: str) -> ServerRegister:
        """Take an address apart; `Refused` where it names no host or no database."""
        try:
            parts = urlsplit(uri)
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        database = unquote(parts.path.strip("/")) if host else ""
        if not host or not database:
            raise Refused(
                "The address of the register names no host or no database.",
                "Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.",
            )
        server = SERVERS[parts.scheme.lower()]
        return cls(
            server,
            host,
            port or server.port,
            database,
            parts._replace(scheme=server.sort).geturl(),
        )

    def __repr__(self) -> str:
        return f"<{self.sort} register: database {self.database} at {self.host}>"

    @property
    def sort(self) -> str:
        """'postgresql' or 'mysql'."""
        return self.server.sort

    @property
    def lies(self) -> None:
        """A server's tables must be read."""

    def read(
        self, table: str | None, sink: Callable[[pa.RecordBatchReader], object]
    ) -> tuple[str, ...]:
        """Hand all rows of a table to `sink`; the only table where none is named."""
        columns = self._ask(self.server.columns, ANSWERED_WITHIN).read_all().to_pylist()
        readable = list(dict.fromkeys(c["table"] for c in columns))
        tables = list(dict.fromkeys(c["table"] for c in columns if c["is_table"]))
        name = chosen(table, tables, readable)
        query = self.server.select(name, [c for c in columns if c["table"] == name])
        return hand_over(self._ask(query, FIRST_ROWS_WITHIN), sink)

    def _ask(self, query: str, within: float) -> pa.RecordBatchReader:
        """Run one query in a read-only session of a child process."""
        self._reach()
        child = subprocess.Popen(  # nothing of the address in argv, where others could see it
            [sys.executable, "-P", "-m", "tocsin.edges.databases_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        order = {"uri": self._uri, "query": query, "before": list(self.server.before)}
        if child.stdin is not None:
            with suppress(BrokenPipeError), child.stdin:  # a child that died is heard of below
                child.stdin.write(json.dumps(order).encode())
        word = _word(child, within)
        try:
            reader = pa.ipc.open_stream(child.stdout) if word == "ok" else None
        except (pa.ArrowException, OSError):
            reader, word = None, "query"
        if reader is None:
            _end(child)
            raise self._unavailable(word)
        return pa.RecordBatchReader.from_batches(reader.schema, self._batches(child, reader))

    def _batches(
        self, child: subprocess.Popen[bytes], reader: pa.RecordBatchReader
    ) -> Iterator[pa.RecordBatch]:
        """The child's batches; a child that ends badly has not sent everything."""
        whole = False
        try:
            yield from reader
            whole = child.wait(REACHED_WITHIN) == 0
        except (pa.ArrowException, OSError, subprocess.TimeoutExpired):
            whole = False
        finally:
            _end(child)
        if not whole:
            raise self._unavailable("query")

    def _reach(self) -> None:
        """Find out quickly whether anybody is there: the library would try for half a minute."""
        try:
            socket.create_connection((self.host, self.port), REACHED_WITHIN).close()
        except OSError:
            raise self._unavailable("connection") from None

    def _unavailable(self, word: str) -> Unavailable:
        says, remedy = SAID.get(word, SAID["connection"])
        return Unavailable(f"The database {self.database} at host {self.host} {says}.", remedy)


def refusal(said: str) -> str:
    """The sort of refusal in what a driver said.

    >>> refusal("Access denied for user 'x'"), refusal('database "x" does not exist')
    ('login', 'database')
    """
    low = said.lower()
    return next(sort for sort, words in REFUSALS if any(word in low for word in words))


def _word(child: subprocess.Popen[bytes], within: float) -> str:
    """'ok' once the child has rows to send; else the sort of refusal."""
    if child.stdout is None or child.stderr is None:
        return "connection"
    until = monotonic() + within
    while (left := until - monotonic()) > 0:
        ready, _, _ = select.select([child.stdout, child.stderr], [], [], left)
        if child.stdout in ready:
            return "ok" if child.stdout.readline(8) == b"ok\n" else "query"
        if child.stderr in ready:
            line = child.stderr.readline(4096)
            if COMPLAINT in line:
                return refusal(line.decode(errors="replace"))
    return "connection"


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child, and let go of its streams."""
    child.kill()
    child.wait()
    for stream in (child.stdout, child.stderr):
        if stream is not None:
            stream.close()
