"""Borne: how many records of a register bear the same name, or the same password hash.

What is rare says more than what is common. It is counted once, over the whole register, when that
is prepared; a leak is then held against a part of it.
"""

from __future__ import annotations

import ibis.expr.types as ir

COUNTED = ("name", "password_hash")

BORNE = tuple(f"{field}_borne" for field in COUNTED)
"""The columns that `beside` adds (int64, NULL where there is no value)."""


def beside(register: ir.Table) -> ir.Table:
    """Put beside each record how many bear its name, and its password hash."""
    for field, column in zip(COUNTED, BORNE, strict=True):
        filled = register.filter(register[field].notnull())
        counts = filled.group_by(field).aggregate(**{column: filled.count()})
        register = register.left_join(counts, field).drop(f"{field}_right")
    return register
