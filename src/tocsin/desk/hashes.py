"""Hashes: how columns of them keep passwords. Of a register's own column that is told when it is prepared."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.desk.base import Desk
from tocsin.exposure import passwords, passwords_common, passwords_weighed
from tocsin.exposure.passwords_weighed import Way
from tocsin.terms.answer import whole
from tocsin.terms.table import Column

FIRST = 10_000
"""Rows of the register that show how its fullest column of hashes is made."""


def fullest(columns: tuple[Column, ...]) -> int | None:
    """The column of hashes that the normal table has."""
    hashed = [n for n, column in enumerate(columns) if column.kind == "password_hash"]
    return max(hashed, key=lambda n: columns[n].share * columns[n].filled, default=None)


def first(
    desk: Desk, extract: ir.Table, columns: tuple[Column, ...]
) -> tuple[tuple[str, str], ...]:
    """The schemes, each with its cost, of the first hashes in the fullest column of a register."""
    main = fullest(columns)
    if main is None:
        return ()
    with desk.engine.passing():
        some = desk.engine.keep(cells(extract.filter(extract.row < FIRST), columns, [main]))
        return tuple((way.scheme, way.settings) for way in ways(desk, some))


def cells(extract: ir.Table, columns: tuple[Column, ...], places: list[int]) -> ir.Table:
    """What columns of the register keep, each as a place of its own: numbered from 1."""
    nothing = extract.select("row", email=ibis.null("string"), password_hash=ibis.null("string"))
    beside = [
        (extract.select("row", cell=extract[f"c{n}"].cast("string")), columns[n].kind)
        for n in places
    ]
    return passwords.cells(nothing, *beside)


def ways(desk: Desk, kept: ir.Table) -> tuple[Way, ...]:
    """How these cells keep passwords."""
    distinct = passwords.hashes(kept, commonest(desk, kept))
    return passwords_weighed.weigh(desk.engine.answer(passwords.ask(distinct)))


def commonest(desk: Desk, kept: ir.Table) -> ir.Table:
    """The commonest passwords, as what can have made these cells makes them."""
    lengths = {whole(row, "length") for row in desk.engine.answer(passwords.ask_lengths(kept))}
    return desk.engine.table("commonest", passwords_common.commonest(lengths))
