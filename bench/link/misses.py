"""Misses: the pairs that we do not link and the links that we get wrong, counted by reason.

python -m bench.link.misses SET [--corpora DIR] [--show N]

Links a set as `tocsin link` does, but keeps the tables in normal form. Every row that is somebody's and is not
linked to that record is told by what became of it, by the keys that the true pair shares, and by how each
column of it compares: `=` the same, `~` alike (Jaro-Winkler 0.85), `x` other, `-` missing in the leak, `_` in the
register, `.` in both. Wrong links are told in the same way, of the pair that was linked.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa
from bench.link import score, sets
from bench.link.sets import Set

from tocsin import wiring
from tocsin.desk.alongside import judged, leaked, registered, side_by_side
from tocsin.kinds import keys, normal
from tocsin.linkage import link_near
from tocsin.terms.register import RegisterMap

Keys = tuple[keys.Key, ...]

ALIKE = 0.85
MOST = 25
"""Reasons that are listed."""


def main() -> None:
    told = argparse.ArgumentParser(prog="python -m bench.link.misses")
    told.add_argument("set")
    told.add_argument("--corpora", type=Path, default=os.environ.get(sets.CORPORA))
    told.add_argument("--build", type=Path, default=Path("build/link"))
    told.add_argument("--show", type=int, default=0, help="rows to show; none of them is a person")
    wish = told.parse_args()
    one = sets.made(wish.set, wish.build, wish.corpora)
    with wiring.scratch(register=str(one.register)) as desk:
        said = RegisterMap(key=one.key, keyless=True)
        source = registered(desk, wiring.connected(desk)(one.register), said)
        sides, ours = judged(desk, leaked(desk, one.leak), source, said)
        for title, side in (*(("leak", side) for side in sides), ("register", ours)):
            print(f"{title + ':':10}", ", ".join(f"{c.name}={c.kind}" for c in side.columns))
        near = side_by_side(desk, sides, ours, said.key)
        normal_leak = desk.engine.keep(normal.form(near.leak).select(*normal.LEAK))
        found = link_near(near, desk.engine.similarity, desk.engine.keep)
        tables = {
            "links": desk.engine.stream(found.links).read_all(),
            "leak": desk.engine.stream(normal_leak).read_all(),
            "register": desk.engine.stream(
                normal.form(near.records).select("id", *normal.NORMAL)
            ).read_all(),
            "ambiguous": desk.engine.stream(found.ambiguous).read_all(),
            "doubtful": desk.engine.stream(found.doubtful).read_all(),
        }
        searched = keys.all_keys(ours.rows)
    for name in ("leak", "register"):
        filled = ", ".join(
            f"{c} {100 - 100 * tables[name][c].null_count // max(len(tables[name]), 1)}%"
            for c in tables["leak"].column_names[1:]
        )
        print(f"{name} in normal form, filled: {filled}")
    tell(one, tables, searched, wish.show)


def tell(one: Set, tables: dict[str, pa.Table], searched: Keys, show: int) -> None:
    owner, _ = score.truth_of(Path(one.folder))
    linked_rows, linked_to, weight = score.arrays(tables["links"])
    told = dict(zip(linked_rows.tolist(), zip(linked_to, weight, strict=True), strict=True))
    ambiguous = set(tables["ambiguous"]["leak_row"].to_pylist())
    people = score.people_of(Path(one.folder))
    weights = {
        (row, to): bits
        for row, to, bits in zip(
            *(a.tolist() for a in score.arrays(tables["doubtful"])), strict=True
        )
    }
    missed, wrong = [], []
    for row, whose in enumerate(owner):
        to, bits = told.get(row, ("", 0.0))
        if to == whose:
            continue
        if to:
            same = people.get(to, to) == people.get(whose, whose)
            wrong.append((row, to, f"linked to {'another account of the same person' if same else 'another person' if whose else 'somebody, is nobody’s'}, at {8 * (bits // 8):.0f} bits and more"))  # fmt: skip
        if whose:
            fate = ("linked elsewhere" if to else "ambiguous" if row in ambiguous else f"at {weights[row, whose]:.0f} bits" if (row, whose) in weights else "not linked")  # fmt: skip
            missed.append((row, whose, fate))
    print(
        f"\n{len(owner):,} rows, {len(linked_rows):,} linked; missed {len(missed):,}, wrong {len(wrong):,}"
    )
    for title, pairs in (("MISSED: the true pair", missed), ("WRONG: the pair linked", wrong)):
        if pairs:
            print(f"\n{title}")
            reasons(pairs, tables, searched, show)


def reasons(
    pairs: list[tuple[int, str, str]], tables: dict[str, pa.Table], searched: Keys, show: int
) -> None:
    connection = duckdb.connect()
    for name in ("leak", "register"):
        connection.register(name, tables[name])
    rows, records, fates = zip(*pairs, strict=True)
    connection.register("pairs", pa.table({"row": rows, "id": records, "fate": fates}))
    fields = [c for c in tables["leak"].column_names if c in tables["register"].column_names]
    fields = [
        c for c in fields if _text(tables["leak"], c) and c not in ("preference", "free_text")
    ]
    signs = [
        f"""CASE WHEN l.{f} IS NULL AND r.{f} IS NULL THEN '.' WHEN l.{f} IS NULL THEN '-'
            WHEN r.{f} IS NULL THEN '_' WHEN l.{f} = r.{f} THEN '='
            WHEN jaro_winkler_similarity(l.{f}, r.{f}) >= {ALIKE} THEN '~' ELSE 'x' END AS {f}"""
        for f in fields
    ]
    shared = [
        f"CASE WHEN {' AND '.join(_alike(part) for part in key)} THEN '{'+'.join(key)}' END"
        for key in searched
    ]
    found = connection.sql(
        f"""SELECT p.row, p.id, p.fate, r.id IS NULL AS lost, concat_ws(', ', {", ".join(shared)}) AS shares,
                   {", ".join(signs)}
            FROM pairs p LEFT JOIN leak l USING (row) LEFT JOIN register r ON r.id::VARCHAR = p.id"""
    ).fetchall()
    used = [i for i in range(len(fields)) if any(row[5 + i] != "." for row in found)]
    count: Counter[tuple[str, ...]] = Counter()
    example: dict[tuple[str, ...], tuple[int, str]] = {}
    for row, whose, fate, lost, shares, *said in found:
        shape = " ".join(f"{fields[i]}{said[i]}" for i in used)
        reason = (fate, "its record is not in the register" if lost else shares or "no key", shape)
        count[reason] += 1
        example.setdefault(reason, (row, whose))
    by_key = Counter[tuple[str, str]]()
    for (fate, shares, _), n in count.items():
        by_key[fate, shares] += n
    for (fate, shares), n in by_key.most_common(MOST):
        print(f"{n:8,}  {fate}; shares: {shares}")
    print("  by column:")
    for reason, n in count.most_common(MOST):
        print(f"{n:8,}  {reason[0]}; {reason[1]}; {reason[2]}")
        if show:
            row, whose = example[reason]
            for side, where in (("leak", f"row = {row}"), ("register", f"id::VARCHAR = '{whose}'")):
                cells = connection.sql(f"SELECT {', '.join(fields)} FROM {side} WHERE {where}").fetchall()  # fmt: skip
                print(f"            {side}: {list(cells[0]) if cells else None}")


def _alike(part: str) -> str:
    """Whether both sides have a part of a key in common, as `kinds.keys` writes it."""
    field, _, letters = part.partition(":")
    first = f"[:{letters}]" if letters else ""
    return f"l.{field}{first} = r.{field}{first}"


def _text(table: pa.Table, column: str) -> bool:
    kind = table.schema.field(column).type
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


if __name__ == "__main__":
    main()
