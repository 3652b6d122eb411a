"""Firm: the drill's company and leak as tables, for the sets that are made of them.

python -m bench.link.firm FOLDER PEOPLE CUSTOMERS [SEED]

Leaves `register.parquet`, `people.parquet` (`id`, `person`), `leak.parquet` (the drill's own leak, its cut
records left out), `truth.parquet`, `note.txt` and `strangers.parquet` (as many rows that an outsider made up); and the same
register and leak with one account for each person, `single/`: which of two accounts of the same name, address and
e-mail was copied, nobody can tell, and it would hide all other errors.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from bench.link.sets import SEED

from tocsin.drill import company, leak
from tocsin.drill.note import split
from tocsin.drill.strangers import strangers


def main(folder: Path, people: int, customers: int, seed: int = SEED) -> None:
    firm = company(seed, customers)
    pq.write_table(firm.register, folder / "register.parquet", compression="zstd")
    pq.write_table(firm.people.rename_columns(["id", "person"]), folder / "people.parquet")
    made_up, _ = strangers(firm, *split(people), seed)
    pq.write_table(pa.table(made_up), folder / "strangers.parquet")
    loot = leak(firm, "genuine", people, seed)
    assert loot.csv is not None
    (folder / "note.txt").write_text(loot.note)
    whole = loot.truth.filter(pc.is_valid(loot.truth["row"]))
    pq.write_table(
        whole.select(["customer_no", "person", "damage"]).rename_columns(
            ["id", "person", "damage"]
        ),
        folder / "truth.parquet",
    )
    rows = _read(b"".join(loot.csv))
    assert len(rows) == len(whole)
    pq.write_table(rows, folder / "leak.parquet")
    single = folder / "single"
    single.mkdir(exist_ok=True)
    number, person = (firm.people[c].to_numpy() for c in ("customer_no", "person"))
    copied = np.isin(number, whole["customer_no"].to_numpy())
    order = np.lexsort((number, ~copied))
    _, first = np.unique(person[order], return_index=True)
    kept = np.sort(order[first])
    pq.write_table(
        firm.register.take(pa.array(kept)), single / "register.parquet", compression="zstd"
    )
    there = pc.is_in(whole["customer_no"], value_set=pa.array(number[kept]))
    pq.write_table(pq.read_table(folder / "truth.parquet").filter(there), single / "truth.parquet")
    pq.write_table(rows.filter(there), single / "leak.parquet")


def _read(content: bytes) -> pa.Table:
    head = content.split(b"\r\n", 1)[0].decode().split(";")
    return pacsv.read_csv(
        io.BytesIO(content),
        read_options=pacsv.ReadOptions(encoding="cp1252"),
        parse_options=pacsv.ParseOptions(
            delimiter=";", newlines_in_values=True, invalid_row_handler=lambda _row: "skip"
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(head, pa.string()), strings_can_be_null=False
        ),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
