"""People: who the customers are, and the columns that say so: names, addresses, e-mails.

>>> rng = np.random.default_rng(7)
>>> two = drawn(rng, np.array([Country.FR, Country.BE]))
>>> addresses(rng, two.milieu, two.street).to_pylist()
['24 rue des Lilas Nord', 'Chaussée des Peupliers Nord 13']
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import names
from tocsin.drill.places import PLACES, STREETS
from tocsin.drill.weave import Country, Ints, Lexicon, Milieu, joined, mosaic

DOMAINS = Lexicon.of(
    [
        {
            "courriel.example": 30.0,
            "boite-a-lettres.example": 22.0,
            "la-messagerie.example": 14.0,
            "monfacteur.example": 12.0,
            "webpost.example": 10.0,
            "petitmot.invalid": 8.0,
            "ecole-des-vents.example": 2.0,
        },
        {"brievenbus.example": 30.0, "webpost.example": 15.0, "berichtje.invalid": 10.0},
        {"courriel.example": 20.0, "boite-be.example": 20.0, "webpost.example": 15.0},
    ]
)
"""Mail domains by Milieu: only under the names that RFC 2606 sets aside, so no mail can arrive."""

MEAN_HOUSE_NUMBER = 40
"""House numbers fall off exponentially around this mean. An assumption."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What people are, as places in the lexicons; a row a person."""

    country: Ints
    place: Ints
    milieu: Ints
    given: Ints
    family: Ints
    street: Ints

    def take(self, at: Ints) -> Traits:
        """Take these people, in this order."""
        return Traits(*(getattr(self, name)[at] for name in Traits.__slots__))

    def moved(self, rng: np.random.Generator) -> Traits:
        """Let the same people live somewhere else in the same country."""
        elsewhere = drawn(rng, self.country)
        return replace(
            self, place=elsewhere.place, milieu=elsewhere.milieu, street=elsewhere.street
        )


def drawn(rng: np.random.Generator, country: npt.NDArray[np.integer]) -> Traits:
    """People of these countries."""
    place = PLACES.towns.draw(rng, country)
    milieu = PLACES.milieu[place]
    return Traits(
        country=country.astype(np.int64),
        place=place,
        milieu=milieu,
        given=names.GIVEN.draw(rng, milieu),
        family=names.FAMILY.draw(rng, milieu),
        street=STREETS.draw(rng, milieu),
    )


def addresses(rng: np.random.Generator, milieu: Ints, street: Ints) -> pa.Array:
    """House number and street as written: number first in France, last in Belgium."""
    count = len(street)
    number = 1 + np.minimum(rng.exponential(MEAN_HOUSE_NUMBER, count).astype(np.int64), 398)
    house = pa.array(number).cast(pa.string())
    ending = pa.array(["", " bis", " ter", " A", " B", ","]).take(
        pa.array(rng.choice(6, size=count, p=(0.87, 0.05, 0.01, 0.01, 0.01, 0.05)))
    )
    letter = pa.array(["", "A", "B", "C"]).take(
        pa.array(rng.choice(4, size=count, p=(0.93, 0.04, 0.02, 0.01)))
    )
    box = pa.array(rng.integers(1, 30, count)).cast(pa.string())
    boxed = rng.random(count) < 0.15
    said = STREETS.say(street)

    def french(at: Ints) -> pa.Array:
        rows = pa.array(at)
        return joined(house.take(rows), ending.take(rows), " ", said.take(rows))

    def belgian(at: Ints) -> pa.Array:
        rows = pa.array(at)
        return joined(said.take(rows), " ", house.take(rows), letter.take(rows))

    def in_box(at: Ints) -> pa.Array:
        word = pa.array(["", " bus ", " bte "]).take(pa.array(milieu[at]))
        return joined(belgian(at), word, box.take(pa.array(at)))

    choice = np.where(milieu == Milieu.FRANCE, 0, 1 + boxed)
    return mosaic(choice, (french, belgian, in_box))


def emails(rng: np.random.Generator, people: Traits) -> pa.Array:
    """Make an e-mail address for each row, mostly of the name; no two rows have the same."""
    count = len(people.given)
    given = names.GIVEN_FOLDED.take(pa.array(people.given))
    family = names.FAMILY_FOLDED.take(pa.array(people.family))
    initial = pc.utf8_slice_codeunits(given, 0, 1)
    size = rng.choice(3, size=count, p=(0.2, 0.45, 0.35))
    figures = pa.array(rng.integers(0, np.array([1, 100, 10_000])[size])).cast(pa.string())
    figures = pc.if_else(pa.array(size == 0), "", figures)
    forms = (
        (given, ".", family, figures),
        (given, family, figures),
        (family, ".", given, figures),
        (initial, family, figures),
        (given, "-", figures, initial),
        (family, figures, "_", initial),
    )
    shape = rng.choice(len(forms), size=count, p=(0.35, 0.15, 0.15, 0.15, 0.1, 0.1))

    def local(form: tuple[pa.Array | str, ...], at: Ints) -> pa.Array:
        rows = pa.array(at)
        return joined(*(part if isinstance(part, str) else part.take(rows) for part in form))

    locals_ = mosaic(shape, [partial(local, form) for form in forms])
    domain = DOMAINS.say(DOMAINS.draw(rng, people.milieu))
    return _each_its_own(locals_, domain)


def _each_its_own(locals_: pa.Array, domain: pa.Array) -> pa.Array:
    """Addresses; one already given out gets its row's number after a point, as no form above has."""
    first_come = joined(locals_, "@", domain)
    code = np.asarray(first_come.dictionary_encode().indices).astype(np.int64)
    highest = np.maximum.accumulate(code)
    again = np.concatenate([[False], code[1:] <= highest[:-1]]) if len(code) else code > 0
    row = pa.array(np.arange(len(code))).cast(pa.string())
    return pc.if_else(pa.array(again), joined(locals_, ".", row, "@", domain), first_come)


def odd_case(rng: np.random.Generator, text: pa.Array, share: float) -> pa.Array:
    """Put a share of the cells in capitals, or a capital first."""
    luck = rng.random(len(text))
    capitals = pc.if_else(pa.array(luck < share / 2), pc.utf8_upper(text), text)
    first = pa.array((luck >= share / 2) & (luck < share))
    return pc.if_else(first, pc.utf8_capitalize(text), capitals)


def countries(rng: np.random.Generator, count: int, belgian: float) -> Ints:
    """Draw a Country for each of so many people."""
    return np.where(rng.random(count) < belgian, Country.BE, Country.FR).astype(np.int64)
