"""Each claim against what was established."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin.possession.claims import Holding, weigh
from tocsin.terms.claim import Claim, ClaimAnswer, Demand, Note, Status, Subject
from tocsin.terms.scope import Category, KindAbsent, KindHeld

FRENCH = Claim(Subject.RECORDS, "over 592,000 records in France", 1, 592_000, True, "FR")
TOPPINGS = Claim(Subject.KIND, "favourite toppings", 2, kind="preference")
CARDS = Claim(Subject.KIND, "payment cards", 2, kind="payment_card")
PASSWORDS = Claim(Subject.KIND, "passwords", 2, kind="password_hash")
BIRTHS = Claim(Subject.KIND, "dates of birth", 2, kind="date")
SHARED = Claim(Subject.SOURCE, "one database", 3)
ALL = Claim(Subject.WHOLE, "all of the data", 4)

MD5 = KindHeld("password_hash", Category.CREDENTIAL, 640_000, 630_000, "MD5, unsalted")
DATES = KindHeld("date", Category.TIME, 650_000, 640_000)
NO_CARDS = KindAbsent("payment_card", 5_000_000, 0, 200, 196, 12)

DUMP = Holding(
    sample=False,
    rows=650_000,
    rows_by_country=(("FR", 592_000), ("BE", 58_000)),
    people=640_000,
    register_people=2_400_000,
    held=(MD5, DATES),
    absent=(NO_CARDS,),
    together=("FR", "BE"),
)
SAMPLE = Holding(sample=True, rows=6, rows_by_country=(("FR", 3), ("BE", 3)), held=(MD5,))


def answer(claim: Claim, held: Holding) -> ClaimAnswer:
    return weigh(Note((claim,), Demand(None, None), "en"), held)[0]


def test_over_592_000_is_found_in_a_dump_of_592_000() -> None:
    assert answer(FRENCH, DUMP).status is Status.FOUND


def test_a_claim_rounded_up_by_less_than_one_in_a_hundred_is_found() -> None:
    held = replace(DUMP, rows_by_country=(("FR", 588_000), ("BE", 62_000)))
    assert answer(FRENCH, held).status is Status.FOUND


def test_far_fewer_rows_in_a_dump_contradict_and_both_numbers_are_said() -> None:
    held = replace(DUMP, rows_by_country=(("FR", 92_000), ("BE", 558_000)))
    because = answer(FRENCH, held).because
    assert (answer(FRENCH, held).status, "92,000" in because, "592,000" in because) == (
        Status.CONTRADICTED,
        True,
        True,
    )


def test_rows_of_unknown_country_that_could_fill_the_gap_leave_it_untested() -> None:
    held = replace(DUMP, rows_by_country=(("FR", 500_000), ("BE", 50_000)))
    assert answer(FRENCH, held).status is Status.UNTESTED


def test_a_sample_never_bounds_the_volume() -> None:
    assert answer(FRENCH, SAMPLE).status is Status.UNTESTED


def test_a_sample_against_a_register_too_small_for_the_claim_says_so() -> None:
    assert "fewer than claimed" in answer(FRENCH, replace(SAMPLE, register_people=9_000)).because


def test_toppings_in_no_column_of_a_sample_are_not_found() -> None:
    assert answer(TOPPINGS, SAMPLE).status is Status.NOT_FOUND


def test_cards_looked_for_in_vain_are_not_found_with_a_bound() -> None:
    found = answer(CARDS, DUMP)
    assert (found.status, "98%" in found.because, "at most 12 rows" in found.because) == (
        Status.NOT_FOUND,
        True,
        True,
    )


def test_cards_that_the_search_of_cells_found_are_found() -> None:
    held = replace(DUMP, absent=(replace(NO_CARDS, found=7),))
    assert answer(CARDS, held).status is Status.FOUND


def test_passwords_held_as_hashes_are_found_and_said_to_be_hashes() -> None:
    found = answer(PASSWORDS, DUMP)
    assert (found.status, "MD5, unsalted" in found.because) == (Status.FOUND, True)


def test_dates_do_not_show_dates_of_birth() -> None:
    assert answer(BIRTHS, DUMP).status is Status.UNTESTED


def test_a_column_told_to_hold_birth_dates_answers_a_claim_of_them() -> None:
    births = KindHeld("birth_date", Category.IDENTITY, rows=9, people=9)

    assert answer(BIRTHS, replace(DUMP, held=(DATES, births))).status is Status.FOUND


def test_a_family_name_alone_answers_a_claim_of_names() -> None:
    held = replace(DUMP, held=(KindHeld("family_name", Category.IDENTITY, 9, 9),))
    claim = Claim(Subject.KIND, "full names", 2, kind="full_name")
    assert answer(claim, held).status is Status.FOUND


@pytest.mark.parametrize("held", [DUMP, SAMPLE])
def test_rows_never_show_their_source(held: Holding) -> None:
    assert answer(SHARED, held).status is Status.UNTESTED


def test_two_countries_in_one_table_agree_with_a_shared_database() -> None:
    assert answer(SHARED, DUMP).because.startswith("Consistent, not shown")


def test_a_dump_of_fewer_people_than_the_register_is_not_all() -> None:
    assert answer(ALL, DUMP).status is Status.CONTRADICTED


def test_a_dump_that_reaches_everybody_is_all() -> None:
    assert answer(ALL, replace(DUMP, people=2_399_000)).status is Status.FOUND


@pytest.mark.parametrize("held", [SAMPLE, replace(DUMP, register_people=None)])
def test_all_is_untested_on_a_sample_or_without_a_register(held: Holding) -> None:
    assert answer(ALL, held).status is Status.UNTESTED


def test_rows_that_link_to_nobody_are_no_records_of_customers() -> None:
    told = answer(FRENCH, replace(DUMP, linked=3, linked_by_country=(("FR", 3),)))

    assert told.status is Status.CONTRADICTED
    assert "Only 3 of them link to anybody in the register" in told.because


def test_a_kind_in_rows_that_link_to_nobody_is_said_to_be_nobodys() -> None:
    assert "need not be customers' data" in answer(PASSWORDS, replace(DUMP, linked=0)).because


TOGETHER = Claim(Subject.RECORDS, "650,000 records", 1, 650_000, together=("FR", "BE"))
TAKEN = Claim(Subject.TAKEN, "data of the company", 1)


def test_a_number_for_two_countries_is_held_against_the_rows_of_both() -> None:
    assert answer(TOGETHER, DUMP).status is Status.FOUND


def test_a_number_for_two_countries_is_not_met_by_rows_of_a_third() -> None:
    held = replace(DUMP, rows_by_country=(("FR", 300_000), ("NL", 350_000)))

    assert answer(TOGETHER, held).status is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("linked", "status"),
    [(5, Status.FOUND), (1, Status.NOT_FOUND), (None, Status.UNTESTED)],
)
def test_that_data_were_taken_is_found_where_most_rows_are_customers(
    linked: int | None, status: Status
) -> None:
    assert answer(TAKEN, replace(SAMPLE, linked=linked)).status is status


def test_how_much_was_taken_is_untested_whatever_the_file_holds() -> None:
    volume = replace(TAKEN, claimed="134 GB of data", count=134 * 10**9)

    assert answer(volume, replace(DUMP, linked=650_000)).status is Status.UNTESTED


ADDRESSES = replace(DUMP, linked=0, people=0, known=640_000, known_people=630_000)
"""A dump of addresses only: nothing of it is linked, nearly all of it is known."""


def test_records_known_by_their_addresses_are_not_said_to_be_nobodys() -> None:
    claim = Claim(Subject.RECORDS, "650,000 records", 1, 650_000)

    found = answer(claim, ADDRESSES)

    assert (found.status, "640,000 more" in found.because) == (Status.FOUND, True)


def test_people_reached_by_an_address_alone_count_for_all_of_it_and_it_is_said() -> None:
    assert "630,000 of them by an address alone" in answer(ALL, ADDRESSES).found


def test_addresses_alone_do_not_show_that_data_were_taken() -> None:
    assert answer(TAKEN, ADDRESSES).status is Status.UNTESTED


@pytest.mark.parametrize("claim", [FRENCH, TOPPINGS, CARDS, SHARED, ALL, TAKEN])
def test_where_no_row_was_read_no_claim_is_tested(claim: Claim) -> None:
    assert answer(claim, Holding(sample=True, rows=0)).status is Status.UNTESTED


@pytest.mark.parametrize("claim", [FRENCH, TOPPINGS, ALL])
def test_what_a_part_of_the_evidence_does_not_hold_is_untested(claim: Claim) -> None:
    part = replace(DUMP, rows=600, rows_by_country=(("FR", 600),), people=600, whole=False)

    told = answer(claim, part)

    assert told.status is Status.UNTESTED
    assert told.because.startswith("Part of what was handed over was not read")


def test_what_a_part_of_the_evidence_holds_is_found() -> None:
    assert answer(PASSWORDS, replace(DUMP, whole=False)).status is Status.FOUND


def test_a_claim_of_customers_met_in_rows_alone_says_how_many_people_they_are() -> None:
    says = Claim(Subject.RECORDS, "1,000 customers", 1, 1_000, unit="customers")
    held = Holding(sample=False, rows=1_000, linked=1_000, people=900)
    (answer,) = weigh(Note((says,), Demand(None, None), "en"), held)

    assert (answer.status, "900" in answer.because) == (Status.FOUND, True)
