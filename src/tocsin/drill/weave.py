"""Weave: columns of text made from parts, a whole column at a time, and weighted word lists.

A Lexicon has sections (a section per country or milieu); each row of a column draws a word
of its own section. Nothing here runs Python for a row.

>>> weather = Lexicon.of([{"soleil": 3.0, "pluie": 1.0}, {"regen": 1.0}])
>>> weather.say(weather.draw(np.random.default_rng(1), np.array([1, 0, 1]))).to_pylist()
['regen', 'pluie', 'regen']
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Country(IntEnum):
    """The two countries of the case, as sections of a lexicon."""

    FR = 0
    BE = 1


class Milieu(IntEnum):
    """Where a customer lives and which language the door speaks, as sections of a lexicon."""

    FRANCE = 0
    FLANDERS = 1
    WALLONIA = 2


def chance(seed: int, purpose: str) -> np.random.Generator:
    """Start a stream of chance for one purpose: a change in one part leaves the others alone."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in sections, each with the odds of its words."""

    words: pa.Array
    starts: tuple[int, ...]
    odds: tuple[npt.NDArray[np.float64], ...]
    """For each section the cumulated odds of its words."""

    @classmethod
    def of(cls, sections: Sequence[Mapping[str, float]]) -> Lexicon:
        """Word lists with weights, a list for each section."""
        odds = tuple(np.cumsum(list(section.values())) for section in sections)
        sizes = [len(section) for section in sections]
        return cls(
            words=pa.array([word for section in sections for word in section]),
            starts=tuple(int(start) for start in np.cumsum([0, *sizes[:-1]])),
            odds=tuple(share / share[-1] for share in odds),
        )

    def draw(self, rng: np.random.Generator, section: npt.NDArray[np.integer]) -> Ints:
        """For each row a place in `words`, from the row's section."""
        luck = rng.random(len(section))
        drawn = np.empty(len(section), dtype=np.int64)
        for number, (start, odds) in enumerate(zip(self.starts, self.odds, strict=True)):
            here = section == number
            drawn[here] = start + np.searchsorted(odds, luck[here], side="right")
        return drawn

    def after(self, drawn: Ints) -> Ints:
        """Take the next word of the same section, the first after the last: surely another one."""
        starts = np.array(self.starts)
        sizes = np.array([len(odds) for odds in self.odds])
        section = np.searchsorted(starts, drawn, side="right") - 1
        following: Ints = starts[section] + (drawn - starts[section] + 1) % sizes[section]
        return following

    def say(self, drawn: Ints) -> pa.Array:
        """Say the words drawn."""
        return self.words.take(pa.array(drawn))


def joined(*parts: pa.Array | str) -> pa.Array:
    """Put strings together row by row; null where a part is null."""
    return pc.binary_join_element_wise(*parts, "")


def mosaic(
    choice: npt.NDArray[np.integer], makers: Sequence[Callable[[Ints], pa.Array]]
) -> pa.Array:
    """Let maker k write the rows where `choice` is k; a maker is given their places."""
    places = [np.flatnonzero(choice == number) for number in range(len(makers))]
    pieces = [make(at) for make, at in zip(makers, places, strict=True)]
    home = np.empty(len(choice), dtype=np.int64)
    home[np.concatenate(places)] = np.arange(len(choice))
    return pa.concat_arrays([piece.cast(pa.string()) for piece in pieces]).take(pa.array(home))


def put(column: pa.Array, at: Ints, values: pa.Array) -> pa.Array:
    """Put other values into a column at these places (ascending)."""
    mask = np.zeros(len(column), dtype=bool)
    mask[at] = True
    return pc.replace_with_mask(column, pa.array(mask), values.cast(column.type))


def blank(column: pa.Array, where: Bools) -> pa.Array:
    """Put nulls into a column there."""
    return pc.if_else(pa.array(where), pa.scalar(None, column.type), column)


def picked(rng: np.random.Generator, among: Ints, count: int) -> Ints:
    """So many of these places, by chance, ascending; all of them where there are not so many."""
    chosen = rng.choice(among, size=min(count, len(among)), replace=False)
    return np.sort(chosen)


def folded(word: str) -> str:
    """Spell a word as a mail address would.

    >>> folded("D'Hondt"), folded("Jean-François"), folded("Œuvrard")
    ('dhondt', 'jean-francois', 'oeuvrard')
    """
    spelled = word.lower().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9-]", "", plain)
