"""Passwords in plain text: words without blanks that people chose, told by their header or all together.

A cell may be anything of 4 to 64 characters that is no e-mail address, web address or hash. A column
without a header is told (`telling`) where most of its cells mix letters with digits or marks, their
lengths differ, hardly any has a blank, and the commonest passwords are among them.

>>> normal_of(" Azerty123! "), normal_of("5f4dcc3b5aa765d61d8327deb882cf99"), normal_of("anna@post.example")
('Azerty123!', None, None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds import password_hash
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

SHAPE = "^[^\\x00-\\x20\\x7f]{4,64}$"
OTHER = "^[^@]+@[^@]+[.][A-Za-z]{2,}$|^[A-Za-z][A-Za-z+.-]*://|^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
"""E-mail addresses, web addresses, dates."""

LIST = """
000000 0000 00000000 102030 1111 111111 1111111 11111111 112233 121212 123 1234 12345 123456 1234567
12345678 123456789 1234567890 123123 123321 123654 123abc 123qwe 12qwaszx 131313 147258 147258369 159357
159753 159951 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 222222 232323 321321 333333 444444 456789 555555 654321
666666 696969 7777777 777777 789456 789456123 87654321 888888 88888888 987654 987654321 999999
a123456 a1b2c3 aa123456 abc123 abcd1234 admin admin123 administrator asdasd asdf asdf1234 asdfgh asdfghjkl
azerty azerty123 azertyuiop azeqsd bonjour changeme default doudou hallo hallo123 geheim geheim123
iloveyou iloveyou1 jetaime letmein letmein1 lol123 loulou master motdepasse motdepasse1 monkey
nicolas p@ssw0rd p@ssword pass pass123 pass1234 passe passer passw0rd passwort passwort1 password
password1 password12 password123 paswoord q1w2e3 q1w2e3r4 qazwsx qazwsxedc qwe123 qweasd qweasdzxc qwer1234
qwert qwert1 qwertz qwertz123 qwerty qwerty1 qwerty12 qwerty123 qwertyui qwertyuiop root schatz secret
sunshine superman test test123 test1234 soleil trustno1 wachtwoord wachtwoord1 welcome welcome1 welkom
welkom01 welkom123 zaq12wsx zxcvbn zxcvbnm zxcv1234
"""
"""The commonest of nearly every list published (National Cyber Security Centre, Have I Been Pwned,
Hasso-Plattner-Institut); written down by hand, in small letters. Bare facts, under no licence."""

COMMONEST = frozenset(LIST.split())

TELLING = frozenset(word for word in COMMONEST if not word.isalpha() or word in ("azerty", "qwerty", "password", "qwertz", "motdepasse", "wachtwoord", "passwort"))  # fmt: skip
"""Those of them that are no user's name."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether a cell may be a password, and is no hash nor address."""
    return cell.re_search(SHAPE) & ~cell.re_search(OTHER) & ~password_hash.looks(cell)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Trimmed; NULL where it is none."""
    tidy = trim(cell)
    return kept(looks(tidy), tidy)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if not re.search(SHAPE, tidy) or re.search(OTHER, tidy):
        return None
    return None if password_hash.normal_of(tidy) else tidy


KIND = Kind(
    name="password",
    says="passwords in plain text",
    category=Category.CREDENTIAL,
    headers=(
        "password",
        "passwd",
        "pwd",
        "pass",
        "plain password",
        "password plain",
        "plaintext",
        "clear password",
        "mot de passe",
        "mdp",
        "motdepasse",
        "wachtwoord",
        "paswoord",
        "passwort",
        "kennwort",
        "contrasena",
        "clave",
        "user pass",
        "user password",
        "pin code",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
