"""Traces: a cheap sign by which a record, as it is written, may share a key with a leaked row.

To put millions of records in normal form for a few thousand rows is most of the work of linking. A trace
is made of the cells as they stand, with a replacement or two; records whose traces no row has are passed
over, and only the others are put in normal form. Equal keys nearly always have equal traces: what a
writing hides from its trace (a telephone number with an extension behind it, white space inside an
address) is found by its other keys, or not at all. A trace that meets by chance costs a record too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from tocsin.kinds import birth_date, keys
from tocsin.kinds.beside import ORDER
from tocsin.kinds.folding import COMMON, LETTERS, replaced

ENDING = 8
"""Digits of a telephone number that are looked at: nearly as few as one has without its area's nought."""

LAST = 7
"""Characters of a password hash that are looked at: with a postcode, as many as engines compare fastest."""

BETWEEN = ((" ", ""), (".", ""), ("-", ""), ("/", ""))
"""What usually stands between the digits of a telephone number."""


NAMES = ("name", "given", "family")


def sifted(
    records: ir.Table, rows: ir.Table, sought: Sequence[keys.Key], held: Sequence[str]
) -> ir.Table:
    """Keep of a register as it is written the records that may share a key with some row.

    `records` has the sources of `normal.sources`; `rows` is a normal table, of which the fields
    `held` are filled somewhere. A key of which a side has not all parts is shared by nobody.
    """
    found: list[ir.BooleanValue] = []
    for key in sought:
        trace = _of_records(records, key)
        if trace is not None and set(key) <= set(held):
            found.append(trace.isin(_of_rows(rows, key).trace))
    return records.filter(ibis.or_(*found)) if found else records.filter(ibis.literal(value=False))


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
        return _initials(texts) if set(NAMES) & set(texts.columns) else None
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
    """Give the first letters of the family and the given name, or of the first and the last word."""
    if "given" in texts.columns and "family" in texts.columns:
        words = texts["family"], texts["given"]
    else:
        (name,) = (part for part in NAMES if part in texts.columns)
        words = texts[name], texts[name].re_extract("([^ ,]+)[ ,]*$", 1)
    return (words[0].left(1) + words[1].left(1)).lower()


def _of_rows(rows: ir.Table, key: keys.Key) -> ir.Table:
    """Give the traces that records sharing a key with a row have: `trace` (string, no NULL)."""
    filled = rows.filter(*(rows[field].notnull() for field in key))
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
    if "name" not in key:
        return filled.select(trace=_joined(parts, key)).distinct()
    words = filled.select("row", **parts, word=filled.name.split(" ").unnest())
    letters = words.mutate(letter=_accented(words.word.left(1)).unnest()).drop("word").distinct()
    pairs = letters.join(letters.select("row", other="letter"), "row")
    initials = {"name": pairs.letter + pairs.other} | {name: pairs[name] for name in parts}
    return pairs.select(trace=_joined(initials, key)).distinct()


def _accented(letter: ir.StringValue) -> ir.ArrayValue:
    """Give a letter, and what it may have been with an accent."""
    spelled: dict[str, list[str]] = {}
    for accented in COMMON:
        spelled.setdefault(LETTERS[accented], []).append(accented)
    cases = [(letter == bare, ibis.array([bare, *some])) for bare, some in spelled.items()]
    return ibis.cases(*cases, else_=ibis.array([letter]))


def _joined(parts: dict[str, ir.StringValue], key: keys.Key) -> ir.StringValue:
    return reduce(lambda one, other: one + other, (parts[f] for f in key if f in parts))
