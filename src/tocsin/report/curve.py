"""Curve: the plot in a drill's report, what was said to be how certain, and how often it was right.

Both axes are in odds, so that 99% and 99.99% stand apart: each tenth of a doubt is a step. A point
on the line is as certain as was said; above it more could have been said, below it too much was. The
bar through a point is what chance leaves open (95%); where all or none were right it runs to the edge.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from tocsin.report import sentences
from tocsin.report.chart import Ink, drawing
from tocsin.report.rehearsed import between, exact
from tocsin.terms.reliability import Reliability, Step

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIDE = 5.6
"""Inches: as wide as the other plot, and as high."""

EDGE = 7.0
"""Tens of odds at which the axes end: one wrong in ten million."""

TICKS = (0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999)
"""Probabilities that are written at the axes."""

LOWEST = -2.2
"""Tens of odds at which the axes begin: somewhat below the lowest chance that is told."""


def alternative(of: Reliability) -> str:
    """Say the plot in words, with its numbers.

    >>> alternative(Reliability((Step(0.95, 0.99, 200, 194.0, 193),), ()))
    'How often it was right that was said to be so certain. Links said to be 95% to 99%: 193 of 200 right.'
    """
    said = [
        f"{what} said to be {between(step)}: {step.right:,} of {step.pairs:,} right"
        for what, steps in (("Links", of.links), ("Pairs in doubt", of.others))
        for step in steps
    ]
    return f"How often it was right that was said to be so certain. {'; '.join(said)}."


def draw(of: Reliability, ink: Ink) -> bytes:
    """Draw the plot as SVG; the same value gives the same bytes."""
    with drawing(SIDE, SIDE) as figure:
        axes = figure.add_axes((0.19, 0.12, 0.79, 0.86))
        _frame(axes, ink)
        for steps, full in ((of.others, False), (of.links, True)):
            for step in steps:
                _draw_step(axes, step, full, ink)
        _legend(axes, ink)
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return stream.getvalue()


def _odds(share: float) -> float:
    """Tens of odds, held within the axes."""
    if share <= 0.0:
        return LOWEST
    return EDGE if share >= 1.0 else max(LOWEST, min(EDGE, math.log10(share / (1.0 - share))))


def _frame(axes: Axes, ink: Ink) -> None:
    axes.set_xlim(LOWEST - 0.1, EDGE + 0.1)
    axes.set_ylim(LOWEST - 0.1, EDGE + 0.1)
    places, names = [_odds(tick) for tick in TICKS], [exact(tick) for tick in TICKS]
    axes.set_xticks(places, [name if n % 2 == 0 else "" for n, name in enumerate(names)])
    axes.set_yticks(places, names)
    axes.tick_params(colors=ink.muted, labelsize=8.5)
    axes.set_xlabel("said to be right", color=ink.text, size=10)
    axes.set_ylabel("was right", color=ink.text, size=10)
    for side in axes.spines.values():
        side.set_color(ink.muted)
        side.set_linewidth(0.6)
    axes.plot([LOWEST, EDGE], [LOWEST, EDGE], color=ink.muted, linewidth=0.9, dashes=(4, 3))


def _draw_step(axes: Axes, step: Step, full: bool, ink: Ink) -> None:
    x, y = _odds(step.said), _odds(step.was)
    low, high = (_odds(end) for end in step.interval)
    colour = ink.found if full else ink.text
    axes.plot([x, x], [low, high], color=colour, linewidth=1.4, solid_capstyle="butt")
    face = colour if full else "none"
    axes.plot([x], [y], "o", markersize=7, markerfacecolor=face, markeredgecolor=colour)
    side = x > EDGE - 2.0
    axes.text(
        x - 0.22 if side else x + 0.22,
        y - (0.3 if y > EDGE - 0.3 else 0.0),
        sentences.number(step.pairs),
        color=ink.muted,
        size=8.5,
        ha="right" if side else "left",
        va="center",
    )


def _legend(axes: Axes, ink: Ink) -> None:
    for place, (full, words) in enumerate(((True, "links"), (False, "pairs in doubt, no links"))):
        y = -1.1 - 0.5 * place
        colour = ink.found if full else ink.text
        face = colour if full else "none"
        axes.plot([2.2], [y], "o", markersize=7, markerfacecolor=face, markeredgecolor=colour)
        axes.text(2.7, y, words, color=ink.text, size=9.5, va="center")
    axes.plot([1.95, 2.45], [-0.6, -0.6], color=ink.muted, linewidth=0.9, dashes=(2, 1.5))
    axes.text(2.7, -0.6, "as often as was said", color=ink.text, size=9.5, va="center")
    axes.text(
        1.95, -2.0, "the number is how many there are", color=ink.muted, size=8.5, va="center"
    )
