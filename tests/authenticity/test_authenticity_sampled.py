"""What a sample of a leak shows beside one of the register: real rows are like real rows, made-up ones are not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.authenticity import distributions, names_and_places, own_tags, password_repeats
from tocsin.authenticity.evidence import Evidence, Pairing, Repeats, Sampled, Spread, Tags
from tocsin.drill import Company, company

SIZES = (300, 1_000, 5_000)
"""Rows of a leak from which distributions are spoken of, and more."""


@pytest.fixture(scope="module")
def firm() -> Company:
    return company(7, 12_000)


def customers(firm: Company, **changes: pa.Array) -> pa.Table:
    """The drill's customers in normal form, as far as the checks look at them."""
    table = firm.register
    name = pc.binary_join_element_wise(
        pc.utf8_lower(table["nom"]), pc.utf8_lower(table["prenom"]), " "
    )
    phone = pc.replace_substring_regex(table["telephone"], r"^(\+33|\+32|0033|0032)?\D*0?", "")
    made = {
        "name": name,
        "country": table["pays"],
        "postcode": table["code_postal"],
        "phone": phone,
        "email": table["email"],
        "house": pc.replace_substring_regex(table["adresse"], r"^\D*(\d+).*$", r"\1"),
        "birth_date": pa.nulls(len(table), pa.string()),
        "password_hash": table["mot_de_passe"],
        "form": pc.cast(pc.utf8_length(table["mot_de_passe"]), pa.string()),
    }
    return pa.table(made | changes)


def shuffled(column: pa.ChunkedArray) -> pa.Array:
    order = np.random.default_rng(3).permutation(len(column))
    return column.combine_chunks().take(pa.array(order))


def halves(rows: pa.Table, size: int) -> tuple[pa.Table, pa.Table]:
    """A leak of so many rows, and a register without them: other people of the same sort."""
    order = np.random.default_rng(size).permutation(rows.num_rows)
    return rows.take(order[:size]), rows.take(np.sort(order[size:]))


def of(**parts: Any) -> Evidence:
    return Evidence(sampled=Sampled(**parts))


@pytest.mark.parametrize("size", SIZES)
def test_people_of_the_same_sort_are_never_against_a_copy(firm: Company, size: int) -> None:
    leak, register = halves(customers(firm), size)

    found = of(
        pairings=names_and_places.counted(leak, register),
        spreads=distributions.counted(leak, register),
        repeats=password_repeats.counted(leak, register),
        tags=own_tags.counted(leak, register),
    )

    for check in (names_and_places, distributions, password_repeats, own_tags):
        assert check.weigh(found).log10 == 0.0


@pytest.mark.parametrize("country", ["FR", "BE"])
def test_customers_of_one_country_alone_are_never_against_a_copy(
    firm: Company, country: str
) -> None:
    leak, register = halves(customers(firm), 5_000)
    one = leak.filter(pc.equal(leak["country"], country))

    found = of(pairings=names_and_places.counted(one, register))

    assert names_and_places.weigh(found).log10 == 0.0


@pytest.mark.parametrize("size", [1_000, 5_000])
@pytest.mark.parametrize("column", ["name", "phone"])
def test_columns_drawn_each_by_itself_are_against_a_copy(
    firm: Company, column: str, size: int
) -> None:
    leak, register = halves(customers(firm), size)
    drawn = leak.set_column(leak.column_names.index(column), column, shuffled(leak[column]))

    found = of(pairings=names_and_places.counted(drawn, register))

    assert names_and_places.weigh(found).log10 <= -1.0


def test_rows_drawn_so_beside_as_many_real_ones_do_not_make_all_of_them_made_up(
    firm: Company,
) -> None:
    leak, register = halves(customers(firm), 5_000)
    made_up = leak.set_column(leak.column_names.index("name"), "name", shuffled(leak["name"]))
    padded = pa.concat_tables([leak.slice(0, 2_500), made_up.slice(2_500)])

    found = of(pairings=names_and_places.counted(padded, register))

    assert names_and_places.weigh(found).log10 == 0.0


