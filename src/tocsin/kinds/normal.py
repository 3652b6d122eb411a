"""Normal: an extract and its judged columns become the table that every later room works on.

The leak's has `row`, the register's has `id` (in its own type) and `deleted`; both have all columns
of `NORMAL`, NULL where the source has none, or a word that says so (`missing`). Each step of a normal
form is a column of its own, so that an engine works it once. Where several columns are of one kind the
fullest counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from tocsin.kinds import (
    belgian_national_number,
    birth_date,
    bsn,
    city,
    country,
    customer_number,
    email,
    free_text,
    full_name,
    german_tax_id,
    identity_card,
    missing,
    nino,
    nir,
    passport,
    password_hash,
    phone,
    postal_address,
    postcode,
    preference,
    ssn,
)
from tocsin.kinds.folding import Step, fold_of, or_null, trim
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

NORMAL: dict[str, str] = dict.fromkeys(
    (
        "email",
        "phone",
        "name",
        "street",
        "house",
        "postcode",
        "country",
        "password_hash",
        "customer_number",
        "preference",
        "free_text",
        "birth_date",
        "city",
        "given",
        "family",
        "identity",
    ),
    "string",
)
"""The columns of a normal table, in order: `ibis.table(LEAK, "leak")` declares one.

`given` and `family` are filled where the source keeps them apart, and `name` holds both. `identity` is a
number that a state gave, behind its kind: 'nir:295109912611193'.
"""

LEAK: dict[str, str] = {"row": "int64"} | NORMAL
REGISTER: dict[str, str] = {"id": "int64"} | NORMAL | {"deleted": "boolean"}
"""`id` has the register's own type; int64 here stands for the usual one."""

TIME = "timestamp('UTC', 6)"
"""The type of a time in the engine."""

PAST: dict[str, str] = {
    "id": "int64",
    "field": "string",
    "value": "string",
    "since": TIME,
    "at": TIME,
}
"""What a record held earlier, from `since` until `at`; `id` as in `REGISTER`. Either time is NULL where
it is not known; `since` also where the value was there from the beginning."""

SINGLE = {
    kind.name: kind
    for kind in (
        email.KIND,
        phone.KIND,
        password_hash.KIND,
        customer_number.KIND,
        postcode.KIND,
        full_name.KIND,
        preference.KIND,
        free_text.KIND,
        birth_date.KIND,
    )
}
"""Kinds whose normal form is one normal column: what a history's field may be. Of earlier towns nobody asks."""

STEPS: dict[str, tuple[Step, ...]] = {
    "email": email.STEPS,
    "phone": phone.STEPS,
    "name": full_name.STEPS,
    "postcode": (postcode.normal,),
    "country": country.STEPS,
    "password_hash": (password_hash.normal,),
    "customer_number": (customer_number.normal,),
    "preference": preference.STEPS,
    "free_text": (free_text.normal,),
    "city": city.STEPS,
}
"""How each normal column is made of its source, but for the address, the birth date and parts of names."""

BY_ITSELF: dict[str, tuple[Step, ...]] = {
    "given": full_name.STEPS,
    "family": full_name.STEPS,
    **{
        name: STEPS[name]
        for name in ("name", "postcode", "country", "preference", "free_text", "city")
    },
}
"""Sources in which the same cell stands often, as a rule, and that are worked cell by cell."""

NOTHING: Mapping[str, ir.Table] = {}

WORDED = ("name", "given", "family", "address", "postcode", "city", "customer_number", "preference", "free_text")  # fmt: skip
"""Sources in which a word for a missing value would pass: the others take none for theirs."""

IDENTITIES = tuple(
    one.KIND
    for one in (
        nir,
        belgian_national_number,
        bsn,
        german_tax_id,
        nino,
        ssn,
        identity_card,
        passport,
    )
)
"""Kinds of `identity`; of several that a row has the first counts, told by their check digits first."""

KEPT_IN = {"full_name": "name"}
"""The normal column of a kind where it is not the kind's own name."""

NOT_DELETED = "^(?:|0|false|f|no|n|non|nee|nein|null|0000-00-00.*)$"
"""What a column of texts says of a customer who is still one."""


def normal_leak(extract: ir.Table, columns: tuple[Column, ...]) -> ir.Table:
    """Build the leak's normal table: `row` and `NORMAL`."""
    return form(extract.select("row", **sources(extract, columns))).select(*LEAK)


def normal_register(
    extract: ir.Table, columns: tuple[Column, ...], key: str | None, deleted: str | None
) -> ir.Table:
    """Build the register's normal table: `id`, `NORMAL` and `deleted`.

    `key` and `deleted` name columns as the source does. Without a key the column of customer
    numbers is it, else the row number. `Refused` where a name is no column's.
    """
    return register_form(register_texts(extract, columns, key, deleted))


def register_texts(
    extract: ir.Table, columns: tuple[Column, ...], key: str | None, deleted: str | None
) -> ir.Table:
    """Take what the register's normal table is made of: `id`, `deleted`, and `sources`."""
    identity = extract[key_column(columns, key)]
    gone = ibis.literal(value=False)
    if deleted is not None:
        gone = _gone(extract[f"c{_place(columns, deleted)}"])
    return extract.select(id=identity, deleted=gone, **sources(extract, columns))


