"""Web addresses: scheme and host in lower case, the rest as written.

Without a scheme it begins with 'www.', or has a path behind its host: 'report.pdf' is none.

>>> normal_of(" HTTPS://Shop.Example/Anna?x=1#top "), normal_of("www.shop.example/")
('https://shop.example/Anna?x=1#top', 'www.shop.example')
>>> normal_of("shop.example") is None
True
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

HOST = "[0-9A-Za-z_](?:[0-9A-Za-z_.-]*[0-9A-Za-z_])?"
HEAD = (
    f"^((?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp][Ss]?|[Ww][Ss][Ss]?)://(?:[^ /?#@]+@)?(?:{HOST}|\\[[0-9A-Fa-f:]+\\])"
    f"|[Ww][Ww][Ww][.]{HOST}[.][A-Za-z]{{2,}}|{HOST}[.][A-Za-z]{{2,}}/)"
)
"""Scheme and host, or the host alone."""

SHAPE = f'{HEAD}[^\\x00-\\x20<>"]*$'


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a scheme and a host, or a host with its path."""
    return cell.re_search(SHAPE)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Give scheme and host in lower case, without a single slash at the end."""
    tidy = trim(cell)
    head = tidy.re_extract(HEAD, 1)
    whole = head.lower() + tidy.substr(head.length())
    return kept(tidy.re_search(SHAPE), whole.re_replace("/$", ""))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    found = re.search(HEAD, tidy)
    if not found or not re.search(SHAPE, tidy):
        return None
    return (found[1].lower() + tidy[len(found[1]) :]).removesuffix("/")


KIND = Kind(
    name="url",
    says="web addresses",
    category=Category.CONTACT,
    headers=(
        "url",
        "website",
        "web site",
        "site web",
        "site",
        "homepage",
        "home page",
        "link",
        "lien",
        "webseite",
        "webadres",
        "sitio web",
        "pagina web",
        "avatar url",
        "profile url",
        "uri",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
