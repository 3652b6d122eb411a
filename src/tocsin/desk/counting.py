"""Counting: how many, which kinds, and which kinds not, with the search proved on planted controls."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa

from tocsin.desk.base import Desk
from tocsin.desk.leak import Leak, Part
from tocsin.desk.linking import Linkage
from tocsin.exposure import absent, held, known, schemes, scope
from tocsin.exposure.controls import Planted, plant
from tocsin.terms.answer import whole
from tocsin.terms.scope import KindAbsent, KindHeld, Scope

SEED = 20140609
"""The controls are the same in every case: a search is proved on what anybody can plant again."""

DONORS = 4_096
"""Rows of the leak whose cells surround the controls."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the leak holds, of whom, and what was looked for in vain."""

    scope: Scope | None
    held: tuple[KindHeld, ...]
    absent: tuple[KindAbsent, ...]
    rows_by_country: tuple[tuple[str, int], ...]
    linked_by_country: tuple[tuple[str, int], ...]


NOTHING = Counted(None, (), (), (), ())
"""Where there is no table of people to count."""


def counted(desk: Desk, leak: Leak, linkage: Linkage) -> Counted:
    """Count the leak against the register, each question in one pass."""
    customers = linkage.near.register
    desk.progress("Counting rows, accounts and people", 0, 0)
    (totals,) = desk.engine.answer(
        scope.ask(linkage.leak, linkage.links, linkage.ambiguous, customers)
    )
    countries = desk.engine.answer(scope.ask_countries(linkage.links, customers))
    rows = desk.engine.answer(scope.ask_rows(linkage.leak, linkage.links, customers))
    desk.progress("Looking for cards and bank accounts in every cell", 0, 0)
    searched, looked_for = _searched(desk, leak, linkage)
    desk.progress("Naming the kinds of data", 0, 0)
    extract, columns = leak.extract(desk)
    (kinds,) = desk.engine.answer(
        held.ask(linkage.leak, extract, linkage.links, customers, columns)
    )
    scheme = schemes.weigh(desk.engine.answer(schemes.ask(linkage.leak)))
    counts = scope.weigh(totals, countries)
    counts = replace(counts, judged=linkage.judged, doubtful=linkage.open.rows)
    if counts.unlinked:
        (met,) = desk.engine.answer(known.ask(linkage.leak, linkage.links, customers))
        rows_known, people_known = known.weigh(met)
        counts = replace(counts, known=rows_known, known_people=people_known)
    return Counted(
        counts,
        held.weigh(kinds, columns, scheme, looked_for),
        searched,
        *scope.weigh_rows(rows),
    )


def _searched(
    desk: Desk, leak: Leak, linkage: Linkage
) -> tuple[tuple[KindAbsent, ...], tuple[tuple[KindAbsent, int], ...]]:
    """What the search of every cell gives; and the people behind what it found."""
    lines = leak.lines(desk)
    copy, planted, donor = _planted(leak)
    controls = absent.lines(desk.engine.table("controls", copy), donor.table.columns, "control")
    (answer,) = desk.engine.answer(absent.ask(lines, controls))
    searched = absent.weigh(answer, planted)
    if not any(search.found for search in searched):
        return searched, tuple((search, 0) for search in searched)
    (people,) = desk.engine.answer(absent.ask_people(lines, linkage.links, linkage.near.register))
    card, iban = searched
    behind = (whole(people, "people_with_card"), whole(people, "people_with_iban"))
    return searched, ((card, behind[0]), (iban, behind[1]))


def _planted(leak: Leak) -> tuple[pa.Table, Planted, Part]:
    donor = max(leak.parts, key=lambda part: part.table.rows)
    rows = donor.read.made.table(donor.table.name).head(DONORS)
    copy, planted = plant(rows, SEED)
    return copy, planted, donor
