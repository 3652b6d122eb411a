"""Words: lists of names, towns and other words, and how likely a text is of each list.

A text on a list is likely as one of its words; one on no list by its letters, three at a time, as
the list's words have them ('-straat', '-ville', '-sen'): names that nobody listed are told so too.
Likelihoods are natural logarithms. The lists say in their first line where they come from.

>>> "anna" in lists().given, "peeters" in lists().family, "gent" in lists().towns
(True, True, True)
>>> likely = likelihoods(["vandermeersch"])["vandermeersch"]
>>> likely.family > likely.others
True
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LISTED = 0.8
"""Share of a column's texts that its list holds, as reckoned: of the rest only letters speak."""

LETTERS = 27
"""a to z, and what stands between words."""

SEEN = 0.02
"""Added to each count of three letters, so that none is impossible."""

_CODES = np.zeros(256, np.int32)
_CODES[np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", np.uint8)] = range(1, LETTERS)


@dataclass(frozen=True, slots=True)
class Lists:
    """The texts of each list, folded."""

    given: frozenset[str]
    family: frozenset[str]
    towns: frozenset[str]
    others: frozenset[str]


class Likely(NamedTuple):
    """Log-likelihood of one text by list."""

    given: float
    family: float
    towns: float
    others: float


@cache
def lists() -> Lists:
    """Read the lists, once."""
    return Lists(*(frozenset(lines(name)) for name in FILES))


FILES = ("given_names", "family_names", "towns", "others")


def lines(name: str) -> tuple[str, ...]:
    """Give the lines of a list without its first, which says where it comes from."""
    text = files("tocsin.kinds").joinpath(f"lists/{name}.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines()[1:])


@cache
def _thirds() -> npt.NDArray[np.float32]:
    """Log-likelihood of a third letter after two others, a row a list."""
    return np.stack([_counted(lines(name)) for name in FILES])


def _counted(listed: tuple[str, ...]) -> npt.NDArray[np.float32]:
    counts = np.bincount(_threes(listed), minlength=LETTERS**3).reshape(-1, LETTERS) + SEEN
    thirds: npt.NDArray[np.float32] = np.log(counts / counts.sum(axis=1, keepdims=True)).ravel()
    return thirds.astype(np.float32)


def _threes(texts: Collection[str]) -> npt.NDArray[np.int32]:
    """Number each three letters that stand together, of texts with four blanks between them."""
    codes = _CODES[np.frombuffer(("  " + "    ".join(texts) + "    ").encode(), np.uint8)]
    numbered: npt.NDArray[np.int32] = (codes[:-2] * LETTERS + codes[1:-1]) * LETTERS + codes[2:]
    return numbered


def likelihoods(texts: Collection[str]) -> dict[str, Likely]:
    """Give the likelihoods of texts of lower-case letters and single blanks, each text once."""
    each = list(dict.fromkeys(texts))
    if not each:
        return {}
    starts = np.cumsum([0, *(len(text) + 4 for text in each[:-1])])
    letters = np.add.reduceat(_thirds()[:, _threes(each)], starts, axis=1) + log(1 - LISTED)
    known = lists()
    named = (known.given, known.family, known.towns, known.others)
    on_list = [log(LISTED / len(listed)) for listed in named]
    return {
        text: Likely(
            *(
                on_list[at] if text in listed else float(letters[at, place])
                for at, listed in enumerate(named)
            )
        )
        for place, text in enumerate(each)
    }
