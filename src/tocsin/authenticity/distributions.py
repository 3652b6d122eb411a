"""Distributions: digits, days and hours that are even where people's are not, or crowd where they are even.

Whoever makes up numbers prefers some, 5 and 7 among the digits, the first of a month among days; a program
draws all alike, from 1 to 28 where a day is asked for, and lets customers sign up at four in the morning
as at eight in the evening. What is usual is not ours to say: each is held against the register's own.

>>> from tocsin.authenticity.evidence import Sampled
>>> real = (40, 20, 10, 10, 5, 5, 4, 3, 3)  # first digits of house numbers: many streets are short
>>> def told(leak, real, turns=False):
...     return weigh(Evidence(sampled=Sampled(spreads=(Spread("first digits of house numbers", leak, real, turns),))))
>>> print(told((111,) * 9, tuple(100 * n for n in real)).because)
first digits of house numbers are as even as if drawn, and the register's are not
>>> told(tuple(9 * n for n in real), tuple(100 * n for n in real)).log10
0.0
>>> print(told((400,) + (50,) * 9, (1_000,) * 10).because)
first digits of house numbers: 47% are one and the same, in the register 10%
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence, Spread
from tocsin.terms.verdict import Question, Support

NAME = "distributions"

MANY, THEIRS = 300, 1_000
"""Values of the leak, and of the register, from which a distribution is spoken of."""

UNEVEN, MOST_UNEVEN = 0.02, 0.2
"""How uneven the register's must be for evenness to tell (divergence from even, in nats), and what counts at most:
the clock of one import would else make everybody's look even beside it."""

EVEN = 0.1
"""Share of the register's unevenness below which the leak's is even; half of a padded leak's would be left a
quarter. Judgement."""

SURE = 30.0
"""Rows times nats from which evenness is no chance."""

CROWDED, MASKED = 0.25, 0.95
"""By how much more of one value there must be than in the register, and the share from which it is no preference
but a value left out: a birth date of which only the year was given on."""

LACKING = 0.05
"""Share of the register's that no row has, from which it is told: days 29 to 31 are one in twelve."""

EACH, MOST = 0.7, 1.5
"""What each says against, and all together. Judgement: exports are filtered in more ways than one thinks of."""

Floats = npt.NDArray[np.float64]


def counted(leak: pa.Table, register: pa.Table) -> tuple[Spread, ...]:
    """Count digits and days; both tables have `house` and `birth_date` (string)."""
    return tuple(
        Spread(what, _counts(leak, column, where, of), _counts(register, column, where, of))
        for what, column, where, of in (
            ("first digits of house numbers", "house", r"^([1-9])", range(1, 10)),
            ("last digits of house numbers", "house", r"^[0-9]*([0-9])", range(10)),
            ("days of birth", "birth_date", r"-([0-9]{2})$", range(1, 32)),
            ("months of birth", "birth_date", r"-([0-9]{2})-", range(1, 13)),
        )
    )


def _counts(rows: pa.Table, column: str, where: str, of: range) -> tuple[int, ...]:
    said = pc.extract_regex(rows[column], where.replace("(", "(?P<it>", 1))
    cells = pc.struct_field(said, "it").drop_null()
    numbers = np.asarray(cells.cast(pa.int64()))
    counts = np.bincount(numbers[numbers < of.stop], minlength=of.stop)[of.start :]
    return tuple(int(count) for count in counts)


def clocks(leak: pa.Array, register: pa.Array) -> tuple[Spread, ...]:
    """Count hours and weekdays of sign-ups; both are instants, or times on one clock."""
    hours = "hours of sign-up", pc.hour, 24
    days = "weekdays of sign-up", pc.day_of_week, 7
    told = []
    for what, part, many in (hours, days):
        sides = [
            np.bincount(np.asarray(part(at.drop_null())), minlength=many) for at in (leak, register)
        ]
        ours, theirs = (tuple(int(n) for n in side) for side in sides)
        told.append(Spread(what, ours, theirs, turns=True))
    return tuple(told)


def weigh(known: Evidence) -> Support:
    """Speak against for each that no rows of people have; never for."""
    spreads = [
        s for s in known.sampled.spreads if sum(s.leak) >= MANY and sum(s.register) >= THEIRS
    ]
    if not spreads:
        return Support(
            NAME, 0.0, "too few digits, days and hours can be held against the register's"
        )
    odd = [says for spread in spreads if (says := _odd(spread))]
    because = (
        "; ".join(odd) or f"{len(spreads):,} distributions are like the register's, or tell nothing"
    )
    return Support(NAME, -min(MOST, EACH * len(odd)) + 0.0, because)


def _odd(spread: Spread) -> str:
    ours, theirs = (np.array(side, dtype=np.float64) for side in (spread.leak, spread.register))
    unlike = min(MOST_UNEVEN, _unevenness(theirs))
    if unlike >= UNEVEN and ours.sum() * unlike >= SURE and _unevenness(ours) < EVEN * unlike:
        return f"{spread.what} are as even as if drawn, and the register's are not"
    if spread.turns:
        return ""
    p, q = ours / ours.sum(), theirs / theirs.sum()
    most = int(np.argmax(p - q))
    if p[most] - q[most] >= CROWDED and p[most] < MASKED:
        return f"{spread.what}: {p[most]:.0%} are one and the same, in the register {q[most]:.0%}"
    lacking = float(q[ours == 0].sum())
    if lacking >= LACKING and lacking * ours.sum() >= SURE and p[most] < MASKED:
        return f"{spread.what}: none of those that {lacking:.0%} of the register's are"
    return ""


def _unevenness(counts: Floats) -> float:
    """The divergence from even (Kullback and Leibler, in nats), less what chance adds on average."""
    rows, many = float(counts.sum()), len(counts)
    p = counts[counts > 0] / rows
    return max(0.0, float((p * np.log(p * many)).sum()) - (many - 1) / (2 * rows))


CHECK = Told(NAME, Question.COPIED, weigh=weigh)
