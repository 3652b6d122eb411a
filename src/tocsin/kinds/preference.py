"""Preferences: what somebody likes or ordered, often several in one cell.

>>> normal_of("Olives;  Champignons")
'champignons, olives'
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import or_null, squeeze, squeeze_of
from tocsin.terms.scope import Category

BETWEEN = " *[,;|/+] *"
"""What stands between the parts."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Words."""
    return cell.re_search("[\\p{L}]{2}") & ~cell.contains("@")


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, white space folded, parts sorted."""
    low = squeeze(cell.lower())
    parted = low.re_replace(BETWEEN, ",").re_replace("^,+|,+$", "").re_replace(",,+", ",")
    several = or_null(parted).split(",").sort().join(", ")
    return ibis.ifelse(low.re_search("[,;|/+]"), several, or_null(low))


def normal_of(untrusted: str) -> str | None:
    """`normal`, of one value."""
    parts = re.split(BETWEEN, squeeze_of(untrusted.lower()))
    return ", ".join(sorted(part for part in parts if part)) or None


KIND = Kind(
    name="preference",
    says="preferences",
    category=Category.BEHAVIOUR,
    headers=(
        "preference",
        "preferences",
        "favourite",
        "favorite",
        "favourites",
        "favorites",
        "favori",
        "favoris",
        "voorkeur",
        "voorkeuren",
        "garniture",
        "garnitures",
        "garniture favorite",
        "garnitures favorites",
        "topping",
        "toppings",
        "favourite topping",
        "favourite toppings",
        "favorite topping",
        "favoriete topping",
        "favoriete toppings",
        "lievelings",
        "vorlieben",
        "lieblings",
        "preferencia",
        "preferencias",
        "interests",
        "interets",
        "interesses",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
