"""Password repeats: whether two rows have the same password hash about as often as in the register.

People choose the same passwords. Where hashes have no salt, as this register's show by repeating, hashes that
hardly ever repeat were not made of people's passwords; that is how one made-up leak was told (T. Hunt, How I
verify data breaches). Counted are pairs of rows with one hash, which are as many of a hundred as of a million
(Simpson's index). Hashes of another form than the register's are left out: those may be salted.

>>> from tocsin.authenticity.evidence import Sampled
>>> weigh(Evidence(sampled=Sampled(repeats=Repeats(5_000, pairs=0, expected=4_000.0)))).log10
-1.5
>>> weigh(Evidence(sampled=Sampled(repeats=Repeats(5_000, pairs=2_100, expected=4_000.0)))).log10
0.0
>>> weigh(Evidence(sampled=Sampled(repeats=Repeats(5_000, pairs=0, expected=0.0)))).because
'the password hashes of this register hardly repeat, or too few can be compared'
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, Repeats
from tocsin.terms.verdict import Question, Support

NAME = "password repeats"

MANY = 300
"""Hashes from which repeats are spoken of."""

EXPECTED = 20.0
"""Pairs that there should be, at least: of fewer, none at all may be chance."""

MISSING = 0.1
"""Share of them below which they are missing. A leak padded by three times as many made-up rows has less than
that; it is told by other checks."""

USUAL = 0.02
"""Share of the register's hashes from which one stands for no person's choice: an empty password, one that was
given out. An export may leave such out."""

AGAINST = 1.5
"""An impossibility, but for salts or a pepper that nobody knows of. Judgement."""


def counted(leak: pa.Table, register: pa.Table) -> Repeats | None:
    """Count them; both tables have `password_hash` and its `form` (string)."""
    theirs = register.filter(pc.is_valid(register["password_hash"]))
    if not theirs.num_rows:
        return None
    forms = pc.value_counts(theirs["form"])
    form = forms.field("values")[int(np.argmax(forms.field("counts")))]
    known, ours = (
        table.filter(pc.equal(table["form"], form))["password_hash"] for table in (theirs, leak)
    )
    hashes = pc.value_counts(known)
    usual = pc.greater(hashes.field("counts"), max(2, int(USUAL * len(known))))
    left_out = hashes.field("values").filter(usual)
    known, ours = (
        side.filter(pc.invert(pc.is_in(side, value_set=left_out))) for side in (known, ours)
    )
    many = len(ours)
    chance = _alike(known) / max(1, len(known) * (len(known) - 1))
    return Repeats(many, _alike(ours) // 2, chance * many * (many - 1) / 2)


def _alike(hashes: pa.ChunkedArray) -> int:
    """Pairs of rows with the same one, each counted both ways."""
    counts = np.asarray(pc.value_counts(hashes).field("counts"), dtype=np.int64)
    return int((counts * (counts - 1)).sum())


def weigh(known: Evidence) -> Support:
    """Speak against where repeats are missing; never for."""
    found = known.sampled.repeats
    if found is None or found.hashes < MANY or found.expected < EXPECTED:
        return Support(
            NAME,
            0.0,
            "the password hashes of this register hardly repeat, or too few can be compared",
        )
    because = (
        f"of {found.hashes:,} password hashes {found.pairs:,} pairs are alike; as the register's "
        f"repeat there would be some {found.expected:,.0f}"
    )
    return Support(NAME, -AGAINST if found.pairs < MISSING * found.expected else 0.0, because)


CHECK = Told(NAME, Question.COPIED, weigh=weigh)
