"""Logins: user names and passwords in plain text, told without a header.

A user name is made of somebody's name and is none; among passwords are the commonest of all lists.
"""

from __future__ import annotations

import re
from collections import Counter

from tocsin.kinds import password, password_hash
from tocsin.kinds.telling.cells import ENOUGH, MANY, NEARLY_ALL, Cells
from tocsin.kinds.words import lists

ONE_WORD = "^[a-z0-9_][a-z0-9._-]{2,30}$"


def user_name(cells: Cells) -> float:
    """Tell words in lower case that are made of names and are none."""
    if len(cells.different) < MANY or cells.distinct < 0.9 or cells.alike(ONE_WORD) < NEARLY_ALL:
        return 0.0
    made = cells.share(_made_of_names)
    return made if made >= ENOUGH else 0.0


def _made_of_names(word: str) -> bool:
    given, family = lists().given, lists().family
    if word in given or word in family:
        return False
    for part in re.findall("[a-z]{3,}", word):
        names = [part] if part != word else []
        names += [part[1:]] if len(part) > 4 else []
        names += [part[:at] for at in range(5, len(part))] if len(part) > 5 else []
        if any(name in given or name in family for name in names):
            return True
    return False


CHOSEN = "^[^\\s@]{4,24}$"
MIXED = "^(?=.*[^\\W\\d_])(?=.*[\\d\\W_])"
"""A letter, and a digit or a mark."""

COMMON = 0.004
"""Share of cells that are among the commonest passwords, in every list of them that was leaked."""


def passwords(cells: Cells) -> float:
    """Tell words of many lengths without blanks, letters beside digits, the commonest among them."""
    if len(cells.different) < MANY or cells.distinct < 0.3 or cells.alike(CHOSEN) < NEARLY_ALL:
        return 0.0
    mixed = cells.alike(MIXED)
    lengths = Counter(map(len, cells.different))
    hits = sum(cell.lower() in password.TELLING for cell in cells.all)
    varied = lengths.most_common(1)[0][1] <= 0.6 * len(cells.different)
    common = hits >= max(2, COMMON * len(cells.all))
    hashes = cells.share(password_hash.normal_of)
    return mixed if mixed >= 0.3 and varied and common and hashes < 0.1 else 0.0
