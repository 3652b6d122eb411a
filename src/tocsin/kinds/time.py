"""Times: of the day as 14:05:00, and moments counted from 1970 (Unix times) as their seconds.

Ten digits are seconds, thirteen milliseconds, sixteen microseconds. A date with its hour is a date.

>>> normal_of("2:05 pm"), normal_of("14h05"), normal_of("09:30:12.5")
('14:05:00', '14:05:00', '09:30:12')
>>> normal_of("1402650000123"), normal_of("25:00")
('1402650000', None)
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

UNIX = "^(1[0-9]{9})(?:[0-9]{3}|[0-9]{6})?(?:[.][0-9]{1,9})?$"
"""From September 2001 to May 2033."""

HALVES = "^(0?[1-9]|1[0-2])(?::([0-5][0-9]))?(?::([0-5][0-9]))? ?([AaPp])[.]?[Mm][.]?$"
"""With a.m. or p.m."""

DAY = "^([01]?[0-9]|2[0-3])[:hH]([0-5][0-9])(?::([0-5][0-9]))?(?:[.,][0-9]{1,9})?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?$"
SHAPE = f"{UNIX}|{HALVES}|{DAY}"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a time of the day, or a count of seconds since 2001."""
    return cell.re_search(SHAPE)


def _two(digits: ir.StringValue) -> ir.StringValue:
    return (ibis.literal("00") + digits).right(2)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the time of day, or the seconds."""
    tidy = trim(cell)
    hour = tidy.re_extract(HALVES, 1).re_replace("^0", "")
    after_noon = tidy.re_extract(HALVES, 4).lower() == "p"
    halved = ibis.ifelse(
        after_noon,
        hour.cases(*((str(h), f"{h % 12 + 12:02d}") for h in range(1, 13))),
        hour.cases(*((str(h), f"{h % 12:02d}") for h in range(1, 13))),
    )
    return ibis.cases(
        (tidy.re_search(DAY), _said(tidy, DAY, _two(tidy.re_extract(DAY, 1)))),
        (tidy.re_search(HALVES), _said(tidy, HALVES, halved)),
        else_=kept(tidy.re_search(UNIX), tidy.re_extract(UNIX, 1)),
    )


def _said(cell: ir.StringValue, shape: str, hour: ir.StringValue) -> ir.StringValue:
    return hour + ":" + _two(cell.re_extract(shape, 2)) + ":" + _two(cell.re_extract(shape, 3))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if found := re.search(DAY, tidy):
        return f"{found[1]:0>2}:{found[2]}:{found[3] or '00'}"
    if found := re.search(HALVES, tidy):
        hour = int(found[1]) % 12 + (12 if found[4] in "Pp" else 0)
        return f"{hour:02d}:{found[2] or '00'}:{found[3] or '00'}"
    found = re.search(UNIX, tidy)
    return found[1] if found else None


KIND = Kind(
    name="time",
    says="times",
    category=Category.TIME,
    headers=(
        "time",
        "heure",
        "tijd",
        "zeit",
        "uhrzeit",
        "hora",
        "unix time",
        "unixtime",
        "epoch",
        "ts",
        "tijdstip",
        "horodatage",
        "delivery time",
        "heure livraison",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=UNIX,
)