def register_form(texts: ir.Table, known: Mapping[str, ir.Table] = NOTHING) -> ir.Table:
    """Build the register's normal table of its texts; `known` as `form` takes it."""
    return form(texts, known).select("id", *NORMAL, "deleted")


def past(
    history: ir.Table, id: str, field: str, old: str, field_kinds: Mapping[str, str]
) -> ir.Table:
    """Build `PAST`, what records held earlier, from a table with a row for each change.

    `id`, `field` and `old` name its columns; `field_kinds` gives the kind of each field named in
    it. Fields of kinds that are no single normal column are left out. The times are those of its
    columns `since` and `at` (`history.spans`), if it has them.
    """
    known = {name: SINGLE[kind] for name, kind in field_kinds.items() if kind in SINGLE}
    times = {
        time: history[time] if time in history.columns else ibis.null(TIME)
        for time in ("since", "at")
    }
    if not known:
        nothing = history.filter(ibis.literal(value=False))
        empty = {"field": ibis.null("string"), "value": ibis.null("string")}
        return nothing.select(id=history[id], **empty, **times)
    names, was = _text(history[field]), _text(history[old])
    kept = {name: KEPT_IN.get(kind.name, kind.name) for name, kind in known.items()}
    cells = {
        column: ibis.cases(*((names == name, was) for name, its in kept.items() if its == column))
        for column in dict.fromkeys(kept.values())
    }
    fields = ibis.cases(*((names == name, column) for name, column in kept.items()))
    order = {"month_first": ibis.literal(value=False)} if "birth_date" in cells else {}
    changed = form(history.select(id=history[id], field=fields, **cells, **order, **times))
    value = ibis.coalesce(*(changed[column] for column in cells))
    return changed.select("id", "field", value=value, since=changed.since, at=changed.at).filter(
        value.notnull()
    )


def held_by(columns: Sequence[Column]) -> dict[str, str]:
    """The columns whose values a normal column holds as they are: the fullest of each kind of `SINGLE`.

    >>> held_by((Column("mail", "email", share=1.0, filled=9), Column("mail2", "email", share=1.0, filled=2)))
    {'mail': 'email'}
    """
    kinds = {column.kind for column in columns}
    places = {kind: _fullest(columns, kind) for kind in SINGLE}
    if {"given_name", "family_name"} <= kinds:
        places["full_name"] = None  # the name is made of the two
    return {
        columns[place].name: KEPT_IN.get(kind, kind)
        for kind, place in places.items()
        if place is not None
    }


def key_column(columns: Sequence[Column], key: str | None) -> str:
    """Name the extract's column that is the key: the one said, else of customer numbers, else `row`."""
    place = _place(columns, key) if key is not None else _fullest(columns, "customer_number")
    return "row" if place is None else f"c{place}"


def _place(columns: Sequence[Column], name: str) -> int:
    for place, column in enumerate(columns):
        if column.name == name:
            return place
    raise Refused(
        f"There is no column {name!r}.",
        remedy="Name one of: " + ", ".join(column.name for column in columns) + ".",
    )


def _fullest(columns: Sequence[Column], kind: str) -> int | None:
    """Find the place of the column that holds most cells of a kind."""
    places = [place for place, column in enumerate(columns) if column.kind == kind]
    return max(places, key=lambda place: columns[place].share * columns[place].filled, default=None)


def _text(value: ir.Value) -> ir.StringValue:
    """Any value as text; a whole number that a frame made a float loses its '.0'."""
    if value.type().is_string():
        return value
    if value.type().is_floating():
        return value.cast("int64").cast("string")
    return value.cast("string")


def sources(extract: ir.Table, columns: Sequence[Column]) -> dict[str, ir.StringValue]:
    """Take the source's columns as texts, by what they go into."""

    def text(kind: str) -> ir.StringValue | None:
        place = _fullest(columns, kind)
        return None if place is None else _text(extract[f"c{place}"])

    cells = {
        "email": text("email"),
        "phone": text("phone"),
        "name": None
        if text("given_name") is not None and text("family_name") is not None
        else text("full_name"),
        "address": text("postal_address"),
        "postcode": text("postcode"),
        "country": text("country"),
        "password_hash": text("password_hash"),
        "customer_number": text("customer_number"),
        "preference": text("preference"),
        "free_text": text("free_text"),
        "city": text("city"),
        "given": text("given_name"),
        "family": text("family_name"),
        "identity": _identity({kind.name: text(kind.name) for kind in IDENTITIES}),
        **_born(extract, columns),
    }
    return {name: source for name, source in cells.items() if source is not None}


def _born(extract: ir.Table, columns: Sequence[Column]) -> dict[str, ir.StringValue]:
    """Take the birth date, in the order of its column; of dates that are not said to be, none."""
    place = _fullest(columns, "birth_date")
    if place is None:
        said = [re.search(birth_date.BIRTH, fold_of(column.name)) for column in columns]
        place = _fullest(
            [c if s else Column(c.name) for c, s in zip(columns, said, strict=True)], "date"
        )
    if place is None:
        return {}
    texts = extract.mutate(born=_text(extract[f"c{place}"]))
    return {
        "birth_date": _text(extract[f"c{place}"]),
        "month_first": birth_date.ordered(texts, "born"),
    }


