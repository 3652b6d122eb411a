"""The note's own numbers, added up."""

from __future__ import annotations

from datetime import UTC, datetime

from tocsin.possession import sums
from tocsin.possession.note import read
from tocsin.terms.finding import Locus

RECEIVED = datetime(2014, 6, 13, 9, 30, tzinfo=UTC)


def told(text: str) -> list[str]:
    return [found.says for found in sums.of(read(text, RECEIVED), (Locus("ab" * 32),))]


def test_parts_that_do_not_make_the_whole_are_told_with_their_sum() -> None:
    (says,) = told(
        "We stole the data of over 600,000 customers.\n"
        "We have 592,000 records in France and 58,000 records in Belgium."
    )

    assert "make 650,000" in says
    assert "over 600,000 customers" in says


def test_parts_that_make_the_whole_are_not_told() -> None:
    assert (
        told("We took 650,000 records: 592,000 records in France, 58,000 records in Belgium.") == []
    )


def test_one_number_agrees_with_itself() -> None:
    assert told("We took 592,000 records in France.") == []


def test_customers_and_addresses_in_different_numbers_are_told() -> None:
    assert told("We stole 600,000 customers. We publish 480,000 e-mail addresses.")
