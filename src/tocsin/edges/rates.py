"""Rates: what a sum was worth in another currency, by the European Central Bank.

The rates ship with CurrencyConverter and are read from its file; nothing is fetched. The rate is
the last one published on or before the day asked, never a later one and never a guess between two.

>>> from datetime import UTC, datetime
>>> asked = Money(Decimal(30_000), "EUR")
>>> worth = EcbRates().worth(asked, "USD", datetime(2014, 6, 13, 20, tzinfo=UTC))
>>> worth.amount, worth.currency, worth.day
(Decimal('40602.00'), 'USD', '2014-06-13')
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.terms.claim import Money
from tocsin.terms.established import Worth

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

SOURCE = "European Central Bank, euro foreign exchange reference rates"
EURO = "EUR"
CENT = Decimal("0.01")

OLDEST = timedelta(days=366)
"""How far back a rate may lie: the library's file ends when it was packed, and the day of the rate
is said with the sum. What is older than a year is no rate of that time."""


@lru_cache(maxsize=1)
def _converter(last: date) -> CurrencyConverter | None:
    """The library with what its own file has of the year before a day, or None where it has nothing.

    A day without a rate is an error and is not filled. (All its days would take a third of a second.)
    """
    from currency_converter import CurrencyConverter
    from currency_converter.currency_converter import CURRENCY_FILE, get_lines_from_zip

    first = last - OLDEST
    head, *lines = get_lines_from_zip(Path(CURRENCY_FILE).read_bytes())
    recent = [line for line in lines if first.isoformat() <= line[:10] <= last.isoformat()]
    if not recent:
        return None
    converter = CurrencyConverter(
        currency_file=None,
        decimal=True,
        fallback_on_missing_rate=False,
        fallback_on_wrong_date=False,
    )
    converter.load_lines([head, *recent])
    return converter


class EcbRates:
    """`ports.Rates` by the reference rates of the European Central Bank."""

    def worth(self, money: Money, currency: str, day: datetime) -> Worth | None:
        """The sum in another currency, to the cent; None where no rate of that time is known."""
        on = day.date()
        converter = _converter(on)
        if converter is None:
            return None
        published = _last_day(converter, on, {money.currency, currency} - {EURO})
        if published is None:
            return None
        paid = _rate(converter, money.currency, published)
        bought = _rate(converter, currency, published)
        if paid is None or bought is None:
            return None
        amount = (money.amount * bought / paid).quantize(CENT, ROUND_HALF_EVEN)
        return Worth(amount, currency, published.isoformat(), SOURCE)


def _last_day(converter: CurrencyConverter, on: date, currencies: set[str]) -> date | None:
    """The last day, up to the one asked, on which all the currencies have a rate."""
    days = (on - timedelta(days=back) for back in range(OLDEST.days + 1))
    needed = currencies or {"USD"}
    return next((d for d in days if all(_rate(converter, c, d) is not None for c in needed)), None)


def _rate(converter: CurrencyConverter, currency: str, on: date) -> Decimal | None:
    """Units of a currency to one euro on a day; None where none was published."""
    from currency_converter import RateNotFoundError

    try:
        return Decimal(converter.convert(1, EURO, currency, date=on))
    except (RateNotFoundError, ValueError):  # ValueError: a currency the bank never published
        return None
