"""Codes: sexes, sums, countries and numbers, told by what stands in nearly every cell.

>>> sexes(Cells(["F", "M", "F"])), amounts(Cells(["12,50 €", "7,00 €"])), countries(Cells(["FR", "BE"]))
(1.0, 1.0, 1.0)
"""

from __future__ import annotations

from collections.abc import Callable

from tocsin.kinds import amount, country, sex
from tocsin.kinds.telling.cells import ENOUGH, NEARLY_ALL, Cells


def sexes(cells: Cells) -> float:
    """Tell one of the pairs that only sexes make, and hardly a word beside."""
    words = {cell.lower() for cell in cells.different}
    said = {sex.FORMS[word] for word in words & sex.FORMS.keys()} if words & sex.SAYING else set()
    if len(words) > 8 or not ({"F", "M"} <= said or any(pair <= words for pair in sex.TOLD)):
        return 0.0
    alike = sum(cell.lower() in sex.FORMS for cell in cells.all) / len(cells.all)
    return alike if alike >= 0.8 else 0.0


def amounts(cells: Cells) -> float:
    """Tell numbers that name their currency."""
    alike = cells.alike(amount.MARKED)
    return alike if alike >= ENOUGH else 0.0


def countries(cells: Cells) -> float:
    """Tell codes of countries, different ones and hardly any other."""
    alike = cells.alike(country.CODES)
    return alike if alike >= NEARLY_ALL and len(cells.different) > 1 else 0.0


def saying(shape: str) -> Callable[[Cells], float]:
    """Tell numbers whose letters say what they are."""

    def rule(cells: Cells) -> float:
        alike = cells.alike(shape)
        return alike if alike >= NEARLY_ALL and cells.distinct >= 0.9 else 0.0

    return rule
