"""Own: times that stand in the leak itself: no row was copied before a time that it holds.

Only columns that by their header say what has happened: when the customer was last seen, the record last
changed, or (where the register does not know) opened. Dates of birth, of expiry or of appointments say
nothing. Whoever made the file could have written them, so they rank below the register's.

>>> columns(("mail", "Last_Login", "naissance", "created_at"), created=False)
(1,)
>>> columns(("mail", "Last_Login", "naissance", "created_at"), created=True)
(1, 3)
>>> newest([pa.array(["2014-06-01 10:00", None]), pa.array(["2014-05-01 10:00", "?"])], "UTC", until=2 * 10**15).tolist()
[1401616800000000, 0]
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.dating.bounds import EARLY, Ints
from tocsin.kinds import moments
from tocsin.kinds.headers import header_words

SEEN = frozenset(
    [
        "last login", "last login at", "lastlogin", "last logged in", "last seen", "last seen at", "last visit",
        "last access", "last activity", "last order", "last order date", "derniere connexion", "derniere visite",
        "derniere commande", "date derniere connexion", "date derniere commande", "laatste login",
        "laatste bestelling", "laatst gezien", "letzter login", "letzte anmeldung", "letzte bestellung",
        "ultima conexion", "ultimo acceso",
    ]
)  # fmt: skip
"""Words above the column that says when a customer was last there, as `header_words` folds them."""


def columns(names: Sequence[str], *, created: bool) -> tuple[int, ...]:
    """The places of the columns that say what has happened; with `created`, those of creation too."""
    words = SEEN | set(moments.UPDATED) | (set(moments.CREATED) if created else set())
    return tuple(place for place, name in enumerate(names) if header_words(name) in words)


def newest(cells: Sequence[pa.Array], zone: str | None, until: int) -> Ints:
    """The newest time of each row, of columns of the leak (microseconds); `EARLY` where there is none.

    What lies after `until` is no time at which anything happened.
    """
    found = np.full(len(cells[0]), EARLY, dtype=np.int64)
    for column in cells:
        at = pc.fill_null(moments.read(column, zone).at.cast(pa.int64()), EARLY).to_numpy()
        found = np.where((at > found) & (at <= until), at, found)
    return found
