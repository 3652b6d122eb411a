"""Since: what an answer says that an earlier one of the case did not.

Every answer is kept with the table of whom it is about (`AFFECTED`); so two of them can be held against
each other at any time, without anything else being worked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import ibis.expr.types as ir
import msgspec

from tocsin.desk import told
from tocsin.desk.base import Desk, lay, take_up
from tocsin.exposure import affected
from tocsin.ports import Engine, Made, Making, Vault
from tocsin.terms.case import Entry
from tocsin.terms.changed import Delta, People
from tocsin.terms.delta import delta
from tocsin.terms.errors import Broken, Refused
from tocsin.terms.established import Established

AFFECTED = "affected"
"""The table of an answer: `record` (the register's key as text), `person`, `kinds`."""

PEOPLE = "people"
"""The value of an answer: `People` since the answer before it, or null."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the case, with its entry in the ledger."""

    entry: Entry
    made: Made
    established: Established


def answers(vault: Vault) -> tuple[Answer, ...]:
    """All answers that were given, the oldest first."""
    return tuple(
        Answer(entry, made, take_up(made, "established", Established))
        for entry, made in vault.every("establish")
    )


def keep(making: Making, desk: Desk, links: ir.Table, register: ir.Table, lost: ir.Table) -> None:
    """Keep with an answer whom it is about, and how many of them are new since the answer before it.

    `links` and `register` as in `exposure.affected.ask`; `lost` has `person` and `kinds`.
    """
    before = desk.vault.latest("establish")
    making.table(AFFECTED, desk.engine.stream(affected.ask(links, register, lost)))
    later = desk.engine.table("later", making.written(AFFECTED))
    lay(making, PEOPLE, _people(desk.engine, before, later) if before else None)


def chosen(found: Sequence[Answer], since: int | datetime | None) -> tuple[Answer, Answer]:
    """The earlier answer that is meant, and the newest; `Refused` where there are not two."""
    if len(found) < 2:
        raise Refused(
            "There is only one answer in this case."
            if found
            else "Nothing has been established yet.",
            remedy="Add what is new, and establish again: tocsin establish CASE.",
        )
    *earlier, newest = found
    if since is None:
        return earlier[-1], newest
    known = [one for one in earlier if _by(one, since)]
    if not known:
        raise Refused(
            "There was no answer yet then.",
            remedy="The first is entry "
            f"{found[0].entry.number}, of {found[0].entry.at.isoformat(timespec='seconds')}.",
        )
    return known[-1], newest


def _by(answer: Answer, since: int | datetime) -> bool:
    """Whether an answer had been given by then."""
    if isinstance(since, int):
        return answer.entry.number <= since
    return answer.entry.at <= since


def compared(desk: Desk, before: Answer, after: Answer, now: datetime) -> Delta:
    """What the later answer says otherwise: its statements, its duties, the people."""
    later = _table(desk.engine, after.made, "later")
    counted = _people(desk.engine, before.made, later) if later is not None else None
    return _delta(desk.vault, before, after, counted, now)


def before_this(vault: Vault, now: datetime) -> Delta | None:
    """What the newest answer says otherwise than the one before it; None where there was none.

    Nothing is asked of an engine: the people were counted when it was given.
    """
    found = answers(vault)
    if len(found) < 2:
        return None
    *_, before, after = found
    try:
        counted = msgspec.json.decode(after.made.value(PEOPLE), type=People | None)
    except Broken:  # an answer of an earlier version, which did not count them
        counted = None
    return _delta(vault, before, after, counted, now)


def _delta(
    vault: Vault, before: Answer, after: Answer, people: People | None, now: datetime
) -> Delta:
    one, other = (told.owed(vault, answer.established, now) for answer in (before, after))
    changes = delta(before.established, after.established, (one, other))
    return Delta(before.entry.at, before.entry.number, changes, people)


def _people(engine: Engine, before: Made, later: ir.Table) -> People | None:
    """How many people are new, gone, or have lost more; None where the earlier answer kept no record."""
    earlier = _table(engine, before, "earlier")
    if earlier is None:
        return None
    counts = engine.answer(affected.ask_counts(affected.beside(later, earlier)))
    (gone,) = engine.answer(affected.ask_gone(earlier, later))
    return affected.weigh(counts, gone)


def _table(engine: Engine, made: Made, name: str) -> ir.Table | None:
    """Whom an answer is about; None for one of an earlier version, which did not keep it."""
    try:
        return engine.table(name, made.table(AFFECTED))
    except Broken:
        return None
