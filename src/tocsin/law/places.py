"""Places: countries that exist, those of the European Economic Area, and the clock on their walls.

Codes, names and zones are those of the IANA time zone database, from the package `tzdata`.

>>> name("BE"), name("??"), zone("FR").key
('Belgium', 'a country not known', 'Europe/Paris')
>>> known("XX")
Traceback (most recent call last):
    ...
tocsin.terms.errors.Refused: 'XX' is no country. Write it by its two letters of ISO 3166-1, as FR; '??' where it is \
not known.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from tocsin.terms.errors import Refused

EU: tuple[str, ...] = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
)  # fmt: skip
"""Member states since 1 February 2020."""

EEA: tuple[str, ...] = (*EU, "IS", "LI", "NO")
"""Where the GDPR applies: by decision of the EEA Joint Committee No 154/2018 in the last three."""

ELSEWHERE = "??"
"""A person whose country is not known."""

NAMES: dict[str, str] = {"GB": "the United Kingdom", "US": "the United States", "NL": "the Netherlands",
                         "CZ": "Czechia", ELSEWHERE: "a country not known"}  # fmt: skip
"""Where a sentence wants another name than the table has."""


@cache
def _table(file: str) -> tuple[tuple[str, ...], ...]:
    """Rows of one of the database's tables."""
    text = files("tzdata").joinpath("zoneinfo", file).read_text("utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")
    )


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in _table("iso3166.tab")} | NAMES


@cache
def _zones() -> dict[str, str]:
    """The first zone of each country: that of its largest part, for the countries of the EEA of its capital."""
    return {row[0]: row[2] for row in reversed(_table("zone.tab"))}


def name(place: str) -> str:
    """A country in words; of a region, 'DE-BY', its country's."""
    return _names().get(place[:2], place)


def known(place: str) -> str:
    """A country's code as it stands; `Refused` where there is no such country."""
    if place not in _names():
        raise Refused(
            f"{place!r} is no country.",
            remedy="Write it by its two letters of ISO 3166-1, as FR; '??' where it is not known.",
        )
    return place


def zone(place: str) -> ZoneInfo:
    """The clock on the wall of a country; Brussels time where it is not known."""
    return ZoneInfo(_zones().get(place[:2], "Europe/Brussels"))
