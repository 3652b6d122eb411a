"""Countries: ISO 3166-1 alpha-2, from codes and from names in French, Dutch, German, English, Spanish.

>>> normal_of("Belgique"), normal_of("nederland"), normal_of("UK"), normal_of("fra")
('BE', 'NL', 'GB', 'FR')
>>> normal_of("JP"), normal_of("Atlantis")
('JP', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import in_turn, kept, trim, trim_of
from tocsin.kinds.words import lines
from tocsin.terms.scope import Category

COUNTRIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("FR", ("fr", "fra", "france", "frankrijk", "frankreich", "francia")),
    ("BE", ("be", "bel", "belgique", "belgie", "belgië", "belgium", "belgien", "belgica")),
    ("NL", ("nl", "nld", "pays-bas", "nederland", "netherlands", "niederlande", "paises bajos", "países bajos", "the netherlands", "holland")),
    ("DE", ("de", "deu", "allemagne", "duitsland", "germany", "deutschland", "alemania")),
    ("LU", ("lu", "lux", "luxembourg", "luxemburg", "luxemburgo")),
    ("GB", ("gb", "gbr", "uk", "royaume-uni", "verenigd koninkrijk", "united kingdom", "vereinigtes konigreich", "vereinigtes königreich", "reino unido", "great britain", "england", "angleterre")),
    ("CH", ("ch", "che", "suisse", "zwitserland", "switzerland", "schweiz", "suiza")),
    ("ES", ("es", "esp", "espagne", "spanje", "spain", "spanien", "espana", "españa")),
    ("IT", ("it", "ita", "italie", "italië", "italy", "italien", "italia")),
    ("PT", ("pt", "prt", "portugal")),
    ("IE", ("ie", "irl", "irlande", "ierland", "ireland", "irland", "irlanda")),
    ("AT", ("at", "aut", "autriche", "oostenrijk", "austria", "osterreich", "österreich")),
    ("DK", ("dk", "dnk", "danemark", "denemarken", "denmark", "dänemark", "dinamarca")),
    ("SE", ("se", "swe", "suede", "suède", "zweden", "sweden", "schweden", "suecia")),
    ("NO", ("no", "nor", "norvege", "norvège", "noorwegen", "norway", "norwegen", "noruega")),
    ("FI", ("fi", "fin", "finlande", "finland", "finnland", "finlandia")),
    ("PL", ("pl", "pol", "pologne", "polen", "poland", "polonia")),
    ("CZ", ("cz", "cze", "tchequie", "tchéquie", "republique tcheque", "république tchèque", "tsjechie", "tsjechië", "czechia", "czech republic", "tschechien", "chequia")),
    ("SK", ("sk", "svk", "slovaquie", "slowakije", "slovakia", "slowakei", "eslovaquia")),
    ("HU", ("hu", "hun", "hongrie", "hongarije", "hungary", "ungarn", "hungria", "hungría")),
    ("RO", ("ro", "rou", "roumanie", "roemenie", "roemenië", "romania", "rumanien", "rumänien", "rumania")),
    ("BG", ("bg", "bgr", "bulgarie", "bulgarije", "bulgaria", "bulgarien")),
    ("GR", ("gr", "grc", "grece", "grèce", "griekenland", "greece", "griechenland", "grecia")),
    ("HR", ("hr", "hrv", "croatie", "kroatie", "kroatië", "croatia", "kroatien", "croacia")),
    ("SI", ("si", "svn", "slovenie", "slovénie", "slovenië", "slovenia", "slowenien", "eslovenia")),
    ("EE", ("ee", "est", "estonie", "estland", "estonia")),
    ("LV", ("lv", "lva", "lettonie", "letland", "latvia", "lettland", "letonia")),
    ("LT", ("lt", "ltu", "lituanie", "litouwen", "lithuania", "litauen", "lituania")),
    ("MT", ("mt", "mlt", "malte", "malta")),
    ("CY", ("cy", "cyp", "chypre", "cyprus", "zypern", "chipre")),
    ("IS", ("is", "isl", "islande", "ijsland", "iceland", "island", "islandia")),
    ("MC", ("mc", "mco", "monaco")),
    ("LI", ("li", "lie", "liechtenstein")),
    ("MA", ("ma", "mar", "maroc", "marokko", "morocco", "marruecos")),
    ("DZ", ("dz", "dza", "algerie", "algérie", "algerije", "algeria", "algerien", "argelia")),
    ("TN", ("tn", "tun", "tunisie", "tunesie", "tunesië", "tunisia", "tunesien", "tunez")),
    ("TR", ("tr", "tur", "turquie", "turkije", "turkey", "turkei", "türkei", "turquia", "turkiye", "türkiye")),
    ("UA", ("ua", "ukr", "ukraine", "oekraine", "oekraïne", "ucrania")),
    ("US", ("us", "usa", "etats-unis", "états-unis", "verenigde staten", "united states", "vereinigte staaten", "estados unidos", "united states of america")),
    ("CA", ("ca", "can", "canada", "kanada")),
    ("RE", ("re", "reu", "reunion", "réunion", "la reunion", "la réunion")),
    ("GP", ("gp", "glp", "guadeloupe")),
    ("MQ", ("mq", "mtq", "martinique")),
    ("GF", ("gf", "guf", "guyane")),
)  # fmt: skip
"""Europe, its neighbours, North America: those whose names have a normal form."""

ELSEWHERE = tuple(line.split("\t") for line in lines("countries"))
"""All countries: alpha-2, alpha-3, names. Of those not above only the alpha-2 code is normal."""

NAMES = {name: code for code, names in COUNTRIES for name in names}
ALPHA_2 = "^(?:" + "|".join(line[0] for line in ELSEWHERE) + ")$"
CODES = "^(?:UK|" + "|".join(code for line in ELSEWHERE for code in line[:2]) + ")$"
"""Codes in upper case only: 'de' and 'la' are words."""

TWO_LETTERS = "^[a-z]{2}$"
"""Of ASCII: a German 'ß' in capitals is two letters, South Sudan's code."""

WORDS = (
    "^(?:"
    + "|".join(
        sorted(
            {re.escape(name) for line in ELSEWHERE for name in line[2:]}
            | {name for name in NAMES if len(name) > 3}
        )
    )
    + ")$"
)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a code in upper case, or a name."""
    return cell.re_search(CODES) | cell.lower().re_search(WORDS)


def named(cell: ir.StringValue) -> ir.StringValue:
    """Give the name or code in lower case."""
    return trim(cell).lower()


def coded(name: ir.StringValue) -> ir.StringValue:
    """Give the alpha-2 code of a name or code in lower case."""
    other = name.upper()
    code = name.re_search(TWO_LETTERS) & other.re_search(ALPHA_2)
    return name.cases(*NAMES.items(), else_=kept(code, other))


STEPS = (named, coded)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give the alpha-2 code; NULL where it is no country of the list."""
    return in_turn(STEPS)(cell)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    name = trim_of(untrusted).lower()
    other = name.upper() if re.search(TWO_LETTERS, name) else ""
    return NAMES.get(name, other if re.search(ALPHA_2, other) else None)


KIND = Kind(
    name="country",
    says="countries",
    category=Category.LOCATION,
    headers=(
        "country",
        "pays",
        "land",
        "pais",
        "country code",
        "code pays",
        "landcode",
        "staat",
        "landcode iso",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=CODES,
)
