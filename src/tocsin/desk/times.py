"""Times: when the claim came, the investigation was opened, and the company was aware.

The arrival of a note is a fact; awareness is a decision, of somebody and for a reason: a reasonable
degree of certainty that personal data were compromised, if need be after a short investigation (EDPB
Guidelines 9/2022, v2.0, para. 31). What was decided, by whom and why is kept as one value of its own
step, encrypted; the ledger has that it was decided and the digest of the value, and no word of it.
A later decision stands beside the earlier ones, and holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tocsin.desk.base import lay, take_up
from tocsin.ports import Vault
from tocsin.terms.case import Step
from tocsin.terms.facts import Awareness, Times

STEP, VERSION = "times", "1"

GDPR = datetime(2018, 5, 25, tzinfo=UTC)
"""From when Regulation (EU) 2016/679 applies (Art. 99(2)): before, awareness started no clock of it."""

RECORD = "tocsin aware CASE --at TIME --because TEXT"
"""How awareness is recorded."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A time that a person decided on."""

    at: datetime
    because: str = field(repr=False)
    by: str = field(repr=False)
    """Whose decision it is."""

    recorded: datetime


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that was decided of a case's times, the newest last."""

    opened: tuple[Decided, ...] = ()
    aware: tuple[Decided, ...] = ()


def decisions(vault: Vault) -> Decisions:
    """All that were recorded."""
    made = vault.latest(STEP)
    return take_up(made, STEP, Decisions) if made else Decisions()


def times(vault: Vault) -> Times:
    """The three times as they are held now."""
    return _held(vault, decisions(vault))


def decide(
    vault: Vault,
    now: datetime,
    by: str,
    because: str,
    aware: datetime | None = None,
    opened: datetime | None = None,
) -> Decisions:
    """Record when the company was aware, when the investigation was opened, or both: one act.

    `Refused` for awareness without a reason, or before the claim where no earlier investigation is
    recorded, and for a time in the future.
    """
    before, reason = decisions(vault), because.strip()
    held = Decisions(
        (*before.opened, *([Decided(opened, "" if aware else reason, by, now)] if opened else [])),
        (*before.aware, *([Decided(aware, reason, by, now)] if aware else [])),
    )
    _held(vault, held).checked(now)
    if held != before:
        _keep(vault, before, held)
    return held


def forewarning(vault: Vault) -> str | None:
    """What must be said before `establish` answers: that it may make awareness hard to deny.

    None where awareness is recorded already, and where the GDPR did not apply when the claim came.
    """
    if decisions(vault).aware or vault.case.received < GDPR:
        return None
    warned = (
        "An answer that the leak is genuine makes it hard to deny that the company is aware of a "
        "breach, and from awareness the 72 hours of Art. 33 GDPR are counted."
    )
    given = [entry.at for entry in vault.entries() if entry.act == "establish"]
    if given:
        warned = (
            f"This case was answered on {given[-1]:%Y-%m-%d at %H:%M}, and nobody has recorded yet "
            f"when the company was aware. {warned}"
        )
    return f"{warned} Have whoever decides that at hand, and record it: {RECORD}."


def _held(vault: Vault, all_: Decisions) -> Times:
    opened = all_.opened[-1].at if all_.opened else None
    aware = all_.aware[-1] if all_.aware else None
    return Times(
        vault.case.received,
        opened,
        Awareness(aware.at, aware.by, aware.because) if aware else None,
    )


def _keep(vault: Vault, before: Decisions, held: Decisions) -> None:
    made = vault.latest(STEP)
    step = Step(STEP, VERSION, (), (("after", made.digest if made else vault.head()),))
    said = [
        f"{what} is decided{' again' if earlier else ''}"
        for what, earlier, later in (
            ("when the investigation was opened", before.opened, held.opened),
            ("when the company was aware", before.aware, held.aware),
        )
        if later != earlier
    ]
    vault.work(step, lambda making: lay(making, STEP, held), " and ".join(said))
