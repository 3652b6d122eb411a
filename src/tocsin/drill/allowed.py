"""Allowed: between which moments a copy was made, as far as its own values can say: what an oracle knows.

Whoever knows whose each row is, and what every customer changed when, can narrow the moment of the copy down
no further than this: after the newest account and the newest change that it shows, before the
first change that it does not show yet. What was lost on the way says nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.firm import Company
from tocsin.drill.moments import INSTANT, NOTED
from tocsin.drill.rows import Rows
from tocsin.drill.weave import Bools, Ints

SHOWN_AS = {
    "email": "email",
    "telephone": "telephone",
    "adresse": "adresse",
    "mot_de_passe": "password",
    "instructions_livraison": "instructions",
}
"""Fields of the history whose values a leak shows, and in which column."""

SPOILT = r"\b(mojibake|dressed|hash_swapped|truncated)\b"
"""Words of the truth for rows whose values no longer say when they were copied."""


def allowed(
    company: Company, rows: Rows, at: datetime, history: bool
) -> tuple[datetime | None, datetime]:
    """The last moment before this copy, and the first after it, that its rows bear witness of.

    Without a history a record tells only when it was last changed: a row that differs from it was
    copied before.
    """
    mine = np.asarray(pc.equal(rows.copied, pa.scalar(at, INSTANT)).fill_null(False))
    mine &= ~np.asarray(pc.match_substring_regex(rows.labels, SPOILT))
    places = np.flatnonzero(mine)
    owner = rows.customer_no.take(pa.array(places)).to_numpy()
    order = np.argsort(owner)
    owner, places = owner[order], places[order]
    register = company.register
    there = np.searchsorted(register["customer_no"].to_numpy(), owner)
    opened = _whole(register["cree_le"])[there]
    copied = int(at.timestamp()) * 1000
    after, before = [opened[opened <= copied]], [np.array([int(NOTED.timestamp()) * 1000])]
    for champ, column in SHOWN_AS.items():
        if column not in rows.headings:
            continue
        change = company.history.filter(pc.equal(company.history["champ"], champ))
        number, when = change["customer_no"].to_numpy(), _whole(change["change_le"])
        if not len(owner):
            break
        spot = np.minimum(np.searchsorted(owner, number), len(owner) - 1)
        ours = owner[spot] == number
        spot, when, number = spot[ours], when[ours], number[ours]
        filled = _filled(rows.columns[column], places[spot])
        if history:
            after.append(when[filled & (when <= copied)])
            before.append(when[filled & (when > copied)])
        else:
            later = number[filled & (when > copied)]
            changed = np.searchsorted(register["customer_no"].to_numpy(), later)
            before.append(_whole(register["modifie_le"])[changed])
    first = np.concatenate(after)
    return _moment(first.max()) if len(first) else None, _moment(np.concatenate(before).min())


def _whole(times: pa.ChunkedArray) -> Ints:
    whole: Ints = times.cast(pa.int64()).to_numpy()
    return whole


def _filled(cells: pa.Array, at: Ints) -> Bools:
    return np.asarray(pc.not_equal(cells.take(pa.array(at)), ""))


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
