"""Sums: whether the numbers that a note claims agree with each other.

Notes count rows, accounts, people and addresses as if they were one thing, and round; where the parts do
not make the whole, the note itself says that one of its numbers is of something else. The note of 2014
claimed 592,000 records of France and 58,000 of Belgium, and over 600,000 customers.

>>> from tocsin.terms.claim import Demand
>>> def says(claimed, count, country=None, at_least=False):
...     return Claim(Subject.RECORDS, claimed, 2, count, at_least, country)
>>> parts = (says("592,000 records in France", 592_000, "FR"), says("58,000 records in Belgium", 58_000, "BE"))
>>> def told(*claims):
...     return [finding.says for finding in of(Note(claims, Demand(None, None), "en"), (Locus("9f86d0"),))]
>>> told(*parts, says("over 600,000 customers", 600_000, at_least=True))
... # doctest: +NORMALIZE_WHITESPACE
["The note's own numbers do not agree: 592,000 records in France and 58,000 records in Belgium make
650,000, and line 2 says over 600,000 customers."]
>>> told(*parts, says("650,000 customers", 650_000)), told(*parts, says("over 640,000 customers", 640_000, at_least=True))
([], [])
>>> told(says("600,000 customers", 600_000), says("700,000 e-mail addresses", 700_000))
["The note's own numbers do not agree: line 2 says 600,000 customers, and line 2 says 700,000 e-mail addresses."]
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from tocsin.terms.claim import Claim, Note, Subject
from tocsin.terms.finding import Finding, Locus

ROUNDED = 0.01
"""By how much numbers may differ that are the same but for rounding."""

OVER = 0.05
"""By how much a number may be above one that is said to be a lower bound: 'over 600,000' is said of 612,000,
and of 650,000 one says 'nearly 650,000'. Judgement."""

LIMIT = (
    "It does not show which of them is right. Rows, accounts, people and addresses are different numbers, and "
    "notes take one for the other."
)


def of(note: Note, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell the numbers of a note that do not agree; nothing where they do, or there is nothing to add up."""
    counted = [c for c in note.claims if c.subject is Subject.RECORDS and c.count]
    wholes = [c for c in counted if c.country is None and not c.together]
    parts = {c.country: c for c in reversed(counted) if c.country}
    said = [
        f"{_listed(list(reversed(parts.values())))} make {_sum(parts):,}, and {_line(whole)}"
        for whole in wholes
        if len(parts) > 1 and not _agree(_sum(parts), whole)
    ]
    said += [
        f"{_line(one)}, and {_line(other)}"
        for one, other in pairwise(wholes)
        if not (_agree(one.count or 0, other) or _agree(other.count or 0, one))
    ]
    return tuple(
        Finding(f"The note's own numbers do not agree: {words}.", basis, limit=LIMIT, key="claims")
        for words in said
    )


def _sum(parts: Mapping[str, Claim]) -> int:
    return sum(part.count or 0 for part in parts.values())


def _agree(number: int, said: Claim) -> bool:
    """Whether a number is the one said, or a little above a lower bound."""
    count = said.count or 0
    above = OVER if said.at_least else ROUNDED
    return count * (1 - ROUNDED) <= number <= count * (1 + above)


def _line(claim: Claim) -> str:
    return f"line {claim.line} says {claim.claimed}"


def _listed(parts: list[Claim]) -> str:
    claimed = [part.claimed for part in parts]
    return f"{', '.join(claimed[:-1])} and {claimed[-1]}"
