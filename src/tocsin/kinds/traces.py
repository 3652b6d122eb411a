"""Traces: a cheap sign by which a record, as it is written, may share a key with a leaked row.

To put millions of records in normal form for a few thousand rows is most of the work of linking. A trace
is made of the cells as they stand, with a replacement or two; records whose traces no row has are passed
over, and only the others are put in normal form. Equal keys nearly always have equal traces: what a
writing hides from its trace (a telephone number with an extension behind it, white space inside an
address) is found by its other keys, or not at all. A trace that meets by chance costs a record too many.

Of people at one door those whose names begin alike in no word are passed over too, where both sides have
names: an address that is the same beside names that differ makes no link.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from tocsin.kinds import birth_date, keys
from tocsin.kinds.beside import ORDER
from tocsin.kinds.folding import replaced, without_common

ENDING = 8
"""Digits of a telephone number that are looked at: nearly as few as one has without its area's nought."""

LAST = 7
"""Characters of a password hash that are looked at: with a postcode, as many as engines compare fastest."""

BETWEEN = ((" ", ""), (".", ""), ("-", ""), ("/", ""))
"""What usually stands between the digits of a telephone number."""


NAMES = ("name", "given", "family")

BEGINNING = 3
"""Letters of a name's word that are looked at."""

BEHIND = (" ", "-", "'", "’", ".")
"""What may stand behind a word of fewer letters: 'De Ridder', 'D'Arc', 'J. Martin'."""

DOOR: keys.Key = ("street", "house", "postcode")


def sifted(
    records: ir.Table,
    rows: ir.Table,
    sought: Sequence[keys.Key],
    held: Sequence[str],
    throughout: Sequence[str] = (),
    known: ir.IntegerColumn | None = None,
) -> ir.Table:
    """Keep of a register as it is written the records that may share a key with some row.

    `records` has the sources of `normal.sources`; `rows` is a normal table, of which the fields
    `held` are filled somewhere, and those `throughout` in every row. A key of which a side has not all
    parts is shared by nobody. Records whose `row` is `known` are kept in any case.
    """
    texts = _prepared(records)
    met: list[tuple[ir.StringValue | None, ir.Table]] = []
    for key in sought:
        if not set(key) <= set(held):
            continue
        if key == DOOR and "name" in held and ONE in texts.columns:
            met += [(trace, _doors(rows)) for trace in _at_the_door(texts)]
            if "name" in throughout:
                continue
            rows = rows.filter(rows.name.isnull())
        met.append((_of_records(texts, key), _of_rows(rows, key)))
    led = {f"trace{n}": (t, of) for n, (t, of) in enumerate(met) if t is not None}
    traced = texts.mutate(**{name: trace for name, (trace, _) in led.items()})
    found = [traced[name].isin(of.trace) for name, (_, of) in led.items()]
    if known is not None:
        found.append(traced.row.isin(known))
    return traced.filter(ibis.or_(False, *found)).select(*records.columns)


ONE, OTHER = "begun", "also_begun"
"""How the family and the given name begin, or the first and the last word of a name: worked once."""


def _prepared(records: ir.Table) -> ir.Table:
    """Put beside records what several traces are made of."""
    if not set(NAMES) & set(records.columns):
        return records
    if "given" in records.columns and "family" in records.columns:
        words = records["family"], records["given"]
    else:
        (name,) = (part for part in NAMES if part in records.columns)
        words = records[name], records[name].re_extract("([^ ,]+)[ ,]*$", 1)
    begun = dict(zip((ONE, OTHER), (word.left(BEGINNING).lower() for word in words), strict=True))
    low = records.mutate(**begun)
    bare = {
        name: ibis.ifelse(low[name] < "a", _behind_marks(word), low[name])
        for name, word in zip(begun, words, strict=True)
    }
    low = low.mutate(**bare)
    return low.mutate(**{name: without_common(low[name]) for name in begun})


def _behind_marks(word: ir.StringValue) -> ir.StringValue:
    """Give how a word begins that has marks or blanks before it, as '+Martin'."""
    return word.re_replace("^[^\\p{L}]+", "").left(BEGINNING).lower()


def address(texts: ir.Table) -> ir.StringValue:
    """Give what an e-mail address leaves, which is nearly always its normal form."""
    return texts["email"].lower()


def _of_records(texts: ir.Table, key: keys.Key) -> ir.StringValue | None:
    """Give the trace of a key, or None where the sources do not hold all its parts."""
    parts = [_of_field(texts, field) for field in key if field != "street"]
    known = [part for part in parts if part is not None]
    return reduce(lambda one, other: one + other, known) if len(known) == len(parts) else None


