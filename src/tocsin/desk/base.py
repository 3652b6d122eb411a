"""Desk: what every act works with, and how values are laid down in a step and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import ibis.expr.types as ir
import msgspec

from tocsin.ports import Clock, Engine, Files, Made, Making, Parser, Rates, Vault

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is (0: not known)."""


def unheard(doing: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A case and what works on it."""

    vault: Vault
    engine: Engine
    parser: Parser
    rates: Rates
    clock: Clock
    files: Files
    progress: Progress = unheard

    def now(self) -> datetime:
        """The time, with its zone."""
        return self.clock()


def evenly(rows: ir.Table, number: str, many: int, most: int) -> ir.Table:
    """Take of `many` rows some `most`, evenly by the column that numbers them; all where there are no more."""
    every = -(-many // most)
    return rows.filter(rows[number] % every == 0) if every > 1 else rows


def lay(making: Making, name: str, value: object) -> None:
    """Write a term as a value of a step."""
    making.value(name, msgspec.json.encode(value))


def take_up(made: Made, name: str, sort: type[T]) -> T:
    """Read a term back from a step."""
    return msgspec.json.decode(made.value(name), type=sort)
