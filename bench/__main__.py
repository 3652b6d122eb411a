"""The figures of the README, measured again: `make bench`, or `python -m bench [DIR]`.

The real command line is timed as a whole process, from outside, on the drill at full size; peak
memory is that of its largest process. What is made is left in DIR and used again. Medians of
`ROUNDS`, each on a fresh copy of a case whose register is prepared.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 3
TOCSIN = Path(sys.executable).with_name("tocsin")
RECEIVED = "2014-06-10T09:12+02:00"


@dataclass(frozen=True)
class Run:
    """One whole process."""

    seconds: float
    worked: float
    """Processor seconds, of its children too: they hardly change with what else the machine does."""

    mib: float


def timed(*command: object) -> Run:
    """Run it to its end; only a refusal or a fault stops the measuring."""
    start = time.perf_counter()
    process = subprocess.Popen([str(TOCSIN), *map(str, command)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"tocsin {' '.join(map(str, command))} ended with {process.returncode}")
    worked = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - start, worked, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(r.seconds for r in runs),
        statistics.median(r.worked for r in runs),
        max(r.mib for r in runs),
    )


def case(folder: Path, drill: Path, dump: bool) -> tuple[Path, Run]:
    """A case with the drill's note and register, and its dump if wished; and what the register took."""
    made = folder / ("dump" if dump else "sample")
    shutil.rmtree(made, ignore_errors=True)
    timed("open", made, "--note", drill / "note.txt", "--received", RECEIVED)
    if dump:
        timed("add", made, drill / "leak.csv")
    firm = drill / "company"
    took = timed("register", made, firm / "register.parquet", "--history", firm / "history.parquet")
    return made, took


def established(prepared: Path, folder: Path) -> tuple[Run, Path]:
    """The median of establishing fresh copies, and the last of them."""
    runs = []
    worked = folder / "worked"
    for _ in range(ROUNDS):
        shutil.rmtree(worked, ignore_errors=True)
        shutil.copytree(prepared, worked)
        runs.append(timed("establish", worked))
    return median(runs), worked


def scored(worked: Path, drill: Path) -> dict[str, int]:
    """The links of a case against the drill's truth."""
    from tocsin import wiring
    from tocsin.desk import rehearse
    from tocsin.desk.account import account

    with wiring.working(worked) as desk:
        wish = rehearse.Wish("", 0, 0, 0)
        made = rehearse.Rehearsal(drill, wish)
        score = rehearse.scored(desk, made, account(desk.vault, rehearse.NOW))
    return {
        "linked": score.linked,
        "right": score.right,
        "owed": score.owed,
        "countries": score.countries,
    }


def row(what: str, measured: str, goal: str = "") -> None:
    print(f"| {what} | {measured} | {goal} |", flush=True)


def said(run: Run) -> str:
    return f"{run.seconds:.1f} s ({run.worked:.1f} s of processor), {run.mib:,.0f} MiB"


def main(folder: Path) -> None:
    """Measure everything, a row at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TOCSIN_IDENTITY"] = str(folder / "identity.txt")
    print(f"Load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print("| what | measured | goal |\n|---|---|---|")
    drill = folder / "drill"
    shutil.rmtree(drill, ignore_errors=True)
    shutil.rmtree(folder / "answered", ignore_errors=True)
    row("making the drill", said(timed("drill", drill, "--make-only")), "60 s")
    dump, took = case(folder, drill, dump=True)
    row("`register`: 2,500,000 customers and their history", said(took))
    run, worked = established(dump, folder)
    worked = worked.rename(folder / "answered")
    row("`establish`: 650,000 rows, register prepared", said(run), "20 s, 2,048 MiB")
    sample, _ = case(folder, drill, dump=False)
    run, _ = established(sample, folder)
    row("`establish`: the six rows of the note, register prepared", said(run), "3 s")
    lies = folder / "fabricated"
    shutil.rmtree(lies, ignore_errors=True)
    timed("drill", lies, "--leak", "fabricated")
    linked = json.loads((lies / "score.json").read_text())["linked"]
    link_beside_sql()
    # Last: what this process holds would count as the peak of those it starts.
    score = scored(worked, drill)
    f1 = 2 * score["right"] / (score["linked"] + score["owed"])
    wrong = score["linked"] - score["right"]
    found = f"{score['right']:,} of {score['owed']:,} rows, {wrong:,} wrong"
    row("links against the drill's truth", f"F1 {int(f1 * 1e6) / 1e6:.6f} ({found})", "0.99")
    row("links with the right country", f"{score['countries']:,} of {score['linked']:,}", "all")
    row("rows linked of a made-up leak of 650,000", f"{linked:,}", "0")


def link_beside_sql() -> None:
    """Linking alone, on data of its own, in turns with a join by hand."""
    beside = [sys.executable, "-m", "bench.link.beside_sql"]
    told = subprocess.run(beside, check=True, capture_output=True, text=True).stdout
    figures = json.loads(told.splitlines()[-1])
    ours, hand = figures["medians"]["ours"], figures["medians"]["by hand"]
    row(
        "linking alone, beside a join by hand in SQL of the same normal forms, made before "
        "(`python -m bench.link.beside_sql`, data of its own)",
        f"{ours['wall']:.1f} s against {hand['wall']:.1f} s: {figures['ratios']['wall']:.1f} times "
        f"(processor {figures['ratios']['cpu']:.1f} times); it links {hand['made up']:,.0f} made-up "
        f"rows, we {ours['made up']:,.0f}",
        "2 times",
    )


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as made:
            main(Path(made))
