"""Pollock: how whole a table comes out of a delimited text that is polluted in one way.

.venv/bin/python bench/pollock.py [--each N] [--worst N]      # clevercsv is measured where it is installed
.venv/bin/python bench/pollock.py --files FOLDER              # the authors' own files, of their repository

After the benchmark of Vitagliano, Hameed, Jiang, Reisener, Wu and Naumann (Pollock: A Data Loading
Benchmark, VLDB 2023): its list of pollutions, made here anew on a table of our own, 84 rows of 9 columns;
and its score, of 10: the sum of success, and of precision, recall and F1 of header, records and cells, as a
mean over the files. Four means: over all files (as the paper's simple score; nine in ten of its files are
one row of 84 that is wrong), by how often each pollution was met in the paper's survey (its weighted score,
`WEIGHTS`), over the kinds of pollution, each the same, and the worst of these.

What is right: the cells as the file separates them. Cells that are empty or missing at the end of a record
are not compared. Each loader is used as it comes, knowing nothing of the file; tocsin's `reject`ed records
are records lost.

`--files` reads the authors' 2,289 files and their truth, from a copy of github.com/HPI-Information-Systems/Pollock
(`polluted_files/csv`, `polluted_files/clean`, `pollock_weights.json`), and scores them as they do, where empty
cells count. Their truth has one table a file: of several the first is compared. They make cells alike before
they compare (dates, amounts, small letters); here only letters are, of headings and records.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from tocsin import formats
from tocsin.formats.base import Source

HEADER = [
    "Registered",
    "Time",
    "Visits",
    "CustomerNo",
    "Balance",
    "Group",
    "Address",
    "Website",
    "Remarks",
]
STREETS = ("Lindenlaan", "rue Haute", "Dorpsstraat", "rue des Lilas", "Kerkplein", "quai Neuf")
TOWNS = ("7501 Tournai", "9000 Gent", "59000 Lille", "75011 Paris", "2000 Antwerpen")
GROUPS = ("Family", "Night owls", "Students", "Offices and shops")
ROWS = 84

WEIGHTS = {
    "source": 1,
    "no payload": 15,
    "no trailing newline": 184,
    "double trailing newline": 5,
    "no header": 470,
    "header only": 3,
    "one data row": 4,
    "header of 2 rows": 47,
    "header of 3 rows": 47,
    "preamble": 282,
    "two tables, second less": 31.33,
    "two tables, first less": 31.33,
    "two tables, second more": 31.33,
    "two tables, first more": 31.33,
    "two tables, second same": 31.33,
    "two tables, first same": 31.33,
    "delimiter comma space": 101,
    "delimiter semicolon": 834,
    "delimiter tab": 4,
    "delimiter space": 4,
    "quote '": 11,
    "escape \\": 1,
    "no escape": 7,
    "line end LF": 1_691,
    "line end CR": 7,
    "a row with spaces": 13.14,
    "a delimiter too many": 338.33,
    "a delimiter too few": 338.33,
    "a quote too many": 8.52,
}
"""Files of the paper's survey of 3,712 in which a pollution was met (its sections 3.1 and 3.4), summed over the
files of the kind in `pollock_weights.json`; its 62.67 for two tables are shared between our two orders."""

Cells = list[list[str]]
Loaded = list[tuple[list[str], Cells]]
"""Tables: header (none: an empty list) and rows."""


@dataclass(frozen=True)
class Polluted:
    kind: str
    name: str
    content: bytes
    right: Loaded


def made() -> Cells:
    """The table without its header."""
    return [
        [
            f"{1 + i % 28:02d}/0{1 + i % 9}/2014",
            f"{i % 24:02d}:{i * 15 % 60:02d}",
            str(i % 7),
            f"{'ABCDEF'[i % 6]}K-{4000 + 37 * i}",
            f"€{12 + i * 7 % 80}.{i * 13 % 90 + 10}",
            GROUPS[i % 4],
            f'{1 + i % 90}, {STREETS[i % 6]}, {TOWNS[i % 5]}; ring at "{"ABC"[i % 3]}"',
            f"https://www.example.com/customer/{4000 + 37 * i}.html",
            "",
        ]
        for i in range(ROWS)
    ]


def field(cell: str, quote: str = '"', escape: str = "", always: bool = False) -> str:
    needs = always or any(sign in cell for sign in ",;\t\r\n |" + quote)
    return f"{quote}{cell.replace(quote, (escape or quote) + quote)}{quote}" if needs else cell


def line(cells: list[str], delimiter: str = ",", quote: str = '"', escape: str = "") -> str:
    return delimiter.join(field(cell, quote, escape, at in (6, 7)) for at, cell in enumerate(cells))


def text(rows: Cells, end: str = "\r\n", **style: str) -> str:
    return "".join(line(row, **style) + end for row in rows)


def polluted() -> Iterator[Polluted]:
    rows = made()
    all_rows = [HEADER, *rows]
    plain = text(all_rows)
    table = [(HEADER, rows)]

    def one(kind: str, content: str, right: Loaded, name: str = "") -> Polluted:
        return Polluted(kind, name or kind, content.encode(), right)

    yield one("source", plain, table)
    yield one("no payload", "", [])
    yield one("no trailing newline", plain.removesuffix("\r\n"), table)
    yield one("double trailing newline", plain + "\r\n", table)
    yield one("no header", text(rows), [([], rows)])
    yield one("header only", text([HEADER]), [(HEADER, [])])
    yield one("one data row", text(all_rows[:2]), [(HEADER, rows[:1])])
    for more in (2, 3):
        units = [[f"({word})" for word in HEADER]] * (more - 1)
        heading = [" ".join([a, *dict.fromkeys(b)]) for a, *b in zip(HEADER, *units, strict=True)]
        yield one(f"header of {more} rows", text([HEADER, *units, *rows]), [(heading, rows)])
    yield one("preamble", "Customers of the shop\r\nas of June\r\n\r\n" + plain, table)
    for kind, width in (("less", 5), ("more", 12), ("same", 9)):
        other = [[f"Other{i}" for i in range(width)]] + [
            [f"{'abcdefghijkl'[i]}{r}" for i in range(width)] for r in range(12)
        ]
        right = [(HEADER, rows), (other[0], other[1:])]
        yield one(f"two tables, second {kind}", f"{plain}\r\n{text(other)}", right)
        yield one(f"two tables, first {kind}", f"{text(other)}\r\n{plain}", right[::-1])
    for kind, sign in (("comma space", ", "), ("semicolon", ";"), ("tab", "\t"), ("space", " ")):
        yield one(f"delimiter {kind}", text(all_rows, delimiter=sign), table)
    yield one("quote '", text(all_rows, quote="'"), table)
    yield one("escape \\", text(all_rows, escape="\\"), table)
    yield one("no escape", text(all_rows).replace('""', '"'), table)
    yield one("line end LF", text(all_rows, end="\n"), table)
    yield one("line end CR", text(all_rows, end="\r"), table)
    lines = [line(row) + "\r\n" for row in all_rows]
    for at in range(1, ROWS + 1):
        changed = line(all_rows[at], delimiter=" ")
        content = "".join([*lines[:at], changed + "\r\n", *lines[at + 1 :]])
        yield one("a row with spaces", content, table, f"row {at}")
        for column in range(len(HEADER)):
            for kind, new, cells in _wrong(all_rows[at], column):
                right = [(HEADER, [*rows[: at - 1], cells, *rows[at:]])]
                content = "".join([*lines[:at], new + "\r\n", *lines[at + 1 :]])
                yield one(kind, content, right, f"row {at} column {column}")


def _wrong(row: list[str], column: int) -> Iterator[tuple[str, str, list[str]]]:
    """A row with a delimiter too many, too few, and a quote too many."""
    fields = [field(cell, always=at in (6, 7)) for at, cell in enumerate(row)]
    yield (
        "a delimiter too many",
        ",".join([*fields[:column], "", *fields[column:]]),
        [*row[:column], "", *row[column:]],
    )
    if column:
        joined = [*row[: column - 1], row[column - 1] + row[column], *row[column + 1 :]]
        merged = [*fields[: column - 1], fields[column - 1] + fields[column], *fields[column + 1 :]]
        yield "a delimiter too few", ",".join(merged), joined
    quoted = [*fields[:column], '"' + fields[column], *fields[column + 1 :]]
    yield (
        "a quote too many",
        ",".join(quoted),
        [*row[:column], '"' + row[column], *row[column + 1 :]],
    )


def tocsin(path: Path) -> Loaded:
    tables: dict[str, list[pa.RecordBatch]] = defaultdict(list)
    with path.open("rb") as stream:
        reading = formats.read(Source(stream), lambda name, batch: tables[name].append(batch))
    loaded = []
    for told in reading.tables:
        cells = [[c or "" for c in row] for b in tables[told.name] for row in _rows(b)]
        header = bool(reading.dialect and reading.dialect.header)
        loaded.append(([c.name for c in told.columns] if header else [], cells))
    return loaded


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[str | None, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns[1:]), strict=True)


def duckdb_auto(path: Path) -> Loaded:
    options = "all_varchar=true, ignore_errors=true"
    sniff = f"SELECT HasHeader FROM sniff_csv('{path}', {options})"
    (header,) = duckdb.execute(sniff).fetchone() or (False,)
    names, rows = _answer(f"FROM read_csv('{path}', header={header}, {options})")
    return [(names if header else [], rows)]


def _answer(query: str) -> tuple[list[str], Cells]:
    answer = duckdb.execute(query)
    names = [column[0] for column in answer.description or []]
    return names, [[cell or "" for cell in row] for row in answer.fetchall()]


def sniffer(path: Path) -> Loaded:
    content = path.read_bytes().decode()
    found = csv.Sniffer().sniff(content)
    rows = list(csv.reader(io.StringIO(content, newline=""), found))
    header = csv.Sniffer().has_header(content)
    return [(rows[0] if header else [], rows[header:])]


def clever(path: Path) -> Loaded:
    import clevercsv

    content = path.read_bytes().decode()
    found = clevercsv.Sniffer().sniff(content, verbose=False)
    assert found
    rows = list(clevercsv.reader(io.StringIO(content, newline=""), found))
    header = clevercsv.Sniffer().has_header(content)
    return [(rows[0] if header else [], rows[header:])]


def pandas(path: Path) -> Loaded:
    import pandas as pd  # type: ignore[import-untyped]

    frame = pd.read_csv(
        path, sep=None, engine="python", dtype=str, keep_default_na=False, on_bad_lines="skip"
    )
    return [
        (list(frame.columns), [["" if c != c else str(c) for c in row] for row in frame.values])
    ]


LOADERS: dict[str, Callable[[Path], Loaded]] = {
    "tocsin": tocsin,
    "DuckDB auto": duckdb_auto,
    "csv.Sniffer": sniffer,
    "CleverCSV": clever,
    "pandas": pandas,
}


def score(loaded: Loaded, right: Loaded) -> float:
    """Of 10."""
    total = 1.0
    for part in (_headers, _records, _cells):
        found, true = Counter(part(loaded)), Counter(part(right))
        same = (found & true).total()
        if not true and not found:
            total += 3
        elif same:
            precision, recall = same / found.total(), same / true.total()
            total += precision + recall + 2 * precision * recall / (precision + recall)
    return total


def score_as_theirs(loaded: Loaded, right: Cells) -> float:
    """Of 10, as the authors' `metrics.py` has it: the first row is the header, whatever it is."""
    if not right:
        return 10.0
    found = [[*([header] if header else []), *rows] for header, rows in loaded[:1]]
    total = 1.0
    for ours, true in zip(_parts(found[0] if found else []), _parts(right), strict=True):
        same = (Counter(ours) & Counter(true)).total()
        if not true:
            total += 3
        elif same:
            precision, recall = same / len(ours), same / len(true)
            total += precision + recall + 2 * precision * recall / (precision + recall)
    return total


