"""Names: given names and family names of France, Flanders and Wallonia, common ones and a long tail.

The common ones are Faker's lists (fr_FR, nl_BE, fr_BE) with their frequencies; the fr_FR lists
have none, so their order stands in for rank. The tail is made here: compound given names, double
family names, and family names put together from syllables. Whoever bears a result does so by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, product

import pyarrow as pa
from faker.providers.person.fr_BE import Provider as WalloonNames
from faker.providers.person.fr_FR import Provider as FrenchNames
from faker.providers.person.nl_BE import Provider as FlemishNames

from tocsin.drill.weave import Lexicon, folded

COMPOUND_SHARE = 0.05
"""Share of people with a compound given name (Jean-Pierre): common enough in France to matter."""

TAIL_SHARE = 0.35
"""Share of people whose family name is not among the few hundred commonest. An assumption."""

DOUBLE_SHARE = 0.04
"""Share of people with a double family name (Dupont-Martin). An assumption."""

RANK_SLOPE = 0.6
"""Where a list has no frequencies, the word at rank r weighs (r + 5) to the power of minus this."""

FRENCH_HEADS = (
    "Ab Al Am An Ar Au Bal Bar Bau Bel Ber Bois Bon Bou Bour Bré Cal Cham Char Chau Clé Col "
    "Cor Cou Cour Dal Dau Del Dor Du Es Fau Fon Fou Ga Gau Gir Gran Gui Ha Hé Jau La Lau Lé "
    "Lor Ma Mal Mar Mau Mé Mon Mor Mou Né Ou Pa Pel Per Pi Pla Poi Pon Pou Pra Qué Ra Rau Ré "
    "Ri Ro Rou Sa Sau Sé Tau Té Thé Tou Tré Va Val Vau Ver Vi Vil"
)

FRENCH_TAILS = (
    "bault bert bier bois bon bout bray brun caud chard chaud cher court cy dard delle det "
    "din dois don faud gaud geon gey gnier gnon goux gre land lard lat let lier lin lon loup "
    "main mand met mier mont mot nard naud net nier niol not pied quin rac rand rat raud rel "
    "reau rier rin ron rot roux sac sard set sier son sot tard teau tel thier tier tin tot "
    "vaud vier vin"
)

FLEMISH_HEADS = (
    "Aer Ber Bos Broe Clae Coe Daer De Dier Dries Eger Ever Gee Ghe Goos Haer Hee Hooy Kee "
    "Ker Koo Lae Lem Lie Lode Maer Mee Moer Nae Oos Peer Ver Rae Roe Schae Snae Stee Taer Tie "
    "Wae Wille Wou"
)

FLEMISH_TAILS = (
    "bergen beke bosch broeck bruggen camp daele donck eghem gaert gem hove hout kens laere "
    "land maecker mans meulen moortel naert ninck poel rens rooy sens sters strate tens velde "
    "vens voorde"
)

PARTICLES = {
    "de La Tour-Basse": 1.0,
    "de Bellefontaine": 1.0,
    "du Vieux-Pont": 1.0,
    "d'Aubray-Lande": 1.0,
    "Le Gouessant-Ty": 1.0,
    "L'Herbier-Blanc": 1.0,
    "van 't Groenewoud": 1.0,
    "Van den Molenbeeck": 1.0,
    "D'Hoogestraete": 1.0,
}
"""Invented family names with particles and apostrophes: what a naive reader splits wrongly."""


def _ranked(words: Iterable[str]) -> dict[str, float]:
    return {word: (rank + 5) ** -RANK_SLOPE for rank, word in enumerate(words)}


def _scaled(words: Mapping[str, float], share: float) -> dict[str, float]:
    """Keep the odds among themselves, and make them `share` together."""
    whole = sum(words.values())
    return {word: weight * share / whole for word, weight in words.items()}


def _distinct(words: Mapping[str, float]) -> dict[str, float]:
    """One spelling for each name: Helene and Hélène, Anne-Marie and Marie-Anne would fold alike."""
    seen: dict[tuple[str, ...], tuple[str, float]] = {}
    for word, weight in words.items():
        seen.setdefault(tuple(sorted(folded(word).split("-"))), (word, weight))
    return dict(seen.values())


def _given(simple: Mapping[str, float]) -> dict[str, float]:
    simple = {word: weight for word, weight in simple.items() if "-" not in word}
    heads = sorted(simple, key=lambda word: -simple[word])[:40]
    compounds = {
        f"{one}-{two}": simple[one] * simple[two]
        for one, two in combinations(heads, 2)
        if len(one) + len(two) < 16
    }
    return _distinct(_scaled(simple, 1 - COMPOUND_SHARE) | _scaled(compounds, COMPOUND_SHARE))


def _family(simple: Mapping[str, float], heads: str, tails: str) -> dict[str, float]:
    frequent = sorted(simple, key=lambda word: -simple[word])[:90]
    made = _ranked(head + tail for tail, head in product(tails.split(), heads.split()))
    doubles = {f"{one}-{two}": 1.0 for one, two in combinations(frequent, 2)}
    common = 1 - TAIL_SHARE - DOUBLE_SHARE - 0.001
    return _distinct(
        _scaled(simple, common)
        | _scaled(made, TAIL_SHARE)
        | _scaled(doubles, DOUBLE_SHARE)
        | _scaled(PARTICLES, 0.001)
    )


GIVEN = Lexicon.of(
    [
        _given(_ranked(FrenchNames.first_names)),
        _given(FlemishNames.first_names),
        _given(WalloonNames.first_names),
    ]
)
"""Given names by Milieu."""

FAMILY = Lexicon.of(
    [
        _family(_ranked(FrenchNames.last_names), FRENCH_HEADS, FRENCH_TAILS),
        _family(FlemishNames.last_names, FLEMISH_HEADS, FLEMISH_TAILS),
        _family(WalloonNames.last_names, FRENCH_HEADS, FRENCH_TAILS),
    ]
)
"""Family names by Milieu."""

GIVEN_FOLDED = pa.array([folded(word) for word in GIVEN.words.to_pylist()])
"""`GIVEN.words` as a mail address has them."""

FAMILY_FOLDED = pa.array([folded(word) for word in FAMILY.words.to_pylist()])
"""`FAMILY.words` as a mail address has them."""

HARD: tuple[tuple[str, str], ...] = (
    ("Zoé \U0001f355", "Quatrefromages"),
    ("\u200fNour", "Al-Bayt\u200f"),
    ('=HYPERLINK("http://prix.invalid";"Gagnez")', "Formulard"),
    ("@SOMME(1;2)", "+Cellulier"),
    ("Siân", "O'Faoláin-Ty"),
    ("Łucja", "Żółtowianka"),
    ("Jean;Marc", 'dit "Le Four" Cuissard'),
    ("<b>Rémi</b>", "Baliséard"),
)
"""Names that break readers: emoji, right-to-left marks, formulas, a delimiter, quotes, markup,
letters that Windows-1252 lacks. Rare in the register; all invented."""
