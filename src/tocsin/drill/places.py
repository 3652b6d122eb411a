"""Places: towns with their postcodes, and streets, in France, Flanders and Wallonia.

The large towns and their postcodes are real, weighted roughly by population in thousands. So
that no postcode is crowded, each is surrounded by invented villages with a postcode of the same
department or province. Streets are composed of words; whether one exists is chance.

>>> lille = [spot for spot in TOWNS[0] if spot[0] == "Lille"]
>>> [code for _, code, _ in lille]
['59000', '59800']
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pyarrow as pa

from tocsin.drill.weave import Ints, Lexicon, Milieu

Spot = tuple[str, str, float]
"""Town, postcode, weight."""

VILLAGE_SHARE = 0.35
"""Weight of all villages around a postcode against the postcode itself. An assumption."""

FRENCH_TOWNS = (
    "Toulouse 31000,31100,31200,31300,31400,31500 460|Nice 06000,06100,06200,06300 343|"
    "Nantes 44000,44100,44200,44300 292|Strasbourg 67000,67100,67200 275|"
    "Montpellier 34000,34070,34080,34090 268|Bordeaux 33000,33100,33200,33300,33800 241|"
    "Lille 59000,59800 228|Rennes 35000,35200,35700 209|Reims 51100 181|Le Havre 76600,76610,76620 173|"
    "Saint-Étienne 42000,42100 171|Toulon 83000,83100,83200 164|Grenoble 38000,38100 159|"
    "Dijon 21000 152|Angers 49000,49100 149|Nîmes 30000,30900 147|Villeurbanne 69100 146|"
    "Le Mans 72000,72100 143|Aix-en-Provence 13090,13100 141|Clermont-Ferrand 63000,63100 141|"
    "Brest 29200 139|Limoges 87000,87100 136|Tours 37000,37100,37200 134|Amiens 80000,80080,80090 132|"
    "Perpignan 66000,66100 119|Metz 57000,57050,57070 118|Boulogne-Billancourt 92100 117|"
    "Besançon 25000 116|Orléans 45000,45100 114|Mulhouse 68100,68200 111|Rouen 76000,76100 111|"
    "Saint-Denis 93200,93210 109|Caen 14000 108|Argenteuil 95100 105|Nancy 54000,54100 104|"
    "Montreuil 93100 103|Roubaix 59100 94|Tourcoing 59200 92|Dunkerque 59140,59240 91|"
    "Avignon 84000,84140 90|Nanterre 92000 89|Créteil 94000 89|Poitiers 86000 88|"
    "Versailles 78000 86|Courbevoie 92400 86|Vitry-sur-Seine 94400 86|Pau 64000 80|"
    "Colombes 92700 84|Aulnay-sous-Bois 93600 82|Asnières-sur-Seine 92600 82|"
    "Rueil-Malmaison 92500 79|Antibes 06160,06600 75|La Rochelle 17000 75|Calais 62100 73|"
    "Cannes 06150,06400 73|Saint-Maur-des-Fossés 94100,94210 75|Béziers 34500 71|"
    "Champigny-sur-Marne 94500 75|Mérignac 33700 66|Saint-Nazaire 44600 67|Colmar 68000 67|"
    "Valence 26000 62|Quimper 29000 63|Bourges 18000 66|Troyes 10000 60|Annecy 74000 52|"
    "Chambéry 73000 57|Lorient 56100 57|Niort 79000 57|Évry 91000 52|Cholet 49300 54|"
    "Vannes 56000 52|Laval 53000 50|Arles 13200 52|Bayonne 64100 45|Chartres 28000 39"
)

FLEMISH_TOWNS = (
    "Antwerpen 2000,2018,2020,2030,2050,2060 330|Gent 9000 160|Brugge 8000 100|Leuven 3000 95|"
    "Mechelen 2800 82|Aalst 9300 82|Hasselt 3500 75|Sint-Niklaas 9100 73|Kortrijk 8500 75|"
    "Oostende 8400 69|Genk 3600 65|Roeselare 8800 59|Turnhout 2300 42|Vilvoorde 1800 42|"
    "Lokeren 9160 40|Brasschaat 2930 37|Mortsel 2640 25|Deurne 2100 75|Merksem 2170 43|"
    "Lier 2500 34|Halle 1500 37|Dendermonde 9200 45|Ieper 8900 35|Geel 2440 38|"
    "Anderlecht 1070 40|Brussel 1000 50|Jette 1090 20"
)

WALLOON_TOWNS = (
    "Bruxelles 1000 120|Schaerbeek 1030 130|Ixelles 1050 83|Uccle 1180 80|Molenbeek-Saint-Jean 1080 94|"
    "Etterbeek 1040 46|Forest 1190 54|Charleroi 6000 203|Liège 4000,4020,4030 195|Namur 5000 110|"
    "Mons 7000 94|La Louvière 7100 80|Tournai 7500 69|Seraing 4100 63|Verviers 4800 56|"
    "Mouscron 7700 56|Wavre 1300 33|Waterloo 1410 30|Nivelles 1400 27|Arlon 6700 29|Huy 4500 21"
)

FRENCH_VILLAGES = [
    f"{saint}-{place}"
    for saint, place in product(
        ("Saint-Aubrin", "Saint-Ézébe", "Sainte-Clarisse", "Villeneuve", "Montgardon", "Beauvoisin",
         "Roquevieille", "Champrenard", "Fontcouverte", "Bellechasse", "Vaucreuse", "La Chapelle"),
        ("sur-Noue", "lès-Ormes", "en-Plaine", "les-Tilleuls", "sous-Bois", "du-Marais", "aux-Puits"),
    )
]  # fmt: skip
FLEMISH_VILLAGES = [
    head + tail
    for head, tail in product(
        ("Beuken", "Linde", "Molen", "Oever", "Rode", "Steene", "Veld", "Zwanen"),
        ("beke", "dale", "gem", "hove", "rode", "wijk"),
    )
]

FRENCH_STREETS = (
    ("rue", 10.0), ("avenue", 3.0), ("boulevard", 1.5), ("place", 1.0), ("chemin", 1.5),
    ("allée", 1.5), ("impasse", 1.0), ("route", 1.0), ("quai", 0.3), ("av.", 0.6), ("bd", 0.4),
    ("Rue", 1.2), ("RUE", 0.4),
)  # fmt: skip
FRENCH_OBJECTS = [
    "des Lilas",
    "des Acacias",
    "des Peupliers",
    "des Trois Fontaines",
    "des Quatre Vents",
    "des Vieux Moulins",
    "du Moulin",
    "du Vieux Puits",
    "du Château d'Eau",
    "du Petit Bois",
    "du Grand Pré",
    "du Four à Pain",
    "du Lavoir",
    "de la Gare",
    "de la Belle Étoile",
    "de la Croix Blanche",
    "de la Fontaine",
    "de la Petite Chapelle",
    "de la Ferme Haute",
    "de l'Église",
    "de l'Abreuvoir",
    "de l'Ancienne Poste",
    "de l'Étang",
    "aux Cerises",
]
FRENCH_ENDS = ("", "", "", " Nord", " Sud", " d'en Bas", " d'en Haut", " Saint-Roch")
FLEMISH_HEADS = [
    "Kerk",
    "Molen",
    "Berg",
    "Linden",
    "Beuken",
    "Eiken",
    "School",
    "Station",
    "Nieuw",
    "Veld",
    "Bos",
    "Water",
    "Kapel",
    "Zand",
    "Heide",
    "Brug",
    "Kasteel",
    "Klooster",
    "Vijver",
    "Weide",
    "Meers",
    "Populieren",
    "Rozen",
    "Tulpen",
    "Leeuwerik",
    "Merel",
    "Zwaluw",
    "Smids",
    "Bakkers",
]
FLEMISH_TAILS = (
    ("straat", 10.0), ("laan", 5.0), ("weg", 2.0), ("dreef", 1.0), ("plein", 1.0), ("steenweg", 1.0),
)  # fmt: skip


def _towns(text: str) -> list[Spot]:
    """Read a line of towns: name, postcodes, weight shared among the postcodes."""
    spots = []
    for entry in text.split("|"):
        town, codes, weight = entry.rsplit(" ", 2)
        split = codes.split(",")
        spots += [(town, code, float(weight) / len(split)) for code in split]
    return spots


def _districts(town: str, first: int, count: int, weight: float) -> list[Spot]:
    """List the arrondissements of Paris, Lyon or Marseille, a postcode each."""
    return [(town, str(first + number), weight / count) for number in range(count)]


def _villages(spots: list[Spot], villages: list[str], step: int, count: int) -> list[Spot]:
    """Invented villages around each postcode, `step` apart."""
    around = []
    for number, (_, code, weight) in enumerate(spots):
        for place in range(1, count + 1):
            near = f"{int(code[:-3]):0{len(code) - 3}}{(int(code[-3:]) + step * place) % 1000:03}"
            village = villages[(7 * number + place) % len(villages)]
            around.append((village, near, VILLAGE_SHARE * weight / count))
    return around


_FRENCH = [
    *_districts("Paris", 75001, 20, 2240),
    *_districts("Marseille", 13001, 16, 853),
    *_districts("Lyon", 69001, 9, 497),
    *_towns(FRENCH_TOWNS),
]
_FLEMISH = _towns(FLEMISH_TOWNS)
_WALLOON = _towns(WALLOON_TOWNS)

TOWNS: tuple[list[Spot], list[Spot]] = (
    _FRENCH + _villages(_towns(FRENCH_TOWNS), FRENCH_VILLAGES, 40, 12),
    _FLEMISH
    + _villages(_FLEMISH, FLEMISH_VILLAGES, 11, 5)
    + _WALLOON
    + _villages(_WALLOON, FRENCH_VILLAGES, 12, 5),
)
"""All places by Country. In Belgium the first half speaks Dutch at the door."""

_FLEMISH_PLACES = len(_FLEMISH) * 6


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places as columns: the lexicon draws a place by Country, the rest describes it."""

    towns: Lexicon
    postcodes: pa.Array
    milieu: Ints


