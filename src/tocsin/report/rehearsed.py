"""Rehearsed: what the report of a drill tells of its own certainty, for there the truth is known.

Of the links said to be 99% certain, 99% should be right. Pairs in doubt are told beside the links:
what is said of them decides what a person is asked.
"""

from __future__ import annotations

from tocsin.report import sentences
from tocsin.report.sheet import Cell, Column, Section, Sheet
from tocsin.terms.reliability import Reliability, Step

COLUMNS = (
    Column("Said"),
    Column("Pairs", numeric=True),
    Column("Right, as said", numeric=True),
    Column("Right", numeric=True),
    Column("Share right", numeric=True),
    Column("Held"),
)


def reliability(of: Reliability | None) -> tuple[Section, ...]:
    """Tell it, where there is a truth and anything to hold against it."""
    if of is None or not (of.links or of.others):
        return ()
    sheets = [
        Sheet(caption, COLUMNS, tuple(_row(step) for step in steps))
        for caption, steps in (
            ("Links, by the probability that was said", of.links),
            ("Pairs in doubt that are no links, by their chance", of.others),
        )
        if steps
    ]
    return (
        Section(
            "reliability",
            "How far what was said to be certain held",
            "This is a rehearsal: which row is whose is known. So it can be counted how many of the "
            "links that were said to be 99% certain are right, and of the others.",
            tuple(sheets),
            (
                "Held: what was said lies within the interval that the share right may have by chance "
                "(95%, Wilson). Made-up people rank methods; they do not predict a real case.",
            ),
        ),
    )


def _row(step: Step) -> tuple[Cell, ...]:
    low, high = step.interval
    return (
        Cell(between(step)),
        Cell(sentences.number(step.pairs)),
        Cell(f"{step.expected:,.1f}"),
        Cell(sentences.number(step.right)),
        Cell(exact(step.was), note=f"{exact(low)} to {exact(high)}"),
        Cell(_held(step)),
    )


def _held(step: Step) -> str:
    if step.holds:
        return "yes"
    return "less was said" if step.was > step.said else "no: too much was said"


def between(step: Step) -> str:
    """Write where a step begins and ends.

    >>> between(Step(0.95, 0.99, 1, 1.0, 1)), between(Step(0.9999, 1.0, 1, 1.0, 1))
    ('95% to 99%', '99.99% and more')
    """
    if step.high >= 1.0:
        return f"{exact(step.low)} and more"
    return f"{exact(step.low)} to {exact(step.high)}"


def exact(share: float) -> str:
    """Write a share with as many digits as it takes to tell it from all and from nothing.

    >>> exact(0.5), exact(0.9998765), exact(1.0), exact(0.9931)
    ('50%', '99.9876%', '100%', '99.31%')
    """
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    digits = 1
    while digits < 7 and min(share, 1 - share) * 10 ** (digits + 1) < 5:
        digits += 1
    return f"{share * 100:.{digits}f}".rstrip("0").rstrip(".") + "%"
