"""Told: facts of a case that only a person can say, kept in it; and what the law requires with them.

They are kept as one value of their own step, encrypted: they name companies and decisions. The three times are
recorded as decisions (`desk.times`) and are not taken from a file.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from tocsin.desk import duties, form, times
from tocsin.desk.base import lay, take_up
from tocsin.law import said as saying
from tocsin.law.holding import hold
from tocsin.law.said import Said, SaidGiven
from tocsin.ports import Vault
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established
from tocsin.terms.facts import Facts
from tocsin.terms.law import Duties
from tocsin.terms.severity import Severity

STEP, VERSION = "facts", "1"


def told(vault: Vault) -> Said:
    """What was told."""
    made = vault.latest(STEP)
    return take_up(made, STEP, Said) if made else Said()


def facts(vault: Vault, now: datetime) -> Facts:
    """The facts that persons told, and no others."""
    return saying.joined(told(vault), Facts(times.times(vault)), now)


def tell(vault: Vault, text: str, established: Established | None, now: datetime) -> Said:
    """Keep a file of facts instead of the one before; `Refused` where it is none, or contradicts itself."""
    said = saying.parse(text)
    if said.times is not None and (said.times.aware or said.times.investigation_opened):
        raise Refused(
            "The times of a case are recorded as decisions.",
            remedy="Take them out of the file; record them with tocsin aware CASE.",
        )
    _owed(vault, said, established, now, established.severity if established else None)
    made = vault.latest(STEP)
    if said != told(vault):
        step = Step(STEP, VERSION, (), (("after", made.digest if made else vault.head()),))
        vault.work(step, lambda making: lay(making, STEP, said), "a person told facts of the case")
    return said


def owed(
    vault: Vault, established: Established | None, now: datetime, severity: Severity | None = None
) -> Duties:
    """What the law requires in this case, with what was recorded, told and sent."""
    return _owed(vault, told(vault), established, now, severity)


def _owed(
    vault: Vault,
    said: Said,
    established: Established | None,
    now: datetime,
    severity: Severity | None,
) -> Duties:
    held = times.times(vault)
    sent = tuple(SaidGiven(one.duty, one.at, one.to) for one in form.given(vault))
    together = msgspec.structs.replace(said, given=(*said.given, *sent))
    if established is None:
        return hold(saying.joined(together, Facts(held), now), now)
    return duties.owed(established, held, together, severity, now)
