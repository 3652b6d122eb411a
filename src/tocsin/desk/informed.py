"""Informed: who was told of what, so that nobody is told twice for the same, nor too little.

Who was told is kept under the register's own keys, with the kinds of data that the letter spoke of, as a
step of its own each time; the ledger has when, how many and why. Whoever lost more than that, or was never
told, is still to be told: of what is new only.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.since import AFFECTED, answers
from tocsin.exposure import affected
from tocsin.ports import Making
from tocsin.terms.case import Step
from tocsin.terms.errors import Broken, Refused

STEP, VERSION = "informed", "1"

TOLD = "told"
"""Its table: `record`, `kinds`."""


def owed(desk: Desk) -> ir.Table:
    """Who is still to be told of what, kept in the engine: `record`, `person`, `kinds`.

    Several records of one person are several rows; a letter goes to a person. `Refused` where no answer
    says who is affected.
    """
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
    left = owed(desk)
    if only is not None:
        keys = desk.engine.table("keys", pa.table({"key": pa.array(only, pa.string())}))
        people = left.semi_join(keys, left.record == keys.key).select("person").distinct()
        left = left.semi_join(people, "person")
    (counted,) = desk.engine.answer(left.aggregate(people=left.person.nunique()))
    people_told = int(str(counted["people"]))
    if not people_told:
        raise Refused("Nobody of these is still to be told.", remedy="Nothing was changed.")

    def how(making: Making) -> None:
        making.table(TOLD, desk.engine.stream(left.select("record", "kinds")))
        lay(making, "people", people_told)

    made = desk.vault.latest(STEP)
    after = made.digest if made else desk.vault.case.ledger_key
    step = Step(STEP, VERSION, (answers(desk.vault)[-1].made.digest,), (("after", after),))
    desk.vault.work(step, how, f"{people_told:,} people were told: {why.strip()}")
    return people_told


def informed(desk: Desk) -> int:
    """How many letters were kept as sent, over all times."""
    return sum(take_up(made, "people", int) for _, made in desk.vault.every(STEP))


def _affected(desk: Desk) -> ir.Table:
    found = answers(desk.vault)
    if not found:
        raise Refused(
            "Nothing has been established in this case yet.",
            remedy="Do so first: tocsin establish CASE.",
        )
    try:
        return desk.engine.table("affected", found[-1].made.table(AFFECTED))
    except Broken:
        raise Refused(
            "The newest answer does not say who is affected.",
            remedy="Establish again: tocsin establish CASE.",
        ) from None


def _together(tables: Sequence[ir.Table]) -> ir.Table:
    first, *others = tables
    return ibis.union(first, *others) if others else first
