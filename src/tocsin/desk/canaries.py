"""Canaries: what was planted, kept in a book or a case; and what is seen of it in what came in.

A book is a case without a note: it is opened before anything has happened, and lies where the company
keeps what it needs when something has. Plantings are kept as one value, encrypted, as the newest step of
its name; the ledger has who planted when, and neither where nor what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.dating import canaries, sightings
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.exhibits import Read
from tocsin.desk.leak import Leak, chosen, of_people
from tocsin.desk.linking import Linkage
from tocsin.exposure import absent
from tocsin.kinds import normal
from tocsin.ports import Vault
from tocsin.terms.answer import whole
from tocsin.terms.canary import Planting, Sighting
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.finding import Finding, Locus
from tocsin.terms.table import Table

STEP, VERSION = "canary", "1"

SEEN = "3"
"""Version of how canaries are looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row in which a canary was seen."""

    exhibit: str
    table: str
    row: int
    canary: int
    """Its number, plantings in order."""

    exact: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of the plantings of a case."""

    places: tuple[Place, ...]
    sightings: tuple[Sighting, ...]
    """One for each planting."""

    basis: tuple[Locus, ...]
    unread: int = 0
    """Exhibits that could not be read, or not all of what is in them: nothing is known of that."""

    digest: str = ""
    """Of the step, where it is one."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What it says of where the data come from. No row is named: who reads it could take them out."""
        return sightings.findings(self.sightings, self.basis)

    @property
    def found(self) -> bool:
        """Whether a canary was seen."""
        return any(sighting.seen for sighting in self.sightings)

    def rows(self, leak: Leak) -> tuple[int, ...]:
        """The rows of the leak that are canaries, by their numbers in it: nobody's, to be counted nowhere."""
        first = {(p.read.exhibit.sha256, p.table.name): p.first for p in leak.parts}
        found = (place for place in self.places if (place.exhibit, place.table) in first)
        return tuple(sorted({first[p.exhibit, p.table] + p.row for p in found}))


def plantings(vault: Vault) -> tuple[Planting, ...]:
    """All that were planted, in their order."""
    made = vault.latest(STEP)
    return take_up(made, STEP, tuple[Planting, ...]) if made else ()


def token(vault: Vault) -> tuple[tuple[str, str], ...]:
    """The settings of a step that rests on the plantings: none where nothing was planted."""
    made = vault.latest(STEP)
    return (("canaries", made.digest),) if made else ()


def keep(vault: Vault, new: Sequence[Planting]) -> int:
    """Keep plantings beside those that are there; gives how many canaries are new."""
    before = plantings(vault)
    added = tuple(planting for planting in new if planting not in before)
    many = sum(len(planting.canaries) for planting in added)
    if added:
        made = vault.latest(STEP)
        step = Step(STEP, VERSION, (), (("after", made.digest if made else vault.case.ledger_key),))
        why = f"{many} canar{'y is' if many == 1 else 'ies are'} kept"
        vault.work(step, lambda making: lay(making, STEP, (*before, *added)), why)
    return many


def need(vault: Vault) -> tuple[Planting, ...]:
    """The plantings; `Refused` where there are none."""
    found = plantings(vault)
    if not found:
        raise Refused(
            "There are no canaries here.",
            remedy="Plant some with tocsin canary plant, or name the book that has them with --book.",
        )
    return found


def seen(desk: Desk, readings: Sequence[Read]) -> Seen | None:
    """What is seen of this case's plantings in its exhibits: found, or made; None where it has none."""
    known = plantings(desk.vault)
    if not known:
        return None
    step = Step("sighted", SEEN, tuple(read.digest for read in readings), token(desk.vault))
    why = "whether canaries are in it"
    made = desk.vault.work(
        step, lambda making: lay(making, "seen", look(desk, readings, known)), why
    )
    return replace(take_up(made, "seen", Seen), digest=made.digest)


def apart(desk: Desk, readings: Sequence[Read]) -> tuple[Leak, Seen | None]:
    """What is held against the register, without the rows that are canaries; and what those tell."""
    leak, found = chosen(tuple(readings)), seen(desk, readings)
    rows = found.rows(leak) if found else ()
    return replace(leak, without=rows, told_by=found.digest if found and rows else ""), found


def without_records(desk: Desk, leak: Leak, linkage: Linkage) -> tuple[Leak, Linkage]:
    """Leave out too the rows tied to a canary's own record, where it was put into the register itself.

    A row may be so damaged that only its link tells what it is; nobody is to be counted or told of it.
    """
    known = plantings(desk.vault)
    if not known:
        return leak, linkage
    customers = linkage.near.register
    marks = desk.engine.table("marks", canaries.table(known))
    records = canaries.ask(customers.mutate(row=customers.id), marks).select(register_id="row")
    tied = linkage.links.semi_join(records, "register_id").select("leak_row")
    rows = tuple(sorted(whole(row, "leak_row") for row in desk.engine.answer(tied)))
    if not rows:
        return leak, linkage
    links, others = linkage.links, linkage.leak
    return (
        replace(leak, without=tuple(sorted({*leak.without, *rows})), told_by=linkage.made.digest),
        replace(
            linkage,
            leak=others.filter(others.row.notin(rows)),
            links=links.filter(links.leak_row.notin(rows)),
        ),
    )


def look(desk: Desk, readings: Sequence[Read], known: Sequence[Planting]) -> Seen:
    """Look for canaries in all tables of what was read."""
    desk.progress("Looking for canaries", 0, 0)
    tables = [(read, table) for read in readings for table in read.reading.tables if table.rows]
    places = tuple(place for read, table in tables for place in _places(desk, read, table, known))
    told = sightings.weigh(
        ((p.canary, f"{p.exhibit} {p.table} {p.row}", p.exact) for p in places), known
    )
    with_any = {(place.exhibit, place.table) for place in places}
    loci = [r.locus(t) for r, t in tables if (r.exhibit.sha256, t.name) in with_any]
    basis = tuple(loci) or tuple(Locus(read.exhibit.sha256) for read in readings)
    return Seen(places, told, basis, sum(not read.reading.whole for read in readings))


def _places(desk: Desk, read: Read, table: Table, known: Sequence[Planting]) -> Iterator[Place]:
    addresses = canaries.addresses(known)
    exhibit = read.exhibit.sha256
    found: dict[tuple[int, int], bool] = {}
    with desk.engine.passing():
        extract = read.extract(desk, table)
        if of_people({column.kind for column in table.columns}, addresses=True):
            leak = normal.normal_leak(extract, table.columns)
            marks = desk.engine.table("marks", canaries.table(known))
            for answer in desk.engine.answer(canaries.ask(leak, marks)):
                row, canary, exact = canaries.row(answer)
                found[row, canary] = exact
        if addresses and any(column.kind in canaries.UNREAD for column in table.columns):
            digests = desk.engine.table("digests", canaries.digests(addresses))
            asked = canaries.ask_digests(extract, table.columns, digests)
            found |= {
                (whole(one, "row"), whole(one, "canary")): True for one in desk.engine.answer(asked)
            }
        if addresses:
            lines = absent.lines(extract, table.columns, "row")
            domains = {address.rpartition("@")[2] for address in addresses.values()}
            for answer in desk.engine.answer(canaries.ask_lines(lines, domains)):
                row = int(str(answer["row"]))
                for canary, exact in canaries.met(str(answer["line"]), addresses).items():
                    found[row, canary] = found.get((row, canary), False) or exact
    for (row, canary), exact in sorted(found.items()):
        yield Place(exhibit, table.name, row, canary, exact)
