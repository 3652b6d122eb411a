"""Sex or gender: F, M or X, from words, initials and titles of five languages.

An initial alone is weak (S and M are marital states too): a column is told by the words that stand
in it together, 'H' and 'F' or 'man' and 'vrouw', or by its header.

>>> normal_of("Femme"), normal_of("mannelijk"), normal_of("Mevr."), normal_of("d")
('F', 'M', 'F', 'X')
>>> normal_of("unknown") is None
True
"""

from __future__ import annotations

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import trim, trim_of
from tocsin.terms.scope import Category

WORDS: dict[str, tuple[str, ...]] = {
    "F": (
        "f", "w", "v", "female", "woman", "girl", "femme", "féminin", "feminin", "fille", "vrouw", "vrouwelijk",
        "weiblich", "frau", "mujer", "femenino", "mme", "mme.", "mlle", "mlle.", "madame", "mademoiselle", "mevr",
        "mevr.", "mevrouw", "mw", "mw.", "mrs", "mrs.", "ms", "ms.", "miss", "sra", "sra.",
    ),
    "M": (
        "m", "h", "male", "man", "boy", "homme", "masculin", "garçon", "mannelijk", "männlich", "maennlich",
        "hombre", "masculino", "mr", "mr.", "m.", "monsieur", "dhr", "dhr.", "heer", "de heer", "herr",
        "mister", "sr", "sr.",
    ),
    "X": ("x", "d", "divers", "diverse", "non-binary", "nonbinary", "non binaire", "other", "autre", "anders", "mx", "mx."),
}  # fmt: skip
"""What is said of each, in lower case; titles too, which say it as clearly."""

FORMS = {word: form for form, words in WORDS.items() for word in words}
_ALL = "|".join(sorted(word.replace(".", "[.]") for word in FORMS))
SHAPE = f"^(?:{_ALL})$"
"""Of lower case: engines fold letters with accents unlike in a pattern."""


TOLD = ({"m", "f"}, {"h", "f"}, {"m", "v"}, {"m", "w"})
"""Pairs of initials that stand in a column of sexes, and hardly in another."""

_SAYING = (
    "female woman girl femme féminin feminin fille vrouw vrouwelijk weiblich frau mujer femenino "
    "male man boy homme masculin garçon mannelijk männlich maennlich hombre masculino"
)
SAYING = frozenset(_SAYING.split())
"""Words that say it themselves."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a word or an initial of the list."""
    return cell.lower().re_search(SHAPE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """F, M or X; NULL where it is none of the words."""
    return trim(cell).lower().cases(*FORMS.items())


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return FORMS.get(trim_of(untrusted).lower())


KIND = Kind(
    name="sex",
    says="sex or gender",
    category=Category.IDENTITY,
    headers=(
        "sex",
        "gender",
        "sexe",
        "genre",
        "geslacht",
        "geschlecht",
        "sexo",
        "genero",
        "civilite",
        "anrede",
        "aanhef",
        "aanspreking",
        "title",
        "titre",
        "titel",
        "salutation",
        "tratamiento",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
