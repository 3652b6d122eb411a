"""Splink 5 on DuckDB, tuned by its own demonstrations: link_only, its comparisons for names, dates and e-mail,
blocking rules whose union covers the pairs, u by sampling, m by EM over several blocks, term frequencies.

python splink_links.py SORT LEAK REGISTER OUTPUT

For FEBRL the comparisons and rules of its demonstration of linking FEBRL 4; for fake_1000 those of linking
without deduplication; for the drill the comparisons and blocks of a run that was tuned by hand (e-mail; phone;
name and postcode; postcode and house number; name and house number), over columns that are put in normal form
first, as its guide asks. Each row gets the register record of the highest weight.
"""

from __future__ import annotations

import sys

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from common import drill_forms, drill_tables, plain_tables
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LEAST = -40.0
"""Weights below are not worth keeping: no threshold that low is the best."""


def febrl(_columns: set[str]) -> tuple[dict, list, list, list, float]:
    settings = {
        "blocking_rules_to_generate_predictions": [
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        "comparisons": [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    }  # fmt: skip
    certain = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    return settings, certain, [block_on("date_of_birth"), block_on("postcode")], [], 0.8


def fake(_columns: set[str]) -> tuple[dict, list, list, list, float]:
    settings = {
        "blocking_rules_to_generate_predictions": [
            block_on("first_name"),
            block_on("surname"),
            block_on("dob"),
            block_on("email"),
        ],
        "comparisons": [
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True, invalid_dates_as_null=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
    }
    certain = [
        "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
        "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
        "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
        block_on("email"),
    ]
    return settings, certain, [block_on("dob"), block_on("email"), block_on("first_name")], [], 0.7


def drill(columns: set[str]) -> tuple[dict, list, list, list, float]:
    blocks = [
        (("customer_number",), ("customer_number",)),
        (("email",), ("email",)),
        (("phone",), ("phone",)),
        (("name", "postcode"), ("name", "postcode")),
        (("postcode", "house"), ("postcode", "house")),
        (("name", "house"), ("name", "house")),
    ]
    compared = {
        "name": cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.75]).configure(term_frequency_adjustments=True),
        "line": cl.JaroWinklerAtThresholds("line", [0.92, 0.80]),
        "postcode": cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        "email": cl.CustomComparison(
            output_column_name="email",
            comparison_levels=[
                cll.NullLevel("email"),
                cll.ExactMatchLevel("email"),
                cll.LevenshteinLevel("email", 2),
                cll.ElseLevel(),
            ],
        ),
        "phone": cl.LevenshteinAtThresholds("phone", [2]),
        "customer_number": cl.ExactMatch("customer_number"),
        "password_hash": cl.ExactMatch("password_hash").configure(term_frequency_adjustments=True),
    }  # fmt: skip
    rules = [block_on(*fields) for fields, need in blocks if set(need) <= columns]
    settings = {
        "blocking_rules_to_generate_predictions": rules,
        "comparisons": [c for name, c in compared.items() if name in columns],
    }
    strong = [block_on(f) for f in ("email", "phone") if f in columns]
    certain = [*strong, block_on("name", "postcode", "house")]
    training = [
        block_on("name", "postcode"),
        block_on("postcode", "line"),
        *strong,
    ]
    return settings, certain, training, [], 0.95


def main(sort: str, leak: str, register: str, output: str) -> None:
    connection = duckdb.connect()
    if sort == "drill":
        columns = drill_tables(connection, leak, register)
        columns = drill_forms(connection, columns)
    else:
        columns = plain_tables(connection, leak, register)
    settings, certain, training, _, recall = {"febrl": febrl, "fake": fake, "drill": drill}[sort](columns)  # fmt: skip
    api = DuckDBAPI(connection=connection)
    sides = [
        api.register(connection.sql(f"FROM {side}"), dataset_display_name=f"a_{side}" if side == "leak" else f"b_{side}")
        for side in ("leak", "register")
    ]  # fmt: skip
    linker = Linker(
        sides, SettingsCreator(link_type="link_only", unique_id_column_name="key", **settings)
    )
    linker.training.estimate_probability_two_random_records_match(certain, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in training:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block)
        except Exception as error:  # a block without pairs trains nothing
            print(f"{block}: {type(error).__name__}: {error}", file=sys.stderr)
    found = linker.inference.predict(threshold_match_weight=LEAST)
    pairs = found.physical_name
    connection.sql(
        f"""COPY (
            SELECT key_l::BIGINT AS leak_row, arg_max(key_r, match_weight) AS register_id,
                   max(match_weight) AS weight
            FROM {pairs} GROUP BY key_l
        ) TO '{output}' (FORMAT parquet)"""
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
