"""Exhibits: read in the sandbox once, columns judged once, each as a step of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import ibis.expr.types as ir
import pyarrow as pa

from tocsin.desk import volumes
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.judging import SMALL, Small, confirmed, judge, judge_together
from tocsin.desk.said import said
from tocsin.desk.watched import watch
from tocsin.ports import Made, Making
from tocsin.terms.case import Exhibit, Step
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.table import Column, Reading, Table

READ = "2"
"""Version of how exhibits are read: a new one makes the step anew."""

TOLD = 5
"""Files that were not read which a finding names; it counts them all."""

JUDGED = "2"
"""Version of how columns are judged."""


@dataclass(frozen=True, slots=True)
class Read:
    """An exhibit as read: its tables with their kinds, and where the rows lie."""

    exhibit: Exhibit
    reading: Reading
    made: Made
    """The extracts."""

    digest: str
    """Of the extracts with their kinds: what later steps rest on."""

    def extract(self, desk: Desk, table: Table) -> ir.Table:
        """The rows of one table: `row` (int64) and `c0`, `c1` ... (string)."""
        return desk.engine.table(
            f"x_{self.exhibit.sha256[:12]}_{table.name}", self.made.table(table.name)
        )

    def locus(self, table: Table) -> Locus:
        """Where a statement about this table points."""
        return Locus(self.exhibit.sha256, f"table {table.name!r}, {table.rows:,} rows")


class _Void(Exception):
    """The parser gave up after it had handed rows over: they must not be kept."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading


@dataclass(frozen=True, slots=True)
class Pieces:
    """Exhibits that are one file, cut into several."""

    name: str
    """Of the whole."""

    exhibits: tuple[Exhibit, ...]


def read(desk: Desk, exhibit: Exhibit, pieces: Pieces | None = None) -> Read:
    """Read one exhibit; a file that cannot be read is a Reading with `refused`.

    `pieces` are those that it is the first of, if it is one file cut into several.
    """
    made = _extracted(desk, exhibit, pieces or Pieces(exhibit.name, (exhibit,)))
    judged = desk.vault.work(
        Step("kinds", JUDGED, (made.digest,), said(desk.vault, exhibit).judging),
        lambda making: lay(making, "reading", _judged(desk, exhibit, made)),
        why="what the columns hold",
    )
    return Read(exhibit, take_up(judged, "reading", Reading), made, judged.digest)


def piece(desk: Desk, exhibit: Exhibit, whole: str) -> Read:
    """An exhibit that is a later piece of a file: what it holds is told with the first."""
    step = Step("read", READ, (exhibit.sha256,), (("piece", "later"),))
    reading = volumes.later(whole)
    made = desk.vault.work(
        step, lambda making: lay(making, "reading", reading), "a piece of a file"
    )
    return Read(exhibit, reading, made, made.digest)


def unread(read: Read) -> Finding:
    """What is said of an exhibit that could not be read."""
    return Finding(
        says=f"Exhibit {read.exhibit.sha256[:12]} was not read, because {read.reading.refused}",
        basis=(Locus(read.exhibit.sha256),),
        certainty=Certainty.UNRESOLVED,
        limit="Nothing is known of what it holds. It stays in custody, sealed.",
        key=f"exhibits.{read.exhibit.sha256[:12]}",
    )


def unopened(read: Read) -> Iterator[Finding]:
    """What is said of the files in an exhibit that could not be read, though others of it were."""
    refused = [member for member in read.reading.members if member.refused]
    if read.reading.refused or not refused:
        return
    told = "; ".join(f"{member.path!r}: {member.refused}" for member in refused[:TOLD])
    more = f"; and {len(refused) - TOLD:,} more" if len(refused) > TOLD else ""
    yield Finding(
        says=f"Of {len(read.reading.members):,} files in exhibit {read.exhibit.sha256[:12]}, "
        f"{len(refused):,} {'was' if len(refused) == 1 else 'were'} not read: {told}{more}",
        basis=tuple(Locus(read.exhibit.sha256, f"file {m.path!r}") for m in refused[:TOLD]),
        certainty=Certainty.UNRESOLVED,
        limit="Nothing is known of what these hold. The exhibit stays in custody, sealed.",
        key=f"exhibits.{read.exhibit.sha256[:12]}.members",
    )


def _extracted(desk: Desk, exhibit: Exhibit, whole: Pieces) -> Made:
    told, pieces = said(desk.vault, exhibit), whole.exhibits
    step = Step("read", READ, tuple(piece.sha256 for piece in pieces), told.reading)

    def how(making: Making) -> None:
        written: list[str] = []

        def sink(name: str, batches: pa.RecordBatchReader) -> None:
            written.append(name)
            making.table(name, batches)

        with ExitStack() as opened:
            streams = [opened.enter_context(desk.vault.open(piece)) for piece in pieces]
            stream = volumes.together(streams, [piece.bytes for piece in pieces])
            watched = watch(stream, desk.progress, sum(piece.bytes for piece in pieces))
            reading = desk.parser.parse(watched, whole.name, sink, told.allowance)
        if reading.refused and written:
            raise _Void(reading)
        lay(making, "reading", reading)

    why = "read in the sandbox"
    try:
        return desk.vault.work(step, how, why)
    except _Void as void:
        refused = void.reading
        return desk.vault.work(step, lambda making: lay(making, "reading", refused), why)


def _judged(desk: Desk, exhibit: Exhibit, made: Made) -> Reading:
    reading = take_up(made, "reading", Reading)
    unjudged = Read(exhibit, reading, made, made.digest)
    kinds = said(desk.vault, exhibit).kinds

    small = [table for table in reading.tables if table.rows <= SMALL]
    together = judge_together(
        desk.engine,
        [
            Small(made.table(table.name).to_table(), table.columns, kinds.get(table.name, {}))
            for table in small
        ],
    )
    judged = {table.name: columns for table, columns in zip(small, together, strict=True)}

    def exact(table: Table) -> tuple[Column, ...]:
        if table.name in judged:
            return judged[table.name]
        extract = unjudged.extract(desk, table)
        guessed = judge(desk.engine, extract, table.columns, kinds.get(table.name, {}))
        return confirmed(desk.engine, extract, guessed)

    return replace(
        reading, tables=tuple(replace(table, columns=exact(table)) for table in reading.tables)
    )
