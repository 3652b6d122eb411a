"""Stages: where the time of one `tocsin link` goes.

python -m bench.link.stages LEAK REGISTER [--key COLUMN]

The command is run in this process, with a clock in the functions it passes through. Seconds and processor
seconds (the sandbox's are those of the children) are a stage's own, without the stages inside it; memory is
what this process held at its end. The first line is Python's start and the imports.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from bench.link import process

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Clock:
    """Time of the stages open now, and of those closed."""

    told: dict[str, list[float]] = field(default_factory=dict)
    open: list[list[float]] = field(default_factory=list)

    def around(self, name: str, step: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(step)
        def timed(*args: P.args, **named: P.kwargs) -> R:
            self.open.append([0.0, 0.0, 0.0])
            before = now()
            try:
                return step(*args, **named)
            finally:
                took = [b - a for a, b in zip(before, now(), strict=True)]
                inside = self.open.pop()
                row = self.told.setdefault(name, [0.0, 0.0, 0.0, 0.0])
                for i in range(3):
                    row[i] += took[i] - inside[i]
                    if self.open:
                        self.open[-1][i] += took[i]
                row[3] = max(row[3], held())

        return timed


def now() -> list[float]:
    at = os.times()
    return [time.perf_counter(), at.user + at.system, at.children_user + at.children_system]


def held() -> float:
    return process.tree(os.getpid()) / 2**20


STAGES = (
    ("tocsin.desk.looking", "leaked", "reading the leak"),
    ("tocsin.desk.looking", "registered", "looking at the register, or copying it"),
    ("tocsin.desk.looking", "judged", "judging the columns of both"),
    ("tocsin.desk.looking", "side_by_side", "bringing both side by side"),
    ("tocsin.desk.looking", "link_near", "linking: levels, weights, the best"),
    ("tocsin.desk.looking", "keep", "writing the links"),
    ("tocsin.desk.unprepared.Unprepared", "beside", "pairs of one e-mail address, compared as written"),
    ("tocsin.desk.unprepared.Unprepared", "left", "normal forms of the rows left"),
    ("tocsin.desk.unprepared.Unprepared", "sharing", "records that share a key, in normal form"),
    ("tocsin.desk.unprepared.Unprepared", "people", "people, and how many bear a name"),
    ("tocsin.edges.duckdb.DuckdbEngine", "__init__", "starting DuckDB"),
)  # fmt: skip
"""Where, which function, and what it is called here. One that is no longer there is left out."""


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m bench.link.stages")
    told.add_argument("leak")
    told.add_argument("register")
    told.add_argument("--key")
    wish = told.parse_args()
    clock = Clock()
    first = now()
    from tocsin.cli import main as command

    row = [b - a for a, b in zip(first, now(), strict=True)]
    clock.told["importing tocsin"] = [*row, held()]
    for where, name, said in STAGES:
        owner = found(where)
        if hasattr(owner, name):
            setattr(owner, name, clock.around(said, getattr(owner, name)))
        else:
            print(f"{where}.{name} is no longer there", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        sys.argv = ["tocsin", "link", wish.leak, wish.register, "-o", str(Path(folder, "links.parquet"))]  # fmt: skip
        sys.argv += ["--key", wish.key] if wish.key else []
        start = now()
        try:
            command()
        except SystemExit as ended:
            print(f"ended with {ended.code}", file=sys.stderr)
        all_of = [b - a for a, b in zip(start, now(), strict=True)]
    counted = [
        sum(r[i] for n, r in clock.told.items() if n != "importing tocsin") for i in range(3)
    ]
    clock.told["all else"] = [*(a - c for a, c in zip(all_of, counted, strict=True)), held()]
    print(f"{'stage':52}{'wall s':>8}{'cpu s':>8}{'children':>10}{'MiB at its end':>16}")
    for name, (wall, cpu, child, mib) in clock.told.items():
        print(f"{name:52}{wall:8.2f}{cpu:8.2f}{child:10.2f}{mib:16.0f}")
    total = [sum(r[i] for r in clock.told.values()) for i in range(3)]
    print(f"{'sum':52}{total[0]:8.2f}{total[1]:8.2f}{total[2]:10.2f}")


def found(where: str) -> object:
    """A module, or a class in one."""
    module, _, name = where.rpartition(".")
    try:
        return importlib.import_module(where)
    except ImportError:
        return getattr(importlib.import_module(module), name)


if __name__ == "__main__":
    main()
