"""Towns: the shape of any words, so only a header tells them.

>>> normal_of("  SAINT-DENIS cedex")
'saint denis cedex'
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import bare_ends, fold, fold_of, or_null
from tocsin.terms.scope import Category

SHAPE = "^[\\p{L}'’(][\\p{L}\\p{M}' ’().,/-]*(?: [0-9]{1,2})?(?: [\\p{L}]+)?$"
"""Words; a district or CEDEX number may follow."""

LONGEST = 60
"""Characters. Not said in the pattern: counted repeats of letter classes are slow."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Words without digits, but for a district's."""
    return (cell.length() <= LONGEST) & cell.re_search(SHAPE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Folded words in their order."""
    return or_null(bare_ends(fold(cell).re_replace("[^a-z0-9]+", " ")))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return re.sub("[^a-z0-9]+", " ", fold_of(untrusted)).strip(" ") or None


KIND = Kind(
    name="city",
    says="towns",
    category=Category.LOCATION,
    headers=(
        "city",
        "town",
        "ville",
        "stad",
        "gemeente",
        "woonplaats",
        "plaats",
        "ort",
        "stadt",
        "wohnort",
        "ciudad",
        "poblacion",
        "localite",
        "commune",
        "localidad",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
