"""Fictional: telephone numbers that a country's plan keeps free for films and books, so that nobody has them.

Where a country keeps none (Belgium, the Netherlands), there is none: a number that is merely unassigned today
may be somebody's tomorrow.

>>> number("06 12.34-56 78", "612345678", "FR", Random(1))
'06 39.98-91 41'
>>> number("+33612345678", "612345678", "FR", Random(1))
'+33639989141'
>>> number("0475/12.34.56", "475123456", "BE", Random(1)) is None
True
"""

from __future__ import annotations

import re
from random import Random

RANGES: dict[str, tuple[str, ...]] = {
    "FR": ("19900xxxx", "26191xxxx", "35301xxxx", "46571xxxx", "53649xxxx", "63998xxxx"),
    "GB": ("7700900xxx", "1632960xxx", "2079460xxx", "1214960xxx", "1614960xxx"),
    "DE": ("3023125xxx", "6990009xxx", "4066969xxx", "2214710xxx", "8999998xxx"),
    "SE": ("3139006xx", "4062804xx", "8465004xx", "9803192xx", "70174067x", "70174068x"),
    "IE": ("2091xxxxx",),
    "US": ("aaa55501xx",),
    "CA": ("aaa55501xx",),
}
"""National significant numbers; x is any digit, a the digit of the number that lends its style.

France: numbering plan of Arcep (decision 2018-0881, numbers for audiovisual works). United Kingdom:
Ofcom, Telephone numbers for use in TV and radio drama. Germany: Bundesnetzagentur, notice 148/2021
(numbers for media productions). Sweden: PTS, numbers for fiction. Ireland: ComReg's numbering
conditions. North America: 555-0100 to 555-0199 (ATIS, guideline for 555 numbers)."""


def number(cell: str, national: str, country: str, chance: Random) -> str | None:
    """Give a fictional number in the style of a cell; None where the country keeps none of its length.

    `national` is the cell's normal form: what of it is not the country's code.
    """
    free = [one for one in RANGES.get(country, ()) if len(one) == len(national)]
    if not free:
        return None
    alike = [one for one in free if one[0] in ("a", national[0])]
    drawn = [
        own if sign == "a" else str(chance.randrange(10)) if sign == "x" else sign
        for sign, own in zip(chance.choice(alike or free), national, strict=True)
    ]
    return written(cell, national, "".join(drawn))


def written(cell: str, national: str, digits: str) -> str | None:
    """Write a national number in the style of a cell; None where it is not as long as the cell's own.

    >>> written("0475/12.34.56", "475123456", "499000001")
    '0499/00.00.01'
    """
    places = [match.start() for match in re.finditer("[0-9]", cell)][-len(national) :]
    if len(digits) != len(national) or "".join(cell[place] for place in places) != national:
        return None
    signs = list(cell)
    for place, digit in zip(places, digits, strict=True):
        signs[place] = digit
    return "".join(signs)
