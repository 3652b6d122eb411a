"""Towns: the shape of any words, so only a header tells them.

One name a town: 'Bruxelles', 'Brussel' and 'Brussels' are one, by a list of towns that have several.
Articles before or behind, a postcode before, arrondissements and CEDEX behind are not kept; 'Saint',
'Sint' and 'Sankt' are 'st', as many write them. Different towns may so become one ('Mons' in France and
'Bergen' in the Netherlands): a town says little without its postcode.

How two towns agree is one word: 'same'; 'slip'; 'contained', all words of one are the other's ('Bruxelles
Laeken'); 'differs'.

>>> [agreement_of("bruxelles", other) for other in ("brxuelles", "bruxelles laeken", "gent")]
['slip', 'contained', 'differs']
>>> normal_of("  SAINT-DENIS cedex"), normal_of("Paris 11ème"), normal_of("Le Mans"), normal_of("B-4000 Luik")
('st denis', 'paris', 'mans', 'liege')
>>> normal_of("Châlons s/ Saône"), normal_of("'s-Gravenhage"), normal_of("Brussel 1")
('chalons sur saone', 'haag', 'bruxelles')
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds import slips, tokens
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import (
    FOLDING,
    bare_ends,
    fold,
    fold_of,
    or_null,
    replaced,
    replaced_of,
)
from tocsin.kinds.words import lines
from tocsin.terms.scope import Category

SHAPE = "^[\\p{L}'’(][\\p{L}\\p{M}' ’().,/-]*(?: [0-9]{1,2})?(?: [\\p{L}]+)?$"
"""Words; a district or CEDEX number may follow."""

LONGEST = 60
"""Characters. Not said in the pattern: counted repeats of letter classes are slow."""

_ARTICLE = "(?:le|la|les|l|de|den|het|the|el|los|las|s|t)"
_ARRONDISSEMENT = "[0-9]{1,3} ?(?:er|e|eme|ieme|nd|de)?"

BEFORE = f"^(?:{_ARTICLE} |(?:[a-z]{{1,2}} )?[0-9]{{4,5}} )+"
"""Articles and a postcode before the name."""

BEHIND = f"(?: (?:{_ARRONDISSEMENT}|arrondissement|arr|c(?:e?de)?x(?: .*)?|{_ARTICLE}))+$"
"""Arrondissement, CEDEX and an article behind the name ('Havre (Le)')."""

SHORTER = (
    (" sainte ", " ste "), (" saint ", " st "), (" sint ", " st "), (" sankt ", " st "), (" s ", " sur "),
    (" lez ", " les "),
)  # fmt: skip
"""Words with more than one writing; 's' for 'sur' stands before a stroke."""

BUSY = f"{BEFORE}|{BEHIND}|(?:^| )(?:sainte?|sint|sankt|s|lez)(?: |$)"
"""What `tidy` changes, told by one search."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Words without digits, but for a district's."""
    return (cell.length() <= LONGEST) & cell.re_search(SHAPE)


def worded(folded: ir.StringValue) -> ir.StringValue:
    """Letters and digits, words apart by one blank."""
    untidy = folded.re_search("[^a-z0-9 ]|^ | $|  ")
    return ibis.ifelse(untidy, bare_ends(folded.re_replace("[^a-z0-9]+", " ")), folded)


def tidy(words: ir.StringValue) -> ir.StringValue:
    """Without what is no part of the name; 'st' for 'saint'."""
    core = words.re_replace(BEFORE, "").re_replace(BEHIND, "")
    short = bare_ends(replaced(ibis.literal(" ") + core + ibis.literal(" "), SHORTER))
    return ibis.ifelse(words.re_search(BUSY), short, words)


def tidy_of(untrusted: str) -> str:
    """Give `tidy` of one value that is not yet folded."""
    words = re.sub("[^a-z0-9]+", " ", fold_of(untrusted)).strip(" ")
    core = re.sub(BEHIND, "", re.sub(BEFORE, "", words))
    return replaced_of(f" {core} ", SHORTER)[1:-1] if re.search(BUSY, words) else words


def _names() -> dict[str, str]:
    listed = [[tidy_of(name) for name in line.split("\t")] for line in lines("town_names")]
    return {name: names[0] for names in listed for name in names[1:] if name != names[0]}


NAMES = _names()
"""The other names of towns that have several, tidied, and the one that stands for them."""


def one(name: ir.StringValue) -> ir.StringValue:
    """Give the one name of a town that has several; NULL where there is none."""
    # One look into a map: hundreds of branches would each repeat how the name was made.
    known = ibis.map(list(NAMES), list(NAMES.values())).get(name)
    return or_null(ibis.ifelse(name.isin(tuple(NAMES)), known, name))


STEPS = (*FOLDING, worded, tidy, one)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Folded words in their order, one name a town."""
    return one(tidy(bare_ends(fold(cell).re_replace("[^a-z0-9]+", " "))))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    name = tidy_of(untrusted)
    return NAMES.get(name, name) or None


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal towns, in two columns, how they agree; NULL where one is missing."""
    table = tokens.apart(slips.beside(pairs, left, right, into), left, right)
    word = ibis.cases(
        (table[left].isnull() | table[right].isnull(), ibis.null("string")),
        (table[left] == table[right], "same"),
        (table[into], "slip"),
        ((table._lo == "") | (table._ro == ""), "contained"),
        else_="differs",
    )
    return table.mutate(**{into: word}).select(*pairs.columns, into)


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if left is None or right is None:
        return None
    if left == right:
        return "same"
    mine, other, _ = tokens.apart_of(left, right)
    if slips.slipped_of(left, right):
        return "slip"
    return "differs" if mine and other else "contained"


KIND = Kind(
    name="city",
    says="towns",
    category=Category.LOCATION,
    headers=(
        "city",
        "town",
        "ville",
        "stad",
        "gemeente",
        "woonplaats",
        "plaats",
        "ort",
        "stadt",
        "wohnort",
        "ciudad",
        "poblacion",
        "localite",
        "commune",
        "localidad",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
