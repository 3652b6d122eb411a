"""Names and towns: told together, by how likely each cell is as one of them or as any other word.

A column of towns holds many that are also families' names, and the other way round; so all cells speak,
each by the list that it is on, or by its letters (`kinds.words`).

>>> told(Cells(["Dupont", "De Smet", "Peeters", "Lefèvre"])).keys()
dict_keys(['family_name'])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from math import log

from tocsin.kinds import country
from tocsin.kinds.folding import fold_of
from tocsin.kinds.telling.cells import ENOUGH, Cells, listed
from tocsin.kinds.words import likelihoods, lists

LETTERED = "^[^\\W\\d_][^\\W\\d_'’` .,()/-]*(?:[ '’`.,()/-]+[^\\W\\d_]+)*[.')]?(?: [0-9]{1,2}(?:e|er|ème)?)?(?: (?i:cedex)(?: [0-9]+)?)?$"
"""Words of letters, with marks between; a town's district may follow."""

LONGEST = 60
TITLES = listed(
    "mr mrs ms miss mx dr prof mme mlle monsieur madame herr frau dhr mevr mw ing ir drs dipl med univ sr sra jr "
    "ii iii iv md phd dds dvm bsc msc ba ma bba mba"
)
"""Before and behind names, and no part of them."""

PARTICLES = listed(
    "van de der den du des la le les el al von zu vom ter ten te d l di da dos del della y e i bin ben st"
)
"""Words inside names; on no list of names as a rule."""

PARTICLE, ANOTHER, ALONE = log(0.05), log(0.1), log(0.005)
"""Log-likelihood of a particle, of another word in one name, and of a full name of one word."""

CALLED_AFTER = log(0.03)
"""Log-likelihood that a town bears a family's name."""

BEFORE_TOWNS = listed(
    "new old north south east west northern southern eastern western port lake mount fort saint sainte st san santa "
    "bad sankt sint nieuw oud nord sud est ouest los las villa le la les neu alt gross klein"
)
"""Words before the name of a town."""

BEHIND_TOWNS = listed(
    "ville city town village beach springs heights falls hills bains bourg plage dessus dessous"
)
"""Words behind the name of a town, or behind that of whom or what it is called after."""

WITHIN_TOWNS = listed("sur sous les lez pres am im bei aan upon under")
"""Words between the name of a town and what it lies by."""

FARTHEST = 15.0
"""One cell speaks against a kind with this at most: damaged cells do not decide."""

COMPANY = (
    "(?i)\\b(?:inc|ltd|llc|plc|sarl|sas|sasu|eurl|sprl|bvba|gmbh|ohg|mbh|corp|co|company|group|groupe|holding|"
    "et fils|and sons|et cie|associates|partners|stiftung|kgaa|b\\.v\\.|n\\.v\\.|s\\.a\\.|s\\.p\\.a|v\\.o\\.f)\\b\\.?|"
    " (?:SA|BV|NV|AG|KG|SE|VOF|SRL)$|, [^,]+ (?:and|et|en|und) | & "
)
"""Marks of firms, which are called after people and towns."""

STREET = (
    "(?i)^(?:rue|avenue|av|boulevard|bd|chemin|all[ée]e|impasse|quai|place|route|via|viale|vicolo|piazza|corso|"
    "strada|calle|plaza|avenida|paseo|rua|travessa|praça)\\b|"
    "(?:\\b(?:street|road|lane|drive|avenue|close|crescent|terrace|square)|"
    "straat|laan|plein|dreef|singel|steenweg|kade|straße|strasse|str\\.|gasse|platz|allee|weg)$"
)
"""Marks of streets, which are too; a column of them alone may stand beside one of house numbers."""


def letters(text: str) -> str:
    """Words of ASCII letters, apart by one blank."""
    return re.sub("[^a-z]+", " ", fold_of(text)).strip()


class _Reading:
    """The likelihoods of some texts, of each of their words, and of what is left of each as a name."""

    def __init__(self, texts: Sequence[str]) -> None:
        wanted = set(texts)
        for text in texts:
            words = text.split()
            named = _untitled(text)
            wanted.update(words, (_town(text), " ".join(named), " ".join(_base(words))))
            for at in range(1, min(len(named), 5)):
                wanted.update((" ".join(named[:at]), " ".join(named[at:])))
        self._likely = likelihoods(sorted(wanted - {""}))

    def one_name(self, names: str, words: Sequence[str]) -> float:
        """Log-likelihood of some words as one name of a list."""
        whole = " ".join(words)
        if whole in getattr(lists(), names):
            return float(getattr(self._likely[whole], names))
        spoken = [word for word in words if word not in PARTICLES or len(words) == 1]
        said = sum(float(getattr(self._likely[word], names)) for word in spoken)
        return said + PARTICLE * (len(words) - len(spoken)) + ANOTHER * max(len(spoken) - 1, 0)

    def full_name(self, text: str) -> float:
        """Log-likelihood of a given and a family name, in either order."""
        words = _untitled(text)
        if len(words) < 2:
            return self.one_name("family", words) + ALONE if words else -100.0
        return max(
            self.one_name(first, words[:at]) + self.one_name(second, words[at:])
            for at in range(1, min(len(words), 5))
            for first, second in (("given", "family"), ("family", "given"))
        )

    def town(self, text: str) -> float:
        """Log-likelihood of a town; towns are called after people and other towns, now and then."""
        plain, words = _town(text), text.split()
        named = [self.one_name("family", words) + CALLED_AFTER]
        if base := _base(words):
            of_base = [self.one_name(names, base) for names in ("given", "family", "towns")]
            named.append(max(of_base) + CALLED_AFTER + ANOTHER)
        return max(self._likely[plain].towns if plain else -100.0, *named)

    def by_kind(self, text: str) -> dict[str, float]:
        """All of these, and that of any other words."""
        words = text.split()
        return {
            "given_name": self.one_name("given", words),
            "family_name": self.one_name("family", words),
            "full_name": self.full_name(text),
            "city": self.town(text),
            "other": self.one_name("others", words),
        }


