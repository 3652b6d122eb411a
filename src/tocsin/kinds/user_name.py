"""User names: one word of letters, digits, dots, hyphens and underscores, in lower case.

Any word may be one, so its header tells such a column, or that most of its words are made of
people's names and yet are no names ('jdupont', 'anna.peeters84').

>>> normal_of(" @Anna.Peeters84"), normal_of("Anna Peeters")
('anna.peeters84', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, lower, lower_of, trim, trim_of
from tocsin.terms.scope import Category

SHAPE = "^[\\p{L}0-9_][\\p{L}0-9._-]*$"
ONE_WORD = "^[^\\x00-\\x20@]+$"
LETTER = "\\p{L}"
LONGEST = 40
"""Characters. Not said in the pattern: counted repeats of letter classes are slow."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell one word that has a letter."""
    return (cell.length() <= LONGEST) & cell.re_search(SHAPE) & cell.re_search(LETTER)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower case, without the @ that some put before it."""
    tidy = lower(trim(cell))
    name = tidy.re_replace("^@", "")
    return kept(name.re_search(ONE_WORD), name)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    name = lower_of(trim_of(untrusted)).removeprefix("@")
    return name if re.search(ONE_WORD, name) else None


KIND = Kind(
    name="user_name",
    says="user names",
    category=Category.CREDENTIAL,
    headers=(
        "user name",
        "username",
        "user",
        "login",
        "login name",
        "nickname",
        "nick",
        "handle",
        "screen name",
        "pseudo",
        "identifiant",
        "nom utilisateur",
        "nom d utilisateur",
        "utilisateur",
        "gebruikersnaam",
        "gebruiker",
        "benutzername",
        "benutzer",
        "usuario",
        "nombre usuario",
        "uname",
        "user login",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
