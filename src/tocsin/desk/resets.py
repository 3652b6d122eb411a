"""Resets: the order in which the passwords of the register are to be reset, given out and entered.

The file names customers by their key and is in clear: it is for the company's own systems. The ledger has
its digest and the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.desk.base import Desk
from tocsin.desk.passwords import work
from tocsin.desk.registers import in_case
from tocsin.desk.waiting import in_hand
from tocsin.exposure import passwords, passwords_resets, passwords_weighed
from tocsin.report import resets as written
from tocsin.terms.errors import Refused
from tocsin.terms.password import Reset


@dataclass(frozen=True, slots=True)
class Resets:
    """The waves, and in the engine who stands in which."""

    waves: tuple[Reset, ...]
    customers: ir.Table
    """`id`, `place`, `former`."""

    linked: str
    """Digest of the links it rests on."""


def resets(desk: Desk) -> Resets:
    """Who is to be reset in which wave; `Refused` where the leak keeps no passwords."""
    at = in_hand(desk)
    worked = work(desk, at.leak, at.linkage)
    if worked is None:
        raise Refused(
            "The leak keeps no passwords, as far as its columns tell.",
            remedy="If one does, say so: tocsin correct CASE EXHIBIT COLUMN=password_hash.",
        )
    desk.progress("Ordering the resets", 0, 0)
    schemes = [str(way.kept) for way in passwords_weighed.deciding(worked.ways)]
    ranked = passwords.ranked(
        worked.deciding, worked.distinct, passwords_weighed.order(worked.ways)
    )
    found = at.linkage
    customers = desk.engine.keep(
        passwords_resets.ask(ranked, len(schemes), found.leak, found.links, found.near.register)
    )
    counts = desk.engine.answer(passwords_resets.ask_counts(customers))
    waves = passwords_resets.weigh(counts, passwords_resets.reasons(schemes))
    return Resets(waves, customers, found.made.digest)


def source(desk: Desk) -> str:
    """The sort of the register's source: 'postgresql', 'parquet'; '' where there is no register."""
    register = in_case(desk)
    return register.facts.source if register else ""


def write(desk: Desk, found: Resets, dialect: str | None, give: Callable[[bytes], object]) -> int:
    """Give them as a script in a dialect, or as a table; then enter it. Returns the keys made harmless."""
    digest, acting = sha256(), 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal acting
        told = passwords_resets.ordered(found.customers, found.waves)
        for batch in desk.engine.stream(told):
            acting += 0 if dialect else written.acting(batch.column("id"))
            yield batch

    why = [wave.why for wave in found.waves]
    chunks = written.sql(batches(), why, dialect) if dialect else written.csv(batches(), why)
    for chunk in chunks:
        digest.update(chunk)
        give(chunk)
    customers = sum(wave.customers for wave in found.waves)
    former = sum(wave.former for wave in found.waves)
    desk.vault.record(
        "resets",
        (found.linked,),
        (digest.hexdigest(),),
        f"{customers:,} customers in {len(found.waves)} waves, {former:,} former, as {dialect or 'csv'}",
    )
    return acting