def _untitled(text: str) -> list[str]:
    return [word for word in text.split() if word not in TITLES]


def _known_names(names: frozenset[str], text: str) -> bool:
    words = [word for word in _untitled(text) if word not in PARTICLES]
    return text in names or (bool(words) and all(word in names for word in words))


def _known_full(text: str) -> bool:
    words = [word for word in _untitled(text) if word not in PARTICLES and len(word) > 1]
    given = sum(word in lists().given for word in words)
    family = sum(word in lists().family for word in words)
    return len(words) > 1 and (given > 0 < family or given > 1) and given + family >= len(words)


def _town(text: str) -> str:
    return re.sub(" (?:cedex|arrondissement|e|eme|er)$", "", text)


def _base(words: Sequence[str]) -> Sequence[str]:
    """What a town is called after, where a word before, behind or within marks it as a town."""
    if len(words) > 1 and words[0] in BEFORE_TOWNS:
        return words[1:]
    if len(words) > 1 and words[-1] in BEHIND_TOWNS:
        return words[:-1]
    within = [at for at, word in enumerate(words[1:-1], 1) if word in WITHIN_TOWNS]
    return words[: within[0]] if within else []


def _known_town(text: str) -> bool:
    base = " ".join(_base(text.split()))
    named = (lists().towns, lists().given, lists().family)
    return _town(text) in lists().towns or any(base in names for names in named)


KNOWN_AS: dict[str, Callable[[str], bool]] = {
    "given_name": lambda text: _known_names(lists().given, text),
    "family_name": lambda text: _known_names(lists().family, text),
    "full_name": _known_full,
    "city": lambda text: _known_town(text),
}
"""Whether the lists know a text as one of a kind."""

KNOWN = 0.35
"""Share of the different cells that the lists must know: Europe's names, and not all of them."""

KNOWN_SURELY = 0.15
"""The same where the letters alone are far likelier of this kind than of any other word."""

LIKELIER = 0.7
"""By how much the mean log-likelihood of a kind must exceed that of the next."""

FAR_LIKELIER = 2.5
FEW = 8
"""Different cells below which the lists must know them all, and at least three: many a word is also
somebody's name."""


COUNTRIES = 0.5
"""Share of the different cells that are countries, from which they are not towns: some are both."""


def told(cells: Cells) -> dict[str, float]:
    """Tell names and towns: the likeliest by all cells, where enough of them are on its list."""
    texts = [t for t in map(letters, filter(_lettered, cells.different)) if len(t) > 2]
    lettered = len(texts) / len(cells.different)
    if lettered < ENOUGH or len(texts) < 2 or cells.alike(COMPANY) > 0.1:
        return {}
    if cells.alike(STREET) > 0.2:
        return {}
    if cells.share(lambda cell: len(cell) < 4 and cell.isupper()) > 1 - ENOUGH:
        return {}
    means = _means(texts)
    first, second = sorted(means, key=lambda name: means[name])[-1:-3:-1]
    if first == "other" or means[first] - means[second] < LIKELIER:
        return {}
    if first == "city" and sum(text in _countries() for text in texts) > COUNTRIES * len(texts):
        return {}
    share = sum(map(KNOWN_AS[first], texts)) / len(texts)
    if len(texts) < FEW and (share < 1 or len(texts) < 3):
        return {}
    surely = means[first] - means["other"] >= FAR_LIKELIER
    return {first: lettered} if share >= (KNOWN_SURELY if surely else KNOWN) else {}


@cache
def _countries() -> frozenset[str]:
    """The names of all countries."""
    return frozenset(letters(name) for _, _, *names in country.ELSEWHERE for name in names)


def _lettered(cell: str) -> bool:
    return len(cell) <= LONGEST and re.search(LETTERED, cell) is not None


def _means(texts: Sequence[str]) -> dict[str, float]:
    """Mean log-likelihood of the texts by kind, of each text at most `FARTHEST` below its best."""
    reading = _Reading(texts)
    sums: dict[str, float] = {}
    for text in texts:
        likely = reading.by_kind(text)
        best = max(likely.values())
        for name, value in likely.items():
            sums[name] = sums.get(name, 0.0) + max(value - best, -FARTHEST)
    return {name: total / len(texts) for name, total in sums.items()}
