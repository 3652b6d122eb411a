"""Answer: one drill after the other answered in one process, as `tocsin establish` answers, without its detours.

A company's register is taken once, for all its leaks. Leaks are handed over as tables: the parser and its sandbox
have benches of their own. The columns of a company's leaks are judged in one question; the rest is the
desk's own: `linking.linked`, `verdicts.judged`, and when it was copied.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from bench.verdicts.draw import Case, Firm

from tocsin import wiring
from tocsin.desk import known, registers
from tocsin.desk.base import Desk, lay, unheard
from tocsin.desk.dated import dated
from tocsin.desk.judging import Small, judge_together
from tocsin.desk.leak import Leak, Part
from tocsin.desk.linking import linked
from tocsin.desk.registers import Prepared
from tocsin.desk.verdicts import judged
from tocsin.drill import Company, How, company, copies, leak
from tocsin.drill import Leak as Loot
from tocsin.drill.judged import judged as held_against
from tocsin.drill.moments import NOTED
from tocsin.formats.base import rows
from tocsin.terms.answer import whole
from tocsin.terms.case import Exhibit, Role, Step
from tocsin.terms.errors import Refused
from tocsin.terms.finding import Locus
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.register import HistoryMap, RegisterMap
from tocsin.terms.table import Column, Reading, Table


@dataclass(frozen=True)
class Loose:
    """What the desk has of an exhibit that was read, of a table at hand."""

    digest: str
    rows: pa.Table

    @property
    def exhibit(self) -> Exhibit:
        """It was never a file of a case."""
        return Exhibit(self.digest, 0, Role.LEAK, "leak.csv")

    @property
    def reading(self) -> Reading:
        """How it would be read."""
        return Reading("csv", "cp1252", None)

    def extract(self, desk: Desk, table: Table) -> ir.Table:
        """Its rows."""
        return desk.engine.table(f"x_{self.digest[:12]}", self.rows)

    def locus(self, table: Table) -> Locus:
        """Where it would be."""
        return Locus(self.digest, table.name)


@dataclass(frozen=True)
class Made:
    """A case with its leak as a table, and what is known to be true of it."""

    case: Case
    loot: Loot
    rows: pa.Table
    names: tuple[str, ...]
    digest: str
    earlier: bytes


def answered(firm: Firm, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
    """Answer all cases of a company: a line of results each."""
    began = time.process_time()
    made_up = company(firm.seed, firm.register)
    with _desk(made_up, firm) as (desk, register):
        leaks = [made(made_up, case) for case in cases]
        with desk.engine.passing():
            small = [Small(one.rows, tuple(map(Column, one.names))) for one in leaks]
            columns = judge_together(desk.engine, small)
        shared = (time.process_time() - began) / max(1, len(cases))
        for one, judged_columns in zip(leaks, columns, strict=True):
            began = time.process_time()
            with desk.engine.passing():
                told = _answer(desk, made_up, register, one, judged_columns)
            spent = time.process_time() - began
            yield _line(firm, one, told) | {"cpu": round(spent, 2), "shared": round(shared, 2)}


@contextmanager
def _desk(made_up: Company, firm: Firm) -> Iterator[tuple[Desk, Prepared]]:
    """A desk on a case of its own with the company's register taken."""
    with TemporaryDirectory(prefix="verdicts-") as name:
        folder = Path(name)
        os.environ["TOCSIN_IDENTITY"] = str(folder / "identity.txt")
        register, history = folder / "register.parquet", folder / "history.parquet"
        pq.write_table(made_up.register, register)
        pq.write_table(made_up.history, history)
        said = RegisterMap(
            history=HistoryMap(str(history)) if firm.history else None,
            times=copies.times(),
            copies=copies.plan(),
        )
        with wiring.rehearsing(folder / "case", NOTED, unheard, "duckdb") as desk:
            plain = replace(desk, parser=Plain())
            yield plain, registers.take(plain, str(register), said, wiring.connected(plain))


@dataclass(frozen=True)
class Plain:
    """A parser of what the drill writes, and of nothing else: no sandbox, for nothing is untrusted."""

    def parse(
        self,
        untrusted: BinaryIO,
        name: str,
        sink: Callable[[str, pa.RecordBatchReader], None],
        allowance: Allowance = PLAIN,
    ) -> Reading:
        """Read all rows."""
        names, table = _read(untrusted.read())
        batch = rows(0, [table[f"c{place}"].combine_chunks() for place in range(len(names))], names)
        sink("leak", pa.RecordBatchReader.from_batches(batch.schema, [batch]))
        told = Table("leak", table.num_rows, tuple(map(Column, names)))
        return Reading("csv", "cp1252", None, (told,))


