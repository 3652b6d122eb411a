"""Schemes: how passwords are kept, told by the written form of one value.

One module for each family; the order here is that in which forms are preferred where several fit.
A form is strict: lengths, letters and the last bits of what is Base64 must be right, so that a hash
that was cut or changed has no name.

>>> told("$2y$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW").cost
4096
>>> told("5f4dcc3b5aa765d61d8327deb882cf99").says
'MD5 (or another 128-bit digest)'
>>> told("5f4dcc3b5aa765d61d8327deb882cf9") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tocsin.kinds.schemes.base import Scheme, Strength, Told
from tocsin.kinds.schemes.business import BUSINESS
from tocsin.kinds.schemes.databases import DATABASES
from tocsin.kinds.schemes.digests import BY_LENGTH, NAMED
from tocsin.kinds.schemes.files import FILES
from tocsin.kinds.schemes.network import NETWORK
from tocsin.kinds.schemes.salted import WITH_SALT, WITH_TEXT
from tocsin.kinds.schemes.unix import LDAP, UNIX
from tocsin.kinds.schemes.web import WEB
from tocsin.kinds.schemes.windows import WINDOWS

SCHEMES: tuple[Scheme, ...] = (
    *BY_LENGTH,
    *LDAP,
    *WEB,
    *DATABASES,
    *UNIX,
    *WITH_SALT,
    *WINDOWS,
    *NETWORK,
    *BUSINESS,
    *NAMED,
    *FILES,
)

DECIMAL = "^[0-9]+$"
"""Digits alone are a number, whatever their count."""

USER = "^(?![^:]*[0-9a-fA-F]{15})[^:$]{1,128}:(?=[${]|(?:[0-9a-f]{32,128}|[0-9A-F]{32,128})(?::|$))"
"""A user's name before a hash; fifteen hexadecimal digits in a row are no name, but a digest that was hurt."""

LONGEST = 16_384
"""Characters looked at; what is longer is no hash."""


def told(untrusted: str) -> Told | None:
    """Tell what the form of one value says; None where it is no scheme's."""
    if len(untrusted) > LONGEST or re.search(DECIMAL, untrusted):
        return None
    fit = _fit(untrusted, SCHEMES)
    if not fit and (user := re.search(USER, untrusted)):
        fit = _fit(untrusted[user.end() :], SCHEMES)
    fit = fit or _fit(untrusted, WITH_TEXT)
    if not fit:
        return None
    first, found = fit[0]
    names = tuple(dict.fromkeys(name for scheme, _ in fit for name in scheme.names))
    return Told(first.said, names, first.strength, first.salted, _cost(found))


def _fit(untrusted: str, of: Iterable[Scheme]) -> list[tuple[Scheme, re.Match[str]]]:
    return [(scheme, found) for scheme in of if (found := scheme.shape.search(untrusted))]


def _cost(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    if parts.get("cost"):
        return int(parts["cost"])
    return 2 ** int(parts["log"]) if parts.get("log") else None


__all__ = ["SCHEMES", "Scheme", "Strength", "Told", "told"]
