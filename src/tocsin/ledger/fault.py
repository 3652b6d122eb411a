"""Fault: one thing found changed, and where; and Verified, all that a verification looked at.

>>> print(Fault("entry 3", "its text was changed"))
entry 3: its text was changed
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which exhibit, entry, checkpoint or file. Never a personal value."""

    where: str
    """'entry 3', 'checkpoint 2', 'exhibits/9f86d081.../content.age': a place in the case."""

    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, what is wrong, and what could not be checked and why."""

    ledger_key: str
    """The public key the checkpoints were held against, in hexadecimal; empty where none is legible."""

    head: str
    """Hash of the ledger's last entry."""

    entries: int
    checkpoints: int
    exhibits: int
    steps: int
    bytes: int
    """Bytes of files whose SHA-256 was computed."""

    decrypted: bool
    """Whether the exhibits were also decrypted and held against their names."""

    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]
    """What this verification does not show, each in a sentence."""

    @property
    def whole(self) -> bool:
        """Whether nothing was found changed."""
        return not self.faults
