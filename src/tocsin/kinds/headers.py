"""Headers: what the words above a column hint at. A hint never decides alone.

>>> header_words("Code_Postal")
'code postal'
>>> header_words("dateCreation")
'date creation'
>>> hinted("num_secu"), hinted("favourite_topping")
(frozenset({'nir'}), frozenset({'preference'}))
>>> hinted("nom") == {"full_name", "family_name"}
True
>>> hinted("delivery_instructions_fr")
frozenset({'free_text'})
>>> hinted("c3")
frozenset()
"""

from __future__ import annotations

import re

from tocsin.kinds import KINDS
from tocsin.kinds.folding import fold_of

HINTS: dict[str, frozenset[str]] = {
    words: frozenset(kind.name for kind in KINDS if words in kind.headers)
    for kind in KINDS
    for words in kind.headers
}
"""Words that head a column, and the kinds they hint at."""

LABELS = frozenset(HINTS)
"""The same words as labels before values, in samples written as text ('Name: ...')."""

NAMELESS = "^(?:|c|col|column|field|champ|colonne|kolom|feld|campo|unnamed)? ?[0-9]*$"
"""Names that only number a column."""

DELETED = (
    "deleted", "deleted at", "deleted on", "is deleted", "supprime", "supprime le", "date suppression",
    "est supprime", "efface", "verwijderd", "verwijderd op", "verwijderd at", "geloescht", "geloscht",
    "geloscht am", "closed", "closed at", "closed on", "cloture", "cloture le", "afgesloten",
    "removed", "removed at", "eliminado", "borrado", "fecha baja", "deletion date", "date deleted",
)  # fmt: skip
"""Words above the column that says when, or whether, a customer was deleted."""


def header_words(name: str) -> str:
    """Fold a column's name into words: lower-case ASCII, apart by one blank.

    >>> header_words("  E-Mail (privé) ")
    'e mail prive'
    """
    apart = re.sub("([a-z])([A-Z])", "\\1 \\2", name)
    return " ".join(re.findall("[a-z]+|[0-9]+", fold_of(apart)))


def hinted(name: str) -> frozenset[str]:
    """Give the kinds that a column's name hints at: by all its words, else by its longest run.

    Of two runs of the same length the last counts: in 'customer email' the noun is 'email'.
    """
    words = header_words(name).split()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            if found := HINTS.get(" ".join(words[start : start + length])):
                return found
    return frozenset()


def nameless(name: str) -> bool:
    """Whether a column's name says nothing: empty, or only its number."""
    return re.search(NAMELESS, header_words(name)) is not None


def means_deleted(name: str) -> bool:
    """Whether a column's name says that it marks deleted customers."""
    words = header_words(name)
    return words in DELETED or any(words.endswith(f" {said}") for said in DELETED)
