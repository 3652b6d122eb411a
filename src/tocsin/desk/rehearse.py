"""Rehearse: make the drill, answer it as a real case is answered, and score the answer against the truth.

What is made stands beside the case, in clear, because no row of it is a person:

    company/register.parquet   company/history.parquet
    note.txt   leak.csv   truth.parquet   truth.json
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import ibis

from tocsin.desk import registers
from tocsin.desk.account import account
from tocsin.desk.base import Desk, Progress
from tocsin.desk.establish import establish
from tocsin.desk.intake import seal
from tocsin.desk.registers import Connect
from tocsin.drill import company, leak, score
from tocsin.drill.score import Score
from tocsin.linkage import clerical
from tocsin.ports import Files
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
    def dump(self) -> Path:
        """The leak; the sort that shows only a sample has none."""
        return self.folder / "leak.csv"

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


def make(files: Files, folder: Path, wish: Wish, progress: Progress) -> Rehearsal:
    """Make the drill in a folder: found where this wish was made there before."""
    made = Rehearsal(folder, wish)
    told = folder / "truth.json"
    if files.holds(told):
        with files.open(told) as stream:
            before = json.loads(stream.read()).get("wish")
        if before != asdict(wish):
            raise Refused(
                f"{folder} holds another drill.", remedy="Remove it, or name another directory."
            )
        return made
    if files.holds(folder) and not files.holds(folder / "company"):
        raise Refused(f"{folder} is not empty.", remedy="Name a new directory.")
    files.folder(folder / "company")
    progress("Making the company", 0, 0)
    firm = company(wish.seed, wish.register)
    files.put_table(made.register, firm.register.to_reader())
    files.put_table(made.history, firm.history.to_reader())
    progress("Making the leak", 0, 0)
    loot = leak(firm, wish.leak, wish.people, wish.seed)
    if loot.csv is not None:
        files.put(made.dump, loot.csv)
    files.put(made.note, (loot.note.encode(),))
    files.put_table(made.truth, loot.truth.to_reader())
    # Last: a drill without it was not made whole, and is made again.
    facts = json.dumps({"wish": asdict(wish), **loot.facts}, indent=1, sort_keys=True)
    files.put(told, (facts.encode(),))
    return made


def answer(desk: Desk, made: Rehearsal, connect: Connect) -> Established:
    """Answer it as a real case is answered, on the morning after the register was exported."""
    with desk.files.open(made.note) as stream:
        seal(desk.vault, stream, Role.NOTE, made.note.name)
    if desk.files.holds(made.dump):
        with desk.files.open(made.dump) as stream:
            seal(desk.vault, stream, Role.LEAK, made.dump.name)
    if desk.vault.latest("register") is None:
        said = RegisterMap(history=HistoryMap(str(made.history)))
        registers.take(desk, str(made.register), said, connect)
    establish(desk, NOW)
    return account(desk.vault, NOW)


def scored(desk: Desk, made: Rehearsal) -> Score:
    """Hold the links as found, and what was said of their certainty, against the truth."""
    links = desk.vault.latest("link")
    register = registers.in_case(desk)
    if links is None or register is None:
        return score.weigh({})
    truth = desk.engine.table("truth", desk.files.table(made.truth))
    found = desk.engine.table("links", links.table("links"))
    (told,) = desk.engine.answer(score.ask(found, truth, register.register(desk)))
    likely = clerical.chances(desk.engine.table("doubtful", links.table("doubtful")))
    others = likely.anti_join(found, ["leak_row", "register_id"]).mutate(probability="chance")
    said = ibis.union(
        *(
            pairs.select(
                "leak_row", "register_id", "probability", linked=ibis.literal(value=linked)
            )
            for pairs, linked in ((found, True), (others, False))
        )
    )
    steps = desk.engine.answer(score.ask_reliability(said, truth))
    return replace(score.weigh(told), reliability=score.weigh_reliability(steps))
