"""Slips: two writings that differ by one mistake of the hand.

One character wrong, missing or too many; or two that changed places. What a slip in a value is worth is
for linkage to say. Edit distances are Levenshtein's, which both engines have.

>>> slipped_of("martin", "matrin"), slipped_of("martin", "marti"), slipped_of("martin", "mertim")
(True, True, False)
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

FAR = 99
"""Edits between texts whose lengths differ by more than a slip: not counted."""


def letters(text: ir.StringValue) -> ir.StringValue:
    """Give the characters in alphabetical order."""
    return text.split("").sort().join("")


def edits(left: ir.StringValue, right: ir.StringValue) -> ir.IntegerValue:
    """Count the edits between two texts of about one length; `FAR` for others."""
    near = (left.length() - right.length()).abs() <= 1
    return ibis.ifelse(near, left.levenshtein(right), FAR)


def within(
    left: ir.StringValue, right: ir.StringValue, counted: ir.IntegerValue
) -> ir.BooleanValue:
    """Whether a slip lies between two texts, of which `edits` are counted."""
    turned = (left.length() == right.length()) & (letters(left) == letters(right))
    return ibis.cases((counted == 1, True), (counted == 2, turned), else_=False)


def beside(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs whether a slip lies between two of their columns."""
    counted = pairs.mutate(**{into: edits(pairs[left], pairs[right])})
    return counted.mutate(**{into: within(counted[left], counted[right], counted[into])})


def edits_of(left: str, right: str) -> int:
    """Give `edits` of one pair."""
    if abs(len(left) - len(right)) > 1:
        return FAR
    before = list(range(len(right) + 1))
    for row, one in enumerate(left, 1):
        now = [row]
        for column, other in enumerate(right, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (one != other)))
        before = now
    return before[-1]


def slipped_of(left: str, right: str) -> bool:
    """Whether a slip lies between two texts."""
    counted = edits_of(left, right)
    turned = len(left) == len(right) and sorted(left) == sorted(right)
    return counted == 1 or (counted == 2 and turned)
