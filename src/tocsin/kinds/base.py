"""Kind: one sort of data a column may hold; how its cells look, and their one normal form.

The normal form exists twice, as an Ibis expression for bulk and as a function for one value;
one corpus under tests/kinds proves that both give the same. NULL (None) means: not this kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis.expr.types as ir

from tocsin.terms.scope import Category


@dataclass(frozen=True, slots=True)
class Kind:
    """One literal a file: what an analyst reads to know what is recognised and how."""

    name: str
    """As in the contract: 'email', 'postal_address' ..."""

    says: str
    """In a sentence: 'e-mail addresses'."""

    category: Category
    headers: tuple[str, ...]
    """Words that head such a column, in any language, as `header_words` folds them. A hint only."""

    looks: Callable[[ir.StringValue], ir.BooleanValue]
    """Whether a trimmed, non-empty cell has the shape of this kind."""

    normal: Callable[[ir.StringValue], ir.StringValue]
    """The normal form in the engine; NULL where the cell is not of this kind."""

    normal_of: Callable[[str], str | None]
    """The same normal form of one value."""

    needs_header: bool = False
    """The shape alone is too weak (names, preferences): without a header's hint, never chosen."""

    by_chance: float | None = None
    """Share of cells of the right length that pass by chance, where a check digit tells the kind.

    Such a kind may be told of bare integers, but only of nearly all of them, and of so many that
    chance is ruled out.
    """

    weak: str | Callable[[ir.StringValue], ir.BooleanValue] | None = None
    """Cells of this shape look like the kind, but only where the header or the column says so too."""

    beside: str | None = None
    """Told only in a table that holds this other kind too: a card's CVV beside its number."""
