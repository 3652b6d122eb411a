"""Known: leaks that were known before, kept as keyed digests, and what a leak has in common with them.

Such a file is read in the sandbox as an exhibit is, piece by piece, and is no exhibit: nothing of it is
kept but the digests of its rows (`authenticity.digests`), which nobody without the case's key can try
guesses against. Which files were given is kept as one value, as the newest step of its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.authenticity import digests
from tocsin.authenticity.digests import Keys
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.judging import judge
from tocsin.desk.registers import Prepared
from tocsin.formats.base import heads_of
from tocsin.kinds import normal
from tocsin.ports import Made, Making, Vault
from tocsin.terms.answer import whole
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.known import Overlap, Reference
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Column, Reading

DIGESTED = "1"
"""Version of how rows are digested: a new one digests anew."""

STEP, VERSION = "known", "1"

PIECE = 64 << 20
"""Bytes of rows that are digested at a time."""

SAMPLED = 20_000
"""Customers of the register that are looked for in a reference, to learn how many of them it holds."""

SCHEMA = pa.schema([(name, pa.string()) for name in digests.COLUMNS])

SEALED = 4 << 20
"""Bytes that go into the file's digest at a time."""


def know(
    desk: Desk, untrusted: BinaryIO, file: str, name: str, allowance: Allowance = PLAIN
) -> Reference:
    """Take a leak known before under a name; `Refused` where it holds nobody who can be known again."""
    sealed = _sha256(untrusted)
    untrusted.seek(0)

    def how(making: Making) -> None:
        read: list[int] = []

        def sink(table: str, batches: pa.RecordBatchReader) -> None:
            pieces = _digested(desk, batches)
            rows = making.table(
                f"digests {len(read)}", pa.RecordBatchReader.from_batches(SCHEMA, pieces)
            )
            read.append(rows)

        reading = desk.parser.parse(untrusted, file, sink, allowance)
        if reading.refused or not sum(read):
            raise _unknowable(reading)
        lay(making, "rows", tuple(read))

    step = _digests(sealed)
    made = desk.vault.work(step, how, "a leak known before, as keyed digests")
    rows = sum(take_up(made, "rows", tuple[int, ...]))
    reference = Reference(name, sealed, rows, desk.now())
    _list(desk.vault, reference)
    return reference


def references(vault: Vault) -> tuple[Reference, ...]:
    """All that were given, in their order."""
    made = vault.latest(STEP)
    return take_up(made, STEP, tuple[Reference, ...]) if made else ()


def token(vault: Vault) -> tuple[tuple[str, str], ...]:
    """The settings of a step that rests on them: none where none was given."""
    made = vault.latest(STEP)
    return ((STEP, made.digest),) if made else ()


def overlaps(
    desk: Desk, leak: ir.Table, rows: int, tied: ir.Table, register: Prepared
) -> tuple[Overlap, ...]:
    """What the leak has in common with each; `tied` has the `row` of those that are customers'."""
    given = references(desk.vault)
    if not given:
        return ()
    desk.progress("Holding it against leaks known before", 0, 0)
    keys = _keys(desk.vault)
    ours = desk.engine.keep(digests.digested(keys, leak))
    sampled = desk.engine.keep(_sampled(desk, keys, register))
    found = []
    for reference in given:
        made = desk.vault.find(_digests(reference.sha256))
        if made is None:
            continue
        (answer,) = desk.engine.answer(digests.ask(ours, _table(desk, made), tied, sampled))
        counts = {name: whole(answer, name) for name in answer}
        found.append(Overlap(reference.name, reference.rows, rows, **counts))
    return tuple(found)


def _digested(desk: Desk, batches: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """The rows of a table as digests, a piece at a time; its columns are judged by the first."""
    heads = heads_of(batches.schema)
    columns: tuple[Column, ...] = ()
    keys = _keys(desk.vault)
    for piece in _pieces(batches):
        with desk.engine.passing():
            table = desk.engine.table("reference", piece)
            if not columns:
                named = heads or ("",) * (piece.num_columns - 1)
                columns = judge(desk.engine, table, tuple(Column(name) for name in named), {})
            formed = normal.normal_leak(table, columns)
            told = digests.digested(keys, formed).select(*digests.COLUMNS)
            yield from desk.engine.stream(told)


def _pieces(batches: pa.RecordBatchReader) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.nbytes for one in waiting) >= PIECE:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _table(desk: Desk, made: Made) -> ir.Table:
    """The digests of all tables of a file: `digests.COLUMNS`."""
    many = range(len(take_up(made, "rows", tuple[int, ...])))
    first, *others = (desk.engine.table(f"known_{i}", made.table(f"digests {i}")) for i in many)
    together = first.union(*others) if others else first
    return desk.engine.keep(together)


def _sampled(desk: Desk, keys: Keys, register: Prepared) -> ir.Table:
    """`known` of some customers, evenly over the register."""
    every = max(1, register.facts.rows // SAMPLED)
    records = register.register(desk)
    some = records.filter(records.place % every == 0).select("email", "phone")
    known = some.select(known=digests.named(keys, some))
    return known.filter(known.known.notnull())


def _keys(vault: Vault) -> Keys:
    return vault.keyed("known rows, inner"), vault.keyed("known rows, outer")


def _digests(sealed: str) -> Step:
    return Step("digests", DIGESTED, (sealed,))


def _list(vault: Vault, reference: Reference) -> None:
    """Add to the list; the same file under the same name stays one."""
    given = references(vault)
    if any((r.sha256, r.name) == (reference.sha256, reference.name) for r in given):
        return
    made = vault.latest(STEP)
    after = made.digest if made else reference.sha256
    named = vault.keyed(reference.name)
    step = Step(STEP, VERSION, (reference.sha256,), (("after", after), ("named", named)))
    everything = (*(r for r in given if r.sha256 != reference.sha256), reference)
    vault.work(step, lambda making: lay(making, STEP, everything), "a leak known before was named")


def _unknowable(reading: Reading) -> Refused:
    if reading.refused:
        return Refused(
            f"The file could not be read: {reading.refused}",
            remedy="Name the leak as it went about, unpacked.",
        )
    return Refused(
        "No row of the file has an e-mail address or a phone number to be known by.",
        remedy="Name the leak as it went about, with its e-mail addresses.",
    )


def _sha256(stream: BinaryIO) -> str:
    digest = sha256()
    while piece := stream.read(SEALED):
        digest.update(piece)
    return digest.hexdigest()
