"""Two tables of people, linked without a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tocsin import wiring
from tocsin.desk import looking
from tocsin.terms.errors import Refused
from tocsin.terms.register import RegisterMap

GIVEN = ("Anna", "Bram", "Chloé", "Daan", "Emma", "Fien", "Gaël", "Hugo", "Inès", "Jules")
FAMILY = ("Leroux", "De Smet", "Petit", "Claes", "Moreau", "Peeters", "Dubois", "Maes")
PEOPLE = {
    "ref": [f"K{n:06d}" for n in range(80)],
    "given_name": [g for g in GIVEN for _ in FAMILY],
    "surname": [f for _ in GIVEN for f in FAMILY],
    "date_of_birth": [f"19{50 + n % 40}-0{1 + n % 9}-{10 + n % 17}" for n in range(80)],
    "street": [f"{1 + n % 7} rue des {w}" for n, w in enumerate(["Lilas", "Roses"] * 40)],
    "city": ["Lille", "Gent", "Lyon", "Namur"] * 20,
    "member": [f"{7_301_117 + 7919 * n}" for n in range(80)],
}

Write = Callable[[dict[str, list[str]], str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(columns: dict[str, list[str]], name: str) -> Path:
        path = tmp_path / name
        if path.suffix == ".parquet":
            pq.write_table(pa.table(columns), path)
            return path
        rows = zip(*columns.values(), strict=True)
        path.write_text("\n".join([";".join(columns), *(";".join(row) for row in rows)]) + "\n")
        return path

    return written


def without(*columns: str) -> dict[str, list[str]]:
    return {name: cells for name, cells in PEOPLE.items() if name not in columns}


def linked(leak: Path, register: Path, key: str | None = "ref") -> dict[int, object]:
    with wiring.scratch(register=str(register)) as desk:
        said = RegisterMap(key=key, keyless=True)
        found = looking.link(desk, leak, str(register), said, wiring.connected(desk))
        return {row["leak_row"]: row["register_id"] for row in desk.engine.answer(found.rows)}


@pytest.mark.parametrize("register", ["customers.parquet", "customers.csv"])
def test_people_are_linked_without_e_mail_or_phone(write: Write, register: str) -> None:
    leak = write(without("ref", "member"), "leak.csv")

    assert linked(leak, write(PEOPLE, register)) == dict(enumerate(PEOPLE["ref"]))


def test_without_a_key_the_row_number_is_it(write: Write) -> None:
    leak = write(without("ref", "member"), "leak.csv")
    register = write(without("ref", "member"), "customers.parquet")

    assert linked(leak, register, key=None) == {row: row for row in range(80)}


def test_a_number_of_nobody_s_kind_that_both_sides_head_alike_ties_people(write: Write) -> None:
    leak = write({name: PEOPLE[name] for name in ("surname", "given_name", "member")}, "leak.csv")
    register = write(without("date_of_birth", "street", "city"), "customers.parquet")

    assert linked(leak, register) == dict(enumerate(PEOPLE["ref"]))


def test_a_key_that_two_customers_have_is_refused(write: Write) -> None:
    leak = write(without("ref"), "leak.csv")
    twice = PEOPLE | {"ref": ["K000001", *PEOPLE["ref"][1:]]}

    with pytest.raises(Refused, match="does not name one customer a row"):
        linked(leak, write(twice, "customers.parquet"))


def test_a_key_that_is_no_column_is_refused_with_those_that_are(write: Write) -> None:
    with pytest.raises(Refused, match="no column 'id'") as refused:
        linked(write(without("ref"), "leak.csv"), write(PEOPLE, "customers.parquet"), key="id")

    assert "surname" in str(refused.value.remedy)


def test_an_empty_register_is_refused(write: Write) -> None:
    nobody = {name: [] for name in PEOPLE}

    with pytest.raises(Refused, match="no rows"):
        linked(write(without("ref"), "leak.csv"), write(nobody, "customers.parquet"))


def test_a_leak_of_bare_words_is_refused(write: Write) -> None:
    leak = write(
        {"word": ["apple", "pear", "plum"], "colour": ["red", "green", "blue"]}, "leak.csv"
    )

    with pytest.raises(Refused, match="no table of people"):
        linked(leak, write(PEOPLE, "customers.parquet"))


def test_a_row_is_explained_by_the_records_around_it(write: Write) -> None:
    register = write(PEOPLE, "customers.parquet")
    with wiring.scratch(register=str(register)) as desk:
        said = RegisterMap(key="ref", keyless=True)
        leak = write(without("ref", "member"), "leak.csv")
        links = looking.link(desk, leak, str(register), said, wiring.connected(desk))
        why = looking.explained(desk, links, 3)
        weights = {row["leak_row"]: row["weight"] for row in desk.engine.answer(links.rows)}

    assert (why.fate.value, why.records[0].record) == ("linked", "K000003")
    assert why.records[0].weight == pytest.approx(weights[3], abs=0.01)
