"""Hidden: what hides in free text: door codes, keys, numbers, remarks on health, allergy and religion.

People write to a courier what no column asks for. Words of five languages are looked for in folded
text; a hint says that a cell speaks of a thing, not that it is true of somebody, and a thing said in
other words is not found: counts are neither complete nor exact. Health and religion are special
categories (GDPR, Art. 9); so is much that a diet implies.

>>> sorted(hints_of("Code porte 12B4, allergie aux noix. Sleutel onder de mat."))
['allergy', 'door_code', 'key']
>>> hints_of("Sonner 2 fois")
frozenset()
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.kinds.folding import fold, fold_of
from tocsin.terms.scope import Category


@dataclass(frozen=True, slots=True)
class Hint:
    """One sort of thing that free text may speak of."""

    name: str
    says: str
    category: Category
    shape: str
    """Of folded text."""


HINTS: tuple[Hint, ...] = (
    Hint(
        "door_code",
        "codes of doors and gates",
        Category.CREDENTIAL,
        "(?:digicode|interphone|code|pincode|portail|alarm[ae]?)[^0-9]{0,20}[0-9*#][0-9a-z*#-]{2,7}",
    ),
    Hint(
        "key",
        "where a key lies",
        Category.CREDENTIAL,
        "\\b(?:clef?|sleutel|key|schlussel|llave)s? (?:est |is |ist |esta |ligt |liegt |lies )?"
        "(?:sous|derriere|dans|chez|onder|achter|in|bij|under|behind|at|unter|hinter|bei|debajo|detras)\\b",
    ),
    Hint(
        "phone",
        "telephone numbers",
        Category.CONTACT,
        "(?:^|[^0-9])(?:[+]|00?)[1-9](?:[ ./-]?[(]?[0-9][)]?){7,12}(?:[^0-9]|$)",
    ),
    Hint(
        "email",
        "e-mail addresses",
        Category.CONTACT,
        "[^ @,;:<>()]+@[^ @,;:<>()]+[.][a-z]{2,}",
    ),
    Hint(
        "allergy",
        "allergies and intolerances",
        Category.SPECIAL,
        "allerg|intoleran|coeliaque|coeliakie|celiac|celiaque|zoliakie|(?:sans|zonder|geen|no|ohne|sin) "
        "(?:gluten|lactose|laktose|lactosa|noix|arachides?|noten|pinda|nuts?|peanuts?|nusse|frutos secos)"
        "|gluten(?:vrij|frei|[ -]free)|lactose?(?:vrij|[ -]free)|laktosefrei",
    ),
    Hint(
        "health",
        "health",
        Category.SPECIAL,
        "diabet|handicap|gehandicapt|behindert|minusvalid|fauteuil roulant|rolstoel|wheelchair|rollstuhl|silla de ruedas"
        "|\\b(?:enceinte|zwanger|pregnant|schwanger|embarazada|malade|ziek|ill|sick|krank|enfermo|enferma)\\b"
        "|\\b(?:cancer|kanker|krebs|asthm[ae]|astma|epileps\\w+|depress\\w+|hiv|sida|chimio\\w*|chemo\\w*|dialys\\w+)\\b"
        "|\\b(?:hopital|ziekenhuis|krankenhaus|hospital|infirmiere?|verpleegkundige|thuisverpleging|pflegedienst)\\b"
        "|\\b(?:sourde?|malentendante?|doof|slechthorend|deaf|gehorlos|schwerhorig|aveugle|malvoyante?|blind|slechtziend)\\b",
    ),
    Hint(
        "religion",
        "religion",
        Category.SPECIAL,
        "\\b(?:halal|hallal|casher|cacher|kasher|kosher|koscher|koosjer|ramadan|sabbath?|shabb?at|sjabbat|musulmane?|moslim|"
        "muslim|juive?|juif|joods|jewish|judisch|judio|mosquee|moskee|mosque|moschee|mezquita|synagog\\w*|careme)\\b"
        "|(?:sans|pas de|zonder|geen|no|ohne|kein|sin) (?:porc|varken\\w*|pork|schwein\\w*|cerdo)",
    ),
)
"""In the order in which they are told. The words are the commonest of each thing, in French, Dutch,
German, English and Spanish."""


def ask(table: ir.Table, columns: Sequence[str]) -> ir.Table:
    """Count the rows in which a free-text column has a hint: one row, a column for each of `HINTS`.

    `columns` name the columns of free text in `table`; what is empty holds none.
    """
    folded = table.select(**{name: fold(table[name].fill_null("")) for name in columns})
    return folded.aggregate(
        **{
            hint.name: ibis.ifelse(
                ibis.or_(*(folded[name].re_search(hint.shape) for name in columns)), 1, 0
            )
            .sum()
            .coalesce(0)
            for hint in HINTS
        }
    )


def weigh(answer: Mapping[str, object]) -> tuple[tuple[Hint, int], ...]:
    """Give the hints that were found, each with its rows.

    >>> [(hint.name, rows) for hint, rows in weigh({"key": 0, "health": 3, "door_code": 9})]
    [('door_code', 9), ('health', 3)]
    """
    rows = {hint: int(str(answer.get(hint.name, 0))) for hint in HINTS}
    return tuple((hint, count) for hint, count in rows.items() if count)


def hints_of(untrusted: str) -> frozenset[str]:
    """Name the hints in one text."""
    folded = fold_of(untrusted)
    return frozenset(hint.name for hint in HINTS if re.search(hint.shape, folded, re.ASCII))
