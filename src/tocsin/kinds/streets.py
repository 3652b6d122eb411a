"""Streets: the core of a street's name, and how two streets, or two house numbers, agree.

The core is the name without the word for the sort of street, which people leave out, mistake or write in
another language, and without particles: 'avenue de la republique' and 'republique', 'kerkstraat' and 'kerk'.
Of bilingual streets a few cores of one word are known to be one ('wet' and 'loi'); all others are translated
by no list of words, and differ. Streets in the normal form of `postal_address`.

How two streets agree is one word: 'same'; 'core', the cores are the same and the sorts are, or one says none;
'slip'; 'contained', all words of one core are the other's ('general de gaulle'); 'sort', the cores are the
same and the sorts are not (a street and a square of one name are two places, often side by side); 'differs'.

>>> core_of("avenue de la republique"), core_of("kerkstraat"), core_of("wetstraat"), core_of("high street")
('republique', 'eglise', 'loi', 'high')
>>> [agreement_of("rue de la loi", other) for other in ("wetstraat", "loi", "rue de la lol", "place de la loi")]
['core', 'core', 'differs', 'sort']
>>> agreement_of("rue du 8 mai", "rue du 4 mai"), agreement_of("rue charles de gaulle", "rue gaulle")
('differs', 'contained')
>>> numbers_agreement_of("12bis", "12"), numbers_agreement_of("12", "14")
('number', 'differs')
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds import slips, tokens
from tocsin.kinds.folding import bare_ends

SORTS: tuple[tuple[str, str, str], ...] = (
    ("street", "rue|straat|street|st|str|calle|carrer|via|rua|ruelle|venelle|strada", "straat"),
    ("avenue", "avenue|ave|av|laan|avenida|viale", "laan"),
    ("boulevard", "boulevard|blvd|boul|ronda", ""),
    ("square", "place|plein|platz|square|plaza|piazza|sq|parvis|markt|torget|glorieta", "plein|platz|markt"),
    ("chaussee", "chaussee|steenweg|route|road|rd|carretera|highway|hwy|baan", "steenweg|baan"),
    ("way", "chemin|weg|way|sentier|lane|ln|path|pad|camino|sente", "weg"),
    ("alley", "allee|dreve|dreef|alley|cours|mail|promenade|esplanade|paseo|rambla", "dreef"),
    ("dead end", "impasse|cul de sac|close|court|ct", ""),
    ("quay", "quai|kaai|kade|gracht|singel", "kaai|kade|gracht|singel"),
    ("passage", "passage|pasaje|doorgang|gang|galerie", ""),
    ("other", "cite|residence|lotissement|hameau|villa|domaine|clos|rond point|montee|cote|voie|drive|dr|crescent|"
     "gardens|grove|terrace|mews|circle|row|walk|hof|faubourg", ""),
)  # fmt: skip
"""Sorts of street: their words in French, Dutch, German, English, Spanish and Italian, before the name or
behind it, and the endings that Dutch and German join to it. Words of one line stand for one another."""

PARTICLES = "de|du|des|d|la|le|les|l|van|der|den|het|t|s|of|the|aan|in|op|am|an|del|el|los|las|di"

_WORDS = "|".join(words for _, words, _ in SORTS)
_ENDINGS = "|".join(endings for _, _, endings in SORTS if endings)

BEFORE = f"^(?:(?:{_WORDS}) )+"
BEHIND = f"(?: (?:{_WORDS}))+$"
JOINED = f"(?:{_ENDINGS})$"
PARTICLE = f"(?:^| )(?:{PARTICLES})(?: (?:{PARTICLES}))*(?: |$)"

BILINGUAL = tuple(
    pair.split("=")
    for pair in [
        "kerk=eglise",
        "wet=loi",
        "station=gare",
        "school=ecole",
        "molen=moulin",
        "koning=roi",
        "konings=royale",
        "koninklijke=royale",
        "kasteel=chateau",
        "markt=marche",
        "nieuw=neuve",
        "nieuwe=neuve",
        "hoog=haute",
        "lang=longue",
        "groot=grande",
        "grote=grande",
        "bos=bois",
        "weide=prairie",
        "veld=champ",
        "brug=pont",
        "poort=porte",
        "berg=montagne",
        "vis=poisson",
        "vlees=boucher",
        "linden=tilleuls",
        "eiken=chenes",
        "rozen=roses",
        "kapel=chapelle",
        "klooster=couvent",
        "abdij=abbaye",
        "water=eau",
        "fontein=fontaine",
        "bron=source",
        "haven=port",
        "park=parc",
        "kerkhof=cimetiere",
        "gemeente=commune",
        "stad=ville",
        "vrijheid=liberte",
        "vrede=paix",
        "onafhankelijkheids=independance",
        "jubel=cinquantenaire",
        "louiza=louise",
        "naamse=namur",
        "leuvense=louvain",
        "gentse=gand",
        "luikse=liege",
        "bergense=mons",
        "waterloose=waterloo",
        "ninoofse=ninove",
        "waverse=wavre",
        "elsense=ixelles",
        "haachtse=haecht",
    ]
)
"""Cores of Dutch names and the French names of the same streets, as in Brussels and the towns around."""

FRENCH = dict(BILINGUAL)


def core(street: ir.StringValue) -> ir.StringValue:
    """Give the name without its sort and particles; the street itself where nothing is left."""
    apart = street.re_replace(BEFORE, "").re_replace(BEHIND, "")
    bare = bare_ends(apart.re_replace(JOINED, "").re_replace(PARTICLE, " "))
    known = bare.cases(*FRENCH.items(), else_=bare)
    one = ibis.ifelse(bare.isin(tuple(FRENCH)), known, bare)
    return ibis.ifelse(bare == "", street, one)


def core_of(street: str) -> str:
    """Give `core` of one street."""
    apart = re.sub(JOINED, "", re.sub(BEHIND, "", re.sub(BEFORE, "", street)))
    bare = re.sub("^ | $", "", re.sub(PARTICLE, " ", apart))
    return FRENCH.get(bare, bare) or street


def sort(street: ir.StringValue) -> ir.StringValue:
    """Name the sort of street; empty where no word says it."""
    return ibis.cases(*((street.re_search(_of(*said)), said[0]) for said in SORTS), else_="")


def sort_of(street: str) -> str:
    """Give `sort` of one street."""
    return next((said[0] for said in SORTS if re.search(_of(*said), street)), "")


def _of(_name: str, words: str, endings: str) -> str:
    return f"^(?:{words})(?: |$)| (?:{words})$" + (f"|(?:{endings})$" if endings else "")


LEAST = 5
"""Letters of a core that a slip may lie in: shorter names differ by one letter and are two."""


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal streets, in two columns, how they agree; NULL where one is missing."""
    same = pairs[left] == pairs[right]
    unlike = {
        at: ibis.ifelse(same, ibis.null("string"), pairs[name])
        for at, name in (("_l", left), ("_r", right))
    }
    table = pairs.mutate(_same=same, **unlike)
    table = table.mutate(
        _lcore=core(table._l), _rcore=core(table._r), _lsort=sort(table._l), _rsort=sort(table._r)
    )
    table = tokens.apart(table, "_lcore", "_rcore")
    table = slips.beside(table, "_lo", "_ro", "_slip")
    sorts = (table._lsort == table._rsort) | (table._lsort == "") | (table._rsort == "")
    digits = (table._lo + table._ro).re_search("[0-9]")
    long = ibis.least(table._lo.length(), table._ro.length()) >= LEAST
    word = ibis.cases(
        (table._same.isnull(), ibis.null("string")),
        (table._same, "same"),
        ((table._lo == "") & (table._ro == ""), ibis.ifelse(sorts, "core", "sort")),
        (table._slip & long & ~digits, "slip"),
        ((table._lo == "") | (table._ro == ""), "contained"),
        else_="differs",
    )
    return table.select(*pairs.columns, **{into: word})


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    mine, other, _ = tokens.apart_of(core_of(left), core_of(right))
    if not mine and not other:
        sorts = {sort_of(left), sort_of(right)} - {""}
        return "core" if len(sorts) < 2 else "sort"
    long = min(len(mine), len(other)) >= LEAST
    if long and slips.slipped_of(mine, other) and not re.search("[0-9]", mine + other):
        return "slip"
    return "differs" if mine and other else "contained"


def numbers_agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of house numbers how they agree: 'same', 'number' (but for a suffix), 'differs'."""
    one, other = pairs[left], pairs[right]
    number = one.re_extract("^([0-9]+)", 1) == other.re_extract("^([0-9]+)", 1)
    word = ibis.cases(
        (one.isnull() | other.isnull(), ibis.null("string")),
        (one == other, "same"),
        (number, "number"),
        else_="differs",
    )
    return pairs.mutate(**{into: word})


def numbers_agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `numbers_agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    numbers = [re.match("[0-9]*", number) for number in (left, right)]
    return "number" if numbers[0] and numbers[1] and numbers[0][0] == numbers[1][0] else "differs"
