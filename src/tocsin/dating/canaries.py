"""Canaries: which made-up customers are in what was looked at, and the place each names.

A row is one by its e-mail address or its hash, which nobody else can have, or by two other things that
agree (name, telephone number, customer number, street and number, what stands before the @): one of
these alone, others may have by chance. All are compared in their normal forms, so case, blanks, accents
and styles of numbers do not matter. Then every line of text is searched for the domains at which
canaries have their addresses, however they are written there, and what is found is compared sign by
sign: so a canary is seen in a note, in a column that was not recognised, or half destroyed. An address
that a partner handed on as a digest is known by that.

>>> known = {0: "jmartin29@post.example"}
>>> [met(line, known) for line in ("x;JMartin29@Post.example;", "jmartin29 at post dot example", "martin29@post.example")]
[{0: True}, {0: False}, {}]
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.kinds import email
from tocsin.terms.answer import Row, whole
from tocsin.terms.canary import Mark, Planting
from tocsin.terms.table import Column

ALONE = ("email", "password_hash")
"""What is a canary's by itself: an address at a domain of the company's, a hash drawn by chance."""

TOGETHER = ("mailbox", "name", "phone", "customer_number", "address")
"""Of these two must agree."""

ENOUGH = 2

FIELDS = (*ALONE, *TOGETHER)

DIGESTS = ("md5", "sha1", "sha256")
"""How addresses are hashed that are handed on for matching: what advertising services take, and what they took."""

UNREAD = frozenset({"unknown", "password_hash", "token", "user_name"})
"""Kinds of columns that may hold such a digest."""

MARKS = pa.schema([("canary", pa.int64()), ("field", pa.string()), ("value", pa.string())])
"""What canaries are known by, a row for each mark; canaries are numbered through, plantings in order."""

MOST = 100_000
"""Lines with one of the domains that are compared. Rows of people are compared by their columns besides,
all of them; more lines than this are of the company's own staff or of a domain that is not for canaries alone."""

BETWEEN = "[^0-9a-z]{0,4}(?:dot|point|punt|punkt)?[^0-9a-z]{0,4}"
"""What may stand for a dot."""

BLURRED = "[^0-9a-z]{0,3}"
"""What may stand between two signs of a local part."""


def known_by(normal: ir.Table) -> ir.Table:
    """Add to a normal table what a canary is known by and the table has not: `mailbox`, `address`."""
    boxed = normal.mutate(mailbox=email.local(normal.email).replace(".", ""))
    parts = (normal.street, normal.house.fill_null(""))
    return boxed.mutate(address=reduce(lambda left, right: left + "|" + right, parts))


def marks(answer: Row) -> tuple[Mark, ...]:
    """What one canary is known by, from its row of `known_by`."""
    return tuple((name, str(answer[name])) for name in FIELDS if answer[name] is not None)


def table(plantings: Sequence[Planting]) -> pa.Table:
    """The marks of all canaries, as `MARKS`."""
    rows = [
        {"canary": number, "field": name, "value": value}
        for number, canary in enumerate(c for planting in plantings for c in planting.canaries)
        for name, value in canary.marks
    ]
    return pa.Table.from_pylist(rows, schema=MARKS)


def ask(leak: ir.Table, marks: ir.Table) -> ir.Table:
    """The rows that are canaries: `row`, `canary`, and whether it is `exact`.

    `leak` is a normal table, `marks` as `MARKS`.
    """
    known = known_by(leak)
    met = ibis.union(*(_agreeing(known, marks, name) for name in FIELDS))
    counted = met.group_by("row", "canary").aggregate(
        alone=met.field.isin(ALONE).any(), fields=met.count()
    )
    seen = counted.filter(counted.alone | (counted.fields >= ENOUGH))
    return seen.select("row", "canary", exact="alone")


def _agreeing(known: ir.Table, marks: ir.Table, name: str) -> ir.Table:
    of_field = marks.filter(marks.field == name).select("canary", "field", "value")
    return (
        known.select("row", value=known[name])
        .join(of_field, "value")
        .select("row", "canary", "field")
    )


def addresses(plantings: Sequence[Planting]) -> dict[int, str]:
    """The e-mail address of each canary, by its number."""
    every = (canary for planting in plantings for canary in planting.canaries)
    found = ((number, dict(canary.marks).get("email")) for number, canary in enumerate(every))
    return {number: address for number, address in found if address}


def digests(addresses: Mapping[int, str]) -> pa.Table:
    """The addresses as partners hand them on who are not to read them: `canary`, `value` (hexadecimal)."""
    rows = [
        {
            "canary": number,
            "value": hashlib.new(name, address.encode(), usedforsecurity=False).hexdigest(),
        }
        for number, address in addresses.items()
        for name in DIGESTS
    ]
    return pa.Table.from_pylist(
        rows, schema=pa.schema([MARKS.field("canary"), MARKS.field("value")])
    )


def ask_digests(extract: ir.Table, columns: Sequence[Column], digests: ir.Table) -> ir.Table:
    """The rows with a canary's address as a digest: `row`, `canary`.

    `extract` has `row` and `c0`, `c1` ... (string), `digests` is as the function of that name gives it.
    """
    cells = [
        extract.select("row", value=extract[f"c{place}"].strip().lower())
        for place, column in enumerate(columns)
        if column.kind in UNREAD
    ]
    every = ibis.union(*cells) if len(cells) > 1 else cells[0]
    return every.join(digests, "value").select("row", "canary").distinct()


def ask_lines(lines: ir.Table, domains: Iterable[str]) -> ir.Table:
    """The lines in which one of these domains stands, however written: `row`, `line`; `MOST` at most."""
    said = [BETWEEN.join(map(re.escape, domain.split("."))) for domain in sorted(set(domains))]
    return (
        lines.filter(lines.line.re_search(f"(?i)(?:{'|'.join(said)})"))
        .select("row", "line")
        .limit(MOST)
    )


def met(untrusted: str, known: Mapping[int, str]) -> dict[int, bool]:
    """Which of these addresses stand in a line, and whether as they are written."""
    low = untrusted.lower()
    bare = re.sub("[^0-9a-z]", "", low)
    found = {}
    for number, address in known.items():
        mailbox = re.sub("[^0-9a-z]", "", address.partition("@")[0])
        if mailbox not in bare:
            continue
        if re.search(f"(?<![0-9a-z._-]){re.escape(address)}(?![0-9a-z-])", low):
            found[number] = True
        elif re.search(f"(?<![0-9a-z]){BLURRED.join(mailbox)}(?![0-9a-z])", low):
            found[number] = False
    return found


def row(answer: Row) -> tuple[int, int, bool]:
    """Row, canary and whether it is exact, of `ask`."""
    return whole(answer, "row"), whole(answer, "canary"), bool(answer["exact"])
