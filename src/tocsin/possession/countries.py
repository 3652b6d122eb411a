"""Countries: how the notes name a country and its people, in English, French and Dutch.

The European Economic Area, and the United Kingdom, Switzerland and the United States. Words are
as `passage.folded` leaves them: lower case, without accents. 'us' alone is a pronoun.

>>> [country for _, country in named("58.000 belgische klanten, the french ones, et la suisse")]
['BE', 'FR', 'CH']
>>> NAMES["BE"]
'Belgium'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS: dict[str, tuple[str, str]] = {
    "AT": ("Austria", "austrians? autriche autrichien(?:ne)?s? oostenrijk(?:se?)?"),
    "BE": ("Belgium", "belgians? belgique belges? belgie belgisch belgische belgen"),
    "BG": ("Bulgaria", "bulgarians? bulgarie bulgares? bulgarije bulgaarse?"),
    "CH": ("Switzerland", "swiss suisses? zwitserland zwitserse?"),
    "CY": ("Cyprus", "cypriots? chypre chypriotes? cypriotische"),
    "CZ": ("Czechia", "czech tcheques? tchequie tsjechie tsjechische?"),
    "DE": ("Germany", "germans? allemagne allemande?s? duitsland duitse?"),
    "DK": ("Denmark", "danish danes danemark danois(?:es?)? denemarken deense?"),
    "EE": ("Estonia", "estonians? estonie estonien(?:ne)?s? estland estse?"),
    "ES": ("Spain", "spanish spaniards espagne espagnol(?:es?)?s? spanje spaanse?"),
    "FI": ("Finland", "finnish finlande finlandais(?:es?)? finse?"),
    "FR": ("France", "french francais(?:es?)? frankrijk franse? fransen"),
    "GB": (
        "the United Kingdom",
        "united-kingdom britain british uk royaume-uni britanniques? verenigd-koninkrijk britse?",
    ),
    "GR": ("Greece", "greeks? grece grecs? grecques? griekenland griekse?"),
    "HR": ("Croatia", "croatians? croatie croates? kroatie kroatische?"),
    "HU": ("Hungary", "hungarians? hongrie hongrois(?:es?)? hongarije hongaarse?"),
    "IE": ("Ireland", "irish irlande irlandais(?:es?)? ierland ierse?"),
    "IS": ("Iceland", "icelandic islande islandais(?:es?)? ijsland ijslandse?"),
    "IT": ("Italy", "italians? italie italien(?:ne)?s? italiaanse?"),
    "LI": ("Liechtenstein", ""),
    "LT": ("Lithuania", "lithuanians? lituanie lituanien(?:ne)?s? litouwen litouwse?"),
    "LU": ("Luxembourg", "luxembourgish luxembourgeois(?:es?)? luxemburg(?:se?)?"),
    "LV": ("Latvia", "latvians? lettonie lettone?s? letland letse"),
    "MT": ("Malta", "maltese malte maltais(?:es?)?"),
    "NL": ("the Netherlands", "dutch holland pays-bas neerlandais(?:es?)? nederland(?:se?|ers)?"),
    "NO": ("Norway", "norwegians? norvege norvegien(?:ne)?s? noorwegen noorse?"),
    "PL": ("Poland", "polish pologne polonais(?:es?)? polen poolse?"),
    "PT": ("Portugal", "portuguese portugais(?:es?)? portugese?"),
    "RO": ("Romania", "romanians? roumanie roumaine?s? roemenie roemeense?"),
    "SE": ("Sweden", "swedish swedes suede suedois(?:es?)? zweden zweedse?"),
    "SI": ("Slovenia", "slovenians? slovenie slovenes? sloveense?"),
    "SK": ("Slovakia", "slovaks? slovaquie slovaques? slowakije slowaakse?"),
    "US": (
        "the United States",
        "united-states usa americans? etats-unis americaine?s? verenigde-staten amerikaanse?",
    ),
}
"""By ISO 3166-1 alpha-2: the name we use, and other words for the country and its people."""

NAMES: dict[str, str] = {country: name for country, (name, _) in WORDS.items()}


def _pattern(country: str) -> str:
    """All words for one country; a hyphen in the table stands for a hyphen or a space."""
    name, others = WORDS[country]
    words = [name.removeprefix("the ").lower().replace(" ", "-"), *others.split()]
    return f"(?P<{country}>{'|'.join(words).replace('-', '[- ]')})"


ANY = re.compile(rf"\b(?:{'|'.join(_pattern(country) for country in WORDS)})\b")


JOINED = re.compile(
    r" ?(?:(?:customers?|clients?|clientes|klanten|users?|records?|sites?) )?"
    r"(?:,|/|&|\+|-|and|et|en|plus|as well as|ainsi que|alsook)"
    r"(?: ?(?:and|et|en|also|both|aussi|ook))?(?: ?(?:in|of|from|the|de|du|des|la|le|l'|au|aux|uit|van)){0,3} ?"
)
"""What stands between two countries that share what is said of them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Countries named together, and where."""

    start: int
    end: int
    countries: tuple[str, ...]


def runs(words: str) -> tuple[Run, ...]:
    """The countries named, those that are joined to one another as one.

    >>> [run.countries for run in runs("clients belges et francais, le site suisse")]
    [('BE', 'FR'), ('CH',)]
    """
    found: list[Run] = []
    for match in ANY.finditer(words):
        run = Run(match.start(), match.end(), (str(match.lastgroup),))
        if found and JOINED.fullmatch(words, found[-1].end, run.start):
            before = found.pop()
            run = Run(before.start, run.end, tuple(dict.fromkeys(before.countries + run.countries)))
        found.append(run)
    return tuple(found)


def named(words: str) -> tuple[tuple[int, str], ...]:
    """Where each country is named, and which."""
    return tuple((m.start(), str(m.lastgroup)) for m in ANY.finditer(words))
