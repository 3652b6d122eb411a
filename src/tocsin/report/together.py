"""Together: the plot of what people lost together: a row for each combination, a dot for each kind in it.

An UpSet plot (Lex and others, IEEE TVCG 20, 2014), turned so that it grows downwards and can be read on a phone. Kinds
that everybody lost stand first. Its numbers stand in the alternative text too, and in the table beneath it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tocsin.report import sentences
from tocsin.report.chart import WIDTH, Ink, drawing
from tocsin.report.lexicon import kind
from tocsin.report.visible import NAME, visible
from tocsin.terms.scope import Combination, Lost

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 12
"""Combinations in the plot; the table has more."""

ROW = 0.26
"""Inches of height for each combination."""

HEAD = 1.4
"""Inches for the names of the kinds, which stand aslant above their dots."""

DOTS_ROOM, BARS_ROOM = 0.56, 0.42
"""Shares of the width for the dots and for the bars."""


def alternative(of: Lost) -> str:
    """Say the plot in words, with its numbers.

    >>> alternative(Lost(96, (("email", 95),), (Combination(("email", "phone"), 90),), 6, 2))
    'What people lost together: 90 people e-mail addresses and phone numbers; 6 people 2 other combinations.'
    """
    said = [
        f"{sentences.count(one.people, 'person', 'people')} "
        + (sentences.listed([kind(name) for name in one.kinds]) or "nothing recognised")
        for one in of.combinations[:SHOWN]
    ]
    left = of.combinations[SHOWN:]
    people = of.others + sum(one.people for one in left)
    if people:
        others = sentences.count(of.other_combinations + len(left), "other combination")
        said.append(f"{sentences.count(people, 'person', 'people')} {others}")
    return f"What people lost together: {'; '.join(said)}."


def draw(of: Lost, ink: Ink) -> bytes:
    """Draw the plot as SVG; the same value gives the same bytes."""
    shown = of.combinations[:SHOWN]
    met = {name for one in shown for name in one.kinds}
    names = [name for name, _ in sorted(of.kinds, key=lambda pair: -pair[1]) if name in met]
    height = HEAD + ROW * len(shown) + 0.1
    with drawing(WIDTH, height) as figure:
        share = ROW * len(shown) / height
        dots = figure.add_axes((0.02, 0.1 / height, DOTS_ROOM, share))
        bars = figure.add_axes((0.02 + DOTS_ROOM, 0.1 / height, BARS_ROOM, share))
        _draw_dots(dots, shown, names, ink)
        _draw_bars(bars, shown, ink)
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return stream.getvalue()


def _draw_dots(axes: Axes, shown: tuple[Combination, ...], names: list[str], ink: Ink) -> None:
    axes.axis("off")
    axes.set_xlim(-0.6, max(len(names), 1) - 0.4)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    for row, one in enumerate(shown):
        held = [at for at, name in enumerate(names) if name in one.kinds]
        others = [at for at in range(len(names)) if at not in held]
        axes.scatter(
            others, [row] * len(others), s=14, facecolor="none", edgecolor=ink.muted, lw=0.5
        )
        if held:
            axes.plot([held[0], held[-1]], [row, row], color=ink.found, lw=1.0)
        axes.scatter(held, [row] * len(held), s=26, color=ink.found)
    for at, name in enumerate(names):
        words = visible(kind(name).partition(",")[0], NAME)
        axes.text(
            at - 0.1, -0.7, words, rotation=55, ha="left", va="bottom", fontsize=7.5, color=ink.text
        )


def _draw_bars(axes: Axes, shown: tuple[Combination, ...], ink: Ink) -> None:
    axes.axis("off")
    longest = max([one.people for one in shown] + [1])
    axes.set_xlim(0, longest * 1.9)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    for row, one in enumerate(shown):
        axes.barh(row, one.people, height=0.55, color=ink.found)
        axes.text(
            one.people + longest * 0.04,
            row,
            sentences.number(one.people),
            va="center",
            fontsize=8,
            color=ink.text,
        )
