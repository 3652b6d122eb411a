"""Lost: what each person lost: the kinds of data in that person's rows, and not in the file as a whole.

Each row of the leak gets a number whose bits say which kinds it holds; a person's is the union over the rows that link to
this person. Counting people by that number gives everything else: how many lost each kind, and which kinds together.
It is the ground of every later letter: nobody is told of data that are not in their rows.

>>> counts = {0b01: 5, 0b11: 90, 0b10: 1}
>>> lost = weigh(counts, ("email", "phone"))
>>> lost.people, lost.kinds
(96, (('email', 95), ('phone', 91)))
>>> lost.combinations[0]
Combination(kinds=('email', 'phone'), people=90)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from tocsin.terms.answer import Row, whole
from tocsin.terms.errors import Broken
from tocsin.terms.scope import Combination, Lost

SHOWN = 20
"""Combinations told one by one; the others are told together. More could not be read."""

MOST = 62
"""Kinds that one number of 64 bits can tell apart, and more than the kinds there are in any leak seen."""


@ibis.udf.agg.builtin(name="bit_or")  # type: ignore[untyped-decorator]
def _united(mask: dt.int64) -> dt.int64:
    """Every engine's own function, which Ibis 12 does not know of Spark's."""


def of_rows(
    flags: ir.Table, names: Sequence[str], *beside: tuple[ir.Table, Sequence[str]]
) -> ir.Table:
    """Each row with its kinds as bits: `row`, `mask`.

    `flags` has every `row`, and for some of the `names` a column that says whether the row holds it. Tables `beside` it
    have some rows, no row twice, and columns for further names.
    """
    if len(names) > MOST:
        raise Broken("A leak holds more kinds than can be told apart.", remedy="Report this.")
    place = {name: at for at, name in enumerate(names)}

    def mask(table: ir.Table, of: Iterable[str]) -> ir.IntegerValue:
        bits = [ibis.ifelse(table[name], 2 ** place[name], 0).cast("int64") for name in of]
        return sum(bits, start=ibis.literal(0, "int64"))

    told = flags.select("row", mask=mask(flags, (n for n in flags.columns if n != "row")))
    for other, of in beside:
        more = other.select(other_row=other.row, more=mask(other, of))
        joined = told.left_join(more, told.row == more.other_row)
        told = joined.select("row", mask=joined.mask + joined.more.fill_null(0))
    return told


def ask_rows(rows: ir.Table) -> ir.Table:
    """Count the rows by their kinds: `mask`, `count`."""
    return rows.group_by("mask").aggregate(count=rows.count())


def of_people(rows: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """Each person with a linked row, and what all these rows hold: `person`, `mask`."""
    owners = register.select("person", register_id="id")
    owned = links.select("leak_row", "register_id").join(owners, "register_id")
    held = owned.join(rows, owned.leak_row == rows.row).select("person", "mask")
    return held.group_by("person").aggregate(mask=_united(held.mask))


def ask_people(people: ir.Table) -> ir.Table:
    """Count the people by what they lost: `mask`, `count`."""
    return people.group_by("mask").aggregate(count=people.count())


def ask_each(people: ir.Table, names: Sequence[str]) -> ir.Table:
    """Each person and the names of what was lost, for the letters: `person`, `kinds` ('email phone')."""
    masks = people.select("mask").distinct()
    words = [ibis.ifelse((masks.mask & 2**at) > 0, f" {name}", "") for at, name in enumerate(names)]
    joined = ibis.literal("").join(words) if words else ibis.literal("")
    named = masks.select(of="mask", kinds=joined.strip())
    return people.join(named, people.mask == named.of).select("person", "kinds")


def counts(answer: Iterable[Row]) -> dict[int, int]:
    """How many have each mask."""
    return {whole(row, "mask"): whole(row, "count") for row in answer}


def of_kinds(by_mask: Mapping[int, int], names: Sequence[str]) -> dict[str, int]:
    """How many hold each kind.

    >>> of_kinds({0b01: 5, 0b11: 90}, ("email", "phone"))
    {'email': 95, 'phone': 90}
    """
    return {
        name: sum(count for mask, count in by_mask.items() if mask >> at & 1)
        for at, name in enumerate(names)
    }


def weigh(by_mask: Mapping[int, int], names: Sequence[str]) -> Lost:
    """Make the counts a term: each kind's people, and the commonest combinations."""
    combined: Counter[tuple[str, ...]] = Counter()
    for mask, count in by_mask.items():
        combined[tuple(name for at, name in enumerate(names) if mask >> at & 1)] += count
    ranked = sorted(combined.items(), key=lambda pair: (-pair[1], pair[0]))
    shown, others = ranked[:SHOWN], ranked[SHOWN:]
    return Lost(
        people=combined.total(),
        kinds=tuple((name, count) for name, count in of_kinds(by_mask, names).items() if count),
        combinations=tuple(Combination(kinds, count) for kinds, count in shown),
        others=sum(count for _, count in others),
        other_combinations=len(others),
    )
