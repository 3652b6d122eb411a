"""Nicknames: given names that one person may go by, in French, Dutch, German and English.

The list is of classes: 'bob' and 'rob' both stand for 'robert', and for one another; 'alex' is of two
classes, 'alexander' and 'alexandra', which are not one name.

>>> "bob=robert" in PAIRS, "robert=bob" in PAIRS, "alexander=alexandra" in PAIRS
(True, True, False)
>>> "jean=jeanne" in PAIRS
False
"""

from __future__ import annotations

from itertools import permutations

from tocsin.kinds.words import lines

CLASSES = tuple(tuple(line.split()) for line in lines("nicknames"))

PAIRS = frozenset(f"{a}={b}" for names in CLASSES for a, b in permutations(names, 2))
"""Every two names that may be one person's, both ways round."""
