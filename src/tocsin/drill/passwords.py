"""Passwords: made-up passwords, frequent ones and a nearly unique tail, as unsalted MD5.

The company of 2014 kept unsalted MD5 (reported by Tripwire and others); only the hashes leave
this file. Each distinct password is hashed once.
"""

from __future__ import annotations

from hashlib import md5
from itertools import product

import numpy as np
import pyarrow as pa

from tocsin.drill import names
from tocsin.drill.weave import Ints, Lexicon, joined, mosaic

COMMON_SHARE = 0.3
"""Share of accounts with a password from the common list: about what published studies of leaked
passwords find for the few thousand commonest. A rough figure; nothing in tocsin rests on it."""

SLOPE = 0.8
"""Zipf slope among the common passwords (Wang et al. 2017 fit leaked lists with 0.5 to 0.9)."""

BASES = [
    "azerty",
    "motdepasse",
    "pizza",
    "soleil",
    "doudou",
    "chocolat",
    "marseille",
    "bonjour",
    "loulou",
    "coucou",
    "vacances",
    "camille",
    "fromage",
    "pepperoni",
    "qwerty",
    "wachtwoord",
    "hallo",
    "voetbal",
    "brussel",
    "antwerpen",
    "poesje",
    "zonnetje",
    "margherita",
    "jetaime",
    "princesse",
    "football",
    "musique",
    "papillon",
    "nounours",
    "amour",
    "secret",
    "dragon",
    "etoile",
    "maison",
    "voiture",
]

ENDINGS = ("", "1", "123", "12", "01", "2014", "!", "59", "75", "13", "69", "1987", "1990", "00")

COMMON = Lexicon.of(
    [
        {
            base + ending: (rank + 1) ** -SLOPE
            for rank, (ending, base) in enumerate(product(ENDINGS, BASES))
        }
    ]
)
"""Common passwords, anybody's guess: an outsider's made-up leak has the same ones."""


def hashes(rng: np.random.Generator, count: int) -> pa.Array:
    """So many passwords as MD5 in lower-case hexadecimal."""
    nowhere = np.zeros(count, dtype=np.int64)

    def common(at: Ints) -> pa.Array:
        return COMMON.say(COMMON.draw(rng, nowhere[at]))

    def own(at: Ints) -> pa.Array:
        """Take a folded name, in any of the three languages, and up to six digits."""
        word = names.GIVEN_FOLDED.take(pa.array(rng.integers(0, len(names.GIVEN_FOLDED), len(at))))
        return joined(word, pa.array(rng.integers(0, 1_000_000, len(at))).cast(pa.string()))

    plain = mosaic(
        (rng.random(count) >= COMMON_SHARE).astype(np.int64), (common, own)
    ).dictionary_encode()
    hashed = [
        md5(word.encode(), usedforsecurity=False).hexdigest()
        for word in plain.dictionary.to_pylist()
    ]
    return pa.array(hashed, type=pa.string()).take(plain.indices)
