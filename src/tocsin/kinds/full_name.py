"""Full names: folded, every token (particles too) sorted, so that order and case do not matter.

'DUPONT Jean', 'Jean Dupont' and 'dupont, jean' are one; so are 'Van den Berg, Anna' and 'Anna van
den Berg'. Letters of other scripts than Latin are not transliterated: such a name is NULL.

>>> normal_of("Élodie LE CŒUR-D'Arc")
'arc coeur d elodie le'
>>> normal_of("李小龍") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import FOLDING, bare_ends, fold, fold_of, or_null
from tocsin.terms.scope import Category

NAME = "^[\\p{L}\\p{M}][\\p{L}\\p{M}' ’.,-]+$"
"""Letters and the marks between them; no digit."""

LONGEST = 80
"""Characters of a name. Not said in the pattern: counted repeats of letter classes are slow."""

SEVERAL = "[\\p{L}.][ ,]+[\\p{L}’']"


def lettered_name(cell: ir.StringValue) -> ir.BooleanValue:
    """Letters only, of the length of a name."""
    return (cell.length() <= LONGEST) & cell.re_search(NAME)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Two words or more, of letters only."""
    return lettered_name(cell) & cell.re_search(SEVERAL)


def lettered(folded: ir.StringValue) -> ir.StringValue:
    """Only letters, words apart by one blank."""
    untidy = folded.re_search("[^a-z ]|^ | $|  ")
    return ibis.ifelse(untidy, bare_ends(folded.re_replace("[^a-z]+", " ")), folded)


def sorted_words(words: ir.StringValue) -> ir.StringValue:
    """Put the words in alphabetical order; NULL where there is none."""
    several = or_null(words).split(" ").sort().join(" ")
    return ibis.ifelse(words.contains(" "), several, or_null(words))


STEPS = (*FOLDING, lettered, sorted_words)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Folded tokens, sorted."""
    return sorted_words(bare_ends(fold(cell).re_replace("[^a-z]+", " ")))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    words = re.findall("[a-z]+", fold_of(untrusted))
    return " ".join(sorted(words)) or None


KIND = Kind(
    name="full_name",
    says="full names",
    category=Category.IDENTITY,
    headers=(
        "name",
        "nom",
        "naam",
        "full name",
        "nom complet",
        "volledige naam",
        "fullname",
        "customer name",
        "nom client",
        "nom prenom",
        "prenom nom",
        "nom et prenom",
        "klant",
        "klantnaam",
        "client",
        "kundenname",
        "nombre completo",
        "nombre y apellidos",
        "customer",
        "contact",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
