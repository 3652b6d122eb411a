"""Password hashes: told by their shape, never turned back into passwords.

A digest in hexadecimal says by its length how many bits it has, not which algorithm made it: 32
digits are MD5 in nearly every customer database, and may be another digest of 128 bits. What
crypt(3) and web frameworks write begins with its scheme. 32 decimal digits are a number, not a
hash, by shape alone. `looks` asks whether a cell may be a hash; which, and whether it is whole, is
asked of the schemes: in bulk of those that customer databases hold (`scheme`), of one value of all
(`schemes.told`).

>>> normal_of("5F4DCC3B5AA765D61D8327DEB882CF99")
'5f4dcc3b5aa765d61d8327deb882cf99'
>>> scheme_of("5f4dcc3b5aa765d61d8327deb882cf99")
'MD5 (or another 128-bit digest)'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import trim, trim_of
from tocsin.kinds.schemes import SCHEMES, Scheme, told
from tocsin.kinds.schemes.base import pattern
from tocsin.terms.scope import Category

COMMON: tuple[Scheme, ...] = tuple(scheme for scheme in SCHEMES if scheme.common)
"""Schemes told in bulk."""

SALTED = sorted({one.said for one in COMMON if one.salted} | {"DES crypt"})
"""Those of them that write a salt into the hash."""

LENGTHS = (32, 40, 48, 56, 64, 96, 128)
HEX = "^(?:" + "|".join(f"[0-9a-fA-F]{{{length}}}" for length in LENGTHS) + ")$"
HALF = "^[0-9a-f]{16}$"
"""What MySQL wrote before 4.1, and much else: a hash only under a header that says so."""
USUAL = "^[0-9a-f]{32}$"
DECIMAL = "^[0-9]+$"
MARKED = (
    "^(?:[$][0-9A-Za-z][0-9A-Za-z_-]{0,31}[$][!-~]{8,}"  # crypt(3), PHC
    "|[{][A-Za-z][0-9A-Za-z_-]{1,15}(?:, ?[0-9]{1,8})?[}][!-~]{13,}"  # LDAP, Atlassian, SAP
    "|(?:pbkdf2|bcrypt|argon2|scrypt|md5|sha(?:1|224|256|384|512)|grub)[0-9a-z_.]{0,16}[$:.(][!-~]{20,}"
    "|[0-9a-fA-F]{32,128}:[^: ]{1,64}|md5[0-9a-f]{32}"
    "|[*][0-9A-Fa-f]{40}|0x0[12]00[0-9A-Fa-f]{48,136}|0xc007[0-9A-Fa-f]{80}"
    "|SCRAM-SHA-(?:1|256)[$][0-9]+:[!-~]{40,}|S:[0-9A-F]{60}|T:[0-9A-F]{160}"
    "|AQAAAA[A-D][0-9A-Za-z+/]{70,}={0,2}|A[A-P][0-9A-Za-z+/]{63}[AQgw]=="  # ASP.NET
    "|_[./0-9A-Za-z]{18}[.26AEIMQUYcgkosw])$"  # BSDi
)
"""What a cell that names its scheme looks like, whole or damaged."""

OLD_UNIX = "^[./0-9A-Za-z]{12}[.26AEIMQUYcgkosw]$"
"""DES crypt, whose last character holds four bits; letters of both sizes beside a digit tell it."""
OLD_UNIX_HAS = ("[a-z]", "[A-Z]", "[./0-9]")


def _digest(cell: ir.StringValue) -> ir.BooleanValue:
    return cell.re_search(f"{HEX}|{HALF}") & ~cell.re_search(DECIMAL)


def _old_unix(cell: ir.StringValue) -> ir.BooleanValue:
    small, large, digit = (cell.re_search(has) for has in OLD_UNIX_HAS)
    return cell.re_search(OLD_UNIX) & small & large & digit


def _marked(cell: ir.StringValue) -> ir.BooleanValue:
    return cell.re_search(MARKED) | _old_unix(cell)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a digest's length in hexadecimal, or a scheme's mark."""
    return _digest(cell) | _marked(cell)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Lower-case hexadecimal; what begins with its scheme, as it is."""
    tidy = trim(cell)
    marked = ibis.ifelse(_marked(tidy), tidy, ibis.null("string"))
    other = ibis.ifelse(_digest(tidy), tidy.lower(), marked)
    usual = cell.re_search(USUAL) & ~cell.re_search(DECIMAL)
    return ibis.ifelse(usual, cell, other)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    if re.search(f"{HEX}|{HALF}", tidy) and not re.search(DECIMAL, tidy):
        return tidy.lower()
    old = re.search(OLD_UNIX, tidy) and all(re.search(has, tidy) for has in OLD_UNIX_HAS)
    return tidy if old or re.search(MARKED, tidy) else None


def scheme(cell: ir.StringValue) -> ir.StringValue:
    """Name a common scheme by its form; NULL where it is none, or the hash is not whole."""
    bare = [one for one in COMMON if re.fullmatch("<h[0-9]+>", one.form)]
    signed = [one for one in COMMON if one.form.startswith("$")]
    other = [one for one in COMMON if one not in bare and one not in signed]
    digest = cell.re_search("^[0-9a-fA-F]+$") & ~cell.re_search(DECIMAL)
    old = (_old_unix(cell), "DES crypt")
    return ibis.ifelse(
        digest,
        _named(cell, bare),
        ibis.ifelse(cell.re_search("^[$]"), _named(cell, signed), _named(cell, other, old)),
    )


def _named(
    cell: ir.StringValue, of: Sequence[Scheme], *more: tuple[ir.BooleanValue, str]
) -> ir.StringValue:
    return ibis.cases(*((cell.re_search(_form(one)), one.said) for one in of), *more)


def _form(one: Scheme) -> str:
    """A form without names in it, which the engines write each in its own way."""
    return re.sub("[(][?]P<[a-z]+>", "(?:", pattern(one.form))


def salted(named: ir.StringValue) -> ir.BooleanValue:
    """Whether a scheme, as `scheme` names it, writes a salt into the hash; a bare digest shows none."""
    return named.isin(SALTED).coalesce(False)


def scheme_of(untrusted: str) -> str | None:
    """`scheme`, of one value and of all schemes; rare ones are told here only."""
    found = told(untrusted)
    return None if found is None else found.says


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
        "encrypted password",
        "password digest",
        "hashed password",
        "user pass",
        "user password",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=HALF,
)
