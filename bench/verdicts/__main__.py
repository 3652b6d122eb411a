"""The published error rate: some 500 drills with fresh seeds, answered and held against their truth.

.venv/bin/python -m bench.verdicts [--cases 500] [--seed 1] [--processes 2] [--docs docs/methods]
    [--only genuine,recycled,fabricated] [--least-rows 1000]

Leaves each answer as a line of JSON in `build/verdicts/SEED.jsonl`; what is there is not answered again, so that a run
that was broken off goes on (after a change of tocsin: `--anew`). Prints the figures; with
`--docs` writes them and the plots there as well. `--only` and `--least-rows` draw only such leaks, so that all drills
are spent on one question; the figures are then of these (`verdicts-chosen.txt`, without plots). Three processor seconds a drill, on two cores a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from pathlib import Path
from typing import Any

from bench.verdicts import draw, plot, process, tally

BUILD = Path("build/verdicts")


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m bench.verdicts", description=__doc__)
    told.add_argument("--cases", type=int, default=500)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--processes", type=int, default=2)
    told.add_argument("--docs", type=Path)
    told.add_argument("--anew", action="store_true", help="forget the answers of earlier runs")
    told.add_argument("--only", type=_sorts, default=(), help="sorts of leak, with commas between")
    told.add_argument("--least-rows", type=int, default=2)
    asked = told.parse_args()
    wish = draw.Wish(asked.seed, asked.cases, asked.only, asked.least_rows)
    kept = BUILD / f"{wish.name}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    if asked.anew:
        kept.unlink(missing_ok=True)
    known = _known(kept).keys()
    missing = [
        process.Share(str(kept), firm, left)
        for firm in draw.firms(wish)
        if (left := [c for c in draw.cases(wish, firm) if c.number not in known])
    ]
    with multiprocessing.get_context("spawn").Pool(asked.processes, maxtasksperchild=1) as pool:
        for done, _ in enumerate(pool.imap_unordered(process.work, missing), 1):
            print(f"{done} of {len(missing)} companies", flush=True)
    chosen = [line for number, line in sorted(_known(kept).items()) if number < wish.cases]
    figures = tally.text(chosen, wish)
    print(figures)
    if asked.docs:
        asked.docs.mkdir(parents=True, exist_ok=True)
        named = "verdicts.txt" if wish.whole else "verdicts-chosen.txt"
        (asked.docs / named).write_text(figures, encoding="utf-8")
        if wish.whole:
            plot.draw(chosen, asked.docs)


def _sorts(said: str) -> tuple[str, ...]:
    sorts = tuple(said.split(","))
    if strange := [sort for sort in sorts if sort not in draw.SORTS]:
        raise argparse.ArgumentTypeError(
            f"no sort {strange[0]!r}; choose from {', '.join(draw.SORTS)}"
        )
    return sorts


def _known(kept: Path) -> dict[int, dict[str, Any]]:
    if not kept.exists():
        return {}
    read = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
    return {line["case"]: line for line in read}


if __name__ == "__main__":
    main()