def test_a_register_of_one_country_without_postcodes_tells_nothing(firm: Company) -> None:
    rows = customers(firm, postcode=pa.nulls(12_000, pa.string()))
    leak, register = halves(rows.filter(pc.equal(rows["country"], "FR")), 3_000)

    found = of(pairings=names_and_places.counted(leak, register))

    assert names_and_places.weigh(found).log10 == 0.0


@pytest.mark.parametrize("size", [1_000, 5_000])
def test_hashes_that_never_repeat_are_against_a_copy(firm: Company, size: int) -> None:
    leak, register = halves(customers(firm), size)
    drawn = leak.set_column(
        leak.column_names.index("password_hash"),
        "password_hash",
        [[f"{n:032x}" for n in range(size)]],
    )

    found = of(repeats=password_repeats.counted(drawn, register))

    assert password_repeats.weigh(found).log10 <= -1.0


def test_an_empty_password_left_out_of_an_export_is_not_against_it(firm: Company) -> None:
    rows = customers(firm)
    often = pa.array(np.arange(12_000) % 5 == 0)
    usual = pc.if_else(often, "d41d8cd98f00b204e9800998ecf8427e", rows["password_hash"])
    leak, _ = halves(rows, 3_000)
    _, register = halves(customers(firm, password_hash=usual), 3_000)

    found = of(repeats=password_repeats.counted(leak, register))

    assert password_repeats.weigh(found).log10 == 0.0


def test_salted_hashes_are_not_held_against_unsalted_ones(firm: Company) -> None:
    leak, register = halves(customers(firm), 3_000)
    salted = leak.set_column(leak.column_names.index("form"), "form", [["bcrypt"] * 3_000])

    found = password_repeats.counted(salted, register)

    assert found is not None
    assert found.hashes == 0


def test_house_numbers_drawn_evenly_are_against_a_copy(firm: Company) -> None:
    leak, register = halves(customers(firm), 3_000)
    numbers = np.random.default_rng(1).integers(1, 1_000, 3_000)
    drawn = leak.set_column(leak.column_names.index("house"), "house", [[str(n) for n in numbers]])

    found = of(spreads=distributions.counted(drawn, register))

    assert distributions.weigh(found).log10 < 0


def born(days: Any) -> pa.Table:
    dates = [f"1980-{1 + n % 12:02d}-{day:02d}" for n, day in enumerate(days)]
    return pa.table({"house": pa.nulls(len(dates), pa.string()), "birth_date": dates})


def test_days_of_birth_up_to_28_are_against_a_copy() -> None:
    rng = np.random.default_rng(1)
    leak, register = born(rng.integers(1, 29, 2_000)), born(rng.integers(1, 32, 5_000))

    found = of(spreads=distributions.counted(leak, register))

    assert "days of birth" in distributions.weigh(found).because
    assert distributions.weigh(found).log10 < 0


def test_birth_dates_of_which_only_the_year_was_given_on_are_not_against_a_copy() -> None:
    rng = np.random.default_rng(1)
    leak, register = born([1] * 2_000), born(rng.integers(1, 32, 5_000))

    assert distributions.weigh(of(spreads=distributions.counted(leak, register))).log10 == 0.0


def by_day(many: int, hours: Any) -> pa.Array:
    """Sign-ups at these hours, of many days."""
    at = [
        86_400 * (16_000 + n) + 3_600 * int(hour)
        for n, hour in zip(range(many), hours, strict=True)
    ]
    return pa.array(at, pa.timestamp("s")).cast(pa.timestamp("us"))


def test_sign_ups_at_every_hour_alike_are_against_a_copy_of_a_register_with_nights() -> None:
    rng = np.random.default_rng(1)
    real = by_day(5_000, rng.integers(8, 23, 5_000))
    drawn = by_day(3_000, rng.integers(0, 24, 3_000))

    assert distributions.weigh(of(spreads=distributions.clocks(drawn, real))).log10 < 0


