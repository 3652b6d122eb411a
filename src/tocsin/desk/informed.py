"""Informed: who was told of what, so that nobody is told twice for the same, nor too little.

Who was told is kept under the register's own keys, with the kinds of data that the letter spoke of, as a
step of its own each time; the ledger has when, how many and why. Whoever lost more than that, or was never
told, is still to be told: of what is new only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.desk.base import Desk
from tocsin.desk.whom import AFFECTED
from tocsin.exposure import affected
from tocsin.ports import Making
from tocsin.report import letters
from tocsin.terms.answer import whole
from tocsin.terms.case import Step
from tocsin.terms.errors import Broken, Refused

STEP, VERSION = "informed", "1"

TOLD = "told"
"""Its table: `record`, `kinds`."""


@dataclass(frozen=True, slots=True)
class Left:
    """Who is still to be told."""

    people: int
    kinds: tuple[tuple[str, int], ...]
    """Of how many of them which kind of data is to be told, most first."""

    records: ir.Table
    """In the engine: `record`, `person`, `kinds`. Several records of one person are several rows."""


def left(desk: Desk) -> Left:
    """Who is still to be told of what; `Refused` where no answer says who is affected."""
    records = _owed(desk)
    each = records.group_by("person").aggregate(kinds=records.kinds.max())
    counts = desk.engine.answer(each.group_by("kinds").aggregate(people=each.count()))
    kinds: Counter[str] = Counter()
    for row in counts:
        kinds.update(dict.fromkeys(str(row["kinds"]).split(), whole(row, "people")))
    ranked = tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))
    return Left(sum(whole(row, "people") for row in counts), ranked, records)


def _owed(desk: Desk) -> ir.Table:
    """What each person lost that no letter told of: `record`, `person`, `kinds`."""
    now = _affected(desk)
    before = [
        desk.engine.table(f"told_{at}", made.table(TOLD))
        for at, (_, made) in enumerate(desk.vault.every(STEP))
    ]
    if not before:
        return now
    beside = desk.engine.keep(affected.beside(now, _together(before)))
    counts = desk.engine.answer(affected.ask_counts(beside))
    more = desk.engine.table("more", affected.more(counts))
    return desk.engine.keep(affected.ask_more(beside, more, now))


def inform(desk: Desk, why: str, only: Sequence[str] | None = None) -> int:
    """Keep that those still to be told have now been told of it; returns how many people.

    With `only`, the people of these records of the register, by their keys. `Refused` where nobody is left.
    """
    if not why.strip():
        raise Refused(
            "It needs a reason.", remedy="Say with --why how they were told; name no person in it."
        )
    records = _owed(desk)
    if only is not None:
        keys = desk.engine.table("keys", pa.table({"key": pa.array(only, pa.string())}))
        people = records.semi_join(keys, records.record == keys.key).select("person").distinct()
        records = records.semi_join(people, "person")
    (counted,) = desk.engine.answer(records.aggregate(people=records.person.nunique()))
    people_told = whole(counted, "people")
    if not people_told:
        raise Refused("Nobody of these is still to be told.", remedy="Nothing was changed.")

    def how(making: Making) -> None:
        making.table(TOLD, desk.engine.stream(records.select("record", "kinds")))

    made = desk.vault.latest(STEP)
    after = made.digest if made else desk.vault.case.ledger_key
    step = Step(STEP, VERSION, (_digest(desk),), (("after", after),))
    desk.vault.work(step, how, f"{people_told:,} people were told: {why.strip()}")
    return people_told


def write(desk: Desk, found: Left, give: Callable[[bytes], object]) -> None:
    """Give the records as a table, by person; then enter it by its digest. The file is in clear."""
    digest = sha256()
    for chunk in letters.csv(desk.engine.stream(found.records.order_by("person", "record"))):
        digest.update(chunk)
        give(chunk)
    why = f"{found.people:,} people are still to be told: the list was given out"
    desk.vault.record("letters", (_digest(desk),), (digest.hexdigest(),), why)


def _digest(desk: Desk) -> str:
    """Of the answer that it rests on."""
    made = desk.vault.latest("establish")
    return made.digest if made else ""


def _affected(desk: Desk) -> ir.Table:
    made = desk.vault.latest("establish")
    if made is None:
        raise Refused(
            "Nothing has been established in this case yet.",
            remedy="Do so first: tocsin establish CASE.",
        )
    try:
        return desk.engine.table("affected", made.table(AFFECTED))
    except Broken:
        raise Refused(
            "The newest answer does not say who is affected.",
            remedy="Establish again: tocsin establish CASE.",
        ) from None


def _together(tables: Sequence[ir.Table]) -> ir.Table:
    first, *others = tables
    return ibis.union(first, *others) if others else first
