"""Schemes: how the password hashes of a leak were made, as far as their form tells.

A scheme that writes its salt into the hash says so itself. A bare digest does not; but where the
same digest stands beside different addresses, equal passwords gave equal digests, so no salt of
each account's own went in. One salt for all accounts would look the same.

The schemes that customer databases hold are told of every row, in the engine. Hashes of none of them are
put together by their mark and length, and two of each such group are told by all schemes (`kinds.schemes`).
`passwords` asks, and `passwords_weighed` names them.

>>> rare = {"scheme": None, "least": "$pbkdf2-hmac-md5$1000.6d61676e756d." + "0a" * 16, "greatest": None}
>>> scheme_of(rare)
('PBKDF2-HMAC-MD5 (John the Ripper)', True)
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.kinds.schemes import told
from tocsin.terms.answer import Row

MARK = "^(?:[$][^$]{0,40}[$]|[{][^}]{0,20}[}]|[0-9A-Za-z_-]{1,24}[$:(])"
"""What stands before the parts of a hash and names its scheme."""

GROUPS = 500
"""Groups that are told: the commonest marks and lengths. What is damaged has any."""

REPEATED = 0.01
"""Share of hashes with an address that repeat another's, from which on they are called unsalted.
With salts of 64 bits not one in a million would; a few rows of one customer, written twice with
the address mistyped, may. Of passwords people choose, a hundredth and more are the same few."""


def form(cell: ir.StringValue, scheme: ir.StringValue) -> ir.StringValue:
    """The mark and the length of a hash of no common scheme; NULL where it has one."""
    marked = cell.re_extract(MARK, 0) + cell.length().cast("string")
    return ibis.ifelse(scheme.isnull(), marked, ibis.null("string"))


def scheme_of(row: Row) -> tuple[str, bool]:
    """The scheme of some hashes, and whether it writes its salt into them.

    The row has `scheme` and `salted`, or, where there is no common one, the `least` and the `greatest`.
    """
    if row["scheme"] is not None:
        return str(row["scheme"]), bool(row["salted"])
    examples = [str(cell) for cell in (row["least"], row["greatest"]) if cell is not None]
    found = next((one for one in map(told, examples) if one is not None), None)
    return ("unknown scheme", False) if found is None else (found.says, found.salted)
