"""Places: postcodes, addresses and coordinates, told alone or by what stands beside them.

>>> sorted(halves(["48.85661", "50.84654", "51.05434"]))
['latitude', 'longitude']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from tocsin.kinds import postcode
from tocsin.kinds.telling.cells import ENOUGH, NEARLY_ALL, STRAY, Cells, counted_up
from tocsin.kinds.telling.names import letters
from tocsin.kinds.words import lists

PLAIN_POSTCODE = "^[0-9]{4,5}$"
YEAR = "^(?:19|20)[0-9]{2}$"


def postcodes(cells: Cells) -> float:
    """Tell numbers of four or five digits by what only postcodes have among them.

    Some written in another way ('35294-0110'); of five digits, some with a nought before them; or that
    they repeat and like to end in 0.
    """
    alike = cells.share(postcode.normal_of)
    if alike < NEARLY_ALL or cells.alike(YEAR) > 0.9:
        return 0.0
    if alike - cells.alike(PLAIN_POSTCODE) >= 0.02:
        return alike
    if counted_up(cells):
        return 0.0
    together = cells.alike("^[0-9]{5}$") >= NEARLY_ALL
    if together and cells.alike("^0[1-9]") >= 0.01:
        return alike
    repeats = cells.distinct < (0.9 if together or cells.alike("^[0-9]{4}$") >= NEARLY_ALL else 0.3)
    tens = sum(cell.endswith("0") for cell in cells.all) / len(cells.all)
    hundreds = sum(cell.endswith("00") for cell in cells.all) / len(cells.all)
    return alike if repeats and tens >= 0.2 and hundreds <= 0.7 else 0.0


NUMBERED = (
    "^[0-9]{1,5}(?: ?[a-zA-Z]| ?bis| ?ter)?,? [^\\W\\d_][^\\W\\d_'’. -]{2,}|"
    "^[^\\W\\d_][^\\d_,;:()]{2,}[, ] ?[0-9]{1,4} ?[a-zA-Z]?(?:[ ,/-].*)?$"
)
"""A house number before its street, or behind it."""


def addresses(cells: Cells) -> float:
    """Tell house numbers with words: different ones, of names."""
    alike = cells.alike(NUMBERED)
    if alike < ENOUGH or cells.distinct < 0.5 or len(cells.different) < 5:
        return 0.0
    return alike if cells.share(_has_a_name) >= 0.3 else 0.0


def _has_a_name(cell: str) -> bool:
    words = [word for word in letters(cell).split() if len(word) > 2]
    named = (lists().given, lists().family, lists().towns)
    return any(word in names for word in words for names in named)


DEGREES = "^-?[0-9]{1,3}(?:[.][0-9]+)?$"
PLACES = 4
"""Decimal places that a latitude has at least, in most of the different cells."""


def halves(sample: Sequence[str]) -> frozenset[str]:
    """Whether a column can be the 'latitude' of a pair of columns, or its 'longitude'."""
    if not sample:
        return frozenset()
    cells = Cells(sample)
    degrees = [abs(float(cell)) for cell in cells.different if re.search(DEGREES, cell)]
    if len(degrees) < 0.9 * len(cells.different) or max(degrees) > 180:
        return frozenset()
    if cells.alike(f"[.][0-9]{{{PLACES},}}") < 0.5:
        return frozenset()
    northern = max(degrees) <= 90 and median(degrees) >= 15
    return frozenset({"latitude", "longitude"} if northern else {"longitude"})


def can_be_postcode(sample: Sequence[str]) -> bool:
    """Whether a column's numbers could be postcodes, if a town or an address stands beside them.

    Numbers of five digits, or of four that like to end in 0, that were not counted up.
    """
    if not sample:
        return False
    cells = Cells(sample)
    if counted_up(cells) or cells.alike(YEAR) > 0.9:
        return False
    if cells.alike(PLAIN_POSTCODE) < NEARLY_ALL or cells.alike("^[0-9]{1,3}$") > STRAY:
        return False
    return cells.alike("^[0-9]{5}$") >= 0.85 or cells.alike("0$") >= 0.2
