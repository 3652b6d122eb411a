"""Rehearse: make the drill, answer it as a real case is answered, and score the answer against the truth.

What is made stands beside the case, in clear, because no row of it is a person:

    company/register.parquet   company/history.parquet
    note.txt   leak.csv   truth.parquet   truth.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from tocsin.desk import registers
from tocsin.desk.account import account
from tocsin.desk.base import Desk, Progress
from tocsin.desk.establish import establish
from tocsin.desk.intake import seal
from tocsin.desk.registers import Connect
from tocsin.drill import company, leak, score
from tocsin.drill.score import Score
from tocsin.terms.case import Role
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established
from tocsin.terms.register import HistoryMap, RegisterMap

RECEIVED = datetime.fromisoformat("2014-06-10T09:12+02:00")
"""The note comes in on the morning of Tuesday 10 June (facts of the case: the French branch was told)."""

NOW = datetime.fromisoformat("2014-06-12T08:00+02:00")
"""The drill is answered on Thursday, two hours after the register's export: four days remain."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be rehearsed. The same wish makes the same bytes."""

    leak: str
    people: int
    register: int
    seed: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A drill on disk."""

    folder: Path
    wish: Wish

    @property
    def note(self) -> Path:
        """The ransom note."""
        return self.folder / "note.txt"

    @property
    def dump(self) -> Path | None:
        """The leak, where this sort has one."""
        path = self.folder / "leak.csv"
        return path if path.exists() else None

    @property
    def register(self) -> Path:
        """The company's customers."""
        return self.folder / "company" / "register.parquet"

    @property
    def history(self) -> Path:
        """Their changes of three years."""
        return self.folder / "company" / "history.parquet"

    @property
    def truth(self) -> Path:
        """Which row was copied from which customer."""
        return self.folder / "truth.parquet"


def make(folder: Path, wish: Wish, progress: Progress) -> Rehearsal:
    """Make the drill in a folder: found where this wish was made there before."""
    made = Rehearsal(folder, wish)
    told = folder / "truth.json"
    if told.exists():
        if json.loads(told.read_text("utf-8")).get("wish") != asdict(wish):
            raise Refused(
                f"{folder} holds another drill.", remedy="Remove it, or name another directory."
            )
        return made
    if folder.exists() and any(folder.iterdir()) and not (folder / "company").exists():
        raise Refused(f"{folder} is not empty.", remedy="Name a new directory.")
    (folder / "company").mkdir(parents=True, exist_ok=True)
    progress("Making the company", 0, 0)
    firm = company(wish.seed, wish.register)
    pq.write_table(firm.register, made.register, compression="zstd")
    pq.write_table(firm.history, made.history, compression="zstd")
    progress("Making the leak", 0, 0)
    loot = leak(firm, wish.leak, wish.people, wish.seed)
    if loot.csv is not None:
        _write(folder / "leak.csv", loot.csv)
    made.note.write_text(loot.note, "utf-8")
    pq.write_table(loot.truth, made.truth)
    # Last, and at once: a drill without it was not made whole, and is made again.
    part = folder / ".truth.json"
    part.write_text(
        json.dumps({"wish": asdict(wish), **loot.facts}, indent=1, sort_keys=True), "utf-8"
    )
    part.replace(told)
    return made


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def answer(desk: Desk, made: Rehearsal, connect: Connect) -> Established:
    """Answer it as a real case is answered, on the morning after the register was exported."""
    with made.note.open("rb") as stream:
        seal(desk.vault, stream, Role.NOTE, made.note.name)
    if made.dump:
        with made.dump.open("rb") as stream:
            seal(desk.vault, stream, Role.LEAK, made.dump.name)
    if desk.vault.latest("register") is None:
        said = RegisterMap(history=HistoryMap(str(made.history)))
        registers.take(desk, str(made.register), said, connect)
    establish(desk, NOW)
    return account(desk.vault, NOW)


def scored(desk: Desk, made: Rehearsal) -> Score:
    """Hold the links against the truth."""
    links = desk.vault.latest("link")
    register = registers.in_case(desk)
    if links is None or register is None:
        return score.weigh({})
    truth = desk.engine.table("truth", pq.read_table(made.truth))
    found = desk.engine.table("links", links.table("links"))
    (told,) = desk.engine.answer(score.ask(found, truth, register.register(desk)))
    return score.weigh(told)
