"""Waiting: the rows that wait for a person's judgement, with what they and the records near them say.

Here alone the desk hands out values of persons: to be looked at, side by side, by somebody who may
open the case. They are in no `repr`, and are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir

from tocsin.desk import canaries, intake, judgements
from tocsin.desk.base import Desk
from tocsin.desk.leak import Leak, need_row
from tocsin.desk.linking import Linkage, linked
from tocsin.desk.registers import Prepared, in_case
from tocsin.linkage import clerical
from tocsin.linkage.clerical import Doubt, Open
from tocsin.linkage.comparisons import FIELDS
from tocsin.terms.answer import Row, whole
from tocsin.terms.errors import Refused
from tocsin.terms.judgement import AT_MOST, Judgement, Ruling

SHOWN = tuple(dict.fromkeys((*FIELDS, "country")))
"""What is shown of a row and of a record, in normal form, as it is compared."""

Values = Mapping[str, str]
"""Of a row or a record: a value for each of `SHOWN` that it has."""


@dataclass(frozen=True, slots=True)
class InHand:
    """A case's leak and register, linked."""

    leak: Leak
    register: Prepared
    linkage: Linkage


@dataclass(frozen=True, slots=True)
class Waiting:
    """The rows that matter most, and how many there are in all."""

    open: Open
    doubts: tuple[Doubt, ...]
    rows: Mapping[int, Values] = field(repr=False)
    records: Mapping[str, Values] = field(repr=False)
    before: Mapping[tuple[str, str], frozenset[str]] = field(repr=False)
    """What a record held earlier, by its key and the field."""


def in_hand(desk: Desk) -> InHand:
    """Link what the case holds, or find it linked; `Refused` where there is nothing to link."""
    readings = intake.readings(desk)
    register = in_case(desk)
    if register is None:
        raise Refused(
            "The case has no register to hold the leak against.",
            remedy="Take one first: tocsin register CASE URI.",
        )
    leak, _ = canaries.apart(desk, readings)
    if not leak.parts:
        raise Refused(
            "The case holds no table of people to be linked.",
            remedy="Add one: tocsin add CASE FILE.",
        )
    leak, linkage = canaries.without_records(desk, leak, linked(desk, leak, register))
    return InHand(leak, register, linkage)


def waiting(desk: Desk, at: InHand, most: int = AT_MOST) -> Waiting:
    """What to judge, and what it is to be judged by."""
    found, engine = at.linkage, desk.engine
    doubts = clerical.weigh(engine.answer(clerical.ask(found.doubts, found.doubtful, most)))
    rows = found.leak.filter(found.leak.row.isin([doubt.row for doubt in doubts] or [-1]))
    names = [candidate.record for doubt in doubts for candidate in doubt.candidates] or [""]
    records, past = _of(found.near.register, names), _of(found.near.past, names)
    before: dict[tuple[str, str], frozenset[str]] = {}
    for held in engine.answer(past.select("key", "field", "value")):
        of = str(held["key"]), str(held["field"])
        before[of] = before.get(of, frozenset()) | {str(held["value"])}
    return Waiting(
        found.open,
        doubts,
        {whole(row, "row"): _values(row) for row in engine.answer(rows.select("row", *SHOWN))},
        {str(row["key"]): _values(row) for row in engine.answer(records.select("key", *SHOWN))},
        before,
    )


def _of(records: ir.Table, names: list[str]) -> ir.Table:
    """Those of these keys, as text in the column `key`."""
    keyed = records.mutate(key=records.id.cast("string"))
    return keyed.filter(keyed.key.isin(names))


def _values(row: Row) -> Values:
    return {name: str(row[name]) for name in SHOWN if row[name] is not None}


def decide(desk: Desk, at: InHand, row: int, ruling: Ruling, record: str | None, why: str) -> None:
    """Keep a judgement on a row; without a record it is on the one that is, or would be, linked."""
    need_row(row, at.leak.rows)
    if ruling is Ruling.NOBODY:
        if record is not None:
            raise Refused("A row that is nobody's is of no record.", remedy="Leave out --record.")
    elif record is None:
        record = _meant(desk, at.linkage, row)
    elif not desk.engine.answer(_of(at.register.register(desk), [record]).select("key").limit(1)):
        raise Refused(
            "The register has no such record.", remedy="Name one by the register's own key."
        )
    judgements.judge(desk, at.leak, Judgement(row, ruling, record), why)


def withdraw(desk: Desk, at: InHand, row: int, why: str) -> None:
    """Take back what was decided of a row."""
    judgements.withdraw(desk, at.leak, row, why)


def _meant(desk: Desk, found: Linkage, row: int) -> str:
    """The record that a row is linked to, or the only one in question."""

    def of(table: ir.Table) -> list[str]:
        those = table.filter(table.leak_row == row)
        return [
            str(r["key"])
            for r in desk.engine.answer(those.select(key=those.register_id.cast("string")))
        ]

    records = of(found.links) or of(found.doubtful)
    if len(records) == 1:
        return records[0]
    raise Refused(
        f"Row {row:,} may be of {len(records)} records."
        if records
        else f"No record is in question for row {row:,}.",
        remedy="Name one with --record.",
    )
