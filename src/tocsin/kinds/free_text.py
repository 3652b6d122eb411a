"""Free text: what somebody typed in their own words; it may hold anything, door codes for one.

>>> normal_of("Code  PORTE 12B4")
'code porte 12b4'
"""

from __future__ import annotations

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import lower, lower_of, or_null, squeeze, squeeze_of
from tocsin.terms.scope import Category


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell what has a letter."""
    return cell.re_search("\\p{L}")


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, white space folded."""
    return or_null(squeeze(lower(cell)))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return squeeze_of(lower_of(untrusted)) or None


KIND = Kind(
    name="free_text",
    says="free text",
    category=Category.FREE_TEXT,
    headers=(
        "comment",
        "comments",
        "commentaire",
        "commentaires",
        "opmerking",
        "opmerkingen",
        "bemerkung",
        "bemerkungen",
        "comentario",
        "comentarios",
        "note",
        "notes",
        "remark",
        "remarks",
        "remarque",
        "remarques",
        "instructions",
        "instructies",
        "instructions livraison",
        "delivery instructions",
        "leveringsinstructies",
        "leverinstructies",
        "bezorginstructies",
        "lieferhinweise",
        "lieferhinweis",
        "instrucciones",
        "message",
        "description",
        "delivery notes",
        "consignes",
        "consignes livraison",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
