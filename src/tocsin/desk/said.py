"""Said: what a person says of an exhibit: how far it may be read, what opens it, what its columns hold.

It is kept in the case as a value of its own step, encrypted as all of the case, and entered in the
ledger. An exhibit of which something new is said is read, or judged, anew: the step bears a token of
what was said, from which neither password nor column can be guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tocsin.desk.base import lay, take_up
from tocsin.ports import Vault
from tocsin.terms.case import Exhibit, Step
from tocsin.terms.limits import PLAIN, USUAL, Allowance

STEP, VERSION = "judgement", "1"

Kinds = dict[str, dict[str, str]]
"""Table to column to the name of a kind."""

Settings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one exhibit."""

    allowance: Allowance = PLAIN
    kinds: Kinds = field(default_factory=dict)
    allowed: str = ""
    """The token of the allowance; empty where nothing is allowed."""

    judged: str = ""
    """The token of the kinds."""

    @property
    def reading(self) -> Settings:
        """Settings of the step that reads it."""
        return (("allowed", self.allowed),) if self.allowed else ()

    @property
    def judging(self) -> Settings:
        """Settings of the step that judges its columns."""
        return (("judged", self.judged),) if self.judged else ()


def said(vault: Vault, exhibit: Exhibit) -> Said:
    """What was said of an exhibit."""
    return _all(vault).get(exhibit.sha256, Said())


def allow(vault: Vault, exhibit: Exhibit, allowance: Allowance) -> None:
    """Keep how far an exhibit may be read, and what opens it; what is not said anew stays."""
    before = said(vault, exhibit)
    limits = before.allowance.limits if allowance.limits == USUAL else allowance.limits
    passwords = dict.fromkeys((*before.allowance.passwords, *allowance.passwords))
    together = Allowance(limits, tuple(passwords))
    if together != before.allowance:
        now = replace(before, allowance=together, allowed=_token(vault, exhibit))
        _keep(vault, exhibit, now, "how far the exhibit may be read")


def correct(vault: Vault, exhibit: Exhibit, table: str, kinds: dict[str, str], why: str) -> None:
    """Keep what columns of an exhibit hold, by a person's judgement."""
    before = said(vault, exhibit)
    together = {**before.kinds, table: {**before.kinds.get(table, {}), **kinds}}
    if together != before.kinds:
        now = replace(before, kinds=together, judged=_token(vault, exhibit))
        _keep(vault, exhibit, now, why)


def _all(vault: Vault) -> dict[str, Said]:
    made = vault.latest(STEP)
    return take_up(made, STEP, dict[str, Said]) if made else {}


def _token(vault: Vault, exhibit: Exhibit) -> str:
    """What no other judgement of the case has: the digest of the one before."""
    made = vault.latest(STEP)
    return made.digest if made else exhibit.sha256


def _keep(vault: Vault, exhibit: Exhibit, now: Said, why: str) -> None:
    step = Step(STEP, VERSION, (exhibit.sha256,), (("after", _token(vault, exhibit)),))
    everything = {**_all(vault), exhibit.sha256: now}
    vault.work(step, lambda making: lay(making, STEP, everything), why)
