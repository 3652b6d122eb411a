"""Plain SQL on DuckDB, in stages by hand: each takes the rows that are left, and normalises of the register
only the columns that it needs. No weights; a row that meets two records is left.

python duckdb_links.py drill LEAK REGISTER OUTPUT

Customer number with the name; e-mail; phone with the name alike; name and postcode; postcode and house number
with the name alike. The leak is copied from Windows-1252 to UTF-8 first.
"""

from __future__ import annotations

import sys

import duckdb
from common import drill_tables, email, folded, phone

NAME = f"{folded('prenom')} || ' ' || {folded('nom')}"
HOUSE = f"nullif(regexp_extract({folded('adresse')}, '[0-9]+'), '')"

STAGES = (
    ("id_client", {"number": "nullif(id_client, '')"}, ("number",), "l.name = r.name"),
    ("email", {"mail": email("email")}, ("mail",), "true"),
    ("telephone", {"phone": phone("telephone")}, ("phone",), "jaro_winkler_similarity(l.name, r.name) >= 0.88"),
    ("adresse", {"code": "nullif(cp, '')", "named": NAME}, ("code", "named"), "true"),
    ("adresse", {"code": "nullif(cp, '')", "house": HOUSE}, ("code", "house"), "jaro_winkler_similarity(l.name, r.name) >= 0.88"),
)  # fmt: skip
"""The column that must be there; the keys, by name; those joined on; and what else must hold."""


def main(_sort: str, leak: str, register: str, output: str) -> None:
    connection = duckdb.connect()
    columns = drill_tables(connection, leak, register)
    connection.sql(f"CREATE TABLE rest AS SELECT *, {NAME} AS name FROM raw_leak")
    connection.sql("CREATE TABLE links (leak_row BIGINT, register_id VARCHAR)")
    for needs, forms, keys, holds in STAGES:
        if needs not in columns:
            continue
        said = ", ".join(f"{form} AS {name}" for name, form in forms.items())
        on, listed = " AND ".join(f"l.{k} = r.{k}" for k in keys), ", ".join(keys)
        checked = "name" in holds
        connection.sql(f"CREATE OR REPLACE TABLE asked AS SELECT key, name, {said} FROM rest")
        connection.sql(
            f"""INSERT INTO links
            WITH r0 AS (SELECT key, prenom, nom, {said} FROM raw_register),
                 r1 AS (SELECT * FROM r0 SEMI JOIN asked USING ({listed})),
                 r AS (SELECT key, {listed}{f", {NAME} AS name" if checked else ""} FROM r1)
            SELECT l.key, min(r.key)::VARCHAR FROM asked l JOIN r ON {on} WHERE {holds}
            GROUP BY l.key HAVING count(*) = 1"""
        )
        connection.sql(
            "CREATE OR REPLACE TABLE left_over AS FROM rest ANTI JOIN links ON rest.key = links.leak_row"
        )
        connection.sql("DROP TABLE rest")
        connection.sql("ALTER TABLE left_over RENAME TO rest")
    connection.sql(f"COPY links TO '{output}' (FORMAT parquet)")


if __name__ == "__main__":
    main(*sys.argv[1:])
