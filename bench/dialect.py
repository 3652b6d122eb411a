"""Dialect: in how many files the delimiter and the quote are told right, beside other sniffers.

.venv/bin/python bench/dialect.py [--wrong]            # clevercsv is measured where it is installed

Two sets. Files of the corpora (`../shared/corpora/csv` or `$TOCSIN_CORPORA`): test files of other CSV
readers, labelled by hand in `dialect_truth.csv`, after the answers of four tools were seen. And 1,000 made-up
exports as open data, shops and leaks write them, each by a writer that knows its dialect.

A file of one column is told right by whatever leaves its lines whole. The quote counts where one is used.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tocsin import formats
from tocsin.formats.base import Source

HERE = Path(__file__).parent
CORPORA = Path(os.environ.get("TOCSIN_CORPORA", HERE.parent.parent / "shared/corpora")) / "csv"
SEED = 7

Told = tuple[str, str] | None
"""Delimiter and quote; None where a tool says there is none."""


@dataclass(frozen=True)
class Labelled:
    name: str
    content: bytes
    delimiter: str
    """Empty for one column."""

    quote: str


def corpus() -> Iterator[Labelled]:
    with (HERE / "dialect_truth.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            path = CORPORA / row["path"]
            yield Labelled(row["path"], path.read_bytes(), row["delimiter"], row["quote"])


class Export:
    """Made-up exports."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.columns: dict[str, Callable[[int], str]] = {
            "id": lambda i: str(1000 + i),
            "name": lambda i: self.one(
                "Anna Claes", "Bert Maes", "Zoé Roy", "O'Brien, Tom", 'Jo "Jojo" Lu'
            ),
            "city": lambda i: self.one("Gent", "Lille", "Paris", "Den Haag", "Köln"),
            "amount": lambda i: f"{self.chance.random() * 900:.2f}".replace(".", self.decimal),
            "date": lambda i: f"2014-0{self.chance.randint(1, 9)}-{self.chance.randint(10, 28)}",
            "time": lambda i: f"{self.chance.randint(10, 23)}:{self.chance.randint(10, 59)}",
            "email": lambda i: f"user{i}@mail.example",
            "url": lambda i: f"https://www.example.com/{i}?a={i}&b=2",
            "remarks": lambda i: self.one(
                "", "Ring twice, then wait; thanks", "n/a", "2nd floor\nleft door", "no"
            ),
            "address": lambda i: (
                f"{i % 90 + 1}, rue {self.one('Haute', 'Neuve')}, {7500 + i % 90} Tournai"
            ),
            "phone": lambda i: (
                f"+32 478 {self.chance.randint(10, 99)} {self.chance.randint(10, 99)} 12"
            ),
            "share": lambda i: f"{self.chance.randint(0, 99)}{self.decimal}5 %",
            "code": lambda i: f"{self.one('A', 'B')}-{i:05d}",
            "empty": lambda i: "",
            "flag": lambda i: self.one("Y", "N", "true", "false"),
        }
        self.decimal = "."

    def one(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def make(self, number: int) -> Labelled:
        roll = self.chance.random
        delimiter = self.chance.choices(
            [",", ";", "\t", "|", "^", "~", "||", "::", ":", " ", "§", "\x01"],
            [40, 22, 12, 9, 2, 2, 2, 1, 2, 2, 1, 1],
        )[0]
        self.decimal = "," if delimiter in ";\t|" and roll() < 0.5 else "."
        width = 1 if roll() < 0.06 else self.chance.randint(2, 9)
        names = self.chance.sample(sorted(self.columns), width)
        if delimiter in ": ":
            names = ["email", *[n for n in names if n not in {"email", "url", "time"}]]
        height = self.chance.choice([1, 2, 3, 5, 12, 40, 200])
        rows = [[self.columns[name](i) for name in names] for i in range(height)]
        quote = "'" if roll() < 0.06 and delimiter != " " else '"'
        always = roll() < 0.2
        used = False

        def written(cells: list[str]) -> str:
            nonlocal used
            fields = []
            for cell in cells:
                needs = always or any(s in cell for s in (delimiter, quote, "\n", "\r"))
                used |= needs
                fields.append(f"{quote}{cell.replace(quote, quote * 2)}{quote}" if needs else cell)
            return delimiter.join(fields)

        header = [[n.title() if roll() < 0.5 else n for n in names]] if roll() < 0.85 else []
        end = self.one("\n", "\n", "\r\n", "\r\n", "\r")
        lines = [written(cells) for cells in [*header, *rows]]
        if width > 2 and height > 2 and roll() < 0.12:
            lines = [
                *self.one("Sales of the shop|", "Bericht 2014|Stand: Juni|").split("|"),
                *lines,
            ]
        if width > 2 and height > 2 and roll() < 0.08:
            lines += ["", "Source: the shop, 2014"]
        if roll() < 0.05 and width > 1:
            lines = [line + delimiter for line in lines]
        content = (end.join(lines) + (end if roll() < 0.8 else "")).encode()
        return Labelled(
            f"made {number}", content, "" if len(names) == 1 else delimiter, quote if used else ""
        )


def tocsin(file: Labelled, path: Path) -> Told:
    reading = formats.read(Source(io.BytesIO(file.content)), lambda name, batch: None)
    found = reading.dialect
    if found is None or (reading.tables and len(reading.tables[0].columns) == 1):
        return None
    return found.delimiter, found.quote or ""


def duck(file: Labelled, path: Path) -> Told:
    found = duckdb.execute(
        "SELECT Delimiter, Quote, len(Columns) FROM sniff_csv(?)", [str(path)]
    ).fetchone()
    return (found[0], found[1].replace("(empty)", "")) if found and found[2] > 1 else None


def sniffer(file: Labelled, path: Path) -> Told:
    found = csv.Sniffer().sniff(file.content[: 256 << 10].decode("utf-8", "replace"))
    return found.delimiter, found.quotechar or ""


def clever(file: Labelled, path: Path) -> Told:
    import clevercsv

    found = clevercsv.Detector().detect(file.content[: 64 << 10].decode("utf-8", "replace"))
    return (found.delimiter, found.quotechar) if found and found.delimiter else None


TOOLS: dict[str, Callable[[Labelled, Path], Told]] = {
    "tocsin": tocsin,
    "DuckDB": duck,
    "csv.Sniffer": sniffer,
    "CleverCSV": clever,
}


def right(told: Told, file: Labelled) -> bool:
    if not file.delimiter:
        return told is None or told[0].encode() not in file.content
    if told is None:
        return False
    return told[0] == file.delimiter and (not file.quote or told[1] == file.quote)


def measure(title: str, files: list[Labelled], wrong: bool) -> None:
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        for file in files:
            path.write_bytes(file.content)
            for name, tool in TOOLS.items():
                try:
                    told = tool(file, path)
                except Exception:
                    told = None
                count[name] += right(told, file)
                if wrong and name == "tocsin" and not right(told, file):
                    print(file.name, "is", repr(file.delimiter), repr(file.quote), "told", told)
    print(f"{title}: {len(files):,} files")
    for name in TOOLS:
        print(f"  {name:12} {count[name] / len(files):7.1%}")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("--wrong", action="store_true", help="show what tocsin told wrong")
    told = options.parse_args()
    if CORPORA.is_dir():
        measure("corpora", list(corpus()), told.wrong)
    else:
        print(f"corpora: not measured, there is no {CORPORA.name} corpus")
    export = Export(SEED)
    measure("made up", [export.make(number) for number in range(1_000)], told.wrong)


if __name__ == "__main__":
    main()
