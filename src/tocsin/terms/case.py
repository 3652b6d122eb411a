"""Case, Exhibit, Step and Entry: one incident, its evidence, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class Role(Enum):
    """What an exhibit is in the case."""

    NOTE = "note"
    LEAK = "leak"
    """A dump: what the claimant, or a finder, says is the data."""

    SAMPLE = "sample"
    """Rows that their holder chose to show: they bound nothing."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file as acquired, sealed by the SHA-256 of its bytes.

    The name it came under may itself be personal: the ledger has only a keyed digest of it.
    """

    sha256: str
    bytes: int
    role: Role
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work named by what goes in: the same inputs are never worked twice.

    `inputs` are digests; `settings` are plain words (versions, options), no personal values.
    """

    name: str
    version: str
    inputs: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded act: who did what, when, with which tool, on what, and why."""

    number: int
    at: datetime
    who: str
    act: str
    """'open', 'add', 'read', 'register', 'link', 'establish', 'report', 'share' ..."""

    tool: str
    """'tocsin 0.1.0'."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    why: str
    previous: str
    """Hash of the entry before; 64 zeros for the first."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is written in clear about a case."""

    name: str
    received: datetime
    ledger_key: str
    """The Ed25519 public key that signs the ledger's checkpoints, in hexadecimal."""
