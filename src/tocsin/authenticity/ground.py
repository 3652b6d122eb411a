"""Ground: the part of the register that a leak can be held against, found once for all checks.

Every check begins at a row's e-mail address, its customer number or, where it has neither, its
name. Records that share none of these with the leak, now or in their history, cannot matter; of a
register of millions few are left for six rows (`kinds.keys`). How common a password hash is must be
counted over the whole register, and is, when that is prepared.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir

from tocsin.authenticity.base import held

COMMON_AMONG = 100_000
"""A hash is common when more than one account in a hundred thousand has it: in a register of
2,500,000, more than 25. Guessing such passwords over all customers finds some quickly."""

COMMON_COUNT = 2
"""And when more than two have it: one person's two accounts do not make a password common."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Tables in the engine."""

    register: ir.Table
    """The normal columns and the `id` of at least the records that share a key with the leak."""

    past: ir.Table
    """What those records held before: `id`, `field`, `value`."""

    common: ir.Table
    """`password_hash`: those that many accounts of the whole register have."""

    history: int
    """How many earlier values are known of the whole register: 0 where it has no history."""

    beside: ir.Table
    """`beside.COLUMNS`: the rows of the leak that are tied to a record, held against it."""

    keeps_deleted: bool = False
    """Whether the register keeps customers who left: else a row of one is nobody's."""


def common(register: ir.Table) -> ir.Table:
    """Find the hashes that many accounts of a whole register share: `password_hash`."""
    stored = held(register.select("password_hash"), "password_hash")
    everybody = stored.aggregate(filled=stored.count())
    shared = stored.group_by("password_hash").aggregate(accounts=stored.count())
    often = shared.filter(shared.accounts > COMMON_COUNT).cross_join(everybody)
    return often.filter(often.accounts * COMMON_AMONG > often.filled).select("password_hash")