def _of_field(texts: ir.Table, field: str) -> ir.StringValue | None:
    """Give what a field leaves in a trace."""
    if field == "name":
        return _initials(texts) if ONE in texts.columns else None
    if field == "postcode":
        return _postcode(texts)
    if field == "house":
        return texts["address"].re_extract("([0-9]+)", 1) if "address" in texts.columns else None
    if field not in texts.columns:
        return None
    if field == "phone":
        return replaced(texts["phone"], BETWEEN).right(ENDING)
    if field == "birth_date":
        return birth_date.day(texts["birth_date"], texts[ORDER])
    if field == "password_hash":
        return texts[field].right(LAST).lower()
    if field in ("customer_number", "identity"):
        return texts[field].upper()
    return texts[field].lower()


def _postcode(texts: ir.Table) -> ir.StringValue | None:
    """Give the postcode; without a column of its own the last that looks like one in the address."""
    if "postcode" in texts.columns:
        return texts["postcode"]
    if "address" in texts.columns:
        return texts["address"].re_extract("^.*(?:^|[^0-9])([0-9]{4,5})(?:[^0-9]|$)", 1)
    return None


def _initials(texts: ir.Table) -> ir.StringValue:
    """Give how both words begin, the lesser first; of a record that has one of them, that twice."""
    one, other = texts[ONE].coalesce(texts[OTHER]), texts[OTHER].coalesce(texts[ONE])
    return ibis.ifelse(one < other, one + other, other + one)


def _at_the_door(texts: ir.Table) -> list[ir.StringValue]:
    """Give the trace of a door with how either word of the name begins."""
    door = _of_records(texts, DOOR)
    return [door + texts[name] for name in (ONE, OTHER)] if door is not None else []


def _doors(rows: ir.Table) -> ir.Table:
    """Give the traces of rows' doors with how any word of their names begins: `trace`."""
    filled = rows.filter(*(rows[field].notnull() for field in DOOR))
    begun = _words(filled, {"door": _joined(_parts(filled, DOOR), DOOR)})
    return begun.select(trace=begun.door + begun.begun).distinct()


def _parts(filled: ir.Table, key: keys.Key) -> dict[str, ir.StringValue]:
    """Give what the fields of a key leave in the traces of rows, but for names and streets."""
    parts: dict[str, ir.StringValue] = {}
    for field in key:
        cell = filled[field]
        if field == "house":
            parts[field] = cell.re_extract("^([0-9]+)", 1)
        elif field == "phone":
            parts[field] = cell.right(ENDING)
        elif field == "password_hash":
            parts[field] = cell.right(LAST).lower()
        elif field not in ("name", "street"):
            parts[field] = cell
    return parts


def _of_rows(rows: ir.Table, key: keys.Key) -> ir.Table:
    """Give the traces that records sharing a key with a row have: `trace` (string, no NULL)."""
    filled = rows.filter(*(rows[field].notnull() for field in key))
    parts = _parts(filled, key)
    if "name" not in key:
        return filled.select(trace=_joined(parts, key)).distinct()
    begun = _words(filled, parts)
    both = begun.join(begun.select("row", other="begun"), "row")
    both = both.filter(both.begun <= both.other)
    initials = {"name": both.begun + both.other} | {name: both[name] for name in parts}
    return both.select(trace=_joined(initials, key)).distinct()


def _words(rows: ir.Table, beside: dict[str, ir.StringValue]) -> ir.Table:
    """Give how a cell may begin that begins with any word of a row's name: `row`, `begun`, and `beside`."""
    words = rows.select("row", **beside, word=rows.name.split(" ").unnest())
    others = words.select("row", next=words.word.left(1)).distinct()
    met = words.join(others, "row")
    short = [met.word, *(met.word + mark + met.next for mark in BEHIND)]
    ways = [way.left(BEGINNING) for way in (*short, *(met.word + mark for mark in BEHIND))]
    begun = ibis.ifelse(
        met.word.length() < BEGINNING, ibis.array(ways), ibis.array([met.word.left(BEGINNING)])
    )
    return met.select("row", *beside, begun=begun.unnest()).distinct()


def _joined(parts: dict[str, ir.StringValue], key: keys.Key) -> ir.StringValue:
    return reduce(lambda one, other: one + other, (parts[f] for f in key if f in parts))
