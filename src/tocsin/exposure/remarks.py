"""Remarks: what hides in free text, counted by sort: never what it says, or of whom.

Words are looked for (`kinds.hidden`); how often they are right was measured on labelled sentences. So a sort that was not
found is bounded as a number is, with the labelled sentences as its controls.

>>> [one.sort for one in weigh({"health": 3, "key": 0}, {"health": 2}, {})]
['health']
"""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.exposure.absent import measured
from tocsin.kinds.hints import HINTS
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.scope import Category, KindAbsent, Remark

IN = frozenset({"free_text", "preference", "unknown"})
"""Kinds of columns in which people write in their own words."""

LIMIT = (
    "A sentence may speak of a thing without its being true of the customer, and a thing said in other words, misspelled or "
    "in another language is not counted. "
)
DIET_LIMIT = (
    "A diet may point to a religion, a belief or an illness, and need not: what is eaten is no statement of faith. "
    "Whether it allows such a conclusion, so that Art. 9 GDPR protects it (CJEU C-184/20), is for counsel to say. A favourite topping "
    "alone is not counted: who likes ham or none tells a taste."
)


def weigh(
    rows: Mapping[str, int], people: Mapping[str, int], examples: Mapping[str, tuple[str, ...]]
) -> tuple[Remark, ...]:
    """Tell the sorts that were found."""
    return tuple(
        Remark(
            hint.name,
            hint.says,
            hint.category,
            rows[hint.name],
            people.get(hint.name, 0),
            examples.get(hint.name, ()),
            hint.measured.precision,
            hint.measured.recall,
        )
        for hint in HINTS
        if rows.get(hint.name, 0)
    )


def absent(rows: Mapping[str, int], of: int, cells: int) -> tuple[KindAbsent, ...]:
    """Of the special categories, how many rows at most speak of them; `of` rows were looked at."""
    return tuple(
        measured(
            hint.name,
            rows.get(hint.name, 0),
            of,
            cells,
            hint.measured.there + hint.measured.odd,
            hint.measured.found + hint.measured.odd_found,
        )
        for hint in HINTS
        if hint.category is Category.SPECIAL
    )


def of(remarks: tuple[Remark, ...], basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell them, each with how often it is right."""
    return tuple(_told(one, basis) for one in remarks)


def _told(one: Remark, basis: tuple[Locus, ...]) -> Finding:
    rows = "1 row speaks" if one.rows == 1 else f"{one.rows:,} rows speak"
    people = "1 person" if one.people == 1 else f"{one.people:,} people"
    (hint,) = (hint for hint in HINTS if hint.name == one.sort)
    odd = (
        f", and {hint.measured.odd_found} of {hint.measured.odd} said in unusual words"
        if hint.measured.odd
        else ""
    )
    right = (
        f"On labelled sentences of our own {one.precision:.0%} of what is told of this sort was right, and "
        f"{one.recall:.0%} of what was there was told{odd}: rows that speak of it in words of their own are missed. "
    )
    return Finding(
        f"In free text {rows} of {one.says}; {people} of the register "
        f"{'stands' if one.people == 1 else 'stand'} behind them.",
        basis,
        Certainty.PROBABLE,
        right + LIMIT + (DIET_LIMIT if one.sort == "diet" else ""),
        f"remarks.{one.sort}",
    )
