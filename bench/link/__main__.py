"""Every way on every set, a row at a time.

python -m bench.link [--beside] [--sets febrl1,...] [--size xs|s|l] [--ways ours,splink,...] [--corpora DIR]

A set or a peer that cannot be had here is named and left out. With weights, a peer's row is said twice:
at probability 0.95, and at the threshold whose F1 is best (which only who knows the truth can choose).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from bench.link import sets, ways
from bench.link.ways import Row

BUILD = Path("build/link")
HEAD = "| set | way | P | R | F1 | wrong | missed | F1 by person | wall s | cpu s | MiB |\n" + "|---" * 11 + "|"  # fmt: skip


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m bench.link")
    told.add_argument("--size", default="s", help="xs, s, l, or ROWSxCUSTOMERS")
    told.add_argument("--sets", help="names, by commas; else all of the size")
    told.add_argument("--ways", default=",".join(ways.WAYS))
    told.add_argument("--corpora", type=Path, default=os.environ.get(sets.CORPORA))
    told.add_argument("--build", type=Path, default=BUILD)
    told.add_argument("--nice", type=int, default=0)
    told.add_argument(
        "--beside", action="store_true", help="then linking alone, beside SQL by hand"
    )
    wish = told.parse_args()
    corpora = Path(wish.corpora) if wish.corpora else None
    print(f"Load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n\n{HEAD}", flush=True)
    for name in wish.sets.split(",") if wish.sets else sets.named(wish.size):
        try:
            one = sets.made(name, wish.build, corpora)
        except sets.Absent as why:
            print(f"| {name} | left out: {why} |", flush=True)
            continue
        for way in wish.ways.split(","):
            try:
                row = ways.link(way, one, wish.build, wish.nice)
            except ways.Skipped as why:
                print(f"| {name} | {way} | left out: {' '.join(str(why).split())} |", flush=True)
                continue
            show(name, row)
            with (wish.build / "rows.jsonl").open("a") as file:
                file.write(json.dumps({"set": name} | asdict(row)) + "\n")
    if wish.beside:
        print("\nLinking alone, tables in normal form:", flush=True)
        subprocess.run([sys.executable, "-m", "bench.link.beside_sql"], check=True)


def show(name: str, row: Row) -> None:
    at = [(row.way + (" p>=.95" if row.best and row.way != "ours" else ""), row.score)]
    if row.best:
        at.append((f"{row.way} best, {row.best[0]:.1f} bits", row.best[1]))
    for way, s in at:
        missed = s.owed - s.right
        print(
            f"| {name} | {way} | {s.precision:.5f} | {s.recall:.5f} | {s.f1:.5f} | {s.wrong} | {missed} "
            f"| {s.f1_person:.5f} | {row.cost.wall:.2f} | {row.cost.cpu:.1f} | {row.cost.mib:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
