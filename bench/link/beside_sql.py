"""Link: our linking beside a hand-written DuckDB SQL join of the same normal forms, in one run.

python -m bench.link.beside_sql [PEOPLE] [REGISTER] [ROUNDS]

Each is a process of its own on the same Parquet files, in turns: the leak in normal form, and the
register as it is prepared once for all leaks, in normal form and with the counts of equal names and
hashes. Wall and processor seconds are those of the linking, reading included, without imports; the
peak is that of the whole process. The SQL takes exact rules in stages and neither weighs nor
explains; it is the speed to be held to.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads
import pyarrow.parquet as pq
from bench import made_up

from tocsin.edges.duckdb import DuckdbEngine
from tocsin.kinds import keys
from tocsin.linkage import borne, link

SEED = 20140609
PAST = pa.schema([("id", pa.int64()), ("field", pa.string()), ("value", pa.string())])
GROUP = 32_768
"""Rows in a row group, as the vault writes them."""

BY_HAND = (
    """CREATE TABLE links AS SELECT l.row AS leak_row, r.id AS register_id
       FROM leak l JOIN register r USING (email)
       WHERE l.name = r.name OR l.phone = r.phone OR l.password_hash = r.password_hash""",
    "CREATE TABLE rest AS FROM leak WHERE row NOT IN (SELECT leak_row FROM links)",
    """INSERT INTO links SELECT l.row, min(r.id) FROM rest l JOIN register r USING (phone, name)
       GROUP BY ALL HAVING count(*) = 1""",
    "CREATE TABLE rest2 AS FROM rest WHERE row NOT IN (SELECT leak_row FROM links)",
    """INSERT INTO links SELECT l.row, min(r.id)
       FROM rest2 l JOIN register r USING (name, postcode, street)
       GROUP BY ALL HAVING count(*) = 1""",
    "DELETE FROM links WHERE leak_row IN (SELECT leak_row FROM links GROUP BY 1 HAVING count(*) > 1)",
)  # fmt: skip


def by_hand(leak: pads.Dataset, register: pads.Dataset) -> pa.Table:
    engine = DuckdbEngine()
    connection = engine._ibis.con
    connection.register("leak", leak)
    connection.register("register", register)
    for statement in BY_HAND:
        connection.execute(statement)
    return connection.sql("FROM links").to_arrow_table()


def ours(leak: pads.Dataset, register: pads.Dataset) -> pa.Table:
    engine = DuckdbEngine()
    rows = engine.keep(engine.table("leak", leak))
    records = engine.table("register", register)
    past = engine.table("past", PAST.empty_table())
    found = link(
        rows,
        engine.keep(keys.owned(rows, records, past)),
        lambda rest: engine.keep(keys.shared(rest, records)),
        register.count_rows(),
        engine.similarity,
        engine.keep,
    )
    return engine.stream(found.links).read_all()


def prepared(register: pa.Table) -> pa.Table:
    """A register as `tocsin register` leaves it: with `person`, and how many bear its values."""
    engine = DuckdbEngine()
    known = engine.table("register", register)
    return engine.stream(borne.beside(known.mutate(person=known.id))).read_all()


WAYS = {"by hand": by_hand, "ours": ours}


def one(way: str, folder: Path) -> None:
    """Link once, and print the figures as JSON."""
    leak, register = (pads.dataset(folder / f"{n}.parquet") for n in ("leak", "register"))
    wall, worked = time.perf_counter(), time.process_time()
    links = WAYS[way](leak, register)
    wall, worked = time.perf_counter() - wall, time.process_time() - worked
    peak = peak_memory()
    figures = {"wall": wall, "cpu": worked, "MiB": peak} | score(links, folder)
    print(json.dumps(figures))


def peak_memory() -> float:
    """MiB; not `ru_maxrss`, which a child inherits from the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def score(links: pa.Table, folder: Path) -> dict[str, float]:
    truth = pq.read_table(folder / "truth.parquet")
    told = links.select(["leak_row", "register_id"]).join(truth, "leak_row", join_type="left outer")
    right = pc.sum(pc.equal(told["register_id"], told["id"])).as_py() or 0
    precision, recall = right / max(len(links), 1), right / max(len(truth), 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    made_up_linked = told["id"].null_count
    return {"P": precision, "R": recall, "F1": both, "made up": made_up_linked}


Figures = dict[str, float]


def compared(people: int, register: int, rounds: int) -> tuple[dict[str, Figures], Figures]:
    """Make the data, and let each way link in turns: the medians of each, and ours by hand's."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        made = made_up.make(people, register, SEED)
        tables = {"register": prepared(made.register), "leak": made.leak, "truth": made.truth}
        for name, table in tables.items():
            pq.write_table(
                table,
                folder / f"{name}.parquet",
                compression="zstd",
                row_group_size=GROUP,
            )
        del made, tables
        runs: dict[str, list[Figures]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                said = subprocess.run(
                    [sys.executable, "-m", "bench.link.beside_sql", "--one", way, held],
                    check=True,
                    capture_output=True,
                ).stdout
                runs[way].append(json.loads(said.splitlines()[-1]))
    medians = {
        way: {name: statistics.median(f[name] for f in figures) for name in figures[0]}
        for way, figures in runs.items()
    }
    pairs = list(zip(runs["ours"], runs["by hand"], strict=True))
    ratios = {
        f: statistics.median(our[f] / hand[f] for our, hand in pairs) for f in ("wall", "cpu")
    }
    return medians, ratios


def main(people: int = 650_000, register: int = 2_500_000, rounds: int = 3) -> None:
    """Print the medians of each way, and the median of the pairs' ratios."""
    medians, ratios = compared(people, register, rounds)
    print(f"{people:,} rows against {register:,} customers, median of {rounds}")
    print(
        f"{'':8}{'wall s':>8}{'cpu s':>8}{'MiB':>8}{'P':>9}{'R':>9}{'F1':>9}  made-up rows linked"
    )
    for way, m in medians.items():
        print(f"{way:8}{m['wall']:8.2f}{m['cpu']:8.2f}{m['MiB']:8.0f}{m['P']:9.5f}{m['R']:9.5f}{m['F1']:9.5f}  {m['made up']:.0f}")  # fmt: skip
    for figure, ratio in ratios.items():
        print(f"ours / by hand, {figure}, median of pairs: {ratio:.2f}")
    print(json.dumps({"medians": medians, "ratios": ratios}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:4]))
