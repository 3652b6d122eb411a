"""Pairing: a few rows held against every record that shares a key with them, weighed part by part.

For a row that is to be explained or judged again. In bulk, `links` does the same with more care
for time and memory; here each part of a weight is kept.
"""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from tocsin.kinds import keys
from tocsin.linkage import score
from tocsin.linkage.blocking import MOST
from tocsin.linkage.borne import BORNE
from tocsin.linkage.comparisons import FIELDS, Similarity

PART = "bits of "
"""How the column of a part begins."""


def near(rows: ir.Table, records: ir.Table, size: int) -> ir.Table:
    """Find the records that share any of `keys.stages` with these rows: `leak_row`, `register_id`.

    `size` is that of the whole register. As everywhere, a value that more than `MOST` records bear
    leads nowhere.
    """
    found = [_sharing(rows, records, key) for stage in keys.stages(size) for key in stage]
    return ibis.union(*found, distinct=True)


def _sharing(rows: ir.Table, records: ir.Table, key: tuple[str, ...]) -> ir.Table:
    ours = rows.select(leak_row="row", key=keys.text(rows, key))
    theirs = records.select(register_id="id", key=keys.text(records, key))
    theirs = theirs.semi_join(ours, "key")
    borne = theirs.group_by("key").aggregate(records=theirs.count())
    usable = theirs.semi_join(borne.filter(borne.records <= MOST), "key")
    return ours.join(usable, "key").select("leak_row", "register_id")


def weighed(
    pairs: ir.Table,
    rows: ir.Table,
    records: ir.Table,
    size: int,
    similarity: Similarity,
    learned: float = 0.0,
) -> ir.Table:
    """Weigh pairs: `leak_row`, `register_id`, `person`, `weight`, `probability`, `pattern`, and its parts.

    `rows` and `records` are normal tables; records have `person`, and how often values are `borne`.
    A part's column is `PART` and its name, in bits; `learned` is what the leak's other rows tell.
    """
    left = rows.select(leak_row="row", **{f"leak_{f}": rows[f] for f in FIELDS})
    fields = {f"register_{f}": records[f] for f in FIELDS}
    right = records.select("person", *BORNE, register_id="id", **fields)
    beside = pairs.select("leak_row", "register_id").join(left, "leak_row")
    levels = score.levels(beside.join(right, "register_id"), similarity)
    parts = score.parts(levels, size)
    if learned:
        parts |= {"other rows": ibis.literal(learned)}
    weight = reduce(add, parts.values()).round(3)
    return levels.select(
        "leak_row",
        "register_id",
        "person",
        weight=weight,
        probability=score.told(weight),
        pattern=score.pattern(levels),
        **{PART + name: bits for name, bits in parts.items()},
    )
