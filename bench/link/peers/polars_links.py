"""Polars, lazily and streaming: the exact rules, all columns in normal form first, joined in stages.

python polars_links.py drill LEAK REGISTER OUTPUT

E-mail; phone with the family name alike in its first three letters; name and postcode. It has no likeness of texts.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import polars as pl
from common import REGISTER

ACCENTS = dict(
    zip("àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæ", [*"aaaaaaceeeeiiiinooooouuuuyy", "oe", "ae"], strict=True)
)


def folded(column: str) -> pl.Expr:
    lower = pl.col(column).fill_null("").str.to_lowercase().str.replace_many(ACCENTS)
    return lower.str.replace_all("[^a-z0-9]+", " ").str.strip_chars()


def forms(table: pl.LazyFrame, columns: list[str]) -> pl.LazyFrame:
    made = {
        "name": folded("prenom") + " " + folded("nom"),
        "start": folded("nom").str.slice(0, 3),
        "postcode": pl.col("cp"),
    }
    if "email" in columns:
        made["mail"] = pl.col("email").str.to_lowercase().str.replace_all(" ", "", literal=True)
        digits = (
            pl.col("telephone").str.replace("(0)", "", literal=True).str.replace_all("[^0-9]", "")
        )
        made["phone"] = digits.str.replace("^(0033|0032|33|32|0)", "")
    return table.select("key", **{n: pl.when(e != "").then(e) for n, e in made.items()})


def main(_sort: str, leak: str, register: str, output: str) -> None:
    with Path(leak).open(encoding="cp1252", newline="") as file:
        text = io.BytesIO(file.read().encode())
    rows = pl.read_csv(text, separator=";", infer_schema=False).with_row_index("key")
    columns = rows.columns
    rest = forms(rows.lazy(), columns).collect(engine="streaming")
    ours = pl.scan_parquet(register)
    there = [c for c in ("nom", "prenom", "cp", "telephone", "email") if c in columns]
    ours = ours.select(
        pl.col("customer_no").alias("key"), *(pl.col(REGISTER.get(c, c)).alias(c) for c in there)
    )
    records = forms(ours, columns)
    found = []
    for keys in (["mail"], ["phone", "start"], ["name", "postcode"]):
        if not set(keys) <= set(rest.columns):
            continue
        asked = rest.drop_nulls(keys).lazy().select(pl.col("key").alias("leak_row"), *keys)
        met = asked.join(records.select(pl.col("key").alias("register_id"), *keys), on=keys)
        told = met.group_by("leak_row").agg(pl.len().alias("n"), pl.col("register_id").min())
        stage = told.filter(pl.col("n") == 1).drop("n").collect(engine="streaming")
        found.append(stage)
        rest = rest.join(stage, left_on="key", right_on="leak_row", how="anti")
    pl.concat(found).write_parquet(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
