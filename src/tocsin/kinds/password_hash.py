"""Password hashes: told by their shape, never turned back into passwords.

A digest in hexadecimal says by its length how many bits it has, not which algorithm made it: 32
digits are MD5 in nearly every customer database, and may be another digest of 128 bits. What
crypt(3) and web frameworks write begins with its scheme. 32 decimal digits are a number, not a
hash, by shape alone.

>>> normal_of("5F4DCC3B5AA765D61D8327DEB882CF99")
'5f4dcc3b5aa765d61d8327deb882cf99'
>>> scheme_of("5f4dcc3b5aa765d61d8327deb882cf99")
'MD5 (or another 128-bit digest)'
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import trim, trim_of
from tocsin.terms.scope import Category

SCHEMES: tuple[tuple[str, str, bool], ...] = (
    ("MD5 (or another 128-bit digest)", "^[0-9a-fA-F]{32}$", False),
    ("SHA-1 (or another 160-bit digest)", "^[0-9a-fA-F]{40}$", False),
    ("SHA-256 (or another 256-bit digest)", "^[0-9a-fA-F]{64}$", False),
    ("SHA-384 (or another 384-bit digest)", "^[0-9a-fA-F]{96}$", False),
    ("SHA-512 (or another 512-bit digest)", "^[0-9a-fA-F]{128}$", False),
    ("MySQL 4.1 PASSWORD()", "^\\*[0-9A-F]{40}$", False),
    ("salted digest", "^[0-9a-fA-F]{32,128}:[^: ]{1,64}$", True),
    ("bcrypt", "^\\$2[abxy]\\$[0-9]{2}\\$[./0-9A-Za-z]{53}$", True),
    ("Argon2id", "^\\$argon2id\\$.+\\$[+/0-9A-Za-z]+$", True),
    ("Argon2i", "^\\$argon2i\\$.+\\$[+/0-9A-Za-z]+$", True),
    ("scrypt", "^\\$(?:scrypt|7)\\$.+$", True),
    ("phpass", "^\\$[PH]\\$[./0-9A-Za-z]{31}$", True),
    ("SHA-512 crypt", "^\\$6\\$.+\\$[./0-9A-Za-z]{86}$", True),
    ("SHA-256 crypt", "^\\$5\\$.+\\$[./0-9A-Za-z]{43}$", True),
    ("MD5 crypt", "^\\$(?:1|apr1)\\$[^$]{0,8}\\$[./0-9A-Za-z]{22}$", True),
    ("yescrypt", "^\\$y\\$.+\\$[./0-9A-Za-z]{43}$", True),
    ("PBKDF2-SHA256", "^pbkdf2_sha256\\$[0-9]+\\$[^$]+\\$[+/=0-9A-Za-z]+$", True),
    ("salted SHA-1 (LDAP)", "^\\{SSHA\\}[+/=0-9A-Za-z]{30,}$", True),
    ("SHA-1 (LDAP)", "^\\{SHA\\}[+/=0-9A-Za-z]{28}$", False),
)
"""Name, shape, salted. Sources: crypt(5), Django's and WordPress' documentation, RFC 2307, PHC."""

HEX = "^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$"
USUAL = "^[0-9a-f]{32}$"
DECIMAL = "^[0-9]+$"
MARKED = "|".join(shape for _, shape, _ in SCHEMES if "[0-9a-fA-F]" not in shape or ":" in shape)


def _digest(cell: ir.StringValue) -> ir.BooleanValue:
    return cell.re_search(HEX) & ~cell.re_search(DECIMAL)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a digest's length in hexadecimal, or a scheme's mark."""
    return _digest(cell) | cell.re_search(MARKED)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower-case hexadecimal; what begins with its scheme, as it is."""
    tidy = trim(cell)
    marked = ibis.ifelse(tidy.re_search(MARKED), tidy, ibis.null("string"))
    other = ibis.ifelse(_digest(tidy), tidy.lower(), marked)
    usual = cell.re_search(USUAL) & ~cell.re_search(DECIMAL)
    return ibis.ifelse(usual, cell, other)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if re.search(HEX, tidy) and not re.search(DECIMAL, tidy):
        return tidy.lower()
    return tidy if re.search(MARKED, tidy) else None


def scheme(cell: ir.StringValue) -> ir.StringValue:
    """Name the scheme's name by shape; NULL where it is none we know."""
    named = ibis.cases(*((cell.re_search(shape), name) for name, shape, _ in SCHEMES))
    return ibis.ifelse(cell.re_search(DECIMAL), ibis.null("string"), named)


def salted(cell: ir.StringValue) -> ir.BooleanValue:
    """Whether the scheme writes a salt into the hash; a bare digest shows none."""
    salty = "|".join(shape for _, shape, has_salt in SCHEMES if has_salt)
    return cell.re_search(salty)


def scheme_of(untrusted: str) -> str | None:
    """`scheme`, of one value."""
    if re.search(DECIMAL, untrusted):
        return None
    return next((name for name, shape, _ in SCHEMES if re.search(shape, untrusted)), None)


KIND = Kind(
    name="password_hash",
    says="password hashes",
    category=Category.CREDENTIAL,
    headers=(
        "password",
        "passwd",
        "pwd",
        "pass",
        "hash",
        "mot de passe",
        "mdp",
        "motdepasse",
        "wachtwoord",
        "paswoord",
        "passwort",
        "kennwort",
        "contrasena",
        "clave",
        "password hash",
        "password md5",
        "pass hash",
        "md5",
        "passwordhash",
        "sha1",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
