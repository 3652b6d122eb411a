"""Schemes: how the password hashes of a leak were made, as far as their form tells.

A scheme that writes its salt into the hash says so itself. A bare digest does not; but where the
same digest stands beside different addresses, equal passwords gave equal digests, so no salt of
each account's own went in. One salt for all accounts would look the same.

>>> plain = {"scheme": "MD5", "salted": False, "rows": 10_000, "hashes": 6_000, "pairs": 9_990}
>>> weigh([plain])
'MD5, unsalted'
>>> weigh([plain | {"rows": 6, "hashes": 6, "pairs": 6}])
'MD5, salt not known'
>>> weigh([]) is None
True
"""

from __future__ import annotations

from collections.abc import Iterable

import ibis.expr.types as ir

from tocsin.kinds import password_hash
from tocsin.terms.answer import Row, whole

REPEATED = 0.01
"""Share of hashes with an address that repeat another's, from which on they are called unsalted.
With salts of 64 bits not one in a million would; a few rows of one customer, written twice with
the address mistyped, may. Of passwords people choose, a hundredth and more are the same few."""


def ask(leak: ir.Table) -> ir.Table:
    """One row for each `scheme`: `salted`, `rows`, distinct `hashes`, distinct `pairs` with address."""
    known = leak.filter(leak.password_hash.notnull())
    told = known.select(
        "password_hash",
        scheme=password_hash.scheme(known.password_hash),
        salted=password_hash.salted(known.password_hash),
        pair=known.password_hash + " " + known.email,
    )
    return told.group_by(["scheme", "salted"]).aggregate(
        rows=told.count(),
        hashes=told.password_hash.nunique(where=told.pair.notnull()),
        pairs=told.pair.nunique(),
    )


def weigh(answer: Iterable[Row]) -> str | None:
    """Name the schemes, the one of most rows first; None where there are no hashes."""
    ranked = sorted(answer, key=lambda row: (-whole(row, "rows"), str(row["scheme"])))
    return "; ".join(map(_named, ranked)) or None


def _named(row: Row) -> str:
    scheme = "unknown scheme" if row["scheme"] is None else str(row["scheme"])
    if row["salted"]:
        return f"{scheme}, salted"
    hashes, pairs = whole(row, "hashes"), whole(row, "pairs")
    repeated = pairs > 0 and (pairs - hashes) / pairs >= REPEATED
    return f"{scheme}, unsalted" if repeated else f"{scheme}, salt not known"
