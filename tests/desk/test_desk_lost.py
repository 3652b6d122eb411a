"""What each person lost, held against the drill's truth: every kind's people, to the last one."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Told = Callable[[str], dict[str, Any]]

HOLDS = {
    "id_client": "customer_number",
    "nom": "full_name",
    "prenom": "full_name",
    "adresse": "postal_address",
    "cp": "postcode",
    "ville": "city",
    "telephone": "phone",
    "email": "email",
    "password": "password_hash",
    "instructions": "free_text",
    "date_inscription": "date",
}
"""Which kind each column of the dump holds."""


def lost_in_truth(folder: Path) -> dict[str, int]:
    """People by kind, counted by hand from the dump and from whose each record is in truth."""
    with (folder / "leak.csv").open(encoding="cp1252", newline="") as stream:
        header, *records = csv.reader(stream, delimiter=";")
    held: dict[int, set[str]] = {}
    for row in pq.read_table(folder / "truth.parquet").to_pylist():
        if row["row"] is not None and row["person"] is not None:
            cells = zip(header, records[row["record"]], strict=True)
            kinds = {HOLDS[name] for name, cell in cells if cell.strip()}
            held.setdefault(row["person"], set()).update(kinds)
    return dict(Counter(kind for kinds in held.values() for kind in kinds))


def test_each_kinds_people_are_those_of_the_truth(
    told: Told, drilled: Callable[[str], Path]
) -> None:
    people = {one["kind"]: one["people"] for one in told("genuine")["kinds"]}

    assert people == lost_in_truth(drilled("genuine"))


def test_nothing_is_found_that_is_not_there_and_the_search_is_proved(told: Told) -> None:
    searched = {one["kind"]: one for one in told("genuine")["absent"]}

    assert all(one["found"] == 0 for one in searched.values())
    assert all(one["recall"] > 0.99 for kind, one in searched.items() if kind in ("iban", "nir"))
    assert searched["payment_card"]["planted"] == 400
