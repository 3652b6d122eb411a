"""Affected: who is, by the register's own keys, and what is new about whom since an earlier answer or letter.

A person's number changes when the register is taken again; the keys of its records do not. So what each
person lost is kept under the keys of the records that the leak was tied to, and an earlier table is held
against it by those: a person of whom one record was there before was affected before.

>>> weigh([{"kinds": "email phone", "earlier": "email", "met": True, "people": 3}], {"before": 4, "gone": 1})
People(before=4, after=3, new=0, gone=1, more=3, kinds=(('phone', 3),))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.exposure.base import total
from tocsin.terms.answer import Row, whole
from tocsin.terms.changed import People

MORE = pa.schema([("kinds", pa.string()), ("earlier", pa.string()), ("more", pa.string())])
"""For what somebody lost, and what was known or told of it, the kinds that are new."""


def ask(links: ir.Table, register: ir.Table, lost: ir.Table) -> ir.Table:
    """The records that rows are tied to, and what their person lost: `record`, `person`, `kinds`.

    `links` has `register_id`, `register` `id` and `person`, `lost` `person` and `kinds` (names with
    blanks between them). `record` is the register's key as text.
    """
    owned = register.select("id", "person").semi_join(links, register.id == links.register_id)
    met = owned.join(lost.select("person", "kinds"), "person")
    return met.select("person", "kinds", record=met.id.cast("string"))


def beside(affected: ir.Table, earlier: ir.Table) -> ir.Table:
    """Put beside each person what an earlier table has of the person: `person`, `kinds`, `earlier`, `met`.

    `affected` is as `ask` gives it; `earlier` has `record` and `kinds`, several rows a record if need be.
    """
    known = earlier.select(known_record="record", known="kinds")
    both = affected.left_join(known, affected.record == known.known_record)
    each = both.group_by("person").aggregate(
        kinds=both.kinds.max(),
        earlier=both.known.group_concat(" "),
        met=both.known_record.notnull().any(),
    )
    return each.mutate(earlier=each.earlier.fill_null(""))


def ask_counts(beside: ir.Table) -> ir.Table:
    """People by what they lost and what was there of them: `kinds`, `earlier`, `met`, `people`."""
    return beside.group_by("kinds", "earlier", "met").aggregate(people=beside.count())


def ask_gone(earlier: ir.Table, affected: ir.Table) -> ir.Table:
    """One row: the people of an earlier table (`before`), and those of whom no record is left (`gone`)."""
    now = affected.select(now_record="record").distinct()
    both = earlier.left_join(now, earlier.record == now.now_record)
    each = both.group_by("person").aggregate(stays=both.now_record.notnull().any())
    return each.aggregate(before=each.count(), gone=total(~each.stays))


def weigh(counts: Sequence[Row], gone: Row) -> People:
    """Count the people: who is new, who is gone, about whom there is more."""
    kinds: Counter[str] = Counter()
    more = 0
    for row in counts:
        added = _added(row)
        if row["met"] and added:
            more += whole(row, "people")
            kinds.update(dict.fromkeys(added, whole(row, "people")))
    return People(
        before=whole(gone, "before"),
        after=sum(whole(row, "people") for row in counts),
        new=sum(whole(row, "people") for row in counts if not row["met"]),
        gone=whole(gone, "gone"),
        more=more,
        kinds=tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
    )


def more(counts: Sequence[Row]) -> pa.Table:
    """For each pair of `ask_counts` of which something is new, what is: `MORE`."""
    rows = [
        {"kinds": row["kinds"], "earlier": row["earlier"], "more": " ".join(added)}
        for row in counts
        if (added := _added(row))
    ]
    return pa.Table.from_pylist(rows, schema=MORE).combine_chunks()


def ask_more(beside: ir.Table, more: ir.Table, affected: ir.Table) -> ir.Table:
    """The records of people of whom something is new, and what: `record`, `person`, `kinds`."""
    pairs = more.select("more", of="kinds", said="earlier").distinct()
    owed = beside.join(pairs, [beside.kinds == pairs.of, beside.earlier == pairs.said])
    new = owed.select("person", "more")
    met = affected.select("record", "person").join(new, "person")
    return met.select("record", "person", kinds="more")


def _added(row: Row) -> tuple[str, ...]:
    """The kinds that a person lost and that are not among the earlier ones, in their order."""
    before = set(str(row["earlier"]).split(" "))
    return tuple(kind for kind in str(row["kinds"]).split(" ") if kind and kind not in before)
