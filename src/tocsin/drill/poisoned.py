"""Poisoned: a genuine copy in which somebody changed values, so that what rests on them goes wrong.

A third of the changed rows have their password hashes dealt out anew among them, a third have a wrong
sign-up time (some by a whole hour or day, some by years), and a third are rows of nobody put in.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.moments import local_times
from tocsin.drill.recycled import read_times
from tocsin.drill.rows import Rows, by_number, relabelled, together
from tocsin.drill.weave import chance, picked, put

SWAPPED, MISTIMED, PLANTED = "hash_swapped", "time_wrong", "planted"
"""The words of the truth for what was done."""

WRONG_BY = (-3_600, 3_600, 7_200, 86_400, 30 * 86_400, 500 * 86_400, 2_000 * 86_400)
"""By how many seconds a time may be wrong: a zone, a day, a month, years; later mostly."""


def poisoned(rows: Rows, planted: Rows, changed: int, seed: int) -> Rows:
    """Change so many of the rows, half of them in their hash and half in their time, and plant others."""
    rng = chance(seed, "poisoned")
    able = np.setdiff1d(np.arange(len(rows)), np.concatenate([rows.shown, rows.cut]))
    hashed = able[np.asarray(pc.not_equal(rows.columns["password"], ""))[able]]
    swapped = picked(rng, hashed, changed // 2)
    mistimed = picked(rng, np.setdiff1d(able, swapped), changed - changed // 2)
    secrets = rows.columns["password"].take(pa.array(np.roll(swapped, 1)))
    at = read_times(rows.columns["date_inscription"].take(pa.array(mistimed)))
    wrong = local_times(at + rng.choice(np.array(WRONG_BY), len(mistimed)))
    labels = relabelled(rows.labels, swapped, SWAPPED)
    labels = relabelled(labels, mistimed, MISTIMED)
    struck = replace(
        rows,
        columns=rows.columns
        | {
            "password": put(rows.columns["password"], swapped, secrets),
            "date_inscription": put(rows.columns["date_inscription"], mistimed, wrong),
        },
        labels=labels,
    )
    everywhere = np.arange(len(planted))
    marked = replace(planted, labels=relabelled(planted.labels, everywhere, PLANTED))
    return by_number(together(struck, marked))
