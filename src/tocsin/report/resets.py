r"""Resets: the order in which passwords are reset, as a table (CSV) or a script for a database (SQL).

A customer's key is the register's own: text in it is data and never acts. In a table, what a spreadsheet
would take for a formula gets an apostrophe before it; in a script a key is a literal of its dialect, in
hexadecimal where it has a backslash or a control character, which servers read in more than one way. The
script makes tables of its own and changes none that is there.

>>> keys = pa.record_batch({"id": ["a'b", "=c\\d"], "wave": [1, 2], "former": [False, True]})
>>> print(b"".join(csv([keys], ("common", "shared"))).decode())
"customer","wave","former","why"
"a'b",1,false,"common"
"'=c\d",2,true,"shared"
<BLANKLINE>
>>> print(b"".join(sql([keys], ("common", "shared"), "sqlite")).decode().splitlines()[-2])
INSERT INTO tocsin_resets_former (customer, wave, why) VALUES (CAST(X'3D635C64' AS TEXT), 2, 'shared');
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.report import csv as tables
from tocsin.terms.errors import Refused

TABLE, FORMER = "tocsin_resets", "tocsin_resets_former"
"""Customers, and former customers: their waves are told apart."""

ODD = "[\\\\\x00-\x1f\x7f]"
"""What not every server reads alike between quotes."""

TOGETHER = 1_000
"""Rows of one INSERT: what every server takes."""

LONGEST = 700
"""Characters of a key of text that MySQL can index (3,072 bytes, four to a character)."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database writes what differs."""

    begin: tuple[str, ...]
    text: str
    """The type of a key that is text."""

    odd: str
    """A text by its bytes in hexadecimal, `{}`."""


DIALECTS: dict[str, Dialect] = {
    "postgresql": Dialect(
        ("SET client_encoding = 'UTF8';", "SET standard_conforming_strings = on;", "BEGIN;"),
        "text",
        "convert_from(decode('{}', 'hex'), 'UTF8')",
    ),
    "mysql": Dialect(
        ("SET NAMES utf8mb4;", "START TRANSACTION;"),
        f"varchar({LONGEST}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "CONVERT(X'{}' USING utf8mb4)",
    ),
    "sqlite": Dialect(("BEGIN;",), "text", "CAST(X'{}' AS TEXT)"),
}
"""By name, as a register's source is named."""


def csv(batches: Iterable[pa.RecordBatch], why: Sequence[str]) -> Iterator[bytes]:
    """Write `id`, `wave` (from 1) and `former` as a table, with the reason of each wave."""
    reasons = pa.array(why, pa.string())

    def named(batch: pa.RecordBatch) -> pa.RecordBatch:
        keys = _text(batch.column("id"))
        return pa.record_batch(
            {
                "customer": tables.harmless(keys) if pa.types.is_string(keys.type) else keys,
                "wave": batch.column("wave"),
                "former": batch.column("former"),
                "why": reasons.take(pc.subtract(batch.column("wave"), 1)),
            }
        )

    return tables.lines(map(named, batches))


def acting(keys: pa.Array) -> int:
    """How many keys begin as a formula does.

    >>> acting(pa.array(["-5", "a"])), acting(pa.array([-5, 1]))
    (1, 0)
    """
    texts = _text(keys)
    if not pa.types.is_string(texts.type):
        return 0
    return int(pc.sum(tables.acting(texts)).as_py() or 0)


def sql(batches: Iterable[pa.RecordBatch], why: Sequence[str], dialect: str) -> Iterator[bytes]:
    """Write `id`, `wave` (from 1) and `former` as a script that makes two tables and fills them."""
    how = DIALECTS[dialect]
    reasons = pa.array([_quoted(reason) for reason in why], pa.string())
    begun = False
    for batch in batches:
        keys = _text(batch.column("id"))
        if not begun:
            begun = True
            yield _begin(how, "bigint" if pa.types.is_integer(keys.type) else how.text)
        _need_short(keys, dialect)
        literals = _literals(keys, how)
        values = pc.binary_join_element_wise(
            literals,
            batch.column("wave").cast(pa.string()),
            reasons.take(pc.subtract(batch.column("wave"), 1)),
            ", ",
        )
        for table, former in ((TABLE, False), (FORMER, True)):
            yield from _inserts(table, values.filter(pc.equal(batch.column("former"), former)))
    yield b"COMMIT;\n"


def _begin(how: Dialect, key: str) -> bytes:
    tables = (
        f"CREATE TABLE {table} (\n  customer {key} NOT NULL PRIMARY KEY,\n"
        "  wave integer NOT NULL,\n  why varchar(200) NOT NULL\n);"
        for table in (TABLE, FORMER)
    )
    intro = (
        "-- Passwords to reset, hardest hit first: wave 1 before wave 2. Written by tocsin.",
        f"-- {TABLE}: customers. {FORMER}: former ones, who have nothing to reset but are told.",
        "-- Nothing that is there is changed. Keys name persons: keep this file as you keep the register.",
    )
    return "\n".join((*intro, *how.begin, *tables, "")).encode()


def _inserts(table: str, values: pa.Array) -> Iterator[bytes]:
    for first in range(0, len(values), TOGETHER):
        rows = "),\n  (".join(values.slice(first, TOGETHER).to_pylist())
        yield f"INSERT INTO {table} (customer, wave, why) VALUES ({rows});\n".encode()  # noqa: S608  (literals)


def _literals(keys: pa.Array, how: Dialect) -> pa.Array:
    """Each key as the dialect writes it: numbers as they are."""
    if pa.types.is_integer(keys.type):
        return keys.cast(pa.string())
    doubled = pc.replace_substring(keys, "'", "''")
    quoted = pc.binary_join_element_wise("'", doubled, "'", "")
    odd = pc.match_substring_regex(keys, ODD)
    if not pc.any(odd).as_py():
        return quoted
    by_bytes = [how.odd.format(key.encode().hex().upper()) for key in keys.filter(odd).to_pylist()]
    return pc.replace_with_mask(quoted, odd, pa.array(by_bytes, pa.string()))


def _need_short(keys: pa.Array, dialect: str) -> None:
    if not pa.types.is_string(keys.type):
        return
    if dialect == "mysql" and (pc.max(pc.utf8_length(keys)).as_py() or 0) > LONGEST:
        raise Refused(
            f"A key of the register has more than {LONGEST} characters, which MySQL cannot index.",
            remedy="Write a table instead: -o FILE.csv.",
        )
    if dialect == "postgresql" and pc.any(pc.match_substring(keys, "\0")).as_py():
        raise Refused(
            "A key of the register has a null character, which PostgreSQL cannot keep.",
            remedy="Write a table instead: -o FILE.csv.",
        )


def _text(keys: pa.Array) -> pa.Array:
    """Keys as whole numbers or as text."""
    return keys if pa.types.is_integer(keys.type) else keys.cast(pa.string())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
