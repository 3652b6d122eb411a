"""What every check weighs with: chances under two accounts, and the bounds on what they may say.

Two accounts of the rows are weighed against each other: that they were copied from this register
(as it is, or as its history knows it), or that somebody made them up or put them together from
elsewhere. For each row compared there is a chance of agreement under either; the ratio of the two
chances is what the row is worth, as log10.

Rows are not independent, and a sample is chosen by its holder. Multiplying 650,000 ratios would
claim a certainty that no model of a leak has. So three bounds hold: what one row is worth, how many
rows count, and what one check may say. The chances themselves are judgements, each written beneath
its name with its reason; they are not measurements, and the bounds keep them from mattering much.

>>> strength(Tally(agree=6, compared=6, genuine=0.7, otherwise=0.01))
3.0
>>> strength(Tally(agree=600_000, compared=650_000, genuine=0.7, otherwise=0.01))
4.0
>>> strength(Tally(agree=0, compared=0, genuine=0.7, otherwise=0.01))
0.0
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import ibis
import ibis.expr.types as ir

ROW = 0.5
"""The most that one row can be worth: about three times likelier (log10). One circumstance, such as
a claimant who is a customer and knows other customers, explains several rows of a sample at once."""

INDEPENDENT = 20
"""The rows that count as independent, at most. All rows of a leak come from one act: the first
twenty tell which it was, the rest only how large the share is."""

CAP = 4.0
"""The most that one check can say (log10), either way. Beyond ten thousand times likelier it is the
model that may be wrong, not the data that are scarce: nobody has counted ten thousand leaks of
known origin. In ENFSI's verbal scale (Guideline for evaluative reporting, 2015) 'very strong'
begins there, which no single check of ours deserves."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were compared and agree, and the chance of that under either account."""

    agree: int
    compared: int
    genuine: float
    otherwise: float

    @property
    def weight(self) -> float:
        """The sum of what its rows are worth, unbounded (log10)."""
        against = log10((1 - self.genuine) / (1 - self.otherwise))
        agreement = log10(self.genuine / self.otherwise)
        return self.agree * agreement + (self.compared - self.agree) * against


def strength(*tallies: Tally) -> float:
    """Say what tallies of different rows are worth together (log10), within the three bounds."""
    compared = sum(tally.compared for tally in tallies)
    if not compared:
        return 0.0
    mean = sum(tally.weight for tally in tallies) / compared
    row = max(-ROW, min(ROW, mean))
    return bounded(row * min(compared, INDEPENDENT), CAP, CAP)


def bounded(log: float, most: float, least: float) -> float:
    """At most `most` for and `least` against; a tenth is as fine as it is meant."""
    return round(max(-least, min(most, log)), 1) + 0.0


def held(table: ir.Table, *names: str) -> ir.Table:
    """Keep the rows that have all of these fields."""
    return table.filter(*(table[name].notnull() for name in names))


def total(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """Count the rows of which it holds."""
    return condition.cast("int64").sum().fill_null(0)


BCRYPT = "^2[abxy]?$"
"""The marks of bcrypt, which tell who wrote it and not another scheme."""


def form(stored: ir.StringValue) -> ir.StringValue:
    """What hashes must share to be compared: the scheme that they name, else the length before a salt.

    Of '$6$salt$sum' it is '6', of 'pbkdf2_sha256$1000$salt$sum' the first word, of 'sum:salt' the sum's length and ':'.
    """
    named = stored.re_extract("^[$]([^$]*)", 1)
    bare = stored.length().cast("string")
    return ibis.cases(
        (stored.startswith("$"), ibis.ifelse(named.re_search(BCRYPT), "bcrypt", named)),
        (stored.contains("$"), stored.re_extract("^([^$]*)", 1)),
        (stored.contains(":"), stored.find(":").cast("string") + ":"),
        else_=bare,
    )


def met(rows: ir.Table, register: ir.Table, past: ir.Table, key: str, *fields: str) -> ir.Table:
    """Pair each row with the records that have its `key`, or had it: the row, `now`, `their_<field>`.

    A record stands there as it is `now`, and with each earlier value, one at a time: an earlier key
    with the fields of now; the key of now with an earlier field, and the others NULL.
    """
    theirs = register.select("id", their_key=key, **{f"their_{f}": register[f] for f in fields})
    now = theirs.drop("id").mutate(now=True)
    formerly = past.filter(past.field == key).join(theirs.drop("their_key"), "id")
    changed = past.filter(past.field.isin(fields)).join(theirs.select("id", "their_key"), "id")
    old = {f"their_{f}": ibis.ifelse(changed.field == f, changed.value, None) for f in fields}
    versions = ibis.union(
        now,
        formerly.select(
            their_key=formerly.value, **{name: formerly[name] for name in old}, now=False
        ),
        changed.select("their_key", **old, now=False),
    )
    return rows.join(versions, rows[key] == versions.their_key)


def ever(register: ir.Table, past: ir.Table, field: str) -> ir.Table:
    """Give the field as records have or had it."""
    earlier = past.filter(past.field == field)
    return held(ibis.union(register.select(field), earlier.select(**{field: "value"})), field)


def sample(rows: int) -> str:
    """Say, where rows are few, that they are."""
    return (
        f"; {rows:,} rows, chosen by who sent them, can bear no more" if rows < INDEPENDENT else ""
    )
