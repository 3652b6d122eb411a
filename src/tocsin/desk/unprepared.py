"""Unprepared: a register held against one leak as it is written, where it lies.

To prepare a register costs more than to link one leak with it. So of a register that is asked once,
only what is near the leak is put in normal form: the records of its e-mail addresses, then, for the
rows that are left, those whose traces meet theirs. How many bear a name or a password is counted for
the rows that are left to the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce

import ibis
import ibis.expr.types as ir

from tocsin.kinds import keys, normal, traces
from tocsin.kinds.beside import Beside, beside
from tocsin.linkage import people
from tocsin.linkage.blocking import MOST
from tocsin.linkage.borne import BORNE
from tocsin.ports import Engine

OFTEN = 10
"""Rows of one e-mail address above which its records are counted before they are met."""

NAMED = ("name", "given", "family")
COUNTED = {"written_name": NAMED, "written_password": ("password_hash",)}
"""What is counted as it is written, and the sources that it is of."""

WRITTEN = tuple(COUNTED)
"""Columns with what `BORNE` counts, as it is written: of names in two spellings each is counted by itself."""


@dataclass
class Unprepared:
    """`linkage.Near` of a leak and a register, both as they are written."""

    engine: Engine
    size: int
    leak: ir.Table
    """`row`, and the sources of `normal.sources`."""

    records: ir.Table
    """`id`, `row`, and the sources."""

    _near: list[ir.Table] = field(default_factory=list)
    """Records near the leak, in normal form, of each stage."""

    _met: ir.Table | None = None
    """Pairs of one e-mail address, until the first search takes their records up: `leak_row`, `person`."""

    def __post_init__(self) -> None:
        """A side without e-mail addresses has none in any row."""
        self.leak, self.records = (
            side if "email" in side.columns else side.mutate(email=ibis.null("string"))
            for side in (self.leak, self.records)
        )

    @cached_property
    def _addresses(self) -> ir.Table:
        """The leak's e-mail addresses in normal form: `row`, `email`."""
        worked = normal.form(self.leak.select("row", "email"))
        return self.engine.keep(worked.filter(worked.email.notnull()).select("row", "email"))

    def beside(self) -> Beside:
        """Find the pairs of one e-mail address, and hold them against each other as they are written."""
        rows, records = self.leak.drop("email").join(self._leading(), "row"), self.records
        mine, others = ([n for n in t.columns if n not in ("id", "row")] for t in (rows, records))
        left = rows.select(leak_row="row", **{f"leak_{name}": rows[name] for name in mine})
        right = records.select(
            register_id="id", person="row", **{f"register_{name}": records[name] for name in others}
        )
        met = left.join(right, left.leak_email == traces.address(records))
        told = beside(met, mine, others, ("email",), self.engine.keep)
        pairs = ibis.union(
            *(table.select("leak_row", "person") for table in (told.alike, told.apart))
        )
        borne = pairs.group_by("leak_row").aggregate(records=pairs.count())
        common = self.engine.keep(borne.filter(borne.records > MOST))
        self._met = self.engine.keep(pairs.anti_join(common, "leak_row"))
        return Beside(*(t.anti_join(common, "leak_row") for t in (told.alike, told.apart)))

    def _leading(self) -> ir.Table:
        """Leave out the addresses of very many records, as far as they are in so many rows that it matters."""
        rows, keep = self._addresses, self.engine.keep
        counted = rows.group_by("email").aggregate(rows=rows.count())
        often = keep(counted.filter(counted.rows > OFTEN))
        if not self.engine.answer(often.limit(1)):
            return rows
        keyed = self.records.select(email=traces.address(self.records)).semi_join(often, "email")
        borne = keyed.group_by("email").aggregate(records=keyed.count())
        return rows.anti_join(keep(borne.filter(borne.records > MOST)), "email")

    def left(self, settled: ir.Table | None) -> ir.Table:
        """Put the rows that are not settled in normal form."""
        rest = self.leak
        if settled is not None:
            rest = rest.anti_join(settled, rest.row == settled.leak_row)
        return normal.form(rest).select(*normal.LEAK)

    def sharing(self, rows: ir.Table, stage: Sequence[keys.Key]) -> ir.Table:
        """Put those records in normal form whose traces meet these rows'."""
        keep, met = self.engine.keep, None
        if self._met is not None:
            met = keep(self._met.semi_join(rows, self._met.leak_row == rows.row)).person
            self._met = None
        return self._worked(self._sieved(rows, stage, met), rows, stage)

    def _sieved(
        self, rows: ir.Table, stage: Sequence[keys.Key], met: ir.IntegerColumn | None = None
    ) -> ir.Table:
        """The records that may share a key with these rows, and those that were `met`; of a tiny register all."""
        if self.size <= keys.TINY:
            return self.records
        return traces.sifted(self.records, rows, stage, *self._filled(rows), met)

    def _worked(self, found: ir.Table, rows: ir.Table, stage: Sequence[keys.Key]) -> ir.Table:
        """Put records in normal form, and keep those with the ones before that share a key with a row."""
        worked = normal.form(found.mutate(**self._written(found)))
        worked = worked.select("id", *normal.NORMAL, *WRITTEN, person="row")
        sought = dict.fromkeys((keys.EMAIL, *stage))
        self._near.append(self.engine.keep(keys.shared(rows, worked, tuple(sought))))
        return self._near[-1]

    def people(self, pairs: ir.Table) -> ir.Table:
        """Say who is whose among the records of these pairs, and count their names and passwords."""
        keep = self.engine.keep
        ids = pairs.select(id="register_id").distinct()
        near = [table.drop("person").semi_join(ids, "id") for table in self._near]
        records = keep(ibis.union(*near, distinct=True))
        found = records.join(people.ask(records, keep), "id")
        whole = self.records.select(**self._written(self.records))
        for written, column in zip(WRITTEN, BORNE, strict=True):
            if not set(COUNTED[written]) & set(self.leak.columns):  # nobody is compared by it
                found = found.mutate(**{column: ibis.null("int64")})
                continue
            alike = whole.semi_join(records, written).group_by(written)
            counts = keep(alike.aggregate(**{column: ibis._.count()}))
            found = found.left_join(counts, written).drop(f"{written}_right")
        return found.select("person", *BORNE, register_id="id")

    @staticmethod
    def _written(texts: ir.Table) -> dict[str, ir.StringValue]:
        """Write of each record what is counted: its name and its password hash, as they stand."""
        parts = [texts[name] for name in NAMED if name in texts.columns]
        name = reduce(lambda one, other: one + " " + other, parts) if parts else ibis.null("string")
        password = "password_hash" in texts.columns
        word = texts["password_hash"] if password else ibis.null("string")
        return dict(zip(WRITTEN, (name.lower(), word), strict=True))

    def around(self, row: int) -> tuple[ir.Table, ir.Table]:
        """Give one row, and all records that share a key with it, both in normal form."""
        keep = self.engine.keep
        one = keep(normal.form(self.leak.filter(self.leak.row == row)).select(*normal.LEAK))
        sought = keys.all_keys(self.size)
        records = self._worked(self._sieved(one, sought), one, sought).drop("person")
        known = self.people(records.select(register_id="id"))
        return one, keep(records.join(known, records.id == known.register_id))

    def _filled(self, rows: ir.Table) -> tuple[list[str], list[str]]:
        """Name the fields of which some of these rows have a value, and those of which all have."""
        counts = {name: rows[name].count() for name in normal.NORMAL}
        (answer,) = self.engine.answer(rows.aggregate(rows=rows.count(), **counts))
        some = [name for name in normal.NORMAL if answer[name]]
        return some, [name for name in some if answer[name] == answer["rows"]]
