"""Texts: sentences and notes, told by their small words and their lower case.

>>> notes = ["sonner deux fois, merci", "code au fond de la cour", "laisser chez le voisin, svp",
...          "bel bij de buren aan", "2e étage à gauche, et ne pas sonner"]
>>> free_text(Cells(notes)), free_text(Cells(["Le Petit Prince", "Der Prozess", "De Aanslag", "It", "Ça"]))
(1.0, 0.0)
"""

from __future__ import annotations

import re

from tocsin.kinds.folding import fold_of
from tocsin.kinds.telling.cells import ENOUGH, Cells, listed

SMALL_WORDS = listed(
    "l d n s j c qu le la les un une des du et est pas au aux pour par sur dans avec ce qui que je vous il ne si en de "
    "het een en van de is niet op te met voor bij aan als dat er ik u of om naar maar "
    "der die das und ist nicht ein eine zu mit auf bei im den dem ich sie fur von "
    "the a an and is not of to in for with on at this that it i you please be are or if my "
    "el los las y es no por con para una se"
)
"""The commonest words of five languages: texts are full of them."""


IN_LOWER_CASE = 0.45
"""Share of the words in lower case, but for the first: German nouns are not, titles hardly."""


WRITTEN_SO, TITLED_SO = 0.4, 0.7
"""Share of sentences that suffices where most cells are written as notes, or end as sentences do; and where
they are not, as the names of trades and products are not."""


def free_text(cells: Cells) -> float:
    """Tell sentences: several words, small ones among them, mostly in lower case."""
    if len(cells.different) < 5 or cells.distinct < 0.3:
        return 0.0
    said = cells.share(_sentence)
    written = max(cells.share(_noted), cells.alike("[.!?]$")) >= ENOUGH
    return said if said >= (WRITTEN_SO if written else TITLED_SO) else 0.0


def _sentence(cell: str) -> bool:
    """Whether a cell reads like running text: a short note, if not begun like a title or a trade."""
    words = re.findall("(?:^|[ ('’])([^\\W\\d_]+)", cell)
    if len(words) < 3:
        return False
    low = sum(word[0].islower() for word in words[1:]) >= IN_LOWER_CASE * (len(words) - 1)
    small = any(fold_of(word) in SMALL_WORDS for word in words)
    if len(words) > 3:
        return low and (small or len(words) > 5 or _noted(cell))
    return low and small and _noted(cell)


def _noted(cell: str) -> bool:
    """Whether a cell is written like a note and not like a title."""
    return cell[0].islower() or re.search("[0-9,;!?]", cell) is not None
