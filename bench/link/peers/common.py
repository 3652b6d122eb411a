"""Common: how peers on DuckDB read a set's files, and the normal forms of the drill's columns.

The register is the company's own. In the leak a row is numbered as it stands in the file.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb

REGISTER = {
    "id_client": "customer_no",
    "cp": "code_postal",
    "password": "mot_de_passe",
}
"""What the register calls the columns of the leak, where not the same."""

DRILL = ("id_client", "nom", "prenom", "adresse", "cp", "ville", "telephone", "email", "password")


def utf8(path: str) -> str:
    """A copy of a file in Windows-1252 that DuckDB can read: its own latin-1 refuses the euro sign."""
    with (
        Path(path).open(encoding="cp1252", newline="") as old,
        NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv", delete=False) as new,
    ):
        shutil.copyfileobj(old, new, 1 << 20)
    return new.name


def csv_at(path: str, options: str) -> str:
    return f"read_csv('{path}', header = true, all_varchar = true, parallel = false, {options})"


def plain_tables(connection: duckdb.DuckDBPyConnection, leak: str, register: str) -> set[str]:
    """`leak` and `register` with `key` and the file's columns, empty cells null."""
    for side, path in (("leak", leak), ("register", register)):
        connection.sql(f"CREATE TABLE raw_{side} AS FROM {csv_at(path, 'nullstr = [chr(0)]')}")
    columns = list(connection.sql("FROM raw_leak LIMIT 0").columns)
    cells = ", ".join(f"nullif(trim({c}), '') AS {c}" for c in columns)
    connection.sql(
        f"CREATE TABLE leak AS SELECT (row_number() OVER () - 1)::VARCHAR AS key, {cells} FROM raw_leak"
    )
    connection.sql(f"CREATE TABLE register AS SELECT record_key AS key, {cells} FROM raw_register")
    return set(columns)


def drill_tables(connection: duckdb.DuckDBPyConnection, leak: str, register: str) -> set[str]:
    """`raw_leak` and `raw_register` with `key` and the leak's columns as they stand."""
    read = csv_at(utf8(leak), "delim = ';', quote = '\"'")
    columns = [c for c in connection.sql(f"FROM {read} LIMIT 0").columns if c in DRILL]
    connection.sql(
        f"CREATE TABLE raw_leak AS SELECT row_number() OVER () - 1 AS key, {', '.join(columns)} FROM {read}"
    )
    ours = ", ".join(f"{REGISTER.get(c, c)}::VARCHAR AS {c}" for c in columns)
    connection.sql(
        f"CREATE VIEW raw_register AS SELECT customer_no AS key, {ours} FROM read_parquet('{register}')"
    )
    return set(columns)


def email(c: str) -> str:
    return f"nullif(replace(lower({c}), ' ', ''), '')"


def phone(c: str) -> str:
    digits = f"regexp_replace(replace({c}, '(0)', ''), '[^0-9]', '', 'g')"
    return f"nullif(regexp_replace({digits}, '^(0033|0032|33|32|0)', ''), '')"


def folded(c: str) -> str:
    return f"trim(regexp_replace(lower(strip_accents({c})), '[^a-z0-9]+', ' ', 'g'))"


def drill_forms(connection: duckdb.DuckDBPyConnection, columns: set[str]) -> set[str]:
    """`leak` and `register` in normal form: `key` and what the columns allow."""
    line = folded("adresse")
    forms = {
        "name": f"{folded('prenom')} || ' ' || {folded('nom')}",
        "postcode": "nullif(cp, '')",
        "line": f"nullif({line}, '')",
        "house": f"nullif(regexp_extract({line}, '[0-9]+'), '')",
        "street": f"nullif(trim(regexp_replace({line}, '[0-9]+', '')), '')",
    }
    if "email" in columns:
        forms |= {"email": email("email"), "phone": phone("telephone")}
    if "id_client" in columns:
        forms |= {"customer_number": "nullif(id_client, '')"}
    if "password" in columns:
        forms |= {"password_hash": "nullif(password, '')"}
    said = ", ".join(f"{form} AS {name}" for name, form in forms.items())
    for side in ("leak", "register"):
        connection.sql(f"CREATE TABLE {side} AS SELECT key::VARCHAR AS key, {said} FROM raw_{side}")
    return set(forms)
