"""Prepared: what a later leak costs once the register is in the case: linking alone, and the whole process.

python -m bench.link.prepared [--size s] [--rounds 3]

A case is opened on the drill's note (six rows) and takes the register; another takes the drill's leak as well. Each
is linked in a process of its own on a fresh copy of the case: `read` is reading and judging what was leaked, `link`
all that linking is after that, from normal forms to links written.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path

from bench.__main__ import RECEIVED
from bench.link import process, sets
from bench.link.ways import TOCSIN

from tocsin import wiring
from tocsin.desk import registers
from tocsin.desk.exhibits import read
from tocsin.desk.leak import chosen
from tocsin.desk.linking import linked


def one(case: Path) -> None:
    """Link what lies in a case, and print the seconds as JSON."""
    began = [time.perf_counter(), time.process_time()]
    with wiring.working(case) as desk:
        leak = chosen(tuple(read(desk, exhibit) for exhibit in desk.vault.exhibits()))
        register = registers.in_case(desk)
        if register is None:
            raise SystemExit("The case has no register.")
        have = [time.perf_counter(), time.process_time()]
        links = linked(desk, leak, register).made.table("links").count_rows()
        done = [time.perf_counter(), time.process_time()]
    told = {"rows": leak.rows, "links": links, "read": have[0] - began[0]}
    print(json.dumps(told | {"link": done[0] - have[0], "cpu": done[1] - have[1]}))


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m bench.link.prepared")
    told.add_argument("--size", default="s")
    told.add_argument("--rounds", type=int, default=3)
    told.add_argument("--build", type=Path, default=Path("build/link"))
    told.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    wish = told.parse_args()
    if wish.one:
        one(wish.one)
        return
    made = sets.made(f"drill-{wish.size}", wish.build, None)
    firm = Path(made.register).parent
    os.environ["TOCSIN_IDENTITY"] = str(wish.build / "identity.txt")
    base, full = wish.build / f"case-{wish.size}", wish.build / f"case-{wish.size}-leak"
    for case in (base, full):
        shutil.rmtree(case, ignore_errors=True)
    tocsin("open", base, "--note", firm / "note.txt", "--received", RECEIVED)
    took = tocsin("register", base, made.register, "--key", made.key)
    size = sum(f.stat().st_size for f in base.rglob("*") if f.is_file()) / 1e6
    print(
        f"`register`: {made.customers:,} customers: {took.wall:.1f} s ({took.cpu:.1f} s of processor), "
        f"{took.mib:.0f} MiB; the case is {size:.0f} MB"
    )
    shutil.copytree(base, full)
    tocsin("add", full, made.leak)
    for case in (base, full):
        runs = []
        for _ in range(wish.rounds):
            copy = case.with_name(case.name + "-worked")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(case, copy)
            ended = process.run([sys.executable, "-m", "bench.link.prepared", "--one", copy])
            if ended.code:
                raise SystemExit(ended.said)
            runs.append(json.loads(ended.said.splitlines()[-1]) | {"process": ended.cost})
        shutil.rmtree(copy)
        of = {k: statistics.median(r[k] for r in runs) for k in ("read", "link", "cpu")}
        costs = [r["process"] for r in runs]
        print(
            f"{runs[0]['rows']:,} rows, {runs[0]['links']:,} linked: linking alone {of['link']:.2f} s "
            f"({of['cpu']:.2f} s of processor); reading and judging {of['read']:.2f} s; whole process "
            f"{statistics.median(c.wall for c in costs):.2f} s ({statistics.median(c.cpu for c in costs):.2f} "
            f"s), {max(c.mib for c in costs):.0f} MiB; median of {wish.rounds}",
            flush=True,
        )


def tocsin(*command: object) -> process.Cost:
    ended = process.run([TOCSIN, *command])
    if ended.code not in (0, 1):
        raise SystemExit(f"tocsin {command[0]} ended with {ended.code}: {ended.said}")
    return ended.cost


if __name__ == "__main__":
    main()
