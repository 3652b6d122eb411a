"""Authorities: whom to notify in each place of the EEA, in Switzerland and the United Kingdom, and how.

The table beside this file says of every row where its site and its channel were found, and whether anybody
read the authority's own page about the channel. Most channels have not been read: that is said with them.

>>> cnil = of("FR")
>>> cnil.name, cnil.verified, cnil.languages
('CNIL', True, ('fr',))
>>> of("DE-BY").name, of("DE").verified, of("US") is None
('BayLDA (private sector)', False, True)
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from tocsin.terms.law import Authority


@cache
def table() -> tuple[Authority, ...]:
    """All rows."""
    text = files("tocsin.law").joinpath("authorities.csv").read_text("utf-8")
    return tuple(
        Authority(
            place=row["place"],
            name=row["name"],
            site=row["site"],
            languages=tuple(row["languages"].split()),
            channel=row["channel"],
            verified=row["channel_verified"] == "yes",
            source=row["source"],
            read=date.fromisoformat(row["read"]),
            note=row["note"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def of(place: str) -> Authority | None:
    """The authority of a country or region, ISO 3166; None where the table has none."""
    return next((row for row in table() if row.place == place), None)
