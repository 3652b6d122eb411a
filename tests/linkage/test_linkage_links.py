"""Which row is linked, which is not, and which is told to be ambiguous."""

from __future__ import annotations

import itertools

import ibis.expr.datatypes as dt
import pytest
from linkage_cases import ANNA, BRAM, Bench, only, without

MOVED = {"street": "avenue foch", "house": "3", "postcode": "69002"}
STRANGER = {
    "email": "z.quint@brief.invalid",
    "phone": "699999999",
    "name": "quint zora",
    "street": "quai nord",
    "house": "88",
    "postcode": "13001",
    "password_hash": "00003b5aa765d61d8327deb882cf0000",
    "customer_number": "D00009999",
}
HUSBAND = ANNA | {
    "email": "marc.leroux@post.example",
    "name": "leroux marc",
    "password_hash": "1111",
    "customer_number": "D00000044",
}


LINKED = {
    "that agrees in everything": ANNA,
    "of e-mail and name only": only(ANNA, "email", "name"),
    "of a customer who moved": ANNA | MOVED,
    "of one who moved, e-mail and name left": only(ANNA, "email", "name") | MOVED,
    "with a slip in its e-mail": ANNA | {"email": "anna.lerouxx@post.example"},
    "of a slip in its e-mail, name and address": only(ANNA, "name", "street", "house", "postcode")
    | {"email": "ana.leroux@post.example"},
    "with a slip in its name": ANNA | {"name": "amna leroux"},
    "of name and phone only": only(ANNA, "name", "phone"),
    "of name and address only": only(ANNA, "name", "street", "house", "postcode"),
    "of name and customer number only": only(ANNA, "name", "customer_number"),
    "with slips in name and street, and a password hash": without(
        ANNA, "email", "phone", "customer_number"
    )
    | {"name": "anna lerouy", "street": "rue lilax"},
}

NOT_LINKED = {
    "with an existing customer number": STRANGER | only(ANNA, "customer_number"),
    "with an existing e-mail": STRANGER | only(ANNA, "email"),
    "of an e-mail alone": only(ANNA, "email"),
    "with an existing phone": STRANGER | only(ANNA, "phone"),
    "of a namesake in the same postcode": STRANGER | only(ANNA, "name", "postcode"),
    "whose e-mail was built from the same name": STRANGER | only(ANNA, "name", "email"),
    "with an existing customer number and by chance its name": STRANGER
    | only(ANNA, "name", "customer_number"),
    "with an existing customer number, by chance its name, and an e-mail made from it": STRANGER
    | only(ANNA, "name", "customer_number")
    | {"email": "anna.leroux7@post.example"},
    "of the household": only(HUSBAND, "name", "phone", "street", "house", "postcode"),
    "of the household, unnamed": only(ANNA, "phone", "street", "house", "postcode"),
    "of a password in a postcode": only(ANNA, "password_hash", "postcode"),
    "that is empty": {},
}


@pytest.fixture(scope="module")
def linked(bench: Bench) -> set[str]:
    """All cases in one leak: the names of those that are linked to Anna's record."""
    cases = LINKED | NOT_LINKED
    found = bench.links(list(cases.values()), [BRAM, ANNA])
    assert set(found.values()) == {1}
    return {name for row, name in enumerate(cases) if row in found}


@pytest.mark.parametrize("row", LINKED)
def test_a_row_is_linked(linked: set[str], row: str) -> None:
    assert row in linked


@pytest.mark.parametrize("row", NOT_LINKED)
def test_a_row_is_not_linked(linked: set[str], row: str) -> None:
    assert row not in linked


def test_each_of_a_household_is_linked_to_their_own_record(bench: Bench) -> None:
    found = bench.links([without(HUSBAND, "email"), without(ANNA, "email")], [ANNA, HUSBAND])

    assert found == {0: 1, 1: 0}


def test_a_row_that_fits_two_people_is_ambiguous(bench: Bench) -> None:
    namesake = ANNA | {"customer_number": "D00000099"}

    assert bench.ambiguous([without(ANNA, "customer_number")], [ANNA, namesake]) == [0]


def test_a_row_that_is_ambiguous_is_not_linked(bench: Bench) -> None:
    namesake = ANNA | {"customer_number": "D00000099"}

    assert bench.links([without(ANNA, "customer_number")], [ANNA, namesake]) == {}


def test_a_row_that_fits_two_accounts_of_one_person_is_linked(bench: Bench) -> None:
    second = ANNA | {"customer_number": "D00000099"}

    assert bench.links([without(ANNA, "customer_number")], [ANNA, second], person=[0, 0]) == {0: 0}


def test_the_customer_number_decides_between_two_accounts(bench: Bench) -> None:
    second = ANNA | {"customer_number": "D00000099"}

    assert bench.links([second], [ANNA, second]) == {0: 1}


def test_rows_that_repeat_are_each_linked(bench: Bench) -> None:
    assert bench.links([ANNA, ANNA, ANNA], [ANNA]) == {0: 0, 1: 0, 2: 0}


def test_a_rare_name_links_where_a_common_one_does_not(bench: Bench) -> None:
    crowd = [{"name": "jean martin", "postcode": f"{n:05d}"} for n in range(60)]
    rows = [
        {"name": "jean martin", "postcode": "00007"},
        {"name": "anna leroux", "postcode": "00007"},
    ]
    register = [*crowd, {"name": "anna leroux", "postcode": "00007"}]

    found = bench.link(rows, register, size=1_000_000)

    assert [r["leak_row"] for r in bench.answer(found.links)] == [1]


def test_a_value_borne_by_very_many_is_no_block_and_is_counted(bench: Bench) -> None:
    crowd = [{"email": "no@shop.invalid", "name": f"n{n}"} for n in range(51)]

    found = bench.link([{"email": "no@shop.invalid", "name": "n7"}], crowd)

    assert {"block": "email", "values": 1, "records": 51} in bench.answer(found.commonplace)


def test_links_have_the_columns_of_the_contract(bench: Bench) -> None:
    schema = bench.link([ANNA], [ANNA]).links.schema()

    assert dict(schema) == {
        "leak_row": dt.int64,
        "register_id": dt.int64,
        "weight": dt.float64,
        "probability": dt.float64,
        "pattern": dt.string,
    }


def test_the_pattern_names_the_level_of_every_comparison(bench: Bench) -> None:
    (found,) = bench.answer(bench.link([without(ANNA, "phone") | MOVED], [ANNA]).links)

    assert found["pattern"] == (
        "email=same;name=same;phone=missing;address=differs;customer_number=same;password_hash=same;"
        "identity=missing;birth_date=missing;city=missing"
    )


def subsets() -> list[dict[str, str]]:
    """Anna with every choice of fields left blank."""
    sizes = range(1, len(ANNA) + 1)
    return [only(ANNA, *some) for n in sizes for some in itertools.combinations(ANNA, n)]


def test_an_unrelated_record_never_changes_a_link(bench: Bench) -> None:
    assert bench.links(subsets(), [ANNA]) == bench.links(subsets(), [ANNA, STRANGER])
