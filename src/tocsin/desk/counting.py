"""Counting: how many, which kinds, and which kinds not, with the search proved on planted controls."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa

from tocsin.desk.base import Desk
from tocsin.desk.leak import Leak, Part
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.exposure import absent, controls, held, known, schemes, scope
from tocsin.exposure.controls import Planted
from tocsin.terms.answer import Row, whole
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


def counted(desk: Desk, leak: Leak, linkage: Linkage, register: Prepared) -> Counted:
    """Count the leak against the register, each question in one pass."""
    customers = register.register(desk)
    desk.progress("Counting rows, accounts and people", 0, 0)
    (totals,) = desk.engine.answer(
        scope.ask(linkage.leak, linkage.links, linkage.ambiguous, customers)
    )
    countries = desk.engine.answer(scope.ask_countries(linkage.links, customers))
    rows = desk.engine.answer(scope.ask_rows(linkage.leak, linkage.links, customers))
    desk.progress("Looking for cards and bank accounts in every cell", 0, 0)
    searched, looked_for = _searched(desk, leak, linkage, register)
    desk.progress("Naming the kinds of data", 0, 0)
    extract, columns = leak.extract(desk)
    (kinds,) = desk.engine.answer(
        held.ask(linkage.leak, extract, linkage.links, customers, columns)
    )
    scheme = schemes.weigh(desk.engine.answer(schemes.ask(linkage.leak)))
    counts = scope.weigh(totals, countries)
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
    desk: Desk, leak: Leak, linkage: Linkage, register: Prepared
) -> tuple[tuple[KindAbsent, ...], tuple[tuple[KindAbsent, int], ...]]:
    """What the search of every cell gives; and the people behind what it found."""
    answer = _summed(
        [
            desk.engine.answer(absent.ask(part.read.extract(desk, part.table), part.table.columns))
            for part in leak.parts
        ]
    )
    copy, planted, donor = _planted(leak)
    (recovered,) = desk.engine.answer(
        absent.ask_controls(desk.engine.table("controls", copy), donor.table.columns)
    )
    searched = absent.weigh(answer, recovered, planted)
    if not any(search.found for search in searched):
        return searched, tuple((search, 0) for search in searched)
    lines, columns = leak.lines(desk)
    (people,) = desk.engine.answer(
        absent.ask_people(lines, columns, linkage.links, register.register(desk))
    )
    card, iban = searched
    behind = (whole(people, "people_with_card"), whole(people, "people_with_iban"))
    return searched, ((card, behind[0]), (iban, behind[1]))


def _planted(leak: Leak) -> tuple[pa.Table, Planted, Part]:
    donor = max(leak.parts, key=lambda part: part.table.rows)
    rows = donor.read.made.table(donor.table.name).head(DONORS)
    copy, planted = controls.plant(rows, SEED)
    return copy, planted, donor


def _summed(answers: list[tuple[Row, ...]]) -> Row:
    """Answers of one row each, added up."""
    rows = [row for answer in answers for row in answer]
    return {name: sum(whole(row, name) for row in rows) for name in rows[0]}
