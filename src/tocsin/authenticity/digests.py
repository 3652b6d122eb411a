"""Digests: rows as keyed digests, so that a leak known before can be compared with and not be read.

A row is known by its e-mail address, else by its phone. Each other field is digested together with that,
so that not even the frequency of a name or a password is left. The digest is HMAC's construction (two
nested SHA-256, each of which begins with a key of one block; RFC 2104), with the inner digest written in
hexadecimal so that an engine can work it; the first 128 bits are kept.

>>> told(("i" * 64, "o" * 64), ibis.table({"x": "string"}, "t").x).get_name() is not None
True
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

Keys = tuple[str, str]
"""Two secrets of 64 characters: the inner one and the outer."""

FIELDS = ("name", "phone", "password_hash", "street")
"""What is compared beside. Numbers and dates are not: whoever dresses rows as new changes those."""

COLUMNS = ("known", *FIELDS)
"""All string; `known` is never NULL."""

LENGTH = 32
"""Hexadecimal digits that are kept."""


def told(keys: Keys, text: ir.StringValue) -> ir.StringValue:
    """Give the keyed digest of a text; NULL of NULL."""
    inner = (ibis.literal(keys[0]) + text).hexdigest("sha256")
    return (ibis.literal(keys[1]) + inner).hexdigest("sha256").substr(0, LENGTH)


def named(keys: Keys, rows: ir.Table) -> ir.StringValue:
    """Give the digest that a row is known by; NULL where it has nothing to be known by."""
    return told(keys, _known_by(rows))


def digested(keys: Keys, rows: ir.Table) -> ir.Table:
    """`COLUMNS` of the rows of a normal table that have something to be known by; `row` where it has one."""
    known = _known_by(rows)
    able = rows.mutate(known_by=known).filter(known.notnull())
    cells = {
        field: told(keys, ibis.literal(f"{field}\n") + able.known_by + "\n" + able[field])
        for field in FIELDS
    }
    kept = able.select(*(n for n in ("row",) if n in able.columns), known_by="known_by", **cells)
    return kept.mutate(known=told(keys, kept.known_by)).drop("known_by")


def _known_by(rows: ir.Table) -> ir.StringValue:
    return ibis.coalesce(ibis.literal("e ") + rows.email, ibis.literal("p ") + rows.phone)


def ask(leak: ir.Table, reference: ir.Table, tied: ir.Table, sampled: ir.Table) -> ir.Table:
    """One row: `keyed`, `inside`, `comparable`, `same`, `tied`, `covered`, `tried`, as `Overlap` has them.

    `leak` and `reference` as `digested` gives them, the leak with `row`; `tied` has the `row` of those
    that are tied to customers; `sampled` has `known` of some customers.
    """
    theirs = reference.select("known", **{f"their_{f}": reference[f] for f in FIELDS})
    pairs = leak.join(theirs, "known")
    agrees = [(pairs[f] == pairs[f"their_{f}"]) for f in FIELDS]
    some = ibis.or_(*(a.fill_null(False) for a in agrees))
    no_other = ibis.and_(*(a.fill_null(True) for a in agrees))
    met = pairs.group_by("row").aggregate(
        comparable=ibis.or_(*(a.notnull() for a in agrees)).any(), same=(some & no_other).any()
    )
    new = leak.semi_join(tied, "row").anti_join(reference, "known")
    seen = sampled.semi_join(reference, "known")
    parts = (
        met.aggregate(
            inside=met.count(),
            comparable=met.comparable.cast("int64").sum().fill_null(0),
            same=met.same.cast("int64").sum().fill_null(0),
        ),
        new.aggregate(tied=new.count()),
        seen.aggregate(covered=seen.count()),
        sampled.aggregate(tried=sampled.count()),
    )
    answer = leak.aggregate(keyed=leak.count())
    for part in parts:
        answer = answer.cross_join(part)
    return answer
