"""Sets: a leak, a register and the truth, each made once into a folder of its own.

In the folder: `leak.csv`, the register (`register.csv`, or the drill's `register.parquet`),
`truth.parquet` (`id`, `person`, a row a leak's row, in order; null for nobody's) and `set.json`.

Corpora (not in the repository; `--corpora`): of FEBRL 1 to 3 the originals are the register and their
duplicates the leak; of fake_1000 the first record of each cluster is the register. Whatever names the
truth is stripped from both sides; the register gets a key that says nothing.

The drill, by size: `drill` as it is made. With one account a person (see `firm`): `plain` without customer
number, password and date, with 2% of rows made up, in any order, as peers were measured; `hard`, where besides the e-mail address and the phone of a
third of the rows are gone or damaged; `addresses`, names and addresses only; `fabricated`, rows that an outsider
made up; `recycled`, customers of others who bear the name of one of ours and live in the same town.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tocsin.drill import dump

SEED = 20140609
CORPORA = "TOCSIN_CORPORA"
"""The environment variable that names the folder with `linkage/`."""

SIZES = {"xs": (6_500, 100_000), "s": (65_000, 1_000_000), "l": (650_000, 5_000_000)}
"""Rows of the leak and customers of the register."""


@dataclass(frozen=True)
class Set:
    """What is linked with what."""

    name: str
    sort: str
    """Which columns it has: 'febrl', 'fake' or 'drill'."""

    folder: str
    register: str
    key: str
    rows: int
    customers: int
    size: str = ""

    @property
    def leak(self) -> Path:
        return Path(self.folder, "leak.csv")


class Absent(Exception):
    """The set cannot be made here; the sentence says why."""


def made(name: str, where: Path, corpora: Path | None) -> Set:
    """Find a set in `where`, or make it."""
    folder = where / name
    told = folder / "set.json"
    if not (told.exists() and Path(json.loads(told.read_text())["register"]).exists()):
        kind, _, size = name.partition("-")
        if kind in CORPUS:
            if corpora is None or not (corpora / "linkage").exists():
                raise Absent(f"the corpora are not here: name them with --corpora or {CORPORA}")
            folder.mkdir(parents=True, exist_ok=True)
            one = CORPUS[kind](kind, folder, corpora / "linkage")
        else:
            one = _drilled(kind, size, folder, where)
        told.write_text(json.dumps(asdict(one)))
    return Set(**json.loads(told.read_text()))


def named(size: str) -> list[str]:
    """All sets of a size of the drill, the corpora first."""
    return [*CORPUS, *(f"{kind}-{size}" for kind in LEAKS)]


# The corpora


def _febrl(name: str, folder: Path, corpora: Path) -> Set:
    with (corpora / "febrl" / f"dataset{name[-1]}.csv").open(newline="") as file:
        head, *rows = csv.reader(file, skipinitialspace=True)
    fields = [cell.strip() for cell in head[1:]]
    ours = {row[0].split("-")[1]: row[1:] for row in rows if row[0].endswith("-org")}
    theirs = [(row[0].split("-")[1], row[1:]) for row in rows if not row[0].endswith("-org")]
    return _laid(name, "febrl", folder, fields, ours, theirs)


def _fake(name: str, folder: Path, corpora: Path) -> Set:
    with (corpora / "fake_1000" / "fake_1000.csv").open(newline="") as file:
        head, *rows = csv.reader(file)
    ours: dict[str, list[str]] = {}
    theirs: list[tuple[str, list[str]]] = []
    for row in rows:
        if row[-1] in ours:
            theirs.append((row[-1], row[1:-1]))
        else:
            ours[row[-1]] = row[1:-1]
    return _laid(name, "fake", folder, head[1:-1], ours, theirs)


def _laid(
    name: str,
    sort: str,
    folder: Path,
    fields: list[str],
    ours: dict[str, list[str]],
    theirs: list[tuple[str, list[str]]],
) -> Set:
    """Lay both sides down in an order of their own."""
    rng = np.random.default_rng(SEED)
    order = rng.permutation(len(ours))
    clusters = [list(ours)[i] for i in order]
    keys = {cluster: f"K{place:06d}" for place, cluster in enumerate(clusters)}
    mixed = [theirs[i] for i in rng.permutation(len(theirs))]
    with (folder / "register.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["record_key", *fields])
        writer.writerows([keys[c], *ours[c]] for c in clusters)
    with (folder / "leak.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        writer.writerows(row for _, row in mixed)
    owner = pa.array([keys[c] for c, _ in mixed])
    pq.write_table(pa.table({"id": owner, "person": owner}), folder / "truth.parquet")
    register = str(folder / "register.csv")
    return Set(name, sort, str(folder), register, "record_key", len(mixed), len(ours))


CORPUS: dict[str, Callable[[str, Path, Path], Set]] = {
    "febrl1": _febrl,
    "febrl2": _febrl,
    "febrl3": _febrl,
    "fake_1000": _fake,
}


# The drill

Columns = dict[str, pa.Array]

IDENTIFIED = ("id_client", "password", "instructions", "date_inscription")
"""What an ordinary copy has besides name, address, phone and e-mail."""

FABRICATED = 0.02
"""Rows made up by an outsider, beside those of the leak."""


def _drilled(kind: str, size: str, folder: Path, where: Path) -> Set:
    if kind not in LEAKS or (size not in SIZES and "x" not in size):
        raise SystemExit(f"There is no set {kind}-{size}.")
    people, customers = SIZES[size] if size in SIZES else map(int, size.split("x"))
    firm = _firm(where, people, customers)
    folder.mkdir(parents=True, exist_ok=True)
    part = firm if kind == "drill" else firm / "single"
    columns, truth = LEAKS[kind](part, people)
    never = np.array([], dtype=np.int64)
    with (folder / "leak.csv").open("wb") as file:
        file.writelines(dump.written(columns, never, ()))
    pq.write_table(truth, folder / "truth.parquet")
    if not (folder / "people.parquet").exists():
        (folder / "people.parquet").symlink_to((firm / "people.parquet").resolve())
    register = part / "register.parquet"
    return Set(f"{kind}-{size}", "drill", str(folder), str(register), "customer_no", len(truth), pq.read_metadata(register).num_rows, size)  # fmt: skip


def _firm(where: Path, people: int, customers: int) -> Path:
    """Make the company and the drill's own leak, in a process of its own: memory is given back."""
    folder = where / f"firm-{people}x{customers}"
    if not (folder / "single" / "leak.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "bench.link.firm", str(folder), str(people), str(customers)],
            check=True,
        )
    return folder


