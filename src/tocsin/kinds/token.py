"""Tokens: keys that open an interface or a session for whoever holds them.

Makers write their names before most of them, which tells them anywhere; UUIDs, hexadecimal and Base64 of
20 characters and more may be anything, so that only a header tells those. Source: the makers' own
documentation of what their keys look like.

>>> normal_of("AKIAIOSFODNN7EXAMPLE"), normal_of("AKIAIOSFODNN7EXAMPL")
('AKIAIOSFODNN7EXAMPLE', None)
"""

from __future__ import annotations

import re

import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import kept, trim, trim_of
from tocsin.terms.scope import Category

MARKED = (
    "^(?:eyJ[0-9A-Za-z_-]{8,}[.]eyJ[0-9A-Za-z_-]{8,}[.][0-9A-Za-z_-]{16,}"  # JSON Web Tokens
    "|A(?:KIA|SIA|GPA|IDA|ROA)[0-9A-Z]{16}"  # Amazon
    "|(?:sk|pk|rk)_(?:live|test)_[0-9A-Za-z]{16,}|whsec_[0-9A-Za-z+/=]{24,}"  # Stripe
    "|gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{40,}|glpat-[0-9A-Za-z_-]{20,}"  # GitHub, GitLab
    "|xox[abeoprs]-[0-9A-Za-z-]{20,}"  # Slack
    "|AIza[0-9A-Za-z_-]{35}|ya29[.][0-9A-Za-z_-]{20,}|GOCSPX-[0-9A-Za-z_-]{28}"  # Google
    "|SG[.][0-9A-Za-z_-]{16,}[.][0-9A-Za-z_-]{32,}|key-[0-9a-f]{32}"  # SendGrid, Mailgun
    "|(?:AC|SK)[0-9a-f]{32}|[0-9a-f]{32}-us[0-9]{1,2}"  # Twilio, Mailchimp
    "|sk-(?:proj-|ant-)?[0-9A-Za-z_-]{32,}|hf_[0-9A-Za-z]{30,}"  # OpenAI, Anthropic, Hugging Face
    "|npm_[0-9A-Za-z]{36}|pypi-[0-9A-Za-z_-]{50,}|do[opr]_v1_[0-9a-f]{64}"  # npm, PyPI, DigitalOcean
    "|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|sq0[a-z]{3}-[0-9A-Za-z_-]{22,}"  # Shopify, Square
    "|[0-9]{8,10}:[0-9A-Za-z_-]{35}|EAA[0-9A-Za-z]{80,}"  # Telegram, Facebook
    "|[Bb]earer [!-~]{16,}"
    "|-----BEGIN [A-Z ]*PRIVATE KEY-----.*)$"
)
OPAQUE = "^(?:[0-9A-Za-z_-]{20,}|[0-9A-Za-z+/]{20,}={0,2})$"
LONGEST = 514
"""Characters of what bears no mark. Not said in the pattern: long counted repeats are slow."""

MIXED = "[0-9]"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a key by its maker's mark, or a long run of letters and digits."""
    opaque = (cell.length() <= LONGEST) & cell.re_search(OPAQUE)
    return (cell.re_search(f"(?s){MARKED}") | opaque) & cell.re_search(MIXED)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """As it stands, trimmed; NULL where it is none."""
    tidy = trim(cell)
    return kept(looks(tidy), tidy)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    opaque = len(tidy) <= LONGEST and re.search(OPAQUE, tidy)
    found = re.search(MARKED, tidy, re.DOTALL) or opaque
    return tidy if found and re.search(MIXED, tidy) else None


KIND = Kind(
    name="token",
    says="tokens and keys of interfaces",
    category=Category.CREDENTIAL,
    headers=(
        "token",
        "access token",
        "api key",
        "apikey",
        "api token",
        "auth token",
        "refresh token",
        "remember token",
        "session",
        "session id",
        "session token",
        "sessionid",
        "secret key",
        "secret",
        "client secret",
        "jwt",
        "bearer",
        "csrf token",
        "reset token",
        "cle api",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=OPAQUE,
)
