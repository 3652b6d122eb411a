"""Labels: fields, sections and options of the template in other languages, in our own words.

>>> label(48, "fr"), title("3.1", "nl"), label(48, "en")
('Quand le responsable a eu connaissance de la violation', 'Wanneer', 'When the controller became aware')
>>> words(55, ("a",), "de")
'a) Vertraulichkeit: Daten wurden von anderen gesehen oder anderen gegeben'
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tocsin.law.form.template import BY_NUMBER, SECTIONS
from tocsin.terms.template import Value

OWN = "en"


@cache
def _table(file: str, key: str) -> dict[str, dict[str, str]]:
    """What is said in a table, by its key and then by language."""
    text = files("tocsin.law.form").joinpath(file).read_text("utf-8")
    return {row[key]: row for row in csv.DictReader(text.splitlines(), delimiter=";")}


def label(number: int, language: str) -> str:
    """A field's label."""
    return (
        BY_NUMBER[number].label
        if language == OWN
        else _table("labels.csv", "of")[str(number)][language]
    )


def title(section: str, language: str) -> str:
    """A section's title."""
    return SECTIONS[section] if language == OWN else _table("labels.csv", "of")[section][language]


def option(own: str, language: str) -> str:
    """An option's words, from ours."""
    return own if language == OWN else _table("options.csv", OWN)[own][language]


def words(number: int, value: Value, language: str) -> str:
    """A value in words; of choices in that language, of all else as it stands."""
    field = BY_NUMBER[number]
    told = tuple(replace(one, words=option(one.words, language)) for one in field.options)
    return replace(field, options=told).words(value)
