"""The published error rate: some 500 drills with fresh seeds, answered and held against their truth.

.venv/bin/python -m bench.verdicts [--cases 500] [--seed 1] [--processes 2] [--docs docs/methods]

Leaves each answer as a line of JSON in `build/verdicts/SEED.jsonl`; what is there is not answered again, so that a run
that was broken off goes on (after a change of tocsin: `--anew`). Prints the figures; with
`--docs` writes them and the plots there as well. Three processor seconds a drill, on two cores a quarter of an hour.
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
    wish = told.parse_args()
    kept = BUILD / f"{wish.seed}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    if wish.anew:
        kept.unlink(missing_ok=True)
    known = _known(kept).keys()
    missing = [
        process.Share(str(kept), firm, left)
        for firm in draw.firms(wish.seed, wish.cases)
        if (left := [c for c in draw.cases(wish.seed, firm, wish.cases) if c.number not in known])
    ]
    with multiprocessing.get_context("spawn").Pool(wish.processes, maxtasksperchild=1) as pool:
        for done, _ in enumerate(pool.imap_unordered(process.work, missing), 1):
            print(f"{done} of {len(missing)} companies", flush=True)
    chosen = [line for number, line in sorted(_known(kept).items()) if number < wish.cases]
    figures = tally.text(chosen, wish.seed)
    print(figures)
    if wish.docs:
        wish.docs.mkdir(parents=True, exist_ok=True)
        (wish.docs / "verdicts.txt").write_text(figures, encoding="utf-8")
        plot.draw(chosen, wish.docs)


def _known(kept: Path) -> dict[int, dict[str, Any]]:
    if not kept.exists():
        return {}
    read = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
    return {line["case"]: line for line in read}


if __name__ == "__main__":
    main()
