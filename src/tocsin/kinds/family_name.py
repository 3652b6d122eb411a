"""Family names: the shape of any word, so only a header tells them.

>>> KIND.normal_of("VAN DEN BERG")
'berg den van'
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
    name="family_name",
    says="family names",
    category=Category.IDENTITY,
    headers=(
        "last name",
        "lastname",
        "family name",
        "familyname",
        "surname",
        "nom",
        "nom de famille",
        "achternaam",
        "familienaam",
        "nachname",
        "familienname",
        "apellido",
        "apellidos",
        "lname",
        "naam",
        "name",
        "nom famille",
    ),
    looks=looks,
    normal=full_name.normal,
    normal_of=full_name.normal_of,
    needs_header=True,
)
