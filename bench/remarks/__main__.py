"""Remarks: precision and recall of what hides in free text, on sentences labelled by hand.

    .venv/bin/python -m bench.remarks             # on the half kept aside, by sort and by language
    .venv/bin/python -m bench.remarks --wrong     # of the half for building, the sentences told wrongly
    .venv/bin/python -m bench.remarks disguises   # recall of the numbers in twenty disguises, and false finds

The wrong ones of the half kept aside are not shown: who has seen them cannot measure on them any more.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.remarks.disguises import measure as measure_disguises

from tocsin.kinds.hidden import hints_of
from tocsin.kinds.hints import HINTS

LABELLED = Path(__file__).parents[2] / "tests" / "exposure" / "data" / "remarks.tsv"


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence."""

    half: str
    language: str
    sorts: frozenset[str]
    text: str


def sentences() -> Iterator[Sentence]:
    """All of them."""
    for line in LABELLED.read_text(encoding="utf-8").splitlines()[1:]:
        half, language, sorts, text = line.split("\t")
        yield Sentence(half, language, frozenset(sorts.split(",")) - {"-"}, text)


def table(by: str, half: str) -> None:
    """Print a line for each sort, or for each language."""
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for sentence in sentences():
        if sentence.half != half:
            continue
        got = hints_of(sentence.text)
        for sort in sentence.sorts | got:
            of = sort if by == "sort" else sentence.language
            for counter in (of, "all"):
                there[counter] += sort in sentence.sorts
                told[counter] += sort in got
                found[counter] += sort in sentence.sorts & got
    rows = [hint.name for hint in HINTS] if by == "sort" else ["fr", "nl", "de", "en"]
    print(f"{by:15} {'there':>6} {'told':>6} {'precision':>10} {'recall':>8}")
    for row in (*rows, "all"):
        precision = found[row] / told[row] if told[row] else 1.0
        print(
            f"{row:15} {there[row]:6} {told[row]:6} {precision:10.3f} {found[row] / max(1, there[row]):8.3f}"
        )
    print()


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="bench.remarks")
    parser.add_argument("what", nargs="?", default="sentences", choices=("sentences", "disguises"))
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--each", type=int, default=200)
    asked = parser.parse_args()
    if asked.what == "disguises":
        measure_disguises(asked.each)
        return
    if asked.wrong:
        for one in sentences():
            got = hints_of(one.text)
            if one.half == "build" and got != one.sorts:
                print(
                    f"{one.language} missed {set(one.sorts - got)} false {set(got - one.sorts)}: {one.text}"
                )
        return
    halves = Counter(one.half for one in sentences())
    print(f"{halves['aside']} sentences kept aside, of {halves['aside'] + halves['build']}\n")
    table("sort", "aside")
    table("language", "aside")
    print(f"{halves['unusual']} sentences that say it in unusual words, written last\n")
    table("sort", "unusual")


if __name__ == "__main__":
    main()
