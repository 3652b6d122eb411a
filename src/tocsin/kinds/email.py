"""E-mail addresses: lower case, no white space; something, one @, and a domain with a dot.

The part before the @ may by RFC 5321 mind upper case; no mail host in use does.

>>> normal_of(" Anna.Peeters@Post.EXAMPLE")
'anna.peeters@post.example'
>>> normal_of("n/a") is None
True
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import SPACE, in_turn, lower, lower_of
from tocsin.terms.scope import Category

SHAPE = '^[^@,;:<>()"]+@[^@,;:<>()"]+\\.[^@,;:<>()".]{2,}$'
"""Looser than RFC 5321: an address need not be right to be somebody's."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """One @ between a name and a domain."""
    return cell.contains("@") & cell.re_search(SHAPE)


def bare(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, without white space."""
    low = lower(cell)
    return ibis.ifelse(low.re_search(SPACE), low.re_replace(SPACE, ""), low)


def shaped(address: ir.StringValue) -> ir.StringValue:
    """NULL where it is no address."""
    return ibis.ifelse(address.re_search(SHAPE), address, ibis.null("string"))


STEPS = (bare, shaped)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, no white space."""
    return in_turn(STEPS)(cell)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    address = re.sub(SPACE, "", lower_of(untrusted))
    return address if re.search(SHAPE, address) else None


KIND = Kind(
    name="email",
    says="e-mail addresses",
    category=Category.CONTACT,
    headers=(
        "email",
        "e mail",
        "mail",
        "courriel",
        "adresse mail",
        "adresse email",
        "emailadres",
        "e mailadres",
        "correo",
        "mel",
        "email address",
        "e mail adresse",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
