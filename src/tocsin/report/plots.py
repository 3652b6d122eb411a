"""Plots: what one would rather look at than read, each in the section that it belongs to.

A plot says nothing that its section's tables do not; for who cannot see it, it is said in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tocsin.report import chart, curve, exposed, reach, timeline, together
from tocsin.report.chart import Ink
from tocsin.terms.established import Established


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot, to be drawn on light or on dark paper."""

    anchor: str
    """Of the section in which it stands."""

    title: str
    alt: str
    caption: str
    draw: Callable[[Ink], bytes]
    """As SVG."""

    square: bool = False


def plots(established: Established) -> dict[str, Plot]:
    """All that there is to see, by the section's anchor."""
    return {plot.anchor: plot for plot in _each(established)}


def _each(established: Established) -> Iterator[Plot]:
    bars = exposed.bars(established.scope, established.claims)[: exposed.COUNTRIES_SHOWN]
    if bars:
        beside = any(bar.claimed is not None for bar in bars)
        yield Plot(
            "scope",
            "People found, beside the records the note claims"
            if beside
            else "People found, by country",
            chart.alternative(bars),
            "A record is not a person: some people have more than one account.",
            lambda ink: chart.draw(bars, ink),
        )
    lost = established.lost
    if lost is not None and lost.combinations:
        yield Plot(
            "lost",
            "What people lost together",
            together.alternative(lost),
            "Each line is a combination of kinds of data, and how many people lost just that.",
            lambda ink: together.draw(lost, ink),
        )
    kept = established.passwords
    if kept is not None and reach.marked(kept):
        yield Plot(
            "passwords",
            "How far guessing gets",
            reach.alternative(kept),
            "Between the two curves lies what is known of how people choose passwords.",
            lambda ink: reach.draw(kept, ink),
        )
    taken = established.taken
    if taken is not None and timeline.plotted(taken):
        yield Plot(
            "taken",
            "Rows that contradict each moment of copying",
            timeline.alternative(taken),
            "The shaded time is where fewest rows contradict.",
            lambda ink: timeline.draw(taken, ink),
        )
    reliability = established.reliability
    if reliability is not None and (reliability.links or reliability.others):
        yield Plot(
            "reliability",
            "Was it right as often as was said?",
            curve.alternative(reliability),
            "Both axes are in odds: each step is ten times surer. A bar is what chance leaves open.",
            lambda ink: curve.draw(reliability, ink),
            square=True,
        )