def _parts(rows: Cells) -> tuple[list[str], list[str], list[str]]:
    """Header, records and cells."""
    small = [[cell.lower() for cell in row] for row in rows]
    return (
        small[0] if small else [],
        ["".join(row) for row in small[1:]],
        [cell for row in rows for cell in row],
    )


def theirs(folder: Path, loaders: dict[str, Callable[[Path], Loaded]], worst: int) -> None:
    """Print the scores of the authors' own files."""
    weights: dict[str, float] = json.loads((folder / "pollock_weights.json").read_text())
    by_kind: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    sums: dict[str, list[tuple[float, float]]] = defaultdict(list)
    bad: list[tuple[float, str]] = []
    for path in sorted((folder / "polluted_files" / "csv").iterdir()):
        if path.name not in weights:
            continue
        clean = (folder / "polluted_files" / "clean" / path.name).read_text("utf-8-sig")
        right = list(csv.reader(io.StringIO(clean, newline="")))
        kind = re.sub(r"\d+", "N", path.stem) if path.name.startswith("row") else path.stem
        for name, loader in loaders.items():
            try:
                value = score_as_theirs(loader(path), right)
            except ModuleNotFoundError:
                continue
            except Exception:
                value = 10.0 if not right else 0.0
            by_kind[kind][name].append(value)
            sums[name].append((value, weights[path.name]))
            if name == "tocsin":
                bad.append((value, path.name))
    width = max(map(len, by_kind))
    print(f"{'':{width}} {'files':>6} {'weight':>8} " + " ".join(f"{n:>14}" for n in sums))
    for kind, scores in sorted(by_kind.items()):
        every = len(next(iter(scores.values())))
        weight = sum(
            w for f, w in weights.items() if re.sub(r"\d+", "N", f[:-4]) == kind or f[:-4] == kind
        )
        cells = " ".join(f"{sum(scores[n]) / every:14.2f}" for n in sums)
        print(f"{kind:{width}} {every:6} {weight:8.1f} {cells}")
    simple = " ".join(f"{sum(v for v, _ in s) / len(s):14.3f}" for s in sums.values())
    weighted = " ".join(
        f"{sum(v * w for v, w in s) / sum(w for _, w in s):14.3f}" for s in sums.values()
    )
    print(f"{'simple':{width}} {'':15} {simple}")
    print(f"{'weighted':{width}} {'':15} {weighted}")
    for value, name in sorted(bad)[:worst]:
        print(f"{value:.2f} {name}", file=sys.stderr)


