"""Disguises: recall of the search for numbers on planted controls, and its false finds.

Controls are planted in rows of a small leak of the drill, made anew. False finds are counted in a million cells: the
drill's own free text, alone and put together, and order numbers as shops write them.
"""

from __future__ import annotations

import random
import time
from collections import Counter

import ibis
import pyarrow as pa

from tocsin.drill import doorstep
from tocsin.exposure import controls, sieve
from tocsin.exposure.searching import Search
from tocsin.terms.table import Column

SEED = 7
CELLS = 1_000_000
COLUMNS = (
    Column("nom", "family_name"),
    Column("complement"),
    Column("reference"),
    Column("telephone", "phone"),
    Column("password", "password_hash"),
    Column("instructions", "free_text"),
    Column("date", "date"),
)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def measure(each: int) -> None:
    """Print the recall of each number, the seconds it takes, and the false finds."""
    lot = random.Random(SEED)
    copy, planted = controls.plant(_rows(lot, 2_000), SEED, sieve.apart(COLUMNS), each)
    found, seconds, kept = _found(copy, COLUMNS)
    print(f"{len(planted):,} controls, {kept:,} kept by the sieve, {seconds:.1f} s CPU\n")
    there = Counter((one.kind, one.witnessed) for one in planted)
    again = Counter(
        (one.kind, one.witnessed) for row, one in enumerate(planted) if (row, one.kind) in found
    )
    missed = Counter(
        (one.kind, one.disguise) for row, one in enumerate(planted) if (row, one.kind) not in found
    )
    print(f"{'number':26} {'alone':>16} {'with a witness':>16}")
    for kind in dict.fromkeys(one.kind for one in planted):
        cells = [f"{again[kind, w]:,} of {there[kind, w]:,}" for w in (False, True)]
        print(f"{kind:26} {cells[0]:>16} {cells[1]:>16}")
    print(f"missed: {dict(missed)}\n")
    texts = pa.table({"row": range(CELLS // 2)} | _honest(lot, CELLS // 2))
    columns = (Column("instructions", "free_text"), Column("commande"))
    found, seconds, kept = _found(texts, columns)
    print(f"{CELLS:,} honest cells, {kept:,} rows kept by the sieve, {seconds:.1f} s CPU: ", end="")
    print(f"{len(found)} false finds")


def _found(table: pa.Table, columns: tuple[Column, ...]) -> tuple[set[tuple[int, str]], float, int]:
    engine = ibis.duckdb.connect()
    begun = time.process_time()
    kept = engine.to_pyarrow(sieve.suspects(engine.create_table("t", table), columns))
    search = Search(columns)
    search.feed(kept)
    told = search.found()
    seconds = time.process_time() - begun
    pairs = zip(told["row"].to_pylist(), told["kind"].to_pylist(), strict=True)
    return set(pairs), seconds, kept.num_rows


def _rows(lot: random.Random, count: int) -> pa.Table:
    words = [word for word in doorstep.INSTRUCTIONS.words.to_pylist() if word]
    made = {
        "c0": [lot.choice(("Martin", "Van de Velde", "Élie", "Lefèvre")) for _ in range(count)],
        "c1": [None] * count,
        "c2": [lot.choice((None, _digits(lot, 6))) for _ in range(count)],
        "c3": [f"0{_digits(lot, 9)}" for _ in range(count)],
        "c4": [f"{lot.getrandbits(128):032x}" for _ in range(count)],
        "c5": [lot.choice((None, None, lot.choice(words))) for _ in range(count)],
        "c6": [f"2014-06-{lot.randint(1, 28):02} 18:30:00" for _ in range(count)],
    }
    texts = {name: pa.array(cells, pa.string()) for name, cells in made.items()}
    return pa.table({"row": pa.array(range(count), pa.int64())} | texts)


def _honest(lot: random.Random, count: int) -> dict[str, list[str]]:
    words = [word for word in doorstep.INSTRUCTIONS.words.to_pylist() if word]
    texts = [" ".join(lot.sample(words, lot.choice((1, 1, 1, 2)))) for _ in range(count)]
    return {"c0": texts, "c1": [_order(lot) for _ in range(count)]}


def _digits(lot: random.Random, count: int) -> str:
    return "".join(lot.choices("0123456789", k=count))


def _order(lot: random.Random) -> str:
    """An order number, in one of nine ways that shops have."""
    year, day = lot.randint(2010, 2014), f"{lot.randint(1, 12):02}{lot.randint(1, 28):02}"
    ways = (
        _digits(lot, lot.randint(5, 12)),
        f"CMD-{year}-{_digits(lot, 6)}",
        f"WEB{_digits(lot, 9)}",
        f"{year}{day}{_digits(lot, 8)}",
        f"{lot.choice(('FR', 'BE', 'NL', 'DE'))}{_digits(lot, lot.choice((8, 10, 12)))}",
        f"PO {_digits(lot, 4)}/{_digits(lot, 4)}-{_digits(lot, 2)}",
        "".join(lot.choices(LETTERS + "0123456789", k=lot.choice((8, 10, 12)))),
        f"{_digits(lot, 3)}-{_digits(lot, 7)}-{_digits(lot, 7)}",
        f"1{_digits(lot, 3)}.{_digits(lot, 4)}.{_digits(lot, 4)}",
    )
    return lot.choice(ways)
