"""Register SQL: the few statements that list and read a table, for PostgreSQL and for MySQL.

Columns of types that the bulk reader does not take are asked for as text, bytes as hexadecimal
(a digest kept as 16 bytes is still a digest), and MySQL's days without month or day as NULL.

>>> POSTGRESQL.select("crm.customers", [{"name": "id", "type": "int4", "digits": None, "scale": None}])
'SELECT "id" FROM "crm"."customers"'
>>> MYSQL.quoted("a`b")
'`a``b`'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Columns = Sequence[Mapping[str, object]]

DIGITS, SCALE = 18, 10
"""Digits before and after the point of an exact number that the bulk reader takes (measured with
connectorx 0.4.6: its decimals have 28 digits, 10 of them after the point)."""


@dataclass(frozen=True, slots=True)
class Server:
    """How one sort of server is asked."""

    sort: str
    port: int
    mark: str
    """What quotes a name; doubled within one."""

    before: tuple[str, ...]
    """Statements that make the session read only, and its texts UTF-8."""

    columns: str
    """The query for all columns of all tables and views, in order: the table, whether it is one
    (and no view), the column's name, its type, and the digits and scale of an exact number."""

    read: Callable[[str, str, bool, bool], str]
    """From a quoted column, its type, whether it is a whole number and whether its digits fit, to
    what is selected."""

    def quoted(self, name: str) -> str:
        """A name as an identifier."""
        return f"{self.mark}{name.replace(self.mark, self.mark * 2)}{self.mark}"

    def select(self, table: str, columns: Columns) -> str:
        """The query for all rows of a table."""
        listed = ", ".join(self._selected(column) for column in columns)
        name = ".".join(
            self.quoted(part) for part in table.rpartition(".") if part not in ("", ".")
        )
        return f"SELECT {listed} FROM {name}"  # noqa: S608 -- every name is quoted

    def _selected(self, column: Mapping[str, object]) -> str:
        name = self.quoted(str(column["name"]))
        digits, scale = column["digits"], column["scale"]
        fits = (
            isinstance(digits, int)
            and isinstance(scale, int)
            and digits - scale <= DIGITS
            and scale <= SCALE
        )
        read = self.read(name, str(column["type"]), fits and scale == 0, fits)
        return name if read == name else f"{read} AS {name}"


PG_AS_IS = frozenset(
    {"bool", "int2", "int4", "int8", "float4", "float8", "text", "varchar", "date", "timestamp"}
    | {"timestamptz", "uuid", "name"}
)
MY_AS_IS = frozenset(
    {"tinyint", "smallint", "mediumint", "int", "bigint", "float", "double", "year", "char"}
    | {"varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"}
)
MY_DATES = frozenset({"date", "datetime", "timestamp"})
MY_BYTES = frozenset({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"})


def _postgresql(name: str, kind: str, whole: bool, fits: bool) -> str:
    if kind in PG_AS_IS or (kind == "numeric" and fits and not whole):
        return name
    if kind == "numeric" and whole:
        return f"{name}::int8"
    if kind == "bytea":
        return f"encode({name}, 'hex')"
    return f"{name}::text"


def _mysql(name: str, kind: str, whole: bool, fits: bool) -> str:
    if kind in MY_AS_IS or (kind == "decimal" and fits and not whole):
        return name
    if kind == "decimal" and whole:
        return f"CAST({name} AS SIGNED)"
    if kind in MY_DATES:
        return f"IF(YEAR({name}) = 0 OR MONTH({name}) = 0 OR DAY({name}) = 0, NULL, {name})"
    if kind in MY_BYTES:
        return f"LOWER(HEX({name}))"
    return f"CAST({name} AS CHAR)"


POSTGRESQL = Server(
    sort="postgresql",
    port=5432,
    mark='"',
    before=("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",),
    columns="SELECT (CASE WHEN t.table_schema = current_schema() THEN ''"
    " ELSE t.table_schema || '.' END || t.table_name)::text AS table,"
    " (t.table_type = 'BASE TABLE')::int4 AS is_table, c.column_name::text AS name,"
    " c.udt_name::text AS type, c.numeric_precision::int4 AS digits, c.numeric_scale::int4 AS scale"
    " FROM information_schema.tables AS t JOIN information_schema.columns AS c"
    " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
    " WHERE t.table_schema NOT IN ('pg_catalog', 'information_schema')"
    " ORDER BY 1, c.ordinal_position",
    read=_postgresql,
)

MYSQL = Server(
    sort="mysql",
    port=3306,
    mark="`",
    before=("SET SESSION TRANSACTION READ ONLY",),
    columns="SELECT CAST(t.table_name AS CHAR) AS `table`,"
    " CAST(t.table_type = 'BASE TABLE' AS SIGNED) AS is_table, CAST(c.column_name AS CHAR) AS name,"
    " CAST(c.data_type AS CHAR) AS type, CAST(c.numeric_precision AS SIGNED) AS digits,"
    " CAST(c.numeric_scale AS SIGNED) AS scale"
    " FROM information_schema.tables AS t JOIN information_schema.columns AS c"
    " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
    " WHERE t.table_schema = DATABASE() ORDER BY t.table_name, c.ordinal_position",
    read=_mysql,
)
