"""Since: what an answer says that an earlier one of the case did not.

Every answer is kept with the table of whom it is about (`whom`); so two of them can be held against each
other at any time, without anything else being worked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import msgspec

from tocsin.desk import told, whom
from tocsin.desk.base import Desk, take_up
from tocsin.ports import Made, Vault
from tocsin.terms.case import Entry
from tocsin.terms.changed import Delta, People
from tocsin.terms.delta import delta
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the case, with its entry in the ledger."""

    entry: Entry
    made: Made
    established: Established


def answers(vault: Vault) -> tuple[Answer, ...]:
    """All answers that were given, the oldest first; without those of a version no longer read."""
    found = []
    for entry, made in vault.every("establish"):
        with suppress(msgspec.ValidationError):
            found.append(Answer(entry, made, take_up(made, "established", Established)))
    return tuple(found)


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
    counted = whom.people(desk.engine, before.made, after.made)
    return _delta(desk.vault, before, after, counted, now)


def before_this(vault: Vault, now: datetime) -> Delta | None:
    """What the newest answer says otherwise than the one before it; None where there was none.

    Nothing is asked of an engine: the people were counted when it was given.
    """
    found = answers(vault)
    if len(found) < 2:
        return None
    *_, before, after = found
    return _delta(vault, before, after, whom.counted(after.made), now)


def _delta(
    vault: Vault, before: Answer, after: Answer, people: People | None, now: datetime
) -> Delta:
    try:
        said = (before.established, after.established)
        one, other = (told.owed(vault, answer, now, answer.severity) for answer in said)
        duties = (one, other)
    except Refused:  # what was said contradicts itself: the verb duties says how
        duties = None
    changes = delta(before.established, after.established, duties)
    return Delta(before.entry.at, before.entry.number, changes, people)
