"""Waterfall: how a link's weight adds up, drawn as bars that each begin where the one before ended.

What speaks for is a full bar with a plus, what speaks against a shaded one with a minus: the
colours repeat it.
"""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from tocsin.linkage.explain import Explained, Held, Part, levels
from tocsin.linkage.links import LINKED

PARTS = {
    "prior": "any two people",
    "other rows": "the other rows",
    "email": "e-mail address",
    "phone and address": "phone, address",
}
"""A part in words, where its name is not."""

ALWAYS = frozenset({"prior", "other rows"})
"""Parts that rest on no comparison."""

FOR, AGAINST = ("█", "cyan"), ("▒", "yellow")
"""The sign and the colour of what speaks for one person, and against."""

LEAST, WIDEST = 12, 60
"""Cells of the bars: a narrower terminal gets none, and more would not be read any better."""

BETWEEN = 2
"""Cells between two columns."""

SURE = 0.999999
"""No probability is written as 1."""


def shown(explained: Explained) -> RenderableType:
    """The sentence, the waterfall of the best record, and of the one it stands out from."""
    said = Text(explained.says)
    return Group(said, Waterfalls(explained.records)) if explained.records else said


class Waterfalls:
    """The weights of some records, on one scale, as wide as the terminal allows."""

    def __init__(self, records: tuple[Held, ...]) -> None:
        self._records = records

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them: a line for each part that was compared, and the sum."""
        drawn = [_rows(held) for held in self._records]
        every = [row for rows in drawn for row in rows]
        wide = [max(len(name) for name, _, _ in every), max(len(on) for _, on, _ in every)]
        room = options.max_width - sum(wide) - BETWEEN * 3 - len("+00.0")
        scale = _Scale([[bits for _, _, bits in rows[:-1]] for rows in drawn], min(room, WIDEST))
        best = self._records[0]
        for held, rows in zip(self._records, drawn, strict=True):
            if held is not best:
                whose = "the same person's" if held.person == best.person else "another person's"
                less = best.weight - held.weight
                yield Text(f"\nRunner-up, {whose}, {less:.1f} bits less:", style="bold")
            yield _grid(rows, wide, scale)
        yield Text(f"┊ a link needs {LINKED:+.1f} bits", style="dim")


Drawn = tuple[str, str, float]
"""What is compared, on which level it agrees, and its bits."""


def _rows(held: Held) -> list[Drawn]:
    """The parts that were compared, and last their sum."""
    compared = [part for part in held.parts if part.name in ALWAYS or _met(part)]
    sure = min(held.probability, SURE)
    return [
        *((_name(part), _levels(held, part), part.bits) for part in compared),
        ("in all", f"probability {sure:.6f}", held.weight),
    ]


def _grid(rows: list[Drawn], wide: list[int], scale: _Scale) -> Table:
    grid = Table.grid(padding=(0, BETWEEN, 0, 0))
    for width in wide:
        grid.add_column(no_wrap=True, width=width)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(no_wrap=True)
    *parts, (name, level, weight) = rows
    at = 0.0
    for part, on, bits in parts:
        grid.add_row(part, Text(on, style="dim"), _bits(bits), scale.bar(at, at + bits))
        at += bits
    total = Text(name, style="bold"), Text(level, style="bold")
    grid.add_row(*total, _bits(weight), scale.bar(0.0, weight))
    return grid


class _Scale:
    """From bits to cells: the axis runs from the lowest to the highest that the sum ever is."""

    def __init__(self, all_bits: list[list[float]], cells: int) -> None:
        sums = [sum(bits[:place]) for bits in all_bits for place in range(len(bits) + 1)]
        self._low, self._high = min(sums), max(*sums, LINKED)
        self._cells = cells if cells >= LEAST else 0

    def bar(self, start: float, end: float) -> Text:
        """Draw from one sum to the next, with the mark of what a link needs."""
        text = Text(no_wrap=True)
        sign, style = FOR if end >= start else AGAINST
        first, last = sorted((self._cell(start), self._cell(end)))
        needed = self._cell(LINKED)
        for cell in range(self._cells):
            if first <= cell < last:
                text.append(sign, style=style)
            else:
                text.append("┊" if cell == needed else " ", style="dim")
        return text

    def _cell(self, bits: float) -> int:
        return round((bits - self._low) / (self._high - self._low) * (self._cells - 1))


def _met(part: Part) -> bool:
    return any(level != "missing" for level in part.levels)


def _name(part: Part) -> str:
    return PARTS.get(part.name, part.name.replace("_", " "))


def _levels(held: Held, part: Part) -> str:
    """Which level each comparison of the part is of, those that are missing left out."""
    named = levels(held.pattern)
    said = [
        (on, named[on]) for on in part.name.split(" and ") if named.get(on) not in (None, "missing")
    ]
    if len(said) == 1:
        return said[0][1]
    return ", ".join(f"{on} {level}" for on, level in said)


def _bits(bits: float) -> Text:
    style = "" if not round(bits, 1) else (FOR if bits > 0 else AGAINST)[1]
    sign = "+" if bits >= 0 else "−"
    return Text(f"{sign}{abs(bits):.1f}", style=style)
