"""Sentences: numbers, sums, times and odds in words; the one place where all outputs get them.

Numbers have commas and no locale; times name their weekday and their zone; a share is never
rounded to all or to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tocsin.terms.claim import Money

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Spelled out here, for `strftime` follows the machine's language."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""As the weekdays."""

STRENGTHS = (
    (0.3, "no"),
    (1.0, "weak"),
    (2.0, "moderate"),
    (3.0, "moderately strong"),
    (4.0, "strong"),
    (6.0, "very strong"),
)
"""log10 of the likelihood ratio below which the word is used; 'extremely strong' from the last on.
The verbal scale of ENFSI's Guideline for Evaluative Reporting in Forensic Science (2015), whose
lowest step begins at a ratio of 2."""

UNITS = ((9, "GB"), (6, "MB"), (3, "kB"))
"""Powers of ten (SI), as file managers show sizes."""

MILLION = 6.0
"""log10 above which odds are 'more than a million': the scale has no further word."""


def number(many: int) -> str:
    """Write a whole number with commas.

    >>> number(650000)
    '650,000'
    """
    return f"{many:,}"


def count(things: int, one: str, many: str = "") -> str:
    """Write a number with its noun in the right form.

    >>> count(1, "row"), count(650000, "row"), count(2, "entry", "entries")
    ('1 row', '650,000 rows', '2 entries')
    """
    return f"{things:,} {one if things == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Write a share of one; only all is 100% and only nothing is 0%.

    >>> percent(0.943), percent(1.0), percent(0.99999), percent(0.00001), percent(0.5)
    ('94.3%', '100%', 'over 99.9%', 'under 0.1%', '50%')
    """
    if 0.0 < share < 0.001:
        return "under 0.1%"
    if 0.999 < share < 1.0:
        return "over 99.9%"
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def size(octets: int) -> str:
    """Write a size in the largest unit that keeps it above one.

    >>> size(1), size(512), size(74_800_000)
    ('1 byte', '512 bytes', '74.8 MB')
    """
    if octets < 1_000:
        return count(octets, "byte")
    power, unit = next(step for step in UNITS if octets >= 10 ** step[0])
    return f"{octets / 10**power:,.1f} {unit}"


def money(sum_of: Money) -> str:
    """Write an amount with its currency's code; cents only where there are any.

    >>> money(Money(Decimal("30000"), "EUR")), money(Money(Decimal("40668.004"), "USD"))
    ('EUR 30,000', 'USD 40,668.00')
    """
    if sum_of.amount == sum_of.amount.to_integral_value():
        return f"{sum_of.currency} {int(sum_of.amount):,}"
    return f"{sum_of.currency} {sum_of.amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def offset(at: datetime) -> str:
    """Write the distance of a moment's zone from universal time.

    >>> offset(datetime.fromisoformat("2014-06-16T20:00+02:00")), offset(datetime.now(UTC))
    ('UTC+2', 'UTC')
    """
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def day(at: datetime) -> str:
    """Write a day, its weekday first.

    >>> day(datetime(2014, 6, 16, tzinfo=UTC))
    'Monday 16 June 2014'
    """
    return f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"


def short_day(at: datetime) -> str:
    """Write a day where there is little room, and its year stands beside it.

    >>> short_day(datetime(2014, 6, 16, tzinfo=UTC))
    'Mon 16 Jun'
    """
    return f"{WEEKDAYS[at.weekday()][:3]} {at.day} {MONTHS[at.month - 1][:3]}"


def when(at: datetime) -> str:
    """Write a moment with its weekday and its zone.

    >>> when(datetime.fromisoformat("2014-06-16T20:00+02:00"))
    'Monday 16 June 2014, 20:00 (UTC+2)'
    """
    return f"{day(at)}, {at:%H:%M} ({offset(at)})"


def stamp(at: datetime) -> str:
    """Write a moment for a table of moments: universal time, to the second.

    >>> stamp(datetime.fromisoformat("2014-06-16T20:00:05+02:00"))
    '2014-06-16 18:00:05 UTC'
    """
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


YEAR = 365
"""Days of a year, where years are counted only roughly."""


def lapse(span: timedelta) -> str:
    """Write a length of time in its two largest units; from two years on, in whole years.

    >>> lapse(timedelta(days=3, hours=8, minutes=59)), lapse(timedelta(seconds=61))
    ('3 days 8 hours', '1 minute')
    >>> lapse(timedelta(seconds=3)), lapse(timedelta(days=4544))
    ('less than a minute', '12 years')
    """
    minutes = int(abs(span).total_seconds() // 60)
    if abs(span).days >= 2 * YEAR:
        return count(abs(span).days // YEAR, "year")
    units = (
        (minutes // 1440, "day"),
        (minutes % 1440 // 60, "hour"),
        (minutes % 60, "minute"),
    )
    said = [count(many, unit) for many, unit in units if many]
    return " ".join(said[:2]) or "less than a minute"


def remaining(until: datetime, now: datetime) -> str:
    """Say whether a moment has passed, and by how much.

    >>> noon = datetime(2014, 6, 16, 12, tzinfo=UTC)
    >>> remaining(noon, noon - timedelta(hours=5)), remaining(noon, noon)
    ('in 5 hours', 'passed just now')
    """
    if now < until:
        return f"in {lapse(until - now)}"
    if now - until < timedelta(minutes=1):
        return "passed just now"
    return f"passed {lapse(now - until)} ago"


def strength(log10: float) -> str:
    """Name the strength of a support, whichever way it points.

    >>> strength(12.0), strength(-2.5), strength(0.0)
    ('extremely strong', 'moderately strong', 'no')
    """
    for below, word in STRENGTHS:
        if abs(log10) < below:
            return word
    return "extremely strong"


def odds(log10: float) -> str:
    """Say a support as odds, in round figures.

    >>> odds(2.3)
    'about 200 times likelier if the leak is genuine than if it is not'
    >>> odds(-9.0)
    'more than a million times likelier if the leak is not genuine than if it is'
    >>> odds(0.0)
    'as likely if the leak is genuine as if it is not'
    """
    if abs(log10) < STRENGTHS[0][0]:
        return "as likely if the leak is genuine as if it is not"
    if abs(log10) > MILLION:
        times = "more than a million times"
    else:
        ratio = float(10 ** abs(log10))
        times = f"about {float(f'{ratio:.1g}'):,.0f} times"
    if log10 > 0:
        return f"{times} likelier if the leak is genuine than if it is not"
    return f"{times} likelier if the leak is not genuine than if it is"


def signed(log10: float) -> str:
    """Write a log10 with its sign, so that the way it points is seen.

    >>> signed(2.0), signed(-1.25), signed(0.0)
    ('+2.0', '−1.2', '0')
    """
    if log10 == 0.0:
        return "0"
    return f"{'+' if log10 > 0 else '−'}{abs(log10):.1f}"


def listed(things: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["names"]), listed(["names", "dates", "towns"])
    ('names', 'names, dates and towns')
    """
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def capital(sentence: str) -> str:
    """Begin with a capital letter, and leave the rest as it is.

    >>> capital("publication of the data, by EUR 30,000")
    'Publication of the data, by EUR 30,000'
    """
    return sentence[:1].upper() + sentence[1:]
