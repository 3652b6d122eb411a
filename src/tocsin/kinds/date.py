"""Dates: the day as ISO 8601, from ISO dates and times and from day-month-year.

Day before month, as Europe writes; a month beyond twelve is not turned round but refused.

>>> normal_of("2014-06-13T09:30:00+02:00"), normal_of("13/06/2014 09:30"), normal_of("13.6.2014")
('2014-06-13', '2014-06-13', '2014-06-13')
>>> normal_of("06/13/2014") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.terms.scope import Category

_TIME = "(?:[T ].{1,24})?$"
YEAR_FIRST = f"^([12][0-9]{{3}})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12][0-9]|3[01]){_TIME}"
DAY_FIRST = f"^(0?[1-9]|[12][0-9]|3[01])[-/.](0?[1-9]|1[0-2])[-/.]([12][0-9]{{3}}){_TIME}"
SHAPE = f"{YEAR_FIRST}|{DAY_FIRST}"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Year, month, day in one of the two orders."""
    return cell.re_search(SHAPE)


def _two(digits: ir.StringValue) -> ir.StringValue:
    return ibis.ifelse(digits.length() == 1, ibis.literal("0") + digits, digits)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the day, as 2014-06-13."""

    def day(shape: str, year: int, day: int) -> ir.StringValue:
        parts = [cell.re_extract(shape, group) for group in (year, 2, day)]
        return parts[0] + "-" + _two(parts[1]) + "-" + _two(parts[2])

    return ibis.cases(
        (cell.re_search(YEAR_FIRST), day(YEAR_FIRST, 1, 3)),
        (cell.re_search(DAY_FIRST), day(DAY_FIRST, 3, 1)),
    )


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    if found := re.search(YEAR_FIRST, untrusted):
        year, month, day = found.groups()
    elif found := re.search(DAY_FIRST, untrusted):
        day, month, year = found.groups()
    else:
        return None
    return f"{year}-{month:0>2}-{day:0>2}"


KIND = Kind(
    name="date",
    says="dates",
    category=Category.TIME,
    headers=(
        "date",
        "datum",
        "fecha",
        "created",
        "created at",
        "updated",
        "updated at",
        "date creation",
        "date inscription",
        "date naissance",
        "birth date",
        "birthday",
        "geboortedatum",
        "geburtsdatum",
        "fecha nacimiento",
        "last login",
        "cree le",
        "modifie le",
        "aangemaakt",
        "gewijzigd",
        "inscription",
        "dob",
        "deleted at",
        "supprime le",
        "timestamp",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
