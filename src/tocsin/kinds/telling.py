"""Telling: what a column's cells say it holds where no single cell can, asked of a few of them.

A word may be a name, a town or a topping: one cell does not tell, a column of them does. Each rule
below looks at the different cells of a sample and gives the kinds that they tell, as the share of
cells that speak for it. What is not told here needs a header's hint. Measured by `bench/kinds.py`.

>>> told(["Anna", "Jean-Éric", "Sophie", "Mehmet", "Jan"] * 3).keys()
dict_keys(['given_name'])
>>> told(["PARIS", "Bruxelles", "Lyon 3", "Saint-Denis", "Gent"]).keys()
dict_keys(['city'])
>>> told(["margherita", "quattro stagioni", "hawaii"])
{}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from statistics import median

from tocsin.kinds import (
    amount,
    birth_date,
    country,
    customer_number,
    order_number,
    password,
    password_hash,
    postcode,
    sex,
    time,
)
from tocsin.kinds.folding import fold_of
from tocsin.kinds.words import likelihoods, lists

READ = 300
"""Different cells that are read, evenly over those of the sample."""

ENOUGH = 0.6
"""Share of cells from which a rule speaks."""

NEARLY_ALL = 0.95
"""The same for shapes that other things have too."""

STRAY = 0.003
"""Share of cells of another sort that is put down to damage."""

MANY = 20
"""Different cells from which their spread says something."""


@dataclass(frozen=True)
class Cells:
    """The filled, trimmed cells of a column's sample, in the order of its rows."""

    all: Sequence[str]

    @cached_property
    def different(self) -> list[str]:
        """Each once, at most `READ` of them."""
        return self.some(READ)

    def some(self, most: int) -> list[str]:
        """Different cells, so many at most, evenly over them."""
        once = list(dict.fromkeys(self.all))
        return once[:: max(1, -(-len(once) // most))]

    @cached_property
    def distinct(self) -> float:
        """Different cells by cells."""
        return len(set(self.all)) / len(self.all)

    def share(self, holds: Callable[[str], object]) -> float:
        """Share of the different cells of which something holds."""
        return sum(map(bool, map(holds, self.different))) / len(self.different)

    def alike(self, shape: str) -> float:
        """Share of the different cells that have a shape."""
        return self.share(re.compile(shape).search)


def told(sample: Sequence[str]) -> dict[str, float]:
    """Give the kinds that a column's cells tell, each with the share of cells that speak for it."""
    if not sample:
        return {}
    cells = Cells(sample)
    shares = {kind: rule(cells) for kind, rule in RULES.items()}
    shares |= _words(cells)
    return {kind: share for kind, share in shares.items() if share}


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- names and towns ---------------------------------------------------------------------------

LETTERED = "^[^\\W\\d_][^\\W\\d_'’` .,()/-]*(?:[ '’`.,()/-]+[^\\W\\d_]+)*[.')]?(?: [0-9]{1,2}(?:e|er|ème)?)?(?: (?i:cedex)(?: [0-9]+)?)?$"
"""Words of letters, with marks between; a town's district may follow."""

LONGEST = 60
TITLES = _listed(
    "mr mrs ms miss mx dr prof mme mlle monsieur madame herr frau dhr mevr mw ing ir drs dipl med univ sr sra jr "
    "ii iii iv md phd dds dvm bsc msc ba ma bba mba"
)
"""Before and behind names, and no part of them."""

PARTICLES = _listed(
    "van de der den du des la le les el al von zu vom ter ten te d l di da dos del della y e i bin ben st"
)
"""Words inside names; on no list of names as a rule."""

PARTICLE, ANOTHER, ALONE = log(0.05), log(0.1), log(0.005)
"""Log-likelihood of a particle, of another word in one name, and of a full name of one word."""

CALLED_AFTER = log(0.03)
"""Log-likelihood that a town bears a family's name."""

BEFORE_TOWNS = _listed(
    "new old north south east west northern southern eastern western port lake mount fort saint sainte st san santa "
    "bad sankt sint nieuw oud nord sud est ouest los las villa le la les neu alt gross klein"
)
"""Words before the name of a town."""

FARTHEST = 15.0
"""One cell speaks against a kind with this at most: damaged cells do not decide."""

COMPANY = (
    "(?i)\\b(?:inc|ltd|llc|plc|sarl|sas|sasu|eurl|sprl|bvba|gmbh|ohg|mbh|corp|co|company|group|groupe|holding|"
    "et fils|and sons|et cie|associates|partners|stiftung|kgaa|b\\.v\\.|n\\.v\\.|s\\.a\\.|s\\.p\\.a|v\\.o\\.f)\\b\\.?|"
    " (?:SA|BV|NV|AG|KG|SE|VOF|SRL)$|, [^,]+ (?:and|et|en|und) | & "
)
"""Marks of firms, which are called after people and towns."""


def _letters(text: str) -> str:
    return re.sub("[^a-z]+", " ", fold_of(text)).strip()


class _Reading:
    """The likelihoods of some texts, of each of their words, and of what is left of each as a name."""

    def __init__(self, texts: Sequence[str]) -> None:
        wanted = set(texts)
        for text in texts:
            words = text.split()
            named = _untitled(text)
            wanted.update(words, (_town(text), " ".join(named)))
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
        if len(words) > 1 and words[0] in BEFORE_TOWNS:
            rest = [self.one_name(names, words[1:]) for names in ("given", "family", "towns")]
            named.append(max(rest) + CALLED_AFTER + ANOTHER)
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


def _known_town(text: str) -> bool:
    words = text.split()
    named = (lists().towns, lists().given, lists().family)
    after = len(words) == 2 and words[0] in BEFORE_TOWNS and any(words[1] in n for n in named)
    return _town(text) in lists().towns or after


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


def _words(cells: Cells) -> dict[str, float]:
    """Tell names and towns: the likeliest by all cells, where enough of them are on its list."""
    texts = [t for t in map(_letters, filter(_lettered, cells.different)) if len(t) > 2]
    lettered = len(texts) / len(cells.different)
    if lettered < ENOUGH or len(texts) < 2 or cells.alike(COMPANY) > 0.1:
        return {}
    if cells.share(lambda cell: len(cell) < 4 and cell.isupper()) > 1 - ENOUGH:
        return {}
    means = _means(texts)
    first, second = sorted(means, key=lambda name: means[name])[-1:-3:-1]
    if first == "other" or means[first] - means[second] < LIKELIER:
        return {}
    share = sum(map(KNOWN_AS[first], texts)) / len(texts)
    if len(texts) < FEW and (share < 1 or len(texts) < 3):
        return {}
    surely = means[first] - means["other"] >= FAR_LIKELIER
    return {first: lettered} if share >= (KNOWN_SURELY if surely else KNOWN) else {}


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


# --- user names --------------------------------------------------------------------------------

ONE_WORD = "^[a-z0-9_][a-z0-9._-]{2,30}$"


def _user_name(cells: Cells) -> float:
    """Tell words in lower case that are made of names and are none."""
    if len(cells.different) < MANY or cells.distinct < 0.9 or cells.alike(ONE_WORD) < NEARLY_ALL:
        return 0.0
    made = cells.share(_made_of_names)
    return made if made >= ENOUGH else 0.0


def _made_of_names(word: str) -> bool:
    given, family = lists().given, lists().family
    if word in given or word in family:
        return False
    for part in re.findall("[a-z]{3,}", word):
        names = [part] if part != word else []
        names += [part[1:]] if len(part) > 4 else []
        names += [part[:at] for at in range(5, len(part))] if len(part) > 5 else []
        if any(name in given or name in family for name in names):
            return True
    return False


# --- free text ---------------------------------------------------------------------------------

SMALL_WORDS = _listed(
    "l d n s j c qu le la les un une des du et est pas au aux pour par sur dans avec ce qui que je vous il ne si en de "
    "het een en van de is niet op te met voor bij aan als dat er ik u of om naar maar "
    "der die das und ist nicht ein eine zu mit auf bei im den dem ich sie fur von "
    "the a an and is not of to in for with on at this that it i you please be are or if my "
    "el los las y es no por con para una se"
)
"""The commonest words of five languages: texts are full of them."""


IN_LOWER_CASE = 0.45
"""Share of the words in lower case, but for the first: German nouns are not, titles hardly."""


def _free_text(cells: Cells) -> float:
    """Tell sentences: several words, small ones among them, mostly in lower case."""
    if len(cells.different) < 5 or cells.distinct < 0.3:
        return 0.0
    said = cells.share(_sentence)
    notes = cells.share(_noted) >= ENOUGH
    return said if said >= (0.4 if notes else 0.5) else 0.0


def _sentence(cell: str) -> bool:
    """Whether a cell reads like running text: a short note, if not begun like a title or a trade."""
    words = re.findall("(?:^|[ ('’])([^\\W\\d_]+)", cell)
    if len(words) < 3:
        return False
    low = sum(word[0].islower() for word in words[1:]) >= IN_LOWER_CASE * (len(words) - 1)
    small = any(fold_of(word) in SMALL_WORDS for word in words)
    if len(words) > 3:
        return low and (small or len(words) > 5 or _noted(cell))
    return low and small and _noted(cell)


def _noted(cell: str) -> bool:
    """Whether a cell is written like a note and not like a title."""
    return cell[0].islower() or re.search("[0-9,;!?]", cell) is not None


# --- dates and times ---------------------------------------------------------------------------

GENERATION = 25
"""Years from the earliest to the latest, but for one in twenty each: one generation."""

LIFETIME = 60
GROWN = 2016
"""Latest year of birth, but for one in twenty: customers are no children."""

HOUR = "[0-9][T ]0?[0-9:.]*[1-9]"
"""Behind the day, an hour that is not midnight."""


def _birth_date(cells: Cells) -> float:
    """Tell days without an hour that are spread over a generation and end some years ago."""
    years = sorted(
        int(day[:4]) for cell in cells.different if (day := birth_date.normal_of(cell)) is not None
    )
    if len(years) < MANY or len(years) < 0.3 * len(cells.different) or cells.alike(HOUR) > 0.05:
        return 0.0
    low, high = years[len(years) // 20], years[-1 - len(years) // 20]
    born = low >= 1900 and high - low >= GENERATION and high <= GROWN
    return 1.0 if born or (1900 <= low < 1945 and high - low >= LIFETIME) else 0.0


def _time(cells: Cells) -> float:
    """Tell Unix times: not numbers that were counted up."""
    alike = cells.alike(time.UNIX)
    if alike < NEARLY_ALL or len(cells.different) < MANY:
        return 0.0
    numbers = [int(cell[:10]) for cell in cells.different if re.search(time.UNIX, cell)]
    return alike if max(numbers) - min(numbers) > 100 * len(cells.all) else 0.0


# --- numbers -----------------------------------------------------------------------------------


def _sex(cells: Cells) -> float:
    """Tell one of the pairs that only sexes make, and hardly a word beside."""
    words = {cell.lower() for cell in cells.different}
    said = {sex.FORMS[word] for word in words & sex.FORMS.keys()} if words & sex.SAYING else set()
    if len(words) > 8 or not ({"F", "M"} <= said or any(pair <= words for pair in sex.TOLD)):
        return 0.0
    alike = sum(cell.lower() in sex.FORMS for cell in cells.all) / len(cells.all)
    return alike if alike >= 0.8 else 0.0


def _amount(cells: Cells) -> float:
    """Tell numbers that name their currency."""
    alike = cells.alike(amount.MARKED)
    return alike if alike >= ENOUGH else 0.0


def _country(cells: Cells) -> float:
    """Tell codes of countries, different ones and hardly any other."""
    alike = cells.alike(country.CODES)
    return alike if alike >= NEARLY_ALL and len(cells.different) > 1 else 0.0


def _saying(shape: str) -> Callable[[Cells], float]:
    """Tell numbers whose letters say what they are."""

    def rule(cells: Cells) -> float:
        alike = cells.alike(shape)
        return alike if alike >= NEARLY_ALL and cells.distinct >= 0.9 else 0.0

    return rule


PLAIN_POSTCODE = "^[0-9]{4,5}$"
YEAR = "^(?:19|20)[0-9]{2}$"


def _counted_up(cells: Cells) -> bool:
    """Whether nearly each cell is greater than the one before: the keys of a list."""
    steps = list(map(str.__lt__, cells.all, cells.all[1:]))
    return len(steps) > 0 and sum(steps) >= NEARLY_ALL * len(steps)


def _postcode(cells: Cells) -> float:
    """Tell numbers of four or five digits by what only postcodes have among them.

    Some written in another way ('35294-0110'); of five digits, some with a nought before them; or that
    they repeat and like to end in 0.
    """
    alike = cells.share(postcode.normal_of)
    if alike < NEARLY_ALL or cells.alike(YEAR) > 0.9:
        return 0.0
    if alike - cells.alike(PLAIN_POSTCODE) >= 0.02:
        return alike
    if _counted_up(cells):
        return 0.0
    together = cells.alike("^[0-9]{5}$") >= NEARLY_ALL
    if together and cells.alike("^0[1-9]") >= 0.01:
        return alike
    repeats = cells.distinct < (0.9 if together or cells.alike("^[0-9]{4}$") >= NEARLY_ALL else 0.3)
    tens = sum(cell.endswith("0") for cell in cells.all) / len(cells.all)
    hundreds = sum(cell.endswith("00") for cell in cells.all) / len(cells.all)
    return alike if repeats and tens >= 0.2 and hundreds <= 0.7 else 0.0


NUMBERED = (
    "^[0-9]{1,5}(?: ?[a-zA-Z]| ?bis| ?ter)?,? [^\\W\\d_][^\\W\\d_'’. -]{2,}|"
    "^[^\\W\\d_][^\\d_,;:()]{2,}[, ] ?[0-9]{1,4} ?[a-zA-Z]?(?:[ ,/-].*)?$"
)
"""A house number before its street, or behind it."""


def _postal_address(cells: Cells) -> float:
    """Tell house numbers with words: different ones, of names."""
    alike = cells.alike(NUMBERED)
    if alike < ENOUGH or cells.distinct < 0.5 or len(cells.different) < 5:
        return 0.0
    return alike if cells.share(_has_a_name) >= 0.3 else 0.0


def _has_a_name(cell: str) -> bool:
    words = [word for word in _letters(cell).split() if len(word) > 2]
    named = (lists().given, lists().family, lists().towns)
    return any(word in names for word in words for names in named)


# --- passwords ---------------------------------------------------------------------------------

CHOSEN = "^[^\\s@]{4,24}$"
MIXED = "^(?=.*[^\\W\\d_])(?=.*[\\d\\W_])"
"""A letter, and a digit or a mark."""

COMMON = 0.004
"""Share of cells that are among the commonest passwords, in every list of them that was leaked."""


def _password(cells: Cells) -> float:
    """Words of many lengths without blanks, letters beside digits, the commonest passwords among them."""
    if len(cells.different) < MANY or cells.distinct < 0.3 or cells.alike(CHOSEN) < NEARLY_ALL:
        return 0.0
    mixed = cells.alike(MIXED)
    lengths = Counter(map(len, cells.different))
    hits = sum(cell.lower() in password.TELLING for cell in cells.all)
    varied = lengths.most_common(1)[0][1] <= 0.6 * len(cells.different)
    common = hits >= max(2, COMMON * len(cells.all))
    hashes = cells.share(password_hash.normal_of)
    return (
        mixed + hits / len(cells.all)
        if mixed >= 0.3 and varied and common and hashes < 0.1
        else 0.0
    )


RULES: dict[str, Callable[[Cells], float]] = {
    "birth_date": _birth_date,
    "time": _time,
    "postal_address": _postal_address,
    "postcode": _postcode,
    "country": _country,
    "sex": _sex,
    "user_name": _user_name,
    "customer_number": _saying(customer_number.SAYS_ITSELF),
    "order_number": _saying(order_number.SAYS_ITSELF),
    "amount": _amount,
    "password": _password,
    "free_text": _free_text,
}
"""One rule a kind; names and towns are told together, against each other."""


# --- what only neighbours tell -----------------------------------------------------------------

DEGREES = "^-?[0-9]{1,3}(?:[.][0-9]+)?$"
PLACES = 4
"""Decimal places that a latitude has at least, in most of the different cells."""


def halves(sample: Sequence[str]) -> frozenset[str]:
    """Whether a column can be the 'latitude' of a pair of columns, or its 'longitude'.

    >>> sorted(halves(["48.85661", "50.84654", "51.05434"]))
    ['latitude', 'longitude']
    """
    if not sample:
        return frozenset()
    cells = Cells(sample)
    degrees = [abs(float(cell)) for cell in cells.different if re.search(DEGREES, cell)]
    if len(degrees) < 0.9 * len(cells.different) or max(degrees) > 180:
        return frozenset()
    if cells.alike(f"[.][0-9]{{{PLACES},}}") < 0.5:
        return frozenset()
    northern = max(degrees) <= 90 and median(degrees) >= 15
    return frozenset({"latitude", "longitude"} if northern else {"longitude"})


def can_be_postcode(sample: Sequence[str]) -> bool:
    """Whether a column's numbers could be postcodes, if a town or an address stands beside them.

    Numbers of five digits, or of four that like to end in 0, that were not counted up.
    """
    if not sample:
        return False
    cells = Cells(sample)
    if _counted_up(cells) or cells.alike(YEAR) > 0.9:
        return False
    if cells.alike(PLAIN_POSTCODE) < NEARLY_ALL or cells.alike("^[0-9]{1,3}$") > STRAY:
        return False
    return cells.alike("^[0-9]{5}$") >= 0.85 or cells.alike("0$") >= 0.2
