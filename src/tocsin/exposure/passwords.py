"""Passwords: how those of a leak are kept, and how many accounts share one: the questions.

Several columns of a leak may keep the same password: the hash of today, the one of before a change of
system that nobody deleted, a token made of it. Each row's passwords are as safe as the weakest of them.
Equal hashes without a salt are equal passwords: what one account loses, all lose. No hash is turned back
here, and no answer has one in it.

>>> from tocsin.kinds.normal import LEAK
>>> leak = ibis.table(LEAK, "leak")
>>> distinct = hashes(cells(leak), ibis.table({"digest": "string", "made": "string"}, "commonest"))
>>> distinct.columns[:5], ask(distinct).columns[-4:]
(('place', 'cell', 'rows', 'accounts', 'pairs'), ('met', 'shared', 'least', 'greatest'))
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from tocsin.exposure import schemes
from tocsin.exposure.base import filled
from tocsin.exposure.hash_speeds import SETTINGS
from tocsin.kinds import password_hash

PLAIN = "plain text"
"""The scheme of passwords that stand there as they are."""

MAIN = 0
"""The column that the leak's normal table has as `password_hash`; others are numbered from 1."""

LARGEST = 5
"""Groups of accounts with one hash whose sizes are told."""


def cells(leak: ir.Table, *beside: tuple[ir.Table, str]) -> ir.Table:
    """One row for each kept password: `row`, `place`, `email`, `cell`.

    `leak` is in normal form; each of `beside` another column, `row` and `cell` (as it stands), and its kind.
    Of passwords in plain text no more is taken than that there is one.
    """
    main = leak.filter(leak.password_hash.notnull())
    tables = [main.select("row", "email", place=_place(MAIN), cell=main.password_hash)]
    for number, (table, kind) in enumerate(beside, start=MAIN + 1):
        hashed = password_hash.normal(table.cell)
        read = ibis.ifelse(filled(table.cell) & hashed.isnull(), ibis.literal(PLAIN), hashed)
        named = table.select(
            "row", place=_place(number), cell=read if kind == "password" else hashed
        )
        of = leak.select("row", "email")
        known = named.filter(named.cell.notnull()).join(of, "row")
        tables.append(known.select("row", "email", "place", "cell"))
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def _place(number: int) -> ir.IntegerScalar:
    return ibis.literal(number, "int8")


def ask_lengths(kept: ir.Table) -> ir.Table:
    """The distinct `length`s of kept passwords: which functions can have made them."""
    return kept.select(length=kept.cell.length()).distinct()


def hashes(kept: ir.Table, commonest: ir.Table) -> ir.Table:
    """One row for each distinct hash of a place, to be kept: what it is, and how many have it.

    `place`, `cell`; `scheme`, `salted`, `settings`, `form` (as `schemes` has them); `made` (the function, if
    it is one of the `commonest`); `rows`, `accounts` (pairs with an address; without one, rows), `pairs`.
    """
    each = kept.group_by(["place", "cell", "email"]).aggregate(rows=kept.count())
    alone = each.email.isnull()
    counted = each.group_by(["place", "cell"]).aggregate(
        rows=each.rows.sum(),
        accounts=ibis.ifelse(alone, each.rows, 1).sum(),
        pairs=ibis.ifelse(alone, 0, 1).sum(),
    )
    plain = counted.cell == PLAIN
    named = counted.mutate(
        scheme=ibis.ifelse(plain, ibis.literal(PLAIN), password_hash.scheme(counted.cell)),
    )
    named = named.mutate(salted=password_hash.salted(named.scheme))
    told = named.mutate(
        settings=ibis.ifelse(named.salted, named.cell.re_extract(SETTINGS, 0), "").fill_null(""),
        form=schemes.form(named.cell, named.scheme),
    )
    return told.left_join(commonest, told.cell == commonest.digest).drop("digest")


def ask(distinct: ir.Table) -> ir.Table:
    """One row for each scheme with its cost, in each place; at most `schemes.GROUPS`.

    Sums over `hashes`: `rows`, `hashes`, `accounts`, `pairs`, `met` (hashes with an address), `shared`
    (accounts whose hash another has too), and of those without a scheme the `least` and the `greatest`.
    """
    rare = distinct.form.notnull()
    apart = distinct.accounts > 1
    grouped = distinct.group_by(
        ["place", "scheme", "salted", "settings", "form", "made"]
    ).aggregate(
        rows=distinct.rows.sum(),
        hashes=distinct.count(),
        accounts=distinct.accounts.sum(),
        pairs=distinct.pairs.sum(),
        met=ibis.ifelse(distinct.pairs > 0, 1, 0).sum(),
        shared=ibis.ifelse(apart, distinct.accounts, 0).sum(),
        least=distinct.cell.min(where=rare),
        greatest=distinct.cell.max(where=rare),
    )
    return grouped.order_by(ibis.desc("rows"), "form").limit(schemes.GROUPS)


def ask_largest(distinct: ir.Table) -> ir.Table:
    """The `accounts` of the hashes that most accounts of one `place` and `scheme` share."""
    shared = distinct.filter((distinct.accounts > 1) & (distinct.cell != PLAIN))
    order = [ibis.desc(shared.accounts), shared.cell]
    ranked = shared.mutate(
        rank=ibis.row_number().over(group_by=["place", "scheme"], order_by=order)
    )
    return ranked.filter(ranked["rank"] < LARGEST).select("place", "scheme", "accounts")


def ranked(kept: ir.Table, distinct: ir.Table, order: Sequence[tuple[int, str, str]]) -> ir.Table:
    """Of each row the weakest of its kept passwords, by `order`: place, scheme and settings, weakest first.

    `row`; `rank` from 0, of what is in no order its length; `common` and `shared`: whether any of its hashes
    is a common password's, and whether any without a salt is another account's too.
    """
    told = kept.join(distinct.drop("rows", "pairs"), ["place", "cell"])
    ranks = [
        ((told.place == place) & (told.scheme == scheme) & (told.settings == settings), rank)
        for rank, (place, scheme, settings) in enumerate(order)
    ]
    last = ibis.literal(len(order), "int64")
    rank = ibis.cases(*ranks, else_=last) if ranks else last
    common = told.made.notnull() | (told.cell == PLAIN)
    shared = (told.accounts > 1) & ~told.salted
    return told.group_by("row").aggregate(
        rank=rank.cast("int64").min(),
        common=common.cast("int64").max(),
        shared=shared.cast("int64").max(),
    )


def ask_decides(ranked_rows: ir.Table) -> ir.Table:
    """How many `rows` each `rank` decides."""
    return ranked_rows.group_by("rank").aggregate(rows=ranked_rows.count())
