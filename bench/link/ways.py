"""Ways: who links. tocsin by its own command, and the peers, each in a process of its own.

A peer is one file under `peers/`, which knows nothing of tocsin and runs in an environment of its own
(`build/peers`, made from `bench/peers.txt`): it reads the folder of a set and writes its links,
`leak_row`, `register_id`, `weight`; one a row at most.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
from bench.link import process, score
from bench.link.process import Cost
from bench.link.score import Score
from bench.link.sets import Set

HERE = Path(__file__).parent
TOCSIN = Path(sys.executable).with_name("tocsin")
WANTED = HERE.parent / "peers.txt"


@dataclass(frozen=True)
class Row:
    """What one way reached on one set; `best` where it gives weights: at the threshold whose F1 is best."""

    way: str
    cost: Cost
    score: Score
    best: tuple[float, Score] | None = None
    note: str = ""


class Skipped(Exception):
    """This way cannot link this set here; the sentence says why."""


PEERS: dict[str, tuple[str, frozenset[str], int]] = {
    "splink": ("splink", frozenset({"febrl", "fake", "drill"}), 10_000_000),
    "recordlinkage": ("recordlinkage", frozenset({"febrl", "fake", "drill"}), 1_000_000),
    "duckdb": ("duckdb", frozenset({"drill"}), 50_000_000),
    "polars": ("polars", frozenset({"drill"}), 10_000_000),
}
"""By name: the package, the sorts of sets it has rules for, and the largest register it is given."""

WAYS = ("ours", *PEERS)

SURE = 4.247927513443585
"""The weight of probability 0.95, in bits."""


def link(way: str, one: Set, build: Path, nice: int = 0) -> Row:
    """Let one way link one set, and score it."""
    output = build / "links" / f"{one.name}-{way}.parquet"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    command, env = (_ours(one, output, build), {"TOCSIN_IDENTITY": str(build / "identity.txt")}) if way == "ours" else (_peer(way, one, output, build), {})  # fmt: skip
    ended = process.run(command, env=env, nice=nice)
    if ended.code or not output.exists():
        raise Skipped(f"it ended with {ended.code}: {ended.said.strip()[-300:]}")
    links, folder = pq.read_table(output), Path(one.folder)
    least = None if way == "ours" or "weight" not in links.column_names else SURE
    told = score.score(links, folder, least)
    best = score.best(links, folder) if "weight" in links.column_names and told.owed else None
    return Row(way, ended.cost, told, best)


def _ours(one: Set, output: Path, _build: Path) -> list[object]:
    return [TOCSIN, "link", one.leak, one.register, "-o", output, "--key", one.key]


def _peer(way: str, one: Set, output: Path, build: Path) -> list[object]:
    package, sorts, most = PEERS[way]
    if one.sort not in sorts:
        raise Skipped(f"no rules are written for {one.sort}")
    if one.customers > most:
        raise Skipped(f"a register of {one.customers:,} is too large for it here")
    python = environment(build.parent / "peers")
    if package not in installed(python):
        raise Skipped(f"{package} is not installed in {python.parent.parent}")
    return [python, HERE / "peers" / f"{way}_links.py", one.sort, one.leak, one.register, output]


@cache
def environment(folder: Path) -> Path:
    """The Python of the peers' environment: found, or made from `bench/peers.txt` as far as that goes."""
    python = folder / "bin" / "python"
    told = folder / "peers.txt"
    if told.exists() and told.read_text() == WANTED.read_text():
        return python
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    quiet = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for line in WANTED.read_text().splitlines():
        wanted = line.split("#")[0].strip()
        if wanted and subprocess.run([*quiet, wanted], capture_output=True, check=False).returncode:
            print(f"{wanted} cannot be installed: its rows are left out.", file=sys.stderr)
    told.write_text(WANTED.read_text())
    return python


@cache
def installed(python: Path) -> frozenset[str]:
    """The packages of an environment."""
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
        capture_output=True, text=True, check=True, env=os.environ,
    ).stdout  # fmt: skip
    return frozenset(line.split("==")[0].lower() for line in listed.splitlines())
