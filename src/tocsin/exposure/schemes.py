"""Schemes: how the password hashes of a leak were made, as far as their form tells.

A scheme that writes its salt into the hash says so itself. A bare digest does not; but where the
same digest stands beside different addresses, equal passwords gave equal digests, so no salt of
each account's own went in. One salt for all accounts would look the same.

The schemes that customer databases hold are told of every row, in the engine. Hashes of none of them are
put together by their mark and length, and two of each such group are told by all schemes (`kinds.schemes`).

>>> plain = {"scheme": "MD5", "salted": False, "rows": 10_000, "hashes": 6_000, "pairs": 9_990}
>>> weigh([plain])
'MD5, unsalted'
>>> weigh([plain | {"rows": 6, "hashes": 6, "pairs": 6}])
'MD5, salt not known'
>>> rare = {"scheme": None, "least": "$pbkdf2-hmac-md5$1000.6d61676e756d." + "0a" * 16, "greatest": None}
>>> weigh([rare | {"salted": False, "rows": 10, "hashes": 10, "pairs": 10}])
'PBKDF2-HMAC-MD5 (John the Ripper), salted'
>>> weigh([]) is None
True
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.kinds import password_hash
from tocsin.kinds.schemes import told
from tocsin.terms.answer import Row, whole

MARK = "^(?:[$][^$]{0,40}[$]|[{][^}]{0,20}[}]|[0-9A-Za-z_-]{1,24}[$:(])"
"""What stands before the parts of a hash and names its scheme."""

GROUPS = 500
"""Groups that are told: the commonest marks and lengths. What is damaged has any."""

REPEATED = 0.01
"""Share of hashes with an address that repeat another's, from which on they are called unsalted.
With salts of 64 bits not one in a million would; a few rows of one customer, written twice with
the address mistyped, may. Of passwords people choose, a hundredth and more are the same few."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """How some of the hashes were made: a scheme, whether it shows a salt, and the counts."""

    scheme: str
    salted: bool
    rows: int
    hashes: int
    pairs: int

    def __str__(self) -> str:
        """Name the scheme, and what is known of its salt."""
        if self.salted:
            return f"{self.scheme}, salted"
        repeated = self.pairs > 0 and (self.pairs - self.hashes) / self.pairs >= REPEATED
        return f"{self.scheme}, unsalted" if repeated else f"{self.scheme}, salt not known"


def ask(leak: ir.Table) -> ir.Table:
    """One row for each `scheme`, and for each form of hashes of none: `GROUPS` rows at most.

    With `salted`, `rows`, distinct `hashes`, distinct `pairs` with address, and of those without a
    scheme the `least` and the `greatest` hash.
    """
    known = leak.filter(leak.password_hash.notnull())
    cell = known.password_hash
    named = known.select(
        "password_hash",
        scheme=password_hash.scheme(cell),
        pair=cell + " " + known.email,
    )
    formed = named.mutate(
        salted=password_hash.salted(named.scheme), form=form(named.password_hash, named.scheme)
    )
    rare = formed.form.notnull()
    grouped = formed.group_by(["scheme", "salted", "form"]).aggregate(
        rows=formed.count(),
        hashes=formed.password_hash.nunique(where=formed.pair.notnull()),
        pairs=formed.pair.nunique(),
        least=formed.password_hash.min(where=rare),
        greatest=formed.password_hash.max(where=rare),
    )
    return grouped.order_by(ibis.desc("rows"), "form").limit(GROUPS)


def form(cell: ir.StringValue, scheme: ir.StringValue) -> ir.StringValue:
    """The mark and the length of a hash of no common scheme; NULL where it has one."""
    marked = cell.re_extract(MARK, 0) + cell.length().cast("string")
    return ibis.ifelse(scheme.isnull(), marked, ibis.null("string"))


def weigh(answer: Iterable[Row]) -> str | None:
    """Name the schemes, the one of most rows first; None where there are no hashes."""
    kept: dict[tuple[str, bool], list[Row]] = {}
    for row in answer:
        kept.setdefault(scheme_of(row), []).append(row)
    counted = [
        _Kept(*of, *(sum(whole(row, name) for row in rows) for name in ("rows", "hashes", "pairs")))
        for of, rows in kept.items()
    ]
    ranked = sorted(counted, key=lambda one: (-one.rows, one.scheme))
    return "; ".join(map(str, ranked)) or None


def scheme_of(row: Row) -> tuple[str, bool]:
    """The scheme of some hashes, and whether it writes its salt into them.

    The row has `scheme` and `salted`, or, where there is no common one, the `least` and the `greatest`.
    """
    if row["scheme"] is not None:
        return str(row["scheme"]), bool(row["salted"])
    examples = [str(cell) for cell in (row["least"], row["greatest"]) if cell is not None]
    found = next((one for one in map(told, examples) if one is not None), None)
    return ("unknown scheme", False) if found is None else (found.says, found.salted)
