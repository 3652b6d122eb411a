"""Birth dates: dates, told by their header or by how they are spread over the years.

Nobody's customers were all born within a few years: days without an hour, spread over a generation
or more and ending some years ago, are birth dates; other dates stay dates.

In a column, the order of day and month is the column's: month first where the first rows have more
days beyond twelve behind the month than before it. A day beyond twelve says itself, whatever the column.

How two days agree is one word: 'same'; 'swapped', day for month; 'slip', one digit, or two that changed
places; 'month', the same month of one year; 'differs'.

>>> [agreement_of("1974-06-07", day) for day in ("1974-07-06", "1974-06-08", "1947-06-07", "1974-06-21")]
['swapped', 'slip', 'slip', 'month']
>>> normal_of("13/06/1974")
'1974-06-13'
>>> day_of("06/07/1974", month_first=True), day_of("06/07/1974", month_first=False)
('1974-06-07', '1974-07-06')
>>> day_of("06/13/1974", month_first=False)
'1974-06-13'
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds import date, slips
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import trim, trim_of
from tocsin.terms.scope import Category

_YEAR = "([12][0-9]{3})(?:[T ].{1,24})?$"
_BEYOND = "(?:1[3-9]|2[0-9]|3[01])"
_MONTH = "(?:0?[1-9]|1[0-2])"

PLAIN = "^[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
"""As most sources write it."""

MONTH_FIRST = f"^(0?[1-9]|1[0-2])[-/. ](0?[1-9]|[12][0-9]|3[01])[-/. ]{_YEAR}"
BEYOND_BEHIND = f"^{_MONTH}[-/. ]{_BEYOND}[-/. ]{_YEAR}"
BEYOND_BEFORE = f"^{_BEYOND}[-/. ]{_MONTH}[-/. ]{_YEAR}"
"""A day that can be no month, behind the month and before it."""

SAMPLE = 10_000
"""First rows of a column that tell its order."""

BIRTH = "birth|born|dob|naiss|ne le|geboor|geboren|geburt|nacim|nascit"
"""In the header of a column of dates: they are birth dates."""

normal_of = date.normal_of


def ordered(table: ir.Table, column: str) -> ir.BooleanValue:
    """Whether a column of a table with `row` has the month before the day: one answer for all rows."""
    first = table.filter(table.row < SAMPLE)
    behind = first[column].re_search(BEYOND_BEHIND).ifelse(1, 0).sum()
    before = first[column].re_search(BEYOND_BEFORE).ifelse(1, 0).sum()
    return first.aggregate(month_first=(behind > before).coalesce(False)).as_scalar()


def day(cell: ir.StringValue, month_first: ir.BooleanValue) -> ir.StringValue:
    """Give the day, as 1974-06-13, read in the order of its column."""
    tidy = trim(cell)
    turned = (month_first & tidy.re_search(MONTH_FIRST)) | tidy.re_search(BEYOND_BEHIND)
    return ibis.cases(
        (cell.re_search(PLAIN), cell),
        (
            turned,
            tidy.re_extract(MONTH_FIRST, 3)
            + "-"
            + ("0" + tidy.re_extract(MONTH_FIRST, 1)).right(2)
            + "-"
            + ("0" + tidy.re_extract(MONTH_FIRST, 2)).right(2),
        ),
        else_=date.normal(tidy),
    )


def day_of(untrusted: str, month_first: bool) -> str | None:
    """Give `day` of one value."""
    tidy = trim_of(untrusted)
    if (month_first and re.search(MONTH_FIRST, tidy)) or re.search(BEYOND_BEHIND, tidy):
        found = re.search(MONTH_FIRST, tidy)
        return f"{found[3]}-{found[1]:0>2}-{found[2]:0>2}" if found else None
    return date.normal_of(tidy)


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal birth dates, in two columns, how they agree; NULL where one is missing."""
    table = slips.beside(pairs, left, right, into)
    one, other = table[left], table[right]
    turned = one.substr(0, 5) + one.substr(8, 2) + one.substr(4, 1) + one.substr(5, 2)
    word = ibis.cases(
        (one.isnull() | other.isnull(), ibis.null("string")),
        (one == other, "same"),
        (turned == other, "swapped"),
        (table[into], "slip"),
        (one.substr(0, 7) == other.substr(0, 7), "month"),
        else_="differs",
    )
    return table.mutate(**{into: word})


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    if left[:5] + left[8:10] + left[4:5] + left[5:7] == right:
        return "swapped"
    if slips.slipped_of(left, right):
        return "slip"
    return "month" if left[:7] == right[:7] else "differs"


KIND = Kind(
    name="birth_date",
    says="dates of birth",
    category=Category.IDENTITY,
    headers=(
        "birth date",
        "birthdate",
        "date of birth",
        "dateofbirth",
        "birthday",
        "dob",
        "born",
        "date naissance",
        "date de naissance",
        "naissance",
        "ne le",
        "geboortedatum",
        "geboorte",
        "geboren",
        "geboren op",
        "geburtsdatum",
        "geburtstag",
        "geboren am",
        "fecha nacimiento",
        "fecha de nacimiento",
        "nacimiento",
        "year of birth",
    ),
    looks=date.looks,
    normal=date.normal,
    normal_of=date.normal_of,
    needs_header=True,
)