def _identity(texts: Mapping[str, ir.StringValue | None]) -> ir.StringValue | None:
    numbers = [
        ibis.literal(f"{kind.name}:") + kind.normal(text)
        for kind in IDENTITIES
        if (text := texts[kind.name]) is not None
    ]
    return ibis.coalesce(*numbers) if numbers else None


def _gone(cell: ir.Value) -> ir.BooleanValue:
    """Whether a register's cell says that the customer was deleted."""
    if cell.type().is_boolean():
        return cell.coalesce(ibis.literal(value=False))
    if cell.type().is_numeric():
        return (cell != 0).coalesce(ibis.literal(value=False))
    if cell.type().is_string():
        said = trim(cell).lower().coalesce("")
        return ~said.re_search(NOT_DELETED)
    return cell.notnull()


def _present(table: ir.Table, names: Sequence[str]) -> ir.Table:
    """Make NULL of the words for a missing value in these columns, of those that are there."""
    there = [name for name in names if name in table.columns]
    return table.mutate(**{name: missing.present(table[name]) for name in there})


def _in_steps(table: ir.Table, name: str, steps: Sequence[Step]) -> ir.Table:
    """Work a column's steps, each as a column of its own; a column that is not there stays so."""
    for step in steps if name in table.columns else ():
        table = table.mutate(**{name: step(table[name])})
    return table


def each(texts: ir.Table, name: str) -> ir.Table:
    """Put every different cell of one of the sources `BY_ITSELF` in normal form: `cell`, `normal`."""
    cells = texts.select(cell=texts[name]).distinct()
    table = _present(cells.filter(cells.cell.notnull()).mutate(**{name: cells.cell}), WORDED)
    table = _in_steps(table, name, BY_ITSELF[name])
    return table.select("cell", normal=table[name])


def form(texts: ir.Table, known: Mapping[str, ir.Table] = NOTHING) -> ir.Table:
    """All normal columns, from the columns of `sources`; of those in `known` as `each` gives them."""
    table = texts.mutate(**{name: _looked_up(texts[name], cells) for name, cells in known.items()})
    table = _present(table, [name for name in WORDED if name not in known])
    for name, steps in STEPS.items():
        table = table if name in known else _in_steps(table, name, steps)
    table = _named(table, known)
    if "birth_date" in table.columns:
        table = table.mutate(birth_date=birth_date.day(table.birth_date, table.month_first))
    if "address" in table.columns:
        table = _addressed(table)
    if "country" not in table.columns and "postcode" in table.columns:
        table = table.mutate(country=_country_of(table.postcode))
    others = [name for name in NORMAL if name not in table.columns]
    return table.mutate(**{name: ibis.null("string") for name in others})


def _looked_up(cell: ir.StringValue, cells: ir.Table) -> ir.StringValue:
    """Find a cell's normal form. A sub-query, for of two sides of a join an engine may hold the larger in memory."""
    return cells.filter(cells.cell == cell).normal.as_scalar()


def _named(table: ir.Table, known: Mapping[str, ir.Table]) -> ir.Table:
    """Take the name of its parts, where the source has both, or no whole one."""
    parts = [part for part in ("family", "given") if part in table.columns]
    for part in parts:
        table = table if part in known else _in_steps(table, part, full_name.STEPS)
    if len(parts) == 2:
        return table.mutate(name=full_name.sorted_two(table.family, table.given))
    return table.mutate(name=table[parts[0]]) if parts and "name" not in table.columns else table


def _addressed(table: ir.Table) -> ir.Table:
    """Take the address in its parts; its postcode where no column gives one."""
    table = table.mutate(line=postal_address.flat(table.address))
    table = _in_steps(table, "line", postal_address.UNACCENTED)
    table = table.mutate(tail=postal_address.tail(table.line))
    inline = postal_address.postcode(table.tail)
    table = table.mutate(
        postcode=table.postcode.coalesce(inline) if "postcode" in table.columns else inline,
        body=postal_address.body(table.line, table.tail),
    )
    table = table.mutate(body=postal_address.unboxed(table.body))
    table = table.mutate(numbered=postal_address.numbered(table.body))
    table = table.mutate(
        house=or_null(postal_address.house(table.numbered)),
        street=postal_address.street(table.body, table.numbered),
    )
    table = table.mutate(first=postal_address.abbreviated(table.street))
    table = table.mutate(street=postal_address.spelled(table.street, table.first))
    return table.mutate(street=or_null(postal_address.spelled_within(table.street)))


def _country_of(code: ir.StringValue) -> ir.StringValue:
    """Give the country whose postcodes are written so."""
    return ibis.cases(
        (code.re_search("^[0-9]{5}$"), "FR"),
        (code.re_search("^[0-9]{4}$"), "BE"),
        (code.re_search("^[0-9]{4}[A-Z]{2}$"), "NL"),
    )
