"""Growth: time and memory of `tocsin link` as the leak grows, against one register; with a plot.

python -m bench.link.growth [--rows 65000,650000,6500000] [--customers 25000000] [--plot FILE.svg] [--ways ours]

The register is `PIECES` companies of the drill under each other (one may not be that large), each with its
own numbers; the largest leak is of all of them, in any order, without number, password and date; the smaller
are parts of it. Phones and addresses of two companies may be the same, so that scores are lower than the drill's.
"Linear within" is how far a row's time at a size, beyond the time of the smallest leak, strays from that of the largest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.link import sets, ways
from bench.link.sets import Set

from tocsin.drill import dump

PIECES = 5
APART = 1_000_000_000
"""Between the customer numbers of two pieces."""


def made(build: Path, rows: list[int], customers: int) -> list[Set]:
    """Find or make the register and the leaks."""
    folder = build / f"growth-{max(rows)}x{customers}"
    if not (folder / "leak.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _join([_piece(folder, k, max(rows), customers) for k in range(PIECES)], folder)
    leak = pq.read_table(folder / "leak.parquet")
    order = np.random.default_rng(sets.SEED).permutation(len(leak))
    told = []
    for many in rows:
        part = folder / str(many)
        if not (part / "leak.csv").exists():
            part.mkdir(exist_ok=True)
            some = leak.take(pa.array(order[:many])).combine_chunks()
            owner = some.select(["id", "person"])
            cells = some.drop_columns(["id", "person"])
            columns = {n: c.combine_chunks() for n, c in zip(cells.column_names, cells.columns, strict=True)}  # fmt: skip
            pq.write_table(owner, part / "truth.parquet")
            with (part / "leak.csv").open("wb") as file:
                file.writelines(dump.written(columns, np.array([], dtype=np.int64), ()))
        register = str(folder / "register.parquet")
        told.append(Set(f"growth-{many}x{customers}", "drill", str(part), register, "customer_no", many, customers))  # fmt: skip
    return told


def _piece(folder: Path, k: int, rows: int, customers: int) -> Path:
    piece = folder / f"piece-{k}"
    if not (piece / "single" / "leak.parquet").exists():
        piece.mkdir(exist_ok=True)
        sizes = [str(rows // PIECES + 1), str(customers // PIECES), str(sets.SEED + k)]
        command = [sys.executable, "-m", "bench.link.firm", str(piece), *sizes]
        subprocess.run(command, check=True)
    return piece


def _join(pieces: list[Path], folder: Path) -> None:
    """Put the pieces under each other, a row group at a time."""
    leaks: list[pa.Table] = []
    writer: pq.ParquetWriter | None = None
    for k, piece in enumerate(pieces):
        register = pq.ParquetFile(piece / "register.parquet")
        writer = writer or pq.ParquetWriter(
            folder / "register.parquet", register.schema_arrow, compression="zstd"
        )
        for batch in register.iter_batches(1 << 17):
            writer.write_batch(_moved(batch, "customer_no", k))
        truth = pq.read_table(piece / "truth.parquet", columns=["id", "person"])
        columns = pq.read_table(piece / "leak.parquet")
        kept = [name for name in columns.column_names if name not in sets.IDENTIFIED]
        table = columns.select(kept)
        for name in ("id", "person"):
            table = table.append_column(name, pc.add(truth[name], k * APART))
        leaks.append(table)
    assert writer is not None
    writer.close()
    pq.write_table(pa.concat_tables(leaks), folder / "leak.parquet", compression="zstd")


def _moved(batch: pa.RecordBatch, name: str, k: int) -> pa.RecordBatch:
    place = batch.schema.get_field_index(name)
    return batch.set_column(place, name, pc.add(batch[name], k * APART))


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m bench.link.growth")
    told.add_argument("--rows", default="65000,650000,6500000")
    told.add_argument("--customers", type=int, default=25_000_000)
    told.add_argument("--ways", default="ours")
    told.add_argument("--plot", type=Path)
    told.add_argument("--build", type=Path, default=Path("build/link"))
    wish = told.parse_args()
    rows = sorted(map(int, wish.rows.split(",")))
    found: dict[str, list[dict[str, float]]] = {}
    print("| way | rows | F1 | wall s | cpu s | MiB |\n|---|---|---|---|---|---|", flush=True)
    for one in made(wish.build, rows, wish.customers):
        for way in wish.ways.split(","):
            try:
                row = ways.link(way, one, wish.build)
            except ways.Skipped as why:
                print(
                    f"| {way} | {one.rows:,} | left out: {' '.join(str(why).split())} |", flush=True
                )
                continue
            found.setdefault(way, []).append(asdict(row.cost) | {"rows": one.rows})
            cost = row.cost
            print(f"| {way} | {one.rows:,} | {row.score.f1:.5f} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.mib:.0f} |", flush=True)  # fmt: skip
    for way, points in found.items():
        if len(points) > 2:
            print(f"{way}: linear within {strays(points, 'cpu'):.0%} (processor), {strays(points, 'wall'):.0%} (wall)")  # fmt: skip
    print(json.dumps(found))
    if wish.plot and found:
        plot(found, wish.customers, wish.plot)


def strays(points: list[dict[str, float]], figure: str) -> float:
    """How far the time a row, beyond the smallest leak's, is from the largest leak's at most."""
    first = points[0]
    each = [(p[figure] - first[figure]) / (p["rows"] - first["rows"]) for p in points[1:]]
    return max(abs(e / each[-1] - 1) for e in each)


def plot(found: dict[str, list[dict[str, float]]], customers: int, path: Path) -> None:
    """Draw seconds and memory over rows, each with logarithmic scales."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for panel, (name, says) in zip(
        panels, (("wall", "seconds"), ("mib", "peak memory, MiB")), strict=True
    ):
        for way, points in found.items():
            panel.plot([p["rows"] for p in points], [p[name] for p in points], "o-", label=way)
        panel.set(xscale="log", yscale="log", xlabel="rows of the leak", ylabel=says)
        panel.grid(alpha=0.3, which="both")
    panels[0].set_title(f"tocsin link against {customers:,} customers", loc="left", fontsize=10)
    if len(found) > 1:
        panels[0].legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


if __name__ == "__main__":
    main()
