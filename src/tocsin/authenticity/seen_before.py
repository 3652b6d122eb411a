"""Seen before: whether its rows are those of a leak that was known already.

That an address stands in older leaks says nothing: 40 to 80% of a new leak's addresses do (T. Hunt, How I
verify data breaches). That nearly all stand in ONE of them, and agree with it row by row, does; the more,
the fewer of the customers that leak had reached. Rows that are tied to customers and are not in it speak
for a new copy, for whoever dresses up the old one has none. A reference of bare addresses says less.

>>> from tocsin.terms.known import Overlap
>>> old = Overlap("leak of 2012", 5_000, rows=600, keyed=600, inside=595, comparable=595, same=590, tied=0, covered=90, tried=900)
>>> weigh(Evidence(overlaps=(old,))).log10
-4.0
>>> from dataclasses import replace
>>> weigh(Evidence(overlaps=(replace(old, inside=250, same=240, tied=350),))).log10
1.0
>>> weigh(Evidence(overlaps=(replace(old, covered=895),))).because
"'leak of 2012' holds nearly all of this register's customers (99%): it may be the register itself, or a copy of now, and cannot tell"
>>> weigh(Evidence()).because
'no earlier leak was given to compare with'
"""

from __future__ import annotations

from tocsin.authenticity.base import CAP, Tally, bounded, sample, strength
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.verdict import Question, Support

NAME = "seen before"

SAME = 0.90
"""Chance that a row which was taken from the reference agrees with it field by field: some are retouched.
In a new copy it agrees where the customer is in the reference at all, and has changed nothing."""

BARE = 1.0
"""What a reference of bare addresses says at most: lists of addresses are put together from many."""

WHOLE = 0.9
"""Share of the register's customers in a reference, from which it cannot tell an old copy from a new one."""

NEW = 0.05
"""Share of rows that are customers' and not in the reference, from which the leak is new to it."""

SEVERAL = 3
"""Such rows at least."""

FOR = 1.0
"""What they say: a claimant may have had two old leaks."""


def weigh(known: Evidence) -> Support:
    """Weigh the reference that the leak has most in common with."""
    if not known.overlaps:
        return Support(NAME, 0.0, "no earlier leak was given to compare with")
    overlap = max(known.overlaps, key=lambda of: (of.same, of.inside))
    told = f"{overlap.inside:,} of {overlap.keyed:,} rows are in {overlap.name!r}, {overlap.same:,} of them field by field"
    covered = (overlap.covered + 1) / (overlap.tried + 2)
    if covered >= WHOLE:
        because = (
            f"{overlap.name!r} holds nearly all of this register's customers ({covered:.0%}): it may be "
            "the register itself, or a copy of now, and cannot tell"
        )
        return Support(NAME, 0.0, because)
    if overlap.tied >= max(SEVERAL, NEW * overlap.rows):
        because = f"{told}; {overlap.tied:,} rows are of customers and are not in it"
        return Support(NAME, FOR, because)
    same, most = (overlap.same, CAP) if overlap.comparable else (overlap.inside, BARE)
    compared = overlap.inside + overlap.tied
    log = strength(Tally(same, compared, covered, SAME))
    few = sample(compared) if compared else ""
    return Support(NAME, bounded(min(log, 0.0), 0.0, most), told + few)


CHECK = Told(
    NAME,
    Question.FRESH,
    "Give the leaks of these customers that are known already (tocsin known CASE FILE --as NAME).",
    weigh=weigh,
)
