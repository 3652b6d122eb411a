"""What a sum was worth, by the rates that ship with the library."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tocsin.edges.rates import EcbRates
from tocsin.terms.claim import Money

EUROS = Money(Decimal(30_000), "EUR")
FRIDAY = datetime(2014, 6, 13, 9, tzinfo=UTC)


def test_thirty_thousand_euros_on_13_june_2014_are_40_602_dollars() -> None:
    worth = EcbRates().worth(EUROS, "USD", FRIDAY)
    assert worth is not None
    assert (worth.amount, worth.day) == (Decimal("40602.00"), "2014-06-13")


@pytest.mark.parametrize("day", [14, 15])
def test_on_a_weekend_the_rate_of_the_friday_before_counts(day: int) -> None:
    worth = EcbRates().worth(EUROS, "USD", FRIDAY.replace(day=day))
    assert worth is not None
    assert (worth.amount, worth.day) == (Decimal("40602.00"), "2014-06-13")


def test_two_currencies_that_are_not_the_euro_are_crossed() -> None:
    worth = EcbRates().worth(Money(Decimal("40602.00"), "USD"), "GBP", FRIDAY)
    euros = EcbRates().worth(EUROS, "GBP", FRIDAY)
    assert worth == euros


def test_a_sum_in_the_same_currency_keeps_its_amount() -> None:
    worth = EcbRates().worth(EUROS, "EUR", FRIDAY)
    assert worth is not None
    assert worth.amount == Decimal(30_000)


@pytest.mark.parametrize("currency", ["BTC", "XXX", ""])
def test_a_currency_without_a_rate_has_no_worth(currency: str) -> None:
    assert EcbRates().worth(EUROS, currency, FRIDAY) is None


@pytest.mark.parametrize("year", [1990, 2190])
def test_a_day_outside_the_published_rates_has_no_worth(year: int) -> None:
    assert EcbRates().worth(EUROS, "USD", FRIDAY.replace(year=year)) is None
