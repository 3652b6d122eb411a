"""Timeline: the plot of when the data were copied: how many rows contradict each moment, around the period.

In the pit between the two walls nobody contradicts, or fewest do: there it was copied. The walls are the
rows that bound it. A line from above is a known copy; the dashed one is where chance puts the end.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tocsin.report import sentences
from tocsin.report.chart import Ink, drawing
from tocsin.report.dated import between
from tocsin.report.visible import visible
from tocsin.terms.period import Against, Period, Taken

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 5.6, 2.9
"""Inches: as wide as the other plots."""

ROOM = 0.35
"""Share of the height above the walls, for words."""

LABEL = 32
"""Characters of a copy's name that have room in the plot; the table has all of it."""

COPIES = 3
"""Known copies that are drawn; more would not be read."""


def plotted(taken: Taken | None) -> bool:
    """Whether there is anything to draw."""
    return taken is not None and taken.period is not None and len(taken.against) > 1


def alternative(taken: Taken) -> str:
    """Say the plot in words, with its numbers.

    >>> night = Period(datetime(2014, 6, 7, tzinfo=UTC), datetime(2014, 6, 7, 4, tzinfo=UTC))
    >>> steps = (Against(datetime(2014, 6, 6, tzinfo=UTC), 9), Against(night.after, 0), Against(night.before, 2))
    >>> from tocsin.terms.period import Ground
    >>> alternative(Taken(night, Ground.CHANGES, against=steps))
    'Rows that contradict a moment of copying: 9 on 2014-06-06 00:00:00 UTC, 0 between 2014-06-07 00:00:00 UTC and 2014-06-07 04:00:00 UTC, 2 on 2014-06-07 04:00:00 UTC.'
    """
    first, last = taken.against[0], taken.against[-1]
    least = min(step.rows for step in taken.against)
    period = taken.period or Period(None, None)
    return (
        f"Rows that contradict a moment of copying: {_on(first)}, {least:,} "
        f"{between(period.after, period.before)}, {_on(last)}."
    )


def draw(taken: Taken, ink: Ink) -> bytes:
    """Draw the plot as SVG; the same value gives the same bytes."""
    period = taken.period or Period(None, None)
    steps = taken.against
    with drawing(WIDTH, HEIGHT) as figure:
        axes = figure.add_axes((0.12, 0.2, 0.85, 0.76))
        begin, end = _seconds(steps[0].at), _seconds(steps[-1].at)
        high = max(1, *(step.rows for step in steps))
        low_end = _seconds(period.after) if period.after else begin
        high_end = _seconds(period.before) if period.before else end
        axes.axvspan(low_end, high_end, color=ink.found, alpha=0.18, linewidth=0)
        axes.step(
            [_seconds(step.at) for step in steps],
            [step.rows for step in steps],
            where="post",
            color=ink.found,
            linewidth=1.6,
        )
        axes.set_xlim(begin, end)
        axes.set_ylim(0, high * (1 + ROOM))
        _copies(axes, taken, (begin, end), high, ink)
        _chance(axes, taken, (begin, end), high, ink)
        _frame(axes, (begin, end), ink)
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return stream.getvalue()


def _copies(axes: Axes, taken: Taken, span: tuple[float, float], high: int, ink: Ink) -> None:
    """Draw the known copies that fit, from above, each with its name."""
    shown = [one for one in taken.copies if span[0] <= _seconds(one.at) <= span[1]][:COPIES]
    for number, one in enumerate(shown):
        at = _seconds(one.at)
        top = high * (1 + ROOM) * (0.96 - 0.09 * number)
        axes.plot([at, at], [0, top], color=ink.text, linewidth=1.0)
        right = at > (span[0] + span[1]) / 2
        name = visible(one.name, LABEL)
        axes.text(
            at,
            top,
            f"{name} " if right else f" {name}",
            color=ink.text,
            size=8.5,
            ha="right" if right else "left",
            va="top",
        )


def _chance(axes: Axes, taken: Taken, span: tuple[float, float], high: int, ink: Ink) -> None:
    """Draw where the newest customers put the end, with 95%."""
    before = taken.newest.before_95 if taken.newest else None
    if before is None or not span[0] <= _seconds(before) <= span[1]:
        return
    at = _seconds(before)
    axes.plot([at, at], [0, high], color=ink.muted, linewidth=1.0, dashes=(4, 3))
    axes.text(at, high, " 95%", color=ink.muted, size=8.5, ha="left", va="bottom")


def _frame(axes: Axes, span: tuple[float, float], ink: Ink) -> None:
    places = [span[0] + (span[1] - span[0]) * part for part in (0.08, 0.5, 0.92)]
    axes.set_xticks(places, [_written(place, span) for place in places])
    axes.tick_params(colors=ink.muted, labelsize=8.5)
    axes.set_ylabel("rows against", color=ink.text, size=10)
    for name, side in axes.spines.items():
        side.set_visible(name in ("left", "bottom"))
        side.set_color(ink.muted)
        side.set_linewidth(0.6)


def _written(place: float, span: tuple[float, float]) -> str:
    at = datetime.fromtimestamp(int(place), UTC)
    day = f"{at.day} {sentences.MONTHS[at.month - 1][:3]} {at.year}"
    return f"{day}\n{at:%H:%M} UTC" if span[1] - span[0] < 20 * 86_400 else day


def _seconds(at: datetime) -> float:
    return at.timestamp()


def _on(step: Against) -> str:
    return f"{step.rows:,} on {sentences.stamp(step.at)}"
