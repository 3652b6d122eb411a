"""Names and places: whether names and phone numbers go with countries and postcodes as the register's do.

Among real people they depend on each other: names of a language with its country, area codes with postcodes.
Whoever puts rows together out of lists draws each column by itself, and the dependence is gone. How strong it
should be is learned of the register, so no list of names is needed: of each pair of values that it has often
enough, how much oftener it has them together than apart would give (pointwise mutual information). The mean of
that over the leak lies near what other customers of the register have in the same places, or near what the
leak's own values have when they are shuffled. Any true list of such people has it, so it never speaks for a copy.

>>> from tocsin.authenticity.evidence import Sampled
>>> def rows(name, country): return pa.table({"name": name, "country": country, "postcode": country, "phone": country})
>>> flemish, french = ["joris"] * 1_000 + ["marie"] * 1_000, ["BE"] * 1_000 + ["FR"] * 1_000
>>> weigh(Evidence(sampled=Sampled(counted(rows(flemish, french), rows(flemish, french))))).log10
0.0
>>> shuffled = ["joris", "marie"] * 1_000
>>> weigh(Evidence(sampled=Sampled(counted(rows(shuffled, french), rows(flemish, french))))).log10
-1.5
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, Pairing
from tocsin.terms.verdict import Question, Support

NAME = "names and places"

COMMON, FILLED = 5, 30
"""How often the register's sample must have a name or an area code, and a place, for it to be compared."""

MANY = 300
"""Pairs from which a mean is spoken of."""

ROOM, SURE = 0.05, 8.0
"""How far the register's own mean must lie from the shuffled one: in nats, and in standard errors. Nearer, the
two columns tell nothing of each other in the register either: mobile numbers, say, or names within one region."""

GONE = 0.15
"""Share of the register's dependence below which it is missing. A list of people of other ages or another trade keeps
most of it; in the drill's names a quarter is left where half of the rows were drawn so. Judgement."""

AGAINST = 1.5
"""Judgement: columns that slipped against each other in a true file would look the same."""

AREA, REGION = 2, 2
"""Digits of a national phone number, and signs of a postcode, that say where it is."""

SHUFFLES = 4
"""How often the leak's places are put to other rows, for the mean that they would have apart."""

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Pairs = tuple[pa.Array, pa.Array]


def counted(leak: pa.Table, register: pa.Table) -> tuple[Pairing, ...]:
    """Measure each pair of columns; both tables have `name`, `country`, `postcode`, `phone` (string)."""
    found = (
        _measured(what, _Learned(side(register)), side(leak))
        for what, side in (
            ("names go with countries", _names_in_countries),
            ("names go with postcodes", _names_in_regions),
            ("phone numbers go with postcodes", _areas_in_regions),
        )
    )
    return tuple(one for one in found if one)


def weigh(known: Evidence) -> Support:
    """Speak against where a dependence that the register has is gone; never for."""
    told = [pairing for pairing in known.sampled.pairings if _tells(pairing)]
    if not told:
        return Support(NAME, 0.0, "too few names and places can be held against the register's")
    least = min(told, key=_share)
    because = (
        f"{least.what} {max(0.0, _share(least)):.0%} as much as this register's do "
        f"({least.rows:,} compared)"
    )
    return Support(NAME, -AGAINST if _share(least) < GONE else 0.0, because)


def _tells(pairing: Pairing) -> bool:
    room = pairing.register - pairing.shuffled
    return pairing.rows >= MANY and room >= max(ROOM, SURE * pairing.error)


def _share(pairing: Pairing) -> float:
    return (pairing.leak - pairing.shuffled) / (pairing.register - pairing.shuffled)


class _Learned:
    """What every other row of the register's pairs teaches, and the rest to compare with."""

    def __init__(self, pairs: Pairs) -> None:
        learned, self.rest = (tuple(side[half::2] for side in pairs) for half in (0, 1))
        self._values = tuple(
            _often(side, least) for side, least in zip(learned, (COMMON, FILLED), strict=True)
        )
        whose, where = self.coded(learned)
        shape = tuple(max(1, len(values)) for values in self._values)
        counts = np.bincount(whose * shape[1] + where, minlength=shape[0] * shape[1]).reshape(shape)
        apart = counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) / max(1, counts.sum())
        self.worth: Floats = np.log((counts + 1) / (apart + 1))
        """Of a pair, how much oftener the two stand together than apart they would; one of each is added."""

    def coded(self, pairs: Pairs) -> tuple[Codes, Codes]:
        """The pairs of which both values are known, by their numbers."""
        told = [pc.index_in(side, values) for side, values in zip(pairs, self._values, strict=True)]
        known = pc.and_(pc.is_valid(told[0]), pc.is_valid(told[1]))
        whose, where = (np.asarray(pc.filter(side, known), dtype=np.int64) for side in told)
        return whose, where


def _often(side: pa.Array, least: int) -> pa.Array:
    counts = pc.value_counts(side.drop_null())
    return counts.field("values").filter(pc.greater_equal(counts.field("counts"), least))


def _measured(what: str, learned: _Learned, leak: Pairs) -> Pairing | None:
    """The means over the leak; over it shuffled; and over the register's rest, in the leak's places."""
    whose, where = learned.coded(leak)
    theirs, there = learned.coded(learned.rest)
    places = learned.worth.shape[1]
    held = np.bincount(there, minlength=places)
    comparable = held[where] > 0
    whose, where = whose[comparable], where[comparable]
    if not len(where):
        return None
    weights = (np.bincount(where, minlength=places) / np.maximum(held, 1))[there]
    found, real = learned.worth[whose, where], learned.worth[theirs, there]
    rng = np.random.default_rng(0)
    apart = [learned.worth[whose, rng.permutation(where)].mean() for _ in range(SHUFFLES)]
    mean = float(np.average(real, weights=weights))
    spread = float(np.average((real - mean) ** 2, weights=weights))
    error = (
        float(found.var()) / len(found) + spread * float((weights**2).sum() / weights.sum() ** 2)
    ) ** 0.5
    return Pairing(what, len(found), float(found.mean()), float(np.mean(apart)), mean, error)


def _names_in_countries(rows: pa.Table) -> Pairs:
    return _named(rows, _column(rows, "country"))


def _names_in_regions(rows: pa.Table) -> Pairs:
    return _named(rows, _regions(rows))


def _areas_in_regions(rows: pa.Table) -> Pairs:
    return pc.utf8_slice_codeunits(_column(rows, "phone"), 0, AREA), _regions(rows)


def _named(rows: pa.Table, places: pa.Array) -> Pairs:
    """The first and the last word of each name, and the place of either."""
    names = _column(rows, "name")
    first, last = (pc.replace_substring_regex(names, cut, "") for cut in (" .*$", "^.* "))
    return pa.concat_arrays([first, last]), pa.concat_arrays([places, places])


def _regions(rows: pa.Table) -> pa.Array:
    region = pc.utf8_slice_codeunits(_column(rows, "postcode"), 0, REGION)
    return pc.binary_join_element_wise(pc.fill_null(_column(rows, "country"), ""), region, " ")


def _column(rows: pa.Table, name: str) -> pa.Array:
    column = rows[name]
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


CHECK = Told(NAME, Question.COPIED, weigh=weigh)
