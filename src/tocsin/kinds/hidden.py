"""Hidden: what hides in free text: door codes, keys, numbers, remarks on health, allergy and religion.

People write to a courier what no column asks for. Words of five languages are looked for in folded text (`hints`); a hint
says that a cell speaks of a thing, not that it is true of somebody, and a thing said in other words is not found: counts
are neither complete nor exact. How often they are right was measured (`Measured`). Health and religion are special
categories (GDPR, Art. 9). A diet may point to them and need not: halal or kosher food is eaten by people of every
belief and none, and a favourite topping is a taste. Where it allows a conclusion all the same it is protected as they
are (CJEU, C-184/20 of 1 August 2022, paragraphs 117 to 128), so it is told, apart, and never as a belief.

>>> sorted(hints_of("Code porte 12B4, allergie aux noix. Sleutel onder de mat."))
['access', 'allergy', 'door_code']
>>> hints_of("Sonner 2 fois"), hints_of("code promo PIZZA20, face à l'hôpital")
(frozenset(), frozenset())
>>> masked("Code porte 12B4")
'xxxx xxxxx 99x9'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import ibis
import ibis.expr.types as ir

from tocsin.kinds.folding import FOLDING, fold_of
from tocsin.kinds.hints import HINTS, Hint

LONGEST = 60
"""Characters of a masked example."""

SEVERAL = 3
"""Examples told of one sort."""


def ask(table: ir.Table, columns: Sequence[str]) -> ir.Table:
    """The rows in which a free-text column has a hint: `row`, and a column for each of `HINTS`.

    `columns` name the columns of free text in `table`, which has `row`; what is empty holds none. Each text is
    looked at once, however many rows have it: what a form or a clerk puts there is much the same.
    """
    filled = [table.filter(table[name].notnull()).select("row", text=name) for name in columns]
    cells = ibis.union(*filled) if len(filled) > 1 else filled[0]
    hints = _hints(cells.select("text").distinct())
    told = cells.join(hints, "text").drop("text")
    if len(filled) == 1:
        return told
    return told.group_by("row").aggregate(**{hint.name: told[hint.name].any() for hint in HINTS})


def _hints(texts: ir.Table) -> ir.Table:
    """Of distinct texts, those that have a hint: `text`, and a column for each of `HINTS`."""
    folded = texts.select("text", folded="text")
    for step in FOLDING:
        folded = folded.mutate(folded=step(folded.folded))
    said = {hint.name: _has(folded["text" if hint.cased else "folded"], hint) for hint in HINTS}
    told = folded.select("text", **said)
    return told.filter(ibis.or_(*(told[hint.name] for hint in HINTS)))


def _has(text: ir.StringValue, hint: Hint) -> ir.BooleanValue:
    meant = text if hint.unless is None else text.re_replace(hint.unless, "~")
    return meant.re_search(hint.shape)


def ask_examples(said: ir.Table) -> ir.Table:
    """One row: of each sort the first and the last row that speaks of it, `<name>_first`, `<name>_last`."""
    ends = {}
    for hint in HINTS:
        ends[f"{hint.name}_first"] = said.row.min(where=said[hint.name])
        ends[f"{hint.name}_last"] = said.row.max(where=said[hint.name])
    return said.aggregate(all_rows=said.count(), **ends)


def rows_of(answer: Mapping[str, object]) -> tuple[int, ...]:
    """The rows that `ask_examples` names, each once."""
    named = (value for name, value in answer.items() if name != "all_rows")
    return tuple(sorted({int(str(value)) for value in named if value is not None}))


def examples(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of some texts, how each sort was met, masked; by sort.

    >>> examples(["digicode 45B12", "code: 77-88"])["door_code"]
    ('xxxxxxxx 99x99', 'xxxx: 99-99')
    """
    met: dict[str, dict[str, None]] = {}
    for text in texts:
        for hint in HINTS:
            found = _found(text, hint)
            if found is not None:
                met.setdefault(hint.name, {})[masked(found.strip())] = None
    return {name: tuple(shapes)[:SEVERAL] for name, shapes in met.items()}


def masked(untrusted: str) -> str:
    """A text with every letter as x and every digit as 9, its marks kept, cut to `LONGEST`."""
    shape = "".join(
        "9" if character.isdigit() else "x" if character.isalpha() else character
        for character in untrusted
    )
    plain = "".join(one if one.isascii() and one.isprintable() else " " for one in shape)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 3] + "..."


def _found(text: str, hint: Hint) -> str | None:
    meant = text if hint.cased else fold_of(text)
    if hint.unless is not None:
        meant = re.sub(hint.unless, "~", meant, flags=re.ASCII)
    found = re.search(hint.shape, meant, re.ASCII)
    return None if found is None else found.group()


def hints_of(untrusted: str) -> frozenset[str]:
    """Name the hints in one text."""
    return frozenset(hint.name for hint in HINTS if _found(untrusted, hint) is not None)
