"""Coordinates: latitude and longitude in decimal degrees, five places kept (about a metre).

A pair in one cell, in brackets or not; WKT's POINT has the longitude first. One half alone, as in
columns of latitudes, keeps its number. Degrees, minutes and seconds are recognised, but have no
normal form here.

>>> normal_of("(48.8566140, 2.3522219)"), normal_of("POINT(2.3522219 48.856614)")
('48.85661,2.35222', '48.85661,2.35222')
>>> normal_of("-86.568502"), normal_of("148.5, 2.3")
('-86.56850', None)
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

_LATITUDE = "-?(?:90|[0-8]?[0-9])"
_LONGITUDE = "-?(?:180|1[0-7][0-9]|[0-9]{1,2})"
PAIR = (
    f"^[(\\[]?({_LATITUDE}[.][0-9]{{1,5}})[0-9]{{0,12}}°? ?[,;/ ] ?"
    f"({_LONGITUDE}[.][0-9]{{1,5}})[0-9]{{0,12}}°?[)\\]]?$"
)
POINT = (
    f"^POINT ?[(]({_LONGITUDE}[.][0-9]{{1,5}})[0-9]{{0,12}} +"
    f"({_LATITUDE}[.][0-9]{{1,5}})[0-9]{{0,12}}[)]$"
)
SINGLE = f"^({_LONGITUDE}[.][0-9]{{3,5}})[0-9]{{0,12}}°?$"
"""One half: three places or more, a hundred metres."""

SEXAGESIMAL = "^[NSEWO]? ?[0-9]{1,3} ?° ?[0-9]{1,2} ?['’′].*[NSEWO]?$"
WHOLE = f"{PAIR}|{POINT}"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a pair, a point, or degrees and minutes."""
    return cell.re_search(f"{WHOLE}|{SINGLE}|{SEXAGESIMAL}")


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Latitude, a comma, longitude; one half as its number."""
    tidy = trim(cell)
    pair, point = ([tidy.re_extract(shape, half) for half in (1, 2)] for shape in (PAIR, POINT))
    return ibis.cases(
        (tidy.re_search(PAIR), pair[0] + "," + pair[1]),
        (tidy.re_search(POINT), point[1] + "," + point[0]),
        else_=kept(tidy.re_search(SINGLE), tidy.re_extract(SINGLE, 1)),
    )


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if found := re.search(PAIR, tidy):
        return f"{found[1]},{found[2]}"
    if found := re.search(POINT, tidy):
        return f"{found[2]},{found[1]}"
    found = re.search(SINGLE, tidy)
    return found[1] if found else None


KIND = Kind(
    name="coordinates",
    says="coordinates of places",
    category=Category.LOCATION,
    headers=(
        "latitude",
        "longitude",
        "lat",
        "lon",
        "lng",
        "long",
        "coordinates",
        "coordonnees",
        "coordonnees gps",
        "gps",
        "geo",
        "location",
        "geolocation",
        "latlng",
        "lat lng",
        "latlon",
        "breedtegraad",
        "lengtegraad",
        "breitengrad",
        "laengengrad",
        "latitud",
        "longitud",
        "coordenadas",
        "geopoint",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=SINGLE,
)
