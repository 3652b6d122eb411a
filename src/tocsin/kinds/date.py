"""Dates: the day as ISO 8601, from ISO dates and times, from day-month-year and from named months.

Day before month, as Europe writes. A month beyond twelve is not turned round but refused: in the
same column '06/12/2014' would be read the other way. Such American dates, and years of two digits,
are recognised as dates but have no normal form, since nobody can say which day they are.

>>> normal_of("2014-06-13T09:30:00+02:00"), normal_of("13/06/2014 09:30"), normal_of("13.6.2014")
('2014-06-13', '2014-06-13', '2014-06-13')
>>> normal_of("Fri, 13 juin 2014"), normal_of("June 13, 2014"), normal_of("20140613")
('2014-06-13', '2014-06-13', '2014-06-13')
>>> normal_of("06/13/2014") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import guarded
from tocsin.kinds.folding import kept, or_null
from tocsin.terms.scope import Category

_TIME = "(?:[T ].{1,24})?$"
_MONTH = "(0?[1-9]|1[0-2])"
_DAY = "(0?[1-9]|[12][0-9]|3[01])"
YEAR_FIRST = f"^([12][0-9]{{3}})[-/.]{_MONTH}[-/.]{_DAY}{_TIME}"
DAY_FIRST = f"^{_DAY}[-/. ]{_MONTH}[-/. ]([12][0-9]{{3}}){_TIME}"
TOGETHER = "^((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"

MONTHS = (
    "jan|janv|fev|fevr|févr|fév|feb|mar|mars|mrt|maa|mär|mrz|marz|avr|apr|abr|mai|may|mei|maj|jui|jun|juin|juil|jul|"
    "aou|aoû|aug|ago|sep|sept|okt|oct|nov|dec|déc|dez|dic|ene"
)
"""How names of months begin in five languages."""

MONTH_OF = {
    "01": "^(?:jan|ene)", "02": "^f[eé]", "03": "^(?:m[aä]r|mrt|maa|mrz)", "04": "^a[vpb]r",
    "05": "^(?:mai|may|mei)", "06": "^(?:jun|juin)", "07": "^jui?l", "08": "^a(?:o[uû]|ug|go)",
    "09": "^sep", "10": "^o[ck]t", "11": "^nov", "12": "^d[eéi][czs]",
}  # fmt: skip
"""The month, and how its name begins."""

_NAME = f"((?:{MONTHS})[a-zéû]{{0,7}})[.]?"
_WEEKDAY = "^(?:[a-z]{2,10}[.]?,? )?"
DAY_NAMED = (
    f"{_WEEKDAY}{_DAY}(?:er|st|nd|rd|th|[.])?[- ](?:de )?{_NAME}[- ](?:de )?([12][0-9]{{3}}){_TIME}"
)
NAME_FIRST = f"{_WEEKDAY}{_NAME} {_DAY}(?:st|nd|rd|th)?,? ([12][0-9]{{3}}){_TIME}"

MONTH_FIRST = f"^{_MONTH}[-/]{_DAY}[-/](?:[0-9]{{2}}|[12][0-9]{{3}}){_TIME}"
SHORT_YEAR = f"^{_DAY}[-/.]{_MONTH}[-/.][0-9]{{2}}{_TIME}"
HOUR_FIRST = f"^[0-2]?[0-9]:[0-5][0-9][^ ]* (?:{YEAR_FIRST[1:]}|{DAY_FIRST[1:]}|{MONTH_FIRST[1:]})"
"""Recognised, not read."""

IN_DIGITS = f"{YEAR_FIRST}|{DAY_FIRST}|{TOGETHER}|{MONTH_FIRST}|{SHORT_YEAR}|{HOUR_FIRST}"
NAMED = f"{DAY_NAMED}|{NAME_FIRST}"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Year, month, day in any of the orders in use."""
    named = guarded(cell.re_search("\\p{L}{3}"), cell.lower().re_search(NAMED))
    return ibis.ifelse(cell.re_search(IN_DIGITS), ibis.literal(value=True), named)


def _two(digits: ir.StringValue) -> ir.StringValue:
    return ibis.ifelse(digits.length() == 1, ibis.literal("0") + digits, digits)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the day, as 2014-06-13."""

    def day(shape: str, year: int, month: int, day: int) -> ir.StringValue:
        parts = [cell.re_extract(shape, group) for group in (year, month, day)]
        return parts[0] + "-" + _two(parts[1]) + "-" + _two(parts[2])

    return ibis.cases(
        (cell.re_search(YEAR_FIRST), day(YEAR_FIRST, 1, 2, 3)),
        (cell.re_search(DAY_FIRST), day(DAY_FIRST, 3, 2, 1)),
        (cell.re_search(TOGETHER), day(TOGETHER, 1, 2, 3)),
        else_=kept(cell.re_search("\\p{L}{3}"), _named(cell.lower())),
    )


def _named(low: ir.StringValue) -> ir.StringValue:
    def day(shape: str, day: int, name: int) -> ir.StringValue:
        said = or_null(low.re_extract(shape, name))
        month = ibis.cases(*((said.re_search(begin), number) for number, begin in MONTH_OF.items()))
        return low.re_extract(shape, 3) + "-" + month + "-" + _two(low.re_extract(shape, day))

    return ibis.cases(
        (low.re_search(DAY_NAMED), day(DAY_NAMED, 1, 2)),
        (low.re_search(NAME_FIRST), day(NAME_FIRST, 2, 1)),
    )


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    low = untrusted.lower()
    if found := re.search(YEAR_FIRST, untrusted) or re.search(TOGETHER, untrusted):
        year, month, day = found.groups()
    elif (found := re.search(DAY_FIRST, untrusted)) or (found := re.search(DAY_NAMED, low)):
        day, month, year = found.groups()
    elif found := re.search(NAME_FIRST, low):
        month, day, year = found.groups()
    else:
        return None
    if not month.isdecimal():
        month = next((n for n, begin in MONTH_OF.items() if re.search(begin, month)), None)
    return f"{year}-{month:0>2}-{day:0>2}" if month else None


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
        "last login",
        "cree le",
        "modifie le",
        "aangemaakt",
        "gewijzigd",
        "inscription",
        "deleted at",
        "supprime le",
        "timestamp",
        "datetime",
        "registered",
        "registered at",
        "erstellt",
        "erstellt am",
        "geaendert",
        "date commande",
        "order date",
        "besteldatum",
        "last seen",
        "derniere connexion",
        "laatste login",
        "hire date",
        "signup date",
        "joined",
        "modified",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
