"""Plots: what one would rather look at than read, each in the section that it belongs to.

A plot says nothing that its section's tables do not; for who cannot see it, it is said in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tocsin.report import chart, curve, exposed, reach, timeline, together
from tocsin.report.chart import Ink
from tocsin.terms.established import Established


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot, for light and for dark paper, each as an address within the page."""

    anchor: str
    """Of the section in which it stands."""

    title: str
    alt: str
    caption: str
    light: Markup
    dark: Markup
    square: bool = False


def drawn(established: Established) -> dict[str, Plot]:
    """Draw all that there is to see, by the section's anchor."""
    return {plot.anchor: plot for plot in _each(established)}


def _each(established: Established) -> Iterator[Plot]:
    bars = exposed.bars(established.scope, established.claims)[: exposed.COUNTRIES_SHOWN]
    if bars:
        beside = any(bar.claimed is not None for bar in bars)
        yield _plot(
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
        yield _plot(
            "lost",
            "What people lost together",
            together.alternative(lost),
            "Each line is a combination of kinds of data, and how many people lost just that.",
            lambda ink: together.draw(lost, ink),
        )
    kept = established.passwords
    if kept is not None and reach.marked(kept):
        yield _plot(
            "passwords",
            "How far guessing gets",
            reach.alternative(kept),
            "Between the two curves lies what is known of how people choose passwords.",
            lambda ink: reach.draw(kept, ink),
        )
    taken = established.taken
    if taken is not None and timeline.plotted(taken):
        yield _plot(
            "taken",
            "Rows that contradict each moment of copying",
            timeline.alternative(taken),
            "The shaded time is where fewest rows contradict.",
            lambda ink: timeline.draw(taken, ink),
        )
    reliability = established.reliability
    if reliability is not None and (reliability.links or reliability.others):
        yield _plot(
            "reliability",
            "Was it right as often as was said?",
            curve.alternative(reliability),
            "Both axes are in odds: each step is ten times surer. A bar is what chance leaves open.",
            lambda ink: curve.draw(reliability, ink),
            square=True,
        )


def _plot(
    anchor: str,
    title: str,
    alt: str,
    caption: str,
    draw: Callable[[Ink], bytes],
    *,
    square: bool = False,
) -> Plot:
    light, dark = (
        Markup(chart.address(draw(ink)))  # noqa: S704  (base64, ours)
        for ink in (chart.LIGHT, chart.DARK)
    )
    return Plot(anchor, title, alt, caption, light, dark, square)
