"""The command line: one verb a question; a table for people, `--json` for machines.

Exit codes: 0 done; 1 done, and something needs a person; 2 refused; 3 unavailable; 70 broken.
"""

from __future__ import annotations

import gc
import sys

from tocsin.edges import sandbox_process
from tocsin.edges.arrow_alone import arrow_alone

READING = frozenset({"establish", "link", "read"})
"""Verbs that read an untrusted file, mostly: what reads it is started first of all."""

YOUNG = 50_000
"""New objects after which Python looks for rings of them that nobody holds. A question is tens of thousands,
all held, and to look at them after every 700 takes a sixteenth of a small case's time."""


def main() -> None:
    """Run one verb."""
    gc.set_threshold(YOUNG, 20, 100)
    if READING.intersection(sys.argv[1:2]) and "--help" not in sys.argv:
        sandbox_process.ahead()
    arrow_alone()
    from tocsin.cli.app import main as run

    run()
