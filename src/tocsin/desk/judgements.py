"""Judgements: what persons decided of rows whose record was in doubt, kept in the case.

A row is named by its exhibit's digest, its table and its number there, and a record by the register's
key: so a judgement holds when more is added, when the register is taken again and when everything is
established anew. All are kept as one value, encrypted, as the newest step of their name; the
ledger has who judged, when and why, and a token from which neither row nor record can be told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa

from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.leak import Leak, Part, need_row
from tocsin.linkage.judged import JUDGED
from tocsin.ports import Vault
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.judgement import Judgement, Ruling, together

STEP, VERSION = "judge", "1"

Kept = dict[str, dict[str, tuple[Judgement, ...]]]
"""From an exhibit's SHA-256 and a table's name to what was decided of its rows."""

Change = Callable[[tuple[Judgement, ...]], tuple[Judgement, ...]]
"""From what was decided of a table's rows to what is decided now."""

SCHEMA = pa.schema(
    [(name, pa.int64() if sort == "int64" else pa.string()) for name, sort in JUDGED.items()]
)

SAYS = {
    Ruling.SAME: "a row is the record's",
    Ruling.DIFFERENT: "a row is not the record's",
    Ruling.NOBODY: "a row is no customer's",
}
"""A ruling in the ledger, which names no row."""


def judgements(vault: Vault) -> Kept:
    """All that were kept."""
    made = vault.latest(STEP)
    return take_up(made, STEP, Kept) if made else {}


def token(vault: Vault) -> tuple[tuple[str, str], ...]:
    """The settings of a step that rests on the judgements: none where nobody judged."""
    made = vault.latest(STEP)
    return (("judged", made.digest),) if made else ()


def of(vault: Vault, leak: Leak) -> tuple[Judgement, ...]:
    """Those on rows of this leak, by their number in it."""
    kept = judgements(vault)
    return tuple(
        replace(judgement, row=judgement.row + part.first)
        for part in leak.parts
        for judgement in kept.get(part.read.exhibit.sha256, {}).get(part.table.name, ())
        if judgement.row < part.table.rows
    )


def table(of: tuple[Judgement, ...]) -> pa.Table:
    """Judgements as `linkage.judged.JUDGED`."""
    rows = [{"leak_row": j.row, "ruling": j.ruling.value, "record": j.record} for j in of]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def judge(desk: Desk, leak: Leak, judgement: Judgement, why: str) -> None:
    """Keep a judgement on a row of the leak; the newer holds where two contradict."""
    part = _part(leak, judgement.row)
    own = replace(judgement, row=judgement.row - part.first)
    _keep(desk.vault, part, lambda before: together(before, own), f"{SAYS[own.ruling]}: {why}")


def withdraw(desk: Desk, leak: Leak, row: int, why: str) -> None:
    """Take back what was decided of a row; `Refused` where nothing was."""
    part = _part(leak, row)
    before = judgements(desk.vault).get(part.read.exhibit.sha256, {}).get(part.table.name, ())
    if not any(j.row == row - part.first for j in before):
        raise Refused(f"Nobody judged row {row:,}.", remedy="Nothing was changed.")
    _keep(
        desk.vault,
        part,
        lambda kept: tuple(j for j in kept if j.row != row - part.first),
        f"a judgement is withdrawn: {why}",
    )


def _part(leak: Leak, row: int) -> Part:
    need_row(row, leak.rows)
    return next(part for part in reversed(leak.parts) if part.first <= row)


def _keep(vault: Vault, part: Part, change: Change, why: str) -> None:
    kept = judgements(vault)
    exhibit, name = part.read.exhibit.sha256, part.table.name
    of_exhibit = kept.get(exhibit, {})
    now = change(of_exhibit.get(name, ()))
    if now == of_exhibit.get(name, ()):
        return
    made = vault.latest(STEP)
    step = Step(STEP, VERSION, (exhibit,), (("after", made.digest if made else exhibit),))
    everything = {**kept, exhibit: {**of_exhibit, name: now}}
    vault.work(step, lambda making: lay(making, STEP, everything), why)
