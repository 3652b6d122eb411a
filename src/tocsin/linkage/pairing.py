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
from tocsin.linkage import blocking, score
from tocsin.linkage.borne import BORNE
from tocsin.linkage.levels import Similarity
from tocsin.linkage.near import compared
from tocsin.terms.answer import Row

PART = "bits of "
"""How the column of a part begins."""


def near(rows: ir.Table, records: ir.Table, size: int) -> ir.Table:
    """Find the records that share any of `keys.stages` with these rows: `leak_row`, `register_id`.

    `size` is that of the whole register. As everywhere, a value that more than `MOST` records bear
    leads nowhere.
    """
    sought = keys.all_keys(size)
    return blocking.candidates(rows, records, sought, lambda question: question).pairs()


def weighed(
    pairs: ir.Table,
    rows: ir.Table,
    records: ir.Table,
    size: int,
    similarity: Similarity,
    learned: Row | None = None,
) -> ir.Table:
    """Weigh pairs: `leak_row`, `register_id`, `person`, `weight`, `probability`, `pattern`, and its parts.

    `rows` and `records` are normal tables; records have `person`, and how often values are `borne`.
    A part's column is `PART` and its name, in bits; `learned` is what the leak's other rows tell, the
    one row of `links.Linked.learned`.
    """
    beside = compared(pairs.select("leak_row", "register_id"), rows, records, *BORNE)
    told = {name: float(str(bits)) for name, bits in (learned or {}).items()}
    levels = score.levels(beside, similarity).mutate(**told)
    parts = score.parts(levels, size)
    if told.get("bits"):
        parts |= {"other rows": ibis.literal(told["bits"])}
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
