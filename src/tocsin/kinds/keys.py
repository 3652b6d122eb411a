"""Keys: what a leaked row and a record of the register may have exactly in common.

A record that shares no key with any row, now or in its history, is never looked at again: it is no
candidate for a link, and says nothing of whether the leak is genuine. So a leak is held against the
records near it, found in one of two ways. For a large leak the whole register is
gone through: once for what is one customer's own, and for the rows that are left once more for all
other keys. For a few rows that would be to read everybody for six: an index, made when the register is prepared, has a
number for every key of every record and the record's place, sorted by number. Numbers meet by chance
about once in a thousand times; that only puts a record too many among those near.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

Key = tuple[str, ...]
"""Columns of a normal table; of 'family:3' only the first three characters."""

EMAIL: Key = ("email",)
"""First and by itself: in most leaks it settles nine rows of ten."""

NUMBERS: tuple[Key, ...] = (("customer_number",), ("phone",), ("identity",))
"""Then what is also nearly one person's own."""

OTHERS: tuple[Key, ...] = (
    ("name", "postcode"),
    ("password_hash", "postcode"),
    ("street", "house", "postcode"),
    ("name", "birth_date"),
    ("birth_date", "postcode"),
)
"""Then these, for the rows that are left: some find those whose name is damaged, some whose address is."""

BROAD: tuple[Key, ...] = (
    ("name",),
    ("birth_date",),
    ("given", "family"),
    ("given", "postcode"),
    ("family", "postcode"),
    ("given", "city"),
    ("family", "city"),
    ("street", "house"),
    ("street", "postcode"),
    ("given", "street"),
    ("family", "street"),
)
"""And these in a register so small that they lead to few."""

SMALL = 300_000
"""Records of a small register: a given name in a town has then fewer than fifty."""

PARTIAL: tuple[Key, ...] = (
    ("family",),
    ("email:5",),
    ("given:3", "family:3"),
    ("given:3", "birth_date:7"),
    ("family:3", "birth_date:4"),
    ("city:4", "birth_date:7"),
)
"""And these in one so small that a few letters in common, or a month, are worth a look."""

TINY = 10_000
"""Records of such a register."""

KEYS: tuple[Key, ...] = (EMAIL, *NUMBERS, *OTHERS)
"""Those that, agreeing, make a record worth a look in any register."""

OWN = ("email", "customer_number")
"""What is one customer's alone, by which a record is known even where it changed since."""

NAME = ("name",)
"""The same for rows that have nothing of `OWN`."""

LOW = 2**32 - 1
"""The bits of a number that an index has: more would make it larger, and hardly better."""

Number = Callable[[ir.StringValue], ir.IntegerValue]
"""From a text to a number, the same on every engine and for ever (`ports.Engine.number`)."""


COLUMNS = tuple(
    dict.fromkeys(part.partition(":")[0] for key in (*KEYS, *BROAD, *PARTIAL) for part in key)
)
"""The columns of a normal table that keys are made of."""


def text(table: ir.Table, key: Key) -> ir.StringValue:
    """Write a key as one text; NULL where a part of it is."""
    return reduce(lambda left, right: left + "\n" + right, (_part(table, part) for part in key))


def _part(table: ir.Table, part: str) -> ir.StringValue:
    """A column, or the first characters of one; NULL where there are fewer."""
    field, _, letters = part.partition(":")
    value: ir.StringValue = table[field]
    if not letters:
        return value
    first = int(letters)
    return ibis.ifelse(value.length() >= first, value.substr(0, first), ibis.null("string"))


def _claimed(leak: ir.Table, key: Key) -> ir.Table:
    """The leak's values of a key: `key` (string, no NULL)."""
    keyed = leak.select(key=text(leak, key))
    return keyed.filter(keyed.key.notnull())


def _unowned(leak: ir.Table) -> ir.Table:
    """The rows that have nothing of `OWN`."""
    return leak.filter(*(leak[field].isnull() for field in OWN))


def owned(leak: ir.Table, register: ir.Table, past: ir.Table) -> ir.Table:
    """Keep of a register the records that share with a row what is one customer's own, now or before.

    All three are normal tables (`LEAK`, `REGISTER` and `PAST` of `normal`), or have their columns.
    """
    claimed = {key: _claimed(leak, key).key for key in ((OWN[0],), (OWN[1],))}
    claimed[NAME] = _claimed(_unowned(leak), NAME).key
    before = [(past.field == key[0]) & past.value.isin(held) for key, held in claimed.items()]
    known = past.filter(ibis.or_(*before)).select("id").distinct()
    now = [text(register, key).isin(held) for key, held in claimed.items()]
    return register.filter(ibis.or_(*now, register.id.isin(known.id)))


def all_keys(size: int) -> tuple[Key, ...]:
    """Give the keys of all stages, for a register of that size."""
    return tuple(key for stage in stages(size) for key in stage)


def stages(size: int) -> tuple[tuple[Key, ...], ...]:
    """Give the keys in the order of search, each stage for the rows that the one before left."""
    broad = (*(BROAD if size <= SMALL else ()), *(PARTIAL if size <= TINY else ()))
    return (EMAIL,), NUMBERS, (*OTHERS, *broad)


def shared(leak: ir.Table, register: ir.Table, keys: Sequence[Key] = KEYS) -> ir.Table:
    """Keep of a register the records that share any of these keys with a row."""
    now = [text(register, key).isin(_claimed(leak, key).key) for key in keys]
    return register.filter(ibis.or_(*now))


def numbers(register: ir.Table, number: Number, keys: Sequence[Key]) -> dict[str, ir.IntegerValue]:
    """The numbers of a record's keys, by their names (`named`)."""
    return {named(key): number(text(register, key)) for key in dict.fromkeys((*keys, NAME))}


def earlier(past: ir.Table, number: Number) -> ir.Table:
    """The numbers of what records were known by before: `id`, `number`."""
    known = past.filter(past.field.isin((*OWN, *NAME)))
    return known.select("id", number=number(known.value))


def wanted(leak: ir.Table, number: Number, keys: Sequence[Key]) -> ir.Table:
    """What to look up in the index: the low 32 bits of the `number` of every key of the leak."""
    claims = [_claimed(leak, key) for key in keys]
    claimed = ibis.union(*claims, _claimed(_unowned(leak), NAME), distinct=True)
    low = number(claimed.key) & ibis.literal(LOW, "int64")
    return claimed.select(number=low).distinct()


def named(key: Key) -> str:
    """Give a key's name.

    >>> named(("name", "postcode"))
    'name+postcode'
    """
    return "+".join(key)
