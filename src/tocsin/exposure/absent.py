"""Absent: numbers and passwords looked for in every cell, and how far the search can be trusted.

Rows that may hold one are sifted in the engine (`sieve`) and looked into here (`searching`). The same search goes over a
copy with planted controls in twenty disguises (`controls`); the share it finds again bounds what it may have missed
(`bound`). Without controls nothing is said at all.

>>> from tocsin.exposure.controls import Control
>>> from tocsin.exposure.searching import FOUND
>>> planted = [Control("iban", "dots", False)] * 400
>>> import pyarrow as pa
>>> found = pa.table({"row": list(range(396)), "kind": ["iban"] * 396}, schema=FOUND)
>>> [iban] = weigh(Looked(650_000, 5_000_000, {}), found, planted, ("iban",))
>>> iban.found, iban.recall, iban.at_most_rows, round(iban.at_least, 3)
(0, 0.99, 2, 0.975)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.exposure import sieve
from tocsin.exposure.bound import at_most, recall_at_least
from tocsin.exposure.controls import Control
from tocsin.exposure.disguises import DISGUISES
from tocsin.exposure.searching import kinds
from tocsin.exposure.sieve import BAR
from tocsin.terms.errors import Broken
from tocsin.terms.scope import Disguised, KindAbsent
from tocsin.terms.table import Column

AT_MOST_READ = 100_000
"""Suspicious rows that are looked into, the first ones: some twenty seconds. A leak has far fewer, unless a whole
column has the form of a number without being recognised as one."""

SAYS = {disguise.name: disguise.says for disguise in DISGUISES} | {"said": "behind a word for it"}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at: rows, filled cells, and by kind the rows in which it was found."""

    rows: int
    cells: int
    found: Mapping[str, int]
    by_chance: int = 0
    unread: int = 0


def lines(extract: ir.Table, columns: Sequence[Column], *beside: str) -> ir.Table:
    """Each row's cells in one text, a bar between: `line`, and the columns named."""
    texts = [extract[f"c{place}"].fill_null("") for place in range(len(columns))]
    line = ibis.literal(BAR).join(texts) if texts else ibis.literal("")
    return extract.select(*beside, line=line)


def ask(extract: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """The first `AT_MOST_READ` rows that may hold one, with their cells: `row`, `c0`, `c1` ..."""
    return sieve.suspects(extract, columns).order_by("row").limit(AT_MOST_READ)


def ask_suspects(extract: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """One row: how many `suspects` there are; worth asking only where as many were read as are."""
    kept = sieve.suspects(extract, columns)
    return kept.aggregate(suspects=kept.count())


def weigh(
    looked: Looked,
    recovered: pa.Table,
    planted: Sequence[Control],
    wanted: Sequence[str] = kinds(),
) -> tuple[KindAbsent, ...]:
    """Say of each kind what was found, with recall and bound; `Broken` without controls.

    `recovered` has `row` and `kind` of what the search found among the controls, which are `planted` row by row.
    """
    met = set(zip(recovered["row"].to_pylist(), recovered["kind"].to_pylist(), strict=True))
    there: Counter[tuple[str, str, bool]] = Counter()
    again: Counter[tuple[str, str, bool]] = Counter()
    for row, control in enumerate(planted):
        way = (control.kind, control.disguise, control.witnessed)
        there[way] += 1
        again[way] += (row, control.kind) in met
    return tuple(_weighed(kind, looked, there, again) for kind in wanted)


def _weighed(
    kind: str,
    looked: Looked,
    there: Counter[tuple[str, str, bool]],
    again: Counter[tuple[str, str, bool]],
) -> KindAbsent:
    ways = {way: count for way, count in there.items() if way[0] == kind}
    planted, recovered = sum(ways.values()), sum(again[way] for way in ways)
    if planted <= 0:
        raise Broken(f"The search for {kind} has no controls of its own.", remedy="Report this.")
    disguises = tuple(
        Disguised(SAYS[way[1]], count, again[way], way[2]) for way, count in ways.items()
    )
    found = looked.found.get(kind, 0)
    return KindAbsent(
        kind=kind,
        cells=looked.cells,
        found=found,
        planted=planted,
        recovered=recovered,
        at_most_rows=_bound(found, recovered, planted, looked),
        at_least=recall_at_least(recovered, planted),
        disguises=disguises,
        by_chance=looked.by_chance if kind == "payment_card" else 0,
        unread=looked.unread,
    )


def _bound(found: int, recovered: int, planted: int, looked: Looked) -> int:
    """Upper bound on the rows that hold one; those not looked into may all do."""
    if not looked.rows:
        return 0
    return min(looked.rows, at_most(found, recovered, planted, looked.rows) + looked.unread)


def measured(kind: str, found: int, rows: int, cells: int, there: int, told: int) -> KindAbsent:
    """What is looked for by words: its recall was measured on `there` labelled sentences, of which `told` were found."""
    return KindAbsent(
        kind=kind,
        cells=cells,
        found=found,
        planted=there,
        recovered=told,
        at_most_rows=at_most(found, told, there, rows) if rows else 0,
        at_least=recall_at_least(told, there),
    )
