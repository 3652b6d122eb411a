"""Given names: the shape of any word, so only a header tells them.

>>> KIND.normal_of("Jean-Éric")
'eric jean'
"""

from __future__ import annotations

import ibis.expr.types as ir

from tocsin.kinds import full_name
from tocsin.kinds.base import Kind
from tocsin.terms.scope import Category


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Letters only."""
    return full_name.lettered_name(cell)


KIND = Kind(
    name="given_name",
    says="given names",
    category=Category.IDENTITY,
    headers=(
        "first name",
        "firstname",
        "given name",
        "givenname",
        "prenom",
        "voornaam",
        "vorname",
        "nombre",
        "fname",
        "forename",
    ),
    looks=looks,
    normal=full_name.normal,
    normal_of=full_name.normal_of,
    needs_header=True,
)
