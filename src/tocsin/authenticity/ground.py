"""Ground: the part of the register that a leak can be held against, found once for all checks.

Every check begins at a row's e-mail address, its customer number or, where it has neither, its
name. Records that share none of these with the leak, now or in their history, cannot matter; of a
register of millions few are left for six rows. How common a password hash is must be counted over
the whole register, and is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import held

FIELDS = ("email", "phone", "name", "password_hash", "customer_number")
"""The columns that checks read."""

COMMON_AMONG = 100_000
"""A hash is common when more than one account in a hundred thousand has it: in a register of
2,500,000, more than 25. Guessing such passwords over all customers finds some quickly."""

COMMON_COUNT = 2
"""And when more than two have it: one person's two accounts do not make a password common."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Tables in the engine."""

    register: ir.Table
    """`id` and `FIELDS` of the records that share a key with the leak."""

    past: ir.Table
    """What those records held before: `id`, `field`, `value`."""

    common: ir.Table
    """`password_hash`: those of the leak that many accounts of the whole register have."""

    history: ir.Table
    """All that is known of earlier values, to tell whether anything is."""


def of(
    leak: ir.Table, register: ir.Table, past: ir.Table, keep: Callable[[ir.Table], ir.Table]
) -> Ground:
    """Find the ground of a leak; `keep` works a table once for all that ask it."""
    keyless = leak.filter(leak.email.isnull() & leak.customer_number.isnull())
    claimed = {
        "email": _values(leak, "email"),
        "customer_number": _values(leak, "customer_number"),
        "name": _values(keyless, "name"),
    }
    before = ibis.or_(
        *((past.field == field) & past.value.isin(values) for field, values in claimed.items())
    )
    now = [register[field].isin(values) for field, values in claimed.items()]
    known = keep(past.filter(before).select("id").distinct())
    near = keep(register.filter(ibis.or_(*now, register.id.isin(known.id))).select("id", *FIELDS))
    return Ground(
        near,
        keep(past.semi_join(near, "id")),
        keep(_common(leak, register)),
        past,
    )


def _values(leak: ir.Table, field: str) -> ir.StringColumn:
    return held(leak, field)[field]


def _common(leak: ir.Table, register: ir.Table) -> ir.Table:
    """Hashes of the leak that many accounts share."""
    wanted = held(leak, "password_hash").select("password_hash").distinct()
    stored = held(register.select("password_hash"), "password_hash")
    everybody = stored.aggregate(filled=stored.count())
    shared = stored.semi_join(wanted, "password_hash")
    shared = shared.group_by("password_hash").aggregate(accounts=shared.count())
    often = shared.filter(shared.accounts > COMMON_COUNT).cross_join(everybody)
    return often.filter(often.accounts * COMMON_AMONG > often.filled).select("password_hash")
