"""Preferences: what somebody likes or ordered, often several in one cell.

>>> normal_of("Olives;  Champignons")
'champignons, olives'
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import in_turn, lower, lower_of, or_null, replaced, squeeze, squeeze_of
from tocsin.terms.scope import Category

MARKS = ",;|/+"
"""What stands between the parts."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Words."""
    return cell.re_search("[\\p{L}]{2}") & ~cell.contains("@")


def lowered(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, white space folded."""
    return squeeze(lower(cell))


def parted(low: ir.StringValue) -> ir.StringValue:
    """Parts apart by a comma alone, none of them empty."""
    commas = replaced(low, [(mark, ",") for mark in MARKS]).replace(" ,", ",").replace(", ", ",")
    untidy = commas.re_search("^,|,$|,,")
    return ibis.ifelse(untidy, commas.re_replace(",+", ",").re_replace("^,|,$", ""), commas)


def sorted_parts(parts: ir.StringValue) -> ir.StringValue:
    """Parts in alphabetical order; NULL where there is none."""
    several = or_null(parts).split(",").sort().join(", ")
    return ibis.ifelse(parts.contains(","), several, or_null(parts))


STEPS = (lowered, parted, sorted_parts)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, white space folded, parts sorted."""
    return in_turn(STEPS)(cell)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    parts = re.split(f" ?[{MARKS}] ?", squeeze_of(lower_of(untrusted)))
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
