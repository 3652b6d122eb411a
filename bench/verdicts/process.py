"""Process: what one process does: all drills of one company."""

from __future__ import annotations

from typing import Any

from bench.verdicts import draw


def work(one: tuple[int, draw.Firm, int]) -> list[dict[str, Any]]:
    """Draw and answer them; the desk and the engine are loaded here, not where the figures are made."""
    from bench.verdicts.answer import answered

    _, firm, _ = one
    return list(answered(firm, list(draw.cases(*one))))
