"""A leak that was known before: kept as digests, and known again when it is dressed as new."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from tocsin import wiring
from tocsin.desk import known


def test_the_same_rows_are_recycled_once_they_are_known(
    unanswered: Path, drilled: Callable[[str], Path], tocsin: Callable[..., Any], tmp_path: Path
) -> None:
    case = shutil.copytree(unanswered, tmp_path / "case")
    leak = drilled("genuine") / "leak.csv"
    said = tocsin("known", case, leak, "--as", "leak of 2012")
    report = json.loads(tocsin("establish", case, "--json").stdout)

    assert said.returncode == 0, said.stderr
    assert report["verdict"]["answer"] == "recycled"
    assert any("'leak of 2012'" in one["because"] for one in report["verdict"]["because"])
    assert tocsin("verify", case).returncode == 0


def test_of_a_known_leak_nothing_but_digests_is_kept(
    registered: Path, drilled: Callable[[str], Path], tmp_path: Path
) -> None:
    case = shutil.copytree(registered, tmp_path / "case")
    with (
        wiring.working(case) as desk,
        (drilled("genuine") / "leak.csv").open("rb") as stream,
    ):
        reference = known.know(desk, stream, "leak.csv", "leak of 2012")
        made = desk.vault.latest("digests")
        assert made
        table: pa.Table = made.table("digests 0").to_table()
        again = known.references(desk.vault)

    cells = {cell for column in table.columns for cell in column.to_pylist() if cell is not None}
    assert table.num_rows == reference.rows > 600
    assert all(re.fullmatch("[0-9a-f]{32}", cell) for cell in cells)
    assert again == (reference,)


def test_a_file_without_anybody_in_it_is_refused(
    registered: Path, tocsin: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "words.csv").write_text("word;number\nred;1\nblue;2\n")
    before = (registered / "ledger.jsonl").read_bytes()
    ended = tocsin("known", registered, tmp_path / "words.csv", "--as", "words")

    assert ended.returncode == 2
    assert "no row" in ended.stderr.lower()
    assert (registered / "ledger.jsonl").read_bytes() == before
