"""Resets: in which order the passwords of a register are to be reset, hardest hit first.

    wave 1  the password is a common one, or stands in the leak as it is
    wave 2  another account has the same hash without a salt: the same password
    wave 3  and on: by scheme, the weakest first; what nobody measured comes last
    last    rows that are linked to nobody, but whose e-mail address is in the register

A customer stands in the first wave that any of the rows linked to him belongs to. Former customers, whose
account is deleted, are apart: there is nothing to reset, but they have the password elsewhere. A wave that
nobody stands in is left out.

>>> reasons(("MD5, unsalted", "bcrypt, cost 12, salted"))[2:4]
('kept as MD5, unsalted', 'kept as bcrypt, cost 12, salted')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ibis
import ibis.expr.types as ir

from tocsin.terms.answer import Row, whole
from tocsin.terms.password import Reset

COMMON = "common password, or one in plain text"
SHARED = "same password as another account"
REST = "kept as what nobody measured"
BY_ADDRESS = "known by an e-mail address alone"

FIRST = 2
"""Waves before those of the schemes."""


def reasons(schemes: Sequence[str]) -> tuple[str, ...]:
    """Why somebody stands in each wave, before those without anybody are left out."""
    return (COMMON, SHARED, *(f"kept as {one}" for one in schemes), REST, BY_ADDRESS)


def ask(
    ranked: ir.Table, schemes: int, leak: ir.Table, links: ir.Table, register: ir.Table
) -> ir.Table:
    """One row for each customer with a password to reset: `id`, `place` (of `reasons`, from 0), `former`.

    `ranked` is `passwords.ranked`, by an order of so many `schemes`.
    """
    wave = ibis.cases(
        (ranked.common > 0, 0),
        (ranked.shared > 0, 1),
        else_=ranked["rank"] + FIRST,
    ).cast("int64")
    rows = ranked.select("row", place=wave)
    linked = rows.join(links, rows.row == links.leak_row).select("register_id", "place")
    first = linked.group_by("register_id").aggregate(place=linked.place.min())
    known = _by_address(rows, leak, links, register).mutate(
        place=ibis.literal(schemes + FIRST + 1, "int64")
    )
    every = ibis.union(first, known.anti_join(first, "register_id").select("register_id", "place"))
    customers = register.select("id", "deleted")
    return every.join(customers, every.register_id == customers.id).select(
        "id", "place", former="deleted"
    )


def _by_address(rows: ir.Table, leak: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """Records with the address of a row that has a password and no link: `register_id`."""
    open_rows = rows.anti_join(links, rows.row == links.leak_row).select("row")
    emails = leak.select("row", "email").join(open_rows, "row").select("email").distinct()
    records = register.select("email", register_id="id")
    return records.join(emails, "email").select("register_id")


def ask_counts(resets: ir.Table) -> ir.Table:
    """How many `customers` stand in each `place`, `former` ones apart."""
    return resets.group_by(["place", "former"]).aggregate(customers=resets.count())


def weigh(answer: Iterable[Row], why: Sequence[str]) -> tuple[Reset, ...]:
    """Number the waves that somebody stands in, from 1; former customers are counted beside each."""
    current: dict[int, int] = {}
    former: dict[int, int] = {}
    for row in answer:
        of = former if row["former"] else current
        place = whole(row, "place")
        of[place] = of.get(place, 0) + whole(row, "customers")
    return tuple(
        Reset(wave, place, why[place], current.get(place, 0), former.get(place, 0))
        for wave, place in enumerate(sorted(current.keys() | former.keys()), start=1)
    )


def ordered(resets: ir.Table, waves: Sequence[Reset]) -> ir.Table:
    """In the order of the waves, customers before former ones: `id`, `wave`, `former`."""
    numbered = ibis.cases(*((resets.place == one.place, one.wave) for one in waves), else_=0)
    told = resets.select("id", "former", wave=numbered.cast("int64"))
    return told.order_by("former", "wave", "id").select("id", "wave", "former")
