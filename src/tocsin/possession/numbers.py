"""Numbers: a count or a sum as a note writes it.

>>> [str(read(n)) for n in ("592,000", "592.000", "592 000", "592k", "0.65 million", "30.000,50")]
['592000', '592000', '592000', '592000', '650000', '30000.50']
"""

from __future__ import annotations

import re
from decimal import Decimal

SCALES: dict[str, int] = {
    "k": 10**3,
    "thousand": 10**3,
    "mille": 10**3,
    "duizend": 10**3,
    "m": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "miljoen": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "miljard": 10**9,
}

FIGURES = r"[0-9]{1,3}(?:[., '][0-9]{3}){1,3}(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?|(?<![0-9])[0-9]{1,12}(?![0-9])(?:[.,][0-9]{1,3})?"
NUMBER = (
    rf"(?:{FIGURES})(?![.,']?[0-9])(?: ?(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)?"
)
"""A pattern without groups, to be put into larger ones. It never reads the first part of a longer
row of figures: '1.2.3' and 400 figures are no numbers here."""

WHOLE = re.compile(rf"(?P<figures>{FIGURES})(?: ?(?P<scale>[a-z]+))?")


def read(number: str) -> Decimal:
    """The value of what `NUMBER` matched.

    A mark before exactly three figures parts thousands, unless a scale follows ('1.250 million').
    """
    match = WHOLE.fullmatch(number)
    if match is None:
        raise ValueError("not a number as notes write them")
    figures, scale = match["figures"], match["scale"]
    grouped = re.fullmatch(r"([0-9]{1,3}(?:[., '][0-9]{3})+)(?:[.,]([0-9]{1,2}))?", figures)
    decimals = scale not in (None, "k") and len(re.findall(r"[., ']", figures)) == 1
    if grouped and not decimals:
        whole = re.sub(r"[^0-9]", "", grouped[1])
        value = Decimal(f"{whole}.{grouped[2] or 0}") if grouped[2] else Decimal(whole)
    else:
        value = Decimal(figures.replace(",", ".").replace(" ", "").replace("'", ""))
    value *= SCALES[scale] if scale else 1
    return value if value % 1 else value.quantize(Decimal(1))
