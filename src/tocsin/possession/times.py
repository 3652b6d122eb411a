"""Times: the words a note uses for days, hours and zones, and what each may mean.

>>> [str(zone) for zone, _ in meanings("cet")]
['UTC+01:00', 'Europe/Paris']
>>> hours("8 pm cet")[0], hours("20h30")[0], hours("20.00 uur")[0], hours("at 8 o'clock")[0]
(((20, 0),), ((20, 30),), ((20, 0),), ((8, 0), (20, 0)))
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan janvier janv januari",
            "february feb fevrier fev februari",
            "march mar mars maart mrt",
            "april apr avril avr",
            "may mai mei",
            "june jun juin juni",
            "july jul juillet juil juli",
            "august aug aout augustus",
            "september sept sep septembre",
            "october oct octobre oktober okt",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for word in words.split()
}
"""Names of the months in English, French and Dutch, without accents."""

WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "monday mon lundi maandag",
            "tuesday tue mardi dinsdag",
            "wednesday wed mercredi woensdag",
            "thursday thu jeudi donderdag",
            "friday fri vendredi vrijdag",
            "saturday sat samedi zaterdag",
            "sunday sun dimanche zondag",
        )
    )
    for word in words.split()
}
"""Names of the weekdays; Monday is 0."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LENGTHS: dict[str, timedelta] = {
    r"hours?|hrs|heures?|uur|uren": timedelta(hours=1),
    r"days?|jours?|dag|dagen": timedelta(days=1),
    r"weeks?|semaines?|week|weken": timedelta(weeks=1),
}

FIGURES: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "one un une een",
            "two deux twee",
            "three trois drie",
            "four quatre vier",
            "five cinq vijf",
            "six zes",
            "seven sept zeven",
        ),
        start=1,
    )
    for word in words.split()
}
"""Small numbers written out."""

PARIS = "Europe/Paris"
"""Stands for the clock that France, Belgium and the Netherlands share."""

ZONES: dict[str, tuple[float, str]] = {
    "cest": (2, PARIS),
    "cet": (1, PARIS),
    "bst": (1, "Europe/London"),
    "gmt": (0, "Europe/London"),
    "eest": (3, "Europe/Athens"),
    "eet": (2, "Europe/Athens"),
    "msk": (3, "Europe/Moscow"),
    "edt": (-4, "America/New_York"),
    "est": (-5, "America/New_York"),
    "pdt": (-7, "America/Los_Angeles"),
    "pst": (-8, "America/Los_Angeles"),
}
"""What an abbreviation says to the letter (hours from UTC), and the clock it is loosely used for."""

CITIES: dict[str, str] = {
    "paris": PARIS,
    "french": PARIS,
    "francaise": PARIS,
    "bruxelles": PARIS,
    "brussels": PARIS,
    "brusselse": PARIS,
    "amsterdam": PARIS,
    "london": "Europe/London",
    "moscow": "Europe/Moscow",
    "new york": "America/New_York",
}
"""'Paris time', 'heure de Bruxelles': the clock on the wall there."""

AT_HAND: tuple[str, ...] = (PARIS, "Europe/London", "UTC")
"""The clocks a note without a zone is read on, beside the one the note was received by."""

OFFSET = re.compile(r"\b(?:utc|gmt) ?([+-]) ?([0-9]{1,2})(?::?([0-9]{2}))?\b")
ABBREVIATION = re.compile(rf"\b(?:utc|{'|'.join(ZONES)})\b")
CITY = re.compile(
    rf"\b(?P<a>{'|'.join(CITIES)}) (?:time|tijd)\b|\b(?:heure de |heure )(?P<b>{'|'.join(CITIES)})\b"
)

MERIDIEM = r"(?P<h12>1[0-2]|0?[1-9])(?:[:.h](?P<m12>[0-5][0-9]))? ?(?P<half>am|pm)\b"
CLOCK = (
    r"(?P<h24>2[0-4]|[01]?[0-9])(?: ?[:h] ?(?P<m24>[0-5][0-9])|[.](?P<mdot>[0-5][0-9]) ?(?:uur|u|h)\b"
    r"| ?(?:h|u|uur|heures?|hrs)\b)"
    r"(?P<evening> (?:'s avonds|'s middags|du soir|de l'apres-midi))?"
)
VAGUE = r"(?P<oclock>1[0-2]|0?[1-9]) o'clock\b"
NAMED = r"(?P<noon>\b(?:noon|midi|12 uur 's middags)\b)|(?P<midnight>\b(?:midnight|minuit|middernacht)\b)"
HOUR = re.compile(rf"(?<![0-9.,:])(?:{MERIDIEM}|{CLOCK}|{VAGUE}|{NAMED})")


def hours(words: str) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The times of day that words may mean (24-hour clock), and whether midnight ends the day.

    None named: an empty tuple. '8 o'clock' may be morning or evening.
    """
    match = HOUR.search(words)
    if match is None:
        return (), False
    if match["noon"]:
        return ((12, 0),), False
    if match["midnight"] or match["h24"] == "24":
        return ((0, 0),), True
    if match["oclock"]:
        hour = int(match["oclock"]) % 12
        return ((hour, 0), (hour + 12, 0)), False
    if match["half"]:
        hour = int(match["h12"]) % 12 + (12 if match["half"] == "pm" else 0)
        return ((hour, int(match["m12"] or 0)),), False
    hour = int(match["h24"])
    hour += 12 if match["evening"] and hour < 12 else 0
    return ((hour, int(match["m24"] or match["mdot"] or 0)),), False


def meanings(words: str) -> tuple[tuple[tzinfo, str], ...]:
    """The zones that words may mean, each with how it is said; none named: an empty tuple."""
    offset = OFFSET.search(words)
    if offset and int(offset[2]) < 15:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        ahead = timedelta(minutes=minutes if offset[1] == "+" else -minutes)
        return ((timezone(ahead), "as written"),)
    city = CITY.search(words)
    if city:
        return ((ZoneInfo(CITIES[city["a"] or city["b"]]), "the clock of the place named"),)
    abbreviation = ABBREVIATION.search(words)
    if abbreviation is None:
        return ()
    if abbreviation[0] == "utc":
        return ((timezone.utc, "as written"),)  # noqa: UP017 -- beside `timezone(...)` above
    ahead_of_utc, place = ZONES[abbreviation[0]]
    said = abbreviation[0].upper()
    return (
        (timezone(timedelta(hours=ahead_of_utc)), f"{said} to the letter"),
        (ZoneInfo(place), f"which {said} is often loosely written for"),
    )
