"""Reach: the plot of how far guessing gets: two curves, and what each budget pays for at these hashes.

Guesses at one account stand on a scale of powers of ten; between the curves lies what is not known of how
these customers choose. A bar is a budget: it stands where the money for it ends, and spans the range.
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING

from tocsin.report.chart import Ink, drawing
from tocsin.report.passwords import range_of
from tocsin.report.visible import NAME, visible
from tocsin.terms.password import Kept, Passwords, Recoverable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 5.6, 3.6
"""Inches: as wide as the other plots."""

SHOWN = 2
"""Schemes whose budgets are marked: those that decide most rows. More would not be read."""

TICKS = (0, 3, 6, 9, 12, 15, 18)
NAMES = ("1", "1,000", "1 million", "1 billion", "10¹²", "10¹⁵", "10¹⁸")
"""Powers of ten, and how they are written."""

ROOM = 0.3
"""Share below which a bar leaves no room for words beneath it."""

LAST = 20.0
"""The power of ten at which the axis ends."""


def marked(passwords: Passwords) -> tuple[Kept, ...]:
    """The schemes whose budgets are marked; where there are none, there is nothing to draw."""
    known = [one for one in passwords.kept if one.decides and one.recoverable and not one.plain]
    return tuple(sorted(known, key=lambda one: -one.decides)[:SHOWN])


def alternative(passwords: Passwords) -> str:
    """Say the plot in words, with its numbers.

    >>> kept = Kept("bcrypt", True, "cost 12", 9, 9, recoverable=(Recoverable(100, 0.05, 0.16),))
    >>> alternative(Passwords((kept,)))
    'How far guessing gets. bcrypt, cost 12, salted: for 100 EUR 5% to 16% of the passwords.'
    """
    told = [
        f"{one}: "
        + ", ".join(f"for {share.budget_eur:,} EUR {range_of(share)}" for share in one.recoverable)
        for one in marked(passwords)
    ]
    return f"How far guessing gets. {'; '.join(told)} of the passwords."


def named(one: Kept) -> str:
    """Name a scheme where there is little room: without the other digests of its length.

    >>> named(Kept("MD5 (or another 128-bit digest)", False, "", 9, 9))
    'MD5, unsalted'
    """
    return visible(re.sub(" [(]or another [^)]*[)]", "", str(one)), NAME)


def draw(passwords: Passwords, ink: Ink) -> bytes:
    """Draw the plot as SVG; the same value gives the same bytes."""
    with drawing(WIDTH, HEIGHT) as figure:
        axes = figure.add_axes((0.13, 0.15, 0.85, 0.82))
        _frame(axes, ink)
        x = [math.log10(point.guesses) for point in passwords.curve]
        low = [point.low for point in passwords.curve]
        high = [point.high for point in passwords.curve]
        axes.fill_between(x, low, high, color=ink.muted, alpha=0.18, linewidth=0)
        axes.plot(x, high, color=ink.text, linewidth=1.3)
        axes.plot(x, low, color=ink.text, linewidth=1.3, dashes=(4, 2))
        for number, one in enumerate(marked(passwords)):
            _draw_scheme(axes, one, number, ink)
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return stream.getvalue()


def _frame(axes: Axes, ink: Ink) -> None:
    axes.set_xlim(-0.3, LAST + 0.3)
    axes.set_ylim(0.0, 1.06)
    axes.set_xticks(TICKS, NAMES)
    axes.set_yticks((0.0, 0.25, 0.5, 0.75, 1.0), ("0%", "25%", "50%", "75%", "100%"))
    axes.tick_params(colors=ink.muted, labelsize=8.5)
    axes.set_xlabel("guesses at each account", color=ink.text, size=10)
    axes.set_ylabel("passwords turned back", color=ink.text, size=10)
    for side in axes.spines.values():
        side.set_color(ink.muted)
        side.set_linewidth(0.6)


def _draw_scheme(axes: Axes, one: Kept, number: int, ink: Ink) -> None:
    places = []
    for share in one.recoverable:
        x = _place(share)
        places.append(x)
        axes.plot(
            [x, x], [share.low, share.high], color=ink.found, linewidth=4, solid_capstyle="butt"
        )
        axes.text(
            x,
            share.low - 0.03 if share.low > ROOM else share.high + 0.03,
            f"{share.budget_eur:,} EUR",
            color=ink.text,
            size=7.5,
            rotation=90,
            ha="center",
            va="top" if share.low > ROOM else "bottom",
        )
    right = max(places) > LAST * 0.6
    axes.text(
        min(places) - 0.6 if right else max(places) + 0.8,
        (0.34 if right else 0.05) + 0.08 * number,
        named(one),
        color=ink.found,
        size=8.5,
        weight="bold",
        ha="right" if right else "left",
        va="bottom",
    )


def _place(share: Recoverable) -> float:
    """Where the money ends; where a salt is not known, half way between."""
    least, most = (math.log10(max(one, 1.0)) for one in share.guesses)
    return min(LAST, (least + most) / 2)
