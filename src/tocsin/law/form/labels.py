"""Labels: fields and sections of the template in other languages, in our own words.

>>> label(48, "fr"), title("3.1", "nl"), label(48, "en")
('Quand le responsable a eu connaissance de la violation', 'Wanneer', 'When the controller became aware')
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from tocsin.law.form.template import BY_NUMBER, SECTIONS

OWN = "en"


@cache
def _table() -> dict[str, dict[str, str]]:
    """Field's number or section to language to words."""
    text = files("tocsin.law.form").joinpath("labels.csv").read_text("utf-8")
    return {row["of"]: row for row in csv.DictReader(text.splitlines(), delimiter=";")}


def label(number: int, language: str) -> str:
    """A field's label."""
    return BY_NUMBER[number].label if language == OWN else _table()[str(number)][language]


def title(section: str, language: str) -> str:
    """A section's title."""
    return SECTIONS[section] if language == OWN else _table()[section][language]
