"""Heading: whether the first record of a table names its columns.

A heading differs from what stands below it: a word above numbers, addresses or dates; a label
we know; a name written as programs write them; a word that a column of few, repeated values does
not repeat. Where nothing speaks for a heading, the first record is a row: a heading kept as a
row does less harm than a person dropped.

>>> is_header(["id", "mail"], [["1", "a@x.example"], ["2", "b@x.example"]])
True
>>> is_header(["Anna", "Gent"], [["Bert", "Lille"], ["Cleo", "Paris"]])
False
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.formats.labels import folded, is_label
from tocsin.formats.shapes import shape

MOST = 0.6
"""Share of a column's filled cells that makes a shape the column's: leaks have gaps and damage."""

REPEATED = 6
"""Filled cells of a column from which the values it repeats speak."""

_ANY_TABLE = """date time datetime timestamp day month year period start end begin from to title description
type category group class status state region province district county area code key value
values price cost currency quantity qty count total sum amount number no rank score rate ratio
percent percentage unit units size weight height width length age url link website source note
notes comments details text subject message author owner department latitude longitude lat lon
lng long version language file path product productid item sku order orderid index row
datum zeit jahr monat tag preis menge anzahl summe wert titel beschreibung einheit kategorie
annee mois jour heure prix quantite montant valeur titre libelle categorie unite
fecha hora ano mes dia precio cantidad valor titulo descripcion unidad tipo estado
jaar maand dag tijd prijs aantal bedrag waarde titel omschrijving eenheid soort"""

WORDS = frozenset(_ANY_TABLE.split())
"""Words that head columns of any table, and are no labels of a person. Our own list."""

_AS_PROGRAMS_WRITE = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+")


def is_header(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether `first` heads the records in `body`."""
    if not any(cell.strip() for cell in first):
        return False
    return votes(first, body) > 0


def votes(first: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """The cells that speak for a heading, less those that speak against one."""
    columns: list[Sequence[str]] = (
        [list(column) for column in zip(*body, strict=True)] if body else [()] * len(first)
    )
    return sum(_speaks(head, column) for head, column in zip(first, columns, strict=False))


def _speaks(head: str, column: Sequence[str]) -> int:
    """1 where a cell speaks for a heading, -1 where it speaks against one, 0 where it is silent."""
    head = head.strip()
    if not head:
        return 0
    if is_label(head) or _AS_PROGRAMS_WRITE.fullmatch(head):
        return 1
    if folded(head) in WORDS and head not in column:
        return 1
    own = shape(head)
    filled = [cell.strip() for cell in column if cell.strip()]
    shapes = Counter(map(shape, filled))
    common, count = shapes.most_common(1)[0] if shapes else ("", 0)
    if own == common == "code" and _differs(head, filled):
        return 1
    if own:  # 'h1' heads numbers, '12A' does not
        above_numbers = common == "number" and count == len(filled) > 1 and head[0].isalpha()
        return 1 if own == "code" and above_numbers else -1
    if not shapes:
        return 0
    if common and count >= MOST * shapes.total():
        return 1
    if head in filled:
        return -1
    different = len(set(filled))
    return int(len(filled) >= REPEATED and different <= len(filled) / 2)


def _differs(head: str, column: Sequence[str]) -> bool:
    """Whether codes are all built alike, and their heading is not."""
    built = {_built(cell) for cell in column}
    return len(column) > 2 and len(built) == 1 and _built(head) not in built


def _built(code: str) -> str:
    """How a code is built: 'BK-4037' is 'A-9'."""
    return re.sub(r"\d+", "9", re.sub(r"[A-Z]+", "A", re.sub(r"[a-z]+", "a", code)))
