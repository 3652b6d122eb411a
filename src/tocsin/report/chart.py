"""Chart: the plot of every report, people found by country beside the records the note claims.

Drawn once for light and once for dark paper, as SVG without background; its numbers stand in the
alternative text too, and in the table beneath it.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from tocsin.report import sentences
from tocsin.report.lexicon import country
from tocsin.report.sheet import Bar
from tocsin.report.visible import NAME, visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Side: TypeAlias = Literal["left", "right"]

WIDTH = 5.6
"""Inches: narrow enough that its letters can still be read on a phone."""

ROW = 0.62
"""Inches of height for each country: two bars and air."""

NAME_ROOM = 0.22
"""Share of the width kept for the countries' names."""

LABEL_ROOM = 1.7
"""Length of the axis beyond the longest bar, for the number at its end."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one paper; as in `templates/report.css`."""

    text: str
    muted: str
    found: str


LIGHT = Ink("#191c22", "#5a6270", "#2f5d8c")
"""For white paper, and for print."""

DARK = Ink("#e9ebef", "#a6aebb", "#86b3e0")
"""For a dark screen."""


def alternative(bars: tuple[Bar, ...]) -> str:
    """Say the plot in words, with its numbers.

    >>> alternative((Bar("BE", 56_101, 58_000),))
    'People found by country: Belgium 56,101 people found, 58,000 records claimed.'
    """
    said = [
        f"{country(bar.country)} {sentences.count(bar.found, 'person', 'people')} found"
        + ("" if bar.claimed is None else f", {sentences.count(bar.claimed, 'record')} claimed")
        for bar in bars
    ]
    return f"People found by country: {'; '.join(said)}."


def address(svg: bytes) -> str:
    """Give a plot as a `data:` address, to stand inside the page."""
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


@contextmanager
def drawing(width: float, height: float) -> Iterator[Figure]:
    """A figure of so many inches, to be drawn and saved in the block: the same on every machine."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context(
        {
            "svg.hashsalt": "tocsin",
            "svg.fonttype": "path",
            "font.family": "DejaVu Sans",
            "font.size": 10,
            "text.parse_math": False,
        }
    ):
        figure = Figure(figsize=(width, height))
        FigureCanvasSVG(figure)
        yield figure


def draw(bars: tuple[Bar, ...], ink: Ink) -> bytes:
    """Draw the plot as SVG; the same bars give the same bytes."""
    with drawing(WIDTH, ROW * len(bars) + 0.1) as figure:
        axes = figure.add_axes((NAME_ROOM, 0.0, 1 - NAME_ROOM, 1.0))
        axes.axis("off")
        longest = max([max(bar.found, bar.claimed or 0) for bar in bars] + [1])
        axes.set_xlim(0, longest * LABEL_ROOM)
        axes.set_ylim(len(bars) - 0.45, -0.55)
        for at, bar in enumerate(bars):
            _draw_bar(axes, at, bar, longest, ink)
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return stream.getvalue()


def _draw_bar(axes: Axes, at: int, bar: Bar, longest: int, ink: Ink) -> None:
    """Draw one country: its people as a full bar, and the claim as an empty one beneath it."""
    place = at - 0.17 if bar.claimed is not None else at
    gap = longest * 0.012
    name = visible(sentences.capital(country(bar.country)), NAME)
    texts: list[tuple[float, float, str, str, Side, str]] = [
        (-gap * 1.6, at, name, ink.text, "right", "bold")
    ]
    axes.barh(place, bar.found, height=0.3, color=ink.found)
    people = f"{sentences.number(bar.found)} people found"
    texts.append((bar.found + gap, place, people, ink.text, "left", "bold"))
    if bar.claimed is not None:
        axes.barh(
            at + 0.19, bar.claimed, height=0.24, facecolor="none", edgecolor=ink.muted, linewidth=1
        )
        records = f"{sentences.number(bar.claimed)} records claimed"
        texts.append((bar.claimed + gap, at + 0.19, records, ink.muted, "left", "normal"))
    for x, y, words, colour, side, weight in texts:
        axes.text(x, y, words, color=colour, ha=side, va="center", weight=weight)
