"""Tally: the figures of many answered drills, as text.

Shares come with the interval that chance leaves open (95%): Wilson's, and where nothing went wrong at all in n
cases the share that would have shown itself with 95%, 1 - 0.05^(1/n), of which the rule of three, 3/n, is the short form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles
from typing import Any

from bench.verdicts.draw import Wish

from tocsin.terms.reliability import Step

Line = dict[str, Any]

ANSWERS = ("genuine", "stale", "other-system", "recycled", "mixed", "fabricated", "cannot-tell")

BANDS = (
    ("2 to 6 rows", 2, 6),
    ("7 to 49 rows", 7, 49),
    ("50 to 999 rows", 50, 999),
    ("1,000 rows and more", 1_000, 1 << 60),
)

TWICE = 2.0
"""The goal of issue 5: a period no wider than twice what the data allow."""

SUPPORTS = (-99.0, -6.0, -4.0, -2.0, -1.0, -0.3, 0.3, 1.0, 2.0, 4.0, 6.0, 8.0, 99.0)
"""Where the steps of the support begin and end: as the verbal scale does."""


def text(lines: Sequence[Line], wish: Wish) -> str:
    """All figures."""
    sorts = f", of the sorts {', '.join(wish.only)}" if wish.only else ""
    rows = "" if wish.whole else f", of {wish.least:,} rows and more"
    parts = [
        f"{len(lines):,} drills{sorts}{rows}, seed {wish.seed}, of {len({line['firm'] for line in lines})} made-up companies. Made-up "
        "people rank methods; they do not predict a real case.",
        _headline(lines),
        *(_matrix(name, _of(lines, low, high)) for name, low, high in BANDS),
        _matrix("All", list(lines)),
        _wrong(lines),
        _support(lines),
        _dating(lines),
        _cost(lines),
    ]
    return "\n\n".join(parts) + "\n"


def _of(lines: Sequence[Line], low: int, high: int) -> list[Line]:
    return [line for line in lines if low <= line["rows"] <= high]


def _headline(lines: Sequence[Line]) -> str:
    many, few = _of(lines, 1_000, 1 << 60), _of(lines, 2, 6)
    untrue = [line for line in many if line["expected"] in ("fabricated", "recycled")]
    known = [line for line in untrue if line["sort"] != "recycled" or line["reference"] == "own"]
    true = [line for line in many if line["expected"] == "genuine"]
    told = [
        ("1,000 rows and more: made up, or recycled with the earlier leak at hand, called genuine",
         known, lambda line: line["said"] == "genuine"),
        ("1,000 rows and more: recycled without the earlier leak at hand, called genuine",
         [line for line in untrue if line not in known], lambda line: line["said"] == "genuine"),
        ("1,000 rows and more: genuine, called fabricated",
         true, lambda line: line["said"] == "fabricated"),
        ("1,000 rows and more: answered, and wrong", many, lambda line: line["answer"] == "wrong"),
        ("2 to 6 rows: answered, and wrong", few, lambda line: line["answer"] == "wrong"),
        ("2 to 6 rows: untrue called genuine",
         [line for line in few if line["genuine_rows"] == 0], lambda line: line["said"] == "genuine"),
    ]  # fmt: skip
    return "\n".join(f"{says}: {_share(of, was)}" for says, of, was in told)


def _share(lines: Sequence[Line], was: Callable[[Line], bool]) -> str:
    """How many of how many, and the interval."""
    count, total = sum(map(was, lines)), len(lines)
    if not total:
        return "no such drill"
    if not count:
        return f"0 of {total:,} (under {1 - 0.05 ** (1 / total):.1%} at 95%)"
    low, high = Step(0.0, 1.0, total, float(count), count).interval
    return f"{count:,} of {total:,}, {count / total:.1%} ({low:.1%} to {high:.1%})"


def _matrix(name: str, lines: Sequence[Line]) -> str:
    """What should have been said, down; what was said, across."""
    rows = [answer for answer in ANSWERS if any(line["expected"] == answer for line in lines)]
    width = max(map(len, ANSWERS)) + 1
    head = "".join(f"{answer:>{width}}" for answer in ANSWERS)
    told = [f"{name}: {len(lines):,} drills", f"{'should be / was said':22}{head}"]
    for row in rows:
        said = [line["said"] for line in lines if line["expected"] == row]
        told.append(f"{row:22}" + "".join(f"{said.count(answer) or '.':>{width}}" for answer in ANSWERS))  # fmt: skip
    counts = {kind: sum(line["answer"] == kind for line in lines) for kind in ("right", "open", "wrong")}  # fmt: skip
    told.append("; ".join(f"{kind} {count:,}" for kind, count in counts.items()))
    return "\n".join(told)


def _wrong(lines: Sequence[Line]) -> str:
    wrong = sorted((line for line in lines if line["answer"] == "wrong"), key=lambda x: x["case"])
    told = [f"Every wrong answer: {len(wrong):,}"]
    for line in wrong:
        how = {k: v for k, v in line["how"].items() if v not in (None, False, True) and (k, v) != ("damage", 1.0)}  # fmt: skip
        how |= {"knowing": True} if line["how"]["knowing"] else {}
        said = ", ".join(f"{name} {value}" for name, value in how.items())
        told.append(
            f"  {line['case']:>4} {line['rows']:>6,} rows of {line['register']:,}"
            f"{'' if line['history'] else ' without history'}: {line['sort']} ({said}; earlier leak: "
            f"{line['reference']}) should be {line['expected']}, was called {line['said']}"
        )
    return "\n".join(told)


def was_copied(line: Line) -> bool:
    """Whether the rows were copied from this register, of any time; a mix is neither."""
    return bool(line["genuine_rows"] > 0.9 * line["rows"])


def steps(lines: Sequence[Line]) -> Iterator[tuple[float, float, Step]]:
    """The drills by the sum that spoke for a true copy: from, to, and how many were copies."""
    clear = [x for x in lines if x["genuine_rows"] == 0 or was_copied(x)]
    for low, high in pairwise(SUPPORTS):
        here = [x for x in clear if low <= x["standings"].get("copied", 0.0) < high]
        if here:
            said = sum(1 / (1 + 10 ** -x["standings"].get("copied", 0.0)) for x in here)
            yield low, high, Step(0.0, 1.0, len(here), said, sum(map(was_copied, here)))


def _support(lines: Sequence[Line]) -> str:
    told = [
        "The support for a true copy (log10), and how many of these drills were copies of this register. Said: what the "
        "sum would make of even odds. Padded drills are left out.",
        f"{'support':>16}{'drills':>8}{'copies':>8}{'share':>8}{'said':>9}   interval",
    ]
    for low, high, step in steps(lines):
        begin, end = step.interval
        told.append(
            f"{_between(low, high):>16}{step.pairs:>8,}{step.right:>8,}{step.was:>8.0%}{step.said:>9.2%}   "
            f"{begin:.0%} to {end:.0%}"
        )
    return "\n".join(told)


def _between(low: float, high: float) -> str:
    if low == SUPPORTS[0]:
        return f"below {high:g}"
    return f"{low:g} and more" if high == SUPPORTS[-1] else f"{low:g} to {high:g}"


def _dating(lines: Sequence[Line]) -> str:
    single = [line for line in lines if line["copies"] == 1 and line["sort"] != "recycled"]
    told = ["When it was copied: drills of one copy"]
    groups = [(f"{name}, with history", [x for x in _of(single, low, high) if x["history"]]) for name, low, high in BANDS]  # fmt: skip
    groups += [("any size, without history", [x for x in single if not x["history"]])]
    groups += [("all", single)]
    for name, group in groups:
        dated = [line for line in group if line["held"] is not None]
        if not group:
            continue
        told.append(f"  {name}: {len(dated):,} of {len(group):,} dated")
        if not dated:
            continue
        told.append(f"    the true moment in the period: {_share(dated, lambda x: x['held'])}")
        ratios = [x["hours"] / x["least"] for x in dated if x["hours"] and x["least"]]
        if len(ratios) > 1:
            told.append(
                f"    width, as a multiple of what the data allow: median {median(ratios):.2f}, "
                f"95% below {quantiles(ratios, n=20)[-1]:.2f}; at most {TWICE:g} in "
                f"{sum(r <= TWICE for r in ratios) / len(ratios):.0%}"
            )
            hours = [x["hours"] for x in dated if x["hours"]]
            told.append(f"    width in hours: median {median(hours):,.1f}, least {min(hours):,.1f}")
    told.append(f"  said to be of several copies: {_share(single, lambda x: x['populations'] > 1)}")
    mixed = [line for line in lines if line["copies"] > 1 and line["held"] is not None]
    for name, some in (("fewer than 100 rows", _of(mixed, 2, 99)), ("100 rows and more", _of(mixed, 100, 1 << 60))):  # fmt: skip
        told.append(f"  stitched of two copies, {name}, both in a period: {_share(some, lambda x: x['held'])}")  # fmt: skip
    sourced = [line for line in lines if line["source"]]
    told.append(f"  the source named, where the data leave only it: {_share(sourced, lambda x: x['source'] == 'right')}")  # fmt: skip
    told.append(f"  another source named: {_share(sourced, lambda x: x['source'] == 'wrong')}")
    return "\n".join(told)


def _cost(lines: Sequence[Line]) -> str:
    spent = [line["cpu"] for line in lines]
    return (
        f"Processor seconds a drill: median {median(spent):.1f}, most {max(spent):.1f}; and {median(x['shared'] for x in lines):.1f} "
        "for its share of company and register."
    )