def _columns(path: Path) -> Columns:
    table = pq.read_table(path)
    return {name: table[name].combine_chunks() for name in table.column_names}


def _genuine(firm: Path) -> tuple[Columns, pa.Table]:
    return _columns(firm / "leak.parquet"), pq.read_table(firm / "truth.parquet")


def _drill(firm: Path, _people: int) -> tuple[Columns, pa.Table]:
    return _genuine(firm)


def _plain(firm: Path, people: int) -> tuple[Columns, pa.Table]:
    columns, truth = _genuine(firm)
    false, nobody = _fabricated(firm, people)
    some = int(len(truth) * FABRICATED)
    order = pa.array(np.random.default_rng(SEED).permutation(len(truth) + some))
    mixed = {
        name: pa.concat_arrays([cells, false[name].slice(0, some)]).take(order)
        for name, cells in columns.items()
        if name not in IDENTIFIED
    }
    whose = pa.concat_tables([truth.select(nobody.column_names), nobody.slice(0, some)])
    return mixed, whose.take(order)


def _hard(firm: Path, people: int) -> tuple[Columns, pa.Table]:
    """Of a third of the rows e-mail and phone are gone (half of them) or damaged in two places."""
    columns, truth = _plain(firm, people)
    rng = np.random.default_rng(SEED)
    hit = rng.random(len(truth)) < 1 / 3
    for name in ("email", "telephone"):
        gone = hit & (rng.random(len(truth)) < 0.5)
        at = np.flatnonzero(hit & ~gone)
        cells = np.array(columns[name].to_pylist(), dtype=object)
        cells[gone] = ""
        cells[at] = [_scratched(rng, cell) for cell in cells[at]]
        columns[name] = pa.array(cells.tolist(), pa.string())
    return columns, truth


def _scratched(rng: np.random.Generator, cell: str) -> str:
    """Two characters of it changed for others of their sort."""
    letters = list(cell)
    places = [i for i, letter in enumerate(letters) if letter.isascii() and letter.isalnum()]
    if len(places) < 4:
        return cell
    for place in rng.choice(places, 2, replace=False):
        pool = "0123456789" if letters[place].isdigit() else "abcdefghijklmnopqrstuvwxyz"
        letters[place] = pool[
            (pool.find(letters[place].lower()) + int(rng.integers(1, 9))) % len(pool)
        ]
    return "".join(letters)


def _addresses(firm: Path, people: int) -> tuple[Columns, pa.Table]:
    columns, truth = _plain(firm, people)
    return {n: c for n, c in columns.items() if n not in ("email", "telephone")}, truth


def _nobodys(columns: Columns) -> pa.Table:
    nobody = pa.nulls(len(next(iter(columns.values()))), pa.int64())
    return pa.table({"id": nobody, "person": nobody})


def _fabricated(firm: Path, _people: int) -> tuple[Columns, pa.Table]:
    columns = _columns(firm.parent / "strangers.parquet")
    return columns, _nobodys(columns)


def _recycled(firm: Path, people: int) -> tuple[Columns, pa.Table]:
    """Strangers with the name and the town of one of our customers, and an address built of that name."""
    columns, truth = _fabricated(firm, people)
    rng = np.random.default_rng(SEED)
    register = pq.read_table(
        firm / "register.parquet", columns=["nom", "prenom", "code_postal", "ville", "email"]
    ).combine_chunks()
    rows = len(truth)
    twins = register.take(pa.array(rng.choice(len(register), rows, replace=False)))
    given = {"nom": "nom", "prenom": "prenom", "cp": "code_postal", "ville": "ville"}
    for name, source in given.items():
        columns[name] = pc.fill_null(twins[source].combine_chunks(), "")
    bare = [
        pc.replace_substring_regex(pc.utf8_lower(columns[name]), "[^a-z]", "")
        for name in ("prenom", "nom")
    ]
    number = pa.array(rng.integers(1, 100, rows)).cast(pa.string())
    local = pc.binary_join_element_wise(bare[0], ".", bare[1], number, "")
    host = pc.replace_substring_regex(columns["email"], "^[^@]*", "")
    mail = pc.binary_join_element_wise(local, host, "")
    ours = pc.is_in(mail, value_set=pc.utf8_lower(register["email"]))
    columns["email"] = pc.if_else(pc.or_(ours, pc.equal(columns["email"], "")), "", mail)
    return {n: c for n, c in columns.items() if n != "id_client"}, truth


LEAKS: dict[str, Callable[[Path, int], tuple[Columns, pa.Table]]] = {
    "drill": _drill,
    "plain": _plain,
    "hard": _hard,
    "addresses": _addresses,
    "fabricated": _fabricated,
    "recycled": _recycled,
}
"""From the company's folder and the rows wished to the leak's columns and its truth."""