def _gazetteer() -> Gazetteer:
    spots = [spot for country in TOWNS for spot in country]
    odds = tuple(np.cumsum([weight for _, _, weight in country]) for country in TOWNS)
    french, belgian = len(TOWNS[0]), len(TOWNS[1])
    milieu = [Milieu.FRANCE] * french
    milieu += [Milieu.FLANDERS] * _FLEMISH_PLACES
    milieu += [Milieu.WALLONIA] * (belgian - _FLEMISH_PLACES)
    return Gazetteer(
        Lexicon(
            pa.array([town for town, _, _ in spots]),
            (0, french),
            tuple(share / share[-1] for share in odds),
        ),
        pa.array([code for _, code, _ in spots]),
        np.array(milieu, dtype=np.int64),
    )


PLACES = _gazetteer()
"""Every place of the drill."""


def _streets(kinds: tuple[tuple[str, float], ...]) -> dict[str, float]:
    return {
        f"{kind} {thing}{end}": weight
        for (kind, weight), thing, end in product(kinds, FRENCH_OBJECTS, FRENCH_ENDS)
    }


STREETS = Lexicon.of(
    [
        _streets(FRENCH_STREETS),
        {head + tail: weight for head, (tail, weight) in product(FLEMISH_HEADS, FLEMISH_TAILS)},
        _streets(
            (("Rue", 10.0), ("Avenue", 3.0), ("Chaussée", 1.5), ("Place", 1.0), ("Clos", 0.5))
        ),
    ]
)
"""Streets by Milieu."""
