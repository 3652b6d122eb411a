"""Beside: each row that is tied to a record, held against it field by field; worked once for all checks.

A field is the same where it is what the record has, or had. It is NULL where either side has none.
"""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import form

SINGLE = ("email", "name", "phone", "password_hash", "customer_number", "free_text")
"""Fields compared each by itself."""

ADDRESS = ("postcode", "street", "house")
"""Those that make one address."""

COLUMNS: dict[str, str] = (
    {"row": "int64", "record": "int64", "person": "int64", "deleted": "boolean"}
    | dict.fromkeys((f"same_{name}" for name in (*SINGLE, "address", "form")), "boolean")
    | {"rare": "boolean", "email": "string", "text": "int64"}
)
"""`record`: the register's `id`, in its own type, and `person`: whose it is; `same_form`: hashes of one length or scheme; `rare`: the hash is not one that very many have;
`email`: as in both; `text`: the letters of the free text."""


def beside(
    leak: ir.Table, links: ir.Table, register: ir.Table, past: ir.Table, common: ir.Table
) -> ir.Table:
    """`COLUMNS`, a row for each row of `links` (`leak_row`, `register_id`)."""
    fields = (*SINGLE, *ADDRESS)
    theirs = register.select(
        "id", "person", "deleted", **{f"their_{f}": register[f] for f in fields}
    )
    tied = links.select("leak_row", "register_id").join(theirs, [("register_id", "id")])
    pairs = leak.select("row", *fields).join(tied, [("row", "leak_row")])
    earlier = _earlier(pairs, past)
    seen = pairs.left_join(earlier, "row")
    same = {
        f"same_{f}": (seen[f] == seen[f"their_{f}"]) | seen[f"earlier_{f}"].fill_null(False)
        for f in SINGLE
    }
    address = reduce(lambda a, b: a & b, (seen[f] == seen[f"their_{f}"] for f in ADDRESS))
    alike = (form(seen.password_hash) == form(seen.their_password_hash)) | seen[
        "earlier_form"
    ].fill_null(False)
    told = seen.select(
        "row",
        "person",
        "deleted",
        record="id",
        **same,
        same_address=address,
        same_form=alike,
        rare=~seen.password_hash.isin(common.password_hash),
        email=ibis.ifelse(same["same_email"], seen.email, ibis.null("string")),
        text=seen.free_text.length().cast("int64"),
    )
    return told.select(*COLUMNS)


def _earlier(pairs: ir.Table, past: ir.Table) -> ir.Table:
    """Rows whose record held before what the row has: `row`, `earlier_<field>`, `earlier_form`."""
    held = past.filter(past.field.isin(SINGLE)).select("id", "field", "value")
    met = pairs.select("row", "id", *SINGLE).join(held, "id")
    hashes = (met.field == "password_hash") & (form(met.password_hash) == form(met.value))
    return met.group_by("row").aggregate(
        **{
            f"earlier_{f}": ((met.field == f) & (met[f] == met.value)).any().fill_null(False)
            for f in SINGLE
        },
        earlier_form=hashes.any().fill_null(False),
    )
