"""Doorstep: what customers want the driver to know, and what they like on a pizza.

Instructions are in French or Dutch; some hold door codes, which Have I Been Pwned reports for the
real leak; some hold what breaks a naive reader of delimited text: the delimiter, quotes, a line end.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pyarrow as pa

from tocsin.drill.weave import Ints, Lexicon

FILLED_SHARE = 0.35
"""Share of accounts with instructions: about a third (issue 2)."""

TOPPED_SHARE = 0.85
"""Share of accounts with favourite toppings. An assumption."""

_CODES = [
    f"{number // 10}{letter}{number % 10}{number * 7 % 10}"
    for number, letter in product(range(100), "ABCD")
]
_BELLS = [str(number) for number in range(1, 25)]
_FLOORS = [str(number) for number in range(2, 16)]

FRENCH = (
    ("digicode {}", _CODES, 0.05),
    ("code porte {}, 2e étage droite", _CODES, 0.03),
    ("Code {} puis interphone ; appeler en arrivant", _CODES, 0.02),
    ("digicode {}\nbâtiment B", _CODES, 0.01),
    ("interphone n° {}", _BELLS, 0.8),
    ("{}e étage porte gauche", _FLOORS, 1.5),
    ("{}e étage, pas d'ascenseur", _FLOORS, 1.0),
    ("sonner {} fois", ["2", "3"], 2.0),
    ("bâtiment {}", list("ABCDEFGH"), 2.0),
    ("appeler {}", ["en arrivant", "avant de monter", "au portail"], 4.0),
    ("maison {}", ["bleue au fond de la cour", "avec le portail vert", "d'angle"], 3.0),
    ('sonnette {}, marquée "Pizza"', _BELLS, 0.1),
    ("laisser chez le gardien\nloge {}", _BELLS, 0.05),
    ("attention au chien{}", ["", " !", ", il aboie mais ne mord pas"], 2.0),
    ("l’entrée est {}", ["à l’arrière", "côté jardin"], 1.5),
)
DUTCH = (
    ("deurcode {}", _CODES, 0.05),
    ("code {} aan de poort", _CODES, 0.03),
    ("code {}; dan lift links\nappartement rechts", _CODES, 0.01),
    ("bel nummer {}", _BELLS, 0.8),
    ("{}e verdieping, deur links", _FLOORS, 1.5),
    ("bellen bij {}", ["de buren", "aankomst", "het hek"], 4.0),
    ("achterom langs {}", ["de tuin", "de garage"], 3.0),
    ('op de bel staat "nr. {}"', _BELLS, 0.1),
    ("let op de hond{}", ["", "!", ", hij blaft alleen"], 2.0),
    ("graag ’s avonds {}", ["niet bellen", "zacht kloppen"], 1.5),
)

_TOPPINGS = [
    "mozzarella",
    "champignons",
    "jambon",
    "chorizo",
    "pepperoni",
    "poivrons",
    "oignons",
    "olives",
    "ananas",
    "lardons",
    "merguez",
    "poulet",
    "thon",
    "anchois",
    "roquette",
    "chèvre",
    "emmental",
    "câpres",
    "tomates",
    "jalapeños",
]


def _spoken(phrases: tuple[tuple[str, list[str], float], ...]) -> dict[str, float]:
    return {
        phrase.format(filling): weight
        for phrase, fillings, weight in phrases
        for filling in fillings
    }


INSTRUCTIONS = Lexicon.of([_spoken(FRENCH), _spoken(DUTCH), _spoken(FRENCH)])
"""Delivery instructions by Milieu."""

TOPPINGS = Lexicon.of(
    [
        {
            ", ".join(chosen): 1.0 / (sum(map(_TOPPINGS.index, chosen)) + 3)
            for size in (1, 2, 3)
            for chosen in combinations(_TOPPINGS, size)
        }
    ]
)
"""Favourite toppings: one to three, the first of the list the commonest."""


def instructions(rng: np.random.Generator, milieu: Ints, share: float = FILLED_SHARE) -> pa.Array:
    """Draw what each wants the driver to know; null for most."""
    return _some(rng, INSTRUCTIONS, milieu, share)


def toppings(rng: np.random.Generator, count: int) -> pa.Array:
    """Draw what each of so many customers likes; null for some."""
    return _some(rng, TOPPINGS, np.zeros(count, dtype=np.int64), TOPPED_SHARE)


def _some(rng: np.random.Generator, lexicon: Lexicon, section: Ints, share: float) -> pa.Array:
    drawn = lexicon.draw(rng, section)
    return lexicon.words.take(pa.array(drawn, mask=rng.random(len(drawn)) >= share))