@pytest.mark.parametrize("zone", [0, 5, 11])
def test_sign_ups_on_the_clock_of_another_zone_are_not_against_a_copy(zone: int) -> None:
    rng = np.random.default_rng(1)
    real = by_day(5_000, rng.integers(8, 23, 5_000))
    moved = by_day(3_000, (rng.integers(8, 23, 3_000) + zone) % 24)

    assert distributions.weigh(of(spreads=distributions.clocks(moved, real))).log10 == 0.0


def test_sign_ups_beside_a_register_that_was_imported_in_one_hour_are_not_against_a_copy() -> None:
    rng = np.random.default_rng(1)
    imported = by_day(5_000, [3] * 5_000)
    real = by_day(3_000, rng.integers(8, 23, 3_000))

    assert distributions.weigh(of(spreads=distributions.clocks(real, imported))).log10 == 0.0


def tagged(word: str, some: int, rows: int) -> pa.Table:
    return pa.table(
        {"email": [f"p{n}{f'+{word}' if n < some else ''}@post.example" for n in range(rows)]}
    )


def test_the_tag_that_customers_use_here_is_this_firms() -> None:
    found = own_tags.counted(tagged("pizza", 6, 500), tagged("pizza", 40, 5_000))

    assert own_tags.weigh(of(tags=found)).log10 >= 1.0


def test_a_tag_that_no_customer_uses_is_another_firms() -> None:
    found = own_tags.counted(tagged("shoes", 6, 500), tagged("pizza", 40, 5_000))

    assert own_tags.weigh(of(tags=found)).log10 <= -1.0


def test_tags_for_everybody_name_no_firm() -> None:
    assert own_tags.counted(tagged("spam", 6, 500), tagged("pizza", 40, 5_000)) is None


COUNTS = st.integers(0, 10**6)
FEW = st.lists(st.integers(0, 10**5), min_size=7, max_size=31)


@given(COUNTS, COUNTS, st.floats(0, 1e9))
def test_repeats_are_only_ever_against_and_bounded(
    hashes: int, pairs: int, expected: float
) -> None:
    found = password_repeats.weigh(of(repeats=Repeats(hashes, pairs, expected)))

    assert -1.5 <= found.log10 <= 0.0


@given(FEW, st.booleans(), st.data())
def test_distributions_are_only_ever_against_and_bounded(
    leak: list[int], turns: bool, data: st.DataObject
) -> None:
    theirs = data.draw(st.lists(st.integers(0, 10**5), min_size=len(leak), max_size=len(leak)))
    spread = Spread("x", tuple(leak), tuple(theirs), turns)

    assert -1.5 <= distributions.weigh(of(spreads=(spread,) * 4)).log10 <= 0.0


@given(FEW)
def test_a_distribution_like_the_registers_is_never_against(counts: list[int]) -> None:
    spread = Spread("x", tuple(counts), tuple(7 * n for n in counts))

    assert distributions.weigh(of(spreads=(spread,))).log10 == 0.0


MEANS = st.floats(-2, 2)


@given(COUNTS, MEANS, MEANS, MEANS, st.floats(0, 1))
def test_names_and_places_are_only_ever_against_and_bounded(
    rows: int, leak: float, apart: float, real: float, error: float
) -> None:
    found = names_and_places.weigh(of(pairings=(Pairing("x", rows, leak, apart, real, error),)))

    assert -1.5 <= found.log10 <= 0.0


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_tags_are_bounded_and_silent_without_several(rows: int, named: int, n: int, m: int) -> None:
    found = own_tags.weigh(of(tags=Tags(rows, "x", named, n, m)))

    assert -1.5 <= found.log10 <= 1.5
    assert found.silent or named >= 3
