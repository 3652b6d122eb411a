"""Rehearse: make the drill, answer it as a real case is answered, and score the answer against the truth.

What is made stands beside the case, in clear, because no row of it is a person:

    company/register.parquet   company/history.parquet   company/copies.toml
    note.txt   leak.csv   earlier.csv   truth.parquet   truth.json
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import ibis

from tocsin.desk import known, registers, told
from tocsin.desk.account import account
from tocsin.desk.base import Desk, Progress
from tocsin.desk.establish import establish
from tocsin.desk.intake import seal
from tocsin.desk.registers import Connect
from tocsin.drill import How, company, copies, leak, score
from tocsin.drill.copied import EVERY
from tocsin.drill.judged import judged
from tocsin.drill.moments import NOTED
from tocsin.drill.score import Score
from tocsin.linkage import clerical
from tocsin.ports import Files
from tocsin.terms.case import Role
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established
from tocsin.terms.register import HistoryMap, RegisterMap

RECEIVED = NOTED
"""The note comes in on the morning of Tuesday 10 June."""

NOW = datetime.fromisoformat("2014-06-12T08:00+02:00")
"""The drill is answered on Thursday, two hours after the register's export: four days remain."""


EARLIER = "an earlier leak"
"""The name under which the desk is given the leak that was dressed as new."""


COMPANIES = """
[[companies]]
name = "Quatre Vents SA"
country = "FR"
decides = true

[[companies]]
name = "Quatre Vents Belgique SA"
country = "BE"
decides = true
"""
"""What a person tells of the made-up company: two firms, each of which decides about its own customers."""


USUAL = How()
"""What a leak is like where nothing is said."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be rehearsed. The same wish makes the same bytes."""

    leak: str
    people: int
    """Rows of the leak; 0: all that the copy has."""

    register: int
    seed: int
    how: How = USUAL

    def said(self) -> dict[str, object]:
        """What was wished for, without what is usual."""
        usual = asdict(USUAL)
        how = {name: said for name, said in asdict(self.how).items() if said != usual[name]}
        return {
            "leak": self.leak,
            "people": self.people,
            "register": self.register,
            "seed": self.seed,
            **how,
        }


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
    def earlier(self) -> Path:
        """An earlier leak that the claimant dressed as new, where he did."""
        return self.folder / "earlier.csv"

    @property
    def register(self) -> Path:
        """The company's customers."""
        return self.folder / "company" / "register.parquet"

    @property
    def history(self) -> Path:
        """Their changes of three years, where they were kept."""
        return self.folder / "company" / "history.parquet"

    @property
    def copies(self) -> Path:
        """When the register is copied by plan, as `tocsin register --map` takes it."""
        return self.folder / "company" / "copies.toml"

    @property
    def truth(self) -> Path:
        """Which row was copied from which customer."""
        return self.folder / "truth.parquet"

    @property
    def told(self) -> Path:
        """What a report should find."""
        return self.folder / "truth.json"


def make(files: Files, folder: Path, wish: Wish, progress: Progress) -> Rehearsal:
    """Make the drill in a folder: found where this wish was made there before."""
    made = Rehearsal(folder, wish)
    if files.holds(made.told):
        if _facts(files, made).get("wish") != wish.said():
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
    if wish.how.history:
        files.put_table(made.history, firm.history.to_reader())
    files.put(made.copies, (copies.file().encode(),))
    progress("Making the leak", 0, 0)
    loot = leak(firm, wish.leak, wish.people or EVERY, wish.seed, wish.how)
    if loot.csv is not None:
        files.put(made.dump, loot.csv)
    if loot.earlier is not None:
        files.put(made.earlier, loot.earlier)
    files.put(made.note, (loot.note.encode(),))
    files.put_table(made.truth, loot.truth.to_reader())
    # Last: a drill without it was not made whole, and is made again.
    facts = json.dumps({"wish": wish.said(), **loot.facts}, indent=1, sort_keys=True)
    files.put(made.told, (facts.encode(),))
    return made


def _facts(files: Files, made: Rehearsal) -> dict[str, Any]:
    with files.open(made.told) as stream:
        told: dict[str, Any] = json.loads(stream.read())
    return told


def answer(desk: Desk, made: Rehearsal, connect: Connect) -> Established:
    """Answer it as a real case is answered, on the morning after the register was exported."""
    with desk.files.open(made.note) as stream:
        seal(desk.vault, stream, Role.NOTE, made.note.name)
    if desk.files.holds(made.dump):
        with desk.files.open(made.dump) as stream:
            seal(desk.vault, stream, Role.LEAK, made.dump.name)
    if desk.vault.latest("register") is None:
        history = HistoryMap(str(made.history)) if desk.files.holds(made.history) else None
        said = RegisterMap(history=history, times=copies.times(), copies=copies.plan())
        registers.take(desk, str(made.register), said, connect)
    if desk.files.holds(made.earlier) and not known.references(desk.vault):
        with desk.files.open(made.earlier) as stream:
            known.know(desk, stream, made.earlier.name, EARLIER)
    told.tell(desk.vault, COMPANIES, None, NOW)
    establish(desk, NOW)
    return account(desk.vault, NOW)


def scored(desk: Desk, made: Rehearsal, answer: Established) -> Score:
    """Hold verdict, time of copying and links, and how certain they were said to be, against the truth."""
    right = judged(_facts(desk.files, made), answer.verdict.answer.value, answer.taken)
    return replace(_links(desk, made), judged=right)


def _links(desk: Desk, made: Rehearsal) -> Score:
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
