"""Absent: payment cards and IBANs looked for in every cell, and how far the search can be trusted.

A row's cells are joined by a bar, which no number crosses, and each kind is looked for once in the
whole row. The same search goes over a copy with planted controls (`controls`); the share it finds
again bounds what it may have missed (`bound`). Without controls nothing is said at all.

>>> answer = {"rows": 650_000, "cells": 5_000_000, "rows_with_card": 0, "rows_with_iban": 0}
>>> answer |= {"cards_recovered": 400, "ibans_recovered": 396}
>>> card, iban = weigh(answer, Planted(400, 400))
>>> card.found, card.at_most_rows, iban.recall, iban.at_most_rows
(0, 1, 0.99, 2)
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from tocsin.exposure.base import filled, total
from tocsin.exposure.bound import at_most
from tocsin.exposure.controls import Planted
from tocsin.kinds import iban, payment_card
from tocsin.terms.answer import Row, whole
from tocsin.terms.errors import Broken
from tocsin.terms.scope import KindAbsent
from tocsin.terms.table import Column

BAR = "|"
"""Between cells. Card numbers and IBANs are spelled with blanks and hyphens, never with bars."""

CARD_LIKE = "(?:^|[^0-9A-Za-z])[2-6](?:[ -]?[0-9]){12}"
IBAN_LIKE = (
    f"(?:^|[^0-9A-Za-z])(?i:{'|'.join(iban.COUNTRIES_OF)})[0-9]{{2}}"
    "(?:[ -]?[0-9A-Za-z]{4}){2}[ -]?[0-9A-Za-z]{3}"
)
"""What every card number (13 digits or more) and every IBAN (15 characters or more) begins with.
Rows without it are passed over: the check digits cost twenty times as much as these."""


def lines(extract: ir.Table, columns: Sequence[Column], *beside: str) -> ir.Table:
    """Each row's cells in one text: `line`, how many `cells` are filled, and the columns named."""
    texts = [extract[f"c{place}"] for place in range(len(columns))]
    cells = sum((filled(text).cast("int64") for text in texts), start=ibis.literal(0, "int64"))
    whole_line = ibis.literal(BAR).join([text.fill_null("") for text in texts]) if texts else ""
    return extract.select(*beside, line=whole_line, cells=cells)


def ask(leak: ir.Table, controls: ir.Table) -> ir.Table:
    """One row: `rows`, filled `cells`, `rows_with_card`, `rows_with_iban`, and what was recovered.

    `leak` has the `lines` of the leak, `controls` those of a copy that `controls.plant` made, with
    its column `control`; both are searched in one question, by the same words. A card found in an
    IBAN's row is not recovered: some IBANs hold a run of digits like a card's.
    """
    own = leak.select("line", control=ibis.null("string"))
    seen = _suspects(ibis.union(own, controls.select("line", "control")))
    unplanted = seen.control.isnull()
    return leak.aggregate(rows=leak.count(), cells=leak.cells.sum()).cross_join(
        seen.aggregate(
            rows_with_card=total(seen.card & unplanted),
            rows_with_iban=total(seen.iban & unplanted),
            cards_recovered=total(seen.card & (seen.control == "payment_card")),
            ibans_recovered=total(seen.iban & (seen.control == "iban")),
        )
    )


def _suspects(seen: ir.Table) -> ir.Table:
    """Lines that may hold one, and whether they do: `card`, `iban`."""
    seen = seen.filter(seen.line.re_search(f"(?:{CARD_LIKE})|(?:{IBAN_LIKE})"))
    return seen.mutate(card=payment_card.within(seen.line), iban=iban.within(seen.line))


def ask_people(leak: ir.Table, links: ir.Table, register: ir.Table) -> ir.Table:
    """One row: `people_with_card`, `people_with_iban`; worth asking only where some were found.

    `leak` has its `lines` with `row`.
    """
    seen = _suspects(leak.select("row", "line"))
    linked = seen.join(links, seen.row == links.leak_row)
    owned = linked.join(register.select("id", "person"), linked.register_id == register.id)
    return owned.aggregate(
        people_with_card=owned.person.nunique(where=owned.card),
        people_with_iban=owned.person.nunique(where=owned.iban),
    )


def weigh(answer: Row, planted: Planted) -> tuple[KindAbsent, KindAbsent]:
    """Say what was found of cards and of IBANs, with recall and bound; `Broken` without controls."""
    return (
        _weighed("payment_card", answer, "rows_with_card", "cards_recovered", planted.cards),
        _weighed("iban", answer, "rows_with_iban", "ibans_recovered", planted.ibans),
    )


def _weighed(kind: str, answer: Row, rows_with: str, again: str, planted: int) -> KindAbsent:
    found, recovered = whole(answer, rows_with), whole(answer, again)
    if planted <= 0 or recovered > planted:
        raise Broken(f"The search for {kind} has no controls of its own.", remedy="Report this.")
    rows = whole(answer, "rows")
    return KindAbsent(
        kind=kind,
        cells=whole(answer, "cells"),
        found=found,
        planted=planted,
        recovered=recovered,
        at_most_rows=at_most(found, recovered, planted, rows) if rows else 0,
    )
