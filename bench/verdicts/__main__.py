"""The published error rate: some 500 drills with fresh seeds, answered and held against their truth.

.venv/bin/python -m bench.verdicts [--cases 500] [--seed 1] [--processes 2] [--docs docs/methods]

Leaves each answer as a line of JSON in `build/verdicts/SEED.jsonl`; companies whose drills are all there are not
made again, so that a run that was broken off goes on (after a change of tocsin: `--anew`). Prints the figures; with
`--docs` writes them and the plots there as well. Three processor seconds a drill, on two cores a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Iterator
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
    lines = _known(kept)
    wanted = [(wish.seed, firm, wish.cases) for firm in draw.firms(wish.seed, wish.cases)]
    missing = [one for one in wanted if not {c.number for c in draw.cases(*one)} <= lines.keys()]  # fmt: skip
    with kept.open("a", encoding="utf-8") as file:
        for done, answers in enumerate(_answered(missing, wish.processes), 1):
            for line in answers:
                lines[line["case"]] = line
                file.write(json.dumps(line) + "\n")
            file.flush()
            print(f"{done} of {len(missing)} companies", flush=True)
    chosen = [line for number, line in sorted(lines.items()) if number < wish.cases]
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


def _answered(
    missing: list[tuple[int, draw.Firm, int]], processes: int
) -> Iterator[list[dict[str, Any]]]:
    if not missing:
        return
    with multiprocessing.get_context("spawn").Pool(processes, maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(process.work, missing)


if __name__ == "__main__":
    main()
