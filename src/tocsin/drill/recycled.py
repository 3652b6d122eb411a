"""Recycled: an earlier leak, dressed as new. The earlier file is made, too, to be held beside it.

'ours' was copied from the company years ago and has been about ever since. 'another' is of another
firm, the sister chain, some of whose customers are also the company's. To dress it up the claimant
sorts the rows anew, writes e-mail addresses in small letters and moves the sign-up dates on, so that
the newest is of last week; to another firm's rows he gives customer numbers like the company's.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.copied import Take, copied
from tocsin.drill.dump import HEADER
from tocsin.drill.elsewhere import elsewhere
from tocsin.drill.firm import Company
from tocsin.drill.moments import NOTED, local_times, seconds
from tocsin.drill.rows import AS_OURS, Rows, relabelled
from tocsin.drill.strangers import numbers
from tocsin.drill.weave import Ints, chance

OURS_AMONG = 0.15
"""Share of the other firm's rows that are customers of the company, too. An assumption."""

NEWEST = 4 * 86_400
"""How long before the note the newest sign-up is said to have been, in seconds."""

PUBLISHED = {
    "email": "mail",
    "password": "md5",
    "nom": "lastname",
    "prenom": "firstname",
    "telephone": "phone",
    "adresse": "address",
    "cp": "zip",
    "ville": "city",
    "date_inscription": "created",
}
"""How the company's own earlier leak went about: without its numbers and remarks."""

RELABELLED = "dressed"
"""The word of the truth for a row that was dressed as new."""


def recycled(
    company: Company, whose: str, counts: tuple[int, int], seed: int, take: Take
) -> tuple[Rows, Rows]:
    """The rows dressed as new, and the earlier leak they were taken from."""
    if whose == "ours":
        earlier = replace(copied(company, take, seed), headings=PUBLISHED)
        return _dressed(company, earlier, seed), earlier
    earlier = elsewhere(company, "sister", *counts, seed, OURS_AMONG)
    return _dressed(company, earlier, seed), earlier


def _dressed(company: Company, earlier: Rows, seed: int) -> Rows:
    rng = chance(seed, "dressed")
    count = len(earlier)
    when = read_times(earlier.columns["date_inscription"])
    moved = when + (seconds(NOTED) - NEWEST - when.max())
    columns = dict(earlier.columns) | {
        "id_client": pa.array(numbers(rng, company, count)).cast(pa.string()),
        "email": pc.utf8_lower(earlier.columns["email"]),
        "instructions": pa.repeat(pa.scalar("", pa.string()), count),
        "date_inscription": local_times(moved),
    }
    order = np.argsort(moved, kind="stable")
    dressed = replace(
        earlier,
        columns={name: columns[name] for name in HEADER},
        labels=relabelled(earlier.labels, np.arange(count), RELABELLED),
        cut=earlier.cut[:0],
        kept=(),
        headings=AS_OURS,
    )
    numbered = dressed.take(order)
    # Whoever invents numbers lets them rise with the sign-up dates, as real ones do.
    return replace(numbered, columns=numbered.columns | {"id_client": columns["id_client"]})


def read_times(times: pa.Array) -> Ints:
    """Printed times as seconds, as far as it takes to sort and to move them."""
    at = pc.strptime(times, format="%Y-%m-%d %H:%M:%S", unit="s")
    return np.asarray(at.cast(pa.int64()))
