"""What a pair weighs: missing values nothing, either way; disagreements against; sums held down."""

from __future__ import annotations

import itertools

import pyarrow as pa
import pytest
from linkage_cases import ANNA, BRAM, SIZE, Bench, only, similarity, without

from tocsin.linkage import score
from tocsin.linkage.comparisons import COMPARISONS, FIELDS

Person = dict[str, str]


def weights(bench: Bench, pairs: list[tuple[Person, Person]], size: int = SIZE) -> list[float]:
    sides = {"leak": [leak for leak, _ in pairs], "register": [record for _, record in pairs]}
    columns = {
        f"{side}_{field}": pa.array([row.get(field) for row in rows], pa.string())
        for side, rows in sides.items()
        for field in FIELDS
    }
    known = bench.known(pa.table({"n": range(len(pairs))} | columns))
    weighed = score.weigh(score.levels(known, similarity), size)
    return [r["weight"] for r in bench.answer(weighed.order_by("n"))]


def weight(bench: Bench, leak: Person, record: Person) -> float:
    (found,) = weights(bench, [(leak, record)])
    return found


def test_what_is_missing_is_worth_the_same_on_either_side(bench: Bench) -> None:
    subsets = [only(ANNA, *s) for n in range(9) for s in itertools.combinations(ANNA, n)]
    ours = weights(bench, [(some, ANNA) for some in subsets])

    assert ours == weights(bench, [(ANNA, some) for some in subsets])


def test_a_pair_that_has_nothing_to_compare_weighs_the_prior(bench: Bench) -> None:
    assert weight(bench, {}, ANNA) == pytest.approx(score.prior(SIZE), abs=0.001)


@pytest.mark.parametrize("field", ["email", "name", "phone", "customer_number", "password_hash"])
def test_to_disagree_counts_against_and_to_lack_does_not(bench: Bench, field: str) -> None:
    lacking = weight(bench, without(ANNA, field), ANNA)

    assert weight(bench, ANNA | {field: BRAM[field]}, ANNA) < lacking


def test_phone_and_address_together_say_no_more_than_household(bench: Bench) -> None:
    row = only(ANNA, "phone", "street", "house", "postcode")

    assert weight(bench, row, ANNA) == pytest.approx(score.HOUSEHOLD, abs=0.001)


def test_a_customer_number_alone_never_outweighs_the_prior(bench: Bench) -> None:
    (found,) = weights(bench, [(only(ANNA, "customer_number"), ANNA)], size=10**9)

    assert found == pytest.approx(-score.GUESSED, abs=0.001)


def test_every_comparison_orders_its_levels_from_for_to_against() -> None:
    assert all(c.levels[0].bits > 0 > c.levels[-1].bits for c in COMPARISONS)


def test_a_nearly_equal_e_mail_says_nothing_beside_the_same_name(bench: Bench) -> None:
    near = ANNA | {"email": "anna.leroxu@post.example"}

    assert weight(bench, near, ANNA) == weight(bench, without(ANNA, "email"), ANNA)


def test_addresses_of_namesakes_that_differ_by_a_number_differ(bench: Bench) -> None:
    namesake = ANNA | {"email": "anna.leroux1@post.example"}
    other = ANNA | {"email": "somebody.else@mail.example"}

    assert weight(bench, namesake, ANNA) == weight(bench, other, ANNA)
