"""Process: what one process does: drills of one company, each written down as soon as it is answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.verdicts.draw import Case, Firm


@dataclass(frozen=True)
class Share:
    """Which drills of which company, and the file for the answers."""

    kept: str
    firm: Firm
    cases: list[Case]


def work(share: Share) -> None:
    """Answer them; desk and engine are loaded here, not where the figures are made.

    A line is shorter than what the system appends in one piece, so that two processes may write one file.
    """
    from bench.verdicts.answer import answered

    for line in answered(share.firm, share.cases):
        with Path(share.kept).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
