"""recordlinkage: blocks, comparisons and unsupervised ECM, as its guide has it; all in pandas.

python recordlinkage_links.py SORT LEAK REGISTER OUTPUT
"""

from __future__ import annotations

import math
import sys

import duckdb
import pandas as pd
import recordlinkage as rl
from common import drill_forms, drill_tables, plain_tables

BLOCKS = {
    "febrl": [["given_name", "surname"], ["date_of_birth"], ["soc_sec_id"], ["postcode"]],
    "fake": [["first_name"], ["surname"], ["dob"], ["email"]],
    "drill": [["email"], ["phone"], ["name", "postcode"], ["postcode", "house"], ["name", "house"]],
}
ALIKE = {
    "febrl": ["given_name", "surname", "address_1"],
    "fake": ["first_name", "surname", "email"],
    "drill": ["name", "street"],
}
SAME = {
    "febrl": ["date_of_birth", "soc_sec_id", "postcode", "street_number", "suburb"],
    "fake": ["dob", "city"],
    "drill": ["postcode", "house", "email", "phone"],
}


def main(sort: str, leak: str, register: str, output: str) -> None:
    connection = duckdb.connect()
    if sort == "drill":
        columns = drill_forms(connection, drill_tables(connection, leak, register))
    else:
        columns = plain_tables(connection, leak, register)
    rows, records = (
        connection.sql(f"FROM {side}").df().set_index("key") for side in ("leak", "register")
    )
    index = rl.Index()
    for block in BLOCKS[sort]:
        if set(block) <= columns:
            index.block(block)
    pairs = index.index(rows, records)
    compare = rl.Compare()
    for column in ALIKE[sort]:
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in SAME[sort]:
        if column in columns:
            compare.exact(column, column, label=column)
    told = compare.compute(pairs, rows, records)
    ecm = rl.ECMClassifier(binarize=None)
    ecm.fit(told)
    sure = ecm.prob(told).clip(1e-12, 1 - 1e-12)
    found = pd.DataFrame(
        {"register_id": sure.index.get_level_values(1), "probability": sure.to_numpy()}
    )
    found["leak_row"] = sure.index.get_level_values(0).astype("int64")
    found = found.sort_values(["leak_row", "probability"], kind="stable").drop_duplicates(
        "leak_row", keep="last"
    )
    found["weight"] = [math.log2(p / (1 - p)) for p in found.probability]
    found[["leak_row", "register_id", "weight"]].to_parquet(output, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