def made(made_up: Company, case: Case) -> Made:
    """Make a leak; of a company that is too small for it, one of half the rows."""
    try:
        loot = leak(made_up, case.sort, case.people, case.seed, case.how)
    except Refused:
        if case.people < 4:
            raise
        return made(made_up, replace(case, people=case.people // 2))
    content = b"".join(loot.csv or ())
    names, rows = _read(content)
    return Made(case, loot, rows, names, sha256(content).hexdigest(), b"".join(loot.earlier or ()))


def _read(content: bytes) -> tuple[tuple[str, ...], pa.Table]:
    """The whole rows of a dump as an extract: `row`, `c0`, `c1` ..."""
    names = content.split(b"\r\n", 1)[0].decode("cp1252").split(";")
    table = pacsv.read_csv(
        io.BytesIO(content),
        read_options=pacsv.ReadOptions(encoding="cp1252", use_threads=False),
        parse_options=pacsv.ParseOptions(
            delimiter=";", newlines_in_values=True, invalid_row_handler=lambda _row: "skip"
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    ).combine_chunks()
    cells = {f"c{place}": table[name] for place, name in enumerate(names)}
    return tuple(names), pa.table({"row": np.arange(len(table), dtype=np.int64), **cells})


@dataclass(frozen=True)
class Told:
    """What the desk said."""

    verdict: Any
    taken: Any
    linked: int


def _reference(desk: Desk, one: Made, made_up: Company) -> None:
    """Give the case the earlier leak that is at hand, and only that."""
    none = Step(known.STEP, known.VERSION, (), (("case", str(one.case.number)),))
    desk.vault.work(none, lambda making: lay(making, known.STEP, ()), "a new case")
    earlier = one.earlier
    if one.case.reference == "strange":
        other = leak(
            made_up, "other-system", 3_000, one.case.seed ^ 1, How(whence="sister", share=0.1)
        )
        earlier = b"".join(other.csv or ())
    if one.case.reference != "none":
        known.know(desk, io.BytesIO(earlier), "earlier.csv", "earlier leak")


def _answer(
    desk: Desk, made_up: Company, register: Prepared, one: Made, columns: tuple[Column, ...]
) -> Told:
    _reference(desk, one, made_up)
    table = Table("leak", one.rows.num_rows, columns)
    read = Loose(one.digest, one.rows)
    of = Leak((Part(read, table, 0),), chosen=False)  # type: ignore[arg-type]
    linkage = linked(desk, of, register)
    taken = dated(desk, of, linkage, register).taken
    (links,) = desk.engine.answer(linkage.links.aggregate(n=linkage.links.count()))
    return Told(judged(desk, of, linkage, register, taken), taken, whole(links, "n"))


def _line(firm: Firm, one: Made, told: Told) -> dict[str, Any]:
    """Everything that the figures are made of, and nothing of a row."""
    verdict, taken = told.verdict, told.taken
    facts: dict[str, Any] = dict(one.loot.facts)
    if one.case.reference == "own":
        # With the earlier leak at hand nothing else is right, and only that it cannot be told is not wrong.
        facts["acceptable"] = ["cannot-tell"]
    right = held_against(facts, verdict.answer.value, taken)
    return {
        "case": one.case.number,
        "firm": firm.number,
        "register": firm.register,
        "history": firm.history,
        "sort": one.case.sort,
        "rows": one.rows.num_rows,
        "genuine_rows": facts["genuine_rows"],
        "how": asdict(one.case.how),
        "reference": one.case.reference,
        "expected": right.expected,
        "said": right.said,
        "answer": right.answer.value,
        "support": verdict.support,
        "standings": {s.question.value: s.log10 for s in verdict.standings},
        "checks": {s.check: s.log10 for s in verdict.because if s.log10},
        "ours": [verdict.ours.least, verdict.ours.most] if verdict.ours else None,
        "linked": told.linked,
        "copies": len(facts["copies"]),
        "held": right.held,
        "hours": right.hours,
        "least": right.least,
        "source": right.source.value if right.source else None,
        "named": taken.source if taken else None,
        "consistent": taken.consistent if taken else None,
        "populations": len(taken.populations) if taken else 0,
    }
