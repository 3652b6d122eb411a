"""History: who changed what when, and the register as it stood at a moment.

A history table has `customer_no` (int64), `champ` (the register's column), `ancien` and `nouveau`
(string, null where empty) and `change_le`. Its values chain: the new value of one change is the
old value of the next, and that of the last is the register's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.moments import COPIED, EXPORTED, HISTORY_FROM, INSTANT, instants, seconds
from tocsin.drill.weave import Bools, Ints, put

TWICE_SHARE = 0.15
"""Share of those who change a field that change it twice in the three years. An assumption."""

LATE_SHARE = 0.02
"""Share of changes put between copy and export. Five days of three years would be 0.5%; more, so
that even a small drill has rows that changed after the copy."""

SCHEMA = pa.schema(
    {
        "customer_no": pa.int64(),
        "champ": pa.string(),
        "ancien": pa.string(),
        "nouveau": pa.string(),
        "change_le": INSTANT,
    }
)


@dataclass(frozen=True, slots=True)
class Changes:
    """When accounts changed one field; by account (its place in the register), then by time."""

    account: Ints
    at: Ints


def schedule(
    rng: np.random.Generator, opened: Ints, closed: Ints, may: Bools, share: float
) -> Changes:
    """Draw a share of the accounts that `may` change, and when they did, while they were open."""
    begin = np.maximum(opened + 1, seconds(HISTORY_FROM))
    end = np.minimum(closed, seconds(EXPORTED)) - 10
    chosen = np.flatnonzero(may & (end > begin) & (rng.random(len(opened)) < share))
    account = np.sort(np.concatenate([chosen, chosen[rng.random(len(chosen)) < TWICE_SHARE]]))
    late = (rng.random(len(account)) < LATE_SHARE) & (end[account] > seconds(COPIED))
    start = np.where(late, np.maximum(begin[account], seconds(COPIED)), begin[account])
    at = start + (rng.random(len(account)) * (end[account] - start)).astype(np.int64)
    order = np.lexsort((at, account))
    account, at = account[order], at[order]
    second = np.concatenate([[False], account[1:] == account[:-1]]) if len(account) else may[:0]
    at[second] = np.maximum(at[second], np.roll(at, 1)[second] + 1)
    return Changes(account, at)


def chain(
    customer_no: Ints, field: str, changes: Changes, earlier: pa.Array, current: pa.Array
) -> pa.Table:
    """Tell the history of one field. `earlier` has the old value of each change, `current` the register's."""
    account, count = changes.account, len(changes.account)
    followed = np.zeros(count, dtype=bool)
    followed[:-1] = account[1:] == account[:-1]
    pool = pa.concat_arrays([earlier, current.cast(pa.string())])
    newer = pool.take(pa.array(np.where(followed, np.arange(count) + 1, count + account)))
    table = pa.table(
        {
            "customer_no": pa.array(customer_no[account]),
            "champ": pa.repeat(pa.scalar(field, pa.string()), count),
            "ancien": earlier,
            "nouveau": newer,
            "change_le": instants(changes.at),
        },
        schema=SCHEMA,
    )
    same = pc.equal(pc.fill_null(earlier, ""), pc.fill_null(newer, ""))
    return table.filter(pc.invert(same))


def in_order(tables: list[pa.Table]) -> pa.Table:
    """Put the history of all fields together, by time."""
    whole = pa.concat_tables(tables)
    return whole.sort_by([("change_le", "ascending"), ("customer_no", "ascending")])


def as_of(register: pa.Table, history: pa.Table, moment: datetime) -> pa.Table:
    """Take the register back to how it stood: later customers gone, later changes and deletions undone.

    `modifie_le` stays as it is in the register given; `register` is sorted by `customer_no`.
    """
    then = pa.scalar(moment, INSTANT)
    standing = register.filter(pc.less_equal(register["cree_le"], then))
    numbers = standing["customer_no"].to_numpy()
    later = history.filter(pc.greater(history["change_le"], then))
    for field in pc.unique(later["champ"]).to_pylist():
        undo = later.filter(pc.equal(later["champ"], field)).combine_chunks()
        number, first = np.unique(undo["customer_no"].to_numpy(), return_index=True)
        here = np.isin(number, numbers, kind="table")
        old = undo["ancien"].combine_chunks().take(pa.array(first[here]))
        column = standing[field].combine_chunks()
        restored = put(column, np.searchsorted(numbers, number[here]), old)
        standing = standing.set_column(standing.column_names.index(field), field, restored)
    deleted = standing["supprime_le"].combine_chunks()
    undeleted = pc.if_else(pc.greater(deleted, then), pa.scalar(None, INSTANT), deleted)
    return standing.set_column(standing.column_names.index("supprime_le"), "supprime_le", undeleted)
