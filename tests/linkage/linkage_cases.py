"""Builders: a leak and a register of a few made-up people, wrong in one way at a time."""

from __future__ import annotations

import itertools

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.kinds import normal
from tocsin.linkage import Linked, borne, link

FIELDS = tuple(normal.NORMAL)

ANNA = {
    "email": "anna.leroux@post.example",
    "phone": "612345678",
    "name": "anna leroux",
    "street": "rue lilas",
    "house": "12",
    "postcode": "75011",
    "password_hash": "5f4dcc3b5aa765d61d8327deb882cf99",
    "customer_number": "D00000017",
}
BRAM = {
    "email": "b.desmet@mail.invalid",
    "phone": "475123456",
    "name": "bram desmet",
    "street": "kerkstraat",
    "house": "5",
    "postcode": "9000",
    "password_hash": "aaaa3b5aa765d61d8327deb882cf9999",
    "customer_number": "D00000018",
}
SIZE = 2_500_000
"""The size that weights are made for: with it, small tables are judged as a full register is."""

_names = itertools.count()


def table(rows: list[dict[str, str]], key: str, **extra: list[int]) -> pa.Table:
    columns: dict[str, pa.Array] = {key: pa.array(range(len(rows)), pa.int64())}
    columns |= {f: pa.array([row.get(f) for row in rows], pa.string()) for f in FIELDS}
    return pa.table(columns | {name: pa.array(v, pa.int64()) for name, v in extra.items()})


def similarity(left: ir.StringValue, right: ir.StringValue) -> ir.FloatingValue:
    return 1.0 - left.levenshtein(right) / ibis.greatest(left.length(), right.length(), 1)


class Bench:
    """A DuckDB of a test's own."""

    def __init__(self) -> None:
        self.engine = ibis.duckdb.connect(threads=1)
        self.engine.raw_sql("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")

    def keep(self, question: ir.Table) -> ir.Table:
        return self.engine.create_table(f"t{next(_names)}", question)

    def known(self, rows: pa.Table) -> ir.Table:
        return self.engine.create_table(f"t{next(_names)}", rows)

    def link(
        self,
        leak: list[dict[str, str]],
        register: list[dict[str, str]],
        size: int = SIZE,
        **extra: list[int],
    ) -> Linked:
        rows, records = self.known(table(leak, "row")), self.known(table(register, "id", **extra))
        if not extra:
            records = records.mutate(person=records.id)
        known = self.keep(borne.beside(records))
        return link(rows, known, lambda _rest: known, size, similarity, self.keep)

    def links(
        self, leak: list[dict[str, str]], register: list[dict[str, str]], **extra: list[int]
    ) -> dict[int, int]:
        found = self.link(leak, register, **extra).links
        return {r["leak_row"]: r["register_id"] for r in self.answer(found)}

    def ambiguous(self, leak: list[dict[str, str]], register: list[dict[str, str]]) -> list[int]:
        found = self.link(leak, register).ambiguous
        return sorted(r["leak_row"] for r in self.answer(found))

    def answer(self, question: ir.Table) -> list[dict]:  # type: ignore[type-arg]
        return self.engine.to_pyarrow(question).to_pylist()


def without(person: dict[str, str], *fields: str) -> dict[str, str]:
    return {f: v for f, v in person.items() if f not in fields}


def only(person: dict[str, str], *fields: str) -> dict[str, str]:
    return {f: person[f] for f in fields}
