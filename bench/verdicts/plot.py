"""Plot: the support held against the truth, and the periods against what the data allow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.verdicts.tally import SUPPORTS, TWICE, Line, steps

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EDGE = 9.0
"""Where the support's axis ends."""


def draw(lines: Sequence[Line], folder: Path) -> list[Path]:
    """Draw both plots, as SVG; the same lines give the same bytes."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "tocsin"
    return [_support(lines, folder / "verdicts-support.svg"), _dating(lines, folder / "verdicts-dating.svg")]  # fmt: skip


def _support(lines: Sequence[Line], path: Path) -> Path:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    grid = [x / 50 for x in range(round(-EDGE * 50), round(EDGE * 50) + 1)]
    axes.plot(
        grid,
        [1 / (1 + 10**-x) for x in grid],
        "--",
        color="0.5",
        label="as often as was said, at even odds",
    )
    for low, high, step in steps(lines):
        x = (max(low, -EDGE) + min(high, EDGE)) / 2
        if low == SUPPORTS[0] or high == SUPPORTS[-1]:
            x = -EDGE if low == SUPPORTS[0] else EDGE
        begin, end = step.interval
        axes.plot([x, x], [begin, end], color="tab:blue")
        axes.plot([x], [step.was], "o", color="tab:blue")
        axes.annotate(f"{step.pairs}", (x, step.was), textcoords="offset points", xytext=(6, 4), size=8, color="0.35")  # fmt: skip
    axes.set(xlabel="support for a true copy (log10, sum of the checks)", ylabel="share that were copies", ylim=(-0.04, 1.08))  # fmt: skip
    axes.legend(loc="upper left", frameon=False)
    return _saved(figure, path)


def _dating(lines: Sequence[Line], path: Path) -> Path:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    dated = [x for x in lines if x["copies"] == 1 and x["hours"] and x["least"] and x["sort"] != "recycled"]  # fmt: skip
    for held, marker, says in ((True, "o", "the true moment is in it"), (False, "x", "it is not")):
        some = [x for x in dated if x["held"] is held]
        axes.plot([x["least"] for x in some], [x["hours"] for x in some], marker, alpha=0.6, label=f"{says}: {len(some)}")  # fmt: skip
    if dated:
        ends = [min(x["least"] for x in dated), max(x["least"] for x in dated)]
        axes.plot(ends, ends, "--", color="0.5", label="as narrow as the data allow")
        axes.plot(ends, [TWICE * end for end in ends], ":", color="0.5", label="twice as wide")
        axes.set(xscale="log", yscale="log")
    axes.set(xlabel="hours that the data allow (oracle)", ylabel="hours of the period")
    axes.legend(frameon=False)
    return _saved(figure, path)


def _saved(figure: Figure, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    return path
