"""Birth dates: dates, told by their header or by how they are spread over the years.

Nobody's customers were all born within a few years: days without an hour, spread over a generation
or more and ending some years ago, are birth dates; other dates stay dates.

>>> normal_of("13/06/1974")
'1974-06-13'
"""

from __future__ import annotations

from tocsin.kinds import date
from tocsin.kinds.base import Kind
from tocsin.terms.scope import Category

normal_of = date.normal_of

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
