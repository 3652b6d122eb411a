"""Explain: why a row is linked to a record, in one sentence that names no value of any person.

>>> explain("email=same;name=same;phone=missing;address=differs", 4.7)
'The e-mail address is the same and the name is the same, although the addresses differ; 4.7 bits, probability 0.963.'
"""

from __future__ import annotations

from tocsin.linkage.comparisons import COMPARISONS, Level
from tocsin.linkage.score import probability


def read(pattern: str) -> tuple[Level, ...]:
    """Find the levels a pattern names, those that were missing left out."""
    named = dict(part.split("=", 1) for part in pattern.split(";") if part)
    return tuple(
        level
        for comparison in COMPARISONS
        if comparison.name in named
        for level in (comparison.level(named[comparison.name]),)
        if level.says
    )


def explain(pattern: str, weight: float) -> str:
    """Say a link's reasons for and against, with its weight and probability."""
    found = read(pattern)
    why = " and ".join(level.says for level in found if level.bits > 0)
    but = " and ".join(level.says for level in found if level.bits < 0)
    reasons = ", although ".join(part for part in (why, but) if part) or "nothing could be compared"
    sure = min(probability(weight), 0.999)
    return f"{reasons[0].upper()}{reasons[1:]}; {weight:.1f} bits, probability {sure:.3f}."