def _headers(tables: Loaded) -> list[str]:
    return [name.strip() for header, _ in tables for name in header]


def _records(tables: Loaded) -> list[tuple[str, ...]]:
    return [tuple(_filled(row)) for _, rows in tables for row in rows]


def _cells(tables: Loaded) -> list[str]:
    return [cell for _, rows in tables for row in rows for cell in row if cell]


def _filled(row: list[str]) -> list[str]:
    last = max((at for at, cell in enumerate(row) if cell), default=-1)
    return row[: last + 1]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument(
        "--each", type=int, default=40, help="files of each kind, spread over its rows"
    )
    options.add_argument("--worst", type=int, default=0, help="show the worst files of tocsin")
    options.add_argument("--only", default="", help="one loader")
    options.add_argument("--files", type=Path, help="a copy of the authors' repository")
    told = options.parse_args()
    warnings.simplefilter("ignore")
    loaders = {n: how for n, how in LOADERS.items() if told.only in {"", n}}
    if told.files:
        theirs(told.files, loaders, told.worst)
        return
    kinds: dict[str, list[Polluted]] = defaultdict(list)
    for file in polluted():
        kinds[file.kind].append(file)
    numbers = {kind: len(files) for kind, files in kinds.items()}
    chosen = {kind: files[:: max(1, len(files) // told.each)] for kind, files in kinds.items()}
    by_kind: dict[str, dict[str, float]] = {name: {} for name in loaders}
    bad: list[tuple[float, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "polluted.csv"
        for kind, files in chosen.items():
            scores: dict[str, list[float]] = defaultdict(list)
            for file in files:
                path.write_bytes(file.content)
                for name, loader in loaders.items():
                    try:
                        scores[name].append(score(loader(path), file.right))
                    except ModuleNotFoundError:
                        continue
                    except Exception:
                        scores[name].append(score([], file.right) - 1 if file.right else 10.0)
                bad.append((scores["tocsin"][-1] if "tocsin" in scores else 0, kind, file.name))
            for name, values in scores.items():
                by_kind[name][kind] = sum(values) / len(values)
    width = max(map(len, [*kinds, "as often as surveyed (weighted)"]))
    print(f"{'':{width}} {'files':>6} " + " ".join(f"{name:>14}" for name in loaders))
    for kind in chosen:
        cells = " ".join(f"{by_kind[n].get(kind, float('nan')):14.2f}" for n in loaders)
        print(f"{kind:{width}} {numbers[kind]:6} {cells}")
    every = sum(numbers.values())
    means: tuple[tuple[str, Callable[[dict[str, float]], float]], ...] = (
        ("all files (simple)", lambda s: sum(s[k] * numbers[k] for k in s) / every),
        (
            "as often as surveyed (weighted)",
            lambda s: sum(s[k] * WEIGHTS[k] for k in s) / sum(WEIGHTS[k] for k in s),
        ),
        ("each kind the same", lambda s: sum(s.values()) / len(s)),
        ("worst kind", lambda s: min(s.values())),
    )
    for title, mean in means:
        cells = " ".join(
            f"{mean(by_kind[n]) if by_kind[n] else float('nan'):14.2f}" for n in loaders
        )
        print(f"{title:{width}} {every:6} {cells}")
    for value, kind, name in sorted(bad)[: told.worst]:
        print(f"{value:.2f} {kind}: {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
